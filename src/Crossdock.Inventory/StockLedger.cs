using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>
/// The one writer of stock. Each movement carries quantity, state, owner, value and its journal lines, and is committed with the
/// document that caused it. What the balances do not allow is refused, and nothing is written.
/// </summary>
/// <param name="directory">Entities, sites and places.</param>
/// <param name="items">Items.</param>
/// <param name="journals">The books.</param>
/// <param name="promises">Back-orders to cover when stock becomes free.</param>
public sealed class StockLedger(Directory directory, Items items, Journals journals, Promises promises)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Posts the movements of one document, in order, all or nothing. Gates and positions are locked first, sorted; then back-orders that
    /// the new stock covers get their allocation in the same commit.
    /// </summary>
    public async Task<Result<IReadOnlyList<PostedMove>>> PostAsync(Work work, StockDocument document, IReadOnlyList<StockMove> moves, CancellationToken cancel)
    {
        if ((await journals.RequireOpenAsync(work, document.Entity, document.Day, cancel)).Refused(out var refusal, out _)) return refusal;
        if ((await ResolveAsync(work, document, moves, cancel)).Refused(out refusal, out var resolved)) return refusal;
        var state = await LockAsync(work, resolved, cancel);
        foreach (var move in resolved.Where(r => r.FromKey is not null && r.Move.HappenedAt is not null && r.Move.LeavesAt is null))
        {
            if (await Backdating.CheckAsync(work, state.Position(move.FromKey!.Value), move.Move.Quantity, move.Move.HappenedAt!.Value, move.FromSite!, cancel) is { } starved)
                return starved;
        }

        var entity = (await directory.EntityAsync(work.Db, document.Entity, cancel))!;
        var journal = new Journal(document.Entity, document.Day, JournalKind.Stock, entity.Currency, document.Number, document.Id);
        var poster = new Poster(work, state, document, entity.Currency, journal);
        var posted = new List<Movement>();
        foreach (var move in resolved)
        {
            if (move.Move.Transit is { } way && move.Move.To is null && !state.HasTransit(way)) state.Add(NewTransit(move, way, document.Entity));
            if (move.Move.Kind is MovementKind.Count or MovementKind.Adjustment or MovementKind.Scrap && move.FromKey is { } key
                && state.Position(key) is { NegativeAllowed: false } position && position.Quantity >= move.Move.Quantity && position.Free < move.Move.Quantity)
                await promises.ReleaseAsync(work, position, move.Move.Quantity, cancel);
            if (poster.Apply(move).Refused(out refusal, out var movement)) return refusal;
            posted.Add(movement);
            if (await FollowSerialAsync(work, move, movement, cancel) is { } elsewhere) return elsewhere;
        }

        if ((await FinishAsync(work, state, journal, resolved, posted, cancel)).Refused(out refusal, out _)) return refusal;
        return posted.Select(m => new PostedMove(m.Id, m.FromValue ?? m.ToValue ?? Amount.Zero, m.FromNo, m.ToNo)).ToList();
    }

    /// <summary>
    /// What movements to or from outside would be worth if they were posted now, and what lies where they touch stock: nothing is written, and what
    /// a posting would refuse is refused. It takes their gates, so that whatever the same commit posts is worth just that.
    /// </summary>
    public async Task<Result<IReadOnlyList<ForeseenMove>>> ForeseeAsync(Work work, EntityId entity, DateOnly day, IReadOnlyList<StockMove> moves, CancellationToken cancel)
    {
        if ((await journals.RequireOpenAsync(work, entity, day, cancel)).Refused(out var refusal, out _)) return refusal;
        if ((await ResolveAsync(work, new StockDocument(entity, "", default, day), moves, cancel)).Refused(out refusal, out var resolved)) return refusal;
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, resolved.Select(r => (r.Item, r.Site)), cancel);
        var foresight = new Foresight(state, (await directory.EntityAsync(work.Db, entity, cancel))!.Currency);
        var foreseen = new List<ForeseenMove>(resolved.Count);
        foreach (var move in resolved)
        {
            var position = await LookAsync(work, state, (move.FromKey ?? move.ToKey)!.Value, cancel);
            if (move.FromSite is { NegativeStockAllowed: false } site && position.Quantity < move.Move.Quantity) return Insufficient.Of(move.Item, site, position, move.Move.Quantity);
            foreseen.Add(new(foresight.ValueOf(move), position.Quantity, position.Allocated));
        }

        return foreseen;
    }

    /// <summary>What goods would take along if they left their sites now, in all. Takes their gates; nothing is written.</summary>
    public async Task<Amount> WorthAsync(Work work, Currency currency, IReadOnlyList<(Item Item, Site Site, Quantity Quantity)> goods, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, goods.Select(g => (g.Item, g.Site)), cancel);
        var foresight = new Foresight(state, currency);
        return goods.Aggregate(Amount.Zero, (sum, g) => sum + foresight.Leaving(g.Item, g.Site, g.Quantity));
    }

    /// <summary>
    /// What parts of loads on their way would take along if they were lost now, in order. Refused on a day that is closed; takes the ways, after
    /// their gates, so that whatever the same commit posts is worth just that.
    /// </summary>
    public async Task<Result<IReadOnlyList<Amount>>> ForeseeLossAsync(
        Work work, EntityId entity, DateOnly day, IReadOnlyList<(Guid Way, Quantity Quantity)> parts, CancellationToken cancel)
    {
        if ((await journals.RequireOpenAsync(work, entity, day, cancel)).Refused(out var refusal, out _)) return refusal;
        var state = work.State<LedgerState>();
        await state.LockTransitsAsync(work, parts.Select(p => p.Way), cancel);
        var currency = (await directory.EntityAsync(work.Db, entity, cancel))!.Currency;
        return parts.Select(p => state.Transit(p.Way).ShareOf(p.Quantity, currency)).ToList();
    }

    /// <summary>
    /// Mirrors every movement of a document with today's date, once. Refused when one of them is reversed already, or when the stock it
    /// needs is not there and free.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="original">Key of the document to reverse.</param>
    /// <param name="reversal">The reversing document.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<IReadOnlyList<PostedMove>>> ReverseAsync(Work work, Guid original, StockDocument reversal, CancellationToken cancel)
    {
        if ((await journals.RequireOpenAsync(work, reversal.Entity, reversal.Day, cancel)).Refused(out var refusal, out _)) return refusal;
        var movements = await work.Db.Set<Movement>().AsNoTracking().Where(m => m.DocumentId == original && m.Kind != MovementKind.ShortageSettlement).OrderByDescending(m => m.Id).ToListAsync(cancel);
        if (movements.Count == 0) return Refusal.NotFound("stock document", original.ToString());
        var ids = movements.Select(m => (long?)m.Id).ToList();
        if (await work.Db.Set<Movement>().AnyAsync(m => ids.Contains(m.ReverseOf), cancel)) return new AlreadyReversed(movements[0].Document);
        var positions = movements.SelectMany(m => new[] { m.FromPositionId, m.ToPositionId }).OfType<long>().Distinct().ToList();
        var at = await work.Db.Set<Position>().AsNoTracking().Where(p => positions.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.At, cancel);
        var ways = movements.Where(m => m.Kind == MovementKind.TransitLoss).Select(m => m.TransitId).OfType<Guid>().Distinct().ToList();
        var wayTo = ways.Count == 0 ? [] : await work.Db.Set<Transit>().AsNoTracking().Where(t => ways.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.ToSiteId, cancel);
        var mirrored = movements.Select(m => new StockMove
        {
            Kind = m.Kind,
            Item = m.ItemId,
            Quantity = m.Quantity,
            From = m.ToPositionId is { } to ? at[to] : null,
            To = m.FromPositionId is { } from ? at[from] : null,
            // Only a supplier's stock that was lost at our cost, or went straight to a customer, has a value without a pool or a way.
            Value = m.FromPoolId is null && m.ToPoolId is null && m.TransitId is null ? m.CounterValue : null,
            Transit = m.TransitId,
            TransitTo = m.TransitId is { } way && wayTo.TryGetValue(way, out var site) ? site : null,
            Line = m.LineId,
            OriginLine = m.LineId ?? m.DocumentId,
            Source = HappenedSource.System,
            Reason = m.Reason,
        }).ToList();
        if ((await ResolveAsync(work, reversal, mirrored, cancel)).Refused(out refusal, out var resolved)) return refusal;
        var state = await LockAsync(work, resolved, cancel);
        var entity = (await directory.EntityAsync(work.Db, reversal.Entity, cancel))!;
        var journal = new Journal(reversal.Entity, reversal.Day, JournalKind.Stock, entity.Currency, reversal.Number, reversal.Id) { ReverseOf = movements[0].JournalId };
        var poster = new Poster(work, state, reversal, entity.Currency, journal);
        var posted = new List<Movement>();
        for (var i = 0; i < resolved.Count; i++)
        {
            var value = movements[i].FromValue ?? movements[i].ToValue;
            if (poster.Apply(resolved[i], value, movements[i].Id, movements[i].CounterValue is { } counter ? -counter : null).Refused(out refusal, out var movement)) return refusal;
            posted.Add(movement);
            if (await FollowSerialAsync(work, resolved[i], movement, cancel) is { } elsewhere) return elsewhere;
        }

        if ((await FinishAsync(work, state, journal, resolved, posted, cancel)).Refused(out refusal, out _)) return refusal;
        return posted.Select(m => new PostedMove(m.Id, m.FromValue ?? m.ToValue ?? Amount.Zero, m.FromNo, m.ToNo)).ToList();
    }

    /// <summary>Looks up items and sites and checks what can be checked without stock.</summary>
    private async Task<Result<List<Resolved>>> ResolveAsync(Work work, StockDocument document, IReadOnlyList<StockMove> moves, CancellationToken cancel)
    {
        var resolved = new List<Resolved>(moves.Count);
        foreach (var move in moves)
        {
            if (await items.FindAsync(work.Db, move.Item, cancel) is not { } item) return Refusal.NotFound("item", move.Item.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var from = move.From is { } f ? await directory.SiteAsync(work.Db, f.Site, cancel) : null;
            var to = move.To is { } t ? await directory.SiteAsync(work.Db, t.Site, cancel) : null;
            var lostOnWayTo = move is { From: null, To: null, Transit: not null, TransitTo: { } way } ? await directory.SiteAsync(work.Db, way, cancel) : null;
            if ((from ?? to ?? lostOnWayTo) is not { } site) throw new ArgumentException("A movement needs a place of ours on one side, or the way between two.", nameof(moves));
            if (new[] { from, to }.Any(s => s is not null && s.EntityId != document.Entity))
                return new Refusal(RefusalKind.Refused, "inventory.other_entity", "Stock of another legal entity cannot be moved by this document.");
            if (!work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", site.Code);
            if (!move.Quantity.IsPositive) return Refusal.Invalid("inventory.quantity", "The quantity must be more than zero.", "/quantity");
            if (!FitsUnit(move.Quantity, item.BaseDecimals))
                return Refusal.Invalid("inventory.indivisible", $"{item.Code} is counted in {item.BaseUnit} with {item.BaseDecimals} decimals; {move.Quantity} is not possible.", "/quantity");
            if (move.From is { } a && move.To is { } b && a == b) return Refusal.Invalid("inventory.same_place", "From and to are the same.", "/to");
            if (move is { Kind: MovementKind.ConditionChange or MovementKind.Move, From.Condition: var was, To.Condition: var becomes } && was != becomes && !StatusTable.Allows(was, becomes))
                return new Refusal(RefusalKind.Refused, "inventory.condition", $"Stock cannot go from {was} to {becomes}.");
            if (move.HappenedAt > work.Now + ClockTolerance) return Refusal.Invalid("inventory.future", "The movement cannot have happened in the future. Check the device's clock.", "/happenedAt");
            if (move.To is { } target && await directory.PlaceAsync(work.Db, target.Place, cancel) is { Blocked: true } blocked)
                return new Refusal(RefusalKind.Refused, "inventory.place_blocked", $"{blocked.Code} is blocked.");
            resolved.Add(new(move, item, from, to, lostOnWayTo));
        }

        return resolved;
    }

    /// <summary>A position as it is, without locking it or making one that is not there.</summary>
    private static async Task<Position> LookAsync(Work work, LedgerState state, PositionKey key, CancellationToken cancel) => state.PositionOrNull(key)
        ?? await work.Db.Set<Position>().AsNoTracking().FirstOrDefaultAsync(
            p => p.ItemId == key.Item && p.PlaceId == key.At.Place && p.LotId == key.At.Lot && p.OwnerId == key.At.Owner && p.HandlingUnit == key.At.HandlingUnit && p.Condition == key.At.Condition, cancel)
        ?? new Position { ItemId = key.Item };

    /// <summary>Locks in the order that holds everywhere: gates by item and site, transits, demands, positions by id.</summary>
    private static async Task<LedgerState> LockAsync(Work work, List<Resolved> resolved, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        var gated = resolved.Where(r => r.NeedsGate).ToList();
        await state.LockPoolsAsync(work, gated.SelectMany(r => new[] { (r.Item, r.FromSite), (r.Item, r.ToSite) }).Where(g => g.Item2 is not null).Select(g => (g.Item, g.Item2!)), cancel);
        await state.LockTransitsAsync(work, resolved.Select(r => r.Move.Transit).OfType<Guid>(), cancel);
        await state.Commitments.LockDemandsAsync(work, resolved.Select(r => r.Move.Demand).OfType<Guid>().ToList(), cancel);

        // What goes straight to a customer fills a demand that was promised it: that promise is kept by it.
        foreach (var (item, site) in resolved.Where(r => r.Move.Kind == MovementKind.DirectShipment).Select(r => (r.Item, r.Site)).DistinctBy(r => (r.Item.Id, r.Site.Id)))
            await state.Commitments.LockSuppliesAsync(work, item.Id, site.Id, cancel);
        await state.LockPositionsAsync(work, resolved.SelectMany(r => Sides(r)), cancel);
        await LockShortagesTargetsAsync(work, state, gated, cancel);
        return state;
    }

    /// <summary>An arrival that fills a hole may have to follow the goods: their pools and transits are locked too.</summary>
    private static async Task LockShortagesTargetsAsync(Work work, LedgerState state, List<Resolved> gated, CancellationToken cancel)
    {
        var open = gated.Where(r => r.ToSite is not null).SelectMany(r => state.Shortages(state.Pool(r.Item.Id, r.ToSite!.Id))).Where(s => s.Open.IsPositive).ToList();
        if (open.Count == 0) return;
        await state.LockPoolsAsync(work, open.Select(s => s.ToPoolId).OfType<long>(), cancel);
        await state.LockTransitsAsync(work, open.Select(s => s.TransitId).OfType<Guid>(), cancel);
        foreach (var shortage in open.Where(s => s.TransitId is { } way && state.HasTransit(way)))
        {
            var transit = state.Transit(shortage.TransitId!.Value);
            var pool = await work.Db.Set<Pool>().AsNoTracking().Where(p => p.ItemId == transit.ItemId && p.SiteId == transit.ToSiteId).Select(p => p.Id).FirstOrDefaultAsync(cancel);
            if (pool != 0) await state.LockPoolsAsync(work, [pool], cancel);
        }
    }

    private async Task<Result<Done>> FinishAsync(Work work, LedgerState state, Journal journal, List<Resolved> resolved, List<Movement> posted, CancellationToken cancel)
    {
        // What became available goes to the demands that wait, in the same commit.
        foreach (var (item, site) in resolved.Where(r => r.Move.To is { Condition: Condition.Available } && r.NeedsGate).Select(r => (r.Item, r.ToSite!)).DistinctBy(g => (g.Item.Id, g.Item2.Id)))
            await promises.CoverAsync(work, item, site, cancel);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out var refusal, out _)) return refusal;
        if (journal.Lines.Any())
        {
            foreach (var movement in state.Movements.Where(m => m.DocumentId == journal.DocumentId && m.JournalId is null)) movement.JournalId = journal.Id;
        }

        foreach (var (move, movement) in resolved.Zip(posted))
            work.Announce(new StockMoved(movement.Id, movement.Kind, movement.Document, movement.ItemId, move.Site.Id, movement.Quantity));
        return Done.Yes;
    }

    /// <summary>
    /// A serial is here as long as it is in a place of ours or between two of them. One that comes in was let in by its code
    /// (<see cref="LotRegister"/>), except when what took it out is reversed: it may have come in otherwise since.
    /// </summary>
    private static async Task<Refusal?> FollowSerialAsync(Work work, Resolved move, Movement movement, CancellationToken cancel)
    {
        if (move.Item.Tracking != Tracking.Serial) return null;
        var crossesOurWall = move.Move.Transit is null ? move.Move.From is null || move.Move.To is null : move.LostOnWayTo is not null;
        if (!crossesOurWall) return null;
        var lot = await work.State<LotBook>().LockAsync(work, movement.LotId, cancel);
        var reversed = movement.ReverseOf is not null;
        var withCustomers = move.Move.Kind is MovementKind.Shipment or MovementKind.DirectShipment or MovementKind.CustomerReturn;
        var comesIn = move.Move.To is not null || (move.LostOnWayTo is not null && reversed);
        if (comesIn && reversed) return lot.ComeIn(move.Item, givenBack: withCustomers);
        if (!comesIn) lot.Turn(withCustomers ? SerialState.Sold : SerialState.Gone);
        return null;
    }

    private static Transit NewTransit(Resolved move, Guid way, EntityId entity) => new()
    {
        Id = way,
        EntityId = entity,
        ItemId = move.Item.Id,
        FromSiteId = move.FromSite!.Id,
        ToSiteId = move.Move.TransitTo ?? throw new ArgumentException("A transfer shipment must name the site it goes to."),
        LotId = move.Move.From!.Value.Lot,
    };

    private static IEnumerable<(PositionKey, Site)> Sides(Resolved move)
    {
        if (move.FromKey is { } from) yield return (from, move.FromSite!);
        if (move.ToKey is { } to) yield return (to, move.ToSite!);
    }

    private static bool FitsUnit(Quantity quantity, int decimals)
    {
        var step = 1L;
        for (var i = decimals; i < 6; i++) step *= 10;
        return quantity.Micros % step == 0;
    }
}

internal sealed record AlreadyReversed(string Document) : Refusal(RefusalKind.Conflict, "inventory.already_reversed", $"{Document} has been reversed already.");

/// <summary>Stock moved.</summary>
public sealed record StockMoved(long Movement, MovementKind Kind, string Document, ItemId ItemId, SiteId SiteId, Quantity Quantity) : IFact
{
    /// <inheritdoc/>
    public static string Name => "inventory.stock_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}
