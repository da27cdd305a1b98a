using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Building;

/// <summary>One order of what waits for a supplier and a site: requisition lines, drafts, and what else is added. Each requisition keeps its link.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Needs">Requisition lines to be ordered, as PR-000012/1.</param>
/// <param name="Drafts">Numbers of drafts that it takes the place of: their lines are cancelled, what they serve goes over.</param>
/// <param name="Lines">How much of an item to order in all: more than is needed, or something else.</param>
/// <param name="Release">True to release it at once, by rule or by asking those who decide.</param>
/// <param name="BelowMinimum">Why it is released although it is below what the supplier takes at least; without it that is refused.</param>
/// <param name="Duplicate">Why something that nobody asked for is needed although the same is on its way; without it that is refused.</param>
public sealed record BuildOrderRequest(
    [Required, StringLength(40)] string Supplier,
    [Required, StringLength(12)] string Site,
    [MaxLength(500)] IReadOnlyList<string>? Needs = null,
    [MaxLength(50)] IReadOnlyList<string>? Drafts = null,
    [MaxLength(500)] IReadOnlyList<BuildLine>? Lines = null,
    bool Release = true,
    [StringLength(200)] string? BelowMinimum = null,
    [StringLength(200)] string? Duplicate = null);

/// <summary>How much of an item to order.</summary>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Quantity">How much in all; what is needed, in whole packs, when absent.</param>
/// <param name="Unit">Unit of the quantity; the supplier's when absent.</param>
public sealed record BuildLine([Required, StringLength(60)] string Item, Quantity? Quantity = null, [StringLength(12)] string? Unit = null);

