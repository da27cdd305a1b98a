namespace Crossdock.Inventory.Ledger;

/// <summary>A movement with what it names already looked up.</summary>
/// <param name="Move">The movement.</param>
/// <param name="Item">Its item.</param>
/// <param name="FromSite">Site it leaves.</param>
/// <param name="ToSite">Site it reaches.</param>
/// <param name="LostOnWayTo">Set when it leaves the way between two sites without arriving: the site that was waiting.</param>
internal sealed record Resolved(StockMove Move, Item Item, Site? FromSite, Site? ToSite, Site? LostOnWayTo = null)
{
    public Site Site => (FromSite ?? ToSite ?? LostOnWayTo)!;

    public PositionKey? FromKey => Move.From is { } at ? new(Item.Id, at) : null;

    public PositionKey? ToKey => Move.To is { } at ? new(Item.Id, at) : null;

    public bool FromValued => Move.From is { Owner: { Value: 0 } };

    public bool ToValued => Move.To is { Owner: { Value: 0 } };

    /// <summary>Value changes hands: between sites, to or from outside. Moves and condition changes within a site carry none.</summary>
    public bool CrossesPool => FromSite?.Id != ToSite?.Id || FromValued != ToValued;

    /// <summary>
    /// Stock of somebody else is lost or goes straight to a customer, and we pay for it, or that is taken back: no value of ours moves, but we owe its owner.
    /// </summary>
    public bool IsOwed => Move.Kind is MovementKind.Count or MovementKind.Adjustment or MovementKind.Scrap or MovementKind.DirectShipment && Move.Transit is null && Move.Value is not null && !FromValued && !ToValued;

    /// <summary>Who owns the stock when it is not ours; default when it is.</summary>
    public PartnerId Stranger => Move.From is { Owner.Value: not 0 } from ? from.Owner : Move.To?.Owner ?? default;

    /// <summary>What may be promised changes, or the pool does: the item's gate at the site is taken.</summary>
    public bool NeedsGate => CrossesPool || Move.From?.Condition != Move.To?.Condition;
}

