using Crossdock.Inventory.Commitments;
using Crossdock.Inventory.Ledger;

namespace Crossdock.Inventory;

/// <summary>A supply as its document knows it.</summary>
/// <param name="Id">Key of the order line.</param>
/// <param name="Kind">Kind of document.</param>
/// <param name="Item">Item.</param>
/// <param name="Site">Site it comes to.</param>
/// <param name="Day">Day it is expected.</param>
/// <param name="Stage">How sure it is.</param>
/// <param name="Open">What is still to come, in base units; 0 ends it.</param>
/// <param name="Document">Number of the document, for people.</param>
/// <param name="For">The demand it is made for and for no other; null when it is for whoever waits at the site.</param>
public sealed record SupplyNow(Guid Id, SupplyKind Kind, Item Item, Site Site, DateOnly Day, SupplyStage Stage, Quantity Open, string Document, Guid? For = null);

/// <summary>What is still to come of an item to a site.</summary>
/// <param name="Id">Key of the order line.</param>
/// <param name="Kind">Kind of document.</param>
/// <param name="Item">The item.</param>
/// <param name="Day">Day it is expected.</param>
/// <param name="Open">How much, in base units.</param>
/// <param name="Document">Number of the document.</param>
public sealed record OpenSupply(Guid Id, SupplyKind Kind, ItemId Item, DateOnly Day, Quantity Open, string Document);

/// <summary>A demand that is promised goods of a supply.</summary>
/// <param name="Document">The customer order or transfer.</param>
/// <param name="DueDay">Day it is wanted.</param>
/// <param name="Quantity">How much of the supply it was promised, in base units.</param>
public sealed record PeggedDemand(string Document, DateOnly DueDay, Quantity Quantity);

