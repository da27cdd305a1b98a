using System.Collections.Concurrent;
using System.Text.Json;
using Crossdock.Storage.Following;
using Crossdock.Storage.Http;
using Directory = Crossdock.Organisation.Directory;

namespace Crossdock.Web.Hosting;

/// <summary>Server-sent events for pages: what they watch has happened, in their scope.</summary>
internal static class LiveEvents
{
    private const int MostPerPerson = 12;
    private const int MostTopics = 50;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void AddLiveEvents(this IServiceCollection services) => services.AddSingleton<LiveConnections>();

    public static void MapLiveEvents(this IEndpointRouteBuilder routes) => routes
        .MapGet("/live", HandleAsync)
        .ExcludeFromDescription()
        .RequireAuthorization(p => p.RequireAuthenticatedUser());

    private static async Task<IResult> HandleAsync(HttpContext http, LiveFeed feed, LiveConnections connections, Directory directory, Database database, IHostApplicationLifetime lifetime)
    {
        if (ActorClaims.Read(http.User) is not { } actor) return Results.Unauthorized();
        var topics = http.Request.Query["topics"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (topics.Length is 0 or > MostTopics) return Problems.From(Refusal.Invalid("live.topics", $"Name 1 to {MostTopics} topics, separated by commas."));
        if (Array.Find(topics, t => !LiveFeed.IsTopic(t)) is { } unknown)
            return Problems.From(Refusal.Invalid("live.topic", $"'{unknown}' is not a topic. Topics are item:ID, site:ID, fact:NAME and all."));
        if (!connections.TryEnter(actor.Id, MostPerPerson)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        try
        {
            var sites = await database.ReadAsync(async db => await directory.SitesAsync(db, http.RequestAborted));
            var seen = sites.Where(s => actor.WorksAt(s.EntityId, s.Id)).Select(s => s.Id).ToHashSet();
            using var subscription = feed.Subscribe(topics, seen.Contains);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
            await SendAsync(http.Response, subscription, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was closed or the node stops.
        }
        finally
        {
            connections.Leave(actor.Id);
        }

        return Results.Empty;
    }

    private static async Task SendAsync(HttpResponse response, LiveFeed.Subscription subscription, CancellationToken cancel)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.WriteAsync(": connected\n\n", cancel);
        await response.Body.FlushAsync(cancel);
        var waiting = subscription.Events.WaitToReadAsync(cancel).AsTask();
        while (true)
        {
            if (await Task.WhenAny(waiting, Task.Delay(Heartbeat, cancel)) == waiting)
            {
                if (!await waiting) return;
                while (subscription.Events.TryRead(out var happened))
                    await response.WriteAsync($"data: {JsonSerializer.Serialize(happened, Json.Web)}\n\n", cancel);
                waiting = subscription.Events.WaitToReadAsync(cancel).AsTask();
            }
            else
            {
                cancel.ThrowIfCancellationRequested();
                await response.WriteAsync(": still here\n\n", cancel);
            }

            await response.Body.FlushAsync(cancel);
        }
    }
}

/// <summary>How many live pages each person has open on this node.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<PersonId, int> open = new();

    public bool TryEnter(PersonId person, int most)
    {
        if (open.AddOrUpdate(person, 1, (_, count) => count + 1) <= most) return true;
        Leave(person);
        return false;
    }

    public void Leave(PersonId person) => open.AddOrUpdate(person, 0, (_, count) => count - 1);
}
