using static Crossdock.Model.Account;

namespace Crossdock.Model.Tests;

public sealed class UnitScenarios
{
    [Fact]
    public void S16_Two_hundred_pieces_are_seventeen_dozen()
    {
        var script = new Script().Item();
        Assert.Equal(17, Exactly.Packs(200m, 12m));
        script.Buy(204m, 24m, per: 12m);
        script.OnHand(204m).Says((Inventory, 408m), (ReceivedNotInvoiced, -408m));
    }

    [Fact]
    public void S17_A_dozen_goes_out_piece_by_piece_for_exactly_its_value()
    {
        var script = new Script().Item();
        script.Buy(12m, 10m, per: 12m);
        decimal[] expected = [0.83m, 0.83m, 0.83m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m];
        Assert.Equal(expected, script.ShipOneByOne(12));
        script.OnHand(0m).Says((Inventory, 0m), (CostOfGoods, 10m));
    }

    [Fact]
    public void S17_A_sales_unit_that_is_not_exact_is_refused_when_it_is_defined() =>
        new Script().Refuse(Reason.Inexact, new CreateItem(1, "X", 2, Tracking.None, CostMethod.Average, 0m, 1, 12));

    [Fact]
    public void S18_Pounds_and_kilograms_close_exactly()
    {
        var script = new Script().Item(decimals: 3);
        var order = script.Order(970.000m, 1m, per: 0.45359237m);
        script.Receive(order, 970.000m);
        Assert.Equal(0m, script.Model.DocumentOf<PurchaseOrder>(order).Lines[0].Open);
        Assert.Equal(2138.484m, decimal.Round(970m / 0.45359237m, 3));
        script.OnHand(970.000m).Says((Inventory, 2138.48m), (ReceivedNotInvoiced, -2138.48m));
    }

    [Fact]
    public void S19_Nine_out_of_a_box_leave_nothing()
    {
        var script = new Script().Item();
        script.Buy(9m, 9.99m, per: 9m);
        Assert.All(script.ShipOneByOne(9), cost => Assert.Equal(1.11m, cost));
        script.OnHand(0m).Says((Inventory, 0m), (CostOfGoods, 9.99m));
    }

    [Fact]
    public void S20_A_dozen_shipped_frees_twelve_reserved()
    {
        var script = new Script().Item();
        script.Buy(12m, 1m);
        var order = script.Sell(12m);
        script.Ship(order, 12m);
        Assert.Equal(0m, script.Model.PositionAt(Script.X)!.Allocated);
        Assert.Equal(0m, script.Model.DocumentOf<SalesOrder>(order).Lines[0].Open);
        script.OnHand(0m);
    }

    [Fact]
    public void S21_Four_bags_are_forty_pieces()
    {
        var script = new Script().Item();
        Assert.Equal(4, Exactly.Packs(40m, 10m));
        var order = script.Order(40m, 25m, per: 10m);
        script.Receive(order, 40m);
        script.Do(new SupplierInvoice(script.Next(), order, 0, 40m));
        script.OnHand(40m).Says((Inventory, 100m), (ReceivedNotInvoiced, 0m), (Payables, -100m));
    }
}
