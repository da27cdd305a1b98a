using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Building;

/// <summary>A draft of an order, with what its lines serve.</summary>
/// <param name="Order">Its head.</param>
/// <param name="Lines">Its draft lines.</param>
/// <param name="WhyAlone">Why it is not taken into an order with others; null when it is.</param>
internal sealed record WaitingDraft(PurchaseOrder Order, IReadOnlyList<PurchaseLine> Lines, string? WhyAlone)
{
    public static WaitingDraft Of(PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, Currency currency) => new(order, lines, Why(order, lines, currency));

    /// <summary>What somebody gave an order beside what is agreed would be lost in another one.</summary>
    private static string? Why(PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, Currency currency) =>
        order.Approval is not null ? $"waits for approval by {order.Approval}"
        : order.EmergencyReason is not null ? "is an emergency"
        : order.Currency != currency ? $"is in {order.Currency}"
        : order.Reference is not null ? $"has the number {order.Reference}"
        : lines.Any(l => l.ScheduleId is not null) ? "comes on several days"
        : order.ChargesByHand ? "has charges of its own"
        : lines.Any(l => l.OutsideReason is not null || !(l.AtTerms || l.AgreementUse == AgreementUse.Inside) || l.ToleranceHundredths > 0) ? "has prices or tolerances of its own"
        : null;
}

/// <summary>An item that is to be ordered.</summary>
/// <param name="Price">What it costs.</param>
/// <param name="Needed">What requisitions and drafts written by hand ask for, in base units.</param>
/// <param name="Drafted">What drafts have of it.</param>
/// <param name="Day">The first day it is needed.</param>
/// <param name="Needs">Requisition lines to be ordered.</param>
/// <param name="Drafts">Draft lines.</param>
internal sealed record WaitingItem(
    ItemPrice Price, Quantity Needed, Quantity Drafted, DateOnly Day, IReadOnlyList<RequisitionLine> Needs, IReadOnlyList<PurchaseLine> Drafts)
{
    /// <summary>What to order: whole packs that cover the need, and no less than the drafts have.</summary>
    public Quantity Quantity => Price.Covering(Quantity.Max(Needed, Drafted));

    /// <summary>What that costs, weighs and takes up; nothing without a price, because it cannot be ordered then.</summary>
    public OrderSize Size => Price.IsKnown ? Price.SizeOf(Quantity) : default;

    public Amount Amount => Size.Value;
}

/// <summary>What waits to be ordered from a supplier for a site.</summary>
internal sealed record Waiting(Partner Supplier, Site Site, IReadOnlyList<WaitingItem> Items, IReadOnlyList<WaitingDraft> Drafts, SupplierOrderRule? Rule, CutOff? CutOff)
{
    private static readonly OrderMinima Anything = new();

    public OrderSize Size { get; } = Items.Aggregate(default(OrderSize), (sum, i) => sum + i.Size);

    public Amount Goods => Size.Value;

    public Amount Lacks => Rule?.Lacks(Goods) ?? Amount.Zero;

    public OrderMinima Minimum => Rule?.Minimum ?? Anything;

    /// <summary>What is missing to what the supplier takes at least, by measure.</summary>
    public MinimumGap Gap => Minimum.Gap(Size);

    /// <summary>Weight and volume beside their least, where that is asked for.</summary>
    public IReadOnlyList<MeasuredMinimum> Measures => Minimum.Measured(Size, Orderable);

    /// <summary>Items of it that can be ordered.</summary>
    public IEnumerable<Item> Orderable => Items.Where(i => i.Price.IsKnown).Select(i => i.Price.Item);

    public int Needs => Items.Sum(i => i.Needs.Count);

    public int Joining => Drafts.Count(d => d.WhyAlone is null);
}

/// <summary>A part of what waits that somebody chose.</summary>
/// <param name="Needs">Requisition lines, as PR-000012/1.</param>
/// <param name="Drafts">Numbers of drafts.</param>
internal sealed record Chosen(IReadOnlySet<string> Needs, IReadOnlySet<string> Drafts)
{
    public bool Holds(RequisitionLine line) => Needs.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.Number}/{line.Line}"));
}

