using System.Globalization;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Choosing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;

namespace Crossdock.Procurement.Requisitioning;

/// <summary>A part of a requisition line that an order is to serve.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">In base units.</param>
internal sealed record Wanted(RequisitionLine Line, Quantity Quantity);

/// <summary>Asks for requisitions and turns them into orders: one per supplier, the same item on one line, every requester still linked.</summary>
internal sealed class RequisitionDesk(Directory directory, Items items, Partners partners, Approvals approvals, OrderWriter writer, PurchaseOrders orders, Qualifications qualifications, SearchIndex search)
{
    public const string Kind = "requisition";

    /// <summary>Asks whether it may be ordered, weighed at the price of one of the agreements that cover it, else at the supplier's terms, else at standard cost.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, Requisition requisition, IReadOnlyList<RequisitionLine> lines, IReadOnlyList<AgreedTerms> offers, string? duplicate, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, requisition.EntityId, cancel))!;
        var site = (await directory.SiteAsync(work.Db, requisition.SiteId, cancel))!;
        var known = await items.FindManyAsync(work.Db, lines.Select(l => l.ItemId), cancel);
        var total = Amount.Zero;
        var (priced, category, risk) = (true, Dimensions.None, SupplierRisk.None);
        var cover = new AgreedCover(offers);
        foreach (var line in lines)
        {
            var item = known[line.ItemId];
            var supplier = line.SupplierId is { } id ? await partners.FindAsync(work.Db, id, cancel) : null;
            var terms = supplier is null ? null : await partners.TermsAsync(work.Db, supplier.Id, item.Id, site.DayOf(work.Now), cancel);
            var agreed = supplier is null ? null : cover.Take(supplier, item, line.Quantity, line.NeedDay, terms);
            if (agreed is null && terms is null)
            {
                priced = false;
                total += item.StandardCost.Times(line.Quantity, entity.Currency);
            }
            else
            {
                var day = entity.DayOf(work.Now);
                if (await partners.RateAsync(work.Db, supplier!.Currency, entity.Currency, day, cancel) is not { } rate) return new NoRate(supplier.Currency, entity.Currency, day);
                total += rate.Of(agreed ?? terms!.PriceFor(line.Quantity).Times(line.Quantity, supplier.Currency), entity.Currency);
            }

            if (supplier is not null && supplier.Risk >= risk) (category, risk) = (supplier.Category ?? Dimensions.None, supplier.Risk);
        }

