namespace Crossdock.Web.Hosting;

/// <summary>Three questions of an operator: does the process live, does it take requests, has it come up. Without details, because everyone may ask.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => Results.Text("live"));
        health.MapGet("/ready", AnswerAsync);
        health.MapGet("/startup", async (HttpContext http, Readiness readiness) =>
            readiness.Started ? Results.Text("started") : await AnswerAsync(http, readiness));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, Readiness readiness) =>
        await readiness.WaitingForAsync(http.RequestAborted) is { } waiting
            ? Results.Text("waiting for " + waiting, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready");
}
