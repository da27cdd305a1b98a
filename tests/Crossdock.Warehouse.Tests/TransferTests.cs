using Crossdock.Warehouse.Reversing;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Warehouse.Tests;

public sealed class TransferTests
{
    private static readonly DateOnly Arrival = new(2026, 1, 25);

    [Theory, EachDatabase]
    public async Task S31_a_transfer_of_more_than_is_there_is_refused(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, value: 10m));
        var number = await CreateAsync(world, 2);
        (await ShipAsync(world, number, 2, "A1")).Refused(out var refusal, out _);
        Assert.Equal("inventory.insufficient_stock", refusal?.Code);
        Assert.Contains("1 available, asked 2", refusal!.Message, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task S31_a_shortage_caused_by_a_transfer_is_not_a_sale(Engine engine)
    {
        await using var world = await World.OpenAsync(engine, negativeAtA: true);
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, value: 10m));
        var number = await CreateAsync(world, 2);
        World.Value(await ShipAsync(world, number, 2, "A1"));
        World.Value(await ReceiveAsync(world, number));
        World.Value(await world.PostAsync(MovementKind.Receipt, 2, value: 40m));
        Assert.Equal(Quantity.Units(1), await world.OnHandAsync("A1"));
        Assert.Equal(Quantity.Units(2), await world.OnHandAsync("DOCK", site: "B"));
        Assert.Equal(50m, await world.AccountAsync(AccountRole.Inventory));
        Assert.Equal(0m, await world.AccountAsync(AccountRole.InTransit));
        Assert.Equal(0m, await world.AccountAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(-50m, await world.AccountAsync(AccountRole.GoodsReceivedNotInvoiced));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Goods_carry_their_lot_and_value_and_what_does_not_arrive_is_lost_with_a_reason(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 6, "A1", 60m, "L", lot: "ONE"));
        World.Value(await world.PostAsync(MovementKind.Receipt, 4, "A2", 40m, "L", lot: "TWO"));
        var number = World.Value(await world.RunAsync(world.App.Get<CreateTransfer>(), new CreateTransferRequest("A", "B", Arrival, [new("L", Quantity.Units(8))]))).Number;
        World.Value(await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number)));
        Assert.Equal(80m, await world.AccountAsync(AccountRole.InTransit));
        World.Value(await world.RunAsync(world.App.Get<ReceiveTransfer>(), new ReceiveTransferRequest(number, [new(1, Quantity.Units(5), "B1", Lot: "ONE"), new(1, Quantity.Units(2), Lot: "TWO")])));
        var positions = World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ListPositions>(), new("B", Item: "L")));
        Assert.Equal([("B1", "ONE", Condition.Available), ("DOCK", "TWO", Condition.Receiving)], positions.Select(p => (p.Place, p.Lot!, p.Condition)).Order());
        var loss = World.Value(await world.RunAsync(world.App.Get<LoseInTransit>(), new LoseInTransitRequest(number, 1, Quantity.Units(1), "NOT-ARRIVED", "The pallet was short.")));
        Assert.Equal(TransferState.Closed, loss.State);
        Assert.Equal(10m, await world.AccountAsync(AccountRole.TransitLoss));
        Assert.Equal(0m, await world.AccountAsync(AccountRole.InTransit));
        await world.VerifyAsync();

        // It is found after all: the loss is reversed, and the carton arrives.
        World.Value(await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(loss.Document, "NOT-HAPPENED", "Found behind the seat.")));
        Assert.Equal(0m, await world.AccountAsync(AccountRole.TransitLoss));
        Assert.Equal(TransferState.Closed, World.Value(await ReceiveAsync(world, number)).State);
        Assert.Equal(80m, await world.AccountAsync(AccountRole.Inventory, "B"));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Whoever_sent_the_goods_does_not_write_them_off(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 5, 50m);
        var number = await CreateAsync(world, 5);
        var sender = new Actor(new(7), "Sam") { Permissions = Enum.GetValues<Permission>().ToHashSet() };
        World.Value(await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number), sender));
        var loss = new LoseInTransitRequest(number, 1, Quantity.Units(1), "NOT-ARRIVED", "Short.");
        (await world.RunAsync(world.App.Get<LoseInTransit>(), loss, sender)).Refused(out var refusal, out _);
        Assert.Equal("warehouse.sender_decides", refusal?.Code);
        World.Value(await world.RunAsync(world.App.Get<LoseInTransit>(), loss, sender with { Id = new(8) }));
    }

    [Theory, EachDatabase]
    public async Task The_receiver_may_promise_what_is_on_its_way_and_cancelling_gives_the_stock_back(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 5, 50m);
        var number = await CreateAsync(world, 3);
        var receiver = World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ShowAvailability>(), new("X")));
        Assert.Equal(Quantity.Units(2), receiver.Sites.Single(s => s.Site == "A").Free);
        World.Value(await world.RunAsync(world.App.Get<CancelTransfer>(), new CancelTransferRequest(number, "NO-LONGER-NEEDED")));
        Assert.Equal(Quantity.Units(5), World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ShowAvailability>(), new("X", "A"))).Free);
        (await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number))).Refused(out var refusal, out _);
        Assert.Equal("warehouse.transfer_state", refusal?.Code);
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Between_two_entities_goods_are_not_transferred(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        (await world.RunAsync(world.App.Get<CreateTransfer>(), new CreateTransferRequest("A", "C", Arrival, [new("X", Quantity.Units(1))]))).Refused(out var refusal, out _);
        Assert.Equal("warehouse.between_entities", refusal?.Code);
    }

    [Theory, EachDatabase]
    public async Task A_shipment_is_called_back_as_long_as_nothing_arrived(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 5, 50m);
        var number = await CreateAsync(world, 4);
        var shipped = World.Value(await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number)));
        var received = World.Value(await ReceiveAsync(world, number));
        (await ReverseAsync(world, shipped.Document)).Refused(out var refusal, out _);
        Assert.Equal("warehouse.arrived_already", refusal?.Code);
        World.Value(await ReverseAsync(world, received.Document));
        World.Value(await ReverseAsync(world, shipped.Document));
        Assert.Equal(Quantity.Units(5), await world.OnHandAsync("A1"));
        Assert.Equal(0m, await world.AccountAsync(AccountRole.InTransit));
        Assert.Equal(TransferState.Closed, World.Value(await world.App.AskAsync(world.App.Get<FindTransfer>(), new(number))).State);
        await world.VerifyAsync();
    }

    private static async Task<string> CreateAsync(World world, long quantity) =>
        World.Value(await world.RunAsync(world.App.Get<CreateTransfer>(), new CreateTransferRequest("A", "B", Arrival, [new("X", Quantity.Units(quantity))]))).Number;

    private static Task<Result<TransferStepResponse>> ShipAsync(World world, string number, long quantity, string place) =>
        world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number, [new(1, Quantity.Units(quantity), place)]));

    private static Task<Result<TransferStepResponse>> ReceiveAsync(World world, string number) =>
        world.RunAsync(world.App.Get<ReceiveTransfer>(), new ReceiveTransferRequest(number));

    private static Task<Result<ReverseDocumentResponse>> ReverseAsync(World world, string number) =>
        world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(number, "WRONG-PLACE"));
}
