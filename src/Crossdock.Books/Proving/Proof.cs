using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Proving;

/// <summary>Asks for the proof.</summary>
/// <param name="Code">Code of the entity.</param>
/// <param name="Moment">A past moment, as known then; none means now.</param>
public sealed record ProofRequest([Required, StringLength(20)] string Code, DateTimeOffset? Moment = null);

/// <summary>One control account against the rows behind it.</summary>
/// <param name="Account">Code of the account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">What the rows behind it are.</param>
/// <param name="SubLedger">Their sum, debit positive.</param>
/// <param name="Ledger">The account's balance.</param>
/// <param name="Difference">Always 0.</param>
public sealed record ProofLine(string Account, string Name, string Rows, Amount SubLedger, Amount Ledger, Amount Difference);

/// <summary>The proof that stock and books agree.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Moment">The moment it speaks of.</param>
/// <param name="Lines">One line per control account.</param>
/// <param name="Unbalanced">Sum of all accounts: always 0.</param>
/// <param name="Difference">Sum of the absolute differences: always 0.</param>
public sealed record ProofResponse(string Entity, Currency Currency, DateTimeOffset Moment, IReadOnlyList<ProofLine> Lines, Amount Unbalanced, Amount Difference) : ITabular
{
    string ITabular.FileName => $"proof-{Entity}";

    IReadOnlyList<string> ITabular.Headings => ["Account", "Name", "Rows behind it", "Sub-ledger", "Ledger", "Difference", "Currency", "As of"];

    IEnumerable<object?[]> ITabular.Cells => Lines.Select(l => new object?[] { l.Account, l.Name, l.Rows, l.SubLedger, l.Ledger, l.Difference, Currency, Moment });
}

/// <summary>Per control account: what the sub-ledger's own rows sum to, what the account says, and the difference.</summary>
/// <param name="directory">Entities.</param>
/// <param name="chart">Accounts.</param>
/// <param name="subLedgers">The sub-ledgers of all modules.</param>
public sealed class Proof(Directory directory, Chart chart, IEnumerable<ISubLedger> subLedgers) : IQuery<ProofRequest, ProofResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<Proof>("GET /entities/{code}/proof", Permission.SeeBooks)
        .WithSummary("Proof that every control account equals its sub-ledger, now or at a past moment; also as CSV or XLSX with ?format.");

    /// <inheritdoc/>
    public async Task<Result<ProofResponse>> AnswerAsync(Reading reading, ProofRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(reading.Db, request.Code, cancel) is not { } entity || !reading.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);

        // Ledger and sub-ledgers are read in one snapshot, or a posting between the reads would look like a difference.
        await using var snapshot = await reading.Db.Database.BeginTransactionAsync(
            reading.Db.Engine == Engine.Postgres ? System.Data.IsolationLevel.RepeatableRead : System.Data.IsolationLevel.Serializable, cancel);
        var balances = await BalancesAsync(reading.Db, entity.Id, request.Moment, cancel);
        var lines = new List<ProofLine>();
        foreach (var subLedger in subLedgers.OrderBy(s => s.Role))
        {
            var account = await chart.PlayingAsync(reading.Db, entity.Id, subLedger.Role, cancel);
            var sum = (await subLedger.SumsAsync(reading.Db, request.Moment, cancel)).GetValueOrDefault(entity.Id);
            var ledger = new Amount(balances.GetValueOrDefault(account.Id));
            lines.Add(new(account.Code, account.Name, subLedger.Name, sum, ledger, ledger - sum));
        }

        return new ProofResponse(entity.Code, entity.Currency, request.Moment ?? reading.Now, lines.OrderBy(l => l.Account, StringComparer.Ordinal).ToList(),
            new(balances.Values.Sum()), lines.Aggregate(Amount.Zero, (total, l) => total + l.Difference.Abs()));
    }

    private static async Task<Dictionary<int, long>> BalancesAsync(CrossdockDb db, EntityId entity, DateTimeOffset? moment, CancellationToken cancel)
    {
        var sql = moment is null
            ? """SELECT account_id AS "AccountId", CAST(SUM(amount) AS bigint) AS "Amount" FROM books_lines WHERE entity_id = {0} GROUP BY account_id"""
            : """
              SELECT l.account_id AS "AccountId", CAST(SUM(l.amount) AS bigint) AS "Amount" FROM books_lines l
              JOIN books_journals j ON j.id = l.journal_id JOIN storage_postings p ON p.id = j.posting_id
              WHERE l.entity_id = {0} AND p.posted_at <= {1} GROUP BY l.account_id
              """;
        return await db.Database.SqlQueryRaw<Balance>(sql, entity.Value, SubLedgerSums.Until(moment)).ToDictionaryAsync(b => b.AccountId, b => b.Amount, cancel);
    }

    internal sealed record Balance(int AccountId, long Amount);
}

/// <summary>Receivables and payables as the proof sees them: the entries of open items.</summary>
internal sealed class OpenItemSums(OpenItemKind kind) : ISubLedger
{
    public AccountRole Role => kind == OpenItemKind.Receivable ? AccountRole.Receivables : AccountRole.Payables;

    public string Name => kind == OpenItemKind.Receivable ? "open customer invoices" : "open supplier invoices";

    public Task<IReadOnlyDictionary<EntityId, Amount>> SumsAsync(CrossdockDb db, DateTimeOffset? moment, CancellationToken cancel) =>
        SubLedgerSums.ReadAsync(db,
            "SELECT o.entity_id AS \"EntityId\", CAST(SUM(o.functional) AS bigint) AS \"Amount\" FROM books_open_entries o JOIN storage_postings p ON p.id = o.posting_id "
            + "WHERE o.kind = {0} AND p.posted_at <= {1} GROUP BY o.entity_id", cancel, (int)kind, SubLedgerSums.Until(moment));
}
