using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Sourcing;

/// <summary>A bid as it stands.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Supplier">Who made it.</param>
/// <param name="AcceptedBy">Who has accepted it although it was late.</param>
/// <param name="Counts">True when it is the one of its supplier that counts.</param>
/// <param name="IsOpen">True when what it says may be read.</param>
internal sealed record StandingBid(Bid Bid, Partner Supplier, IReadOnlyList<PersonId> AcceptedBy, bool Counts, bool IsOpen);

/// <summary>A line with what was offered for it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Item">Its item.</param>
/// <param name="Scores">The offers, best first; none as long as nobody may read them.</param>
/// <param name="Quality">What was found about the supplier of each offer.</param>
internal sealed record ComparedLine(QuotationLine Line, Item Item, IReadOnlyList<Score> Scores, IReadOnlyDictionary<PartnerId, Standing> Quality);

/// <summary>All lines of a request, compared.</summary>
/// <param name="Entity">Whose money.</param>
/// <param name="RateDay">The day whose rates it is compared by: that of the opening, so that a comparison does not move from day to day.</param>
/// <param name="Invited">Who is asked.</param>
/// <param name="Bids">All bids, by supplier and number.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Compared(LegalEntity Entity, DateOnly RateDay, IReadOnlyList<Partner> Invited, IReadOnlyList<StandingBid> Bids, IReadOnlyList<ComparedLine> Lines)
{
    /// <summary>True when every supplier that is asked has answered.</summary>
    public bool AllAnswered => Invited.All(p => Bids.Any(b => b.Supplier.Id == p.Id && b.Counts));

    /// <summary>The line and the bid of a part of the award. What was agreed to is this bid at this price; a supplier that was stopped since then gets nothing.</summary>
    public Result<(ComparedLine Line, Offer Offer)> Awarded(QuotationRequest request, AwardLine part)
    {
        var line = Lines.First(l => l.Line.Line == part.Line);
        var offer = line.Scores.First(s => s.Offer.Supplier.Id == part.SupplierId).Offer;
        if (offer.Line.BidId != part.BidId) return new AwardNotApproved(request.Number);
        return line.Quality[part.SupplierId].Block is { } block ? block : (line, offer);
    }
}

/// <summary>
/// Lays the bids of a request side by side. It is the one place that reads what was bid, and it reads nothing before the bids are opened, and
/// nothing of a late bid before it was accepted: pages, the API and exports all get their figures here.
/// </summary>
internal sealed class Comparison(Directory directory, Items items, Partners partners, SupplierRecord record)
{
    public async Task<Compared> OfAsync(CrossdockDb db, QuotationRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(db, request.EntityId, cancel))!;
        var lines = await db.Set<QuotationLine>().AsNoTracking().Where(l => l.RequestId == request.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, lines.Select(l => l.ItemId), cancel);
        var ids = await db.Set<Invitation>().AsNoTracking().Where(i => i.RequestId == request.Id).Select(i => i.SupplierId).ToListAsync(cancel);
        var suppliers = await partners.FindManyAsync(db, ids, cancel);
        var bids = await BidsAsync(db, request, suppliers, now, cancel);
        var rateDay = entity.DayOf(request.OpenedAt(now) ?? now);

        var open = bids.Where(b => b is { Counts: true, IsOpen: true, Bid.NoBidReason: null }).ToList();
        var openIds = open.ConvertAll(b => b.Bid.Id);
        var offered = openIds.Count == 0 ? [] : await db.Set<BidLine>().AsNoTracking().Where(l => openIds.Contains(l.BidId)).ToListAsync(cancel);
        var compared = new List<ComparedLine>(lines.Count);
        foreach (var line in lines)
        {
            var (offers, quality) = (new List<Offer>(), new Dictionary<PartnerId, Standing>());
            foreach (var said in offered.Where(o => o.Line == line.Line))
            {
                var bid = open.Find(b => b.Bid.Id == said.BidId)!;
                var standing = quality[bid.Supplier.Id] = await record.OfAsync(db, bid.Supplier, entity.DayOf(now), said.LeadTimeDays, cancel);
                var rate = await partners.RateAsync(db, bid.Bid.Currency, entity.Currency, rateDay, cancel);
                var cannot = standing.Block?.Message ?? (rate is null ? new NoRate(bid.Bid.Currency, entity.Currency, rateDay).Message : null);
                offers.Add(new Offer(said, bid.Supplier, bid.Bid.Currency, rate, standing.Points, bid.Bid.At, cannot));
            }

            compared.Add(new ComparedLine(line, known[line.ItemId], Evaluation.Of(new(request.PriceWeight, request.LeadTimeWeight, request.QualityWeight), offers), quality));
        }

        return new Compared(entity, rateDay, [.. suppliers.Values.OrderBy(s => s.Code, StringComparer.Ordinal)], bids, compared);
    }

    private static async Task<List<StandingBid>> BidsAsync(CrossdockDb db, QuotationRequest request, IReadOnlyDictionary<PartnerId, Partner> suppliers, DateTimeOffset now, CancellationToken cancel)
    {
        var bids = await db.Set<Bid>().AsNoTracking().Where(b => b.RequestId == request.Id).OrderBy(b => b.Number).ToListAsync(cancel);
        var late = bids.Where(b => b.IsLate).Select(b => b.Id).ToList();
        var accepted = (late.Count == 0 ? [] : await db.Set<LateAcceptance>().AsNoTracking().Where(a => late.Contains(a.BidId)).OrderBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => a.BidId, a => a.PersonId);
        bool Stands(Bid bid) => !bid.IsLate || accepted[bid.Id].Distinct().Count() >= LateAcceptance.Needed;
        var counting = bids.Where(Stands).GroupBy(b => b.SupplierId).Select(g => g.MaxBy(b => b.Number)!.Id).ToHashSet();
        return [.. bids.OrderBy(b => suppliers[b.SupplierId].Code, StringComparer.Ordinal).ThenBy(b => b.Number).Select(b => new StandingBid(
            b, suppliers[b.SupplierId], [.. accepted[b.Id]], counting.Contains(b.Id), request.IsReadable(now) && (!request.IsSealed || Stands(b))))];
    }
}
