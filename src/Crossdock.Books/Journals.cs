using Crossdock.Books.Periods;
using Crossdock.Books.Posting;
using Crossdock.Storage.Commit;

namespace Crossdock.Books;

/// <summary>Posts journals: balanced in both currencies, in an open period, into accounts of the entity's chart.</summary>
/// <param name="chart">Charts of accounts.</param>
public sealed class Journals(Chart chart)
{
    /// <summary>What is read for an open month that the very person opened again: one read tells both.</summary>
    private const long ReopenedByActor = -1;

    /// <summary>
    /// Checks that a day can be posted to and holds the period open until the commit. Call it before anything is written, so that
    /// a closed period is the first thing a caller hears.
    /// </summary>
    public async Task<Result<Done>> RequireOpenAsync(Work work, EntityId entity, DateOnly day, CancellationToken cancel)
    {
        var month = Period.MonthOf(day);
        var guard = work.State<PeriodGuard>();
        if (!guard.Known.TryGetValue((entity, month), out var state))
        {
            state = await work.ReadGuardedAsync(
                guard.LockKey(entity, month),
                "SELECT CASE WHEN reopened_by = ?3 AND ?3 <> 0 AND state = 1 THEN -1 ELSE state END FROM books_periods WHERE entity_id = ?1 AND month = ?2",
                "SELECT CASE WHEN reopened_by = $3 AND $3 <> 0 AND state = 1 THEN -1 ELSE state END FROM books_periods WHERE entity_id = $1 AND month = $2",
                [entity.Value, month, work.Actor.Id.Value], cancel);
            guard.Known[(entity, month)] = state;
        }

        return state switch
        {
            (long)PeriodState.Open => Done.Yes,
            ReopenedByActor => new ReopenerPosts(day),
            _ => new PeriodClosed(day),
        };
    }

    /// <summary>Queues the journal. Throws when it does not balance: that is a bug of the caller, and nothing is committed.</summary>
    public async Task<Result<Done>> PostAsync(Work work, Journal journal, CancellationToken cancel)
    {
        if ((await RequireOpenAsync(work, journal.Entity, journal.Day, cancel)).Refused(out var refusal, out _)) return refusal;
        if (journal.Id == 0) journal.Id = work.NewId();
        Int128 sum = 0, documentSum = 0;
        var number = 0;
        foreach (var (role, site, partner, amount, documentAmount) in journal.Lines)
        {
            sum += amount.TenThousandths;
            documentSum += documentAmount.TenThousandths;
            work.Insert(JournalStatements.InsertLine, new LineRow
            {
                JournalId = journal.Id,
                Line = ++number,
                EntityId = journal.Entity,
                AccountId = (await chart.PlayingAsync(work.Db, journal.Entity, role, cancel)).Id,
                Day = journal.Day,
                Amount = amount,
                DocumentAmount = documentAmount,
                SiteId = site,
                PartnerId = partner,
            });
        }

        if (number == 0) return Done.Yes;
        if (sum != 0 || documentSum != 0)
            throw new InvalidOperationException($"The journal of {journal.Document} does not balance: {sum} functional, {documentSum} in {journal.Currency}.");
        work.Insert(JournalStatements.InsertJournal, new JournalRow
        {
            Id = journal.Id,
            PostingId = work.PostingId,
            EntityId = journal.Entity,
            Day = journal.Day,
            Kind = journal.Kind,
            Currency = journal.Currency,
            Document = journal.Document,
            DocumentId = journal.DocumentId,
            ReverseOf = journal.ReverseOf,
        });
        return Done.Yes;
    }
}

/// <summary>Periods already checked in this work.</summary>
internal sealed class PeriodGuard : IWorkState
{
    public Dictionary<(EntityId, int), long?> Known { get; } = [];

    /// <summary>Key of the lock that a closing takes alone and postings share.</summary>
    public long LockKey(EntityId entity, int month) => (7L << 56) | ((long)entity.Value << 24) | (uint)month;

    public void Flush(Work work)
    {
    }
}
