using Crossdock.Books.Writing;
using Crossdock.Inventory;
using Crossdock.Inventory.Looking;
using Crossdock.MasterData.Floors;
using Crossdock.Payables.Invoicing;
using Crossdock.Payables.WritingOff;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Company.Replaying;

/// <summary>What the floor and the books ask for this morning and nobody has decided yet: missing stock, write-offs, counts that differ, transfers below a floor, journals, goods that nobody bills.</summary>
internal sealed class OpenCorrections(SamplePlan plan, Clerk clerk, Staff staff, BuyingDesk buying)
{
    /// <summary>More than any rule of the company lets go.</summary>
    private const decimal Worth = 900m;

    private const int MostPositions = 500;

    private const int MostOrders = 60;
    private readonly Dictionary<string, UnitPrice> costs = plan.Items.ToDictionary(i => i.Code, i => i.Cost, StringComparer.Ordinal);

    public async Task MakeAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var hubs = plan.Sites.Where(s => s.Role == SampleSiteRole.Hub).ToList();
        for (var i = 0; i < hubs.Count; i++) await FloorAsync(hubs[i].Code, i, at, cancel);
        await FloorsAsync(hubs, at, cancel);
        await BooksAsync(at, cancel);
        await UnbilledAsync(at, cancel);
    }

    /// <summary>From today on hubs keep what they order again at, and two branches ask for more than that leaves.</summary>
    private async Task FloorsAsync(List<SampleSite> hubs, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var hub in hubs)
        {
            var stocked = plan.Stocked.Where(s => s.Site == hub.Code).OrderBy(s => s.Item, StringComparer.Ordinal).ToList();
            foreach (var (chunk, index) in stocked.Chunk(MostPositions).Select((c, i) => (c, i)))
                await clerk.AskAsync<SetFloorsRequest, SetFloorsResponse>(Staff.Loader, "floors", $"open:floors:{hub.Code}:{index}", at, new(hub.Code, [.. chunk.Select(s => new NewFloor(s.Item, s.ReorderPoint))], "Reorder points of the season"), cancel);
            if (plan.Sites.FirstOrDefault(s => s.Entity == hub.Entity && s.Role != SampleSiteRole.Hub) is not { } branch) continue;
            foreach (var (wanted, index) in stocked.OrderByDescending(s => s.ReorderPoint).Take(2).Select((s, i) => (s, i)))
            {
                await clerk.AskAsync<CreateTransferRequest, CreateTransferResponse>(staff.Manager, "transfers", $"open:transfer:{hub.Code}:{index}", at, new(
                    hub.Code, branch.Code, plan.Today.AddDays(2), [new(wanted.Item, wanted.ReorderPoint + Quantity.Units(120))], plan.Today, Note: "A festival next weekend; the branch is nearly out"), cancel);
            }
        }
    }

    private async Task FloorAsync(string site, int index, DateTimeOffset at, CancellationToken cancel)
    {
        var found = await FreeAsync(site, cancel);
        if (found.Count < 4) return;
        await AdjustAsync($"open:missing:{site}", found[0], index % 2 == 0 ? "LOST" : "THEFT", "Not in the bin, not on the dock, not on a picking cart", "Camera of aisle 3, clip kept", at, cancel);
        await AdjustAsync($"open:scrap:{site}", found[1], "BROKEN", "A fork went through the pallet", $"Photo {7001 + index} in the shift log", at, cancel);
        await clerk.AskAsync<CountStockRequest, CountStockResponse>(staff.Counter, "counts", $"open:count:{site}", at, new(
            site, [.. found.Skip(2).Take(2).Select(p => new CountStockLine(p.Item, p.Quantity - MissingOf(p), p.Place, Lot: p.Lot))], Triggered: true), cancel);
    }

    private Task<AdjustStockResponse?> AdjustAsync(string key, PositionView at, string reason, string note, string evidence, DateTimeOffset when, CancellationToken cancel) =>
        clerk.AskAsync<AdjustStockRequest, AdjustStockResponse>(staff.Manager, "adjustments", key, when, new(at.Site, at.Place, at.Item, MissingOf(at), reason, note, Lot: at.Lot, Evidence: evidence), cancel);

    private async Task BooksAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var entity = plan.Entities[0].Code;
        await WriteAsync("open:freight", entity, "Freight of the month, invoice to come", "5000", "2200", 4_280m, at, cancel);
        await WriteAsync("open:advance", entity, "Deposit for display shelves", "1150", "1000", 1_500m, at, cancel);
    }

    /// <summary>A supplier says that what came with an order is a gift: the clerk asks to write it off.</summary>
    private async Task UnbilledAsync(DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var arrived in plan.Days.SelectMany(d => d.Events).OfType<GoodsArrived>().Reverse().DistinctBy(a => a.Order).Take(MostOrders))
        {
            if (buying.NumberOf(arrived.Order) is not { } order) continue;
            if (await clerk.LookAsync<ProposeSupplierInvoiceRequest, ProposeSupplierInvoiceResponse>(staff.Clerk, new(order), cancel) is not { Lines: [.., var line] }) continue;
            await clerk.AskAsync<WriteOffReceivedRequest, WriteOffStandResponse>(staff.Clerk, "write-offs of goods received", "open:unbilled", at, new(
                order, line.Line, "Sent along for the tasting, never to be billed", "Letter of the supplier's sales office"), cancel);
            return;
        }
    }

    private Task<ManualJournalStandResponse?> WriteAsync(string key, string entity, string text, string debit, string credit, decimal amount, DateTimeOffset at, CancellationToken cancel) =>
        clerk.AskAsync<WriteJournalRequest, ManualJournalStandResponse>(staff.Controller, "journals by hand", key, at, new(
            entity, text, [new(debit, Debit: Amount.Of(amount)), new(credit, Credit: Amount.Of(amount))]), cancel);

    /// <summary>Stock of ours that nobody waits for and that is worth enough, the most first.</summary>
    private async Task<List<PositionView>> FreeAsync(string site, CancellationToken cancel)
    {
        var found = await clerk.LookAsync<PositionsRequest, IReadOnlyList<PositionView>>(Staff.Loader, new(site, Most: MostPositions), cancel);
        return [.. (found ?? []).Where(p => p.Condition == Condition.Available && p.Owner is null && p.Allocated.IsZero && p.Place is not ("STAGE" or "SHIP" or "DOCK") && MissingOf(p) < p.Quantity)
            .OrderByDescending(p => p.Quantity).ThenBy(p => p.Item, StringComparer.Ordinal).DistinctBy(p => p.Item).Take(4)];
    }

    /// <summary>So many units that they are worth asking about.</summary>
    private Quantity MissingOf(PositionView position)
    {
        var cost = costs[position.Item];
        return cost.IsZero ? position.Quantity : Quantity.Units((long)Math.Ceiling(Worth / cost.ToDecimal()));
    }
}
