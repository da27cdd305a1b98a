using Crossdock.Organisation.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Separating;

/// <summary>Asks for the conflict matrix and how it stands.</summary>
public sealed record ConflictsRequest;

/// <summary>A row of the matrix.</summary>
/// <param name="Number">Its number.</param>
/// <param name="One">One duty, in words.</param>
/// <param name="Other">The other.</param>
/// <param name="Risk">What could go wrong.</param>
/// <param name="Strength">How strictly they are kept apart.</param>
/// <param name="Grant">Pairs of rights that are refused together when roles are given.</param>
/// <param name="Chain">What is checked at the documents; absent when nothing is.</param>
/// <param name="Missing">What does not exist yet; absent when all does.</param>
/// <param name="Days">For how many days a duty on a record binds.</param>
/// <param name="HardFrom">From this amount on it is hard.</param>
public sealed record ConflictView(
    int Number, string One, string Other, string Risk, ConflictStrength Strength, IReadOnlyList<string> Grant, string? Chain = null, string? Missing = null, int? Days = null, Amount? HardFrom = null);

/// <summary>Somebody who holds both sides of a row.</summary>
/// <param name="Login">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Conflict">Number of the row.</param>
/// <param name="Rights">The rights.</param>
public sealed record BothSidesView(string Login, string Name, int Conflict, string Rights);

/// <summary>A conflict that was accepted.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Conflict">Number of the row.</param>
/// <param name="Person">Who holds both duties.</param>
/// <param name="Site">Where.</param>
/// <param name="Reviewer">Who looks at what they did.</param>
/// <param name="EveryDays">How often, in days.</param>
/// <param name="Control">What they look at.</param>
/// <param name="Reason">Why.</param>
/// <param name="AcceptedBy">Who accepted it.</param>
/// <param name="AcceptedAt">When.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Holds">True while acts pass by it.</param>
public sealed record AcceptanceView(
    int Id, int Conflict, string Person, string Site, string Reviewer, int EveryDays, string Control, string Reason, string AcceptedBy, DateTimeOffset AcceptedAt, DateOnly Until, bool Holds);

/// <summary>A small site.</summary>
/// <param name="Site">Its code.</param>
/// <param name="Reason">Why it is one.</param>
/// <param name="By">Who registered it.</param>
public sealed record SmallSiteView(string Site, string Reason, string By);

/// <summary>A soft conflict that happened under a control.</summary>
/// <param name="At">When.</param>
/// <param name="Conflict">Number of the row.</param>
/// <param name="Person">Who.</param>
/// <param name="Site">Where.</param>
/// <param name="Did">What they did.</param>
/// <param name="Chain">On what.</param>
/// <param name="Posting">The posting.</param>
public sealed record ConflictHitView(DateTimeOffset At, int Conflict, string Person, string Site, string Did, string Chain, long Posting);

/// <summary>A write that was refused because duties are kept apart.</summary>
/// <param name="At">When.</param>
/// <param name="Person">Who tried.</param>
/// <param name="What">What was asked, and from where.</param>
/// <param name="Why">Code and words of the refusal.</param>
public sealed record RefusedWriteView(DateTimeOffset At, string Person, string What, string Why);

/// <summary>The matrix, who holds both sides of a row, what was accepted, what happened and what was refused.</summary>
/// <param name="Rows">The matrix.</param>
/// <param name="BothSides">People whose roles put both sides in one hand.</param>
/// <param name="Acceptances">Accepted conflicts, those that hold first.</param>
/// <param name="SmallSites">Sites registered as small.</param>
/// <param name="Hits">Soft conflicts under a control, newest first.</param>
/// <param name="Refused">Refused writes that name the matrix or lack the right, newest first.</param>
public sealed record ConflictsView(
    IReadOnlyList<ConflictView> Rows, IReadOnlyList<BothSidesView> BothSides, IReadOnlyList<AcceptanceView> Acceptances, IReadOnlyList<SmallSiteView> SmallSites,
    IReadOnlyList<ConflictHitView> Hits, IReadOnlyList<RefusedWriteView> Refused);

internal sealed class ShowConflicts(People people, Directory directory) : IQuery<ConflictsRequest, ConflictsView>
{
    private const int Most = 100;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowConflicts>("GET /conflicts", Permission.SeeAudit)
        .WithSummary("The conflict matrix, who holds both sides of a row and by what leave, what happened and what was refused.");

