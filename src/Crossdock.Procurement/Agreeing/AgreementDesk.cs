using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>An agreement in force that covers an item at a site.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Line">Its line.</param>
internal sealed record AgreedTerms(Agreement Agreement, AgreementLine Line)
{
    public bool HasLeft => !Line.IsUsedUp && Agreement.ValueLeft is not { IsPositive: false };

    public bool Covers(DateOnly day) => Agreement.ValidFrom <= day && day <= Agreement.ValidTo;

    /// <summary>It says what the item costs, or is a blanket over everything.</summary>
    public bool CoversItem(ItemId item) => !Line.IsPriced || Line.ItemId == item;

    /// <summary>An order to this supplier in this currency for this day would use it.</summary>
    public bool Bears(PartnerId supplier, Currency currency, DateOnly day) => Agreement.SupplierId == supplier && Agreement.Currency == currency && Covers(day) && HasLeft;
}

/// <summary>How a line of an order is to stand to the agreements there are.</summary>
/// <param name="Use">Whether it uses one.</param>
/// <param name="Line">The agreement's line that it uses or goes round.</param>
/// <param name="Price">The agreed price for its quantity, when one is agreed.</param>
/// <param name="Reason">Why it goes round.</param>
internal sealed record Standing(AgreementUse Use, Guid? Line, PurchasePrice? Price, string? Reason)
{
    public static Standing None { get; } = new(AgreementUse.None, null, null, null);
}

/// <summary>
/// Orders and agreements: which one a line uses, whether there is enough left of it, and what it takes. A draft takes nothing; a release and every
/// change take or give back so much that what is taken is what the line commits to.
/// </summary>
internal sealed class AgreementDesk(Items items)
{
    /// <summary>Agreements in force of an entity that cover some items at a site, the first to be used first: those with a price before blankets, then the first to end.</summary>
    public static async Task<IReadOnlyList<AgreedTerms>> OffersAsync(CrossdockDb db, DateTimeOffset now, EntityId entity, SiteId site, IEnumerable<ItemId> items, CancellationToken cancel)
    {
        var wanted = items.Distinct().Select(i => (ItemId?)i).ToList();
        var found = await (from a in db.Set<Agreement>().AsNoTracking()
                           join l in db.Set<AgreementLine>().AsNoTracking() on a.Id equals l.AgreementId
                           where a.EntityId == entity && a.State == AgreementState.Active && a.EndsAt >= now && (a.SiteId == null || a.SiteId == site)
                               && !l.Ended && (l.ItemId == null || wanted.Contains(l.ItemId))
                           select new { Agreement = a, Line = l }).ToListAsync(cancel);
        return [.. found.Select(f => new AgreedTerms(f.Agreement, f.Line)).OrderBy(o => !o.Line.IsPriced).ThenBy(o => o.Agreement.ValidTo).ThenBy(o => o.Agreement.Number, StringComparer.Ordinal)];
    }

    /// <summary>
    /// How a new line is to stand: by the agreement it names, else by the first of its supplier that covers it, else round those of others. With a reason it
    /// goes round; another price than the agreed one needs that reason.
    /// </summary>
    public static Result<Standing> Stand(
        IReadOnlyList<AgreedTerms> offers, PurchaseOrder order, Item item, Quantity quantity, DateOnly day, PurchasePrice? given, string? named, string? why)
    {
        var covering = offers.Where(o => o.CoversItem(item.Id)).ToList();
        var own = covering.Where(o => o.Agreement.SupplierId == order.SupplierId).ToList();
        if (why is not null)
            return named is null ? Round(covering, order, item, day, why) : new AgreementAndOutside(named) { Pointer = "/outsideAgreement" };
        AgreedTerms? chosen;
        if (named is not null)
        {
            if (own.Find(o => o.Agreement.Number == named) is not { } offer) return new AgreementNotThere(named, item.Code) { Pointer = "/agreement" };
            if (offer.Agreement.Currency != order.Currency) return new AgreementCurrency(named, offer.Agreement.Currency, order.Currency) { Pointer = "/agreement" };
            if (!offer.Covers(day)) return new OutsideValidity(named, offer.Agreement.ValidFrom, offer.Agreement.ValidTo, day) { Pointer = "/requestedDay" };
            chosen = offer;
        }
        else
        {
            chosen = own.Find(o => o.Bears(order.SupplierId, order.Currency, day));
        }

        if (chosen is null) return Round(covering, order, item, day, null);
        if (!chosen.Line.IsPriced) return new Standing(AgreementUse.Inside, chosen.Line.Id, null, null);
        var agreed = chosen.Line.PriceFor(quantity);
        return given is { } price && !price.Equals(agreed)
            ? new AgreementPrice(chosen.Agreement.Number, item.Code, agreed) { Pointer = "/price" }
            : new Standing(AgreementUse.Inside, chosen.Line.Id, agreed, null);
    }

