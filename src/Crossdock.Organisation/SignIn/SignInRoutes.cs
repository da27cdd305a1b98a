using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Organisation.SignIn;

/// <summary>Plain form posts of the sign-in page and of the sign-out button.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // The pages answer the same addresses; these come first.
        routes.MapPost("/sign-in", SignInAsync).AllowAnonymous().WithOrder(-1).ExcludeFromDescription();
        routes.MapPost("/sign-in/sample", SignInAsSampleAsync).AllowAnonymous().WithOrder(-1).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous().WithOrder(-1).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext http, IAntiforgery antiforgery, SignInAttempts attempts, People people)
    {
        var form = await FormAsync(http, antiforgery);
        if (form is null) return Back(null, "old");
        string login = form["login"].ToString(), password = form["password"].ToString(), next = form["next"].ToString();
        if (login.Length is 0 or > 80 || password.Length is 0 or > 256) return Back(next, "wrong");
        if (await attempts.CheckAsync(login, password, http.RequestAborted) is not { } id
            || await people.CardAsync(null, id, http.RequestAborted) is not { Person.Active: true } card) return Back(next, "wrong");
        await SignInServices.SignInAsync(http, card);
        return Results.LocalRedirect(LocalOrHome(next));
    }

    private static async Task<IResult> SignInAsSampleAsync(HttpContext http, IAntiforgery antiforgery, SampleAccounts samples, People people, Database database)
    {
        var form = await FormAsync(http, antiforgery);
        if (form is null) return Back(null, "old");
        var login = form["login"].ToString();
        var account = (await database.ReadAsync(db => samples.ListAsync(db, http.RequestAborted))).FirstOrDefault(a => a.Login == login);
        if (account is null || await people.CardAsync(null, account.Id, http.RequestAborted) is not { Person.Active: true } card) return Back(null, "wrong");
        await SignInServices.SignInAsync(http, card);
        return Results.LocalRedirect(LocalOrHome(form["next"].ToString()));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (await FormAsync(http, antiforgery) is null) return Results.LocalRedirect("/");
        await http.SignOutAsync(UseRoutes.CookieType);
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext http, IAntiforgery antiforgery) =>
        http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http) ? await http.Request.ReadFormAsync(http.RequestAborted) : null;

    private static IResult Back(string? next, string why) =>
        Results.LocalRedirect($"/sign-in?why={why}" + (string.IsNullOrEmpty(next) ? "" : "&next=" + Uri.EscapeDataString(LocalOrHome(next))));

    /// <summary>Only addresses of this host: a crafted link must not lead a person elsewhere after signing in.</summary>
    internal static string LocalOrHome(string? address) =>
        address is ['/'] || (address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl)) ? address : "/";
}
