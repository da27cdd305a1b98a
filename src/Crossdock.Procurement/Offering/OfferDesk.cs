using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Offering;

/// <summary>
/// Looks, before something is bought, whether another site of the same entity has more of it than it keeps. What saves enough is asked of the buyer,
/// the rest is answered by rule; each leaves a row.
/// </summary>
internal sealed class OfferDesk(Directory directory, Items items, Partners partners, StockLevels levels, FreeStock stock, ParameterBook parameters)
{
    /// <summary>
    /// What the drafts of an order are offered now, one offer per line whose item another site keeps a level of: from the site that can send most.
    /// What one line is asked about is not offered to the next.
    /// </summary>
    public async Task<IReadOnlyList<Offer>> FindAsync(CrossdockDb db, PurchaseOrder order, IEnumerable<PurchaseLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        // A supplier's own stock costs nothing to have, and what it ships to a customer never comes here: no other site's is sent instead of it.
        if (order.Kind is PurchaseOrderKind.Consigned or PurchaseOrderKind.Direct) return [];
        var drafts = lines.Where(l => l.State == PurchaseLineState.Draft).OrderBy(l => l.Number).ToList();
        var wanted = drafts.Select(l => l.ItemId).Distinct().ToList();
        var kept = (await levels.OfAsync(db, wanted, now, cancel)).Where(l => l.Site != order.SiteId).ToDictionary(l => (l.Site, l.Item));
        if (kept.Count == 0) return [];
        var entity = (await directory.EntityAsync(db, order.EntityId, cancel))!;
        var own = (await directory.SitesAsync(db, cancel)).Where(s => s.EntityId == entity.Id).Select(s => s.Id).ToHashSet();
        if (!kept.Keys.Any(k => own.Contains(k.Site))) return [];

        // Without a rate no saving can be told; the release says so itself.
        if (await partners.RateAsync(db, order.Currency, entity.Currency, entity.DayOf(now), cancel) is not { } rate) return [];
        var day = (await directory.SiteAsync(db, order.SiteId, cancel))!.DayOf(now);
        var cost = new Amount(await parameters.ValueAsync(db, PurchasingParameters.TransferCost, entity.Id, order.SiteId, day, cancel));
        var threshold = new Amount(await parameters.ValueAsync(db, PurchasingParameters.TransferThreshold, entity.Id, order.SiteId, day, cancel));
        var known = await items.FindManyAsync(db, wanted, cancel);
        var surplus = (await stock.OfAsync(db, entity.Id, wanted, now, cancel)).Where(f => kept.ContainsKey((f.Site.Id, f.Item)))
            .ToDictionary(f => (f.Site.Id, f.Item), f => (f.Site, Quantity: f.Quantity - kept[(f.Site.Id, f.Item)].OrderUpTo));
        var answers = await LastAsync(db, drafts, cancel);
        var offers = new List<Offer>();
        foreach (var line in drafts.Where(l => kept.Keys.Any(k => k.Item == l.ItemId && own.Contains(k.Site))))
        {
            if (answers.GetValueOrDefault(line.Id)?.Settles(line) == true) continue;
            var pack = await PackAsync(db, order, line, known[line.ItemId], day, cancel);
            var best = surplus.Where(s => s.Key.Item == line.ItemId)
                .Select(s => (s.Key, s.Value.Site, Quantity: Offer.WholePacks(Quantity.Min(line.Ordered, s.Value.Quantity), pack.Size)))
                .Where(s => s.Quantity.IsPositive).OrderByDescending(s => s.Quantity).ThenBy(s => s.Site.Code, StringComparer.Ordinal).FirstOrDefault();
            var purchase = rate.Of(line.PriceOf(best.Quantity), entity.Currency);
            var offer = new Offer(line, known[line.ItemId], pack, entity.Currency, best.Site, best.Quantity, purchase, cost, threshold);
            if (offer.State == OfferState.Asked) surplus[best.Key] = (best.Site!, surplus[best.Key].Quantity - best.Quantity);
            offers.Add(offer);
        }

        return offers;
    }

