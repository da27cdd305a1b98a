using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Procurement.Ordering;

/// <summary>Head of a purchase order. Its state is what its lines say.</summary>
internal sealed class PurchaseOrder
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public PurchaseOrderKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public Currency Currency { get; init; }

    /// <summary>The customer's order that the supplier ships straight to the customer, and the customer; null for what comes here.</summary>
    public string? SalesOrder { get; init; }

    public PartnerId? CustomerId { get; init; }
    public string? Incoterm { get; set; }

    /// <summary>Where its goods become ours.</summary>
    public TitlePoint TitlePoint { get; set; }

    /// <summary>What it costs beside its goods, as JSON.</summary>
    public string Charges { get; set; } = Procurement.Charges.None;

    /// <summary>True when somebody set its charges: the supplier's standard one does not replace them.</summary>
    public bool ChargesByHand { get; set; }

    /// <summary>Charges that wait for those who decide, with their request, as JSON; or null.</summary>
    public string? PendingCharges { get; set; }

    /// <summary>Why it is released below what its supplier takes at least; null when nobody said.</summary>
    public string? BelowMinimumReason { get; set; }

    /// <summary>The supplier's own number for it, or ours from elsewhere.</summary>
    public string? Reference { get; init; }

    public string? Notes { get; init; }

    /// <summary>Why it cannot wait for its route; null for a usual buy.</summary>
    public string? EmergencyReason { get; init; }

    public EmergencyCause EmergencyCause { get; init; }

    /// <summary>What the emergency costs more than the routine would have, in the order's currency.</summary>
    public Amount Premium { get; init; }

    /// <summary>Why it was ordered although the same was on its way; null when it was not.</summary>
    public string? DuplicateReason { get; init; }

    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public PersonId? ReleasedBy { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>The decision by which it stands as it does; 0 until it is released.</summary>
    public long DecisionId { get; set; }

    /// <summary>The request for approval that is open, or null.</summary>
    public string? Approval { get; set; }

    /// <summary>Number of its last version; 0 until it is released.</summary>
    public int VersionNumber { get; set; }

    /// <summary>How many lines the buyer must answer a transfer offer for before it can be released, when it was just written.</summary>
    [NotMapped]
    public int TransferOffers { get; set; }

    /// <summary>Why it stayed a draft although it was to be released at once, when it was just written.</summary>
    [NotMapped]
    public string? DraftReason { get; set; }

    public long PostingId { get; init; }
    public long Version { get; set; }

    /// <summary>True from its first release on: each change is a version.</summary>
    public bool IsReleased => ReleasedAt is not null;

    /// <summary>The word for an order that was not released because people are asked.</summary>
    public const string Waiting = "Waiting for approval";

    /// <summary>The word for an order that was written just now.</summary>
    public string FirstState => IsReleased ? "Released" : Approval is null ? "Draft" : Waiting;

    /// <summary>The word for an order whose lines stand like this: the least advanced open line decides.</summary>
    public static string StateOf(IReadOnlyCollection<PurchaseLine> lines)
    {
        if (lines.Count == 0 || lines.All(l => l.State == PurchaseLineState.Cancelled)) return "Cancelled";
        if (lines.Any(l => l.State == PurchaseLineState.Draft)) return "Draft";
        var live = lines.Where(l => l.State != PurchaseLineState.Cancelled).ToList();
        if (live.All(l => l.Open.IsZero))
            return live.All(l => l.Uninvoiced.IsZero) ? live.All(l => l.Received.IsZero) ? "Closed" : live.All(l => l.IsConsigned) ? "Received" : "Invoiced" : "Received";
        if (live.Any(l => l.Received.IsPositive)) return "Part received";
        return live.All(l => l.ConfirmedDay is not null) ? "Confirmed" : "Released";
    }
}
