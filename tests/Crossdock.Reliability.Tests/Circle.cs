using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Reliability.Tests;

/// <summary>
/// A small group of companies in which every kind of document has been posted once, corrected once and reversed once: entity E1 with sites
/// A and B, entity E2 with site C, suppliers in two currencies, items by average, FIFO, lot and serial.
/// </summary>
internal static class Circle
{
    public static async Task FoundAsync(Desk desk)
    {
        var year = Desk.Today[..4];
        foreach (var (entity, sites) in new[] { ("E1", new[] { "A", "B" }), ("E2", ["C"]) })
        {
            await desk.PostAsync("/entities", new { code = entity, name = "Entity " + entity, currency = "EUR", timeZone = Desk.Zone.Id });
            await desk.PostAsync($"/entities/{entity}/books", new { firstDay = $"{year}-01-01", months = 24 });
            foreach (var site in sites)
            {
                await desk.PostAsync("/sites", new { entity, code = site, name = "Site " + site });
                await desk.PostAsync($"/sites/{site}/places", new { places = new[] { 1, 2, 3 }.Select(i => new { code = $"{site}{i}", pickSequence = i }) });
            }
        }

        await desk.PostAsync("/tax-codes", new { code = "S19", name = "Standard", rateMillionths = 190_000 });
        await desk.PostAsync("/suppliers", new { code = "V", name = "Supplier V", currency = "EUR", taxCode = "S19" });
        await desk.PostAsync("/suppliers", new { code = "D", name = "Supplier D", currency = "USD" });
        await desk.PostAsync("/customers", new { code = "C1", name = "Customer C1", currency = "EUR", taxCode = "S19" });
        await desk.PostAsync("/customers", new { code = "C2", name = "Customer C2", currency = "EUR" });
        foreach (var item in new object[]
        {
            new { code = "X", name = "By average", baseUnit = "pc", listPrice = "10", packs = new[] { new { unit = "dozen", contains = 12 } } }, new { code = "F", name = "First in first out", baseUnit = "pc", valuation = "fifo", listPrice = "8.50" },
            new { code = "L", name = "By lot", baseUnit = "pc", tracking = "lot", listPrice = "3.33" }, new { code = "S", name = "By serial", baseUnit = "pc", tracking = "serial", listPrice = "250" },
            new { code = "K", name = "By weight", baseUnit = "kg", baseDecimals = 3, listPrice = "1.99" },
        }) await desk.PostAsync("/items", item);
        await desk.SendAsync(HttpMethod.Put, "/exchange-rates", new { rates = new[] { new { from = "USD", to = "EUR", day = $"{year}-01-01", rate = "0.9137" } } });
    }

    public static async Task WorkAsync(Desk desk)
    {
        await desk.NumberAsync("/opening-balances", new { site = "A", lines = new object[] { new { item = "X", place = "A1", quantity = "100", value = "400" }, new { item = "K", place = "A2", quantity = "12.5", value = "20" } } });
        await BuyAsync(desk);
        await SellAsync(desk);
        await CarryAsync(desk);
        await SaleAsync(desk, "C1", ("F", "500"));
    }

