using static Crossdock.Model.Account;

namespace Crossdock.Model.Tests;

public sealed class CostScenarios
{
    [Fact]
    public void S22_Quantity_zero_means_value_zero()
    {
        var script = new Script().Item();
        script.Buy(2m, 5.07m);
        script.Buy(5m, 3.02m);
        Assert.Equal([3.61m, 3.61m, 3.60m, 3.61m, 3.60m, 3.61m, 3.60m], script.ShipOneByOne(7));
        script.OnHand(0m).Says((Inventory, 0m), (CostOfGoods, 25.24m));
    }

    [Fact]
    public void S23_Landed_cost_over_thirteen_pieces_goes_out_with_them()
    {
        var script = new Script().Item();
        var receipt = script.Buy(13m, 10m);
        script.Do(new LandedCost(script.Next(), receipt, 15m));
        script.Says((Inventory, 145m));
        Assert.All(script.ShipOneByOne(13), cost => Assert.True(cost is 11.15m or 11.16m));
        script.Says((Inventory, 0m), (LandedCostClearing, -15m), (ReceivedNotInvoiced, -130m), (CostOfGoods, 145m));
    }

    [Fact]
    public void S24_What_was_sold_comes_back_at_the_cost_it_left_with()
    {
        var script = new Script().Item();
        script.Buy(1m, 13.13m);
        script.Buy(1m, 12.20m);
        var shipment = script.SellAndShip(2m);
        script.Says((CostOfGoods, 25.33m));
        script.Do(new CustomerReturn(script.Next(), shipment, 2m, "A1"));
        script.OnHand(2m).Says((Inventory, 25.33m), (CostOfGoods, 0m));
    }

    [Fact]
    public void S24_One_and_then_two_of_three_come_back_at_all_the_cost()
    {
        var script = new Script().Item();
        script.Buy(3m, 10m, per: 3m);
        var shipment = script.SellAndShip(3m);
        Assert.Equal(-333, script.Do(new CustomerReturn(script.Next(), shipment, 1m, "A1")).Booked(CostOfGoods));
        Assert.Equal(-667, script.Do(new CustomerReturn(script.Next(), shipment, 2m, "A1")).Booked(CostOfGoods));
        script.Says((CostOfGoods, 0m), (Inventory, 10m));
    }

    [Fact]
    public void S25_A_return_to_the_supplier_takes_the_average_and_clears_the_receipts_price()
    {
        var script = new Script().Item();
        var first = script.Buy(10m, 100m);
        script.Buy(5m, 110m);
        Assert.Equal(-51667, script.Do(new SupplierReturn(script.Next(), first, 5m, "A1")).ValueAt(1));
        script.OnHand(10m).Says((Inventory, 1033.33m), (ReceivedNotInvoiced, -1050m), (PriceVariance, 16.67m));
    }

    [Fact]
    public void S26_A_return_does_not_make_the_rest_negative()
    {
        var script = new Script().Item();
        var first = script.Buy(10m, 100m);
        script.Buy(100m, 10m);
        script.SellAndShip(100m);
        script.Says((Inventory, 181.82m));
        Assert.Equal(-14546, script.Do(new SupplierReturn(script.Next(), first, 8m, "A1")).ValueAt(1));
        script.OnHand(2m).Says(
            (Inventory, 36.36m), (ReceivedNotInvoiced, -1200m), (PriceVariance, -654.54m), (CostOfGoods, 1818.18m));
    }

    [Fact]
    public void S27_One_sale_crosses_two_layers()
    {
        var script = new Script().Item(method: CostMethod.Fifo);
        script.Buy(100m, 40_000m);
        script.Buy(100m, 50_000m);
        script.SellAndShip(110m);
        script.Says((CostOfGoods, 4_500_000m), (Inventory, 4_500_000m));
        var layer = Assert.Single(script.Model.PoolOf(1, "X")!.Layers);
        Assert.Equal((90m, 450_000_000), (layer.Quantity, layer.Cents));
    }

