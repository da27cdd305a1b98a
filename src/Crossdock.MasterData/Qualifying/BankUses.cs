using System.ComponentModel.DataAnnotations;
using System.Numerics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Qualifying;

/// <summary>Enters another bank account of a supplier. A second person confirms it, and it is paid to only after a cooling time.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="Iban">The account.</param>
/// <param name="Holder">Whose account it is.</param>
/// <param name="Evidence">How it was checked ("called back on the known number").</param>
/// <param name="Reason">Why it changes.</param>
public sealed record ProposeBankAccountRequest(
    [Required, StringLength(40)] string Code, [Required, StringLength(42)] string Iban, [Required, StringLength(100)] string Holder, [Required, StringLength(300)] string Evidence,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>A bank account as it is kept.</summary>
/// <param name="Id">Its key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="UsableAt">When it can be paid to, or null.</param>
/// <param name="Version">Its version.</param>
public sealed record BankAccountResponse(int Id, BankAccountState State, DateTimeOffset? UsableAt, long Version);

internal sealed class ProposeBankAccount(Segregation segregation) : IUse<ProposeBankAccountRequest, BankAccountResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ProposeBankAccount>("POST /suppliers/{code}/bank-accounts", Permission.MaintainSuppliers)
        .WithSummary("Enter another bank account of a supplier, for a second person to confirm.");

    public async Task<Result<BankAccountResponse>> ExecuteAsync(Work work, ProposeBankAccountRequest request, CancellationToken cancel)
    {
        if (await QualifiedSuppliers.FindAsync(work, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if ((await segregation.TakeAsync(work, Duty.MaintainBank, [Chain.Supplier(supplier.Id, supplier.Code)], cancel: cancel)).Refused(out var apart, out _)) return apart;
        if (Iban.Normal(request.Iban) is not { } iban) return new IbanWrong() { Pointer = "/iban" };
        foreach (var earlier in await work.Db.Set<StoredBankAccount>().Where(a => a.SupplierId == supplier.Id && a.State == BankAccountState.Proposed).ToListAsync(cancel))
            (earlier.State, earlier.Version) = (BankAccountState.Retired, earlier.Version + 1);
        var account = new StoredBankAccount
        {
            Id = work.NewKey("bank-accounts"),
            SupplierId = supplier.Id,
            Iban = iban,
            Holder = request.Holder.Trim(),
            Evidence = request.Evidence.Trim(),
            State = BankAccountState.Proposed,
            ProposedBy = work.Actor.Id,
            ProposedAt = work.Now,
            Version = 1,
        };
        work.Db.Add(account);
        work.Subject = $"supplier {supplier.Code}";
        return new BankAccountResponse(account.Id, account.State, null, account.Version);
    }
}

/// <summary>Confirms a bank account, or says no to it. Whoever entered it cannot.</summary>
/// <param name="Id">The account.</param>
/// <param name="IfMatch">Version that was looked at.</param>
/// <param name="Agree">True to confirm it.</param>
/// <param name="Reason">How it was checked, or why not.</param>
public sealed record ConfirmBankAccountRequest(int Id, long IfMatch, bool Agree, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class ConfirmBankAccount(ParameterBook parameters) : IUse<ConfirmBankAccountRequest, BankAccountResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ConfirmBankAccount>("POST /bank-accounts/{id}/confirm", Permission.Approve)
        .WithSummary("Confirm a bank account that somebody else entered, or say no to it.");

    public async Task<Result<BankAccountResponse>> ExecuteAsync(Work work, ConfirmBankAccountRequest request, CancellationToken cancel)
    {
        var account = await work.Db.Set<StoredBankAccount>().SingleOrDefaultAsync(a => a.Id == request.Id, cancel);
        if (account is null) return Refusal.NotFound("bank account", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (account.State != BankAccountState.Proposed) return new BankDecided();
        if (account.Version != request.IfMatch) return new BankStale();
        if (account.ProposedBy == work.Actor.Id) return new OwnBankAccount();
        work.Subject = $"bank account {account.Id}";
        account.Version++;
        if (!request.Agree)
        {
            account.State = BankAccountState.Retired;
            return new BankAccountResponse(account.Id, account.State, null, account.Version);
        }

        var confirmed = await work.Db.Set<StoredBankAccount>().Where(a => a.SupplierId == account.SupplierId && a.State == BankAccountState.Confirmed).ToListAsync(cancel);
        foreach (var old in confirmed) (old.State, old.Version) = (BankAccountState.Retired, old.Version + 1);
        var cooling = await parameters.OfGroupAsync(work.Db, SupplierParameters.BankCooling, work.Now, cancel);
        (account.State, account.ConfirmedBy, account.ConfirmedAt, account.UsableAt) = (BankAccountState.Confirmed, work.Actor.Id, work.Now, work.Now.AddDays(cooling));
        return new BankAccountResponse(account.Id, account.State, account.UsableAt, account.Version);
    }
}

/// <summary>International bank account numbers: ISO 13616, checked by the remainder of 97 (ISO 7064).</summary>
internal static class Iban
{
    /// <summary>The number without spaces, or null when it is none.</summary>
    public static string? Normal(string text)
    {
        var plain = new string([.. text.Where(c => !char.IsWhiteSpace(c))]).ToUpperInvariant();
        if (plain.Length is < 15 or > 34 || !plain.All(char.IsAsciiLetterOrDigit) || !plain[..2].All(char.IsAsciiLetter) || !plain[2..4].All(char.IsAsciiDigit)) return null;
        var digits = string.Concat((plain[4..] + plain[..4]).Select(c => char.IsAsciiDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) % 97 == 1 ? plain : null;
    }

    /// <summary>The number as a list shows it: country and the last four.</summary>
    public static string Masked(string iban) => $"{iban[..4]} … {iban[^4..]}";
}

internal sealed record IbanWrong() : Refusal(RefusalKind.Invalid, "masterdata.iban", "This is no IBAN: a letter or digit is wrong. Copy it from the supplier's paper.");

internal sealed record BankDecided() : Refusal(RefusalKind.Conflict, "masterdata.bank_decided", "This bank account was decided on already.");

internal sealed record OwnBankAccount() : Refusal(RefusalKind.Forbidden, "masterdata.own_bank_account", "You entered this bank account, so somebody else must confirm it.");

internal sealed record BankStale() : Refusal(RefusalKind.Stale, "masterdata.bank_stale", "The bank account was changed in the meantime. Look again.");
