using System.Net.Http.Headers;
using Crossdock.Organisation.Sites;
using Crossdock.Organisation.Staff;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Organisation.Tests;

/// <summary>An entity, two sites and people to act, in a running product.</summary>
internal static class Group
{
    public static async Task<CrossdockApp> StartAsync(Engine engine, FakeTimeProvider? time = null)
    {
        var app = await CrossdockApp.StartAsync(engine, new AppOptions { Time = time });
        Yes(await app.RunAsync(app.Get<CreateEntity>(), new CreateEntityRequest("US1", "Midwest Supply", "USD", "America/Chicago")));
        Yes(await app.RunAsync(app.Get<CreateSite>(), new CreateSiteRequest("US1", "DSM", "Des Moines", SiteRole.Hub, Latitude: 41.586835m, Longitude: -93.624959m)));
        Yes(await app.RunAsync(app.Get<CreateSite>(), new CreateSiteRequest("US1", "CID", "Cedar Rapids")));
        return app;
    }

    public static async Task<CreateApiKeyResponse> PersonAsync(
        this CrossdockApp app, string login, string role, string? password = null, IReadOnlyList<string>? sites = null)
    {
        Yes(await app.RunAsync(app.Get<CreatePerson>(), new NewPerson(login, $"Person {login}", [role], null, sites, password)));
        return Yes(await app.RunAsync(app.Get<CreateApiKey>(), new CreateApiKeyRequest(login, "test")));
    }

    public static HttpClient Client(this CrossdockApp app, CreateApiKeyResponse key)
    {
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key.Value);
        return client;
    }

    public static async Task<HttpClient> ClientAsync(this CrossdockApp app, string login, string role, IReadOnlyList<string>? sites = null) =>
        app.Client(await app.PersonAsync(login, role, null, sites));

    public static T Yes<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException(refusal.Message) : value;
}
