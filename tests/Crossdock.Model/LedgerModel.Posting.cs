namespace Crossdock.Model;

/// <content>Positions, pools, journals: what every use posts through.</content>
public partial class LedgerModel
{
    private Position At(PositionKey key)
    {
        if (!positions.TryGetValue(key, out var position))
            positions.Add(key, position = new Position(key, positions.Count + 1));
        return position;
    }

    private Pool PoolAt(int site, string item)
    {
        if (!pools.TryGetValue((site, item), out var pool))
            pools.Add((site, item), pool = new Pool(site, items[item]));
        return pool;
    }

    private Pool PoolAt(PositionKey key) => PoolAt(key.Site, key.Item);

    private void Put(PositionKey key, decimal quantity, DateOnly day, bool isAdjustment = false)
    {
        var position = At(key);
        var entry = position.Write(effects.Document, day, quantity, isAdjustment, atEndOfDay: day < Today);
        effects.Positions.Add(new PositionChange(key, entry.Number, quantity, position.OnHand));
    }

    private void Book(int entity, DateOnly day, Account account, long cents, int? site = null) =>
        effects.Lines.Add((entity, day, account, site, cents));

    private void BookStock(int site, DateOnly day, long cents) =>
        Book(World.EntityOf(site), day, Account.Inventory, cents, site);

    private List<Journal> WriteJournals()
    {
        var written = new List<Journal>();
        foreach (var group in effects.Lines.GroupBy(l => (l.Entity, l.Day)))
        {
            var lines = group.GroupBy(l => (l.Account, l.Site))
                .Select(g => new JournalLine(g.Key.Account, g.Key.Site, g.Sum(l => l.Cents)))
                .Where(l => l.Cents != 0)
                .Select(l => l with { Cents = Written(l.Account, l.Cents) }).ToList();
            if (lines.Count == 0) continue;
            written.Add(new Journal(journals.Count + written.Count + 1, effects.Document, group.Key.Entity, group.Key.Day, lines));
            foreach (var line in lines)
            {
                var key = (line.Account, group.Key.Entity, line.Site);
                balances[key] = balances.GetValueOrDefault(key) + line.Cents;
            }
        }

        journals.AddRange(written);
        return written;
    }

    /// <summary>Value comes into a pool: first it fills what is missing, the rest becomes stock.</summary>
    private void Bring(Pool pool, decimal quantity, long cents, int origin, DateOnly day)
    {
        effects.Pools.Add(new PoolChange(pool.Site, pool.Item.Name, quantity, cents));
        pool.LastCost = Exactly.PerUnit(cents, quantity);
        var missing = Math.Min(quantity, pool.Shortages.Sum(s => s.Quantity));
        if (missing > 0m)
        {
            var share = TakeShare(cents, missing, quantity);
            Settle(pool, missing, share, day);
            (quantity, cents) = (quantity - missing, cents - share);
            if (quantity == 0m) return;
        }

        if (pool.Item.Method == CostMethod.Fifo || pool.LayerList.Count == 0)
        {
            pool.LayerList.Add(new Layer(pool.Item.Method == CostMethod.Fifo ? origin : 0, quantity, cents));
            return;
        }

        pool.LayerList[0].Quantity += quantity;
        pool.LayerList[0].Cents += cents;
    }

    /// <summary>Value leaves a pool: the preferred origin's layer first, then the oldest; the last piece takes all.</summary>
    private long TakeValue(Pool pool, decimal quantity, int? prefer = null)
    {
        if (pool.LayerList.Count > 0) pool.LastCost = Exactly.PerUnit(pool.LayerList.Sum(l => l.Cents), pool.LayerList.Sum(l => l.Quantity));
        var left = quantity;
        var taken = 0L;
        foreach (var layer in pool.LayerList.OrderByDescending(l => l.Origin == prefer).ToList())
        {
            if (left == 0m) break;
            var part = Math.Min(left, layer.Quantity);
            var cents = TakeShare(layer.Cents, part, layer.Quantity);
            layer.Quantity -= part;
            layer.Cents -= cents;
            (left, taken) = (left - part, taken + cents);
        }

        pool.LayerList.RemoveAll(l => l.Quantity == 0m && l.Cents == 0);
        if (left > 0m)
        {
            var provisional = Exactly.Worth(left, pool.LastCost);
            pool.Shortages.Add(new Shortage(effects.Document, left, provisional));
            taken += provisional;
        }

        effects.Pools.Add(new PoolChange(pool.Site, pool.Item.Name, -quantity, -taken));
        return taken;
    }

