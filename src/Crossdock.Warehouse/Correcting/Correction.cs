using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Transferring;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.Correcting;

/// <summary>A correction of stock that people decide about: as it was asked for, under the number it is posted with. It is no document of stock until then.</summary>
internal sealed class Correction
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";

    /// <summary>Orders lists: later ones are greater.</summary>
    public long Sequence { get; init; }

    public CorrectionKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public CorrectionState State { get; set; }
    public PersonId AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it happened, if the request said so; else it happens when it is posted.</summary>
    public DateTimeOffset? HappenedAt { get; init; }

    public HappenedSource Source { get; init; }

    /// <summary>Code of the reason; null for counts.</summary>
    public string? Reason { get; set; }

    public ReasonUse? Use { get; set; }
    public string? Note { get; set; }

    /// <summary>Where what happened can be seen: a photo, a police report, a count sheet.</summary>
    public string? Evidence { get; set; }

    /// <summary>For counts: true when a doubt caused it.</summary>
    public bool Triggered { get; init; }

    /// <summary>For counts: true to take corrections posted since the count for granted.</summary>
    public bool Rebase { get; init; }

    /// <summary>For losses on the way: number of the transfer.</summary>
    public string? About { get; init; }

    /// <summary>What was last asked about: the worth of all its lines, gains and losses added up.</summary>
    public Amount Value { get; set; }

    /// <summary>The request people decide on, the last one when it is over.</summary>
    public string? Approval { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public long Version { get; set; }
    public List<CorrectionLine> Lines { get; init; } = [];

    /// <summary>It may still be changed, taken back or posted.</summary>
    public bool IsOpen => State is CorrectionState.Waiting or CorrectionState.Returned;
}

/// <summary>One position of a correction.</summary>
internal sealed class CorrectionLine
{
    public Guid CorrectionId { get; init; }
    public int Line { get; init; }
    public ItemId ItemId { get; init; }
    public PlaceId PlaceId { get; init; }
    public LotId LotId { get; init; }
    public PartnerId OwnerId { get; init; }
    public Condition Condition { get; init; }

    /// <summary>What would be added, negative when it leaves, in base units.</summary>
    public Quantity Change { get; set; }

    /// <summary>What lay there by the book when it was last asked about.</summary>
    public Quantity OnHand { get; set; }

    /// <summary>What the change was worth then, positive.</summary>
    public Amount Value { get; set; }

    /// <summary>For counts: the entry of the balance that was counted.</summary>
    public long? EntryNumber { get; init; }

    /// <summary>For counts: what lay there.</summary>
    public Quantity? Counted { get; init; }

    /// <summary>For losses on the way: the line of the transfer; the lot is there when it was named.</summary>
    public int? AboutLine { get; init; }

    /// <summary>For counts: when.</summary>
    public DateTimeOffset? ScannedAt { get; init; }

    public StockAt At(SiteId site) => new(site, PlaceId, Condition, LotId, OwnerId);
}

/// <summary>Only to lock the head before anything is decided.</summary>
internal sealed class CorrectionHead
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
}

internal static class CorrectionTables
{
    public static readonly RowSelect<CorrectionHead> Lock = new(new RowMap<CorrectionHead>("warehouse_corrections"), lockRows: true, "id", nameof(CorrectionHead.Number));

    public static void Model(ModelBuilder model)
    {
        model.Entity<Correction>(e =>
        {
            e.ToTable("warehouse_corrections");
            e.HasIndex(c => c.Number).IsUnique();
            e.HasIndex(c => c.Sequence);
            e.HasIndex(c => new { c.SiteId, c.State });
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasMany(c => c.Lines).WithOne().HasForeignKey(l => l.CorrectionId);
            e.Ignore(c => c.IsOpen);
        });
        model.Entity<CorrectionLine>(e =>
        {
            e.ToTable("warehouse_correction_lines");
            e.HasKey(l => new { l.CorrectionId, l.Line });
            e.HasIndex(l => l.ItemId);
        });
    }

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<AdjustmentCases>().AddSingleton<AdjustmentDesk>().AddSingleton<CountCases>().AddSingleton<CountDesk>().AddSingleton<ReversalCases>().AddSingleton<TransitLossCases>().AddSingleton<TransitLossDesk>();
        services.AddSingleton<CorrectionList>().AddSingleton<FindCorrection>().AddSingleton<ChangeCorrection>().AddSingleton<WithdrawCorrection>();
        services.AddSingleton<ApprovalSubject>(s => new CorrectionApproval(
            CorrectionKind.Adjustment, "Stock adjustments", [.. StoredReason.CodesFor(ReasonUse.Found, ReasonUse.Lost), ReversalCases.Exception], s.GetRequiredService<AdjustmentDesk>().GoOnAsync));
        services.AddSingleton<ApprovalSubject>(s => new CorrectionApproval(
            CorrectionKind.WriteOff, "Write-offs", [.. StoredReason.CodesFor(ReasonUse.Scrap), ReversalCases.Exception], s.GetRequiredService<AdjustmentDesk>().GoOnAsync));
        services.AddSingleton<ApprovalSubject>(s => new CorrectionApproval(
            CorrectionKind.Count, "Count variances", [.. CountCases.Exceptions, ReversalCases.Exception], s.GetRequiredService<CountDesk>().GoOnAsync));
        services.AddSingleton<ApprovalSubject>(s => new CorrectionApproval(
            CorrectionKind.TransitLoss, "Losses on the way", [.. StoredReason.CodesFor(ReasonUse.TransitLoss), ReversalCases.Exception], s.GetRequiredService<TransitLossDesk>().GoOnAsync,
            s.GetRequiredService<TransitLossDesk>().VoteAsync));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CorrectionList.Map(routes);
        FindCorrection.Map(routes);
        ChangeCorrection.Map(routes);
        WithdrawCorrection.Map(routes);
    }
}
