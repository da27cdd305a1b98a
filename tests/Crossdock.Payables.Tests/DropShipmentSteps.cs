using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance;
using Crossdock.Procurement.DropShipping;
using Crossdock.Warehouse.DropShipping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Payables.Tests;

/// <summary>Steps of drop shipments that the tests share.</summary>
public sealed partial class DropShipmentTests
{
    private static async Task<Counter> OpenAsync(
        Engine engine, decimal price = 10, string item = "X", string supplier = "V", Valuation valuation = Valuation.MovingAverage, Tracking tracking = Tracking.None)
    {
        var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync(item, valuation, tracking);
        await TermsAsync(counter, item, price, supplier);
        return counter;
    }

    private static Task TermsAsync(Counter counter, string item, decimal price, string supplier = "V") => counter.Company.DoAsync(async (work, cancel) =>
        _ = (await counter.Company.App.Get<PartnerMaster>().SetTermsAsync(work, [new NewTerms(supplier, item, "piece", 7, UnitPrice.Of(price))], cancel)).Value);

    private static async Task<string> SellAsync(Counter counter, decimal quantity, string item = "X", string supplier = "V", string? requestedDay = null) => Counter.Text((await counter.DoAsync("sales", "/sales-orders", new
    {
        site = "A", customer = "C", requestedDay, lines = new[] { new { item, quantity = Counter.Of(quantity), supplier } },
    }))["number"]);

    private static async Task<string> OrderAsync(Counter counter, string sold)
    {
        var answer = await counter.DoAsync("buyer", "/drop-shipments", new { salesOrder = sold });
        Assert.Contains("Released", Counter.Text(answer["words"]), StringComparison.Ordinal);
        return Counter.Text(answer["first"]);
    }

    private static object Bound(string? sold, decimal quantity, int? salesLine = 1, string item = "X", string supplier = "V", decimal tolerance = 0, bool consigned = false) => new
    {
        supplier, site = "A", salesOrder = sold, release = true, consigned,
        lines = new[] { new { item, quantity = Counter.Of(quantity), unit = "piece", salesLine, requestedDay = "2026-01-22", price = "10", overReceiptPercent = Counter.Of(tolerance) } },
    };

    private static object Notice(string order, decimal quantity, string? note = null, string? day = null, string? unit = null) =>
        new { order, day, deliveryNote = note, lines = new[] { new { line = 1, quantity = Counter.Of(quantity), unit } } };

    private static Task<JsonNode> KeyAsync(Counter counter, string order, decimal quantity, string? note = null, string? day = null, string? unit = null) =>
        counter.DoAsync("receiver", "/ship-notices", Notice(order, quantity, note, day, unit));

    private static async Task<JsonNode> LineAsync(Counter counter, string sold) => (await counter.SeeAsync("sales", $"/sales-orders/{sold}"))["lines"]![0]!;

    private static async Task<string> StateAsync(Counter counter, string sold) => Counter.Text((await LineAsync(counter, sold))["state"]);

    private static async Task<string?> PromiseAsync(Counter counter, string sold) => (await LineAsync(counter, sold))["promisedDay"]?.ToString();

    private static async Task<long> VersionAsync(Counter counter, string order) => (long)Counter.Number((await counter.SeeAsync("buyer", $"/purchase-orders/{order}"))["version"]);

    private static async Task<(string Kind, string Customer, string Order)> ShipToAsync(Counter counter, string order)
    {
        var found = await counter.SeeAsync("buyer", $"/purchase-orders/{order}");
        return (Counter.Text(found["kind"]), Counter.Text(found["customer"]), Counter.Text(found["salesOrder"]));
    }

    /// <summary>What is free at the site, what waits for stock there, and what comes to it.</summary>
    private static async Task<(decimal Free, decimal Waiting, decimal Coming)> SiteAsync(Counter counter, string item = "X")
    {
        var part = await counter.Company.StockAsync(item);
        return (part?.Free.ToDecimal() ?? 0, part?.Backordered.ToDecimal() ?? 0, part?.OnOrder.ToDecimal() ?? 0);
    }

    private static async Task<(string Order, decimal Wanted, decimal Bound)> NeedAsync(Counter counter)
    {
        var rows = (await counter.SeeAsync("buyer", "/drop-shipments"))["items"]!.AsArray();
        return rows.Count == 0 ? ("", 0m, 0m) : (Counter.Text(rows[0]!["salesOrder"])[..2], Counter.Number(rows[0]!["open"]), Counter.Number(rows[0]!["bound"]));
    }

    private static async Task BooksAsync(Counter counter, decimal owed, decimal sold, decimal revenue, decimal receivable)
    {
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: owed, sold: sold, variance: 0);
        Assert.Equal((revenue, receivable), (await counter.AccountAsync(AccountRole.Sales), await counter.AccountAsync(AccountRole.Receivables)));
    }

    private static async Task<IReadOnlyList<FoundException>> FoundAsync(Counter counter, string kind)
    {
        var source = counter.Company.App.Services.GetServices<ExceptionSource>().Single(s => s.Kind == kind);
        return await counter.Company.App.Database.ReadAsync(db => source.FindAsync(db, counter.Company.Time.GetUtcNow(), CancellationToken.None));
    }

    private static async Task<IReadOnlyList<(string Lot, string Kind, decimal Quantity)>> MovedAsync(Counter counter, string item) =>
        [.. (await counter.SeeAsync("receiver", $"/movements?item={item}"))["rows"]!.AsArray().Select(m => (Counter.Text(m!["lot"]), Counter.Text(m["kind"]), Counter.Number(m["quantity"]))).Order()];
}