/// <summary>Dated supplies: every open order line and transfer, so that promising and planning read one table.</summary>
public sealed class Supplies
{
    /// <summary>
    /// States what a supply is now. When less comes than was promised from it, the promises that no longer fit are let go, last served
    /// first, and tied to other supplies where there are any.
    /// </summary>
    public async Task SetAsync(Work work, IReadOnlyList<SupplyNow> supplies, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, supplies.Select(s => (s.Item, s.Site)), cancel);
        await state.Commitments.LockSuppliesAsync(work, supplies.Select(s => s.Id), cancel);
        foreach (var now in supplies)
        {
            if (state.Commitments.Supply(now.Id) is not { } supply)
            {
                supply = new Supply { Id = now.Id, Kind = now.Kind, EntityId = now.Site.EntityId, SiteId = now.Site.Id, ItemId = now.Item.Id, Document = now.Document, DemandId = now.For };
                state.Commitments.Add(supply);
            }

            var moved = supply.Day != now.Day;
            supply.Day = now.Day;
            supply.Stage = now.Stage;
            supply.Open = now.Open;
            supply.Changed = true;
            var pool = state.Pool(now.Item.Id, now.Site.Id);
            if (supply.Promised > supply.Open) await LetGoAsync(work, state, supply, cancel);
            if (moved && supply.Promised.IsPositive) await MovePromisesAsync(work, state, supply, cancel);
            if (supply.DemandId is { } only)
            {
                await state.Commitments.LockDemandsAsync(work, [only], cancel);
                await state.Commitments.LockSuppliesAsync(work, supply.ItemId, supply.SiteId, cancel);
                if (state.Commitments.Demand(only) is { Direct: true, Unallocated.IsPositive: true } wanted) Tie(state, wanted, supply);
            }
            else if (pool.Backordered.IsPositive && supply.Open > supply.Promised) await TieWaitingAsync(work, state, supply, cancel);
        }
    }

    /// <summary>What is still to come of some items to a site, soonest first. What goes straight to a customer does not come to it.</summary>
    public async Task<IReadOnlyList<OpenSupply>> OpenAsync(CrossdockDb db, IReadOnlyCollection<ItemId> items, SiteId site, CancellationToken cancel)
    {
        var found = await db.Set<Supply>().AsNoTracking().Where(s => items.Contains(s.ItemId) && s.SiteId == site && s.Open > Quantity.Zero && s.DemandId == null)
            .OrderBy(s => s.Day).ThenBy(s => s.Id).ToListAsync(cancel);
        return found.ConvertAll(s => new OpenSupply(s.Id, s.Kind, s.ItemId, s.Day, s.Open, s.Document));
    }

    /// <summary>Who was promised goods of a supply, most urgent first.</summary>
    public async Task<IReadOnlyList<PeggedDemand>> PeggedAsync(CrossdockDb db, Guid supply, CancellationToken cancel)
    {
        var found = await (from p in db.Set<Promise>().AsNoTracking()
                           join d in db.Set<Demand>().AsNoTracking() on p.DemandId equals d.Id
                           where p.SupplyId == supply
                           orderby d.DueDay, d.Sequence
                           select new { d.Document, d.DueDay, p.Quantity }).ToListAsync(cancel);
        return found.ConvertAll(p => new PeggedDemand(p.Document, p.DueDay, p.Quantity));
    }

    private static async Task LetGoAsync(Work work, LedgerState state, Supply supply, CancellationToken cancel)
    {
        await state.Commitments.LockSuppliesAsync(work, supply.ItemId, supply.SiteId, cancel);
        var promises = state.Commitments.PromisesTo(supply.Id).ToList();
        await state.Commitments.LockDemandsAsync(work, promises.Select(p => p.DemandId).ToList(), cancel);
        foreach (var promise in promises.Select(p => (Promise: p, Demand: state.Commitments.Demand(p.DemandId)!))
            .OrderByDescending(x => x.Demand.Rank).ThenByDescending(x => x.Demand.DueDay).ThenByDescending(x => x.Demand.Sequence))
        {
            var part = Quantity.Min(supply.Promised - supply.Open, promise.Promise.Quantity);
            if (!part.IsPositive) break;
            state.Commitments.PromiseFrom(promise.Demand, supply, -part);
            promise.Demand.PromisedDay = null;
            promise.Demand.Changed = true;
            foreach (var other in state.Commitments.SuppliesFor(promise.Demand).Where(s => s.Id != supply.Id)) Tie(state, promise.Demand, other);
        }
    }

    /// <summary>Who was promised goods of a supply that comes on another day is promised for that day.</summary>
    private static async Task MovePromisesAsync(Work work, LedgerState state, Supply supply, CancellationToken cancel)
    {
        await state.Commitments.LockSuppliesAsync(work, supply.ItemId, supply.SiteId, cancel);
        var promises = state.Commitments.PromisesTo(supply.Id).ToList();
        await state.Commitments.LockDemandsAsync(work, promises.Select(p => p.DemandId).ToList(), cancel);
        foreach (var demand in promises.Select(p => state.Commitments.Demand(p.DemandId)!).Where(d => d.PromisedDay is not null))
        {
            demand.PromisedDay = state.Commitments.PromisesOf(demand.Id).Max(p => state.Commitments.Supply(p.SupplyId)!.Day);
            demand.Changed = true;
        }
    }

    /// <summary>New supply goes to the demands that wait without a promise, first served first.</summary>
    private static async Task TieWaitingAsync(Work work, LedgerState state, Supply supply, CancellationToken cancel)
    {
        await state.Commitments.LockSuppliesAsync(work, supply.ItemId, supply.SiteId, cancel);
        foreach (var demand in await state.Commitments.LockWaitingAsync(work, supply.ItemId, supply.SiteId, cancel)) Tie(state, demand, supply);
    }

    private static void Tie(LedgerState state, Demand demand, Supply supply)
    {
        var promised = state.Commitments.PromisesOf(demand.Id).Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
        var part = Quantity.Min(demand.Unallocated - promised, supply.Open - supply.Promised);
        if (part.IsPositive)
        {
            state.Commitments.PromiseFrom(demand, supply, part);
            promised += part;
        }

        if (promised != demand.Unallocated) return;
        demand.PromisedDay = state.Commitments.PromisesOf(demand.Id).Max(p => state.Commitments.Supply(p.SupplyId)!.Day);
        demand.Changed = true;
    }
}
