using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Building;

/// <summary>What could be ordered from a supplier for a site now.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Site">Code of the site.</param>
public sealed record ShowOrderPlanRequest([Required, StringLength(40)] string Supplier, [Required, StringLength(12)] string Site);

/// <summary>What waits for a supplier and a site, how far it is to the minimum, and what else could fill it up. Amounts are in the supplier's currency.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Currency">The supplier's currency.</param>
/// <param name="Goods">What the lines come to.</param>
/// <param name="Minimum">The least value the supplier takes, or null.</param>
/// <param name="Lacking">What the lines lack to it.</param>
/// <param name="Delivery">What it charges to deliver them.</param>
/// <param name="FreeFrom">From so much on it delivers free of charge, or null.</param>
/// <param name="CutOffDay">The day whose orders it takes next, as the site counts days.</param>
/// <param name="CutOffAt">Until when it takes them.</param>
/// <param name="Block">Why nothing can be ordered now, or null.</param>
/// <param name="Lines">What waits, by item.</param>
/// <param name="Alone">Drafts that are released by themselves.</param>
/// <param name="Proposals">What else could be ordered, the nearest to being needed first.</param>
/// <param name="Measures">Weight and volume of the lines beside their least, where the supplier asks for that.</param>
/// <param name="FilledMeasures">The same with the proposals that fill up to the minimum.</param>
public sealed record ShowOrderPlanResponse(
    string Supplier, string SupplierName, string Site, Currency Currency, Amount Goods, Amount? Minimum, Amount Lacking, Amount Delivery, Amount? FreeFrom, DateOnly? CutOffDay, DateTimeOffset? CutOffAt,
    string? Block, IReadOnlyList<PlannedLine> Lines, IReadOnlyList<AloneDraft> Alone, IReadOnlyList<FillProposal> Proposals,
    IReadOnlyList<MeasuredMinimum> Measures, IReadOnlyList<MeasuredMinimum> FilledMeasures);

/// <summary>An item that waits to be ordered.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Needed">What is asked for, in base units.</param>
/// <param name="BaseUnit">Base unit.</param>
/// <param name="Quantity">What to order, in the supplier's unit.</param>
/// <param name="Unit">That unit.</param>
/// <param name="Price">Price of a base unit; null when none is agreed: it cannot be ordered here then.</param>
/// <param name="Amount">What it costs.</param>
/// <param name="Day">The first day it is needed.</param>
/// <param name="Sources">What asks for it.</param>
/// <param name="Break">The next lower price, or null.</param>
public sealed record PlannedLine(
    string Item, string Name, Quantity Needed, string BaseUnit, Quantity Quantity, string Unit, UnitPrice? Price, Amount Amount, DateOnly Day, IReadOnlyList<PlannedSource> Sources, PlannedBreak? Break);

/// <summary>What asks for an item.</summary>
/// <param name="Document">Number of the requisition or the draft.</param>
/// <param name="Line">Its line.</param>
/// <param name="IsDraft">True for a draft.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Day">By when.</param>
public sealed record PlannedSource(string Document, int Line, bool IsDraft, Quantity Quantity, DateOnly Day);

/// <summary>The next lower price of an item.</summary>
/// <param name="Quantity">From how much on, in the supplier's unit.</param>
/// <param name="Price">Price of a base unit.</param>
/// <param name="Saves">What that quantity costs less than at the price before.</param>
/// <param name="CostsMore">What the order costs more by it; less than zero when it costs less.</param>
public sealed record PlannedBreak(Quantity Quantity, UnitPrice Price, Amount Saves, Amount CostsMore);

/// <summary>A draft that is not ordered together with others.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Why">Why.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Currency">Its currency.</param>
public sealed record AloneDraft(string Order, string Why, Amount Total, Currency Currency);

/// <summary>An item that nobody asked for and that is the nearest to being needed. Quantities are in base units unless said otherwise.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Have">Free stock and what is to come, less what customers wait for.</param>
/// <param name="ReorderPoint">It is to be ordered at or below this.</param>
/// <param name="OrderUpTo">It is ordered up to this.</param>
/// <param name="BaseUnit">Base unit.</param>
/// <param name="Quantity">What to order, in the supplier's unit.</param>
/// <param name="Unit">That unit.</param>
/// <param name="Amount">What it costs.</param>
/// <param name="Fills">True when it is among those that bring the order to the minimum.</param>
/// <param name="Why">Why just so much.</param>
public sealed record FillProposal(
    string Item, string Name, Quantity Have, Quantity ReorderPoint, Quantity OrderUpTo, string BaseUnit, Quantity Quantity, string Unit, Amount Amount, bool Fills, string Why);

