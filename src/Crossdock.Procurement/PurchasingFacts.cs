namespace Crossdock.Procurement;

/// <summary>A purchase line went to the supplier.</summary>
public sealed record PurchaseLineReleased(Guid Line, string Document, Quantity Quantity, DateOnly Day, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.line_released";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>What is to come on a purchase line changed: quantity, day, price, or it was closed.</summary>
public sealed record PurchaseLineChanged(Guid Line, string Document, Quantity Open, DateOnly Day, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.line_changed";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>A draft order exists: planning counts it as supply.</summary>
public sealed record PurchaseLineDrafted(Guid Line, string Document, Quantity Quantity, DateOnly Day, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.line_drafted";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>A proposal about a purchase line was made, decided on, or overtaken.</summary>
public sealed record ProposalMoved(string Proposal, string Document, Answering.ProposalState State, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.proposal_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>An agreement was written, decided on or ended, or an order took something of it or gave it back.</summary>
public sealed record AgreementMoved(string Agreement, Agreeing.AgreementState State, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.agreement_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A requisition was asked for, approved, ordered or ended.</summary>
public sealed record RequisitionMoved(string Requisition, Requisitioning.RequisitionState State, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.requisition_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
