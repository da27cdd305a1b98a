using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Organisation.SignIn;

/// <summary>Who is asking: the browser's cookie or an API key. Everything that does not say otherwise needs one of them.</summary>
internal static class SignInServices
{
    public const string Scheme = "crossdock";
    public const string ApiKeyScheme = "ApiKey";
    public const string StampClaim = "stamp";
    private static readonly TimeSpan LongestSignIn = TimeSpan.FromHours(12);

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<SignInAttempts>();
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, o => o.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? ApiKeyScheme : UseRoutes.CookieType)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyScheme, null)
            .AddCookie(UseRoutes.CookieType, o =>
            {
                o.Cookie.Name = HostCookies.PlainName;
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.Cookie.Path = "/";
                o.CookieManager = new HostCookies();
                o.ExpireTimeSpan = LongestSignIn;
                o.SlidingExpiration = false;
                o.LoginPath = "/sign-in";
                o.ReturnUrlParameter = "next";
                o.Events.OnValidatePrincipal = RenewAsync;
                o.Events.OnRedirectToLogin = AskToSignInAsync;
                o.Events.OnRedirectToAccessDenied = RefuseAsync;
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>The principal of a person: rights and scope as they are now.</summary>
    public static ClaimsPrincipal PrincipalOf(People.Card card, string authenticationType) => new(card.Identities.GetOrAdd(
        authenticationType,
        type => new ActorIdentity(card.Actor, [.. card.Person.Roles.Select(r => new Claim(ClaimTypes.Role, r)), new Claim(StampClaim, card.SecurityStamp)], type)));

    /// <summary>What goes into the cookie: who, and since which password. Rights are looked up on each request.</summary>
    public static Task SignInAsync(HttpContext http, People.Card card) => http.SignInAsync(UseRoutes.CookieType, new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, card.Person.Id.Value.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, card.Person.Name),
            new Claim(StampClaim, card.SecurityStamp),
        ],
        UseRoutes.CookieType)));

    /// <summary>Takes the rights from the database, not from the cookie; a changed password or a closed account ends the sign-in.</summary>
    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<People>();
        var card = int.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            ? await people.CardAsync(null, new(id), context.HttpContext.RequestAborted)
            : null;
        if (card is { Person.Active: true } && card.SecurityStamp == context.Principal!.FindFirstValue(StampClaim))
        {
            context.ReplacePrincipal(PrincipalOf(card, UseRoutes.CookieType));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(UseRoutes.CookieType);
    }

    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live")) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>Answers under the address that was asked for, so that a page that is not theirs never looks like one that opened.</summary>
    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
