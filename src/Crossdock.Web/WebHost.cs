using System.IO.Compression;
using System.Reflection;
using Crossdock.Storage.Checking;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Following;
using Crossdock.Storage.Http;
using Crossdock.Storage.Importing;
using Crossdock.Storage.Mailing;
using Crossdock.Ui;
using Crossdock.Web.Components;
using Crossdock.Web.Description;
using Crossdock.Web.Hosting;
using Crossdock.Web.Loading;
using Microsoft.AspNetCore.ResponseCompression;

namespace Crossdock.Web;

/// <summary>Puts the product together: one database, the modules in order, one pipeline. The CLI and the tests both start here.</summary>
public static class WebHost
{
    /// <summary>Where the product listens unless ASPNETCORE_URLS says otherwise.</summary>
    public const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>Assemblies with pages, other than this one.</summary>
    public static IReadOnlyList<Assembly> PageAssemblies { get; } = [.. ModuleCatalog.All.Select(m => m.GetType().Assembly).Distinct()];

    /// <summary>Builds the application over opened data; <paramref name="adjust"/> may replace services, for tests.</summary>
    public static WebApplication Build(OpenedData data, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        // Built, not published: without this each style and script would be compressed anew, without effort, on every request.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        AddProduct(builder.Services, data);
        AddWeb(builder.Services);
        foreach (var module in ModuleCatalog.All) module.Services(builder.Services);
        adjust?.Invoke(builder);
        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddProduct(IServiceCollection services, OpenedData data)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(data.Settings);
        services.AddSingleton(data.Database);
        services.AddSingleton(s => data.Database.OpenEngine(s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>().CreateLogger("Crossdock.Commit")));
        services.AddSingleton<CommitStep>();
        services.AddSingleton<Asking>();
        services.AddSingleton<UseDesk>().AddSingleton<DocumentImport>();
        services.AddFollowing();
        services.AddMailing(data.Settings.Mail);
        services.AddStorageChecks(ModuleCatalog.All);
        services.AddSample(data.Settings);
        services.AddSingleton<Readiness>();
        services.AddSingleton<IReadiness, DatabaseReadiness>();
    }

    private static void AddWeb(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => Json.Apply(o.SerializerOptions));
        services.AddProblemDetails();
        services.AddProtectionKeys();
        services.AddAntiforgery(o =>
        {
            o.HeaderName = "RequestVerificationToken";
            o.Cookie.Name = "crossdock-antiforgery";
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents();
        services.AddCrossdockUi();
        services.AddSignInLimit();
        services.AddApiReference();
        services.AddLiveEvents();
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    private static void Use(WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseErrorAnswers();
        app.UseReadableAddresses();
        app.UseLoadingBoard();

        // After the error answers, so that their pages are found when a request is run again for them.
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseRefusedAttempts();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    private static void Map(WebApplication app)
    {
        app.MapHealth();
        app.MapLoading();
        app.MapLiveEvents();
        app.MapApiReference();
        app.MapStaticAssets().AllowAnonymous();
        var api = app.MapGroup("/api/v1");
        api.MapImports();
        foreach (var module in ModuleCatalog.All)
        {
            module.Endpoints(api);
            module.PageEndpoints(app);
        }

        app.Services.GetRequiredService<UseDesk>().Learn(((IEndpointRouteBuilder)app).DataSources);
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. PageAssemblies]);
    }
}
