namespace Crossdock.Governance.Parameters;

/// <summary>Values outside of the bounds, as something that needs approval.</summary>
internal sealed class ParameterApproval(ParameterBook book, Scopes scopes) : ApprovalSubject
{
    public const string SubjectKind = "parameter";

    public override string Kind => SubjectKind;

    public override string Title => "Parameters outside their bounds";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = ["below", "above", "not-allowed"] };

    /// <summary>Sets what was approved, if it can still be: the day must not be over, and the bounds must be the ones that were decided on, or wider.</summary>
    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        var asked = await work.Db.Set<ParameterRequest>().SingleAsync(r => r.Number == end.Document, cancel);
        if (asked.State != ApprovalState.Pending) return Done.Yes;
        (asked.State, asked.Version) = (end.State, asked.Version + 1);
        if (end.State != ApprovalState.Approved) return Done.Yes;
        if (book.ByKey.GetValueOrDefault(asked.Parameter) is not { } parameter) return new ParameterGone(asked.Parameter);

        await ParameterDesk.LockAsync(work, parameter, cancel);
        var history = await ParameterHistory.ReadAsync(work.Db, parameter.Key, cancel);
        var today = await scopes.DayAsync(work.Db, asked.Scope, work.Now, cancel);
        if (asked.Until < today) return new ParameterOver(asked.Number, asked.Until);
        if (asked.Value < parameter.Least || asked.Value > parameter.Most) return new ParameterLimits(parameter.Title, parameter.Words(parameter.Least), parameter.Words(parameter.Most));
        var bounds = history.BoundsOf(parameter, asked.Scope);
        if (bounds?.Contains(asked.Value) == false && bounds.Words(parameter) != asked.Bounds) return new BoundsMoved(asked.Number, bounds.Words(parameter));
        var from = asked.ValidFrom < today ? today : asked.ValidFrom;
        await ParameterDesk.SetAsync(work, history, new(parameter, asked.Scope, asked.Value, from, asked.Until, asked.Reason, asked.Effect), new(end.Request, asked.PersonId), cancel);
        return Done.Yes;
    }
}

internal sealed record ParameterGone(string Parameter) : Refusal(RefusalKind.Conflict, "governance.parameter_gone", $"There is no parameter '{Parameter}' any more. Reject the request.");

internal sealed record ParameterOver(string Number, DateOnly Until) : Refusal(RefusalKind.Conflict, "governance.parameter_over", $"{Number} was to hold until {Until:yyyy-MM-dd}, which is over. Reject it, or let it be asked for anew.");

internal sealed record BoundsMoved(string Number, string Bounds) : Refusal(RefusalKind.Conflict, "governance.bounds_moved", $"The bounds have become {Bounds} since {Number} was asked for. Reject it, or let it be asked for anew.");