        search.Put(work, "requisition", requisition.Number, requisition.Number, $"for {site.Name}", $"/requisitions/{requisition.Number}", []);
        return await approvals.AskAsync(work, new Case
        {
            Kind = Kind,
            Document = requisition.Number,
            Title = $"Requisition {requisition.Number} for {site.Code}",
            Href = $"/requisitions/{requisition.Number}",
            Entity = requisition.EntityId,
            Site = requisition.SiteId,
            Requester = requisition.Requester,
            Amount = total,
            Currency = entity.Currency,
            // What planning asks for is no splitting by the person who runs it.
            Group = requisition.PlanKey is null ? $"requester:{requisition.Requester.Value}" : $"plan:{requisition.SiteId.Value}",
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Category] = category,
                [Dimensions.Risk] = risk.ToString(),
                [Dimensions.Criticality] = Item.CriticalityOf(known.Values),
                [Dimensions.Contract] = priced ? "inside" : "outside",
                [Dimensions.Exception] = string.IsNullOrWhiteSpace(duplicate) ? requisition.PlanKey is null ? Dimensions.None : "planned" : "duplicate",
                [Dimensions.Emergency] = requisition.EmergencyReason is null ? "no" : "yes",
            },
            Content = [.. lines.OrderBy(l => l.Line).Select(l => new CaseFact($"Line {l.Line}", string.Create(
                CultureInfo.InvariantCulture, $"{known[l.ItemId].Code} {known[l.ItemId].Name}, {l.Quantity} {known[l.ItemId].BaseUnit} by {l.NeedDay:yyyy-MM-dd}"))
            {
                Said = $"{known[l.ItemId].Code} {known[l.ItemId].Name}, {l.Quantity.Words(known[l.ItemId].BaseUnit)} by {l.NeedDay.Words()}",
            })],
            Facts = [new("Worth", total.Words(entity.Currency))],
            Reason = requisition.EmergencyReason ?? requisition.Reason ?? duplicate,
        }, cancel);
    }

    public void Approve(Work work, Requisition requisition, IReadOnlyList<RequisitionLine> lines)
    {
        requisition.State = RequisitionState.Approved;
        requisition.Approval = null;
        requisition.Version++;
        foreach (var line in lines) (line.State, line.Version) = (RequisitionState.Approved, line.Version + 1);
        Tell(work, requisition);
    }

    public void Tell(Work work, Requisition requisition) => work.Announce(new RequisitionMoved(requisition.Number, requisition.State, requisition.SiteId));

    /// <summary>Orders what has a supplier with an agreed price, by an agreement or by its terms; the rest waits for a buyer.</summary>
    public async Task<Result<IReadOnlyList<RequisitionOrder>>> OrderAtOnceAsync(
        Work work, Requisition requisition, IReadOnlyList<RequisitionLine> lines, IReadOnlyList<AgreedTerms> offers, string? duplicate, CancellationToken cancel)
    {
        var ready = new List<Wanted>();
        var entity = (await directory.EntityAsync(work.Db, requisition.EntityId, cancel))!;
        var site = (await directory.SiteAsync(work.Db, requisition.SiteId, cancel))!;
        var keptOut = await Sources.KeptOutAsync(work.Db, site, site.DayOf(work.Now), lines.Select(l => l.ItemId), cancel);
        foreach (var line in lines)
        {
            if (line.SupplierId is not { } id || await partners.FindAsync(work.Db, id, cancel) is not { } supplier) continue;
            if (await qualifications.OrderBlockAsync(work.Db, supplier, entity.DayOf(work.Now), cancel) is not null) continue;
            if (keptOut.Contains((line.ItemId, id))) continue;
            if (await partners.TermsAsync(work.Db, id, line.ItemId, entity.DayOf(work.Now), cancel) is not null
                || offers.Any(o => o.Line.ItemId == line.ItemId && o.Bears(id, supplier.Currency, line.NeedDay))) ready.Add(new(line, line.Quantity - line.Ordered));
        }

        return await OrderAsync(work, ready, null, release: true, duplicate, cancel, orDraft: true);
    }

    /// <summary>Writes one order per supplier and site for parts of requisitions, and links each.</summary>
    public async Task<Result<IReadOnlyList<RequisitionOrder>>> OrderAsync(
        Work work, IReadOnlyList<Wanted> wanted, Partner? from, bool release, string? duplicate, CancellationToken cancel, bool orDraft = false, string? belowMinimum = null)
    {
        var made = new List<RequisitionOrder>();
        foreach (var group in wanted.GroupBy(w => (Supplier: from?.Id ?? w.Line.SupplierId!.Value, w.Line.SiteId)).OrderBy(g => g.Min(w => w.Line.Number), StringComparer.Ordinal))
        {
            var supplier = (await partners.FindAsync(work.Db, group.Key.Supplier, cancel))!;
            var site = (await directory.SiteAsync(work.Db, group.Key.SiteId, cancel))!;
            var requisitions = await HeadsAsync(work, group.Select(w => w.Line.RequisitionId).Distinct().ToList(), cancel);
            var merged = group.GroupBy(w => w.Line.ItemId).OrderBy(g => g.Min(w => w.Line.Line)).ToList();
            var lines = new List<PurchaseLineRequest>();
            foreach (var same in merged)
            {
                var item = (await items.FindAsync(work.Db, same.Key, cancel))!;
                var terms = await partners.TermsAsync(work.Db, supplier.Id, item.Id, site.DayOf(work.Now), cancel);
                var need = same.Aggregate(Quantity.Zero, (sum, w) => sum + w.Quantity);
                lines.Add(new PurchaseLineRequest(
                    item.Code, terms?.OrderQuantityFor(need) ?? need, item.BaseUnit, OrderUnit: terms?.Unit, RequestedDay: PassedDays.Now(work, site, same.Min(w => w.Line.NeedDay)), NeedArose: same.Min(w => w.Line.CreatedAt)));
            }

            var urgent = requisitions.Find(r => r.EmergencyReason is not null);
            var request = new CreatePurchaseOrderRequest(
                supplier.Code, site.Code, lines, Release: release, Duplicate: duplicate,
                Emergency: urgent is null ? null : new EmergencyBuy(urgent.EmergencyReason!, urgent.EmergencyCause, PremiumOf(requisitions)),
                Notes: requisitions.Find(r => r.Reason is not null)?.Reason, BelowMinimum: belowMinimum);
            if ((await writer.WriteAsync(work, request, cancel, guarded: false, orDraft)).Refused(out var refusal, out var order)) return refusal;
            var ordered = work.State<OrderBook>().LinesOf(order.Number).OrderBy(l => l.Number).ToList();
            for (var i = 0; i < merged.Count; i++)
                foreach (var part in merged[i]) Link(work, part.Line, ordered[i].Id, part.Quantity);
            foreach (var requisition in requisitions) await FollowAsync(work, requisition, cancel);
            made.Add(new(order.Number, order.FirstState, order.DraftReason));
        }

        await orders.StateSuppliesAsync(work, cancel);
        return made;
    }

    /// <summary>What emergencies cost more goes with the first order that serves them, once.</summary>
    private static Amount PremiumOf(IEnumerable<Requisition> requisitions) =>
        requisitions.Where(r => r.State == RequisitionState.Approved).Aggregate(Amount.Zero, (sum, r) => sum + r.EmergencyPremium);

    /// <summary>
    /// An order line that will bring no more than so much gives back the rest of what it was to serve, from the latest need on: the requisitions are
    /// to be ordered again.
    /// </summary>
    public async Task ReopenAsync(Work work, Guid purchaseLine, Quantity brought, CancellationToken cancel)
    {
        var links = await work.Db.Set<RequisitionLink>().AsNoTracking().Where(l => l.PurchaseLineId == purchaseLine).ToListAsync(cancel);
        var served = links.GroupBy(l => l.RequisitionLineId).ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity));
        var lines = await work.Db.Set<RequisitionLine>().Where(l => served.Keys.Contains(l.Id)).ToListAsync(cancel);
        var left = brought;
        foreach (var line in lines.OrderBy(l => l.NeedDay).ThenBy(l => l.Number, StringComparer.Ordinal).ThenBy(l => l.Line))
        {
            var kept = Quantity.Min(served[line.Id], left);
            left -= kept;
            if (kept == served[line.Id]) continue;
            Link(work, line, purchaseLine, kept - served[line.Id]);
            foreach (var requisition in await HeadsAsync(work, [line.RequisitionId], cancel)) await FollowAsync(work, requisition, cancel);
        }
    }

    /// <summary>Links an order line that was written elsewhere to what it serves; refused when that is not open for so much any more.</summary>
    public async Task<Result<Done>> ServeAsync(Work work, IReadOnlyList<(Guid Line, Quantity Quantity)> served, Guid purchaseLine, CancellationToken cancel)
    {
        foreach (var (id, quantity) in served)
        {
            var line = await work.Db.Set<RequisitionLine>().SingleAsync(l => l.Id == id, cancel);
            if (line.State is not (RequisitionState.Approved or RequisitionState.PartlyOrdered) || line.Ordered + quantity > line.Quantity) return new Sourcing.RequisitionOrderedMeanwhile(line.Number, line.Line);
            Link(work, line, purchaseLine, quantity);
            foreach (var requisition in await HeadsAsync(work, [line.RequisitionId], cancel)) await FollowAsync(work, requisition, cancel);
        }

        return Done.Yes;
    }

    private static void Link(Work work, RequisitionLine line, Guid purchaseLine, Quantity quantity)
    {
        line.Ordered += quantity;
        line.State = line.Ordered.IsZero ? RequisitionState.Approved : line.Ordered >= line.Quantity ? RequisitionState.Ordered : RequisitionState.PartlyOrdered;
        line.Version++;
        work.Insert(RequisitionRows.InsertLink, new RequisitionLink
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            RequisitionLineId = line.Id,
            PurchaseLineId = purchaseLine,
            Quantity = quantity,
        });
    }

    private static async Task<List<Requisition>> HeadsAsync(Work work, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var local = work.Db.Set<Requisition>().Local.Where(r => ids.Contains(r.Id)).ToList();
        var missing = ids.Except(local.Select(r => r.Id)).ToList();
        return missing.Count == 0 ? local : [.. local, .. await work.Db.Set<Requisition>().Where(r => missing.Contains(r.Id)).OrderBy(r => r.Number).ToListAsync(cancel)];
    }

    /// <summary>The head says what its lines say; what was taken back of it does not count.</summary>
    private async Task FollowAsync(Work work, Requisition requisition, CancellationToken cancel)
    {
        await work.Db.Set<RequisitionLine>().Where(l => l.RequisitionId == requisition.Id).LoadAsync(cancel);
        var lines = work.Db.Set<RequisitionLine>().Local.Where(l => l.RequisitionId == requisition.Id && l.State != RequisitionState.Cancelled).ToList();
        requisition.State = lines.TrueForAll(l => l.State == RequisitionState.Ordered) ? RequisitionState.Ordered
            : lines.Exists(l => l.State is RequisitionState.Ordered or RequisitionState.PartlyOrdered) ? RequisitionState.PartlyOrdered : RequisitionState.Approved;
        requisition.Version++;
        Tell(work, requisition);
    }
}

/// <summary>Requisitions as something that may need approval.</summary>
internal sealed class RequisitionApproval(RequisitionDesk desk) : ApprovalSubject
{
    public override string Kind => RequisitionDesk.Kind;

    public override string Title => "Requisitions";

    public override string? Together => "what one person asks for, or planning for one site,";

    public override Permission Reads => Permission.SeePurchasing;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = ["planned", "duplicate"] };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        var requisition = await work.Db.Set<Requisition>().SingleAsync(r => r.Number == end.Document, cancel);
        if (requisition.State != RequisitionState.Submitted || requisition.Approval != end.Request) return Done.Yes;
        var lines = await work.Db.Set<RequisitionLine>().Where(l => l.RequisitionId == requisition.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        if (end.State == ApprovalState.Approved)
        {
            desk.Approve(work, requisition, lines);
            return Done.Yes;
        }

        requisition.State = end.State == ApprovalState.Withdrawn ? RequisitionState.Cancelled : RequisitionState.Rejected;
        requisition.Approval = null;
        requisition.Version++;
        foreach (var line in lines) (line.State, line.Version) = (requisition.State, line.Version + 1);
        desk.Tell(work, requisition);
        return Done.Yes;
    }
}