    private static async Task BuyAsync(Desk desk)
    {
        var (first, second) = (await OrderAsync(desk, "V", "A", ("X", "60", "4.17"), ("F", "40", "2.50")), await OrderAsync(desk, "D", "A", ("L", "30", "1.13"), ("S", "2", "120")));
        var receipt = await desk.NumberAsync("/receipts", new { site = "A", lines = new object[] { new { quantity = "60", order = first, line = 1, place = "A1" }, new { quantity = "25", order = first, line = 2, place = "A2" } } });
        await desk.NumberAsync("/receipts", new { site = "A", lines = new object[] { new { quantity = "10", order = first, line = 2 } } });
        await desk.NumberAsync("/putaways", new { site = "A", item = "F", quantity = "6", to = "A3" });
        var wrong = await desk.NumberAsync("/receipts", new { site = "A", lines = new object[] { new { quantity = "3", order = first, line = 2, place = "A2" } } });
        await desk.NumberAsync($"/receipts/{wrong}/reverse", new { reason = "counted twice", replacement = new { site = "A", lines = new object[] { new { quantity = "2", order = first, line = 2, place = "A2" } } } });
        await desk.NumberAsync("/receipts", new
        {
            site = "A",
            lines = new object[]
            {
                new { quantity = "20", order = second, line = 1, place = "A2", lot = "LOT-1", expiresOn = "2099-01-31" }, new { quantity = "10", order = second, line = 1, place = "A2", lot = "LOT-2", expiresOn = "2099-02-28" },
                new { quantity = "2", order = second, line = 2, place = "A3", serials = new[] { "SN-1", "SN-2" } },
            },
        });
        await desk.NumberAsync("/supplier-returns", new { receipt, reason = "scratched", lines = new object[] { new { line = 1, quantity = "5" }, new { line = 2, quantity = "2" } } });
        var total = (55 * 4.17m) + (10 * 2.50m);
        var invoice = await InvoiceAsync(desk, "V", "V-100", total, "S19", (first, 1, "55", "4.17"), (first, 2, "10", "2.50"));
        var mistaken = await InvoiceAsync(desk, "V", "V-101", 25m, "S19", (first, 2, "10", "2.50"));
        await desk.NumberAsync($"/supplier-invoices/{mistaken}/reverse", new { reason = "billed twice" });
        var foreign = await InvoiceAsync(desk, "D", "D-7", 22.60m, null, (second, 1, "20", "1.13"));
        await desk.NumberAsync("/supplier-payments", new { entity = "E1", supplier = "V", amount = "150", allocations = new[] { new { invoice, amount = "120" } } });
        var bounced = await desk.NumberAsync("/supplier-payments", new { entity = "E1", supplier = "D", amount = "10", allocations = new[] { new { invoice = foreign, amount = "10" } } });
        await desk.NumberAsync($"/supplier-payments/{bounced}/cancel", new { reason = "bounced" });
        await desk.PostAsync($"/purchase-orders/{await OrderAsync(desk, "V", "B", ("X", "24", "4"))}/lines/1/cancel", new { reason = "too much" });
    }

    private static async Task SellAsync(Desk desk)
    {
        var (one, two) = (await SaleAsync(desk, "C1", ("X", "20"), ("F", "8"), ("L", "25")), await SaleAsync(desk, "C2", ("X", "10"), ("S", "1")));
        await desk.NumberAsync("/picks", new { order = one });
        var shipment = await desk.NumberAsync("/shipments", new { order = one, lines = new[] { new { line = 1, quantity = "12" }, new { line = 2, quantity = "8" }, new { line = 3, quantity = "25" } } });
        var plain = await desk.PostAsync("/shipments", new { order = two });
        var back = await desk.NumberAsync("/customer-returns", new { shipment, reason = "too many", credit = true, lines = new[] { new { line = 1, quantity = "3" }, new { line = 3, quantity = "4" } } });
        Assert.StartsWith("RT-", back, StringComparison.Ordinal);
        var later = await desk.NumberAsync("/customer-returns", new { shipment, reason = "to inspect", lines = new[] { new { line = 2, quantity = "2" } } });
        await desk.PostAsync($"/customer-returns/{later}/credit", new { });
        var mistake = await desk.NumberAsync("/shipments", new { order = await SaleAsync(desk, "C1", ("X", "6"), ("F", "1")) });
        await desk.NumberAsync($"/shipments/{mistake}/reverse", new { reason = "wrong customer", reopen = true });
        var invoice = plain["invoice"]!.GetValue<string>();
        await desk.NumberAsync("/customer-payments", new { entity = "E1", customer = "C2", amount = "200", allocations = new[] { new { invoice, amount = "180" } } });
        var returned = await desk.NumberAsync("/customer-payments", new { entity = "E1", customer = "C2", amount = "50", allocations = new[] { new { invoice, amount = "50" } } });
        await desk.NumberAsync($"/customer-payments/{returned}/cancel", new { reason = "no cover" });
        await desk.PostAsync($"/sales-orders/{await SaleAsync(desk, "C2", ("X", "5"), ("K", "2.25"))}/lines/1/cancel", new { reason = "changed their mind", askedBy = "customer", quantity = "2" });
    }

