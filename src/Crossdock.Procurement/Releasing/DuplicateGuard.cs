using System.Globalization;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Releasing;

/// <summary>Something that brings, or is to bring, the same item to the same site at about the same time.</summary>
/// <param name="Item">The item.</param>
/// <param name="Document">Where it stands.</param>
/// <param name="What">In words: draft, on order, transfer, requisition.</param>
/// <param name="Day">When.</param>
/// <param name="Quantity">How much, in base units.</param>
internal sealed record SameSupply(ItemId Item, string Document, string What, DateOnly Day, Quantity Quantity);

/// <summary>
/// Stops what would be bought twice: another order, draft, requisition or transfer brings the item to the site within a few days of the day
/// asked for. What a supplier ships straight to a customer brings nothing to the site. The refusal names it, so that the buyer adds to it instead, or says why again; then the approval table sees a duplicate.
/// </summary>
internal sealed class DuplicateGuard(Supplies supplies, Items catalogue, ParameterBook parameters)
{
    /// <summary>The refusal that names what is there, with the offer to add to it; null when nothing is.</summary>
    public async Task<Refusal?> CheckAsync(Work work, SiteId site, IReadOnlyCollection<(ItemId Item, DateOnly Day)> wanted, CancellationToken cancel)
    {
        var same = await FindAsync(work, site, wanted, cancel);
        return same.Count == 0 ? null : Refuse(same, await catalogue.FindManyAsync(work.Db, same.Select(s => s.Item), cancel));
    }

    /// <summary>Takes the items at the site for the length of the commit, so that two buyers cannot both see nothing, and finds what is there already.</summary>
    private async Task<IReadOnlyList<SameSupply>> FindAsync(Work work, SiteId site, IReadOnlyCollection<(ItemId Item, DateOnly Day)> wanted, CancellationToken cancel)
    {
        var window = await parameters.AtSiteAsync(work.Db, PurchasingParameters.DuplicateWindow, site, work.Now, cancel);
        var items = wanted.Select(w => w.Item).Distinct().ToList();
        await work.LockAloneAsync(items.Select(i => LockKey(site, i)), cancel);
        var orders = await work.Db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.SiteId == site && items.Contains(l.ItemId) && l.Kind != PurchaseOrderKind.Direct && (l.State == PurchaseLineState.Draft || (l.State == PurchaseLineState.Released && l.Received < l.Ordered)))
            .ToListAsync(cancel);
        var transfers = (await supplies.OpenAsync(work.Db, items, site, cancel)).Where(s => s.Kind != SupplyKind.PurchaseLine);
        var requisitions = await work.Db.Set<RequisitionLine>().AsNoTracking()
            .Where(r => r.SiteId == site && items.Contains(r.ItemId) && (r.State == RequisitionState.Submitted || r.State == RequisitionState.Approved || r.State == RequisitionState.PartlyOrdered))
            .ToListAsync(cancel);
        return
        [
            .. orders.Where(l => Near(l.ItemId, l.ExpectedDay)).Select(l => new SameSupply(
                l.ItemId, l.OrderNumber, l.State == PurchaseLineState.Draft ? "draft" : "on order", l.ExpectedDay, l.State == PurchaseLineState.Draft ? l.Ordered : l.Open)),
            .. transfers.Where(s => Near(s.Item, s.Day)).Select(s => new SameSupply(s.Item, s.Document, "transfer", s.Day, s.Open)),
            .. requisitions.Where(r => Near(r.ItemId, r.NeedDay)).Select(r => new SameSupply(r.ItemId, r.Number, "requisition", r.NeedDay, r.Quantity - r.Ordered)),
        ];

        bool Near(ItemId item, DateOnly day) => wanted.Any(w => w.Item == item && Math.Abs(w.Day.DayNumber - day.DayNumber) <= window);
    }

    private static DuplicateSupply Refuse(IReadOnlyList<SameSupply> same, IReadOnlyDictionary<ItemId, Item> items)
    {
        var first = same[0];
        var words = string.Join("; ", same.Take(5).Select(s => string.Create(CultureInfo.InvariantCulture,
            $"{items[s.Item].Code}: {s.Quantity.Words(items[s.Item].BaseUnit)} by {s.Day.Words()} ({s.What} {s.Document})")));
        return new(words)
        {
            Pointer = "/duplicate",
            Explain = first.What switch
            {
                "draft" or "on order" => Merge(first, $"/purchase-orders/{first.Document}", $"Change the quantity of {first.Document}"),
                "requisition" => Merge(first, $"/requisitions/{first.Document}", $"Order {first.Document}"),
                _ => Merge(first, $"/transfers/{first.Document}", $"See when {first.Document} arrives"),
            },
        };
    }

    /// <summary>What is offered instead, and the page where it is done; a form leads there.</summary>
    private static Dictionary<string, string> Merge(SameSupply same, string page, string words) =>
        new() { ["document"] = same.Document, ["what"] = same.What, ["page"] = page, ["pageWords"] = words };

    private static long LockKey(SiteId site, ItemId item) => (0x50555243L << 32) | unchecked((uint)((site.Value * 65_537) + item.Value));
}

internal sealed record DuplicateSupply(string Words) : Refusal(RefusalKind.Refused, "procurement.duplicate_supply",
    $"The same is on its way already. {Words}. Add to it, or say why it is needed again.");
