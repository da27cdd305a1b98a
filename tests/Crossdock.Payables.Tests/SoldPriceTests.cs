using static Crossdock.Payables.Tests.Counter;

namespace Crossdock.Payables.Tests;

/// <summary>What a supplier's new price leaves of what customers really pay: what they were billed on average, less credits, and only lately.</summary>
public sealed class SoldPriceTests
{
    [Theory, EachDatabase]
    public async Task A_price_change_is_held_against_what_customers_were_billed_on_average(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        foreach (var item in new[] { "X", "Y" }) await counter.ItemAsync(item);
        using (var terms = await (await counter.Company.App.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/supplier-terms", new { terms = new[] { Terms("X"), Terms("Y") } }))
            Assert.True(terms.IsSuccessStatusCode, await terms.Content.ReadAsStringAsync());
        await counter.Company.BuyAsync("X", 100, 9);

        // The list price is 20.00: nobody bought yet.
        var change = Text((await counter.DoAsync("steward", "/price-changes", new { supplier = "V", text = "X;12.60\nY;10.00", ask = false }))["number"]);
        Assert.Equal([("X", 20m, true, 0.55m, 0.37m), ("Y", 20m, true, 0.55m, 0.5m)], await MarginsAsync(counter, change));

        // Ten at 20.00 long ago; ten at 20.00 and thirty at 16.00 lately, of which ten came back: 520.00 for thirty.
        await SellAsync(counter, 10, null);
        counter.Company.Time.Advance(TimeSpan.FromDays(100));
        await SellAsync(counter, 10, null);
        var shipment = await SellAsync(counter, 30, 16);
        var back = Text((await counter.DoAsync("receiver", "/customer-returns", new { shipment, reason = "changed their mind", lines = new[] { new { line = 1, quantity = "10" } } }))["number"]);
        await counter.DoAsync("sales", $"/customer-returns/{back}/credit", new { });
        var (item1, sold, list, before, after) = (await MarginsAsync(counter, change)).Single(m => m.Item == "X");
        Assert.Equal(("X", 17.333333m, false), (item1, sold, list));
        Assert.Equal((0.4808m, 0.2731m), (before, after));
    }

    private static object Terms(string item) => new { supplier = "V", item, unit = "piece", pricePerBase = "9.00", leadTimeDays = 7 };

    private static async Task<string> SellAsync(Counter counter, decimal quantity, decimal? price)
    {
        var order = Text((await counter.DoAsync("sales", "/sales-orders", new { site = "A", customer = "C", lines = new[] { new { item = "X", quantity = Of(quantity), price = price is { } own ? Of(own) : null } } }))["number"]);
        return await counter.ShipAsync(order);
    }

    private static async Task<IReadOnlyList<(string Item, decimal Sold, bool List, decimal Before, decimal After)>> MarginsAsync(Counter counter, string change) =>
        [.. (await counter.SeeAsync("buyer", $"/price-changes/{change}/effects"))["margins"]!.AsArray()
            .Select(m => (Text(m!["item"]), Number(m["soldAt"]), m["isList"]!.GetValue<bool>(), Number(m["before"]), Number(m["after"]))).OrderBy(m => m.Item1, StringComparer.Ordinal)];
}
