using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Delegating;

/// <summary>Somebody stands in for somebody else's decisions, for a while. It carries only the rights the person has of their own.</summary>
internal sealed class StoredDelegation
{
    public int Id { get; init; }
    public PersonId PersonId { get; init; }
    public PersonId DelegateId { get; init; }
    public DateTimeOffset FromAt { get; init; }
    public DateTimeOffset UntilAt { get; init; }
    public string? Kind { get; init; }
    public Amount? Most { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal static class StandIns
{
    /// <summary>The delegations to a person that hold at an instant.</summary>
    public static IQueryable<StoredDelegation> To(CrossdockDb db, PersonId person, DateTimeOffset now) =>
        db.Set<StoredDelegation>().Where(d => d.DelegateId == person && d.FromAt <= now && d.UntilAt > now && d.EndedAt == null);

    /// <summary>Of those, the ones that reach a case.</summary>
    public static IQueryable<StoredDelegation> To(CrossdockDb db, PersonId person, DateTimeOffset now, string kind, Amount amount) =>
        To(db, person, now).Where(d => (d.Kind == null || d.Kind == kind) && (d.Most == null || d.Most >= amount));
}

/// <summary>Lets somebody decide in one's place for a while.</summary>
/// <param name="To">Login of whoever stands in; they must be somebody who decides.</param>
/// <param name="From">First instant.</param>
/// <param name="Until">Instant from which it no longer holds; a parameter says how much later at most.</param>
/// <param name="Kind">Only for this kind of case; all when absent.</param>
/// <param name="Most">Only up to this amount, in the currency of the case's entity; any when absent.</param>
/// <param name="Reason">Why ("leave").</param>
public sealed record DelegateRequest(
    [Required, StringLength(80)] string To, DateTimeOffset From, DateTimeOffset Until, [StringLength(40)] string? Kind = null, Amount? Most = null,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The delegation as it is kept.</summary>
/// <param name="Id">Its key.</param>
public sealed record DelegateResponse(int Id);

internal sealed class LetStandIn(People people, ParameterBook book, IEnumerable<ApprovalSubject> subjects) : IUse<DelegateRequest, DelegateResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<LetStandIn>("POST /delegations", Permission.Approve)
        .WithSummary("Let somebody decide in your place for a while.");

    public async Task<Result<DelegateResponse>> ExecuteAsync(Work work, DelegateRequest request, CancellationToken cancel)
    {
        if (await people.ByLoginAsync(work.Db, request.To, cancel) is not { Active: true } other) return Refusal.NotFound("person", request.To) with { Pointer = "/to" };
        if (other.Id == work.Actor.Id) return new DelegatedToOneself();
        if (!other.ToActor().May(Permission.Approve)) return new NotSomebodyWhoDecides(other.Login) { Pointer = "/to" };
        var longest = await book.OfGroupAsync(work.Db, GovernanceParameters.LongestDelegation, work.Now, cancel);
        if (request.Until <= request.From || request.Until <= work.Now || request.Until - request.From > TimeSpan.FromDays(longest)) return new DelegationTime(longest) { Pointer = "/until" };
        if (request.Kind is { } kind && subjects.All(s => s.Kind != kind)) return Refusal.NotFound("kind of approval", kind) with { Pointer = "/kind" };
        if (request.Most is { IsPositive: false }) return new DelegationAmount() { Pointer = "/most" };
        var stored = new StoredDelegation
        {
            Id = work.NewKey("delegations"),
            PersonId = work.Actor.Id,
            DelegateId = other.Id,
            FromAt = request.From.ToUniversalTime(),
            UntilAt = request.Until.ToUniversalTime(),
            Kind = request.Kind,
            Most = request.Most,
            Reason = request.Reason,
        };
        work.Db.Add(stored);
        work.Subject = $"delegation to {other.Login}";
        return new DelegateResponse(stored.Id);
    }
}

/// <summary>Ends a delegation before its time.</summary>
/// <param name="Id">Its key.</param>
public sealed record EndDelegationRequest(int Id);

internal sealed class EndDelegation : IUse<EndDelegationRequest, DelegateResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<EndDelegation>("POST /delegations/{id}/end", Permission.Approve)
        .WithSummary("End a delegation of yours.");

    public async Task<Result<DelegateResponse>> ExecuteAsync(Work work, EndDelegationRequest request, CancellationToken cancel)
    {
        var stored = await work.Db.Set<StoredDelegation>().SingleOrDefaultAsync(d => d.Id == request.Id && d.PersonId == work.Actor.Id, cancel);
        if (stored is null) return Refusal.NotFound("delegation", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (stored.EndedAt is not null || stored.UntilAt <= work.Now) return new DelegationOver();
        stored.EndedAt = work.Now;
        work.Subject = $"delegation {stored.Id}";
        return new DelegateResponse(stored.Id);
    }
}

/// <summary>Asks for one's delegations, given and taken, that are not over.</summary>
public sealed record DelegationsRequest;

/// <summary>One delegation.</summary>
/// <param name="Id">Its key.</param>
/// <param name="From">Name of whoever is stood in for.</param>
/// <param name="To">Name of whoever stands in.</param>
/// <param name="Mine">True when it is the reader's own, who may end it.</param>
/// <param name="FromAt">Since when.</param>
/// <param name="UntilAt">Until when.</param>
/// <param name="Kind">Only for this kind of case.</param>
/// <param name="Most">Only up to this amount.</param>
/// <param name="Reason">Why.</param>
public sealed record DelegationView(int Id, string From, string To, bool Mine, DateTimeOffset FromAt, DateTimeOffset UntilAt, string? Kind, Amount? Most, string? Reason);

internal sealed class ListDelegations(People people) : IQuery<DelegationsRequest, IReadOnlyList<DelegationView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListDelegations>("GET /delegations", Permission.Approve)
        .WithSummary("Who stands in for you, and for whom you stand in.");

    public async Task<Result<IReadOnlyList<DelegationView>>> AnswerAsync(Reading reading, DelegationsRequest request, CancellationToken cancel)
    {
        var me = reading.Actor.Id;
        var views = new List<DelegationView>();
        foreach (var d in await reading.Db.Set<StoredDelegation>()
            .Where(d => (d.PersonId == me || d.DelegateId == me) && d.EndedAt == null && d.UntilAt > reading.Now).OrderBy(d => d.Id).ToListAsync(cancel))
        {
            views.Add(new(d.Id, await people.NameAsync(reading.Db, d.PersonId, cancel), await people.NameAsync(reading.Db, d.DelegateId, cancel), d.PersonId == me,
                d.FromAt, d.UntilAt, d.Kind, d.Most, d.Reason));
        }

        return Result<IReadOnlyList<DelegationView>>.Of(views);
    }
}

internal sealed record DelegatedToOneself() : Refusal(RefusalKind.Invalid, "governance.delegated_to_oneself", "You decide yourself already. Name somebody else.");

internal sealed record NotSomebodyWhoDecides(string Login) : Refusal(RefusalKind.Refused, "governance.delegate_decides_nothing",
    $"{Login} has no role that decides on anything, so cannot stand in for you.");

internal sealed record DelegationTime(int Days) : Refusal(RefusalKind.Invalid, "governance.delegation_time", $"A delegation ends after it begins, in the future, and lasts {Days} days at most.");

internal sealed record DelegationAmount() : Refusal(RefusalKind.Invalid, "governance.delegation_amount", "The most that may be decided must be more than zero.");

internal sealed record DelegationOver() : Refusal(RefusalKind.Conflict, "governance.delegation_over", "This delegation is over already.");
