using Crossdock.Books.Accounts;

namespace Crossdock.Books.Writing;

/// <summary>One side of a journal written by hand: either a debit or a credit.</summary>
/// <param name="Account">Number of the account.</param>
/// <param name="Debit">Amount on the debit side, in the entity's currency.</param>
/// <param name="Credit">Or on the credit side.</param>
/// <param name="Site">Code of the site it concerns, where that matters.</param>
public sealed record WriteJournalLine([Required, StringLength(20)] string Account, Amount? Debit = null, Amount? Credit = null, [StringLength(20)] string? Site = null);

/// <summary>Turns what was keyed into lines that balance, or says what is wrong with them.</summary>
internal sealed class JournalWriter(Directory directory, Chart chart)
{
    public async Task<Result<List<ManualJournalLine>>> LinesAsync(Work work, LegalEntity entity, Guid journal, IReadOnlyList<WriteJournalLine> keyed, CancellationToken cancel)
    {
        var accounts = await chart.OfAsync(work.Db, entity.Id, cancel);
        var controlled = await work.Db.Set<Account>().AsNoTracking().Where(a => a.EntityId == entity.Id && a.Controlled).Select(a => a.Code).ToListAsync(cancel);
        var lines = new List<ManualJournalLine>(keyed.Count);
        for (var i = 0; i < keyed.Count; i++)
        {
            if ((await LineAsync(work, entity, journal, accounts, controlled, keyed[i], i, cancel)).Refused(out var refusal, out var line)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            lines.Add(line);
        }

        var (debit, credit) = (SumOf(lines), -lines.Where(l => l.Amount.IsNegative).Aggregate(Amount.Zero, (sum, l) => sum + l.Amount));
        if (debit != credit) return new JournalUnbalanced(debit.ToString(entity.Currency), credit.ToString(entity.Currency), entity.Currency);
        return lines.GroupBy(l => (l.AccountId, l.SiteId)).All(g => g.Aggregate(Amount.Zero, (sum, l) => sum + l.Amount).IsZero) ? new JournalIsNothing() : lines;
    }

    /// <summary>Sum of the debits.</summary>
    public static Amount SumOf(IEnumerable<ManualJournalLine> lines) => lines.Where(l => l.Amount.IsPositive).Aggregate(Amount.Zero, (sum, l) => sum + l.Amount);

    private async Task<Result<ManualJournalLine>> LineAsync(
        Work work, LegalEntity entity, Guid journal, IReadOnlyList<ChartAccount> accounts, List<string> controlled, WriteJournalLine keyed, int index, CancellationToken cancel)
    {
        if (accounts.FirstOrDefault(a => a.Code == keyed.Account.Trim()) is not { } account) return Refusal.NotFound("account", keyed.Account) with { Pointer = "/account" };
        if (account.Role is null || controlled.Contains(account.Code)) return new AccountNotByHand(account.Code, account.Name) { Pointer = "/account" };
        var (debit, credit) = (keyed.Debit ?? Amount.Zero, keyed.Credit ?? Amount.Zero);
        if (debit.IsNegative || credit.IsNegative || debit.IsZero == credit.IsZero) return new OneSide(account.Code);
        var amount = debit - credit;
        if (amount.RoundTo(entity.Currency) != amount) return new JournalPrecision(entity.Currency);
        SiteId? site = null;
        if (keyed.Site.OrNull() is { } code)
        {
            if (await directory.SiteAsync(work.Db, code, cancel) is not { } found || found.EntityId != entity.Id) return Refusal.NotFound($"site of {entity.Code}", code) with { Pointer = "/site" };
            site = found.Id;
        }

        return new ManualJournalLine { JournalId = journal, Line = index + 1, AccountId = account.Id, SiteId = site, Amount = amount };
    }
}

internal sealed record AccountNotByHand(string Code, string Name) : Refusal(RefusalKind.Refused, "books.account_not_by_hand",
    $"Account {Code} {Name} is not written by hand: its balance is the sum of its sub-ledger. Correct the stock or the invoice behind it.");

internal sealed record OneSide(string Account) : Refusal(RefusalKind.Invalid, "books.one_side", $"Give account {Account} either a debit or a credit, more than zero.");

internal sealed record JournalPrecision(Currency Currency) : Refusal(RefusalKind.Invalid, "books.journal_precision", $"An amount has {Currency.MinorDigits} decimals in {Currency}.");

internal sealed record JournalUnbalanced(string Debit, string Credit, Currency Currency) : Refusal(RefusalKind.Refused, "books.journal_unbalanced",
    $"Debits are {Debit} and credits {Credit} {Currency}: they must be equal.");

internal sealed record JournalIsNothing() : Refusal(RefusalKind.Invalid, "books.journal_is_nothing", "The lines undo each other: nothing would change.");