internal sealed class ShowOrderPlan(Directory directory, Partners partners, Qualifications qualifications, WaitingDesk desk, StockLevels levels, StockView stock, Supplies supplies)
    : IQuery<ShowOrderPlanRequest, ShowOrderPlanResponse>
{
    private const int MostProposals = 12;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowOrderPlan>("GET /order-builder", Permission.SeePurchasing)
        .WithSummary("What waits to be ordered from a supplier for a site, how far it is to the minimum, and what could fill it up.");

    public async Task<Result<ShowOrderPlanResponse>> AnswerAsync(Reading reading, ShowOrderPlanRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await directory.SiteAsync(db, request.Site, cancel) is not { } site || !reading.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        if (await partners.FindAsync(db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        var waiting = await desk.OfAsync(db, reading.Actor, reading.Now, supplier.Id, site.Id, cancel);
        var (rule, cutOff) = (waiting.Rule, waiting.CutOff);
        var proposed = await ProposeAsync(db, reading, waiting, cancel);
        var filling = proposed.Where(p => p.Filled.Fills).ToList();
        var block = await qualifications.OrderBlockAsync(db, supplier, site.DayOf(reading.Now), cancel);
        return new ShowOrderPlanResponse(
            supplier.Code, supplier.Name, site.Code, supplier.Currency, waiting.Goods, rule?.MinimumValue, waiting.Lacks, waiting.Goods.IsPositive ? rule?.ChargeFor(waiting.Goods) ?? Amount.Zero : Amount.Zero,
            rule?.FreeFrom, cutOff?.Day, cutOff?.At, block?.Message, [.. waiting.Items.Select(Line)],
            [.. waiting.Drafts.Where(d => d.WhyAlone is not null).Select(d => new AloneDraft(d.Order.Number, d.WhyAlone!, OrderVersions.Total(d.Order, d.Lines), d.Order.Currency))],
            [.. proposed.Select(p => Proposal(p, waiting.Gap))], waiting.Measures,
            waiting.Minimum.Measured(filling.Aggregate(waiting.Size, (sum, p) => sum + p.Filled.Size), waiting.Orderable.Concat(filling.Select(p => p.Filler.Price.Item))));
    }

    private static PlannedLine Line(WaitingItem waiting)
    {
        var (price, item, unit) = (waiting.Price, waiting.Price.Item, waiting.Price.Unit);
        var next = price.IsKnown ? price.NextBreak(waiting.Quantity) : null;
        return new(
            item.Code, item.Name, waiting.Needed, item.BaseUnit, unit.Size.FromBase(waiting.Quantity, unit.Decimals), unit.Unit, price.IsKnown ? price.For(waiting.Quantity).PerBase : null, waiting.Amount, waiting.Day,
            [
                .. waiting.Needs.Select(n => new PlannedSource(n.Number, n.Line, false, n.Quantity - n.Ordered, n.NeedDay)),
                .. waiting.Drafts.Select(d => new PlannedSource(d.OrderNumber, d.Number, true, d.Ordered, d.RequestedDay)),
            ],
            next is null ? null : new(unit.Size.FromBase(next.Quantity, unit.Decimals), next.Price.PerBase, next.Saves, next.CostsMore));
    }

    /// <summary>
    /// Items of the supplier that the site keeps and nobody asked for, by how far what is there and to come is above the reorder point, as a share of what
    /// is kept. Those that bring the order to the minimum are marked, with no more of them than that takes; the others are shown up to their level.
    /// </summary>
    private async Task<IReadOnlyList<Proposed>> ProposeAsync(CrossdockDb db, Reading reading, Waiting waiting, CancellationToken cancel)
    {
        var (supplier, site) = (waiting.Supplier, waiting.Site);
        var there = waiting.Items.Select(i => i.Price.Item.Id).Concat(waiting.Drafts.SelectMany(d => d.Lines).Select(l => l.ItemId)).ToHashSet();
        var sold = await partners.ItemsOfAsync(db, supplier.Id, cancel);
        var kept = (await levels.OfAsync(db, [.. sold.Where(i => !there.Contains(i))], reading.Now, cancel)).Where(l => l.Site == site.Id && l.OrderUpTo.IsPositive).ToDictionary(l => l.Item);
        if (kept.Count == 0) return [];
        var keys = kept.Keys.ToList();
        var prices = await desk.PricesAsync(db, supplier, site, keys, reading.Now, cancel);
        var free = await stock.FreeAsync(db, site, keys, cancel);
        var lacking = await stock.WaitingAsync(db, site.Id, keys, cancel);
        var coming = (await supplies.OpenAsync(db, keys, site.Id, cancel)).GroupBy(s => s.Item).ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, s) => sum + s.Open));
        var asked = await OthersAsync(db, site.Id, keys, cancel);
        var found = keys.Where(i => prices.TryGetValue(i, out var price) && price is { IsKnown: true, Item.Active: true })
            .Select(i => (Level: kept[i], Price: prices[i], Have: free.GetValueOrDefault(i) + coming.GetValueOrDefault(i) + asked.GetValueOrDefault(i) - lacking.GetValueOrDefault(i)))
            .Where(f => f.Have < f.Level.OrderUpTo)
            .OrderBy(f => (f.Have - f.Level.ReorderPoint).ToDecimal() / f.Level.OrderUpTo.ToDecimal()).ThenBy(f => f.Price.Item.Code, StringComparer.Ordinal).Take(MostProposals).ToList();
        var fillers = found.ConvertAll(f => new Filler(f.Price, f.Price.Covering(f.Level.OrderUpTo - f.Have)));
        return [.. found.Zip(FillUp.Propose(waiting.Gap, fillers), fillers).Select(f => new Proposed(f.First.Level, f.First.Have, f.Second, f.Third))];
    }

    private static FillProposal Proposal(Proposed proposed, MinimumGap lacks)
    {
        var (level, have, filled, filler) = proposed;
        var (item, unit) = (filler.Price.Item, filler.Price.Unit);
        string Shown(Quantity quantity) => unit.Size.FromBase(quantity, unit.Decimals).Words(unit.Unit);
        var (missing, beyond) = (filled.Left.Missing(filler.Price.Currency), filled.Left.Beyond(filler.Price.Currency));
        var more = filled.Quantity < filler.Most ? $"; its level would take {Shown(filler.Most)}" : "";
        var why = !lacks.IsOpen ? $"Up to its level of {level.OrderUpTo}."
            : (filled.Fills, filled.Left.IsOpen) switch
            {
                (false, false) => "Not needed for the minimum; so much its level takes.",
                (false, true) => $"Brings nothing of the {missing} that are missing{NotKnown(item, filled.Left)}; so much its level takes.",
                (true, true) when more.Length == 0 => $"All that its level takes; {missing} are still missing.",
                (true, true) => $"More of it brings nothing of the {missing} that are still missing{NotKnown(item, filled.Left)}{more}.",
                (true, false) => $"Reaches the minimum{(beyond.Length == 0 ? " just" : $", {beyond} beyond it")}{more}.",
            };
        return new(item.Code, item.Name, have, level.ReorderPoint, level.OrderUpTo, item.BaseUnit, unit.Size.FromBase(filled.Quantity, unit.Decimals), unit.Unit, filled.Amount, filled.Fills, why);
    }

    /// <summary>Why an item does not bring what is missing, when that is because nobody has said what it weighs or takes up.</summary>
    private static string NotKnown(Item item, MinimumGap left) =>
        left.Weight > 0 && item.Weight is null ? ", because no weight of it is known" : left.Volume > 0 && item.Volume is null ? ", because no volume of it is known" : "";

    /// <summary>An item that could fill up the order, and how much of it is proposed.</summary>
    private sealed record Proposed(StockLevel Level, Quantity Have, Filled Filled, Filler Filler);

    /// <summary>What drafts and requisitions, with whatever supplier, will bring of items.</summary>
    private static async Task<IReadOnlyDictionary<ItemId, Quantity>> OthersAsync(CrossdockDb db, SiteId site, List<ItemId> items, CancellationToken cancel)
    {
        var drafts = await db.Set<PurchaseLine>().AsNoTracking().Where(l => l.SiteId == site && items.Contains(l.ItemId) && l.State == PurchaseLineState.Draft).Select(l => new { l.ItemId, Quantity = l.Ordered }).ToListAsync(cancel);
        var asked = await db.Set<Requisitioning.RequisitionLine>().AsNoTracking()
            .Where(l => l.SiteId == site && items.Contains(l.ItemId) && l.State < Requisitioning.RequisitionState.Ordered).Select(l => new { l.ItemId, l.Quantity, l.Ordered }).ToListAsync(cancel);
        return drafts.Select(d => (d.ItemId, d.Quantity)).Concat(asked.Select(a => (a.ItemId, Quantity: a.Quantity - a.Ordered))).GroupBy(p => p.ItemId)
            .ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity));
    }
}
