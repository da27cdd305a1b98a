using Crossdock.Books.Periods;
using Crossdock.Payables.Invoicing;
using Crossdock.Payables.Paying;

namespace Crossdock.Payables.Tests;

public sealed class InvoiceScenarios
{
    [Theory, EachDatabase]
    public async Task S10_an_invoice_is_never_paid_twice(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        var invoice = await InvoiceOf500Async(buying);
        var answers = await Task.WhenAll(buying.PayAsync(500, invoice), buying.PayAsync(500, invoice));
        Assert.Single(answers, a => a.IsValue);
        Assert.Contains("open amount 0.00", answers.Single(a => !a.IsValue).Refusal!.Message, StringComparison.Ordinal);
        await buying.BalancesAsync(payable: 0, bank: -500);

        Buying.Value(await buying.PayAsync(500));
        Assert.Equal(500, await buying.AccountAsync(AccountRole.SupplierAdvances));
        await buying.BalancesAsync(payable: 0, bank: -1000);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S36_a_cancelled_payment_is_a_new_fact_with_its_own_day(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        var payment = Buying.Value(await buying.PayAsync(500, await InvoiceOf500Async(buying))).Number;
        var january = new DateOnly(2026, 1, 31);
        Buying.Value(await buying.App.RunAsync(buying.App.Get<ClosePeriod>(), new ChangePeriodRequest("E1", 202601)));
        buying.Time.SetUtcNow(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

        var cancelled = Buying.Value(await CancelAsync(buying, payment));
        await buying.BalancesAsync(bank: 0, payable: -500);
        Assert.Equal((-500m, 0m), (await buying.AccountAsync(AccountRole.Bank, january), await buying.AccountAsync(AccountRole.Payables, january)));
        var original = Buying.Value(await buying.App.AskAsync(buying.App.Get<FindSupplierPayment>(), new(payment)));
        var mirror = Buying.Value(await buying.App.AskAsync(buying.App.Get<FindSupplierPayment>(), new(cancelled.Number)));
        Assert.Equal(("Cancelled", cancelled.Number, payment, new DateOnly(2026, 3, 10)), (original.State, original.CancelledBy, mirror.Cancels, mirror.Day));
        Assert.Equal("payables.payment_cancelled", (await CancelAsync(buying, payment)).Refusal!.Code);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S44_after_two_returns_the_invoice_is_for_what_stayed(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 10, 4);
        var receipt = await buying.ReceiveAsync(order, 10);
        Buying.Value(await buying.ReturnAsync(receipt, 3));
        Buying.Value(await buying.ReturnAsync(receipt, 2));

        var proposal = Buying.Value(await buying.App.AskAsync(buying.App.Get<ProposeSupplierInvoice>(), new(order)));
        Assert.Equal((Quantity.Units(5), Amount.Of(20)), (proposal.Lines.Single().Quantity, proposal.Net));
        Assert.Contains("invoiced 8, received net 5", (await buying.InvoiceAsync(order, 8, 4, 32)).Refusal!.Message, StringComparison.Ordinal);
        Buying.Value(await buying.InvoiceAsync(order, 5, 4, 20));
        await buying.BalancesAsync(stock: 20, uninvoiced: 0, payable: -20);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S45_a_suppliers_number_is_posted_once_however_it_is_typed(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 30, 4);
        await buying.ReceiveAsync(order, 30);
        var answers = await Task.WhenAll(new[] { "A3411", " A3411 ", "a3411" }.Select(number => buying.InvoiceAsync(order, 10, 4, 40, number)));
        var first = answers.Single(a => a.IsValue).Value.Number;
        Assert.All(answers.Where(a => !a.IsValue), a => Assert.Contains(first, a.Refusal!.Message, StringComparison.Ordinal));
        var other = await buying.OrderAsync("X", 1, 4, supplier: "W");
        await buying.ReceiveAsync(other, 1);
        Buying.Value(await buying.InvoiceAsync(other, 1, 4, 4, "A3411", supplier: "W"));
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S49_a_rate_difference_is_no_price_difference(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        await buying.RateAsync(new DateOnly(2026, 1, 15), 0.5m);
        await buying.RateAsync(new DateOnly(2026, 1, 16), 0.8m);
        await buying.RateAsync(new DateOnly(2026, 1, 17), 0.625m);
        var order = await buying.OrderAsync("X", 10, 2000, supplier: "D");
        await buying.ReceiveAsync(order, 10);
        await buying.BalancesAsync(stock: 10000, uninvoiced: -10000);

        var invoice = Buying.Value(await buying.InvoiceAsync(order, 10, 2000, 20000, day: new DateOnly(2026, 1, 16), supplier: "D")).Number;
        await buying.BalancesAsync(stock: 10000, uninvoiced: 0, payable: -16000, exchange: 6000, variance: 0);
        Buying.Value(await buying.PayAsync(20000, invoice, new DateOnly(2026, 1, 17), "D"));
        await buying.BalancesAsync(bank: -12500, payable: 0, exchange: 2500);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task An_invoice_that_differs_is_refused_with_the_exact_difference(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 10, 4);
        await buying.ReceiveAsync(order, 10);
        var price = (await buying.InvoiceAsync(order, 10, 4.05m, 40.50m)).Refusal!;
        Assert.Equal("payables.price_differs", price.Code);
        Assert.Contains("0.50 EUR too much", price.Message, StringComparison.Ordinal);
        Assert.Contains("1.00", (await buying.InvoiceAsync(order, 10, 4, 41)).Refusal!.Message, StringComparison.Ordinal);
        await buying.BalancesAsync(uninvoiced: -40, payable: 0);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_reversed_invoice_frees_its_number_and_its_quantity(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        var invoice = await InvoiceOf500Async(buying);
        var reversal = Buying.Value(await ReverseAsync(buying, invoice));
        await buying.BalancesAsync(uninvoiced: -500, payable: 0);
        Assert.Equal("payables.invoice_reversed", (await ReverseAsync(buying, invoice)).Refusal!.Code);
        Assert.Equal("payables.reversal_final", (await ReverseAsync(buying, reversal.Number)).Refusal!.Code);
        var order = Buying.Value(await buying.App.AskAsync(buying.App.Get<FindSupplierInvoice>(), new(invoice))).Lines.Single().Order;
        var again = Buying.Value(await buying.InvoiceAsync(order, 100, 5, 500)).Number;
        Buying.Value(await buying.PayAsync(200, again));
        Assert.Equal("payables.invoice_paid", (await ReverseAsync(buying, again)).Refusal!.Code);
        await buying.BalancesAsync(uninvoiced: 0, payable: -300, bank: -200);
        await buying.VerifyAsync();
    }

    private static async Task<string> InvoiceOf500Async(Buying buying)
    {
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 100, 5);
        await buying.ReceiveAsync(order, 100);
        return Buying.Value(await buying.InvoiceAsync(order, 100, 5, 500)).Number;
    }

    private static Task<Result<CancelSupplierPaymentResponse>> CancelAsync(Buying buying, string payment) =>
        buying.App.RunAsync(buying.App.Get<CancelSupplierPayment>(), new CancelSupplierPaymentRequest(payment, "wrong account"));

    private static Task<Result<ReverseSupplierInvoiceResponse>> ReverseAsync(Buying buying, string invoice) =>
        buying.App.RunAsync(buying.App.Get<ReverseSupplierInvoice>(), new ReverseSupplierInvoiceRequest(invoice, "wrong supplier"));
}
