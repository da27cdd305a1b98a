using System.Security.Claims;
using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using Crossdock.Organisation;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crossdock.Testing;

/// <summary>
/// Lets a test look at pages as an actor of its own making, without the ways of signing in, which have tests of their own. The rest of the
/// pipeline, authorization first, is the real one.
/// </summary>
public static class SignedInClient
{
    private const string Scheme = "Test";

    /// <summary>Options under which requests are signed in as the actor.</summary>
    public static AppOptions As(Func<Actor> actor, bool listen = false) => new()
    {
        Listen = listen,
        Services = services =>
        {
            services.AddSingleton(actor);
            services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, Handler>(Scheme, null);
            services.PostConfigure<AuthenticationOptions>(o => o.DefaultScheme = o.DefaultAuthenticateScheme = o.DefaultChallengeScheme = o.DefaultForbidScheme = Scheme);
        },
    };

    /// <summary>An actor with these rights and scope.</summary>
    public static Actor Actor(IEnumerable<Permission>? rights = null, IReadOnlySet<EntityId>? entities = null, IReadOnlySet<SiteId>? sites = null) =>
        new(new PersonId(0), "Tess Tester") { Permissions = (rights ?? Enum.GetValues<Permission>()).ToHashSet(), Entities = entities, Sites = sites };

    /// <summary>Signs in as the account that the sample company offers for a role.</summary>
    public static async Task SignInAsync(this HttpClient client, Role role)
    {
        var page = await client.PageAsync("/sign-in");
        var form = page.QuerySelector($"form:has(button[title='{role.Sentence}'])") ?? throw new InvalidOperationException($"The sample company offers no {role.Name}.");
        var fields = form.QuerySelectorAll("input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        using var answer = await client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads a page as a browser without script sees it.</summary>
    public static async Task<IDocument> PageAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
        return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text).Address("http://localhost" + path));
    }

    private sealed class Handler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Func<Actor> actor)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var identity = new ActorIdentity(actor(), [], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
