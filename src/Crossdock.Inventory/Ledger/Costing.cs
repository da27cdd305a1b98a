namespace Crossdock.Inventory.Ledger;

/// <summary>
/// What leaves and enters a cost pool. Value, not unit cost: an issue of q out of Q takes <c>round(V * q / Q)</c>, and the issue that takes
/// the last quantity takes all the value (rules 2 and 4 of the ledger). Pure: pools and layers in, amounts out.
/// </summary>
internal static class Costing
{
    /// <summary>Takes a quantity at the pool's cost. What the pool does not hold goes out at the last known cost and is answered as missing.</summary>
    /// <param name="pool">The pool; changed.</param>
    /// <param name="layers">Its layers, oldest first (FIFO); changed.</param>
    /// <param name="quantity">What leaves, positive.</param>
    /// <param name="originLine">FIFO: the receipt line whose layer goes first, or null for the oldest.</param>
    /// <param name="currency">The entity's currency.</param>
    /// <returns>Value that leaves, and the part of quantity and value that was not there.</returns>
    public static (Amount Value, Quantity Missing, Amount MissingValue) Take(Pool pool, List<Layer> layers, Quantity quantity, Guid? originLine, Currency currency)
    {
        var there = Quantity.Min(quantity, Quantity.Max(pool.Quantity, Quantity.Zero));
        var value = there.IsZero ? Amount.Zero
            : pool.Method == Valuation.Fifo ? TakeLayers(layers, there, originLine, currency)
            : there == pool.Quantity ? pool.Value
            : pool.Value.Share(there, pool.Quantity, currency);
        if (pool.Quantity.IsPositive) pool.LastCost = UnitPrice.Per(pool.Value, pool.Quantity);
        var missing = quantity - there;
        var missingValue = missing.IsZero ? Amount.Zero : pool.LastCost.Times(missing, currency);
        pool.Quantity -= quantity;
        pool.Value -= value + missingValue;
        return (value + missingValue, missing, missingValue);
    }

    /// <summary>Puts a quantity in at a value. What fills a hole is answered apart: its share of the value settles the shortages.</summary>
    public static (Quantity Filled, Amount FilledValue) Put(Pool pool, Quantity quantity, Amount value, Action<Quantity, Amount> addLayer, Currency currency)
    {
        var filled = pool.Quantity.IsNegative ? Quantity.Min(-pool.Quantity, quantity) : Quantity.Zero;
        var filledValue = filled.IsZero ? Amount.Zero : value.Share(filled, quantity, currency);
        pool.Quantity += quantity;
        pool.Value += value;
        if (pool.Method == Valuation.Fifo && quantity > filled) addLayer(quantity - filled, value - filledValue);
        if (!quantity.IsZero) pool.LastCost = UnitPrice.Per(value, quantity);
        return (filled, filledValue);
    }

    /// <summary>What a found quantity is worth: the pool's average, else the cost last seen, else the item's standard cost.</summary>
    public static Amount ValueOfGain(Pool pool, Quantity quantity, UnitPrice standard, Currency currency)
    {
        if (pool.Quantity.IsPositive && !pool.Value.IsNegative) return pool.Value.Share(quantity, pool.Quantity, currency);
        return (pool.LastCost.IsZero ? standard : pool.LastCost).Times(quantity, currency);
    }

    /// <summary>
    /// Takes a quantity out for a reversal: its original value when the pool stays sound (nothing negative, no value without
    /// quantity), else what the pool's own rule gives; the caller posts the difference.
    /// </summary>
    public static Amount TakeBack(Pool pool, List<Layer> layers, Quantity quantity, Amount original, Guid? originLine, Currency currency)
    {
        var rest = pool.Value - original;
        var sound = pool.Method == Valuation.MovingAverage && quantity <= pool.Quantity && (quantity == pool.Quantity ? rest.IsZero : !rest.IsNegative);
        if (!sound) return Take(pool, layers, quantity, originLine, currency).Value;
        pool.Quantity -= quantity;
        pool.Value = rest;
        return original;
    }

    private static Amount TakeLayers(List<Layer> layers, Quantity quantity, Guid? originLine, Currency currency)
    {
        var value = Amount.Zero;
        foreach (var layer in layers.Where(l => l.Remaining.IsPositive).OrderByDescending(l => originLine is not null && l.SourceLine == originLine).ToList())
        {
            if (quantity.IsZero) break;
            var part = Quantity.Min(quantity, layer.Remaining);
            var worth = part == layer.Remaining ? layer.Value : layer.Value.Share(part, layer.Remaining, currency);
            layer.Remaining -= part;
            layer.Value -= worth;
            layer.Changed = true;
            quantity -= part;
            value += worth;
        }

        return quantity.IsZero ? value : throw new InvalidOperationException("The layers hold less than their pool.");
    }
}
