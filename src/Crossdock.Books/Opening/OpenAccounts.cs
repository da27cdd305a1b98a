using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Opening;

/// <summary>Balances that accounts without a sub-ledger open with, against opening equity.</summary>
/// <param name="Code">Code of the entity.</param>
/// <param name="Lines">Accounts and their balances.</param>
/// <param name="Day">Accounting day; today when left out.</param>
public sealed record OpenAccountsRequest(
    [Required, StringLength(20)] string Code, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<OpenAccountLine> Lines, DateOnly? Day = null);

/// <summary>What an account opens with.</summary>
/// <param name="Account">Number of the account.</param>
/// <param name="Amount">Balance in the entity's currency, debit positive.</param>
public sealed record OpenAccountLine([Required, StringLength(20)] string Account, Amount Amount);

/// <summary>The opening journal.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Equity">What it adds to opening equity, credit positive.</param>
public sealed record OpenAccountsResponse(string Number, Amount Equity);

internal sealed class OpenAccounts(Directory directory, Chart chart, Journals journals, Approvals approvals) : IUse<OpenAccountsRequest, OpenAccountsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<OpenAccounts>("POST /entities/{code}/opening-balances", Permission.PostJournal)
        .WithSummary("Enter what accounts open with, against opening equity. Stock is opened with its own document.");

    public async Task<Result<OpenAccountsResponse>> ExecuteAsync(Work work, OpenAccountsRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(work.Db, request.Code, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        var day = request.Day ?? entity.DayOf(work.Now);
        if ((await journals.RequireOpenAsync(work, entity.Id, day, cancel)).Refused(out var refusal, out _)) return refusal;

        // Where others look at what is written by hand, balances are not opened past them.
        if (await approvals.RuledAsync(work.Db, Writing.JournalDesk.Kind, entity.Id, cancel)) return new OpeningIsOver(entity.Code);
        var accounts = await chart.OfAsync(work.Db, entity.Id, cancel);
        var controlled = await work.Db.Set<Accounts.Account>().AsNoTracking().Where(a => a.EntityId == entity.Id && a.Controlled).Select(a => a.Code).ToListAsync(cancel);
        var journal = new Journal(entity.Id, day, JournalKind.Opening, entity.Currency, work.Number("OJ"), null);
        var equity = Amount.Zero;
        foreach (var line in request.Lines)
        {
            if (accounts.FirstOrDefault(a => a.Code == line.Account.Trim()) is not { } account) return Refusal.NotFound("account", line.Account);
            if (account.Role is not { } role || role == AccountRole.Opening || controlled.Contains(account.Code)) return new NoOpeningAccount(account.Code, account.Name);
            if (line.Amount.RoundTo(entity.Currency) != line.Amount) return new OpeningPrecision(entity.Currency);
            journal.Debit(role, line.Amount);
            equity += line.Amount;
        }

        journal.Credit(AccountRole.Opening, equity);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out refusal, out _)) return refusal;
        work.Subject = $"opening journal {journal.Document}";
        return new OpenAccountsResponse(journal.Document, equity);
    }
}

internal sealed record NoOpeningAccount(string Code, string Name) : Refusal(RefusalKind.Refused, "books.no_opening_account",
    $"Account {Code} {Name} is not opened by hand: its balance comes from its sub-ledger or from this entry.");

internal sealed record OpeningIsOver(string Entity) : Refusal(RefusalKind.Refused, "books.opening_is_over",
    $"Journals of {Entity} that are written by hand are decided on by others. Write this as such a journal, against opening equity.");

internal sealed record OpeningPrecision(Currency Currency) : Refusal(RefusalKind.Invalid, "books.opening_precision",
    $"An opening balance has {Currency.MinorDigits} decimals in {Currency}.");
