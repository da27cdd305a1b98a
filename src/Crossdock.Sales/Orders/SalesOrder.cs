namespace Crossdock.Sales.Orders;

/// <summary>Head of a customer order. Its state is derived from its lines.</summary>
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

    public long PostingId { get; init; }
    public DateTimeOffset EnteredAt { get; init; }
    public PersonId EnteredBy { get; init; }
    public long Version { get; set; }

    /// <summary>State of the order, from what its lines say.</summary>
    public static OrderState StateOf(IReadOnlyCollection<SalesLine> lines)
    {
        var open = lines.Any(l => l.Open.IsPositive);
        var shipped = lines.Any(l => l.Shipped.IsPositive);
        return (open, shipped) switch
        {
            (true, true) => OrderState.PartShipped,
            (true, false) => OrderState.Open,
            (false, true) => OrderState.Shipped,
            _ => OrderState.Cancelled,
        };
    }
}
