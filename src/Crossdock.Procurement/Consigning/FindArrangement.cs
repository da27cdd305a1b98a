using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>One consignment arrangement.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindArrangementRequest([Required, StringLength(20)] string Number);

/// <summary>A consignment arrangement with what lies here and what was used. Quantities in base units.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Name of the item.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Runs">True when goods may be ordered and promised by it today.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Minimum">The supplier is asked for more below it.</param>
/// <param name="Maximum">The most that is to lie here.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="AgeDays">Days after which what was not used is out of the agreed time; 0 when there is none.</param>
/// <param name="Loss">Who pays for what is lost.</param>
/// <param name="Promisable">Customer orders may be promised it.</param>
/// <param name="First">It is used before our own stock.</param>
/// <param name="Currency">Currency of its prices.</param>
/// <param name="Notes">Notes.</param>
/// <param name="Here">What lies here.</param>
/// <param name="Allocated">Part of it that is tied to customer orders.</param>
/// <param name="Coming">What is ordered and has not come.</param>
/// <param name="Aged">Part of what lies here that is out of the agreed time.</param>
/// <param name="Prices">Its prices, the latest first.</param>
/// <param name="Usage">What became of the stock, the latest first, at most 100.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
public sealed record FindArrangementResponse(
    string Number, string Supplier, string SupplierName, string Item, string ItemName, string Site, bool Runs, DateOnly From, DateOnly? Until, Quantity Minimum, Quantity Maximum, string Unit,
    int AgeDays, LossBearer Loss, bool Promisable, bool First, Currency Currency, string? Notes, Quantity Here, Quantity Allocated, Quantity Coming, Quantity Aged,
    IReadOnlyList<ArrangementPriceView> Prices, IReadOnlyList<UsageView> Usage, long Version) : IVersioned;

/// <summary>A price of an arrangement.</summary>
/// <param name="From">First day it holds.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">The price unit.</param>
/// <param name="Reason">Why.</param>
/// <param name="Person">Who wrote it.</param>
/// <param name="At">When it was written.</param>
public sealed record ArrangementPriceView(DateOnly From, UnitPrice Price, string PriceUnit, string? Reason, string Person, DateTimeOffset At);

/// <summary>Some of the stock was used or lost; with a negative quantity, that was taken back.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Price">Price of one price unit that day.</param>
/// <param name="PriceUnit">The price unit.</param>
/// <param name="Amount">What is owed for it; nothing when the supplier bears the loss.</param>
/// <param name="Document">The document.</param>
/// <param name="Order">The order it is billed on; null when nothing is owed.</param>
public sealed record UsageView(DateOnly Day, UsageKind Kind, Quantity Quantity, UnitPrice Price, string PriceUnit, Amount Amount, string Document, string? Order);

internal sealed class FindArrangement(Directory directory, Items items, Partners partners, People people, Arrangements arrangements, ConsignedStock stock)
    : IQuery<FindArrangementRequest, FindArrangementResponse>
{
    private const int MostShown = 100;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindArrangement>("GET /consignments/{number}", Permission.SeePurchasing)
        .WithSummary("One consignment arrangement: terms, prices, what lies here, what was used.");

    public async Task<Result<FindArrangementResponse>> AnswerAsync(Reading reading, FindArrangementRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var found = await db.Set<Arrangement>().AsNoTracking().FirstOrDefaultAsync(a => a.Number == request.Number, cancel);
        if (found is null || !reading.Actor.WorksAt(found.EntityId, found.SiteId)) return Refusal.NotFound("consignment arrangement", request.Number);
        var supplier = (await partners.FindAsync(db, found.SupplierId, cancel))!;
        var item = (await items.FindAsync(db, found.ItemId, cancel))!;
        var site = (await directory.SiteAsync(db, found.SiteId, cancel))!;
        var (here, coming) = await arrangements.NowAsync(db, found, cancel);
        var allocated = (await stock.OnHandAsync(db, supplier.Id, item.Id, site.Id, cancel)).Aggregate(Quantity.Zero, (sum, s) => sum + s.Allocated);
        var aged = await arrangements.AgedAsync(db, [found], reading.Now, cancel);
        var prices = new List<ArrangementPriceView>();
        foreach (var p in await db.Set<ArrangementPrice>().AsNoTracking().Where(p => p.ArrangementId == found.Id).OrderByDescending(p => p.FromDay).ThenByDescending(p => p.Id).ToListAsync(cancel))
            prices.Add(new(p.FromDay, p.Price, p.PriceUnit, p.Reason, await people.NameAsync(db, p.PersonId, cancel), p.At));
        return new FindArrangementResponse(
            found.Number, supplier.Code, supplier.Name, item.Code, item.Name, site.Code, found.RunsOn(site.DayOf(reading.Now)), found.FromDay, found.UntilDay, found.Minimum, found.Maximum, item.BaseUnit,
            found.AgeDays, found.Loss, found.Promisable, found.First, found.Currency, found.Notes, here, allocated, coming, aged.GetValueOrDefault(found.Id),
            prices, await UsageAsync(db, found, cancel), found.Version);
    }

    private static async Task<IReadOnlyList<UsageView>> UsageAsync(CrossdockDb db, Arrangement arrangement, CancellationToken cancel)
    {
        var lines = db.Set<PurchaseLine>();
        return await db.Set<UsedStock>().AsNoTracking().Where(u => u.ArrangementId == arrangement.Id).OrderByDescending(u => u.At).ThenByDescending(u => u.Id).Take(MostShown)
            .Select(u => new UsageView(u.Day, u.Kind, u.Quantity, u.Price, u.PriceUnit, u.Amount, u.Document, lines.Where(l => l.Id == u.LineId).Select(l => l.OrderNumber).FirstOrDefault())).ToListAsync(cancel);
    }
}
