namespace Crossdock.Inventory.Ledger;

/// <summary>
/// Settles what went out of a pool before it came in: the difference between the provisional and the real value follows the goods
/// to where they are now, or to the account they went to (rule 4 of the ledger).
/// </summary>
internal sealed class ShortageSettlement(Work work, LedgerState state, StockDocument document, Currency currency, Journal journal)
{
    /// <summary>Settles the oldest shortages of a pool with a quantity that fills the hole and its value.</summary>
    public void Settle(Pool pool, Resolved move, Quantity filled, Amount filledValue)
    {
        var open = state.Shortages(pool).Where(s => s.Open.IsPositive).ToList();
        var restQuantity = filled;
        var restValue = filledValue;
        foreach (var shortage in open)
        {
            if (restQuantity.IsZero) break;
            var part = Quantity.Min(restQuantity, shortage.Open);
            var real = part == restQuantity ? restValue : restValue.Share(part, restQuantity, currency);
            var provisional = part == shortage.Open ? shortage.Value : shortage.Value.Share(part, shortage.Open, currency);
            restQuantity -= part;
            restValue -= real;
            shortage.Open -= part;
            shortage.Value -= provisional;
            shortage.Changed = true;
            if (real != provisional) Spread(pool, move, shortage, part, real - provisional);
        }
    }

    private void Spread(Pool pool, Resolved move, Shortage shortage, Quantity quantity, Amount difference)
    {
        var rest = difference;
        var gone = quantity;
        if (shortage.TransitId is { } way && state.HasTransit(way) && state.Transit(way) is { Quantity.IsPositive: true } transit)
        {
            var there = Quantity.Min(transit.Quantity, gone);
            var share = there == gone ? rest : rest.Share(there, gone, currency);
            transit.Value += share;
            transit.Entries++;
            transit.Changed = true;
            Post(pool, move, share, null, way, null);
            journal.Debit(AccountRole.InTransit, share);
            rest -= share;
            gone -= there;
        }

        var target = shortage.ToPoolId is { } id ? state.PoolById(id)
            : shortage.TransitId is { } line && state.HasTransit(line) ? state.PoolOrNull(pool.ItemId, state.Transit(line).ToSiteId)
            : null;
        if (target is not null && target.Id != pool.Id && target.Quantity.IsPositive && gone.IsPositive)
        {
            var there = Quantity.Min(target.Quantity, gone);
            var share = there == gone ? rest : rest.Share(there, gone, currency);
            target.Value += share;
            target.Changed = true;
            if (target.Method == Valuation.Fifo) Raise(target, share);
            Post(pool, move, share, target, null, null);
            journal.Debit(AccountRole.Inventory, share, target.SiteId);
            rest -= share;
        }

        if (rest.IsZero) return;
        var role = shortage.CounterRole ?? AccountRole.CostOfGoodsSold;
        Post(pool, move, rest, null, null, role);
        journal.Debit(role, rest, move.Site.Id);
    }

    /// <summary>A movement of value only, out of the pool that was short.</summary>
    private void Post(Pool pool, Resolved move, Amount value, Pool? target, Guid? transit, AccountRole? role)
    {
        pool.Value -= value;
        pool.Entries++;
        pool.Changed = true;
        journal.Credit(AccountRole.Inventory, value, move.ToSite!.Id);
        if (target is not null) target.Entries++;
        state.Add(new Movement
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Kind = MovementKind.ShortageSettlement,
            EntityId = document.Entity,
            ItemId = pool.ItemId,
            FromPoolId = pool.Id,
            FromPoolNo = pool.Entries,
            FromValue = value,
            FromPoolQuantity = pool.Quantity,
            FromPoolValue = pool.Value,
            ToPoolId = target?.Id,
            ToPoolNo = target?.Entries,
            ToValue = target is null ? null : value,
            ToPoolQuantity = target?.Quantity,
            ToPoolValue = target?.Value,
            TransitId = transit,
            CounterRole = role,
            CounterValue = role is null ? null : value,
            HappenedAt = work.Now,
            HappenedSource = HappenedSource.System,
            PostedAt = state.PostingInstant(work.Now),
            DocumentId = document.Id,
            LineId = move.Move.Line,
            Document = document.Number,
        });
    }

    /// <summary>A FIFO pool carries its value in layers: the newest takes what comes later.</summary>
    private void Raise(Pool target, Amount value)
    {
        var layer = state.Layers(target).LastOrDefault(l => l.Remaining.IsPositive) ?? throw new InvalidOperationException("A FIFO pool with stock has no layer.");
        layer.Value += value;
        layer.Changed = true;
    }
}
