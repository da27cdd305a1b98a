using Crossdock.Model;

namespace Crossdock.Conformance.Tests;

/// <summary>Short runs in which the product and the model once differed, with what is right.</summary>
public sealed class KnownCases
{
    private static readonly DateOnly Day = World.FirstDay;

    private static readonly Command[] SerialInStock =
    [
        new CreateItem(1, "SERIAL", 0, Tracking.Serial, CostMethod.Average, 100m),
        new ReceiveUnordered(2, 1, "SERIAL", 1m, 90m, "A1", Lot: "S1"),
    ];

    [Theory, EachDatabase]
    public async Task An_overdue_line_is_not_given_a_lot_that_is_expired_today(Engine engine)
    {
        var books = await AgreeAsync(engine,
        [
            new CreateItem(1, "LOT", 0, Tracking.Lot, CostMethod.Average, 1m),
            new CreateSalesOrder(2, 1, Day.AddDays(1), [new SalesLine("LOT", 5m, 2m)]),
            new PassDays(3, 20),
            new ReceiveUnordered(4, 1, "LOT", 3m, 1m, "A1", Lot: "OLD", Expiry: Day.AddDays(15)),
            new ReceiveUnordered(5, 1, "LOT", 2m, 1m, "A1", Lot: "NEW", Expiry: Day.AddDays(20)),
        ]);
        Assert.Equal([new Allocation(new PositionKey(1, "A1", "LOT", "NEW"), 2m)], books.DocumentOf<SalesOrder>(2).Lines[0].Allocations);
    }

    [Theory, EachDatabase]
    public async Task A_serial_that_was_lost_or_went_back_or_never_came_may_come_in_again(Engine engine)
    {
        var at = new PositionKey(1, "A1", "SERIAL", "S1");
        var books = await AgreeAsync(engine,
        [
            .. SerialInStock,
            new Adjust(3, at, -1m),
            new Adjust(4, at, 1m),
            new SupplierReturn(5, 2, 1m, "A1"),
            new ReceiveUnordered(6, 1, "SERIAL", 1m, 80m, "A1", Lot: "S1"),
            new Reverse(7, 6),
            new ReceiveUnordered(8, 1, "SERIAL", 1m, 70m, "A1", Lot: "S1"),
        ]);
        Assert.Equal((1m, 7_000), (books.OnHand("SERIAL"), books.InventoryOf(1)));
    }

    [Theory, EachDatabase]
    public async Task A_loss_is_not_undone_when_the_serial_came_in_otherwise(Engine engine)
    {
        var at = new PositionKey(1, "A1", "SERIAL", "S1");
        var books = await AgreeAsync(engine,
        [
            .. SerialInStock,
            new Adjust(3, at, -1m),
            new Adjust(4, at, 1m),
            new Reverse(5, 3),
            new CreateSalesOrder(6, 1, Day, [new SalesLine("SERIAL", 1m, 200m)]),
            new Ship(7, 6, 0, 1m),
            new Reverse(8, 3),
            new Reverse(9, 7),
        ]);
        Assert.False(books.Documents.ContainsKey(5) || books.Documents.ContainsKey(8));
        Assert.Equal(1m, books.OnHand("SERIAL"));
    }

    [Theory, EachDatabase]
    public async Task A_serial_that_a_customer_has_comes_back_only_by_a_customer_return(Engine engine)
    {
        var books = await AgreeAsync(engine,
        [
            .. SerialInStock,
            new CreateSalesOrder(3, 1, Day, [new SalesLine("SERIAL", 1m, 200m)]),
            new Ship(4, 3, 0, 1m),
            new ReceiveUnordered(5, 1, "SERIAL", 1m, 90m, "A1", Lot: "S1"),
            new Adjust(6, new PositionKey(1, "A1", "SERIAL", "S1"), 1m),
            new CustomerReturn(7, 4, 1m, "A2", Lot: "S1"),
        ]);
        Assert.False(books.Documents.ContainsKey(5) || books.Documents.ContainsKey(6));
        Assert.Equal(1m, books.OnHand("SERIAL"));
    }

    [Theory, EachDatabase]
    public async Task What_was_promised_from_an_order_is_promised_again_when_its_receipt_is_reversed(Engine engine) => await AgreeAsync(engine,
    [
        new CreateItem(1, "WEIGHT", 3, Tracking.None, CostMethod.Average, 0.777m),
        new CreateSalesOrder(2, 2, Day.AddDays(20), [new SalesLine("WEIGHT", 22.863m, 20m), new SalesLine("WEIGHT", 12.689m, 5m)]),
        new OpenPurchaseOrder(3, 2, [new PurchaseLine("WEIGHT", 17.096m, 18.18m)]),
        new Receive(4, 3, 0, 17.096m, "A3", Condition.Damaged),
        new Reverse(5, 4),
        new Receive(6, 3, 0, 17.096m, "A3"),
    ]);

