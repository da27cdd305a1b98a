using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Uninvoiced;

namespace Crossdock.Procurement.Scoring;

/// <summary>Reads what suppliers did, in three statements for one supplier or for all, and makes the rows of it.</summary>
internal sealed class ScoreReader(Directory directory, Partners partners, AnswerRules rules)
{
    /// <summary>The rows of a period by supplier; a supplier without any is left out.</summary>
    public async Task<IReadOnlyDictionary<Partner, IReadOnlyList<Contribution>>> ReadAsync(Reading reading, ScorePeriod period, PartnerId? supplier, CancellationToken cancel)
    {
        var lines = await LinesAsync(reading, period, supplier, cancel);
        var suppliers = await partners.FindManyAsync(reading.Db, lines.Select(l => l.Supplier), cancel);
        var sites = new Dictionary<SiteId, ScoreSite>();
        foreach (var id in lines.Select(l => l.Site).Distinct())
            sites[id] = new((await directory.SiteAsync(reading.Db, id, cancel))!.Zone, await directory.WorkingDaysAsync(reading.Db, id, cancel), reading.Now);

        var found = new Dictionary<Partner, IReadOnlyList<Contribution>>();
        foreach (var own in lines.GroupBy(l => l.Supplier))
        {
            var from = suppliers[own.Key];
            var under = (await rules.OfAsync(reading.Db, from, cancel)).UnderHundredths;
            var rates = await RatesAsync(reading.Db, from, own, sites, cancel);
            var rows = own.GroupBy(l => l.Order, StringComparer.Ordinal)
                .SelectMany(order => ScoreRules.Of([.. order], sites[order.First().Site], under, (line, amount) => InTheirs(line, amount, from.Currency, rates)))
                .Where(r => period.Holds(r.Day)).ToList();
            if (rows.Count > 0) found[from] = rows;
        }

        return found;
    }

    private static Amount? InTheirs(LineFacts line, Amount amount, Currency theirs, Dictionary<Guid, UnitPrice?> rates) =>
        line.Currency == theirs ? amount : rates[line.Id]?.Of(amount, theirs);

    /// <summary>Rates for the few lines that are not in their supplier's currency, of the day of the order.</summary>
    private async Task<Dictionary<Guid, UnitPrice?>> RatesAsync(
        CrossdockDb db, Partner supplier, IEnumerable<LineFacts> lines, Dictionary<SiteId, ScoreSite> sites, CancellationToken cancel)
    {
        var rates = new Dictionary<Guid, UnitPrice?>();
        foreach (var line in lines.Where(l => l.Currency != supplier.Currency))
            rates[line.Id] = await partners.RateAsync(db, line.Currency, supplier.Currency, sites[line.Site].Zone.DayOf(line.ReleasedAt), cancel);
        return rates;
    }

    private static async Task<List<LineFacts>> LinesAsync(Reading reading, ScorePeriod period, PartnerId? supplier, CancellationToken cancel)
    {
        var (db, from, since) = (reading.Db, period.From, new DateTimeOffset(period.From.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var entries = db.Set<GrniEntry>().AsNoTracking();
        var released = from l in db.Set<PurchaseLine>().AsNoTracking()
                       join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
                       join o in db.Set<PurchaseOrder>() on l.OrderId equals o.Id
                       where l.ReleasedAt != null && o.Kind == PurchaseOrderKind.Standard
                       select l;
        if (supplier is { } one) released = released.Where(l => l.SupplierId == one);

        // An order counts as a whole when any of its days may lie in the period: parts of a line are read together with it.
        var orders = released.Where(l => l.ReleasedAt >= since || l.FirstRequestedDay >= from || l.RequestedDay >= from || l.FirstConfirmedDay >= from || l.ConfirmedDay >= from
            || entries.Any(g => g.LineId == l.Id && g.ArrivedOn >= from)).Select(l => l.OrderId);
        var lines = released.Where(l => orders.Contains(l.OrderId));

        var heads = await lines.Select(l => new
        {
            l.Id, l.PartedFrom, l.OrderNumber, l.Number, l.SupplierId, l.SiteId, l.ItemId, l.Currency, l.Price, l.PriceUnit, l.PriceNumerator, l.PriceDenominator, l.AgreedPrice,
            l.Ordered, l.State, l.ReleasedAt, l.FirstAnsweredAt,
        }).ToListAsync(cancel);
        // What was written on a draft, before its first revision, was never asked of the supplier.
        var versions = (await (from v in db.Set<LineChange>().AsNoTracking()
                               join l in lines on v.LineId equals l.Id
                               where v.Revision > 0
                               select new VersionFact(v.LineId, v.Revision, v.Kind, v.Ordered, v.RequestedDay, v.ConfirmedDay, v.BySupplier, v.At)).ToListAsync(cancel)).ToLookup(v => v.LineId);
        var moved = await (from g in entries
                           join l in lines on g.LineId equals l.Id
                           where g.Kind != GrniKind.Invoice
                           select new { g.LineId, g.Kind, g.SourceId, g.ReversalOf, g.Quantity, g.Receipt, g.ArrivedOn, g.Condition }).ToListAsync(cancel);
        var undone = moved.Where(m => m.ReversalOf is not null).Select(m => m.ReversalOf!.Value).ToHashSet();
        var standing = moved.Where(m => m.Kind != GrniKind.Reversal && !undone.Contains(m.SourceId)).ToLookup(m => m.LineId);
        return heads.ConvertAll(l => new LineFacts
        {
            Id = l.Id,
            PartedFrom = l.PartedFrom,
            Order = l.OrderNumber,
            Number = l.Number,
            Supplier = l.SupplierId,
            Site = l.SiteId,
            Item = l.ItemId,
            Currency = l.Currency,
            Price = new(l.Price, l.PriceUnit, new(l.PriceNumerator, l.PriceDenominator)),
            Agreed = l.AgreedPrice,
            Ordered = l.Ordered,
            State = l.State,
            ReleasedAt = l.ReleasedAt!.Value,
            AnsweredAt = l.FirstAnsweredAt ?? versions[l.Id].Where(v => v is { BySupplier: true, Kind: not LineChangeKind.Repriced }).Min(v => (DateTimeOffset?)v.At),
            Versions = [.. versions[l.Id].OrderBy(v => v.Revision)],
            Arrivals = [.. standing[l.Id].Where(m => m.Kind == GrniKind.Receipt).Select(m => new ArrivalFact(m.Receipt!, m.ArrivedOn!.Value, m.Quantity, m.Condition!.Value))],
            Returned = standing[l.Id].Where(m => m.Kind == GrniKind.Return).Aggregate(Quantity.Zero, (sum, m) => sum + m.Quantity),
        });
    }
}
