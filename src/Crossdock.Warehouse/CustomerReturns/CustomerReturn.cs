using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.CustomerReturns;

/// <summary>Goods a customer sent back, against the shipment they left with.</summary>
internal sealed class CustomerReturn
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId CustomerId { get; init; }
    public Guid OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public Guid ShipmentId { get; init; }
    public string ShipmentNumber { get; init; } = "";
    public string Reason { get; init; } = "";
    public DateOnly Day { get; init; }
    public Guid? CreditNoteId { get; set; }
    public string? CreditNote { get; set; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PostedBy { get; init; }
    public DateTimeOffset HappenedAt { get; init; }
    public HappenedSource Source { get; init; }
    public long Version { get; set; }
}

internal sealed class CustomerReturnLine
{
    public Guid Id { get; init; }
    public Guid ReturnId { get; init; }
    public int Line { get; init; }
    public Guid ShipmentLineId { get; init; }
    public Guid OrderLineId { get; init; }
    public Guid? InvoiceLineId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public Quantity Quantity { get; init; }

    /// <summary>Value it came back at: its share of what it left with.</summary>
    public Amount Cost { get; init; }

    public PlaceId PlaceId { get; init; }
    public Condition Condition { get; init; }
}

internal static class ReturnTables
{
    public static readonly RowMap<CustomerReturn> Returns = new("warehouse_customer_returns");
    public static readonly RowMap<CustomerReturnLine> Lines = new("warehouse_customer_return_lines");
    public static readonly RowInsert<CustomerReturn> InsertReturn = new(Returns);
    public static readonly RowInsert<CustomerReturnLine> InsertLine = new(Lines, sealedRow: true);
    public static readonly RowSelect<CustomerReturn> LockReturn = new(Returns, lockRows: true, "id", nameof(CustomerReturn.Number));
    public static readonly RowSelect<CustomerReturnLine> LinesOfReturn = new(Lines, lockRows: false, "line", nameof(CustomerReturnLine.ReturnId));
    public static readonly RowUpdate<CustomerReturn> MarkCredited = new("warehouse_customer_returns",
        "credit_note_id = @CreditNoteId, credit_note = @CreditNote, version = version + 1", "id = @Id AND version = @Version");

    public static IEnumerable<string> AppendOnly => ["warehouse_customer_return_lines"];

    public static void Model(ModelBuilder model)
    {
        model.Entity<CustomerReturn>(e =>
        {
            e.ToTable("warehouse_customer_returns");
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => r.ShipmentId);
            e.HasIndex(r => r.OrderId);
        });
        model.Entity<CustomerReturnLine>(e =>
        {
            e.ToTable("warehouse_customer_return_lines");
            e.HasIndex(l => new { l.ReturnId, l.Line }).IsUnique();
            e.HasIndex(l => l.ShipmentLineId);
        });
    }

    public static void Services(IServiceCollection services) => services.AddSingleton<ReceiveCustomerReturn>().AddSingleton<CreditCustomerReturn>().AddSingleton<FindCustomerReturn>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        ReceiveCustomerReturn.Map(routes);
        CreditCustomerReturn.Map(routes);
        FindCustomerReturn.Map(routes);
    }
}

internal sealed record ReturnExceeds(string Shipment, int Line, Quantity Left, Quantity Asked) : Refusal(RefusalKind.Conflict, "warehouse.return_exceeds",
    $"Of line {Line} of {Shipment} {Left} can still come back, asked {Asked}.");

internal sealed record ShipmentLineUnknown(string Shipment, int Line) : Refusal(RefusalKind.NotFound, "warehouse.shipment_line_unknown", $"{Shipment} has no line {Line}.");

internal sealed record OtherLot(string Shipment, int Line, string Left, string Came) : Refusal(RefusalKind.Refused, "warehouse.other_lot",
    $"Line {Line} of {Shipment} left with {Left}, not with {Came}.");

internal sealed record PlaceNeeded(int Line) : Refusal(RefusalKind.Invalid, "warehouse.place_needed",
    $"Say into which place line {Line} goes; only quarantine has a place of its own.");

internal sealed record ConditionOfReturn(Condition Condition) : Refusal(RefusalKind.Invalid, "warehouse.condition_of_return",
    $"Returned goods go into quarantine, available, hold or damaged, not {Condition}.");

internal sealed record ReturnCredited(string Return, string CreditNote) : Refusal(RefusalKind.Conflict, "warehouse.return_credited",
    $"{Return} was credited already by {CreditNote}.");

internal sealed record ShipmentNotInvoiced(string Shipment) : Refusal(RefusalKind.Refused, "warehouse.shipment_not_invoiced",
    $"{Shipment} has no invoice to credit.");
