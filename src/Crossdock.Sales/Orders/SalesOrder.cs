namespace Crossdock.Sales.Orders;

/// <summary>Head of a customer order. Its state and amounts are derived from its lines, by <see cref="Settle"/> alone.</summary>
internal sealed class SalesOrder
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId CustomerId { get; init; }
    public Currency Currency { get; init; }
    public string? CustomerReference { get; init; }

    /// <summary>The customer takes it only as a whole.</summary>
    public bool ShipComplete { get; init; }

    public DateOnly RequestedDay { get; init; }

    /// <summary>Why it was entered beyond the credit limit, if it was.</summary>
    public string? CreditReason { get; init; }

    public OrderState State { get; set; } = OrderState.Open;

    /// <summary>Net amount of everything ordered and not cancelled.</summary>
    public Amount Net { get; set; }

    /// <summary>Net amount of what is open.</summary>
    public Amount OpenNet { get; set; }

    /// <summary>Day the first open line is to leave, or null when nothing is open.</summary>
    public DateOnly? DueDay { get; set; }

    public long PostingId { get; init; }
    public DateTimeOffset EnteredAt { get; init; }
    public PersonId EnteredBy { get; init; }
    public long Version { get; set; }

    /// <summary>Derives state and amounts from the lines.</summary>
    public void Settle(IReadOnlyCollection<SalesLine> lines)
    {
        State = StateOf(lines.Any(l => l.Open.IsPositive), lines.Any(l => l.Shipped.IsPositive));
        Net = lines.Aggregate(Amount.Zero, (sum, l) => sum + l.AgreedPrice.For(l.Ordered - l.Cancelled, Currency));
        OpenNet = lines.Aggregate(Amount.Zero, (sum, l) => sum + l.OpenNet);
        var open = lines.Where(l => l.Open.IsPositive).ToList();
        DueDay = open.Count == 0 ? null : open.Min(l => l.DueDay);
    }

    private static OrderState StateOf(bool open, bool shipped) => (open, shipped) switch
    {
        (true, true) => OrderState.PartShipped,
        (true, false) => OrderState.Open,
        (false, true) => OrderState.Shipped,
        _ => OrderState.Cancelled,
    };
}
