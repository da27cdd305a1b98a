using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement;

/// <summary>How a line came to be bought.</summary>
public enum BuyingPath
{
    /// <summary>Planning asked for it.</summary>
    Planned = 1,

    /// <summary>A person asked for it, or wrote the order.</summary>
    Manual = 2,

    /// <summary>Declared an emergency.</summary>
    Emergency = 3,
}

/// <summary>A purchase line at its first release: what figures about buying count. Worth is in the entity's currency at the rate of that day.</summary>
public sealed record BoughtLine
{
    /// <summary>Number of the order.</summary>
    public required string Order { get; init; }

    /// <summary>Number of the line in it.</summary>
    public int Line { get; init; }

    /// <summary>The entity that buys.</summary>
    public EntityId Entity { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>The site that needs it.</summary>
    public required Site Site { get; init; }

    /// <summary>The supplier.</summary>
    public required Partner Supplier { get; init; }

    /// <summary>The item.</summary>
    public required Item Item { get; init; }

    /// <summary>How it came to be bought.</summary>
    public BuyingPath Path { get; init; }

    /// <summary>When the need arose.</summary>
    public DateTimeOffset NeedArose { get; init; }

    /// <summary>When the order was written.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>When it was first released.</summary>
    public DateTimeOffset ReleasedAt { get; init; }

    /// <summary>The site's day of that.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The day first asked for.</summary>
    public DateOnly RequestedDay { get; init; }

    /// <summary>When the supplier first answered; null while it has not.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The last day on which an answer is in time: one working day of the site after the release.</summary>
    public DateOnly AnswerDueDay { get; init; }

    /// <summary>What the line was worth as released.</summary>
    public Amount Worth { get; init; }

    /// <summary>Why it could not wait, as declared; null for other lines.</summary>
    public string? Emergency { get; init; }

    /// <summary>Why it looks like an emergency that nobody declared: sooner than the agreed lead time, and outside of the terms; null otherwise.</summary>
    public string? Detected { get; init; }

    /// <summary>What the whole order cost more than the routine would have, on its first line; zero on others.</summary>
    public Amount Premium { get; init; }

    /// <summary>True when it was bought at agreed terms.</summary>
    public bool InsideContract { get; init; }

    /// <summary>The first time a person had to do with it between the need and five working days after the release, in words; null when nobody had.</summary>
    public string? FirstTouch { get; init; }
}

/// <summary>Purchase lines by the day of their first release, for those who count them. Goods that came without an order are not among them.</summary>
public sealed class BoughtLines
{
    private const int UntouchedDays = 5;
    private readonly Directory directory;
    private readonly Items items;
    private readonly Partners partners;
    private readonly People people;
    private readonly DecisionLog decisions;

    internal BoughtLines(Directory directory, Items items, Partners partners, People people, DecisionLog decisions) =>
        (this.directory, this.items, this.partners, this.people, this.decisions) = (directory, items, partners, people, decisions);

