using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Consigning;

/// <summary>Finds the arrangement and the price that hold on a day, and how much more may come by it.</summary>
internal sealed class Arrangements(Directory directory, ConsignedStock stock)
{
    /// <summary>The arrangement for a supplier's stock on a day: the one that runs, else the last one before, whose stock may still be here.</summary>
    public async Task<Arrangement?> OfAsync(CrossdockDb db, PartnerId supplier, ItemId item, SiteId site, DateOnly day, CancellationToken cancel) => await db.Set<Arrangement>().AsNoTracking()
        .Where(a => a.SupplierId == supplier && a.ItemId == item && a.SiteId == site && a.FromDay <= day).OrderByDescending(a => a.FromDay).FirstOrDefaultAsync(cancel);

    /// <summary>The arrangement with a number, to be changed in this work, when the person works at its site.</summary>
    public static async Task<Result<Arrangement>> FindAsync(Work work, string number, CancellationToken cancel) =>
        await work.Db.Set<Arrangement>().FirstOrDefaultAsync(a => a.Number == number, cancel) is { } found && work.Actor.WorksAt(found.EntityId, found.SiteId)
            ? found
            : Refusal.NotFound("consignment arrangement", number);

    /// <summary>The price of a day: of those from that day or earlier the latest, and of those the last one written.</summary>
    public static async Task<ArrangementPrice?> PriceAsync(CrossdockDb db, Guid arrangement, DateOnly day, CancellationToken cancel) => await db.Set<ArrangementPrice>().AsNoTracking()
        .Where(p => p.ArrangementId == arrangement && p.FromDay <= day).OrderByDescending(p => p.FromDay).ThenByDescending(p => p.Id).FirstOrDefaultAsync(cancel);

    /// <summary>What a line of a consigned order rests on: the arrangement that runs today and its price. Refused beyond the agreed stock.</summary>
    public async Task<Result<(Arrangement Arrangement, PurchasePrice Price)>> OrderAsync(
        Work work, PurchaseOrder order, Item item, Quantity quantity, PurchaseLineRequest wanted, CancellationToken cancel)
    {
        var site = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!;
        var today = site.DayOf(work.Now);
        if (await OfAsync(work.Db, order.SupplierId, item.Id, site.Id, today, cancel) is not { } arrangement || !arrangement.RunsOn(today))
            return new NoArrangement(item.Code, site.Code) { Pointer = "/item" };
        if (wanted.Price is not null) return new ConsignedPrice(arrangement.Number) { Pointer = "/price" };
        if (order.Currency != arrangement.Currency) return new ConsignedCurrency(arrangement.Number, arrangement.Currency);
        var price = (await PriceAsync(work.Db, arrangement.Id, today, cancel))!.AsGiven;
        if (await RoomAsync(work, arrangement, quantity, cancel) is { } full) return full with { Pointer = "/quantity" };
        return (arrangement, price);
    }

    /// <summary>Refuses what would come to more than the agreed stock, together with what is here and on its way.</summary>
    public async Task<Refusal?> RoomAsync(Work work, Arrangement arrangement, Quantity more, CancellationToken cancel)
    {
        await work.LockAloneAsync(LockKey(arrangement), cancel);
        var (here, coming) = await NowAsync(work.Db, arrangement, cancel);
        return here + coming + more > arrangement.Maximum ? new AboveMaximum(arrangement.Number, arrangement.Maximum, here, coming, more) : null;
    }

    /// <summary>What of an arrangement lies here, and what is on its way or being written.</summary>
    public async Task<(Quantity Here, Quantity Coming)> NowAsync(CrossdockDb db, Arrangement arrangement, CancellationToken cancel)
    {
        var here = (await stock.OnHandAsync(db, arrangement.SupplierId, arrangement.ItemId, arrangement.SiteId, cancel)).Aggregate(Quantity.Zero, (sum, s) => sum + s.Quantity);
        var lines = await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.ArrangementId == arrangement.Id && l.Kind == PurchaseOrderKind.Consigned && (l.State == PurchaseLineState.Draft || (l.State == PurchaseLineState.Released && l.Received < l.Ordered)))
            .ToListAsync(cancel);
        return (here, lines.Aggregate(Quantity.Zero, (sum, l) => sum + l.Ordered - l.Received));
    }

    /// <summary>
    /// What of each arrangement lies here longer than was agreed. The oldest is taken to be used first, so what is older than the time is what is
    /// here beyond all that came within it.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Quantity>> AgedAsync(CrossdockDb db, IReadOnlyCollection<Arrangement> arrangements, DateTimeOffset now, CancellationToken cancel)
    {
        var timed = arrangements.Where(a => a.AgeDays > 0).ToList();
        if (timed.Count == 0) return new Dictionary<Guid, Quantity>();
        var (owner, item) = timed.Count == 1 ? ((PartnerId?)timed[0].SupplierId, (ItemId?)timed[0].ItemId) : (null, null);
        var here = await stock.OnHandAsync(db, owner, item, null, cancel);
        var came = await stock.ArrivedAsync(db, now.AddDays(-timed.Max(a => a.AgeDays)), owner, item, cancel);
        var aged = new Dictionary<Guid, Quantity>();
        foreach (var arrangement in timed)
        {
            var lies = here.Where(s => s.Owner == arrangement.SupplierId && s.Item == arrangement.ItemId && s.Site == arrangement.SiteId).Aggregate(Quantity.Zero, (sum, s) => sum + s.Quantity);
            var young = came.Where(s => s.Owner == arrangement.SupplierId && s.Item == arrangement.ItemId && s.Site == arrangement.SiteId && s.At >= now.AddDays(-arrangement.AgeDays))
                .Aggregate(Quantity.Zero, (sum, s) => sum + s.Quantity);
            if (lies > young) aged[arrangement.Id] = lies - young;
        }

        return aged;
    }

    /// <summary>One for a supplier and site, so that an order of many items takes one lock.</summary>
    private static long LockKey(Arrangement arrangement) => (0x434F4E53L << 32) | unchecked((uint)((arrangement.SupplierId.Value * 65_537) + arrangement.SiteId.Value));
}

internal sealed record NoArrangement(string Item, string Site) : Refusal(RefusalKind.Refused, "procurement.no_arrangement",
    $"There is no consignment arrangement with this supplier for {Item} at {Site} on that day. Make one first, or buy the goods.");

internal sealed record ConsignedPrice(string Arrangement) : Refusal(RefusalKind.Invalid, "procurement.consigned_price",
    $"The price of consigned goods is that of {Arrangement} on the day they are used. Leave the price out.");

internal sealed record ConsignedCurrency(string Arrangement, Currency Currency) : Refusal(RefusalKind.Invalid, "procurement.consigned_currency",
    $"{Arrangement} is in {Currency}; order in that currency.");

internal sealed record AboveMaximum(string Arrangement, Quantity Maximum, Quantity Here, Quantity Coming, Quantity Asked) : Refusal(RefusalKind.Refused, "procurement.above_maximum",
    $"{Arrangement} agrees on at most {Maximum}: {Here} are here, {Coming} are on their way, asked {Asked}.");
