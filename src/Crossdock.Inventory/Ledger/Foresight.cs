namespace Crossdock.Inventory.Ledger;

/// <summary>What movements to or from outside would be worth, one after another, worked out on copies of the locked pools: nothing is changed.</summary>
internal sealed class Foresight(LedgerState state, Currency currency)
{
    private readonly Dictionary<long, (Pool Pool, List<Layer> Layers)> copies = [];

    public Amount ValueOf(Resolved move)
    {
        if (move.IsOwed) return move.Move.Value!.Value;
        if (move.FromValued && move.FromSite is { } from)
        {
            var (pool, layers) = Copy(state.Pool(move.Item.Id, from.Id));
            return Costing.Take(pool, layers, move.Move.Quantity, move.Move.OriginLine, currency).Value;
        }

        if (!move.ToValued || move.ToSite is not { } to) return Amount.Zero;
        var (target, _) = Copy(state.Pool(move.Item.Id, to.Id));
        var value = move.Move.Value ?? Costing.ValueOfGain(target, move.Move.Quantity, move.Item.StandardCost, currency);
        Costing.Put(target, move.Move.Quantity, value, (_, _) => { }, currency);
        return value;
    }

    /// <summary>What a quantity would take along if it left a site.</summary>
    public Amount Leaving(Item item, Site site, Quantity quantity)
    {
        var (pool, layers) = Copy(state.Pool(item.Id, site.Id));
        return Costing.Take(pool, layers, quantity, null, currency).Value;
    }

    private (Pool Pool, List<Layer> Layers) Copy(Pool pool)
    {
        if (copies.TryGetValue(pool.Id, out var known)) return known;
        return copies[pool.Id] = (
            new Pool { Id = pool.Id, Method = pool.Method, Quantity = pool.Quantity, Value = pool.Value, LastCost = pool.LastCost },
            state.Layers(pool).ConvertAll(l => new Layer { Id = l.Id, PoolId = l.PoolId, SourceLine = l.SourceLine, Received = l.Received, Remaining = l.Remaining, Value = l.Value }));
    }
}
