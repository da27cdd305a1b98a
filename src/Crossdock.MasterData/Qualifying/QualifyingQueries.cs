using Crossdock.MasterData.PartnerRecords;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Qualifying;

/// <summary>Asks how a supplier is qualified.</summary>
/// <param name="Code">The supplier.</param>
public sealed record QualificationRequest(string Code);

/// <summary>How a supplier is qualified.</summary>
/// <param name="Standing">Whether it may be ordered from.</param>
/// <param name="Risk">How risky it is held to be.</param>
/// <param name="Block">Why nothing can be ordered today, or null.</param>
/// <param name="Certificates">Its certificates, the latest first.</param>
/// <param name="BankAccounts">Its bank accounts, the latest first.</param>
/// <param name="Category">What kind of supplier it is.</param>
public sealed record QualificationView(
    SupplierStanding Standing, SupplierRisk Risk, string? Block, IReadOnlyList<CertificateView> Certificates, IReadOnlyList<BankAccountView> BankAccounts, string? Category);

/// <summary>A certificate.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Number">Its number.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day.</param>
/// <param name="Evidence">Where the paper can be seen.</param>
public sealed record CertificateView(int Id, string Kind, string Number, DateOnly ValidFrom, DateOnly ValidUntil, string? Evidence);

/// <summary>A bank account.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Iban">The account, its middle left out.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ProposedBy">Who entered it.</param>
/// <param name="ConfirmedBy">Who confirmed it.</param>
/// <param name="UsableAt">When it can be paid to.</param>
/// <param name="Evidence">How it was checked.</param>
/// <param name="Version">What If-Match must name.</param>
public sealed record BankAccountView(int Id, string Iban, string Holder, BankAccountState State, string ProposedBy, string? ConfirmedBy, DateTimeOffset? UsableAt, string? Evidence, long Version);

internal sealed class ShowQualification(Partners partners, Qualifications qualifications, Directory directory, People people) : IQuery<QualificationRequest, QualificationView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowQualification>("GET /suppliers/{code}/qualification", Permission.SeePurchasing)
        .WithSummary("Whether a supplier may be ordered from and paid, and what that rests on.");

    public async Task<Result<QualificationView>> AnswerAsync(Reading reading, QualificationRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await partners.FindAsync(db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        var block = await qualifications.OrderBlockAsync(db, supplier, await directory.TodayAsync(db, reading.Actor, reading.Now, cancel), cancel);
        var certificates = await db.Set<StoredCertificate>().Where(c => c.SupplierId == supplier.Id && c.WithdrawnAt == null).OrderByDescending(c => c.ValidUntil)
            .Select(c => new CertificateView(c.Id, c.Kind, c.Number, c.ValidFrom, c.ValidUntil, c.Evidence)).ToListAsync(cancel);
        var accounts = new List<BankAccountView>();
        foreach (var a in await db.Set<StoredBankAccount>().Where(a => a.SupplierId == supplier.Id && a.State != BankAccountState.Retired).OrderByDescending(a => a.Id).ToListAsync(cancel))
        {
            accounts.Add(new(a.Id, Iban.Masked(a.Iban), a.Holder, a.State, await people.NameAsync(db, a.ProposedBy, cancel),
                a.ConfirmedBy is { } by ? await people.NameAsync(db, by, cancel) : null, a.UsableAt, a.Evidence, a.Version));
        }

        return new QualificationView(supplier.Standing, supplier.Risk, block?.Message, certificates, accounts, supplier.Category);
    }
}

/// <summary>A certificate in the list.</summary>
public sealed record CertificateRow
{
    /// <summary>Key.</summary>
    public int Id { get; init; }

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Last day it holds.</summary>
    public DateOnly ValidUntil { get; init; }

    /// <summary>True when a later one of the same kind is there already.</summary>
    public bool Renewed { get; init; }
}

/// <summary>Certificates that hold or held, those that end first on top.</summary>
public sealed class CertificateList : Listing<CertificateRow>
{
    /// <summary>Names the columns.</summary>
    public CertificateList()
    {
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("kind", "Certificate", r => r.Kind).Search();
        Column("number", "Number", r => r.Number).Search();
        Column("until", "Valid until", r => r.ValidUntil);
        Column("renewed", "Renewed", r => r.Renewed);
        Order(r => r.Id, "until");
    }

    /// <inheritdoc/>
    public override string Name => "certificates";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<CertificateList>("GET /certificates", Permission.SeePurchasing)
        .WithSummary("Certificates of suppliers, those that end first on top.");

    /// <inheritdoc/>
    protected override IQueryable<CertificateRow> Rows(Reading reading) =>
        from c in reading.Db.Set<StoredCertificate>()
        join p in reading.Db.Set<StoredPartner>() on c.SupplierId equals p.Id
        where c.WithdrawnAt == null
        select new CertificateRow
        {
            Id = c.Id,
            Supplier = p.Code,
            SupplierName = p.Name,
            Kind = c.Kind,
            Number = c.Number,
            ValidUntil = c.ValidUntil,
            Renewed = reading.Db.Set<StoredCertificate>().Any(o => o.SupplierId == c.SupplierId && o.Kind == c.Kind && o.WithdrawnAt == null && o.ValidUntil > c.ValidUntil),
        };
}
