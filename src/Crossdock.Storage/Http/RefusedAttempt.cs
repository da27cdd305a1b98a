using Crossdock.Storage.Commit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Http;

/// <summary>
/// Writes that were tried without the right, and writes of fields that a request does not have, leave a row in the audit trail: who, when, from
/// where, what. Whoever looks for a back door is seen looking. Other refusals are everyday work and leave none.
/// </summary>
public static class RefusedAttempt
{
    private const string Noted = "crossdock.refused";

    /// <summary>Stands between who it is and what they may: it sees every write that was refused.</summary>
    public static void UseRefusedAttempts(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method)) return;
        if (http.Items[Noted] is not Refusal why)
        {
            if (http.Response.StatusCode != StatusCodes.Status403Forbidden) return;
            why = new Refusal(RefusalKind.Forbidden, "http.forbidden", "None of the person's roles grants this.");
        }

        if (ActorClaims.Read(http.User) is not { } actor) return;
        var source = http.User.Identity?.AuthenticationType == UseRoutes.CookieType ? "page" : "API";
        var caller = new Caller(actor) { Use = nameof(RefusedAttempt), Why = $"{why.Code}: {why.Message}" };
        await http.RequestServices.GetRequiredService<CommitStep>().RunAsync(
            new Keep(), new KeepRequest($"{http.Request.Method} {http.Request.Path} ({source})"), caller, CancellationToken.None);
    });

    /// <summary>Says why a write is refused, where the status alone does not.</summary>
    internal static void Note(HttpContext http, Refusal why) => http.Items[Noted] = why;

    private sealed record KeepRequest(string What);

    private sealed class Keep : IUse<KeepRequest, Done>
    {
        private const int Most = 200;

        public Task<Result<Done>> ExecuteAsync(Work work, KeepRequest request, CancellationToken cancel)
        {
            work.Subject = request.What.Length > Most ? request.What[..Most] : request.What;
            return Task.FromResult(Done.Yes);
        }
    }
}
