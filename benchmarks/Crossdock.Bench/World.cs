using Crossdock.Books;
using Crossdock.MasterData;
using Crossdock.Organisation;
using Crossdock.Organisation.Sites;
using Crossdock.Storage.Commit;

namespace Crossdock.Bench;

/// <summary>The product over a database of its own, with one entity, one site and some items.</summary>
internal sealed class World : IAsyncDisposable
{
    private World(CrossdockApp app) => App = app;

    public CrossdockApp App { get; }

    public static async Task<World> StartAsync(Engine engine, int items, bool listen)
    {
        var world = new World(await CrossdockApp.StartAsync(engine, new AppOptions { Listen = listen }));
        await world.DoAsync(async (work, cancel) => (await world.App.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value);
        await world.DoAsync(async (work, cancel) =>
        {
            var foundation = world.App.Get<Foundation>();
            var site = (await foundation.CreateSiteAsync(work, new("E1", "A", "Site A"), cancel)).Value;
            await foundation.CreatePlacesAsync(work, site.Id, [.. Enumerable.Range(1, 40).Select(i => new NewPlace($"B{i}"))], cancel);
            world.App.Get<Chart>().Found(work, site.EntityId, new(2020, 1, 1), 240);
            return site;
        });
        for (var first = 0; first < items; first += 500)
        {
            var from = first;
            await world.DoAsync(async (work, cancel) => (await world.App.Get<ItemMaster>().CreateManyAsync(work,
                [.. Enumerable.Range(from, Math.Min(500, items - from)).Select(i => new NewItem($"I{i}", $"Item {i}", "piece", StandardCost: UnitPrice.Of(2.5m)))], cancel)).Value);
        }

        return world;
    }

    public async Task<T> DoAsync<T>(Func<Work, CancellationToken, Task<T>> act)
        where T : notnull => (await App.RunAsync(new AdHoc<T>(act), new Nothing())).Value;

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Median rate per second of an action run by so many callers at once, after a warm-up.</summary>
    public static async Task<double> RateAsync(Pace pace, int callers, Func<int, Task> act)
    {
        await RunAsync(pace.WarmUp, callers, act);
        var rates = new List<double>();
        for (var run = 0; run < pace.Runs; run++) rates.Add(await RunAsync(pace.Run, callers, act));
        return Median(rates);
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>Calls per second of an action repeated by so many callers at once for a time.</summary>
    public static async Task<double> RunAsync(TimeSpan length, int callers, Func<int, Task> act)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        long done = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (started.Elapsed < length)
            {
                await act(caller);
                Interlocked.Increment(ref done);
            }
        })));
        return done / started.Elapsed.TotalSeconds;
    }

    internal sealed record Nothing;

    private sealed class AdHoc<T>(Func<Work, CancellationToken, Task<T>> act) : IUse<Nothing, T>
        where T : notnull
    {
        public async Task<Result<T>> ExecuteAsync(Work work, Nothing request, CancellationToken cancel) => Result<T>.Of(await act(work, cancel));
    }
}