    /// <summary>Takes back exactly what once came, if an average pool can bear it; otherwise its share, or its layers.</summary>
    private long TakeMirrored(Pool pool, decimal quantity, long original, int origin)
    {
        if (pool.Item.Method == CostMethod.Fifo || pool.LayerList.Count == 0) return TakeValue(pool, quantity, origin);
        var layer = pool.LayerList[0];
        var rest = layer.Cents - original;
        if (layer.Quantity < quantity || (layer.Quantity == quantity ? rest != 0 : rest < 0)) return TakeValue(pool, quantity);
        if (layer.Quantity == quantity) pool.LayerList.Clear();
        layer.Quantity -= quantity;
        layer.Cents -= original;
        effects.Pools.Add(new PoolChange(pool.Site, pool.Item.Name, -quantity, -original));
        return original;
    }

    private void Revalue(Pool pool, Layer layer, long cents, DateOnly day)
    {
        if (cents == 0) return;
        layer.Cents += cents;
        effects.Pools.Add(new PoolChange(pool.Site, pool.Item.Name, 0m, cents));
        BookStock(pool.Site, day, cents);
    }

    private void Settle(Pool pool, decimal filled, long share, DateOnly day)
    {
        while (filled > 0m)
        {
            var shortage = pool.Shortages[0];
            var part = Math.Min(filled, shortage.Quantity);
            var provisional = Exactly.Share(shortage.Cents, part, shortage.Quantity);
            var real = Exactly.Share(share, part, filled);
            shortage.Quantity -= part;
            shortage.Cents -= provisional;
            if (shortage.Quantity == 0m) pool.Shortages.RemoveAt(0);
            (filled, share) = (filled - part, share - real);
            if (real == provisional) continue;
            effects.Pools.Add(new PoolChange(pool.Site, pool.Item.Name, 0m, provisional - real));
            BookStock(pool.Site, day, provisional - real);
            FollowTheGoods(documents.GetValueOrDefault(shortage.Document), pool, real - provisional, day);
        }
    }

    /// <summary>The difference of a settled shortage goes where the goods went: to the sale, or on with the transfer.</summary>
    private void FollowTheGoods(Document? cause, Pool from, long cents, DateOnly day)
    {
        var entity = World.EntityOf(from.Site);
        if (cause is Shipment { ReversedBy: null } shipment && shipment.Returned < shipment.Quantity)
            shipment.CostOfLots[""] += cents;
        if (cause is Transfer { ReversedBy: null } transfer)
        {
            var piece = transfer.Pieces[^1];
            var underWay = Exactly.Share(cents, piece.QuantityUnderWay, piece.Quantity);
            ChangeTransit(transfer, piece, 0m, underWay, day);
            cents -= underWay;
            var pool = PoolAt(transfer.ToSite, from.Item.Name);
            var arrived = piece.Quantity - piece.QuantityUnderWay;
            if (pool.LayerList.Count > 0 && arrived > 0m)
            {
                var stock = Exactly.Share(cents, Math.Min(pool.LayerList.Sum(l => l.Quantity), arrived), arrived);
                stock = Math.Max(stock, -pool.LayerList[0].Cents);
                Revalue(pool, pool.LayerList[0], stock, day);
                cents -= stock;
            }
        }

        Book(entity, day, Account.CostOfGoods, cents);
    }

    private void ChangeTransit(Transfer transfer, TransferPiece piece, decimal quantity, long cents, DateOnly day)
    {
        piece.QuantityUnderWay += quantity;
        piece.CentsUnderWay += cents;
        effects.Transits.Add(new TransitChange(transfer.Id, quantity, cents));
        Book(World.EntityOf(transfer.ToSite), day, Account.InTransit, cents);
    }
}
