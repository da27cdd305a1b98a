using static Crossdock.Model.Account;

namespace Crossdock.Model.Tests;

public sealed class CorrectionScenarios
{
    [Fact]
    public void S32_A_back_dated_loss_that_starves_a_later_issue_is_refused()
    {
        var script = new Script().Item();
        script.Buy(10m, 1m);
        script.PassTo(World.FirstDay.AddDays(9));
        script.SellAndShip(8m);
        var refused = script.Refuse(
            Reason.NegativeOnLaterDay, new Adjust(script.Next(), Script.X, -3m, On: World.FirstDay));
        Assert.Contains("2026-01-14", refused.Sentence, StringComparison.Ordinal);
        script.Do(new Adjust(script.Next(), Script.X, -2m, On: World.FirstDay));
        script.OnHand(0m).Says((Inventory, 0m));
    }

    [Fact]
    public void S33_A_late_cost_leaves_a_closed_month_as_it_was()
    {
        var script = new Script().Item();
        var receipt = script.Buy(10m, 100m);
        script.SellAndShip(4m);
        script.PassTo(new DateOnly(2026, 2, 20)).Do(new ClosePeriod(script.Next(), 1, 2026, 1));
        var done = script.Do(new LandedCost(script.Next(), receipt, 50m));
        Assert.Equal((3000, 2000, -5000), (done.Booked(Inventory), done.Booked(CostOfGoods), done.Booked(LandedCostClearing)));
        Assert.Equal(60_000, script.Model.BalanceOn(Inventory, 1, new DateOnly(2026, 1, 31)));
    }

    [Theory, InlineData(true, 94, 6), InlineData(false, 96, 4)]
    public void S34_A_return_and_a_late_price_give_one_of_two_results(bool invoiceFirst, int stock, int variance)
    {
        var script = new Script().Item();
        var order = script.Order(10m, 10m);
        script.Receive(order, 10m);
        var shipment = script.SellAndShip(3m);
        if (invoiceFirst) script.Do(new SupplierInvoice(script.Next(), order, 0, 10m, 12m));
        script.Do(new CustomerReturn(script.Next(), shipment, 1m, "A1"));
        if (!invoiceFirst) script.Do(new SupplierInvoice(script.Next(), order, 0, 10m, 12m));
        script.OnHand(8m).Says(
            (Inventory, stock), (CostOfGoods, 20m), (PriceVariance, variance), (Payables, -120m), (ReceivedNotInvoiced, 0m));
    }

    [Fact]
    public void S35_Reversing_an_old_delivery_after_a_count_adds_what_was_delivered()
    {
        var script = new Script().Item();
        script.Buy(57m, 1m);
        var first = script.SellAndShip(1m);
        script.SellAndShip(3m);
        script.SellAndShip(1m);
        var count = script.Next();
        script.Do(new Count(count, Script.X, 1m, 4));
        script.OnHand(1m);
        script.Reverse(first);
        script.OnHand(2m);
        var document = script.Model.DocumentOf<Correction>(count);
        Assert.Equal((1m, -51m), (document.Counted, document.Change));
    }

    [Fact]
    public void S36_A_cancelled_payment_is_a_new_fact_with_its_own_date()
    {
        var script = new Script().Item();
        var order = script.Order(1m, 500m);
        script.Receive(order, 1m);
        var invoice = script.Next();
        script.Do(new SupplierInvoice(invoice, order, 0, 1m));
        script.PassTo(new DateOnly(2026, 1, 15));
        var payment = script.Next();
        script.Do(new SupplierPayment(payment, 1, invoice, 500m));
        script.PassTo(new DateOnly(2026, 3, 10)).Do(new ClosePeriod(script.Next(), 1, 2026, 1));

        var mirror = script.Next();
        var journal = Assert.Single(script.Do(new Reverse(mirror, payment)).Journals);
        Assert.Equal(new DateOnly(2026, 3, 10), journal.Day);
        script.Says((Bank, 0m), (Payables, -500m));
        Assert.Equal(-50_000, script.Model.BalanceOn(Bank, 1, new DateOnly(2026, 1, 31)));
        Assert.Equal(mirror, script.Model.Documents[payment].ReversedBy);
        Assert.Equal(payment, script.Model.DocumentOf<Reversal>(mirror).Original);
        script.Refuse(Reason.WrongState, new Reverse(script.Next(), payment));
    }

    [Fact]
    public void S37_Reversing_an_over_receipt_opens_what_was_ordered()
    {
        var script = new Script().Item();
        var order = script.Order(300m, 1m, tolerance: 1m);
        var receipt = script.Receive(order, 303m);
        var line = script.Model.DocumentOf<PurchaseOrder>(order).Lines[0];
        Assert.Equal(0m, line.Open);
        script.Reverse(receipt);
        Assert.Equal(300m, line.Open);
        script.OnHand(0m).Says((Inventory, 0m), (ReceivedNotInvoiced, 0m));
        script.Do(new ClosePurchaseLine(script.Next(), order, 0));
        Assert.Equal(0m, line.Open);
    }

    [Fact]
    public void S53_A_count_older_than_an_adjustment_is_refused_until_it_is_repeated()
    {
        var script = new Script().Item();
        script.Buy(10m, 1m);
        script.Do(new Count(script.Next(), Script.X, 20m, 1));
        script.Refuse(Reason.StaleCount, new Count(script.Next(), Script.X, 30m, 1));
        script.Do(new Count(script.Next(), Script.X, 30m, 2));
        script.OnHand(30m).Says((Adjustment, -20m), (Inventory, 30m));
    }

    [Fact]
    public void S54_A_count_is_held_against_the_moment_of_counting()
    {
        var script = new Script().Item();
        script.Buy(100m, 2m);
        script.SellAndShip(10m);
        script.Do(new Count(script.Next(), Script.X, 97m, 1));
        script.OnHand(87m).Says((Adjustment, 6m), (CostOfGoods, 20m), (Inventory, 174m));
    }

    [Fact]
    public void S55_The_first_of_the_month_is_open_and_the_day_before_is_not()
    {
        var script = new Script().Item();
        script.PassTo(new DateOnly(2026, 4, 1)).Do(new ClosePeriod(script.Next(), 1, 2026, 3));
        script.Do(new ReceiveUnordered(script.Next(), 1, "X", 1m, 1m, "A1"));
        script.Refuse(
            Reason.PeriodClosed, new ReceiveUnordered(script.Next(), 1, "X", 1m, 1m, "A1", On: new DateOnly(2026, 3, 31)));
    }

    [Fact]
    public void A_reversed_receipt_takes_its_exact_value_while_the_pool_can_bear_it()
    {
        var script = new Script().Item();
        script.Buy(10m, 1m);
        var dear = script.Buy(1m, 5m);
        script.Reverse(dear);
        script.OnHand(10m).Says((Inventory, 10m), (PriceVariance, 0m));
    }

    [Fact]
    public void A_reversed_receipt_that_the_pool_cannot_bear_takes_a_share()
    {
        var script = new Script().Item();
        var dear = script.Buy(10m, 100m);
        script.Buy(100m, 10m);
        script.SellAndShip(99m);
        script.Says((Inventory, 200m));
        script.Reverse(dear);
        script.OnHand(1m).Says((Inventory, 18.18m), (ReceivedNotInvoiced, -1000m), (PriceVariance, -818.18m));
    }
}