    public async Task<Result<ConflictsView>> AnswerAsync(Reading reading, ConflictsRequest request, CancellationToken cancel) => new ConflictsView(
        [.. ConflictMatrix.All.Select(RowOf)],
        await BothSidesAsync(reading, cancel),
        await AcceptancesAsync(reading, cancel),
        await SmallSitesAsync(reading, cancel),
        await HitsAsync(reading, cancel),
        await RefusedAsync(reading, cancel));

    private static ConflictView RowOf(Conflict row) => new(
        row.Number, Said(row.One), Said(row.Other), row.Risk, row.Strength, GrantOf(row), row.Chain, row.Missing, row.Days,
        row.Strength == ConflictStrength.HardFromAmount ? row.HardFrom : null);

    private static string Said(IReadOnlyList<Duty> duties) => string.Join(", or ", duties.Select(Duties.Words));

    private static IReadOnlyList<string> GrantOf(Conflict row) => row.Number == 15
        ? ["ManagePeople with any right that writes"]
        : [.. row.Standing.Select(pair => $"{pair.One} with {pair.Other}")];

    private async Task<IReadOnlyList<BothSidesView>> BothSidesAsync(Reading reading, CancellationToken cancel)
    {
        var found = new List<BothSidesView>();
        foreach (var id in await reading.Db.Set<StoredPerson>().Where(p => p.Active).OrderBy(p => p.Login).Select(p => p.Id).ToListAsync(cancel))
        {
            if (await people.CardAsync(reading.Db, id, cancel) is not { Clashes.Count: > 0 } card) continue;
            found.AddRange(card.Clashes.GroupBy(c => c.Row.Number).Select(g => new BothSidesView(
                card.Person.Login, card.Person.Name, g.Key, string.Join(", ", g.Select(c => $"{c.One} with {c.Other}")))));
        }

        return found;
    }

    private async Task<IReadOnlyList<AcceptanceView>> AcceptancesAsync(Reading reading, CancellationToken cancel)
    {
        var views = new List<AcceptanceView>();
        foreach (var a in await reading.Db.Set<AcceptedConflict>().AsNoTracking().OrderByDescending(a => a.EndsAt).ThenBy(a => a.Id).Take(Most).ToListAsync(cancel))
        {
            var site = (await directory.SiteAsync(reading.Db, a.SiteId, cancel))!;
            views.Add(new(
                a.Id, a.Conflict, await NameAsync(reading, a.PersonId, cancel), site.Code, await NameAsync(reading, a.Reviewer, cancel), a.EveryDays, a.Control, a.Reason,
                await NameAsync(reading, a.AcceptedBy, cancel), a.AcceptedAt, a.Until, a.EndsAt > reading.Now && site.IsSmall));
        }

        return views;
    }

    private async Task<IReadOnlyList<SmallSiteView>> SmallSitesAsync(Reading reading, CancellationToken cancel)
    {
        var views = new List<SmallSiteView>();
        foreach (var site in await reading.Db.Set<Sites.StoredSite>().AsNoTracking().Where(s => s.SmallReason != null).OrderBy(s => s.Code).ToListAsync(cancel))
            views.Add(new(site.Code, site.SmallReason!, await NameAsync(reading, site.SmallBy!.Value, cancel)));
        return views;
    }

    private async Task<IReadOnlyList<ConflictHitView>> HitsAsync(Reading reading, CancellationToken cancel)
    {
        var views = new List<ConflictHitView>();
        foreach (var hit in await reading.Db.Set<ConflictHit>().AsNoTracking().OrderByDescending(h => h.Id).Take(Most).ToListAsync(cancel))
        {
            var site = (await directory.SiteAsync(reading.Db, hit.SiteId, cancel))!;
            views.Add(new(hit.At, hit.Conflict, await NameAsync(reading, hit.PersonId, cancel), site.Code, Duties.Words(hit.Duty), hit.Chain, hit.PostingId));
        }

        return views;
    }

    /// <summary>The storage keeps refused writes under a name of their own, by which they are indexed.</summary>
    private async Task<IReadOnlyList<RefusedWriteView>> RefusedAsync(Reading reading, CancellationToken cancel)
    {
        var views = new List<RefusedWriteView>();
        foreach (var posting in await reading.Db.Set<Posting>().AsNoTracking().Where(p => p.Use == "RefusedAttempt").OrderByDescending(p => p.Id).Take(Most).ToListAsync(cancel))
            views.Add(new(posting.PostedAt, await NameAsync(reading, posting.ActorId, cancel), posting.Subject ?? "", posting.Why ?? ""));
        return views;
    }

    private ValueTask<string> NameAsync(Reading reading, PersonId person, CancellationToken cancel) => people.NameAsync(reading.Db, person, cancel);
}
