using Crossdock.Warehouse.Moving;

namespace Crossdock.Warehouse.Tests;

public sealed class MovingTests
{
    [Theory, EachDatabase]
    public async Task A_move_takes_from_one_bin_what_it_puts_into_the_other(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        var moved = World.Value(await world.MoveAsync("A1", "A2", 4));
        Assert.StartsWith("MV-", moved.Number, StringComparison.Ordinal);
        Assert.Equal(Quantity.Units(6), await world.OnHandAsync("A1"));
        Assert.Equal(Quantity.Units(4), await world.OnHandAsync("A2"));
        Assert.Equal(40m, await world.AccountAsync(AccountRole.Inventory));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task More_than_is_there_is_not_moved(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        (await world.MoveAsync("A1", "A2", 11)).Refused(out var refusal, out _);
        Assert.Equal("inventory.insufficient_stock", refusal?.Code);
        Assert.Equal(Quantity.Units(10), await world.OnHandAsync("A1"));
    }

    [Theory, EachDatabase]
    public async Task Two_dozen_are_moved_as_24_pieces(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 30, 30m);
        var moved = World.Value(await world.RunAsync(world.App.Get<MoveStock>(), new MoveStockRequest("A", "X", Quantity.Units(2), "A1", "A2", "dozen")));
        Assert.Equal(Quantity.Units(24), moved.Quantity);
    }

    [Theory, EachDatabase]
    public async Task Eight_callers_at_one_position_move_exactly_what_is_there(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 50, 50m);
        var callers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var own = new List<Result<MoveStockResponse>>();
            for (var i = 0; i < 10; i++) own.Add(await world.MoveAsync("A1", "A2", 1));
            return own;
        })));
        var results = callers.SelectMany(r => r).ToList();
        Assert.Equal(50, results.Count(r => r.IsValue));
        Assert.All(results.Where(r => !r.IsValue), r => Assert.Equal("inventory.insufficient_stock", r.Refusal!.Code));
        Assert.Equal(Quantity.Units(50), await world.OnHandAsync("A2"));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Putaway_makes_received_goods_available(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("DOCK", 10, 40m, condition: Condition.Receiving);
        World.Value(await world.RunAsync(world.App.Get<PutAway>(), new PutAwayRequest("A", "X", Quantity.Units(10), "A1")));
        var there = World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ListPositions>(), new("A", Item: "X"))).Single();
        Assert.Equal(("A1", Condition.Available), (there.Place, there.Condition));
        (await world.RunAsync(world.App.Get<PutAway>(), new PutAwayRequest("A", "X", Quantity.Units(1), "DOCK"))).Refused(out var refusal, out _);
        Assert.Equal("warehouse.no_putaway_place", refusal?.Code);
    }

    [Theory, EachDatabase]
    public async Task A_place_outside_holds_no_stock_to_move(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        (await world.MoveAsync("A1", "CUSTOMER", 1)).Refused(out var refusal, out _);
        Assert.Equal("warehouse.place_holds_no_stock", refusal?.Code);
    }

    [Theory, EachDatabase]
    public async Task Somebody_of_another_site_does_not_find_it(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        var site = await world.App.Database.ReadAsync(async db => (await world.App.Get<Directory>().SiteAsync(db, "B"))!.Id);
        var stranger = new Actor(new(7), "Bea") { Permissions = new HashSet<Permission> { Permission.MoveStock }, Sites = new HashSet<SiteId> { site } };
        (await world.RunAsync(world.App.Get<MoveStock>(), new MoveStockRequest("A", "X", Quantity.Units(1), "A1", "A2"), stranger)).Refused(out var refusal, out _);
        Assert.Equal(RefusalKind.NotFound, refusal?.Kind);
    }
}
