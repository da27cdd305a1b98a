using System.ComponentModel.DataAnnotations;
using Crossdock.Organisation.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Separating;

/// <summary>Lets a person hold both duties of a soft conflict at a small site, under a control, until a day.</summary>
/// <param name="Conflict">Number of the row of the matrix.</param>
/// <param name="Person">Login of whoever holds both duties.</param>
/// <param name="Site">Code of the small site.</param>
/// <param name="Reviewer">Login of whoever looks at what they did.</param>
/// <param name="EveryDays">How often they look, in days.</param>
/// <param name="Control">What they look at.</param>
/// <param name="Until">The last day it holds, at most 180 days ahead.</param>
/// <param name="Reason">Why the duties cannot be kept apart.</param>
public sealed record AcceptConflictRequest(
    int Conflict,
    [Required, StringLength(80)] string Person,
    [Required, StringLength(12)] string Site,
    [Required, StringLength(80)] string Reviewer,
    [Range(1, 90)] int EveryDays,
    [Required, StringLength(300, MinimumLength = 3)] string Control,
    DateOnly Until,
    [Required, StringLength(300, MinimumLength = 3)] string? Reason) : IHasReason;

/// <summary>The acceptance as it is kept.</summary>
/// <param name="Id">Its key.</param>
/// <param name="EndsAt">The first instant it no longer holds.</param>
public sealed record AcceptanceResponse(int Id, DateTimeOffset EndsAt);

internal sealed class AcceptConflict(People people, Directory directory) : IUse<AcceptConflictRequest, AcceptanceResponse>
{
    private const int MostDays = 180;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AcceptConflict>("POST /conflict-acceptances", Permission.AcceptConflict)
        .WithSummary("Accept a soft conflict of a person at a small site, with a compensating control that ends.");

    public async Task<Result<AcceptanceResponse>> ExecuteAsync(Work work, AcceptConflictRequest request, CancellationToken cancel)
    {
        if (request.Conflict < 1 || request.Conflict > ConflictMatrix.All.Count) return new NoSuchConflict(request.Conflict);
        if (ConflictMatrix.Row(request.Conflict).Strength == ConflictStrength.Hard) return new ConflictIsHard(request.Conflict);
        if ((await StoredPeople.FindAsync(work, request.Person, cancel)).Refused(out var refusal, out var person)) return refusal with { Pointer = "/person" };
        if (person.Id == work.Actor.Id) return new AcceptedForOneself() { Pointer = "/person" };
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site) with { Pointer = "/site" };
        if (!site.IsSmall) return new SiteNotSmall(site.Code) { Pointer = "/site" };
        if (await people.ByLoginAsync(work.Db, request.Reviewer, cancel) is not { Active: true } reviewer) return Refusal.NotFound("person", request.Reviewer) with { Pointer = "/reviewer" };
        if (reviewer.Id == person.Id) return new ReviewsOneself() { Pointer = "/reviewer" };
        var today = site.DayOf(work.Now);
        if (request.Until <= today || request.Until > today.AddDays(MostDays)) return new AcceptanceDays(MostDays) { Pointer = "/until" };

        var accepted = new AcceptedConflict
        {
            Id = work.NewKey("accepted-conflicts"),
            Conflict = request.Conflict,
            PersonId = person.Id,
            SiteId = site.Id,
            Reviewer = reviewer.Id,
            EveryDays = request.EveryDays,
            Control = request.Control.Trim(),
            Reason = request.Reason!.Trim(),
            AcceptedBy = work.Actor.Id,
            AcceptedAt = work.Now,
            Until = request.Until,
            EndsAt = site.Zone.At(request.Until.AddDays(1).ToDateTime(TimeOnly.MinValue)),
        };
        work.Db.Add(accepted);
        work.Subject = $"conflict {request.Conflict} of {person.Login} at {site.Code}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return new AcceptanceResponse(accepted.Id, accepted.EndsAt);
    }
}

/// <summary>Ends an accepted conflict before its day.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Reason">Why.</param>
public sealed record EndAcceptanceRequest(int Id, [Required, StringLength(200, MinimumLength = 3)] string? Reason) : IHasReason;

internal sealed class EndAcceptance(Directory directory) : IUse<EndAcceptanceRequest, AcceptanceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<EndAcceptance>("POST /conflict-acceptances/{id}/end", Permission.AcceptConflict)
        .WithSummary("End an accepted conflict before its day.");

    public async Task<Result<AcceptanceResponse>> ExecuteAsync(Work work, EndAcceptanceRequest request, CancellationToken cancel)
    {
        var accepted = await work.Db.Set<AcceptedConflict>().SingleOrDefaultAsync(a => a.Id == request.Id, cancel);
        var site = accepted is null ? null : await directory.SiteAsync(work.Db, accepted.SiteId, cancel);
        if (accepted is null || !work.Actor.WorksAt(site!.EntityId, site.Id)) return Refusal.NotFound("accepted conflict", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (accepted.EndsAt <= work.Now) return new AcceptanceEnded();
        accepted.EndsAt = work.Now;
        work.Subject = $"accepted conflict {accepted.Id}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return new AcceptanceResponse(accepted.Id, accepted.EndsAt);
    }
}
