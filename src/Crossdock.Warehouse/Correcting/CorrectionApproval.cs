namespace Crossdock.Warehouse.Correcting;

/// <summary>Corrections of stock as something that may need approval. What people approved is looked at anew and posted in their commit.</summary>
/// <param name="kind">The kind of correction.</param>
/// <param name="title">What people call them.</param>
/// <param name="exceptions">Values of the exception dimension: why.</param>
/// <param name="goOn">Posts it, or asks again when it would be something else by now.</param>
/// <param name="vote">Refuses those who had the goods in hand; null when nobody but who asked and counted is kept from it.</param>
internal sealed class CorrectionApproval(
    CorrectionKind kind, string title, IReadOnlyList<string> exceptions, Func<Work, Correction, CancellationToken, Task<Result<Done>>> goOn,
    Func<Work, PersonId, string, CancellationToken, Task<Result<Done>>>? vote = null) : ApprovalSubject
{
    public override string Kind => CorrectionBook.KindOf(kind);

    public override string Title => title;

    public override string? Together => kind switch
    {
        CorrectionKind.Count => "counts at one site",
        CorrectionKind.TransitLoss => "losses on the way to one site",
        _ => "corrections of one item at one site",
    };

    public override Permission Reads => Permission.SeeStock;

    public override int Conflict => kind == CorrectionKind.Count ? 8 : 3;

    public override Task<Result<Done>> VoteAsync(Work work, PersonId voice, string document, CancellationToken cancel) =>
        vote is null ? base.VoteAsync(work, voice, document, cancel) : vote(work, voice, document, cancel);

    /// <summary>A count is blind: the case of it says what the book says.</summary>
    public override Permission? Shows => kind == CorrectionKind.Count ? Permission.SeeStock : null;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = exceptions };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        // What went by rule and is only looked at was never asked for here.
        if (end.IsReview || await CorrectionBook.OpenAsync(work, end.Document, cancel) is not { State: CorrectionState.Waiting } correction || correction.Approval != end.Request) return Done.Yes;
        if (end.State == ApprovalState.Approved) return await goOn(work, correction, cancel);
        CorrectionBook.End(work, correction, end.State switch
        {
            ApprovalState.Returned => CorrectionState.Returned,
            ApprovalState.Withdrawn => CorrectionState.Withdrawn,
            _ => CorrectionState.Rejected,
        });
        return Done.Yes;
    }
}
