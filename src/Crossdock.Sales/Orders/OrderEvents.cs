namespace Crossdock.Sales.Orders;

/// <summary>What happened to an order, from the rows that were written when it happened.</summary>
internal static class OrderEvents
{
    public static async Task<List<OrderEvent>> OfAsync(CrossdockDb db, SalesOrder order, List<SalesLine> lines, IReadOnlyList<OrderInvoice> invoices, CancellationToken cancel)
    {
        var ids = lines.ConvertAll(l => l.Id);
        var changes = new List<LineChange>();
        foreach (var part in ids.Chunk(500)) changes.AddRange(await db.Set<LineChange>().Where(c => part.Contains(c.OrderLineId)).ToListAsync(cancel));
        var people = changes.Select(c => c.By).Append(order.EnteredBy).Distinct().ToList();
        var names = await GroupRows.People(db).Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var number = lines.ToDictionary(l => l.Id, l => l.Line);
        var events = new List<OrderEvent> { new(order.EnteredAt, "Entered and promised", names.GetValueOrDefault(order.EnteredBy), order.CreditReason) };
        events.AddRange(changes.Select(c => new OrderEvent(
            c.At, $"Line {number[c.OrderLineId]}: {TextOf(c)}", names.GetValueOrDefault(c.By), c.AskedBy == AskedBy.Customer ? $"Asked by the customer. {c.Reason}" : c.Reason)));
        events.AddRange(invoices.Select(i => new OrderEvent(i.PostedAt, i.IsCredit ? $"{i.Source} credited by {i.Number}" : $"{i.Source} shipped, invoiced by {i.Number}", null, null)));
        return [.. events.OrderByDescending(e => e.At)];
    }

    private static string TextOf(LineChange change) => change.Kind switch
    {
        LineChangeKind.Quantity => $"quantity {change.Before} changed to {change.After}",
        LineChangeKind.RequestedDay => $"requested day {change.Before} changed to {change.After}",
        LineChangeKind.Price => $"price {change.Before} changed to {change.After}",
        LineChangeKind.Source => $"{change.After} instead of {change.Before}",
        LineChangeKind.Cancelled => $"{change.After} cancelled",
        _ => throw new InvalidOperationException($"{change.Kind} has no words."),
    };
}
