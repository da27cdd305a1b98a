using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Storage.Http;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Reliability.Tests.Sweeping;

/// <summary>A company with every kind of document, its routes as the running product has them, and a client that notes each answer no client should get.</summary>
internal sealed class Sweep : IAsyncDisposable
{
    private readonly CrossdockApp app;
    private readonly HttpClient client;
    private readonly Dictionary<string, string?> numbers = [];
    private int key;

    private readonly Engine engine;
    private int turn;

    private Sweep(CrossdockApp app, Engine engine)
    {
        this.app = app;
        this.engine = engine;
        client = app.Anonymous();
        Routes = [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }

    public static Actor Everyone { get; } = SignedInClient.Actor();

    /// <summary>Who asks.</summary>
    public Actor Who { get; set; } = Everyone;

    public IReadOnlyList<RouteEndpoint> Routes { get; }

    public ConcurrentQueue<string> Wrong { get; } = new();

    public int Asked { get; private set; }

    public static async Task<Sweep> OverACompanyAsync(Engine engine)
    {
        Sweep? sweep = null;
        sweep = new Sweep(await CrossdockApp.StartAsync(engine, SignedInClient.As(() => sweep?.Who ?? Everyone)), engine);
        var desk = new Desk(sweep.client);
        await Circle.FoundAsync(desk);
        await Circle.WorkAsync(desk);
        await sweep.app.SealedAsync();
        return sweep;
    }

    /// <summary>Every second of them on SQLite and every eighth on PostgreSQL, in turn; all of them with <see cref="Counts.WholeKey"/>.</summary>
    public IEnumerable<T> Share<T>(IEnumerable<T> values) => values.Where(_ => turn++ % Counts.Of(engine == Engine.Sqlite ? 2 : 8, 1) == 0);

    public static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    public IEnumerable<(RouteEndpoint Route, T Metadata)> Of<T>()
        where T : class => Routes.Select(r => (r, r.Metadata.GetMetadata<T>())).Where(r => r.Item2 is not null).Select(r => (r.r, r.Item2!));

    public IEnumerable<(RouteEndpoint Route, Type Page)> Pages => Of<ComponentTypeMetadata>().Select(p => (p.Route, p.Metadata.Type));

    /// <summary>The address with its parts filled by what the company has; a part that nothing is known of becomes 1.</summary>
    public async Task<string> AddressAsync(RouteEndpoint route)
    {
        var path = "";
        foreach (var part in PathOf(route).Split('/', StringSplitOptions.RemoveEmptyEntries))
            path += "/" + (part.StartsWith('{') ? await NumberAsync(path) ?? "1" : part);
        return path;
    }

    /// <summary>Sends and notes what is wrong with the answer; true when it was accepted.</summary>
    public async Task<bool> AskAsync(HttpMethod method, string address, string? body, string about, string? contentType = "application/json", string? ifMatch = "\"1\"")
    {
        using var message = new HttpRequestMessage(method, address);
        if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, contentType!);
        if (method == HttpMethod.Post) message.Headers.Add("Idempotency-Key", $"sweep-{++key}");
        if (ifMatch is not null) message.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await client.SendAsync(message);
        Asked++;
        var status = (int)answer.StatusCode;
        if (status < 400) return true;
        var text = await answer.Content.ReadAsStringAsync();
        if (status >= 500) Wrong.Enqueue($"{method} {address} {about}: {status} {text[..Math.Min(text.Length, 200)]}");
        else if (address.StartsWith("/api", StringComparison.Ordinal) && !IsSentence(text)) Wrong.Enqueue($"{method} {address} {about}: {status} without a sentence: {text[..Math.Min(text.Length, 200)]}");
        return false;
    }

    public async Task<SortedDictionary<string, string>> TablesAsync()
    {
        await using var db = app.Database.Open();
        return await Tables.HashesAsync(db);
    }

    public Task<int> PostingsAsync() => app.Database.ReadAsync(db => db.Set<Posting>().CountAsync(p => p.Use != "RefusedAttempt"));

    public object Service(Type type) => app.Services.GetRequiredService(type);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private static bool IsSentence(string text)
    {
        var detail = JsonNode.Parse(text)?["detail"]?.GetValue<string>() ?? "";
        return detail.Length >= 10 && detail.TrimEnd()[^1] is '.' or '?' or '!';
    }

    /// <summary>Number or code of the first row of the list at an address.</summary>
    private async Task<string?> NumberAsync(string path)
    {
        var address = path.StartsWith("/api", StringComparison.Ordinal) ? path : "/api/v1" + path;
        if (numbers.TryGetValue(address, out var number)) return number;
        using var answer = await client.GetAsync(address);
        if (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json")
        {
            var node = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
            var first = ((node as JsonArray) ?? (node as JsonObject)?["items"] as JsonArray)?.FirstOrDefault() as JsonObject;
            number = (first?["number"] ?? first?["code"] ?? first?["id"])?.ToString();
        }

        return numbers[address] = number;
    }
}
