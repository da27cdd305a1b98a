using System.Globalization;
using System.Net;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>What tests of agreements share: writing one, looking at it, releasing against it.</summary>
internal static class Agreed
{
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A contract of supplier V on W at 9.00 that holds for the month, put in force at once.</summary>
    public static Task<AgreementStandResponse> ContractAsync(this Trade trade, decimal? cap = null, decimal price = 9, decimal? valueCap = null, DateOnly? from = null, DateOnly? to = null, object[]? breaks = null, string supplier = "V", string item = "W", string? currency = null, string? site = null) =>
        trade.PostAsync<AgreementStandResponse>("buyer", "/agreements", new
        {
            kind = "contract",
            entity = "E1",
            supplier,
            site,
            currency,
            validFrom = Iso(from ?? Trade.Today.AddDays(-14)),
            validTo = Iso(to ?? Trade.Today.AddDays(16)),
            valueCap = Text(valueCap),
            lines = new[] { new { item, price = Trade.Text(price), quantityCap = Text(cap), breaks = breaks ?? [] } },
            submit = true,
        });

    public static Task<AgreementStandResponse> BlanketAsync(this Trade trade, decimal cap, decimal? minimum = null) => trade.PostAsync<AgreementStandResponse>("buyer", "/agreements", new
    {
        kind = "blanket",
        entity = "E1",
        supplier = "V",
        validFrom = Iso(Trade.Today.AddDays(-14)),
        validTo = Iso(Trade.Today.AddDays(16)),
        valueCap = Trade.Text(cap),
        minimumValue = Text(minimum),
        submit = true,
    });

    public static async Task<FindAgreementResponse> AgreementAsync(this Trade trade, string number) => Trade.Value(await trade.App.AskAsync(trade.App.Get<FindAgreement>(), new(number)));

    /// <summary>A line for the API; without a price, what is agreed.</summary>
    public static object Line(string item, decimal quantity, decimal? price = null, DateOnly? day = null, string? agreement = null, string? outside = null) => new
    {
        item,
        quantity = Trade.Text(quantity),
        unit = "piece",
        price = Text(price),
        requestedDay = Iso(day ?? Trade.Today.AddDays(7)),
        agreement,
        outsideAgreement = outside,
    };

    public static object Order(object line, bool release = true, string supplier = "V", string? currency = null) =>
        new { supplier, site = "A", release, currency, duplicate = "Wanted again", lines = new[] { line } };

    public static Task<CreatePurchaseOrderResponse> OrderedAsync(this Trade trade, object line, bool release = true) =>
        trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Order(line, release));

    public static async Task<(HttpStatusCode Status, string? Code)> NotOrderedAsync(this Trade trade, object line, string supplier = "V", string? currency = null) =>
        await trade.RefusedAsync("buyer", "/purchase-orders", Order(line, supplier: supplier, currency: currency));

    public static async Task<PurchaseLineResponse> LineAsync(this Trade trade, string order, int line = 1) => (await trade.FindAsync(order)).Lines.Single(l => l.Number == line);

    public static async Task<HttpResponseMessage> TryReleaseAsync(this Trade trade, string order) =>
        await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version);

    public static async Task<(decimal Quantity, decimal Amount)> LedgerAsync(this Trade trade, string number)
    {
        var entries = await trade.App.Database.ReadAsync(db => (from r in db.Set<AgreementRelease>()
                                                                join a in db.Set<Agreement>() on r.AgreementId equals a.Id
                                                                where a.Number == number
                                                                select new { r.Quantity, r.Amount }).ToListAsync());
        return (entries.Sum(e => e.Quantity.ToDecimal()), entries.Sum(e => e.Amount.ToDecimal()));
    }

    private static string? Text(decimal? number) => number is { } given ? Trade.Text(given) : null;
}
