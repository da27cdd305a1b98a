using Crossdock.Organisation.Separating;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation;

/// <summary>A record or document on which duties are kept apart.</summary>
/// <param name="Key">Its key, stored.</param>
/// <param name="Words">What people call it.</param>
public readonly record struct Chain(string Key, string Words)
{
    /// <summary>A supplier with all that is done for it.</summary>
    public static Chain Supplier(PartnerId supplier, string code) => new($"supplier:{supplier.Value}", $"supplier {code}");

    /// <summary>An item with its cost and terms.</summary>
    public static Chain Item(ItemId item, string code) => new($"item:{item.Value}", $"item {code}");

    /// <summary>A document, by kind and number.</summary>
    public static Chain Document(string kind, string number) => new($"{kind}:{number}", $"{kind} {number}");
}

/// <summary>
/// Keeps duties apart, below every way in: the use that does an act asks here inside its commit. A soft conflict passes where a small site has a
/// compensating control for the person, and is kept as a hit.
/// </summary>
public sealed class Segregation
{
    private const int DaysRemembered = 14;
    private static readonly TimeSpan WrittenAgainAfter = TimeSpan.FromDays(1);
    private readonly People people;
    private readonly Directory directory;

    /// <summary>One per process.</summary>
    public Segregation(People people, Directory directory)
    {
        this.people = people;
        this.directory = directory;
    }

    /// <summary>
    /// Does a duty on chains that carry no trace of people themselves: refuses whoever did what conflicts with it there, and leaves a mark, in the
    /// same commit. One person's acts go through one after another, so that two hands at once are seen.
    /// </summary>
    public Task<Result<Done>> TakeAsync(Work work, Duty duty, IReadOnlyCollection<Chain> chains, SiteId? site = null, Amount worth = default, CancellationToken cancel = default) =>
        TakeAsync(work, work.Actor.Id, duty, chains, site, worth, cancel);

    /// <summary>The same for somebody else, whose right the person of this work uses: what is lent carries what its owner did.</summary>
    public async Task<Result<Done>> TakeAsync(Work work, PersonId me, Duty duty, IReadOnlyCollection<Chain> chains, SiteId? site, Amount worth, CancellationToken cancel)
    {
        if (me.Value == 0 || chains.Count == 0) return Done.Yes;
        await work.LockAloneAsync(LockKey(me), cancel);
        var keys = chains.Select(c => c.Key).Distinct().ToArray();
        var found = await work.Db.Set<DutyMark>().Where(m => m.PersonId == me && keys.Contains(m.Chain)).ToListAsync(cancel);
        var marks = work.Db.Set<DutyMark>().Local.Where(m => m.PersonId == me && keys.Contains(m.Chain)).Union(found).ToLookup(m => m.Chain);
        foreach (var chain in chains.DistinctBy(c => c.Key))
        {
            var before = marks[chain.Key].Select(m => new Deed(m.PersonId, m.Duty, m.At));
            if ((await ApartAsync(work, me, duty, before, chain.Words, site, worth, cancel)).Refused(out var refusal, out _)) return refusal;
            var mine = marks[chain.Key].FirstOrDefault(m => m.Duty == duty);
            if (mine is null) work.Db.Add(new DutyMark { Chain = chain.Key, PersonId = me, Duty = duty, At = work.Now });
            else if (mine.At + WrittenAgainAfter < work.Now) mine.At = work.Now;
        }

        return Done.Yes;
    }

    /// <summary>Refuses a duty to whoever did what conflicts with it, as the documents of the chain themselves say. Nothing is read or marked.</summary>
    public ValueTask<Result<Done>> ApartAsync(
        Work work, Duty duty, IEnumerable<Deed> before, string chain, SiteId? site = null, Amount worth = default, CancellationToken cancel = default) =>
        ApartAsync(work, work.Actor.Id, duty, before, chain, site, worth, cancel);

