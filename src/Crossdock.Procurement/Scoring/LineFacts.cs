using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Scoring;

/// <summary>A version of a line, as far as it says who asked for what.</summary>
internal sealed record VersionFact(
    Guid LineId, int Revision, LineChangeKind Kind, Quantity Ordered, DateOnly Requested, DateOnly? Confirmed, bool BySupplier, DateTimeOffset At)
{
    /// <summary>True when we asked the supplier for this, by the release or by a change of ours.</summary>
    public bool IsOurs => Kind == LineChangeKind.Released || (Kind is LineChangeKind.Changed or LineChangeKind.Reopened && !BySupplier);

    /// <summary>True when we gave up what was open.</summary>
    public bool IsGivenUp => !BySupplier && (Kind is LineChangeKind.Cancelled or LineChangeKind.ShortClosed);
}

/// <summary>Goods that came and were not taken back.</summary>
internal sealed record ArrivalFact(string Receipt, DateOnly Day, Quantity Quantity, Condition Condition);

/// <summary>What is known of a released line: the ground every figure stands on.</summary>
internal sealed record LineFacts
{
    public required Guid Id { get; init; }
    public required Guid? PartedFrom { get; init; }
    public required string Order { get; init; }
    public required int Number { get; init; }
    public required PartnerId Supplier { get; init; }
    public required SiteId Site { get; init; }
    public required ItemId Item { get; init; }
    public required Currency Currency { get; init; }
    public required PurchasePrice Price { get; init; }
    public required UnitPrice? Agreed { get; init; }
    public required Quantity Ordered { get; init; }
    public required PurchaseLineState State { get; init; }
    public required DateTimeOffset ReleasedAt { get; init; }
    public required DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Its versions, first one first.</summary>
    public IReadOnlyList<VersionFact> Versions { get; init; } = [];

    public IReadOnlyList<ArrivalFact> Arrivals { get; init; } = [];

    public Quantity Returned { get; init; }

    public Quantity Received => Arrivals.Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);

    /// <summary>How much was ordered on it at a moment; nothing before it existed or after it was cancelled.</summary>
    public Quantity OrderedAt(DateTimeOffset moment) =>
        Versions.LastOrDefault(v => v.At <= moment) is { Kind: not LineChangeKind.Cancelled } version ? version.Ordered : Quantity.Zero;
}
