namespace Crossdock.Sales.Orders;

/// <summary>What of a line was changed after entry. Stored by number.</summary>
internal enum LineChangeKind
{
    Quantity = 1,
    RequestedDay = 2,
    Price = 3,
    Cancelled = 4,
    Source = 5,
}

/// <summary>A change of an order line, with who asked for it: service is measured against it, so it is never changed itself.</summary>
internal sealed class LineChange
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid OrderLineId { get; init; }
    public LineChangeKind Kind { get; init; }
    public string Before { get; init; } = "";
    public string After { get; init; } = "";
    public AskedBy AskedBy { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset At { get; init; }
    public PersonId By { get; init; }

    public static void Enter(Work work, SalesLine line, LineChangeKind kind, string before, string after, AskedBy side, string? reason) =>
        work.Insert(OrderRows.InsertChange, new LineChange
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            OrderLineId = line.Id,
            Kind = kind,
            Before = before,
            After = after,
            AskedBy = side,
            Reason = reason,
            At = work.Now,
            By = work.Actor.Id,
        });
}