/// <summary>Applies movements to locked rows: quantities, allocations, value, running balances, journal. One per document and work.</summary>
internal sealed class Poster(Work work, LedgerState state, StockDocument document, Currency currency, Journal journal)
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);
    private readonly DateTimeOffset postedAt = state.PostingInstant(work.Now);

    /// <summary>Checks and applies one movement. A refusal leaves the work to be thrown away.</summary>
    public Result<Movement> Apply(Resolved move, Amount? mirrored = null, long? reverseOf = null, Amount? mirroredCounter = null)
    {
        var movement = New(move, reverseOf);
        if (move.FromKey is { } from && Leave(move, state.Position(from), movement) is { } refusal) return refusal;
        if (move.ToKey is { } to) Reach(move, state.Position(to), movement);
        if (move.CrossesPool || move.Move.Transit is not null) Value(move, movement, mirrored, mirroredCounter);
        state.Add(movement);
        return movement;
    }

    private Movement New(Resolved move, long? reverseOf)
    {
        var crosses = move.CrossesPool;
        return new()
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Kind = move.Move.Kind,
            EntityId = document.Entity,
            ItemId = move.Item.Id,
            LotId = (move.Move.From ?? move.Move.To)?.Lot ?? state.Transit(move.Move.Transit!.Value).LotId,
            Quantity = move.Move.Quantity,
            FromPositionId = move.FromKey is { } from ? state.Position(from).Id : null,
            ToPositionId = move.ToKey is { } to ? state.Position(to).Id : null,
            FromPoolId = crosses && move.FromValued ? state.Pool(move.Item.Id, move.FromSite!.Id).Id : null,
            ToPoolId = crosses && move.ToValued ? state.Pool(move.Item.Id, move.ToSite!.Id).Id : null,
            TransitId = move.Move.Transit,
            CounterRole = (crosses && (move.FromValued || move.ToValued)) || move.LostOnWayTo is not null || move.IsOwed ? PostingTable.Counter(move.Move.Kind) : null,
            HappenedAt = Earlier(move.Move.HappenedAt ?? work.Now, work.Now),
            HappenedSource = move.Move.Source,
            PostedAt = postedAt,
            Late = move.Move.HappenedAt < work.Now - LateAfter,
            DocumentId = document.Id,
            LineId = move.Move.Line,
            Document = document.Number,
            Reason = move.Move.Reason,
            ReverseOf = reverseOf,
        };
    }

    /// <summary>Takes the quantity from its position; allocated stock leaves only for the demand it is tied to.</summary>
    private Refusal? Leave(Resolved move, Position position, Movement movement)
    {
        var quantity = move.Move.Quantity;
        if (move.Move.Demand is { } id && state.Commitments.Demand(id) is { } demand)
        {
            var tied = state.Commitments.AllocationsOf(id).Where(a => a.PositionId == position.Id).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
            var used = Quantity.Min(tied, quantity);
            if (move.Move.Kind is MovementKind.Pick or MovementKind.OwnershipChange && used < quantity) return new NotAllocated(move.Item.Code, used, quantity);
            if (used.IsPositive) Promises.Tie(work, state, demand, position, -used);
            if (move.Move.Kind is MovementKind.Shipment or MovementKind.TransferShipment or MovementKind.DirectShipment)
            {
                // What leaves without an allocation fills demand that was waiting.
                Promises.Wait(state.Pool(demand.ItemId, demand.SiteId), demand, used - quantity);
                demand.Shipped += quantity;
                demand.Changed = true;
                Promises.ReleasePromises(state, demand);
            }
        }

        if (position.Free < quantity && !position.NegativeAllowed)
            return Insufficient.Of(move.Item, move.FromSite!, position, quantity);
        position.Quantity -= quantity;
        position.Entries++;
        position.LastHappenedAt = Later(position.LastHappenedAt, movement.HappenedAt);
        position.LastPostedAt = postedAt;
        position.Changed = true;
        movement.FromNo = position.Entries;
        movement.FromBalance = position.Quantity;
        return null;
    }

    private void Reach(Resolved move, Position position, Movement movement)
    {
        position.Quantity += move.Move.Quantity;
        position.Entries++;
        position.LastHappenedAt = Later(position.LastHappenedAt, movement.HappenedAt);
        position.LastPostedAt = postedAt;
        position.Changed = true;
        movement.ToNo = position.Entries;
        movement.ToBalance = position.Quantity;
        if (move.Move is { Kind: MovementKind.Pick or MovementKind.OwnershipChange, Demand: { } id } && state.Commitments.Demand(id) is { } demand)
            Promises.Tie(work, state, demand, position, move.Move.Quantity);
    }

    /// <summary>Moves the value and writes both sides of the journal.</summary>
    private void Value(Resolved move, Movement movement, Amount? mirrored, Amount? mirroredCounter)
    {
        if (move.IsOwed)
        {
            Owe(move, movement);
            return;
        }

        var left = Amount.Zero;
        var missing = Quantity.Zero;
        var missingValue = Amount.Zero;
        if (movement.FromPoolId is not null) (left, missing, missingValue) = TakeFromPool(move, movement, mirrored);
        else if (move.Move.Transit is { } way && (move.Move.To is not null || (move.LostOnWayTo is not null && mirrored is null))) left = TakeFromTransit(way, movement);

        var reached = Amount.Zero;
        if (movement.ToPoolId is not null)
            reached = PutIntoPool(move, movement, ValueOfArrival(move, left, mirrored));
        else if (move.Move.Transit is { } way && move.Move.From is not null)
            reached = PutIntoTransit(way, move, left);
        else if (move.LostOnWayTo is not null && mirrored is { } found)
            movement.ToValue = reached = PutIntoTransit(move.Move.Transit!.Value, move, found);

        if (movement.CounterRole is { } role)
        {
            var against = mirroredCounter ?? (move.Move.Kind == MovementKind.SupplierReturn ? move.Move.Value ?? left : left - reached);
            movement.CounterValue = against;
            var uninvoiced = role == AccountRole.GoodsReceivedNotInvoiced;
            journal.Debit(role, against, uninvoiced ? null : move.Site.Id, !uninvoiced ? null : move.Move.Kind == MovementKind.OwnershipChange ? move.Stranger : document.Partner);
            var difference = left - reached - against;
            if (!difference.IsZero) journal.Debit(Difference(move), difference, move.Site.Id);
        }

        if (missing.IsPositive)
        {
            var pool = state.Pool(move.Item.Id, move.FromSite!.Id);
            state.Add(pool, new Shortage
            {
                Id = work.NewId(),
                PoolId = pool.Id,
                MovementId = movement.Id,
                CounterRole = movement.CounterRole,
                ToPoolId = movement.ToPoolId,
                TransitId = move.Move.Transit,
                Open = missing,
                Value = missingValue,
            });
        }
    }

    /// <summary>Stock of a supplier that is lost at our cost, or is a customer's now: that against what we owe for it. It never was in a pool of ours.</summary>
    private void Owe(Resolved move, Movement movement)
    {
        var owed = move.Move.From is null ? -move.Move.Value!.Value : move.Move.Value!.Value;
        movement.CounterValue = owed;
        journal.Debit(movement.CounterRole!.Value, owed, move.Site.Id);
        journal.Credit(AccountRole.GoodsReceivedNotInvoiced, owed, null, move.Stranger);
    }

    private static AccountRole Difference(Resolved move) =>
        move.Move.Kind == MovementKind.SupplierReturn ? AccountRole.PriceVariance : PostingTable.Difference(move.Move.Kind);

    private (Amount Left, Quantity Missing, Amount MissingValue) TakeFromPool(Resolved move, Movement movement, Amount? mirrored)
    {
        var pool = state.Pool(move.Item.Id, move.FromSite!.Id);
        var just = move.Move.LeavesAt is not null && pool.Quantity >= move.Move.Quantity ? move.Move.LeavesAt : null;
        var (left, missing, missingValue) = (mirrored ?? just) is { } original
            ? (Costing.TakeBack(pool, state.Layers(pool), move.Move.Quantity, original, move.Move.OriginLine, currency), Quantity.Zero, Amount.Zero)
            : Costing.Take(pool, state.Layers(pool), move.Move.Quantity, move.Move.OriginLine, currency);
        pool.Entries++;
        pool.LastPostedAt = postedAt;
        pool.Changed = true;
        movement.FromPoolNo = pool.Entries;
        movement.FromValue = left;
        movement.FromPoolQuantity = pool.Quantity;
        movement.FromPoolValue = pool.Value;
        journal.Credit(AccountRole.Inventory, left, move.FromSite.Id);
        return (left, missing, missingValue);
    }

    private Amount ValueOfArrival(Resolved move, Amount left, Amount? mirrored)
    {
        if (mirrored is { } original && move.Move.From is null && move.Move.Transit is null) return original;
        if (move.Move.Kind != MovementKind.OwnershipChange && (move.Move.From is not null || move.Move.Transit is not null)) return left;
        return move.Move.Value
            ?? Costing.ValueOfGain(state.Pool(move.Item.Id, move.ToSite!.Id), move.Move.Quantity, move.Item.StandardCost, currency);
    }

    private Amount PutIntoPool(Resolved move, Movement movement, Amount value)
    {
        var pool = state.Pool(move.Item.Id, move.ToSite!.Id);
        var (filled, filledValue) = Costing.Put(pool, move.Move.Quantity, value, (quantity, worth) => state.Add(pool, new Layer
        {
            Id = work.NewId(),
            PoolId = pool.Id,
            SourceLine = move.Move.Line ?? document.Id,
            Received = quantity,
            Remaining = quantity,
            Value = worth,
        }), currency);
        pool.Entries++;
        pool.LastPostedAt = postedAt;
        pool.Changed = true;
        movement.ToPoolNo = pool.Entries;
        movement.ToValue = value;
        movement.ToPoolQuantity = pool.Quantity;
        movement.ToPoolValue = pool.Value;
        journal.Debit(AccountRole.Inventory, value, move.ToSite.Id);
        if (filled.IsPositive) new ShortageSettlement(work, state, document, currency, journal).Settle(pool, move, filled, filledValue);
        return value;
    }

    /// <summary>Takes its share of what is on the way; a reversal too, because that value may have changed since the goods left.</summary>
    private Amount TakeFromTransit(Guid way, Movement movement)
    {
        var transit = state.Transit(way);
        var quantity = movement.Quantity;
        var value = transit.ShareOf(quantity, currency);
        transit.Quantity -= quantity;
        transit.Value -= value;
        transit.Entries++;
        transit.Changed = true;
        movement.FromValue = value;
        journal.Credit(AccountRole.InTransit, value);
        return value;
    }

    private Amount PutIntoTransit(Guid way, Resolved move, Amount value)
    {
        var transit = state.Transit(way);
        transit.Quantity += move.Move.Quantity;
        transit.Value += value;
        transit.Entries++;
        transit.Changed = true;
        journal.Debit(AccountRole.InTransit, value);
        return value;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>Not enough free stock where it was asked from.</summary>
internal static class Insufficient
{
    public static Refusal Of(Item item, Site site, Position position, Quantity asked) =>
        new(RefusalKind.Refused, "inventory.insufficient_stock",
            $"Insufficient stock of {item.Code} at {site.Code}: {Quantity.Max(position.Free, Quantity.Zero)} available, asked {asked}."
            + (position.Allocated.IsPositive ? $" {position.Allocated} there is allocated to orders." : ""))
        {
            Explain = new Dictionary<string, string>
            {
                ["onHand"] = position.Quantity.ToString(),
                ["allocated"] = position.Allocated.ToString(),
                ["asked"] = asked.ToString(),
            },
        };
}

internal sealed record NotAllocated(string Item, Quantity Allocated, Quantity Asked) : Refusal(RefusalKind.Refused, "inventory.not_allocated",
    $"Only {Allocated} of {Item} in this place is allocated to the order, asked {Asked}. Pick from the place the order names.");
