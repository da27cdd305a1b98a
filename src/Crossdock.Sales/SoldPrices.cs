namespace Crossdock.Sales;

/// <summary>What customers really paid: the average net price of what was invoiced, less what was credited.</summary>
public static class SoldPrices
{
    /// <summary>
    /// The average net price of one base unit of each item in invoices of a currency since a day: net over quantity, both less credits, rounded to
    /// millionths. Items that nobody bought since are not in the answer.
    /// </summary>
    public static async Task<IReadOnlyDictionary<ItemId, UnitPrice>> SinceAsync(CrossdockDb db, Currency currency, DateOnly since, IReadOnlyCollection<ItemId> items, CancellationToken cancel)
    {
        if (items.Count == 0) return new Dictionary<ItemId, UnitPrice>();
        var (code, first, keys) = (currency.Code, Instants.ToNumber(since), items.Select(i => i.Value).ToList());
        var sums = await db.Database.SqlQuery<SoldSum>(
            $"""
            SELECT l.item_id AS "Item", CAST(SUM(l.quantity - l.credited) AS bigint) AS "Quantity", CAST(SUM(l.net - l.credited_net) AS bigint) AS "Net"
            FROM sales_invoice_lines l JOIN sales_invoices i ON i.id = l.invoice_id
            WHERE i.kind = 1 AND i.currency = {code} AND i.day >= {first} GROUP BY l.item_id
            """).Where(s => keys.Contains(s.Item)).ToListAsync(cancel);
        return sums.Where(s => s.Quantity > 0 && s.Net > 0)
            .ToDictionary(s => new ItemId(s.Item), s => new UnitPrice(Exact.MultiplyDivide(s.Net, UnitPrice.Scale / Amount.Scale * Quantity.Scale, s.Quantity)));
    }

    private sealed record SoldSum(int Item, long Quantity, long Net);
}
