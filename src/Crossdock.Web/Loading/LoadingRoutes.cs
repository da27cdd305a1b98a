using Crossdock.Company;

namespace Crossdock.Web.Loading;

/// <summary>While the sample company is being loaded, every page leads to the board that shows it.</summary>
internal static class LoadingRoutes
{
    public const string Board = "/loading";

    public static void AddSample(this IServiceCollection services, Settings settings)
    {
        services.AddCompany();
        if (!settings.Sample) return;
        services.AddSingleton<SampleService>();
        services.AddSingleton<IReadiness>(s => s.GetRequiredService<SampleService>());
        services.AddHostedService(s => s.GetRequiredService<SampleService>());
    }

    /// <summary>Leads pages to the board until there is something to show.</summary>
    public static void UseLoadingBoard(this WebApplication app) => app.Use(async (http, next) =>
    {
        var board = http.RequestServices.GetRequiredService<LoadBoard>();
        var isPage = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            && !http.Request.Path.StartsWithSegments(Board, StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
        if (isPage && board.Loading) http.Response.Redirect(Board);
        else await next(http);
    });

    public static void MapLoading(this IEndpointRouteBuilder routes) => routes
        .MapGet(Board + "/state", (HttpContext http, LoadBoard board) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.Json(board.Look(), Json.Web);
        })
        .AllowAnonymous().ExcludeFromDescription();
}