    private static async Task CarryAsync(Desk desk)
    {
        var transfer = await desk.NumberAsync("/transfers", new { from = "A", to = "B", arrivalDay = Desk.Today, lines = new[] { new { item = "X", quantity = "15" }, new { item = "F", quantity = "4" } } });
        await desk.PostAsync($"/transfers/{transfer}/shipments", new { });
        await desk.PostAsync($"/transfers/{transfer}/receipts", new { lines = new[] { new { line = 1, quantity = "11", place = "B1" }, new { line = 2, quantity = "4", place = "B2" } } });
        await desk.PostAsync($"/transfers/{transfer}/losses", new { line = 1, quantity = "2", reason = "NOT-ARRIVED", note = "carrier paid" });
        var recalled = await desk.NumberAsync("/transfers", new { from = "A", to = "B", arrivalDay = Desk.Today, lines = new[] { new { item = "X", quantity = "3" } } });
        var sent = (await desk.PostAsync($"/transfers/{recalled}/shipments", new { }))["document"]!.GetValue<string>();
        await desk.NumberAsync($"/stock-documents/{sent}/reversal", new { reason = "NOT-HAPPENED", note = "never loaded" });
        await desk.NumberAsync("/adjustments", new { site = "A", place = "A1", item = "X", quantity = "2", reason = "LOST" });
        var wrong = await desk.NumberAsync("/adjustments", new { site = "A", place = "A3", item = "F", quantity = "5", reason = "FOUND" });
        await desk.NumberAsync($"/stock-documents/{wrong}/reversal", new { reason = "WRONG-UNIT", replacement = new { quantity = "4" } });
        await desk.NumberAsync("/condition-changes", new { site = "A", place = "A1", item = "X", quantity = "3", from = "available", to = "damaged", reason = "DAMAGE" });
        await desk.NumberAsync("/moves", new { site = "A", item = "X", quantity = "7", from = "A1", to = "A2" });
        var sheet = (JsonArray)await desk.GetAsync("/count-sheet?site=A&place=A2&item=X");
        await desk.NumberAsync("/counts", new { site = "A", lines = new[] { new { item = "X", place = "A2", counted = "6", entryNumber = sheet[0]!["entryNumber"]!.GetValue<long>() } } });
    }

    private static Task<string> OrderAsync(Desk desk, string supplier, string site, params (string Item, string Quantity, string Price)[] lines) => desk.NumberAsync("/purchase-orders", new
    {
        supplier,
        site,
        release = true,
        duplicate = "again",
        lines = lines.Select(l => new { item = l.Item, quantity = l.Quantity, price = l.Price, requestedDay = Desk.Today }),
    });

    private static Task<string> SaleAsync(Desk desk, string customer, params (string Item, string Quantity)[] lines) =>
        desk.NumberAsync("/sales-orders", new { site = "A", customer, lines = lines.Select(l => new { item = l.Item, quantity = l.Quantity }) });

    private static Task<string> InvoiceAsync(Desk desk, string supplier, string number, decimal net, string? taxCode, params (string Order, int Line, string Quantity, string Price)[] lines) => desk.NumberAsync("/supplier-invoices", new
    {
        supplier,
        number,
        day = Desk.Today,
        total = Text(taxCode is null ? net : net + Math.Round(net * 0.19m, 2, MidpointRounding.AwayFromZero)),
        lines = lines.Select(l => new { quantity = l.Quantity, price = l.Price, order = l.Order, line = l.Line }),
    });

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
