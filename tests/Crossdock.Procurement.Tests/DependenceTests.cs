using System.Net;
using Crossdock.Procurement.Choosing;

namespace Crossdock.Procurement.Tests;

/// <summary>How far an entity depends on its suppliers. V sells W at 10.00 and X at 4.00 euros, D sells W at 6.00 dollars; a dollar is half a euro.</summary>
public sealed class DependenceTests
{
    [Theory, EachDatabase]
    public async Task Shares_and_what_nobody_else_delivers_add_up_to_what_was_ordered(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.RateAsync();
        var empty = await trade.LookAsync<SupplierDependenceView>("/supplier-dependence");
        Assert.Equal((Amount.Zero, null, 0), (empty.Worth, empty.Largest, empty.Rows.Count));

        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<MasterData.PartnerMaster>().SetTermsAsync(work, [new MasterData.NewTerms("D", "W", "case", 7, UnitPrice.Of(6))], cancel)).Value);
        await trade.OrderedAsync(Agreed.Line("W", 12));
        await trade.OrderedAsync(Agreed.Line("X", 24));
        var closed = (await trade.OrderedAsync(Agreed.Line("X", 12))).Number;
        await trade.ReceiveAsync(closed, 6);
        await trade.PostAsync<Ordering.PurchaseLineStandResponse>("buyer", $"/purchase-orders/{closed}/lines/1/short-close", new { reason = "No more" });
        var gone = (await trade.OrderedAsync(Agreed.Line("W", 120))).Number;
        await trade.PostAsync<Ordering.PurchaseLineStandResponse>("buyer", $"/purchase-orders/{gone}/lines/1/cancel", new { reason = "Not needed" });
        await trade.OrderedAsync(Agreed.Line("W", 12), release: false);
        await trade.PostAsync<Ordering.CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Agreed.Order(Agreed.Line("W", 20), supplier: "D", currency: "USD"));

        // V: 12 of W at 10, 24 and 6 of X at 4; D: 20 of W at 6 dollars.
        var found = await trade.LookAsync<SupplierDependenceView>("/supplier-dependence?entity=e1");
        Assert.Equal([("V", Amount.Of(240), 3, 2, 1, Amount.Of(120)), ("D", Amount.Of(60), 1, 1, 0, Amount.Zero)], found.Rows.Select(r => (r.Supplier, r.Worth, r.Lines, r.Items, r.OnlyItems, r.OnlyWorth)));
        Assert.Equal((Amount.Of(300), 80m, 100m, 40m, 0m), (found.Worth, found.Largest, found.TopFive, found.OnlySource, found.HighRisk));
        Assert.Equal([80m, 20m], found.Rows.Select(r => r.Share));

        Assert.Contains("80 %", (await (await trade.AsAsync("buyer")).PageAsync("/supplier-dependence")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await trade.AsAsync("buyer")).GetAsync("/api/v1/supplier-dependence?entity=E9")).StatusCode);
        trade.Time.Advance(TimeSpan.FromDays(366));
        Assert.Equal(Amount.Zero, (await trade.LookAsync<SupplierDependenceView>("/supplier-dependence")).Worth);
    }
}
