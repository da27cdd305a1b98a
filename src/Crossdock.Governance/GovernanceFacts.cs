using Crossdock.Governance.Excepting;

namespace Crossdock.Governance;

/// <summary>Approval tables or limits changed.</summary>
public sealed record ApprovalTablesChanged : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.tables_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>Something waits for people to decide.</summary>
/// <param name="Request">Number of the request.</param>
/// <param name="Document">What it is about.</param>
/// <param name="SiteId">The site it concerns, or null.</param>
public sealed record ApprovalAsked(string Request, string Document, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.approval_asked";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A request for approval moved: a vote, a question, an escalation, or its end.</summary>
/// <param name="Request">Number of the request.</param>
/// <param name="Document">What it is about.</param>
/// <param name="State">How it stands.</param>
/// <param name="SiteId">The site it concerns, or null.</param>
public sealed record ApprovalMoved(string Request, string Document, ApprovalState State, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.approval_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>An exception was raised, moved or ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Its cause.</param>
/// <param name="State">How it stands.</param>
/// <param name="SiteId">The site it concerns, or null.</param>
public sealed record ExceptionMoved(string Number, string Kind, ExceptionState State, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.exception_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>Values or bounds of parameters changed.</summary>
public sealed record ParametersChanged : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.parameters_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>Somebody was named to answer for something.</summary>
public sealed record OwnersChanged : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.owners_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