/// <summary>Finds what waits to be ordered: requisition lines that are approved, and drafts nobody has released. Emergencies are not among it: they do not wait for others.</summary>
internal sealed class WaitingDesk(Directory directory, Items items, Partners partners, SupplierOrderRules rules)
{
    /// <summary>Everything that waits, by supplier and site.</summary>
    public Task<IReadOnlyList<Waiting>> AllAsync(CrossdockDb db, Actor actor, DateTimeOffset now, CancellationToken cancel) => FindAsync(db, actor, now, null, null, null, cancel);

    /// <summary>What waits for one supplier and one site, or what somebody chose of it; it may be nothing.</summary>
    public async Task<Waiting> OfAsync(CrossdockDb db, Actor actor, DateTimeOffset now, PartnerId supplier, SiteId site, CancellationToken cancel, Chosen? chosen = null) =>
        (await FindAsync(db, actor, now, supplier, site, chosen, cancel)).Single();

    private async Task<IReadOnlyList<Waiting>> FindAsync(CrossdockDb db, Actor actor, DateTimeOffset now, PartnerId? supplier, SiteId? site, Chosen? chosen, CancellationToken cancel)
    {
        var needs = await (from l in db.Set<RequisitionLine>().AsNoTracking()
                           join r in db.Set<Requisition>().AsNoTracking() on l.RequisitionId equals r.Id
                           where (l.State == RequisitionState.Approved || l.State == RequisitionState.PartlyOrdered) && l.SupplierId != null && r.EmergencyReason == null
                               && (supplier == null || l.SupplierId == supplier) && (site == null || l.SiteId == site)
                           select l).ToListAsync(cancel);
        var drafts = await (from l in db.Set<PurchaseLine>().AsNoTracking()
                            join o in db.Set<PurchaseOrder>().AsNoTracking() on l.OrderId equals o.Id
                            where l.State == PurchaseLineState.Draft && o.Kind == PurchaseOrderKind.Standard && o.ReleasedAt == null
                                && (supplier == null || l.SupplierId == supplier) && (site == null || l.SiteId == site)
                            select new { Order = o, Line = l }).ToListAsync(cancel);
        needs = [.. needs.Where(l => actor.WorksAt(l.EntityId, l.SiteId) && chosen?.Holds(l) != false)];
        drafts = [.. drafts.Where(d => actor.WorksAt(d.Order.EntityId, d.Order.SiteId) && chosen?.Drafts.Contains(d.Order.Number) != false)];
        var ids = drafts.ConvertAll(d => d.Line.Id);
        var served = (await db.Set<RequisitionLink>().AsNoTracking().Where(l => ids.Contains(l.PurchaseLineId)).ToListAsync(cancel))
            .GroupBy(l => l.PurchaseLineId).ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity));
        var offers = await OffersAsync(db, now, needs, [.. drafts.Select(d => d.Line)], cancel);
        var found = new List<Waiting>();
        IEnumerable<(PartnerId Supplier, SiteId Site)> keys = supplier is { } one && site is { } at
            ? [(one, at)]
            : needs.Select(l => (l.SupplierId!.Value, l.SiteId)).Concat(drafts.Select(d => (d.Order.SupplierId, d.Order.SiteId))).Distinct();
        foreach (var key in keys)
        {
            var partner = (await partners.FindAsync(db, key.Supplier, cancel))!;
            var place = (await directory.SiteAsync(db, key.Site, cancel))!;
            var own = drafts.Where(d => d.Order.SupplierId == key.Supplier && d.Order.SiteId == key.Site).GroupBy(d => d.Order.Id)
                .Select(g => WaitingDraft.Of(g.First().Order, [.. g.Select(d => d.Line).OrderBy(l => l.Number)], partner.Currency)).OrderBy(d => d.Order.Number, StringComparer.Ordinal).ToList();
            var rule = await rules.FindAsync(db, key.Supplier, key.Site, cancel);
            var waiting = await ItemsAsync(db, partner, place, [.. needs.Where(l => l.SupplierId == key.Supplier && l.SiteId == key.Site)], own, served, offers[key.Site], now, cancel);
            found.Add(new(partner, place, waiting, own, rule, rule?.Next(now, place.Zone, await directory.WorkingDaysAsync(db, place.Id, cancel))));
        }

        return [.. found.OrderBy(w => w.CutOff?.At ?? DateTimeOffset.MaxValue).ThenBy(w => w.Supplier.Name, StringComparer.Ordinal).ThenBy(w => w.Site.Code, StringComparer.Ordinal)];
    }

    /// <summary>The agreements that cover what waits, asked for once per site and in their order of use.</summary>
    private async Task<ILookup<SiteId, AgreedTerms>> OffersAsync(CrossdockDb db, DateTimeOffset now, List<RequisitionLine> needs, List<PurchaseLine> drafts, CancellationToken cancel)
    {
        var found = new List<(SiteId Site, AgreedTerms Offer)>();
        foreach (var here in needs.Select(n => (n.EntityId, n.SiteId, n.ItemId)).Concat(drafts.Select(d => (d.EntityId, d.SiteId, d.ItemId))).GroupBy(w => (w.EntityId, w.SiteId), w => w.ItemId))
            found.AddRange((await AgreementDesk.OffersAsync(db, now, here.Key.EntityId, here.Key.SiteId, here, cancel)).Select(o => (here.Key.SiteId, o)));
        return found.ToLookup(f => f.Site, f => f.Offer);
    }

    /// <summary>What some items cost from a supplier at a site now.</summary>
    public async Task<IReadOnlyDictionary<ItemId, ItemPrice>> PricesAsync(CrossdockDb db, Partner supplier, Site site, IReadOnlyCollection<ItemId> wanted, DateTimeOffset now, CancellationToken cancel) =>
        await PricesAsync(db, supplier, site, wanted, await AgreementDesk.OffersAsync(db, now, site.EntityId, site.Id, wanted, cancel), now, cancel);

    private async Task<Dictionary<ItemId, ItemPrice>> PricesAsync(
        CrossdockDb db, Partner supplier, Site site, IEnumerable<ItemId> wanted, IEnumerable<AgreedTerms> offers, DateTimeOffset now, CancellationToken cancel)
    {
        var today = site.DayOf(now);
        var known = await items.FindManyAsync(db, wanted, cancel);
        var prices = new Dictionary<ItemId, ItemPrice>();
        foreach (var item in known.Values)
        {
            var terms = await partners.TermsAsync(db, supplier.Id, item.Id, today, cancel);
            var day = today.AddDays(terms?.LeadTimeDays ?? 0);
            var agreed = offers.FirstOrDefault(o => o.CoversItem(item.Id) && o.Bears(supplier.Id, supplier.Currency, day));
            prices.Add(item.Id, new(item, supplier.Currency, terms, agreed));
        }

        return prices;
    }

    private async Task<IReadOnlyList<WaitingItem>> ItemsAsync(
        CrossdockDb db, Partner supplier, Site site, List<RequisitionLine> needs, IReadOnlyList<WaitingDraft> drafts, Dictionary<Guid, Quantity> served, IEnumerable<AgreedTerms> offers, DateTimeOffset now, CancellationToken cancel)
    {
        var lines = drafts.Where(d => d.WhyAlone is null).SelectMany(d => d.Lines).ToList();
        var prices = await PricesAsync(db, supplier, site, needs.Select(n => n.ItemId).Concat(lines.Select(l => l.ItemId)).Distinct(), offers, now, cancel);
        var waiting = new List<WaitingItem>();
        foreach (var price in prices.Values.OrderBy(p => p.Item.Code, StringComparer.Ordinal))
        {
            var own = needs.Where(n => n.ItemId == price.Item.Id).OrderBy(n => n.NeedDay).ThenBy(n => n.Number, StringComparer.Ordinal).ThenBy(n => n.Line).ToList();
            var drafted = lines.Where(l => l.ItemId == price.Item.Id).ToList();
            var needed = own.Aggregate(Quantity.Zero, (sum, n) => sum + n.Quantity - n.Ordered)
                + drafted.Aggregate(Quantity.Zero, (sum, l) => sum + (served.TryGetValue(l.Id, out var part) && part.IsPositive ? Quantity.Min(part, l.Ordered) : l.Ordered));
            waiting.Add(new(price, needed, drafted.Aggregate(Quantity.Zero, (sum, l) => sum + l.Ordered), own.Select(n => n.NeedDay).Concat(drafted.Select(l => l.RequestedDay)).Min(), own, drafted));
        }

        return waiting;
    }
}
