using Crossdock.MasterData.Qualifying;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>What keeps us from ordering from a supplier, or from paying it, now: each with its clause and who can lift it.</summary>
public sealed class Qualifications
{
    /// <summary>Why nothing may be ordered from a supplier on a day, or null.</summary>
    public async Task<Refusal?> OrderBlockAsync(CrossdockDb db, Partner supplier, DateOnly day, CancellationToken cancel)
    {
        if (!supplier.Active) return new SupplierClosed(supplier.Code);
        if (supplier.Standing != SupplierStanding.Approved) return new SupplierNotApproved(supplier.Code, supplier.Standing);
        var category = (supplier.Category ?? "").ToLowerInvariant();
        var rules = await db.Set<StoredCertificateRule>().AsNoTracking().Where(r => r.Category == "" || r.Category == category).OrderBy(r => r.Kind).ToListAsync(cancel);
        if (rules.Count == 0) return null;
        var held = await db.Set<StoredCertificate>().AsNoTracking().Where(c => c.SupplierId == supplier.Id && c.WithdrawnAt == null).ToListAsync(cancel);
        foreach (var rule in rules)
        {
            var own = held.Where(c => c.Kind == rule.Kind).ToList();
            if (own.Exists(c => c.ValidFrom <= day && day <= c.ValidUntil)) continue;
            return new CertificateMissing(supplier.Code, rule.Kind, rule.Clause, own.Count == 0 ? null : own.Max(c => c.ValidUntil));
        }

        return null;
    }

    /// <summary>Why a supplier may not be paid at an instant, or null: its bank data were changed and are still cooling, or wait for a second person.</summary>
    public async Task<Refusal?> PaymentBlockAsync(CrossdockDb db, Partner supplier, DateTimeOffset now, CancellationToken cancel)
    {
        var accounts = await db.Set<StoredBankAccount>().AsNoTracking().Where(a => a.SupplierId == supplier.Id && a.State != BankAccountState.Retired).ToListAsync(cancel);
        if (accounts.Exists(a => a.State == BankAccountState.Confirmed && a.UsableAt <= now)) return null;
        return accounts.Find(a => a.State == BankAccountState.Confirmed) is { } cooling ? new BankCooling(supplier.Code, cooling.UsableAt!.Value)
            : accounts.Count > 0 ? new BankUnconfirmed(supplier.Code) : null;
    }
}

internal sealed record SupplierClosed(string Code) : Refusal(RefusalKind.Refused, "masterdata.supplier_closed",
    $"The supplier {Code} is closed; nothing more can be ordered. A master data steward can open it again.");

internal sealed record SupplierNotApproved(string Code, SupplierStanding Standing) : Refusal(RefusalKind.Refused, "masterdata.supplier_not_approved",
    $"The supplier {Code} {Standing switch
    {
        SupplierStanding.Requested => "is not approved yet, so nothing can be ordered from it. Its page says who decides",
        SupplierStanding.Suspended => "is suspended, so nothing can be ordered from it. A master data steward can ask for its approval again",
        _ => "was not approved, so nothing can be ordered from it. A master data steward can ask again",
    }}.");

internal sealed record CertificateMissing(string Code, string Paper, string Clause, DateOnly? ValidUntil) : Refusal(RefusalKind.Refused, "masterdata.certificate_missing",
    $"{Clause}: the supplier {Code} needs a valid certificate '{Paper}', and {(ValidUntil is { } day ? $"its last one ended on {day.Words()}" : "has none")}. A master data steward enters a new one.");

internal sealed record BankCooling(string Code, DateTimeOffset Until) : Refusal(RefusalKind.Refused, "masterdata.bank_cooling",
    $"The bank account of {Code} was changed lately. It can be paid to from {Until:yyyy-MM-dd HH:mm} UTC on, so that somebody notices if the change was false.");

internal sealed record BankUnconfirmed(string Code) : Refusal(RefusalKind.Refused, "masterdata.bank_unconfirmed",
    $"The bank account of {Code} waits for a second person to confirm it.");
