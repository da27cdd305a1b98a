using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Following;

/// <summary>A fact in the order of seals.</summary>
/// <param name="SealNo">Its posting's place in the one order.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Subject">The document or record its posting is about, or null.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record SealedFact(long SealNo, FactRow Fact, string? Subject, DateTimeOffset PostedAt);

/// <summary>Reads facts in the order of seals: the only order that every reader sees alike.</summary>
/// <param name="database">The database.</param>
public sealed class SealedFacts(Database database)
{
    /// <summary>Number of the last seal, 0 before the first.</summary>
    public Task<long> HeadAsync(CancellationToken cancel) =>
        database.ReadAsync(async db => await db.Set<Seal>().MaxAsync(s => (long?)s.SealNo, cancel) ?? 0);

    /// <summary>True when no committed posting waits for its seal.</summary>
    public async Task<bool> AllSealedAsync(CancellationToken cancel) =>
        database.Engine == Engine.Sqlite || !await database.ReadAsync(db => db.Set<PendingSeal>().AnyAsync(cancel));

    /// <summary>The facts of at most <paramref name="mostSeals"/> seals after the given one, only those of the <paramref name="wanted"/> names if any are given, and the last seal that was looked at.</summary>
    public Task<(IReadOnlyList<SealedFact> Facts, long UpTo)> AfterAsync(long sealNo, int mostSeals, CancellationToken cancel, IReadOnlySet<string>? wanted = null) => database.ReadAsync<(IReadOnlyList<SealedFact>, long)>(async db =>
    {
        var head = await db.Set<Seal>().MaxAsync(s => (long?)s.SealNo, cancel) ?? 0;
        var upTo = Math.Min(head, sealNo + mostSeals);
        if (upTo <= sealNo) return ([], sealNo);
        var chosen = db.Set<FactRow>().AsQueryable();
        if (wanted is not null)
        {
            var names = wanted.ToList();
            chosen = chosen.Where(f => names.Contains(f.Name));
        }

        var rows = await (from seal in db.Set<Seal>()
                          where seal.SealNo > sealNo && seal.SealNo <= upTo
                          join fact in chosen on seal.PostingId equals fact.PostingId
                          join posting in db.Set<Posting>() on seal.PostingId equals posting.Id
                          orderby seal.SealNo, fact.Sequence
                          select new { seal.SealNo, fact, posting.Subject, posting.PostedAt }).ToListAsync(cancel);
        return (rows.ConvertAll(r => new SealedFact(r.SealNo, r.fact, r.Subject, r.PostedAt)), upTo);
    });
}
