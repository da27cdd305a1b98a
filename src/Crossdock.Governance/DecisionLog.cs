using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Governance;

/// <summary>A decision as its document's owner may show it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Posting">The posting that wrote it.</param>
/// <param name="Document">The document.</param>
/// <param name="How">In words: by rule, by people, by breaking glass.</param>
/// <param name="Touched">True when people had to decide.</param>
/// <param name="Row">The row of the table that fitted, in words; null when no table was in force.</param>
/// <param name="Attributes">The value of every dimension of the case.</param>
/// <param name="Request">The request people decided on, or null.</param>
public sealed record DecisionView(
    long Id, long Posting, string Document, string How, bool Touched, string? Row, IReadOnlyDictionary<string, string> Attributes, string? Request);

/// <summary>Something that somebody did about a request.</summary>
/// <param name="Posting">The posting that wrote it.</param>
/// <param name="Request">Number of the request.</param>
/// <param name="Kind">What was done.</param>
/// <param name="As">The role or login of the route they voted as, or null.</param>
/// <param name="OnBehalfOf">Name of whose right it was, or null.</param>
/// <param name="Comment">What was said, or null.</param>
public sealed record VoteView(long Posting, string Request, VoteKind Kind, string? As, string? OnBehalfOf, string? Comment);

/// <summary>What was decided on documents, for those who show their history or count it.</summary>
public sealed class DecisionLog(People people)
{
    /// <summary>Decisions on documents of a kind, oldest first.</summary>
    public async Task<IReadOnlyList<DecisionView>> OfAsync(CrossdockDb db, string kind, IReadOnlyCollection<string> documents, CancellationToken cancel)
    {
        var found = await db.Set<Decision>().AsNoTracking().Where(d => d.Kind == kind && documents.Contains(d.Document)).OrderBy(d => d.At).ThenBy(d => d.Id).ToListAsync(cancel);
        return await ViewsAsync(db, found, cancel);
    }

    /// <summary>Decisions by their keys; those that do not exist are left out.</summary>
    public async Task<IReadOnlyDictionary<long, DecisionView>> FindAsync(CrossdockDb db, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var found = await db.Set<Decision>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel);
        return (await ViewsAsync(db, found, cancel)).ToDictionary(d => d.Id);
    }

    /// <summary>What was done about the requests of documents of a kind, oldest first.</summary>
    public async Task<IReadOnlyList<VoteView>> VotesAsync(CrossdockDb db, string kind, IReadOnlyCollection<string> documents, CancellationToken cancel)
    {
        var found = await (from v in db.Set<Vote>().AsNoTracking()
                           join r in db.Set<ApprovalRequest>().AsNoTracking() on v.RequestId equals r.Id
                           where r.Kind == kind && documents.Contains(r.Document)
                           orderby v.At, v.Id
                           select new { Vote = v, r.Number }).ToListAsync(cancel);
        var votes = new List<VoteView>(found.Count);
        foreach (var row in found)
        {
            var behalf = row.Vote.OnBehalfOf is { } other ? await people.NameAsync(db, other, cancel) : null;
            votes.Add(new(row.Vote.PostingId, row.Number, row.Vote.Kind, row.Vote.Role, behalf, row.Vote.Comment));
        }

        return votes;
    }

    private static async Task<IReadOnlyList<DecisionView>> ViewsAsync(CrossdockDb db, List<Decision> found, CancellationToken cancel)
    {
        var ids = found.Select(d => d.TableId).Distinct().ToList();
        var tables = (await db.Set<StoredTable>().AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancel)).ToDictionary(t => t.Id, t => t.ToTable());
        return found.ConvertAll(d => new DecisionView(
            d.Id, d.PostingId, d.Document, Words(d.Outcome), d.Outcome is Outcome.Approved or Outcome.BrokenGlass,
            tables.TryGetValue(d.TableId, out var table) ? table.Rows.FirstOrDefault(r => r.Number == d.RowNumber) is { } row ? $"Row {row.Number} of table {table.Number}: {row.Sentence(table.Currency)}" : null : null,
            Weigher.ReadText(d.Attributes), d.Request));
    }

    private static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Auto => "by rule",
        Outcome.Review => "by rule, looked at afterwards",
        Outcome.Approved => "by people",
        Outcome.Covered => "within what was approved before",
        Outcome.BrokenGlass => "by breaking glass",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