    /// <summary>Lines first released from one day to another (days of their site), of the sites the reader works at, by order and line.</summary>
    public async Task<IReadOnlyList<BoughtLine>> OfAsync(Reading reading, DateOnly from, DateOnly until, CancellationToken cancel)
    {
        var db = reading.Db;

        // A day of a site may begin a day before or after that of UTC.
        var (first, last) = (from.AddDays(-1).ToDateTime(TimeOnly.MinValue), until.AddDays(2).ToDateTime(TimeOnly.MinValue));
        var (since, before) = (new DateTimeOffset(first, TimeSpan.Zero), new DateTimeOffset(last, TimeSpan.Zero));
        var released = await (from c in db.Set<LineChange>().AsNoTracking()
                              where c.Kind == LineChangeKind.Released && c.At >= since && c.At < before
                              join l in db.Set<PurchaseLine>().AsNoTracking() on c.LineId equals l.Id
                              join o in db.Set<PurchaseOrder>().AsNoTracking() on l.OrderId equals o.Id
                              join v in db.Set<OrderVersion>().AsNoTracking() on new { c.PostingId, l.OrderId } equals new { v.PostingId, v.OrderId }
                              orderby l.OrderNumber, l.Number
                              select new Released(c, l, o, v)).ToListAsync(cancel);
        var sites = new Dictionary<SiteId, Site>();
        foreach (var id in released.Select(r => r.Line.SiteId).Distinct()) sites[id] = (await directory.SiteAsync(db, id, cancel))!;
        released = [.. released.Where(r => reading.Actor.WorksAt(r.Line.EntityId, r.Line.SiteId) && sites[r.Line.SiteId].DayOf(r.Change.At) is var day && day >= from && day <= until)];
        if (released.Count == 0) return [];
        var calendars = new Dictionary<SiteId, WorkingDays>();
        foreach (var id in sites.Keys) calendars[id] = await directory.WorkingDaysAsync(db, id, cancel);
        var known = await items.FindManyAsync(db, released.Select(r => r.Line.ItemId).Distinct(), cancel);
        var verdicts = await decisions.FindAsync(db, [.. released.Select(r => r.Version.DecisionId).Distinct()], cancel);
        var touches = await TouchesAsync(db, released, sites, calendars, verdicts, cancel);
        var lines = new List<BoughtLine>(released.Count);
        foreach (var one in released) lines.Add(await LineAsync(db, one, (sites[one.Line.SiteId], calendars[one.Line.SiteId]), known[one.Line.ItemId], verdicts.GetValueOrDefault(one.Version.DecisionId), touches[one.Line.Id], cancel));
        return lines;
    }

    private async Task<BoughtLine> LineAsync(CrossdockDb db, Released one, (Site Site, WorkingDays Calendar) at, Item item, DecisionView? verdict, Touch touch, CancellationToken cancel)
    {
        var (change, line, order, _) = one;
        var site = at.Site;
        var entity = (await directory.EntityAsync(db, line.EntityId, cancel))!;
        var supplier = (await partners.FindAsync(db, line.SupplierId, cancel))!;
        var day = site.DayOf(change.At);
        var rate = await partners.RateAsync(db, order.Currency, entity.Currency, entity.DayOf(change.At), cancel)
            ?? throw new InvalidOperationException($"{line.Document} was released without a rate from {order.Currency} to {entity.Currency}.");
        var inside = verdict?.Attributes.GetValueOrDefault(Dimensions.Contract) == "inside";
        var terms = await partners.TermsAsync(db, supplier.Id, item.Id, day, cancel);
        var hurried = order.EmergencyReason is null && !inside && terms is not null && change.RequestedDay < day.AddDays(terms.LeadTimeDays);
        return new BoughtLine
        {
            Order = order.Number,
            Line = line.Number,
            Entity = entity.Id,
            Currency = entity.Currency,
            Site = site,
            Supplier = supplier,
            Item = item,
            Path = order.EmergencyReason is not null ? BuyingPath.Emergency : touch.Planned ? BuyingPath.Planned : BuyingPath.Manual,
            NeedArose = line.NeedArose,
            WrittenAt = order.CreatedAt,
            ReleasedAt = change.At,
            Day = day,
            RequestedDay = change.RequestedDay,
            AnsweredAt = line.FirstAnsweredAt,
            AnswerDueDay = at.Calendar.Add(day, 1),
            Worth = rate.Of(Worth(one, item), entity.Currency),
            Emergency = order.EmergencyReason,
            Detected = hurried ? $"asked for in {change.RequestedDay.DayNumber - day.DayNumber} days where {terms!.LeadTimeDays} are agreed, outside of the terms" : null,
            Premium = line.Number == 1 ? rate.Of(order.Premium, entity.Currency) : Amount.Zero,
            InsideContract = inside,
            FirstTouch = touch.First,
        };
    }