    /// <summary>
    /// Weighs the drafts of an order and keeps what is new about it. Answers the offers that the buyer must answer first; rows about what is answered
    /// by rule are kept when the order is to be released.
    /// </summary>
    public async Task<IReadOnlyList<Offer>> WeighAsync(Work work, PurchaseOrder order, IEnumerable<PurchaseLine> lines, bool releasing, CancellationToken cancel)
    {
        var offers = await FindAsync(work.Db, order, lines, work.Now, cancel);
        if (offers.Count == 0) return [];
        var last = await LastAsync(work.Db, offers.Select(o => o.Line), cancel);
        foreach (var offer in offers)
        {
            var before = last.GetValueOrDefault(offer.Line.Id);
            var same = before is not null && before.State == offer.State && before.Needed == offer.Line.Ordered && before.DonorId == offer.Donor?.Id
                && before.Offered == offer.Quantity && before.Saving == offer.Saving;
            if (!same && (releasing || offer.State == OfferState.Asked || before?.State == OfferState.Asked)) Keep(work, offer, offer.State);
        }

        return [.. offers.Where(o => o.State == OfferState.Asked)];
    }

    /// <summary>Keeps how a line stands, and tells who listens.</summary>
    public static void Keep(Work work, Offer offer, OfferState state, OfferAnswered? answer = null)
    {
        var line = offer.Line;
        work.Insert(OfferingTables.Insert, new TransferOffer
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            EntityId = line.EntityId,
            SiteId = line.SiteId,
            LineId = line.Id,
            OrderNumber = line.OrderNumber,
            LineNumber = line.Number,
            ItemId = line.ItemId,
            State = state,
            Needed = answer?.Needed ?? line.Ordered,
            LineAmount = line.PriceOf(answer?.Needed ?? line.Ordered),
            DonorId = offer.Donor?.Id,
            Offered = offer.Quantity,
            Unit = offer.Pack.Unit,
            Purchase = offer.Purchase,
            Freight = offer.Freight,
            Saving = offer.Saving,
            Taken = answer?.Taken ?? Quantity.Zero,
            Saved = answer?.Saved ?? Amount.Zero,
            Settled = answer is null ? Quantity.Zero : answer.Needed - answer.Taken,
            SettledAmount = answer is null ? Amount.Zero : line.PriceOf(answer.Needed - answer.Taken),
            Transfer = answer?.Transfer,
            Reason = answer?.Reason ?? OfferReason.None,
            Words = answer?.Words,
            PersonId = work.Actor.Id,
            At = work.Now,
        });
        work.Announce(new TransferOfferMoved(line.Document, state, line.ItemId, line.SiteId));
    }

    /// <summary>What a quantity of a line costs in the entity's currency.</summary>
    public async Task<Amount?> PurchaseAsync(Work work, PurchaseLine line, Quantity quantity, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, line.EntityId, cancel))!;
        return await partners.RateAsync(work.Db, line.Currency, entity.Currency, entity.DayOf(work.Now), cancel) is { } rate
            ? rate.Of(line.PriceOf(quantity), entity.Currency)
            : null;
    }

    /// <summary>The unit the supplier sells, else the one that is written on the line.</summary>
    private async Task<Pack> PackAsync(CrossdockDb db, PurchaseOrder order, PurchaseLine line, Item item, DateOnly day, CancellationToken cancel)
    {
        var terms = await partners.TermsAsync(db, order.SupplierId, item.Id, day, cancel);
        return item.PackOf(terms?.Unit ?? line.Unit) ?? item.PackOf(line.Unit) ?? item.PackOf(item.BaseUnit)!;
    }

    private static async Task<IReadOnlyDictionary<Guid, TransferOffer>> LastAsync(CrossdockDb db, IEnumerable<PurchaseLine> lines, CancellationToken cancel)
    {
        var ids = lines.Select(l => l.Id).ToList();
        var rows = await db.Set<TransferOffer>().AsNoTracking().Where(o => ids.Contains(o.LineId)).OrderBy(o => o.Id).ToListAsync(cancel);
        return rows.GroupBy(o => o.LineId).ToDictionary(g => g.Key, g => g.Last());
    }
}

/// <summary>What a buyer's answer did.</summary>
/// <param name="Needed">What the line would have bought.</param>
/// <param name="Taken">What is transferred.</param>
/// <param name="Saved">What that saves.</param>
/// <param name="Transfer">Number of the transfer.</param>
/// <param name="Reason">Why not all.</param>
/// <param name="Words">The same in words.</param>
internal sealed record OfferAnswered(Quantity Needed, Quantity Taken, Amount Saved, string? Transfer, OfferReason Reason, string? Words);
