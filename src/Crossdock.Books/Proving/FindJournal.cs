using Crossdock.Books.Posting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Proving;

/// <summary>Asks for one journal.</summary>
/// <param name="Id">Its ledger id.</param>
public sealed record JournalRequest(long Id);

/// <summary>A line of a journal; debit is positive.</summary>
/// <param name="Line">Number.</param>
/// <param name="Account">Code of the account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">In the entity's currency.</param>
/// <param name="DocumentAmount">In the document's currency.</param>
/// <param name="Site">Code of the site, where the account is kept by site.</param>
/// <param name="Partner">Code of the customer or supplier, where it is kept by partner.</param>
public sealed record JournalLineView(int Line, string Account, string Name, Amount Amount, Amount DocumentAmount, string? Site, string? Partner);

/// <summary>Rows of one module behind a journal.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Rows">The rows.</param>
public sealed record JournalBehind(string Name, IReadOnlyList<JournalSource> Rows);

/// <summary>Who posted, when, why, and where it stands in the chain of seals.</summary>
/// <param name="Posting">Ledger id of the posting.</param>
/// <param name="PostedAt">When.</param>
/// <param name="Person">Who.</param>
/// <param name="Use">By which use.</param>
/// <param name="Request">In which request.</param>
/// <param name="Subject">The document it is about.</param>
/// <param name="Why">The reason given.</param>
/// <param name="SealNumber">Number in the chain; null in the instant before it is sealed.</param>
/// <param name="ChainHash">Hash of the chain there, hexadecimal.</param>
public sealed record JournalPosting(
    long Posting, DateTimeOffset PostedAt, string Person, string Use, Guid Request, string? Subject, string? Why, long? SealNumber, string? ChainHash);

/// <summary>A journal with all that leads on from it.</summary>
/// <param name="Id">Ledger id.</param>
/// <param name="Entity">Code of the entity.</param>
/// <param name="EntityCurrency">Its currency.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Currency">The document's currency.</param>
/// <param name="ReverseOf">The journal it mirrors.</param>
/// <param name="ReversedBy">The journal that mirrors it.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Behind">What it was made from.</param>
/// <param name="Posting">Who, when, why.</param>
public sealed record JournalView(
    long Id, string Entity, Currency EntityCurrency, DateOnly Day, JournalKind Kind, string Document, Currency Currency, long? ReverseOf, long? ReversedBy,
    IReadOnlyList<JournalLineView> Lines, IReadOnlyList<JournalBehind> Behind, JournalPosting Posting);

/// <summary>One journal: its lines, what it was made from, and who posted it.</summary>
/// <param name="directory">Entities and sites.</param>
/// <param name="chart">Accounts.</param>
/// <param name="partners">Customers and suppliers.</param>
/// <param name="traces">What other modules know of it.</param>
public sealed class FindJournal(Directory directory, Chart chart, MasterData.Partners partners, IEnumerable<IJournalTrace> traces) : IQuery<JournalRequest, JournalView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindJournal>("GET /journals/{id}", Permission.SeeBooks)
        .WithSummary("One journal: lines, what lies behind it, person, request, seal.");

    /// <inheritdoc/>
    public async Task<Result<JournalView>> AnswerAsync(Reading reading, JournalRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var unknown = Refusal.NotFound("journal", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (await db.Set<JournalRow>().SingleOrDefaultAsync(j => j.Id == request.Id, cancel) is not { } journal || !reading.Actor.WorksFor(journal.EntityId)) return unknown;
        var entity = (await directory.EntityAsync(db, journal.EntityId, cancel))!;
        var accounts = (await chart.OfAsync(db, entity.Id, cancel)).ToDictionary(a => a.Id);
        var rows = await db.Set<LineRow>().Where(l => l.JournalId == journal.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var known = await partners.FindManyAsync(db, rows.Select(r => r.PartnerId).OfType<PartnerId>(), cancel);
        var lines = new List<JournalLineView>(rows.Count);
        foreach (var row in rows)
        {
            var site = row.SiteId is { } at ? (await directory.SiteAsync(db, at, cancel))?.Code : null;
            lines.Add(new(row.Line, accounts[row.AccountId].Code, accounts[row.AccountId].Name, row.Amount, row.DocumentAmount, site,
                row.PartnerId is { } partner && known.TryGetValue(partner, out var found) ? found.Code : null));
        }

        var behind = new List<JournalBehind>();
        foreach (var trace in traces)
            if (await trace.BehindAsync(db, journal.Id, journal.PostingId, cancel) is { Count: > 0 } sources) behind.Add(new(trace.Name, sources));
        var reversedBy = await db.Set<JournalRow>().Where(j => j.ReverseOf == journal.Id).Select(j => (long?)j.Id).FirstOrDefaultAsync(cancel);
        return new JournalView(journal.Id, entity.Code, entity.Currency, journal.Day, journal.Kind, journal.Document, journal.Currency, journal.ReverseOf, reversedBy,
            lines, behind, await PostingAsync(db, journal.PostingId, cancel));
    }

    private static async Task<JournalPosting> PostingAsync(CrossdockDb db, long id, CancellationToken cancel)
    {
        var posting = await db.Set<Storage.Posting>().SingleAsync(p => p.Id == id, cancel);
        var person = await GroupRows.People(db).Where(p => p.Id == posting.ActorId).Select(p => p.Name).FirstOrDefaultAsync(cancel);
        var seal = await db.Set<Seal>().SingleOrDefaultAsync(s => s.PostingId == id, cancel);
        return new(id, posting.PostedAt, person ?? "Crossdock", posting.Use, posting.RequestId, posting.Subject, posting.Why, seal?.SealNo,
            seal is null ? null : Convert.ToHexStringLower(seal.ChainHash));
    }
}