internal sealed class BuildOrder(
    Directory directory, Items items, Partners partners, WaitingDesk waiting, DuplicateGuard guard, OrderWriter writer, RequisitionDesk requisitions, PurchaseOrders orders) : IUse<BuildOrderRequest, CreatePurchaseOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<BuildOrder>("POST /order-builder", Permission.CreatePurchaseOrder)
        .WithSummary("Write one order of what waits for a supplier and a site.");

    public async Task<Result<CreatePurchaseOrderResponse>> ExecuteAsync(Work work, BuildOrderRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        if ((await DraftsAsync(work, supplier, site, request.Drafts ?? [], cancel)).Refused(out var refusal, out var drafts)) return refusal;
        if ((await NeedsAsync(work, supplier, site, request.Needs ?? [], cancel)).Refused(out refusal, out var needs)) return refusal;
        if ((await TotalsAsync(work, supplier, site, request.Lines ?? [], cancel)).Refused(out refusal, out var totals)) return refusal;

        var taken = await TakeAsync(work, drafts, cancel);
        var parts = new Parts(needs, taken, drafts);
        var wanted = needs.Select(n => n.ItemId).Concat(parts.Drafted.Select(l => l.ItemId)).Concat(totals.Keys).Distinct().ToList();
        if (wanted.Count == 0) return new NothingToBuild();
        var prices = await waiting.PricesAsync(work.Db, supplier, site, wanted, work.Now, cancel);
        var lines = new List<PurchaseLineRequest>(wanted.Count);
        foreach (var id in wanted)
        {
            if (parts.Line(prices[id], totals.TryGetValue(id, out var total) ? total : null).Refused(out refusal, out var line)) return refusal;
            lines.Add(line);
        }

        // What was asked for is no duplicate of itself; what a buyer adds might be one of something.
        var added = totals.Keys.Where(i => !parts.Asks(i)).Select(i => (i, site.DayOf(work.Now).AddDays(prices[i].Terms?.LeadTimeDays ?? 0))).ToList();
        if (request.Duplicate.OrNull() is null && added.Count > 0 && await guard.CheckAsync(work, site.Id, added, cancel) is { } duplicate) return duplicate;

        var asked = new CreatePurchaseOrderRequest(
            supplier.Code, site.Code, lines, Release: request.Release, BelowMinimum: request.BelowMinimum, Notes: drafts.Select(d => d.Order.Notes).FirstOrDefault(n => n is not null),
            Duplicate: request.Duplicate.OrNull() ?? drafts.Select(d => d.Order.DuplicateReason).FirstOrDefault(r => r is not null));
        if ((await writer.WriteAsync(work, asked, cancel, guarded: false)).Refused(out refusal, out var order)) return refusal;
        var written = work.State<OrderBook>().LinesOf(order.Number).ToDictionary(l => l.ItemId, l => l.Id);
        foreach (var own in parts.Served.GroupBy(s => s.Item))
            if ((await requisitions.ServeAsync(work, [.. own.Select(s => (s.Line, s.Quantity))], written[own.Key], cancel)).Refused(out refusal, out _)) return refusal;
        await orders.StateSuppliesAsync(work, cancel);
        work.Subject = $"purchase order {order.Number}";
        return new CreatePurchaseOrderResponse(order.Id, order.Number, order.FirstState, order.Version, order.Approval, order.TransferOffers);
    }

    /// <summary>The drafts it takes the place of, locked in the order of their numbers.</summary>
    private static async Task<Result<IReadOnlyList<WaitingDraft>>> DraftsAsync(Work work, Partner supplier, Site site, IReadOnlyList<string> numbers, CancellationToken cancel)
    {
        var drafts = new List<WaitingDraft>();
        foreach (var number in numbers.Select(n => n ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await work.State<OrderBook>().LockOrderAsync(work, number, cancel) is not { } found || found.Order.SupplierId != supplier.Id || found.Order.SiteId != site.Id)
                return Refusal.NotFound("draft", number) with { Pointer = "/drafts" };
            var open = found.Lines.Where(l => l.State == PurchaseLineState.Draft).ToList();
            if (found.Order.IsReleased || open.Count == 0) return new NoDraftAnyMore(number) { Pointer = "/drafts" };
            var draft = WaitingDraft.Of(found.Order, open, supplier.Currency);
            if ((draft.WhyAlone ?? (found.Order.Kind == PurchaseOrderKind.Standard ? null : "is of another kind")) is { } why) return new DraftAlone(number, why) { Pointer = "/drafts" };
            drafts.Add(draft);
        }

        return drafts;
    }

    private static async Task<Result<IReadOnlyList<RequisitionLine>>> NeedsAsync(Work work, Partner supplier, Site site, IReadOnlyList<string> named, CancellationToken cancel)
    {
        var found = new List<RequisitionLine>();
        foreach (var text in named.Select(n => n ?? "").Distinct(StringComparer.Ordinal))
        {
            var parts = text.Split('/');
            var number = parts[0];
            var line = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                ? await work.Db.Set<RequisitionLine>().SingleOrDefaultAsync(l => l.Number == number && l.Line == at, cancel)
                : null;
            if (line is null || line.SiteId != site.Id || (line.SupplierId is { } usual && usual != supplier.Id)) return Refusal.NotFound("requisition line", text) with { Pointer = "/needs" };
            if (line.State is not (RequisitionState.Approved or RequisitionState.PartlyOrdered)) return new NothingToOrder(text, line.State) { Pointer = "/needs" };
            if (await work.Db.Set<Requisition>().AnyAsync(r => r.Id == line.RequisitionId && r.EmergencyReason != null, cancel)) return new EmergencyAlone(number) { Pointer = "/needs" };
            found.Add(line);
        }

        return found;
    }

    private async Task<Result<Dictionary<ItemId, Quantity>>> TotalsAsync(Work work, Partner supplier, Site site, IReadOnlyList<BuildLine> lines, CancellationToken cancel)
    {
        var totals = new Dictionary<ItemId, Quantity>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Quantity is not { } given) continue;
            if (await items.FindAsync(work.Db, lines[i].Item, cancel) is not { } item) return Refusal.NotFound("item", lines[i].Item) with { Pointer = $"/lines/{i}/item" };
            var unit = lines[i].Unit.OrNull() ?? (await partners.TermsAsync(work.Db, supplier.Id, item.Id, site.DayOf(work.Now), cancel))?.Unit ?? item.BaseUnit;
            if (item.ToBase(given, unit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = $"/lines/{i}/quantity" };
            if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = $"/lines/{i}/quantity" };
            if (!totals.TryAdd(item.Id, quantity)) return new ItemTwice(item.Code) { Pointer = $"/lines/{i}/item" };
        }

        return totals;
    }

    /// <summary>Takes drafts out of the way. Answers the requisition lines they served, with how much.</summary>
    private async Task<IReadOnlyList<Served>> TakeAsync(Work work, IReadOnlyList<WaitingDraft> drafts, CancellationToken cancel)
    {
        var book = work.State<OrderBook>();
        var served = new List<Served>();
        foreach (var draft in drafts)
        {
            book.Touch(draft.Order);
            foreach (var line in draft.Lines)
            {
                var links = await work.Db.Set<RequisitionLink>().AsNoTracking().Where(l => l.PurchaseLineId == line.Id).ToListAsync(cancel);
                served.AddRange(links.GroupBy(l => l.RequisitionLineId).Select(g => new Served(line.ItemId, g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity), line.Id)).Where(s => s.Quantity.IsPositive));
                line.State = PurchaseLineState.Cancelled;
                await requisitions.ReopenAsync(work, line.Id, Quantity.Zero, cancel);
                book.Record(work, line, LineChangeKind.Cancelled, "Ordered together with others");
                line.SupplyChanged = false;
                work.Announce(new PurchaseLineChanged(line.Id, line.OrderNumber, line.Open, line.ExpectedDay, line.ItemId, line.SiteId));
            }
        }

        return served;
    }

    /// <summary>A part of a requisition line that the order serves.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Line">Key of the requisition line.</param>
    /// <param name="Quantity">In base units.</param>
    /// <param name="Draft">The draft line that served it so far, or null.</param>
    private sealed record Served(ItemId Item, Guid Line, Quantity Quantity, Guid? Draft);

    /// <summary>What the order is made of.</summary>
    private sealed class Parts(IReadOnlyList<RequisitionLine> needs, IReadOnlyList<Served> taken, IReadOnlyList<WaitingDraft> drafts)
    {
        // What a named requisition line still lacked before its draft was taken out of the way comes beside what the draft served of it.
        public IReadOnlyList<Served> Served { get; } =
        [
            .. taken,
            .. needs.Select(n => new Served(n.ItemId, n.Id, n.Quantity - n.Ordered - taken.Where(t => t.Line == n.Id).Aggregate(Quantity.Zero, (sum, t) => sum + t.Quantity), null)).Where(s => s.Quantity.IsPositive),
        ];

        public IReadOnlyList<PurchaseLine> Drafted { get; } = [.. drafts.SelectMany(d => d.Lines)];

        public bool Asks(ItemId item) => Served.Any(s => s.Item == item) || Drafted.Any(l => l.ItemId == item);

        public Result<PurchaseLineRequest> Line(ItemPrice price, Quantity? total)
        {
            var item = price.Item;
            var own = Drafted.Where(l => l.ItemId == item.Id).ToList();
            var needed = Served.Where(s => s.Item == item.Id).Aggregate(Quantity.Zero, (sum, s) => sum + s.Quantity);
            var byHand = own.Where(l => !Served.Any(s => s.Draft == l.Id)).Aggregate(Quantity.Zero, (sum, l) => sum + l.Ordered);
            var quantity = total ?? price.Covering(Quantity.Max(needed + byHand, own.Aggregate(Quantity.Zero, (sum, l) => sum + l.Ordered)));
            if (quantity < needed) return new LessThanNeeded(item.Code, quantity, needed, item.BaseUnit) { Pointer = "/lines" };
            var days = needs.Where(n => n.ItemId == item.Id).Select(n => n.NeedDay).Concat(own.Select(l => l.RequestedDay)).ToList();
            var arose = needs.Where(n => n.ItemId == item.Id).Select(n => n.CreatedAt).Concat(own.Select(l => l.NeedArose)).ToList();
            return new PurchaseLineRequest(
                item.Code, quantity, item.BaseUnit, OrderUnit: price.Unit.Unit, RequestedDay: days.Count == 0 ? null : days.Min(), NeedArose: arose.Count == 0 ? null : arose.Min());
        }
    }
}

internal sealed record NothingToBuild() : Refusal(RefusalKind.Invalid, "procurement.nothing_to_build", "Tick what is to be ordered, or add something.");

internal sealed record NoDraftAnyMore(string Order) : Refusal(RefusalKind.Conflict, "procurement.no_draft_any_more", $"{Order} is no draft any more. Look again at what waits.");

internal sealed record DraftAlone(string Order, string Why) : Refusal(RefusalKind.Refused, "procurement.draft_alone", $"{Order} {Why}, so it is released by itself.");

internal sealed record EmergencyAlone(string Requisition) : Refusal(RefusalKind.Refused, "procurement.emergency_alone", $"{Requisition} is an emergency, which is ordered by itself.");

internal sealed record ItemTwice(string Item) : Refusal(RefusalKind.Invalid, "procurement.item_twice", $"{Item} stands twice. Say once how much of it to order.");

internal sealed record LessThanNeeded(string Item, Quantity Asked, Quantity Needed, string Unit) : Refusal(RefusalKind.Refused, "procurement.less_than_needed",
    $"{Asked} {Unit} of {Item} do not cover the {Needed} that are needed. Order more, or untick a need.");