    [Theory, EachDatabase]
    public async Task A_reversed_gain_takes_its_own_layer_first(Engine engine)
    {
        var books = await AgreeAsync(engine,
        [
            new CreateItem(1, "LAYER", 0, Tracking.None, CostMethod.Fifo, 3m),
            new ReceiveUnordered(2, 1, "LAYER", 10m, 5m, "A1"),
            new Adjust(3, new PositionKey(1, "A1", "LAYER"), -1m),
            new ReceiveUnordered(4, 1, "LAYER", 10m, 9m, "A1"),
            new Adjust(5, new PositionKey(1, "A2", "LAYER"), 2m),
            new Reverse(6, 5),
        ]);
        Assert.Equal(13_500, books.PoolOf(1, "LAYER")!.Cents);
    }

    [Theory, EachDatabase]
    public async Task Receipts_are_never_worth_less_than_nothing_after_a_reversal_in_the_middle(Engine engine)
    {
        var books = await AgreeAsync(engine,
        [
            new CreateItem(1, "PIECE", 0, Tracking.None, CostMethod.Average, 1m),
            new OpenPurchaseOrder(2, 1, [new PurchaseLine("PIECE", 20m, 0.001m)]),
            new Receive(3, 2, 0, 4m, "A1"),
            new Receive(4, 2, 0, 1m, "A1"),
            new Reverse(5, 3),
            new Receive(6, 2, 0, 3m, "A1"),
            new SupplierInvoice(7, 2, 0, 4m),
        ]);
        Assert.Equal((0, 0), (books.DocumentOf<Receipt>(6).Cents, books.Balance(Account.ReceivedNotInvoiced)));
    }

    [Theory, EachDatabase]
    public async Task The_last_uninvoiced_goods_go_back_with_all_that_is_left_of_their_worth(Engine engine)
    {
        var books = await AgreeAsync(engine,
        [
            new CreateItem(1, "PIECE", 0, Tracking.None, CostMethod.Average, 1m),
            new OpenPurchaseOrder(2, 1, [new PurchaseLine("PIECE", 20m, 0.333m)]),
            new Receive(3, 2, 0, 1m, "A1"),
            new Receive(4, 2, 0, 1m, "A1"),
            new Receive(5, 2, 0, 1m, "A1"),
            new Reverse(6, 4),
            new SupplierInvoice(7, 2, 0, 2m),
            new Receive(8, 2, 0, 1m, "A1"),
            new SupplierReturn(9, 8, 1m, "A1"),
        ]);
        Assert.Equal(0, books.Balance(Account.ReceivedNotInvoiced));
    }

    [Theory, EachDatabase]
    public async Task Pieces_of_a_transfer_arrive_in_the_order_in_which_they_left(Engine engine) => await AgreeAsync(engine,
    [
        new CreateItem(1, "LAYER", 0, Tracking.None, CostMethod.Fifo, 1m),
        new ReceiveUnordered(2, 1, "LAYER", 3m, 1m, "A1"),
        new ReceiveUnordered(3, 1, "LAYER", 3m, 2m, "A2"),
        new ReceiveUnordered(4, 1, "LAYER", 3m, 4m, "A3"),
        new TransferShip(5, 1, "LAYER", 9m, 2),
        new TransferReceive(6, 5, 2m, "A1"),
        new TransferReceive(7, 5, 2m, "A1"),
        new TransferReceive(8, 5, 2m, "A1"),
        new TransferReceive(9, 5, 2m, "A1"),
    ]);

    [Theory, EachDatabase]
    public async Task A_reversed_transfer_brings_back_what_is_on_the_way_now(Engine engine)
    {
        var books = await AgreeAsync(engine,
        [
            new CreateItem(1, "PIECE", 0, Tracking.None, CostMethod.Average, 1m),
            new ReceiveUnordered(2, 1, "PIECE", 2m, 5m, "A1"),
            new TransferShip(3, 1, "PIECE", 2m, 2),
            new TransferReceive(4, 3, 2m, "A1"),
            new ReceiveUnordered(5, 2, "PIECE", 2m, 1m, "A1"),
            new CreateSalesOrder(6, 2, Day, [new SalesLine("PIECE", 2m, 9m)]),
            new Ship(7, 6, 0, 2m),
            new Reverse(8, 4),
            new Reverse(9, 3),
        ]);
        Assert.Equal((600, 0), (books.InventoryOf(1), books.Balance(Account.InTransit)));
    }

    /// <summary>Both must give the same answers and books after each command, with nothing broken.</summary>
    private static async Task<LedgerModel> AgreeAsync(Engine engine, Command[] commands)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        await Company.PartnersAsync(app);
        var books = Run.Books();
        var found = await Run.CompareAsync(app, "K", commands, books);
        Assert.True(found is null, found?.ToString());
        return books;
    }
}
