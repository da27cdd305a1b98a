using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.Shipping;

/// <summary>Goods that left for a customer, or the mirror of a shipment that was reversed.</summary>
internal sealed class Shipment
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId CustomerId { get; init; }
    public Guid OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public string? Carrier { get; init; }
    public string? Tracking { get; init; }

    /// <summary>Accounting day.</summary>
    public DateOnly Day { get; init; }

    public Guid? InvoiceId { get; init; }
    public string? InvoiceNumber { get; init; }
    public Guid? MirrorOf { get; init; }
    public string? Reason { get; init; }

    /// <summary>Number of the mirror, when it was reversed.</summary>
    public string? ReversedBy { get; set; }

    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PostedBy { get; init; }
    public DateTimeOffset HappenedAt { get; init; }
    public HappenedSource Source { get; init; }
    public long Version { get; set; }
}

/// <summary>What left of one order line in one lot, with what it cost; returns come back at this cost.</summary>
internal sealed class ShipmentLine
{
    public Guid Id { get; init; }
    public Guid ShipmentId { get; init; }
    public int Line { get; init; }
    public Guid OrderLineId { get; init; }
    public int OrderLine { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public string Unit { get; init; } = "";
    public Quantity Quantity { get; init; }

    /// <summary>Value that left stock with it, in the entity's currency.</summary>
    public Amount Cost { get; set; }

    public Guid? InvoiceLineId { get; set; }
    public Quantity Returned { get; set; }
    public Amount ReturnedCost { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public Quantity Returnable => Quantity - Returned;

    /// <summary>Takes a quantity back at the cost it left with; the last part takes what is left of it.</summary>
    public Amount Return(Quantity quantity, Currency currency)
    {
        if (!quantity.IsPositive || quantity > Returnable) throw new InvalidOperationException($"Shipment line {Id} takes back {quantity} of {Returnable}.");
        var left = Cost - ReturnedCost;
        var value = quantity == Returnable ? left : left.Share(quantity, Returnable, currency);
        Returned += quantity;
        ReturnedCost += value;
        return value;
    }
}

internal static class ShippingTables
{
    public static readonly RowMap<Shipment> Shipments = new("warehouse_shipments");
    public static readonly RowMap<ShipmentLine> Lines = new("warehouse_shipment_lines");
    public static readonly RowInsert<Shipment> InsertShipment = new(Shipments);
    public static readonly RowInsert<ShipmentLine> InsertLine = new(Lines);
    public static readonly RowSelect<Shipment> LockShipment = new(Shipments, lockRows: true, "id", nameof(Shipment.Number));
    public static readonly RowSelect<ShipmentLine> LockLines = new(Lines, lockRows: true, "line", nameof(ShipmentLine.ShipmentId));
    public static readonly RowUpdate<Shipment> MarkReversed = new("warehouse_shipments", "reversed_by = @ReversedBy, version = version + 1", "id = @Id AND version = @Version");
    public static readonly RowUpdate<ShipmentLine> UpdateReturned = new("warehouse_shipment_lines",
        "returned = @Returned, returned_cost = @ReturnedCost, version = version + 1", "id = @Id AND version = @Version");

    public static void Model(ModelBuilder model)
    {
        model.Entity<Shipment>(e =>
        {
            e.ToTable("warehouse_shipments");
            e.HasIndex(s => s.Number).IsUnique();
            e.HasIndex(s => s.OrderId);
            e.HasIndex(s => s.MirrorOf).IsUnique();
            e.HasIndex(s => new { s.SiteId, s.Id });
        });
        model.Entity<ShipmentLine>(e =>
        {
            e.ToTable("warehouse_shipment_lines", t => t.HasCheckConstraint("ck_shipment_lines_returned", "returned >= 0 AND returned <= quantity"));
            e.HasIndex(l => new { l.ShipmentId, l.Line }).IsUnique();
            e.HasIndex(l => l.OrderLineId);
        });
    }

    public static void Services(IServiceCollection services) => services.AddSingleton<ShipOrder>().AddSingleton<ReverseShipment>().AddSingleton<FindShipment>().AddSingleton<ShipmentList>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        ShipOrder.Map(routes);
        ReverseShipment.Map(routes);
        FindShipment.Map(routes);
        ShipmentList.Map(routes);
    }
}

/// <summary>A locked shipment with its lines.</summary>
internal sealed record LockedShipment(Shipment Head, List<ShipmentLine> Lines)
{
    public static async Task<Result<LockedShipment>> LockAsync(Work work, string number, CancellationToken cancel)
    {
        if ((await work.SelectAsync(ShippingTables.LockShipment, [new Shipment { Number = number.Trim() }], cancel)).SingleOrDefault() is not { } head
            || !work.Actor.WorksAt(head.EntityId, head.SiteId)) return Refusal.NotFound("shipment", number);
        if (head.MirrorOf is not null) return new MirrorShipment(head.Number);
        if (head.ReversedBy is { } by) return new ShipmentReversed(head.Number, by);
        return new LockedShipment(head, await work.SelectAsync(ShippingTables.LockLines, [new ShipmentLine { ShipmentId = head.Id }], cancel));
    }
}