    /// <summary>The same for somebody whose right the person of this work uses.</summary>
    public async ValueTask<Result<Done>> ApartAsync(
        Work work, PersonId person, Duty duty, IEnumerable<Deed> before, string chain, SiteId? site, Amount worth, CancellationToken cancel)
    {
        if (ConflictMatrix.Clash(person, duty, before, work.Now, worth) is not { } row) return Done.Yes;
        if (row.IsHard(worth)) return new DutiesClash(row, duty, chain);
        if (site is not { } at || await AcceptedAsync(work.Db, person, row.Number, at, work.Now, cancel) is not { } accepted) return new ClashNotAccepted(row, duty, chain);
        work.Insert(SeparatingTables.InsertHit, new ConflictHit
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Conflict = row.Number,
            PersonId = person,
            SiteId = at,
            Duty = duty,
            Chain = chain,
            AcceptanceId = accepted.Id,
            At = work.Now,
        });
        return Done.Yes;
    }

    /// <summary>
    /// Refuses a duty at a site to somebody whose roles put both sides of a soft conflict in one hand, when what allowed it has expired or the site
    /// is no longer a small one. From memory.
    /// </summary>
    public async ValueTask<Refusal?> StandingAsync(Work work, Duty duty, Site site, CancellationToken cancel)
    {
        if (work.Actor.Id.Value == 0 || await people.CardAsync(work.Db, work.Actor.Id, cancel) is not { Clashes.Count: > 0 } card) return null;
        foreach (var clash in card.Clashes)
        {
            if (!clash.Row.Other.Contains(duty)) continue;
            if (clash.Row.Strength == ConflictStrength.Hard) return new DutiesConflict(clash);
            if (await AcceptedAsync(work.Db, work.Actor.Id, clash.Row.Number, site.Id, work.Now, cancel) is not null) continue;
            return new AcceptanceOver(clash.Row, site.Code, card.Accepted.Where(a => a.Conflict == clash.Row.Number && a.SiteId == site.Id).Max(a => (DateOnly?)a.Until));
        }

        return null;
    }

    /// <summary>
    /// Conflicts that were accepted and end before an instant, or at a site that is small no more, of people who still hold both sides; the latest of each
    /// person, row and site. Where roles do not say whether they do, it is told for two weeks after the end.
    /// </summary>
    public async Task<IReadOnlyList<EndingAcceptance>> EndingAsync(CrossdockDb db, DateTimeOffset now, DateTimeOffset before, CancellationToken cancel)
    {
        var remembered = now.AddDays(-DaysRemembered);
        var all = await db.Set<AcceptedConflict>().AsNoTracking().ToListAsync(cancel);
        var ending = new List<EndingAcceptance>();
        foreach (var last in all.GroupBy(a => (a.PersonId, a.Conflict, a.SiteId)).Select(g => g.MaxBy(a => a.EndsAt)!).OrderBy(a => a.Id))
        {
            var (row, site) = (ConflictMatrix.Row(last.Conflict), (await directory.SiteAsync(db, last.SiteId, cancel))!);
            if (last.EndsAt > before && site.IsSmall) continue;
            if (await people.CardAsync(db, last.PersonId, cancel) is not { Person.Active: true } card) continue;
            if (row.Standing.Count > 0 ? card.Clashes.All(c => c.Row.Number != row.Number) : last.EndsAt <= remembered) continue;
            ending.Add(new(last.Id, row, card.Person, site, last.Until, last.EndsAt, last.EndsAt > now && site.IsSmall));
        }

        return ending;
    }

    private async ValueTask<AcceptedConflict?> AcceptedAsync(CrossdockDb db, PersonId person, int row, SiteId site, DateTimeOffset now, CancellationToken cancel)
    {
        var card = await people.CardAsync(db, person, cancel);
        var accepted = card?.Accepted.FirstOrDefault(a => a.Conflict == row && a.SiteId == site && now < a.EndsAt);
        return accepted is not null && await directory.SiteAsync(db, site, cancel) is { IsSmall: true } ? accepted : null;
    }

    /// <summary>A lock of one person, apart from those of accounting months.</summary>
    private static long LockKey(PersonId person) => (9L << 56) | (uint)person.Value;
}

/// <summary>An accepted conflict near its end or past it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Row">The row of the matrix.</param>
/// <param name="Person">Who holds both duties.</param>
/// <param name="Site">Where.</param>
/// <param name="Until">Its last day.</param>
/// <param name="EndsAt">The first instant it no longer holds.</param>
/// <param name="Holds">True while acts still pass by it.</param>
public sealed record EndingAcceptance(int Id, Conflict Row, Person Person, Site Site, DateOnly Until, DateTimeOffset EndsAt, bool Holds);
