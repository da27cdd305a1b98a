using Crossdock.Inventory;
using Crossdock.Organisation;

namespace Crossdock.Bench;

/// <summary>One-line moves by eight clients on one hot position: no error, no oversell.</summary>
internal static class HotPosition
{
    private const int Clients = 8;

    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        foreach (var engine in pace.Engines)
        {
            await using var world = await World.StartAsync(engine, items: 10, listen: true);
            var ledger = world.App.Get<StockLedger>();
            var moves = await PrepareAsync(world);
            var turn = new int[Clients];
            var rate = await World.RateAsync(pace, Clients, async caller =>
            {
                // Each client sends a piece out to a bin of its own and brings it back: the hot bin is in every move.
                var back = turn[caller]++ % 2 == 1;
                await world.DoAsync(async (work, cancel) => (await ledger.PostAsync(work, moves.Document(), [moves.Of(caller, back)], cancel)).Value);
            });
            var budget = engine == Engine.Sqlite ? 3000 : 1000;
            yield return new($"hot position, one-line move, in process, {engine}", "moves/s", rate, null, budget);

            var clients = new List<LeanClient>();
            for (var i = 0; i < Clients; i++) clients.Add(await LeanClient.AsAsync(world.App, "warehouse-manager"));
            rate = await World.RateAsync(pace, Clients, async caller =>
            {
                var back = turn[caller]++ % 2 == 1;
                var (from, to) = back ? ($"B{caller + 2}", "B1") : ("B1", $"B{caller + 2}");
                await clients[caller].PostAsync("/api/v1/moves", new { site = "A", item = "I0", quantity = "1", from, to });
            });
            yield return new($"hot position, one-line move, 8 clients, over HTTP, {engine}", "moves/s", rate, null, budget);
            foreach (var client in clients) client.Dispose();
        }
    }

    private static async Task<Moves> PrepareAsync(World world)
    {
        var (site, places, item, day) = await world.App.Database.ReadAsync(async db =>
        {
            var directory = world.App.Get<Organisation.Directory>();
            var found = (await directory.SiteAsync(db, "A"))!;
            var bins = new List<Place>();
            for (var i = 1; i <= Clients + 1; i++) bins.Add((await directory.PlaceAsync(db, found.Id, $"B{i}"))!);
            return (found, bins, (await world.App.Get<MasterData.Items>().FindAsync(db, "I0"))!, found.DayOf(TimeProvider.System.GetUtcNow()));
        });
        var moves = new Moves(site, places, item.Id, day);
        await world.DoAsync(async (work, cancel) => (await world.App.Get<StockLedger>().PostAsync(work, moves.Document(),
            [new StockMove { Kind = MovementKind.Opening, Item = item.Id, Quantity = Quantity.Units(1_000_000), To = moves.Hot, Value = Amount.Of(1_000_000m) }], cancel)).Value);
        return moves;
    }

    private sealed record Moves(Site Site, List<Place> Places, ItemId Item, DateOnly Day)
    {
        private int number;

        public StockAt Hot => new(Site.Id, Places[0].Id, Condition.Available);

        public StockDocument Document() => new(Site.EntityId, $"MV-{Interlocked.Increment(ref number)}", Guid.CreateVersion7(), Day);

        public StockMove Of(int client, bool back)
        {
            var bin = new StockAt(Site.Id, Places[client + 1].Id, Condition.Available);
            return new() { Kind = MovementKind.Move, Item = Item, Quantity = Quantity.Units(1), From = back ? bin : Hot, To = back ? Hot : bin };
        }
    }
}