    [Fact]
    public void S28_The_named_receipts_own_layer_goes_back()
    {
        var script = new Script().Item(method: CostMethod.Fifo);
        script.Buy(1m, 10m);
        var second = script.Buy(1m, 20m);
        script.Do(new SupplierReturn(script.Next(), second, 1m, "A1"));
        script.Says((Inventory, 10m), (ReceivedNotInvoiced, -10m), (PriceVariance, 0m));
    }

    [Fact]
    public void S28_A_used_up_layer_is_replaced_by_the_oldest()
    {
        var script = new Script().Item(method: CostMethod.Fifo);
        script.Buy(1m, 10m);
        var second = script.Buy(1m, 20m);
        script.Buy(1m, 30m);
        script.SellAndShip(2m);
        script.Says((CostOfGoods, 30m));
        script.Do(new SupplierReturn(script.Next(), second, 1m, "A1"));
        script.Says((Inventory, 0m), (ReceivedNotInvoiced, -40m), (PriceVariance, 10m));
    }

    [Fact]
    public void S29_Tiny_unit_costs_keep_their_value()
    {
        var script = new Script().Item(method: CostMethod.Fifo);
        script.Buy(1m, 10m);
        script.Buy(100m, 0.001m);
        script.SellAndShip(1m);
        script.Says((CostOfGoods, 10m), (Inventory, 0.10m));
        script.SellAndShip(100m);
        script.Says((CostOfGoods, 10.10m), (Inventory, 0m));
    }

    [Fact]
    public void S30_What_is_not_there_is_not_shipped()
    {
        var script = new Script().Item();
        var order = script.Order(20m, 3.30m);
        script.Refuse(Reason.InsufficientStock, new Ship(script.Next(), script.Sell(2m), 0, 2m));
        script.Receive(order, 20m);
        script.OnHand(20m).Says((Inventory, 66m));
    }

    [Fact]
    public void S30_Where_negative_stock_is_allowed_the_receipt_settles_the_sale()
    {
        var script = new Script(1).Item();
        script.SellAndShip(2m);
        script.OnHand(-2m).Says((Inventory, 0m));
        script.Buy(20m, 3.30m);
        script.OnHand(18m).Says((CostOfGoods, 6.60m), (Inventory, 59.40m), (ReceivedNotInvoiced, -66m));
    }

    [Fact]
    public void S31_A_transfer_of_more_than_there_is_is_refused()
    {
        var script = new Script().Item();
        script.Buy(1m, 10m);
        script.Refuse(Reason.InsufficientStock, new TransferShip(script.Next(), 1, "X", 2m, 2));
    }

    [Fact]
    public void S31_A_shortage_by_transfer_is_settled_where_the_goods_went()
    {
        var script = new Script(1).Item();
        script.Buy(1m, 10m);
        var transfer = script.Next();
        script.Do(new TransferShip(transfer, 1, "X", 2m, 2));
        script.Do(new TransferReceive(script.Next(), transfer, 2m, "A1"));
        script.Buy(2m, 20m);
        Assert.Equal((1m, 2m), (script.Model.OnHand("X", 1), script.Model.OnHand("X", 2)));
        Assert.Equal((2000, 3000), (script.Model.InventoryOf(1), script.Model.InventoryOf(2)));
        script.Says((Inventory, 50m), (CostOfGoods, 0m), (ReceivedNotInvoiced, -50m));
    }

    [Fact]
    public void S41_Landed_cost_covers_what_is_on_hand_up_to_what_was_received()
    {
        var script = new Script().Item();
        var receipt = script.Buy(5m, 10m);
        script.Buy(5m, 12m);
        script.SellAndShip(1m);
        script.Do(new LandedCost(script.Next(), receipt, 10m));
        script.Says((Inventory, 109m), (CostOfGoods, 11m), (LandedCostClearing, -10m));
    }
}
