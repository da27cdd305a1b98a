using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Governance.Parameters;

/// <summary>A value as somebody wants it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Scope">For whom.</param>
/// <param name="Value">The value; null to go by the larger scope.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effect">What it is to bring.</param>
internal sealed record ParameterWish(ParameterDefinition Parameter, Scope Scope, long? Value, DateOnly From, DateOnly? Until, string Reason, string? Effect);

/// <summary>Writes values, and asks those who decide about what lies outside of the bounds.</summary>
internal sealed class ParameterDesk(Approvals approvals, Directory directory, Scopes scopes)
{
    /// <summary>Takes a parameter for the length of the commit: values and bounds are decided on one after another.</summary>
    public static Task LockAsync(Work work, ParameterDefinition parameter, CancellationToken cancel) =>
        work.LockAloneAsync(BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("parameter\n" + parameter.Key))), cancel);

    /// <summary>Why somebody may not set anything for a scope; null when they may.</summary>
    public static Refusal? MayNot(Actor actor, Scope scope) =>
        scope.IsWithin(actor) && (scope.Level == ScopeLevels.Site || actor.May(Permission.MaintainParameters)) ? null : new CorporateValue();

    /// <summary>Writes a value.</summary>
    public static async Task SetAsync(Work work, ParameterHistory history, ParameterWish wanted, ApprovedBy? approved, CancellationToken cancel)
    {
        work.Insert(ParameterTables.InsertValue, new ParameterValue
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Parameter = wanted.Parameter.Key,
            EntityId = wanted.Scope.Entity,
            SiteId = wanted.Scope.Site,
            Number = history.SetCount(wanted.Parameter, wanted.Scope) + 1,
            Value = wanted.Value,
            ValidFrom = wanted.From,
            Until = wanted.Until,
            Reason = wanted.Reason,
            Effect = wanted.Effect,
            Request = approved?.Approval,
            PersonId = approved?.Requester ?? work.Actor.Id,
            At = work.Now,
        });
        await MasterChanges.TellAsync(work, new ParametersChanged(), cancel);
    }

    /// <summary>Asks about a value outside of the bounds; answers the number of the request, or null when the table lets it be and it is set.</summary>
    public async Task<Result<string?>> AskAsync(Work work, ParameterHistory history, ParameterWish wanted, ParameterBounds bounds, CancellationToken cancel)
    {
        var (parameter, scope) = (wanted.Parameter, wanted.Scope);
        if (scope.Level == ScopeLevels.Group) return new WidenFirst(parameter.Title, bounds.Words(parameter)) { Pointer = "/value" };
        if (wanted.Until is not { } until || wanted.Effect is not { } effect)
        {
            return new OutsideBounds(parameter.Title, bounds.Words(parameter))
            {
                Pointer = wanted.Until is null ? "/until" : "/effect",
                Explain = new Dictionary<string, string> { ["bounds"] = bounds.Words(parameter), ["asked"] = parameter.Words(wanted.Value!.Value) },
            };
        }

        var made = new ParameterRequest
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("PA"),
            Parameter = parameter.Key,
            EntityId = scope.Entity,
            SiteId = scope.Site,
            Value = wanted.Value!.Value,
            ValidFrom = wanted.From,
            Until = until,
            Reason = wanted.Reason,
            Effect = effect,
            Bounds = bounds.Words(parameter),
            PersonId = work.Actor.Id,
            At = work.Now,
            State = ApprovalState.Pending,
            Version = 1,
        };
        var open = await OpenAsync(work, parameter, scope, cancel);
        if (open.Find(r => r.Says(made)) is { } same) made = same;
        else work.Db.Add(made);
        foreach (var old in open.Where(r => r != made))
        {
            (old.State, old.Version) = (ApprovalState.Withdrawn, old.Version + 1);
            await approvals.WithdrawAsync(work, ParameterApproval.SubjectKind, old.Number, "Another value was asked for.", cancel);
        }

        if ((await approvals.AskAsync(work, await CaseAsync(work, history, wanted, made, bounds, cancel), cancel)).Refused(out var refusal, out var verdict)) return refusal;
        if (!verdict.Go)
        {
            made.Approval = verdict.Request;
            return verdict.Request;
        }

        // Where no table is in force the right to do a thing decides; but nobody has the right to leave the bounds by themselves.
        if (!verdict.Ruled) return new NobodyDecides(parameter.Title, bounds.Words(parameter)) { Pointer = "/value" };
        (made.State, made.Version) = (ApprovalState.Approved, made.Version + 1);
        await SetAsync(work, history, wanted, new(made.Number, work.Actor.Id), cancel);
        return (string?)null;
    }

    /// <summary>Requests of the scope that people still decide on.</summary>
    private static Task<List<ParameterRequest>> OpenAsync(Work work, ParameterDefinition parameter, Scope scope, CancellationToken cancel) => work.Db.Set<ParameterRequest>()
        .Where(r => r.Parameter == parameter.Key && r.EntityId == scope.Entity && r.SiteId == scope.Site && r.State == ApprovalState.Pending).ToListAsync(cancel);

    private async Task<Case> CaseAsync(Work work, ParameterHistory history, ParameterWish wanted, ParameterRequest made, ParameterBounds bounds, CancellationToken cancel)
    {
        var (parameter, scope) = (wanted.Parameter, wanted.Scope);
        var where = await scopes.WordsAsync(work.Db, scope, cancel);
        var now = history.Find(parameter, scope, wanted.From);
        return new Case
        {
            Kind = ParameterApproval.SubjectKind,
            Document = made.Number,
            Title = $"{parameter.Title}: {parameter.Words(made.Value)} at {where}",
            Href = $"/parameters/{parameter.Key}",
            Entity = scope.Entity,
            Site = scope.Level == ScopeLevels.Site ? scope.Site : null,
            Requester = work.Actor.Id,
            Writers = made.PersonId == work.Actor.Id ? [] : [made.PersonId],
            Amount = Amount.Zero,
            Currency = (await directory.EntityAsync(work.Db, scope.Entity, cancel))!.Currency,
            Attributes = new Dictionary<string, string> { [Dimensions.Exception] = Direction(made.Value, bounds) },
            Content =
            [
                new("Parameter", parameter.Title), new("Where", where), new("Asked", parameter.Words(made.Value)), new("First day", $"{made.ValidFrom:yyyy-MM-dd}"),
                new("Last day", $"{made.Until:yyyy-MM-dd}, then it falls back by itself"), new("Bounds", bounds.Words(parameter)), new("Effect", made.Effect),
            ],
            Facts = [new("Now", parameter.Words(now.Value)), new("What it does", parameter.Effect)],
            Reason = made.Reason,
        };
    }

    /// <summary>On which side of the bounds it lies, as approval tables name it.</summary>
    private static string Direction(long value, ParameterBounds bounds) => value < bounds.Low ? "below" : value > bounds.High ? "above" : "not-allowed";
}

/// <summary>By what a value outside of the bounds was let.</summary>
/// <param name="Approval">Number of the request that people approved, or of the wish when a table let it be.</param>
/// <param name="Requester">Who asked.</param>
internal sealed record ApprovedBy(string Approval, PersonId Requester);

internal sealed record WidenFirst(string Title, string Bounds) : Refusal(RefusalKind.Refused, "governance.widen_first", $"\"{Title}\" is bounded to {Bounds} for the whole group. Lay down wider bounds first.");

internal sealed record OutsideBounds(string Title, string Bounds) : Refusal(RefusalKind.Refused, "governance.outside_bounds",
    $"The bounds of \"{Title}\" are {Bounds} here. To ask for more, say until which day and what it is to bring.");

internal sealed record NobodyDecides(string Title, string Bounds) : Refusal(RefusalKind.Refused, "governance.nobody_decides",
    $"The bounds of \"{Title}\" are {Bounds} here, and no approval table says who may let you leave them. The governance council must put one in force.");