    /// <summary>The worth of a line by the version that released it, whatever became of its price since.</summary>
    private static Amount Worth(Released one, Item item)
    {
        var kept = one.Version.Read().Single(l => l.Line == one.Line.Number);
        return new PurchasePrice(kept.Price, kept.PriceUnit, item.PackOf(kept.PriceUnit)!.Size).AmountOf(one.Change.Ordered, one.Order.Currency);
    }

    private async Task<Dictionary<Guid, Touch>> TouchesAsync(
        CrossdockDb db, List<Released> released, Dictionary<SiteId, Site> sites, Dictionary<SiteId, WorkingDays> calendars, IReadOnlyDictionary<long, DecisionView> verdicts, CancellationToken cancel)
    {
        var ids = released.ConvertAll(r => r.Line.Id);
        var needs = (await (from k in db.Set<RequisitionLink>().AsNoTracking()
                            where ids.Contains(k.PurchaseLineId)
                            join r in db.Set<RequisitionLine>().AsNoTracking() on k.RequisitionLineId equals r.Id
                            join h in db.Set<Requisition>().AsNoTracking() on r.RequisitionId equals h.Id
                            select new { k.PurchaseLineId, h.Number, h.PlanKey, h.CreatedAt, h.Requester }).Distinct().ToListAsync(cancel)).ToLookup(n => n.PurchaseLineId);
        var numbers = needs.SelectMany(g => g).Select(n => n.Number).Distinct().ToList();
        var asked = (await decisions.OfAsync(db, RequisitionDesk.Kind, numbers, cancel)).Where(d => d.Touched).Select(d => d.Document).ToHashSet(StringComparer.Ordinal);
        var ours = (await db.Set<LineChange>().AsNoTracking()
            .Where(c => ids.Contains(c.LineId) && !c.BySupplier && (c.Kind == LineChangeKind.Changed || c.Kind == LineChangeKind.Cancelled || c.Kind == LineChangeKind.ShortClosed || c.Kind == LineChangeKind.Reopened))
            .Select(c => new { c.LineId, c.Kind, c.At, c.PersonId }).ToListAsync(cancel)).ToLookup(c => c.LineId);
        var found = new Dictionary<Guid, Touch>();
        foreach (var (change, line, order, version) in released)
        {
            var site = sites[line.SiteId];
            var own = needs[line.Id].OrderBy(n => n.Number, StringComparer.Ordinal).ToList();
            var planned = own.Count > 0 && own.All(n => n.PlanKey is not null);
            var end = calendars[site.Id].Add(site.DayOf(change.At), UntouchedDays);
            string? first = null;
            if (own.Find(n => n.PlanKey is null) is { } manual) first = $"{manual.Number} was asked for by {await people.NameAsync(db, manual.Requester, cancel)}";
            else if (own.Count == 0) first = $"the order was written by {await people.NameAsync(db, order.CreatedBy, cancel)}";
            else if (own.Find(n => asked.Contains(n.Number)) is { } decided) first = $"people decided on {decided.Number}";
            else if (own.Any(n => n.CreatedAt != order.CreatedAt)) first = $"the order was written by {await people.NameAsync(db, order.CreatedBy, cancel)}";
            else if (verdicts.TryGetValue(version.DecisionId, out var verdict) && verdict.Touched) first = $"people decided on it{(verdict.Request is null ? "" : $" ({verdict.Request})")}";
            else if (ours[line.Id].OrderBy(c => c.At).FirstOrDefault(c => site.DayOf(c.At) <= end) is { } later) first = $"{Ui.Words.Of(later.Kind)} by {await people.NameAsync(db, later.PersonId, cancel)}";
            found[line.Id] = new(planned, first);
        }

        return found;
    }

    private sealed record Released(LineChange Change, PurchaseLine Line, PurchaseOrder Order, OrderVersion Version);

    private sealed record Touch(bool Planned, string? First);
}