    /// <summary>Looks at drafts again before they are released: agreements may have come into force, or ended, since they were written.</summary>
    public async Task LookAgainAsync(Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, CancellationToken cancel)
    {
        var open = lines.Where(l => l is { State: PurchaseLineState.Draft, AgreementUse: not AgreementUse.Inside }).ToList();
        if (open.Count == 0) return;
        var offers = await OffersAsync(work.Db, work.Now, order.EntityId, order.SiteId, open.Select(l => l.ItemId), cancel);
        foreach (var line in open)
        {
            var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
            line.Stand(Stand(offers, order, item, Deliveries.WholeOf(lines, line), line.RequestedDay, line.PriceAsGiven, null, line.OutsideReason).Refused(out _, out var standing)
                ? Round(offers.Where(o => o.Line.ItemId == item.Id).ToList(), order, item, line.RequestedDay, line.OutsideReason)
                : standing);
        }
    }

    /// <summary>
    /// Locks the agreements that an order would use and says why one of them does not bear it, or null. What the order has taken already is its own
    /// again, and what becomes less is always borne.
    /// </summary>
    public async Task<Refusal?> BearAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> asItWouldBe, CancellationToken cancel)
    {
        var inside = asItWouldBe.Where(l => l.Use == AgreementUse.Inside).ToList();
        if (inside.Count == 0) return null;
        var book = work.State<AgreementBook>();
        var own = work.State<OrderBook>().LinesOf(order.Number).Select(l => l.Id).ToList();
        await book.ReadTakenAsync(work, own, cancel);
        await book.LockLinesAsync(work, inside.Select(l => l.Agreement!.Value), cancel);
        foreach (var same in inside.GroupBy(l => book.Line(l.Agreement!.Value).AgreementId).OrderBy(g => g.Key))
        {
            var head = book.Head(same.Key);
            var (worth, had) = (Amount.Zero, Amount.Zero);
            var grows = false;
            foreach (var ofLine in same.GroupBy(l => l.Agreement!.Value))
            {
                var line = book.Line(ofLine.Key);
                var quantity = ofLine.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity);
                var before = own.Select(id => book.Taken(id, line.Id)).Aggregate(Quantity.Zero, (sum, t) => sum + t.Quantity);
                worth += ofLine.Aggregate(Amount.Zero, (sum, l) => sum + l.AmountIn(order.Currency));
                if (quantity <= before) continue;
                grows = true;
                if (line.Ended) return new AgreementNotInForce(head.Number, "has no such item any more");
                if (line.QuantityLeft is { } left && quantity > left + before)
                    return await ExceededAsync(work, head, line, left + before, quantity, cancel);
            }

            had = own.SelectMany(id => book.LinesOf(head).Select(l => book.Taken(id, l.Id))).Aggregate(Amount.Zero, (sum, t) => sum + t.Amount);
            if (!grows && worth <= had) continue;
            if (head.State != AgreementState.Active) return new AgreementNotInForce(head.Number, $"is {Ui.Words.Of(head.State)}");
            if (head.EndsAt < work.Now) return new AgreementNotInForce(head.Number, $"ended on {head.ValidTo.Words()}");
            if (worth > had && head.ValueLeft is { } value && worth > value + had) return new AgreementExceeded(
                head.Number, $"{(value + had).ToString(head.Currency)} {head.Currency.Code}", $"{worth.ToString(head.Currency)} {head.Currency.Code}");
        }

        return null;
    }

    /// <summary>Why drafts may not be released against their agreements as they are now, or null: what was agreed may have changed since they were written. Locked before.</summary>
    public async Task<Refusal?> HoldsAsync(Work work, IReadOnlyList<CaseLine> drafts, CancellationToken cancel)
    {
        var book = work.State<AgreementBook>();
        foreach (var draft in drafts.Where(l => l.Use == AgreementUse.Inside))
        {
            var line = book.Line(draft.Agreement!.Value);
            var offer = new AgreedTerms(book.Head(line.AgreementId), line);
            if (!offer.Covers(draft.Day)) return new OutsideValidity(offer.Agreement.Number, offer.Agreement.ValidFrom, offer.Agreement.ValidTo, draft.Day);
            if (line.IsPriced && line.PriceFor(draft.WholeOf(drafts)) is var price && !draft.Price.Equals(price))
                return new AgreementPrice(offer.Agreement.Number, (await items.FindAsync(work.Db, draft.Item, cancel))!.Code, price);
        }

        return null;
    }

    /// <summary>Lines of agreements with their heads, as they stand.</summary>
    public static async Task<IReadOnlyDictionary<Guid, AgreedTerms>> FindAsync(CrossdockDb db, IEnumerable<Guid> lines, CancellationToken cancel)
    {
        var ids = lines.Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<Guid, AgreedTerms>();
        return (await (from l in db.Set<AgreementLine>().AsNoTracking()
                       join a in db.Set<Agreement>().AsNoTracking() on l.AgreementId equals a.Id
                       where ids.Contains(l.Id)
                       select new { Agreement = a, Line = l }).ToListAsync(cancel)).ToDictionary(f => f.Line.Id, f => new AgreedTerms(f.Agreement, f.Line));
    }

    /// <summary>Those of some lines whose price an agreement says.</summary>
    public static async Task<IReadOnlySet<Guid>> PricedAsync(CrossdockDb db, IReadOnlyCollection<PurchaseLine> lines, CancellationToken cancel)
    {
        var inside = lines.Where(l => l.AgreementUse == AgreementUse.Inside).ToList();
        var found = await FindAsync(db, inside.Select(l => l.AgreementLineId!.Value), cancel);
        return inside.Where(l => found[l.AgreementLineId!.Value].Line.IsPriced).Select(l => l.Id).ToHashSet();
    }

    /// <summary>What an edit of a supplier does to the agreement of a line: another item or price than agreed takes what is open out of it. Others are those it was written with.</summary>
    public async Task<LineEdit> FitAsync(CrossdockDb db, PurchaseLine line, LineEdit edit, Quantity others, CancellationToken cancel)
    {
        if (line.AgreementUse != AgreementUse.Inside || edit.OutsideReason is not null || edit is { Substitute: null, Price: null }) return edit;
        var agreed = (await FindAsync(db, [line.AgreementLineId!.Value], cancel))[line.AgreementLineId.Value].Line;
        if (!agreed.IsPriced) return edit;
        if (edit.Substitute is { } other) return edit with { OutsideReason = $"The supplier sends {other.Code} instead." };
        return edit.Price is { } price && !price.Equals(line.PriceAsGiven) && !price.Equals(agreed.PriceFor(edit.Total + others)) ? edit with { OutsideReason = "The supplier asks another price than agreed." } : edit;
    }

    /// <summary>Takes and gives back so that what each changed line has taken is what it commits to. Called once, when the lines stand as they will.</summary>
    public async Task FollowAsync(Work work, IEnumerable<PurchaseLine> changed, CancellationToken cancel)
    {
        var lines = changed.Where(l => l.AgreementLineId is not null).OrderBy(l => l.Id).ToList();
        if (lines.Count == 0) return;
        var book = work.State<AgreementBook>();
        await book.ReadTakenAsync(work, lines.Select(l => l.Id), cancel);
        var moving = lines.Where(l => book.Taken(l.Id, l.AgreementLineId!.Value) != (Committed.Of(l), l.PriceOf(Committed.Of(l)))).ToList();
        await book.LockLinesAsync(work, moving.Select(l => l.AgreementLineId!.Value), cancel);
        foreach (var line in moving) book.Bring(work, line.Id, book.Line(line.AgreementLineId!.Value), Committed.Of(line), line.PriceOf(Committed.Of(line)));
    }

    /// <summary>Goes round whatever covers the item that day; round nothing when nothing does.</summary>
    private static Standing Round(IReadOnlyList<AgreedTerms> covering, PurchaseOrder order, Item item, DateOnly day, string? why)
    {
        // Of others only an agreement on the item itself counts: a blanket says nothing about what is bought elsewhere.
        var round = covering.Where(o => o.Covers(day) && o.HasLeft && (o.Line.ItemId == item.Id || o.Agreement.SupplierId == order.SupplierId)).ToList();
        return round.Count == 0 ? Standing.None with { Reason = why } : new(AgreementUse.Outside, (round.Find(o => o.Agreement.SupplierId == order.SupplierId) ?? round[0]).Line.Id, null, why);
    }

    private async Task<Refusal> ExceededAsync(Work work, Agreement head, AgreementLine line, Quantity left, Quantity asked, CancellationToken cancel)
    {
        var item = line.ItemId is { } id ? (await items.FindAsync(work.Db, id, cancel))! : null;
        return new AgreementExceeded(head.Number, $"{left} {item?.BaseUnit} of {item?.Code}", $"{asked}");
    }
}
