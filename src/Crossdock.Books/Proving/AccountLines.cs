using Crossdock.Books.Posting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Proving;

/// <summary>Asks for the lines behind a figure of the trial balance.</summary>
/// <param name="Code">Code of the entity.</param>
/// <param name="Account">Code of the account.</param>
/// <param name="From">First accounting day.</param>
/// <param name="To">Last accounting day.</param>
/// <param name="After">Journal after which the page begins.</param>
/// <param name="Limit">Journals per page.</param>
public sealed record AccountLinesRequest(
    [Required, StringLength(20)] string Code, [Required, StringLength(20)] string Account, DateOnly? From = null, DateOnly? To = null, long? After = null, [Range(1, 500)] int Limit = 100);

/// <summary>A journal line with what leads on from it.</summary>
/// <param name="Journal">Ledger id of the journal.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="Kind">What the journal is about.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Amount">Debit positive, in the entity's currency.</param>
/// <param name="DocumentAmount">In the document's currency.</param>
/// <param name="Currency">The document's currency.</param>
/// <param name="Site">Site, where the account is kept by site.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Person">Who posted it.</param>
/// <param name="Use">By which use.</param>
/// <param name="Request">In which request.</param>
public sealed record AccountLine(
    long Journal, int Line, DateOnly Day, JournalKind Kind, string Document, Amount Amount, Amount DocumentAmount, Currency Currency,
    SiteId? Site, DateTimeOffset PostedAt, PersonId Person, string Use, Guid Request);

/// <summary>Lines of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Currency">The entity's currency.</param>
/// <param name="Lines">The lines, oldest first.</param>
/// <param name="Next">Journal to continue after, or null at the end.</param>
/// <param name="Total">Sum of all lines in the range, not only of this page: equals the trial balance.</param>
/// <param name="Count">Number of all lines in the range.</param>
public sealed record AccountLinesResponse(ChartAccount Account, Currency Currency, IReadOnlyList<AccountLine> Lines, long? Next, Amount Total, long Count);

/// <summary>The journal lines of an account, each with its document, person and request.</summary>
/// <param name="directory">Entities.</param>
/// <param name="chart">Accounts.</param>
public sealed class AccountLines(Directory directory, Chart chart) : IQuery<AccountLinesRequest, AccountLinesResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<AccountLines>("GET /entities/{code}/accounts/{account}/lines", Permission.SeeBooks)
        .WithSummary("The journal lines behind a figure, with document, person and request.");

    /// <inheritdoc/>
    public async Task<Result<AccountLinesResponse>> AnswerAsync(Reading reading, AccountLinesRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(reading.Db, request.Code, cancel) is not { } entity || !reading.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        if ((await chart.OfAsync(reading.Db, entity.Id, cancel)).FirstOrDefault(a => a.Code == request.Account) is not { } account) return Refusal.NotFound("account", request.Account);
        var from = request.From ?? DateOnly.MinValue;
        var to = request.To ?? DateOnly.MaxValue;
        var totals = await reading.Db.Database.SqlQueryRaw<LineTotal>(
            """
            SELECT CAST(COALESCE(SUM(amount), 0) AS bigint) AS "Amount", CAST(COUNT(*) AS bigint) AS "Count"
            FROM books_lines WHERE entity_id = {0} AND account_id = {1} AND day >= {2} AND day <= {3}
            """, entity.Id.Value, account.Id, DayRange.From(request.From), DayRange.To(request.To)).SingleAsync(cancel);
        var journals = await reading.Db.Set<LineRow>()
            .Where(l => l.EntityId == entity.Id && l.AccountId == account.Id && l.Day >= from && l.Day <= to && (request.After == null || l.JournalId > request.After))
            .Select(l => l.JournalId).Distinct().OrderBy(id => id).Take(request.Limit + 1).ToListAsync(cancel);
        long? next = null;
        if (journals.Count > request.Limit)
        {
            journals.RemoveAt(journals.Count - 1);
            next = journals[^1];
        }

        var rows = await (
            from l in reading.Db.Set<LineRow>()
            join j in reading.Db.Set<JournalRow>() on l.JournalId equals j.Id
            join p in reading.Db.Set<Storage.Posting>() on j.PostingId equals p.Id
            where l.AccountId == account.Id && journals.Contains(l.JournalId)
            orderby l.JournalId, l.Line
            select new { Line = l, Journal = j, p.PostedAt, p.ActorId, p.Use, p.RequestId }).ToListAsync(cancel);
        var lines = rows.ConvertAll(r => new AccountLine(
            r.Line.JournalId, r.Line.Line, r.Line.Day, r.Journal.Kind, r.Journal.Document, r.Line.Amount, r.Line.DocumentAmount, r.Journal.Currency,
            r.Line.SiteId, r.PostedAt, r.ActorId, r.Use, r.RequestId));
        return new AccountLinesResponse(account, entity.Currency, lines, next, new(totals.Amount), totals.Count);
    }

    internal sealed record LineTotal(long Amount, long Count);
}
