using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.SupplierReturns;

/// <summary>Goods that went back to a supplier, out of one receipt. Written once.</summary>
internal sealed class SupplierReturn
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public Guid ReceiptId { get; init; }
    public DateTimeOffset HappenedAt { get; init; }
    public HappenedSource Source { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public long PostingId { get; init; }
    public PersonId PersonId { get; init; }
    public string Reason { get; init; } = "";
}

/// <summary>A line of a return: so much of one receipt line.</summary>
internal sealed class SupplierReturnLine
{
    public Guid Id { get; init; }
    public Guid ReturnId { get; init; }
    public int Number { get; init; }
    public Guid ReceiptLineId { get; init; }
    public Guid OrderLineId { get; init; }
    public ItemId ItemId { get; init; }
    public Quantity Quantity { get; init; }
    public LotId LotId { get; init; }
    public PlaceId PlaceId { get; init; }

    /// <summary>What the supplier owes, in the order's currency.</summary>
    public Amount Amount { get; init; }

    /// <summary>The same in the entity's currency: debited to goods received, not invoiced.</summary>
    public Amount Owed { get; init; }

    /// <summary>What left stock.</summary>
    public Amount Value { get; init; }

    /// <summary>Why the two differ, in words; null when they do not.</summary>
    public string? Note { get; init; }
}

/// <summary>Tables, services and routes of returns to suppliers.</summary>
internal static class SupplierReturnTables
{
    public static readonly string[] AppendOnly = ["warehouse_supplier_returns", "warehouse_supplier_return_lines"];
    public static readonly RowMap<SupplierReturn> Returns = new("warehouse_supplier_returns");
    public static readonly RowMap<SupplierReturnLine> Lines = new("warehouse_supplier_return_lines");
    public static readonly RowInsert<SupplierReturn> Insert = new(Returns, sealedRow: true);
    public static readonly RowInsert<SupplierReturnLine> InsertLine = new(Lines, sealedRow: true);

    public static void Model(ModelBuilder model)
    {
        model.Entity<SupplierReturn>(e =>
        {
            e.ToTable("warehouse_supplier_returns");
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => r.ReceiptId);
        });
        model.Entity<SupplierReturnLine>(e =>
        {
            e.ToTable("warehouse_supplier_return_lines");
            e.HasIndex(l => new { l.ReturnId, l.Number }).IsUnique();
        });
    }

    public static void Services(IServiceCollection services) => services.AddSingleton<ReturnToSupplier>().AddSingleton<FindSupplierReturn>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        ReturnToSupplier.Map(routes);
        FindSupplierReturn.Map(routes);
    }
}
