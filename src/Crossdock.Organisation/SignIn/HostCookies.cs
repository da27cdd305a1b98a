using System.Text.Encodings.Web;
using Crossdock.Organisation.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crossdock.Organisation.SignIn;

/// <summary>
/// Over https the cookie is called <c>__Host-crossdock</c>, which browsers accept only from this host and only encrypted; over plain http, as on
/// a developer's machine, they would not accept that name at all.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    public const string PlainName = "crossdock";
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, NameOf(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, NameOf(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, NameOf(context, key), options);

    private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}

/// <summary>Reads <c>Authorization: Bearer xd_...</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, People people, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var key = header["Bearer ".Length..].Trim();
        if (!key.StartsWith(ApiKeys.Beginning, StringComparison.Ordinal)) return AuthenticateResult.Fail("This is no API key.");
        return await people.ByApiKeyAsync(key, time.GetUtcNow(), Context.RequestAborted) is { } card
            ? AuthenticateResult.Success(new(SignInServices.PrincipalOf(card, SignInServices.ApiKeyScheme), Scheme.Name))
            : AuthenticateResult.Fail("This API key does not work.");
    }
}
