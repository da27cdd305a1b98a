using static Crossdock.Model.Account;

namespace Crossdock.Model.Tests;

public sealed class OrderScenarios
{
    private static readonly DateOnly Start = World.FirstDay;

    [Fact]
    public void S06_Orders_reserve_all_there_is_and_wait_for_the_rest()
    {
        var script = new Script().Item();
        script.Buy(1000m, 1m);
        var lines = Enumerable.Range(0, 150).Select(i => script.Model.DocumentOf<SalesOrder>(script.Sell(i < 100 ? 10m : 5m)).Lines[0]).ToList();
        Assert.Equal(1000m, script.Model.PositionAt(Script.X)!.Allocated);
        Assert.Equal(250m, lines.Sum(l => l.BackOrdered));
    }

    [Fact]
    public void S07_The_same_number_with_the_same_content_has_one_effect()
    {
        var script = new Script().Item();
        var order = script.Order(10m, 5m);
        var receive = new Receive(script.Next(), order, 0, 10m, "A1");
        Assert.Same(script.Do(receive), script.Do(receive with { }));
        script.Refuse(Reason.OverReceipt, receive with { Id = script.Next() });
        script.Refuse(Reason.KeyReused, receive with { Quantity = 9m });
        script.OnHand(10m).Says((Inventory, 50m), (ReceivedNotInvoiced, -50m));
    }

    [Fact]
    public void S46_An_over_receipt_has_a_value()
    {
        var script = new Script().Item();
        var order = script.Order(1m, 100m, tolerance: 100m);
        script.Receive(order, 2m);
        script.Says((Inventory, 200m), (ReceivedNotInvoiced, -200m));
        script.Do(new SupplierInvoice(script.Next(), order, 0, 2m));
        script.Says((ReceivedNotInvoiced, 0m), (Payables, -200m));
    }

    [Fact]
    public void S50_A_shipped_serial_comes_back_only_by_a_return()
    {
        var script = new Script().Item(tracking: Tracking.Serial);
        script.Buy(1m, 9m, lot: "SN-100");
        var second = new ReceiveUnordered(script.Next(), 3, "X", 1m, 9m, "A1", Lot: "SN-100");
        script.Refuse(Reason.SerialExists, second);
        var shipment = script.SellAndShip(1m);
        script.Refuse(Reason.SerialExists, second);
        script.Do(new CustomerReturn(script.Next(), shipment, 1m, "A1", Lot: "SN-100"));
        script.OnHand(1m).Says((Inventory, 9m));
    }

    [Fact]
    public void S51_First_expired_first_out_over_several_lots()
    {
        var script = new Script().Item(tracking: Tracking.Lot);
        script.Buy(14m, 1m, lot: "HP-01", expiry: Start.AddDays(90));
        script.Buy(3m, 1m, lot: "HP-02", expiry: Start.AddDays(60));
        script.Buy(2m, 1m, lot: "HP-03", expiry: Start.AddDays(30));
        var order = script.Sell(5m);
        Assert.Equal(
            [new Allocation(Script.X with { Lot = "HP-03" }, 2m), new Allocation(Script.X with { Lot = "HP-02" }, 3m)],
            script.Model.DocumentOf<SalesOrder>(order).Lines[0].Allocations);
        script.Ship(order, 5m);
        Assert.Equal([14m, 0m, 0m], script.Model.Positions.Select(p => p.OnHand));
    }

    [Fact]
    public void S52_What_will_be_expired_by_then_is_not_promised()
    {
        var script = new Script().Item(tracking: Tracking.Lot);
        script.Buy(5m, 1m, lot: "A", expiry: Start.AddDays(9));
        script.Buy(5m, 1m, lot: "B", expiry: Start.AddDays(30));
        var first = script.Model.DocumentOf<SalesOrder>(script.Sell(5m, daysAhead: 14)).Lines[0];
        var second = script.Model.DocumentOf<SalesOrder>(script.Sell(1m, daysAhead: 14)).Lines[0];
        Assert.Equal(new Allocation(Script.X with { Lot = "B" }, 5m), Assert.Single(first.Allocations));
        Assert.Empty(second.Allocations);
        Assert.Equal(1m, second.BackOrdered);
    }

    [Fact]
    public void S62_Undoing_the_last_of_three_receipts_leaves_the_others()
    {
        var script = new Script().Item();
        var order = script.Order(10m, 2m);
        script.Receive(order, 4m);
        script.OnHand(4m);
        script.Receive(order, 3m);
        script.OnHand(7m);
        var third = script.Receive(order, 3m);
        script.OnHand(10m);
        script.Reverse(third);
        script.OnHand(7m).Says((Inventory, 14m), (ReceivedNotInvoiced, -14m));
        Assert.Equal(3m, script.Model.DocumentOf<PurchaseOrder>(order).Lines[0].Open);
    }

    [Fact]
    public void A_receipt_covers_waiting_lines_by_requested_date()
    {
        var script = new Script().Item();
        var late = script.Model.DocumentOf<SalesOrder>(script.Sell(3m, daysAhead: 9)).Lines[0];
        var soon = script.Model.DocumentOf<SalesOrder>(script.Sell(3m, daysAhead: 1)).Lines[0];
        script.Buy(4m, 1m);
        Assert.Equal((3m, 1m), (soon.Allocated, late.Allocated));
        script.Refuse(Reason.Allocated, new Move(script.Next(), Script.X, "A2", 1m));
    }

    [Fact]
    public void A_line_that_may_not_wait_is_refused_when_stock_is_short()
    {
        var script = new Script().Item();
        script.Buy(4m, 1m);
        script.Refuse(
            Reason.InsufficientStock, new CreateSalesOrder(script.Next(), 1, Start, [new SalesLine("X", 5m, 1m)], BackOrderAllowed: false));
    }
}
