using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Ui.Shell;

/// <summary>Hands out the token that forms and scripts send back, when the host has antiforgery.</summary>
internal static class Antiforgery
{
    internal static AntiforgeryTokenSet? Tokens(HttpContext? context) =>
        context is { Response.HasStarted: false }
            ? context.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(context)
            : null;
}
