using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Repricing;

/// <summary>
/// Follows decided prices into what is being bought, in the commit that decides. Drafts at the terms are priced anew at once; released lines keep their
/// price, unless the supplier says that the new one holds for them too: then each open one gets a proposal of the supplier, which the buyer decides on.
/// </summary>
internal sealed class PricedOrders(Directory directory, Items items, Approvals approvals, ProposalDesk proposals, PurchaseOrders orders) : IPricedOrders
{
    public async Task<ILookup<ItemId, Quantity>> OrderedAsync(CrossdockDb db, PartnerId supplier, DateTimeOffset since, CancellationToken cancel)
    {
        var lines = await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.SupplierId == supplier && l.ReleasedAt >= since && l.ArrangementId == null && l.State != PurchaseLineState.Cancelled)
            .Select(l => new { l.ItemId, Quantity = l.State == PurchaseLineState.ShortClosed ? l.Received : l.Ordered }).ToListAsync(cancel);
        return lines.Where(l => l.Quantity.IsPositive).ToLookup(l => l.ItemId, l => l.Quantity);
    }

    public async Task TakenAsync(Work work, PricesTaken taken, CancellationToken cancel)
    {
        var prices = taken.Prices.ToLookup(p => p.Item, p => p.Now);
        var ids = prices.Select(p => p.Key).ToList();
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in ids.Chunk(500))
        {
            touched.UnionWith(await Touched(work.Db, taken.Supplier, part)
                .Where(l => l.State == PurchaseLineState.Draft || taken.OpenOrders)
                .Select(l => l.OrderNumber).Distinct().ToListAsync(cancel));
        }

        foreach (var number in touched)
        {
            // Whoever decides on prices decides for all sites.
            var (order, lines) = (await work.State<OrderBook>().LockOrderAsync(work, number, cancel, anySite: true))!.Value;
            var today = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!.DayOf(work.Now);
            await DraftsAsync(work, order, lines, prices, today, taken.Change, cancel);
            if (taken.OpenOrders) await ProposeAsync(work, order, lines, prices, taken, cancel);
        }

        await orders.StateSuppliesAsync(work, cancel);
    }

    /// <summary>What other prices of some items touch: drafts at the terms, and what is released and still open.</summary>
    public static IQueryable<PurchaseLine> Touched(CrossdockDb db, Partner supplier, IReadOnlyCollection<ItemId> items) => db.Set<PurchaseLine>().AsNoTracking()
        .Where(l => l.SupplierId == supplier.Id && l.Currency == supplier.Currency && items.Contains(l.ItemId)
            && ((l.State == PurchaseLineState.Draft && l.AtTerms) || (l.State == PurchaseLineState.Released && l.ArrangementId == null && l.Received < l.Ordered)));

    private async Task DraftsAsync(Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, ILookup<ItemId, DatedPrice> prices, DateOnly today, string change, CancellationToken cancel)
    {
        foreach (var line in lines.Where(l => l is { State: PurchaseLineState.Draft, AtTerms: true }))
        {
            if (DatedPrice.On(prices[line.ItemId], today) is not { } price) continue;
            var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
            if (!line.Reprice(work, price.For(Deliveries.WholeOf(lines, line)), item, $"Price change {change}")) continue;
            await LineUse.WithdrawAsync(work, approvals, order, cancel, $"{change} changed its prices.");
            work.State<OrderBook>().Touch(order);
        }
    }

    /// <summary>
    /// A line that the supplier has answered otherwise, and nobody decided on yet, is left: that answer is decided on first. So is one whose price an
    /// agreement or a consignment arrangement says.
    /// </summary>
    private async Task ProposeAsync(Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, ILookup<ItemId, DatedPrice> prices, PricesTaken taken, CancellationToken cancel)
    {
        var open = lines.Where(l => l.Open.IsPositive && l.ArrangementId is null && prices[l.ItemId].Any()).ToList();
        var answered = (await ProposalDesk.LiveAsync(work.Db, open.ConvertAll(l => l.Id), cancel)).Select(p => p.LineId).ToHashSet();
        var agreed = await AgreementDesk.PricedAsync(work.Db, open, cancel);
        foreach (var line in open.Where(l => !answered.Contains(l.Id) && !agreed.Contains(l.Id)))
        {
            if (DatedPrice.On(prices[line.ItemId], line.ExpectedDay) is not { } price) continue;
            var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
            var dear = new PurchasePrice(price.For(Deliveries.WholeOf(lines, line)), item.BaseUnit, PackSize.One);
            if (dear.Equals(line.PriceAsGiven)) continue;
            var impact = await proposals.LookAsync(work, line, item, new LineEdit([new(line.Ordered, line.ExpectedDay)], dear, null), cancel);
            var edit = new LineEdit([new(line.Ordered, line.RequestedDay)], dear, null);
            ProposalDesk.Keep(work, order, line, edit, bySupplier: true, AnswerChannel.PriceLetter, ProposalState.AwaitingBuyer, impact, taken.Reference is { } letter ? $"{taken.Change}, {letter}" : taken.Change);
        }
    }
}
