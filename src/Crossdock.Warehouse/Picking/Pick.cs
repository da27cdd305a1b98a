using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.Picking;

/// <summary>Goods taken from their bins for an order; written once.</summary>
internal sealed class Pick
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public Guid OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PostedBy { get; init; }
    public DateTimeOffset HappenedAt { get; init; }
    public HappenedSource Source { get; init; }
}

/// <summary>What was taken from one place, and what was not found there.</summary>
internal sealed class PickLine
{
    public Guid Id { get; init; }
    public Guid PickId { get; init; }
    public int Line { get; init; }
    public Guid OrderLineId { get; init; }
    public ItemId ItemId { get; init; }
    public PlaceId PlaceId { get; init; }
    public LotId LotId { get; init; }
    public Quantity Quantity { get; init; }

    /// <summary>Allocated there and not found; it is on hold there until it is counted.</summary>
    public Quantity Missing { get; init; }

    public string? Reason { get; init; }
}

internal static class PickingTables
{
    public static readonly RowMap<Pick> Picks = new("warehouse_picks");
    public static readonly RowMap<PickLine> Lines = new("warehouse_pick_lines");
    public static readonly RowInsert<Pick> InsertPick = new(Picks, sealedRow: true);
    public static readonly RowInsert<PickLine> InsertLine = new(Lines, sealedRow: true);

    public static IEnumerable<string> AppendOnly => ["warehouse_picks", "warehouse_pick_lines"];

    public static void Model(ModelBuilder model)
    {
        model.Entity<Pick>(e =>
        {
            e.ToTable("warehouse_picks");
            e.HasIndex(p => p.Number).IsUnique();
            e.HasIndex(p => p.OrderId);
        });
        model.Entity<PickLine>(e =>
        {
            e.ToTable("warehouse_pick_lines");
            e.HasIndex(l => new { l.PickId, l.Line }).IsUnique();
        });
    }

    public static void Services(IServiceCollection services) => services.AddSingleton<PickGoods>();

    public static void Map(IEndpointRouteBuilder routes) => PickGoods.Map(routes);
}

internal sealed record NothingToPick(string Order) : Refusal(RefusalKind.Refused, "warehouse.nothing_to_pick",
    $"Nothing of {Order} lies in a bin for picking.");

internal sealed record NotAllocatedThere(string Order, int Line, string Place, Quantity Allocated, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.not_allocated_there",
    $"At {Place} {Allocated} are allocated to line {Line} of {Order}, asked {Asked}. Pick from the places the order names.");

internal sealed record ShortWithoutReason(int Line) : Refusal(RefusalKind.Invalid, "warehouse.short_without_reason",
    $"Nothing is picked for line {Line}: say in the short reason why.");
