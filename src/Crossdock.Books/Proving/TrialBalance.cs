using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Proving;

/// <summary>Asks for a trial balance.</summary>
/// <param name="Code">Code of the entity.</param>
/// <param name="From">First accounting day; none means from the beginning.</param>
/// <param name="To">Last accounting day; none means all.</param>
public sealed record TrialBalanceRequest([Required, StringLength(20)] string Code, DateOnly? From = null, DateOnly? To = null);

/// <summary>A line of the trial balance; amounts are debit less credit.</summary>
/// <param name="Account">Code of the account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its side.</param>
/// <param name="Opening">Before the first day.</param>
/// <param name="Debit">Debits of the days.</param>
/// <param name="Credit">Credits of the days, positive.</param>
/// <param name="Closing">After the last day.</param>
public sealed record TrialBalanceLine(string Account, string Name, AccountKind Kind, Amount Opening, Amount Debit, Amount Credit, Amount Closing);

/// <summary>The trial balance of an entity.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Lines">One line per account.</param>
/// <param name="Difference">Sum of all closings: always 0.</param>
public sealed record TrialBalanceResponse(string Entity, Currency Currency, IReadOnlyList<TrialBalanceLine> Lines, Amount Difference) : ITabular
{
    string ITabular.FileName => $"trial-balance-{Entity}";

    IReadOnlyList<string> ITabular.Headings => ["Account", "Name", "Kind", "Opening", "Debit", "Credit", "Closing", "Currency"];

    IEnumerable<object?[]> ITabular.Cells => Lines.Select(l => new object?[] { l.Account, l.Name, l.Kind, l.Opening, l.Debit, l.Credit, l.Closing, Currency });
}

/// <summary>Every account with what was debited and credited, from the journal lines themselves.</summary>
/// <param name="directory">Entities.</param>
/// <param name="chart">Accounts.</param>
public sealed class TrialBalance(Directory directory, Chart chart) : IQuery<TrialBalanceRequest, TrialBalanceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<TrialBalance>("GET /entities/{code}/trial-balance", Permission.SeeBooks)
        .WithSummary("Trial balance of an entity over a range of accounting days; also as CSV or XLSX with ?format.");

    /// <inheritdoc/>
    public async Task<Result<TrialBalanceResponse>> AnswerAsync(Reading reading, TrialBalanceRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(reading.Db, request.Code, cancel) is not { } entity || !reading.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        var sums = await reading.Db.Database.SqlQueryRaw<AccountSum>(
            """
            SELECT account_id AS "AccountId",
                   CAST(COALESCE(SUM(CASE WHEN day < {1} THEN amount ELSE 0 END), 0) AS bigint) AS "Opening",
                   CAST(COALESCE(SUM(CASE WHEN day >= {1} AND amount > 0 THEN amount ELSE 0 END), 0) AS bigint) AS "Debit",
                   CAST(COALESCE(SUM(CASE WHEN day >= {1} AND amount < 0 THEN amount ELSE 0 END), 0) AS bigint) AS "Credit"
            FROM books_lines WHERE entity_id = {0} AND day <= {2} GROUP BY account_id
            """, entity.Id.Value, DayRange.From(request.From), DayRange.To(request.To)).ToDictionaryAsync(s => s.AccountId, cancel);
        var lines = (await chart.OfAsync(reading.Db, entity.Id, cancel)).Select(account =>
        {
            var sum = sums.GetValueOrDefault(account.Id) ?? new(account.Id, 0, 0, 0);
            return new TrialBalanceLine(account.Code, account.Name, account.Kind, new(sum.Opening), new(sum.Debit), new(-sum.Credit), new(sum.Opening + sum.Debit + sum.Credit));
        }).ToList();
        return new TrialBalanceResponse(entity.Code, entity.Currency, lines, lines.Aggregate(Amount.Zero, (total, l) => total + l.Closing));
    }

    internal sealed record AccountSum(int AccountId, long Opening, long Debit, long Credit);
}

/// <summary>Open ends of a range of accounting days, as stored numbers.</summary>
internal static class DayRange
{
    public static int From(DateOnly? day) => Instants.ToNumber(day ?? DateOnly.MinValue);

    public static int To(DateOnly? day) => Instants.ToNumber(day ?? DateOnly.MaxValue);
}
