using Crossdock.Warehouse.Reversing;

namespace Crossdock.Warehouse.Tests;

public sealed class ReversingTests
{
    [Theory, EachDatabase]
    public async Task A_move_to_the_wrong_bin_is_mirrored_and_posted_right_in_one_commit(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        var moved = World.Value(await world.MoveAsync("A1", "A2", 4));
        var reversed = World.Value(await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(moved.Number, "WRONG-PLACE", Replacement: new(To: "A3"))));
        Assert.Equal(Quantity.Zero, await world.OnHandAsync("A2"));
        Assert.Equal(Quantity.Units(4), await world.OnHandAsync("A3"));
        var log = World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ListMovements>(), new(Document: reversed.Number)));
        Assert.Equal(moved.Movement, log.Rows.Single().ReverseOf);
        (await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(moved.Number, "WRONG-PLACE"))).Refused(out var refusal, out _);
        Assert.Equal("warehouse.reversed_before", refusal?.Code);
        (await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(reversed.Number, "WRONG-PLACE"))).Refused(out refusal, out _);
        Assert.Equal("warehouse.reversal_of_reversal", refusal?.Code);
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_dozen_entered_as_pieces_is_put_right(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 100, 100m);
        var lost = World.Value(await world.AdjustAsync("A1", 2, "LOST"));
        World.Value(await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(lost.Number, "WRONG-UNIT", Replacement: new(Quantity: Quantity.Units(2), Unit: "dozen"))));
        Assert.Equal(Quantity.Units(76), await world.OnHandAsync("A1"));
        Assert.Equal(24m, await world.AccountAsync(AccountRole.Adjustment));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Goods_that_are_gone_cannot_be_reversed_away(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        var found = World.Value(await world.AdjustAsync("A1", 5, "FOUND"));
        World.Value(await world.PostAsync(MovementKind.Shipment, 3));
        (await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(found.Number, "WRONG-ITEM"))).Refused(out var refusal, out _);
        Assert.Equal("inventory.insufficient_stock", refusal?.Code);
    }

    [Theory, EachDatabase]
    public async Task Scrap_stands_against_scrap_and_a_reason_that_needs_a_note_asks_for_it(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        World.Value(await world.AdjustAsync("A1", 1, "BROKEN"));
        Assert.Equal(4m, await world.AccountAsync(AccountRole.Scrap));
        (await world.AdjustAsync("A1", 1, "THEFT")).Refused(out var refusal, out _);
        Assert.Equal("warehouse.note_missing", refusal?.Code);
        (await world.AdjustAsync("A1", 1, "RELEASE")).Refused(out refusal, out _);
        Assert.Equal("warehouse.reason_unknown", refusal?.Code);
        World.Value(await world.AdjustAsync("A1", 1, "THEFT", note: "Seal broken."));
        Assert.Equal(4m, await world.AccountAsync(AccountRole.Adjustment));
    }
}
