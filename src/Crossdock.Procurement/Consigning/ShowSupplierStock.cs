using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>What a supplier is to know of its stock with us.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Days">Days of use to sum up, until today.</param>
public sealed record ShowSupplierStockRequest([Required, StringLength(40)] string Supplier, [Range(1, 730)] int Days = 30);

/// <summary>A supplier's stock with us and its use.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Days">Days of use that are summed up.</param>
/// <param name="Stock">By item and site.</param>
public sealed record ShowSupplierStockResponse(string Supplier, string Name, int Days, IReadOnlyList<SupplierStockView> Stock);

/// <summary>A supplier's stock of an item at a site, in base units.</summary>
/// <param name="Arrangement">The arrangement.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Name of the item.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Here">What lies here.</param>
/// <param name="Aged">Part of it that is out of the agreed time.</param>
/// <param name="Coming">Ordered and not come.</param>
/// <param name="Minimum">The supplier is asked for more below it.</param>
/// <param name="Maximum">The most that is to lie here.</param>
/// <param name="Wanted">What is lacking to the maximum, when less than the minimum is here or coming; else nothing.</param>
/// <param name="Used">Used in the days, less what was taken back.</param>
/// <param name="Lost">Lost in the days.</param>
/// <param name="ToBill">Used at any time and not billed yet.</param>
/// <param name="ToBillAmount">The same in the arrangement's currency.</param>
/// <param name="Currency">That currency.</param>
public sealed record SupplierStockView(
    string Arrangement, string Item, string ItemName, string Site, string Unit, Quantity Here, Quantity Aged, Quantity Coming, Quantity Minimum, Quantity Maximum, Quantity Wanted,
    Quantity Used, Quantity Lost, Quantity ToBill, Amount ToBillAmount, Currency Currency);

internal sealed class ShowSupplierStock(Directory directory, Items items, Partners partners, Arrangements arrangements) : IQuery<ShowSupplierStockRequest, ShowSupplierStockResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowSupplierStock>("GET /consigned-stock/{supplier}", Permission.SeePurchasing)
        .WithSummary("What a supplier is to know of its stock with us: what is here, what was used, what is wanted.");

    public async Task<Result<ShowSupplierStockResponse>> AnswerAsync(Reading reading, ShowSupplierStockRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await partners.FindAsync(db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        var all = await db.Set<Arrangement>().AsNoTracking().Where(a => a.SupplierId == supplier.Id).OrderBy(a => a.Number).ToListAsync(cancel);
        var mine = all.Where(a => reading.Actor.WorksAt(a.EntityId, a.SiteId) && !all.Exists(later => later.ItemId == a.ItemId && later.SiteId == a.SiteId && later.FromDay > a.FromDay)).ToList();
        var aged = await arrangements.AgedAsync(db, mine, reading.Now, cancel);
        var known = await items.FindManyAsync(db, mine.Select(a => a.ItemId), cancel);
        var rows = new List<SupplierStockView>(mine.Count);
        foreach (var arrangement in mine)
        {
            var (item, site) = (known[arrangement.ItemId], (await directory.SiteAsync(db, arrangement.SiteId, cancel))!);
            var (here, coming) = await arrangements.NowAsync(db, arrangement, cancel);
            var since = site.DayOf(reading.Now).AddDays(1 - request.Days);
            var used = await db.Set<UsedStock>().AsNoTracking().Where(u => u.SupplierId == supplier.Id && u.ItemId == item.Id && u.SiteId == site.Id && u.Day >= since)
                .Select(u => new { u.Kind, u.Quantity }).ToListAsync(cancel);
            var lines = await db.Set<PurchaseLine>().AsNoTracking().Where(l => l.SupplierId == supplier.Id && l.ItemId == item.Id && l.SiteId == site.Id && l.Kind == PurchaseOrderKind.Used && l.Received > l.Invoiced)
                .ToListAsync(cancel);
            rows.Add(new(
                arrangement.Number, item.Code, item.Name, site.Code, item.BaseUnit, here, aged.GetValueOrDefault(arrangement.Id), coming, arrangement.Minimum, arrangement.Maximum,
                here + coming < arrangement.Minimum ? arrangement.Maximum - here - coming : Quantity.Zero,
                Sum(used.Where(u => u.Kind != UsageKind.Lost).Select(u => u.Quantity)), Sum(used.Where(u => u.Kind == UsageKind.Lost).Select(u => u.Quantity)),
                Sum(lines.Select(l => l.Uninvoiced)), lines.Aggregate(Amount.Zero, (sum, l) => sum + l.InvoiceAmount(l.Uninvoiced)), arrangement.Currency));
        }

        return new ShowSupplierStockResponse(supplier.Code, supplier.Name, request.Days, rows);
    }

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);
}
