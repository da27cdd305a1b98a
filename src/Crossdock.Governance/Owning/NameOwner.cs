using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Owning;

/// <summary>Names who answers for a class of objects in a scope. Without an owner the scope goes by the larger one again.</summary>
/// <param name="Code">The class.</param>
/// <param name="Scope">For where: <c>group</c>, <c>entity:CODE</c> or <c>site:CODE</c>.</param>
/// <param name="Owner">Login of the owner.</param>
/// <param name="Deputy">Login of whoever is asked when the owner is not there.</param>
/// <param name="From">The first day; today when absent.</param>
/// <param name="Until">The last day, when it ends by itself.</param>
/// <param name="Reason">Why.</param>
/// <param name="Seen">How often somebody was named for the scope when it was looked at.</param>
public sealed record NameOwnerRequest(
    [Required, StringLength(80)] string Code, [Required, StringLength(40)] string Scope, [StringLength(80)] string? Owner = null, [StringLength(80)] string? Deputy = null,
    DateOnly? From = null, DateOnly? Until = null, [Required, StringLength(200)] string? Reason = null, int? Seen = null) : IHasReason;

/// <summary>Who answers for it.</summary>
/// <param name="Code">The class.</param>
/// <param name="Owner">Name of the owner, or null.</param>
/// <param name="Deputy">Name of the deputy, or null.</param>
/// <param name="From">The first day.</param>
public sealed record NameOwnerResponse(string Code, string? Owner, string? Deputy, DateOnly From);

internal sealed class NameOwner(OwnedClasses classes, Scopes scopes, People people) : IUse<NameOwnerRequest, NameOwnerResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<NameOwner>("POST /owners/{code}", Permission.MaintainOwnership)
        .WithSummary("Name who answers for a class of objects in a scope.");

    public async Task<Result<NameOwnerResponse>> ExecuteAsync(Work work, NameOwnerRequest request, CancellationToken cancel)
    {
        if (classes.Find(request.Code) is not { } owned) return Refusal.NotFound("class", request.Code);
        if ((await scopes.ReadAsync(work.Db, work.Actor, request.Scope, cancel)).Refused(out var refusal, out var scope)) return refusal;
        if (!owned.Levels.HasFlag(scope.Level)) return new OwnerScope(owned.Title) { Pointer = "/scope" };
        if (!scope.IsWithin(work.Actor)) return new OwnerBeyond() { Pointer = "/scope" };
        if ((await PersonAsync(work, request.Owner, owned, scope, "/owner", cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await PersonAsync(work, request.Deputy, owned, scope, "/deputy", cancel)).Refused(out refusal, out var deputy)) return refusal;
        if (deputy is not null && (owner is null || owner.Id == deputy.Id)) return new DeputyAlone() { Pointer = "/deputy" };
        var today = await scopes.DayAsync(work.Db, scope, work.Now, cancel);
        var from = request.From ?? today;
        if (from < today || request.Until < from) return new OwnerDays(today) { Pointer = from < today ? "/from" : "/until" };

        await work.LockAloneAsync(BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("owner\n" + owned.Code))), cancel);
        var history = await OwnerHistory.ReadAsync(work.Db, owned.Code, cancel);
        if (request.Seen is { } seen && seen != history.Count(owned.Code, scope)) return new OwnerStale(owned.Title);
        var last = history.Of(owned.Code, scope).On(from);
        if ((last?.OwnerId, last?.DeputyId, last?.Until) == (owner?.Id, deputy?.Id, request.Until)) return new OwnerSame(owned.Title);
        work.Insert(OwnerTables.Insert, new OwnerNaming
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            ClassCode = owned.Code,
            EntityId = scope.Entity,
            SiteId = scope.Site,
            Number = history.Count(owned.Code, scope) + 1,
            OwnerId = owner?.Id,
            DeputyId = deputy?.Id,
            ValidFrom = from,
            Until = request.Until,
            Reason = request.Reason!.Trim(),
            PersonId = work.Actor.Id,
            At = work.Now,
        });
        work.Subject = $"owner of {owned.Code}";
        await MasterChanges.TellAsync(work, new OwnersChanged(), cancel);
        return new NameOwnerResponse(owned.Code, owner?.Name, deputy?.Name, from);
    }

    private async Task<Result<Person?>> PersonAsync(Work work, string? login, OwnedClass owned, Scope scope, string pointer, CancellationToken cancel)
    {
        if (login.OrNull() is not { } name) return (Person?)null;
        if (await people.ByLoginAsync(work.Db, name, cancel) is not { } person) return Refusal.NotFound("person", name) with { Pointer = pointer };
        return Owners.Unfit(person, owned, scope) is { } why ? new OwnerUnfit(owned.Title, why) { Pointer = pointer } : person;
    }
}

internal sealed record OwnerScope(string Title) : Refusal(RefusalKind.Refused, "governance.owner_scope", $"{Title} have no owner of their own there. Name one for a larger scope.");

internal sealed record OwnerBeyond() : Refusal(RefusalKind.Forbidden, "governance.owner_beyond", "That reaches further than you work. Somebody who works for all of it must name the owner.");

internal sealed record OwnerUnfit(string Title, string Why) : Refusal(RefusalKind.Refused, "governance.owner_unfit", $"This person cannot answer for {Title}: {Why}.");

internal sealed record DeputyAlone() : Refusal(RefusalKind.Invalid, "governance.deputy_alone", "A deputy stands beside an owner, and is somebody else.");

internal sealed record OwnerDays(DateOnly Today) : Refusal(RefusalKind.Refused, "governance.owner_days", $"Somebody answers for it from {Today:yyyy-MM-dd} at the earliest, and not to a day before the first.");

internal sealed record OwnerStale(string Title) : Refusal(RefusalKind.Stale, "governance.owner_stale", $"Somebody else named an owner of {Title} in the meantime. Look again.");

internal sealed record OwnerSame(string Title) : Refusal(RefusalKind.Conflict, "governance.owner_same", $"It is so already for {Title}.");
