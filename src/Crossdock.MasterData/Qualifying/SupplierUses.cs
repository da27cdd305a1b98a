using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Qualifying;

/// <summary>How a supplier stands.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Standing">Whether it may be ordered from.</param>
/// <param name="Version">Its version.</param>
/// <param name="Approval">Request people decide on, or null.</param>
public sealed record SupplierStandResponse(string Code, SupplierStanding Standing, long Version, string? Approval = null);

/// <summary>Says what kind of supplier it is and how risky, with what that rests on.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="Risk">How risky it is held to be.</param>
/// <param name="Reason">What the judgement rests on.</param>
/// <param name="Category">What kind of supplier it is, as approval tables name it.</param>
public sealed record AssessSupplierRequest([Required, StringLength(40)] string Code, SupplierRisk Risk, [Required, StringLength(200)] string? Reason, [StringLength(40)] string? Category = null) : IHasReason;

internal sealed class AssessSupplier(SearchIndex search, Segregation segregation) : IUse<AssessSupplierRequest, SupplierStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AssessSupplier>("PUT /suppliers/{code}/assessment", Permission.MaintainSuppliers)
        .WithSummary("Say what kind of supplier it is and how risky, with what that rests on.");

    public async Task<Result<SupplierStandResponse>> ExecuteAsync(Work work, AssessSupplierRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Risk)) return Refusal.Invalid("masterdata.risk", "The risk is none, low, medium or high.", "/risk");
        if (await QualifiedSuppliers.FindAsync(work, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if ((await segregation.TakeAsync(work, Duty.MaintainSupplier, [Chain.Supplier(supplier.Id, supplier.Code)], cancel: cancel)).Refused(out var apart, out _)) return apart;
        supplier.Risk = request.Risk;
        supplier.Category = request.Category.OrNull()?.ToLowerInvariant();
        await StoredPartners.ChangedAsync(work, search, supplier, cancel);
        return new SupplierStandResponse(supplier.Code, supplier.Standing, supplier.Version);
    }
}

/// <summary>Stops ordering from a supplier. What is on order stays.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="Reason">Why.</param>
public sealed record SuspendSupplierRequest([Required, StringLength(40)] string Code, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class SuspendSupplier(SearchIndex search, Approvals approvals) : IUse<SuspendSupplierRequest, SupplierStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SuspendSupplier>("POST /suppliers/{code}/suspend", Permission.MaintainSuppliers)
        .WithSummary("Stop ordering from a supplier.");

    public async Task<Result<SupplierStandResponse>> ExecuteAsync(Work work, SuspendSupplierRequest request, CancellationToken cancel)
    {
        if (await QualifiedSuppliers.FindAsync(work, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if (supplier.Standing == SupplierStanding.Suspended) return new AlreadySuspended(supplier.Code);
        await approvals.WithdrawAsync(work, SupplierApproval.SubjectKind, supplier.Code, request.Reason!, cancel);
        supplier.Standing = SupplierStanding.Suspended;
        await StoredPartners.ChangedAsync(work, search, supplier, cancel);
        return new SupplierStandResponse(supplier.Code, supplier.Standing, supplier.Version);
    }
}

/// <summary>Asks for a supplier to be approved: again after it was suspended or not approved.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="Reason">Why it should be.</param>
public sealed record RequestSupplierApprovalRequest([Required, StringLength(40)] string Code, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class RequestSupplierApproval(SearchIndex search, SupplierRequests requests, Segregation segregation) : IUse<RequestSupplierApprovalRequest, SupplierStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<RequestSupplierApproval>("POST /suppliers/{code}/request-approval", Permission.MaintainSuppliers)
        .WithSummary("Ask for a supplier to be approved.");

    public async Task<Result<SupplierStandResponse>> ExecuteAsync(Work work, RequestSupplierApprovalRequest request, CancellationToken cancel)
    {
        if (await QualifiedSuppliers.FindAsync(work, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if ((await segregation.TakeAsync(work, Duty.MaintainSupplier, [Chain.Supplier(supplier.Id, supplier.Code)], cancel: cancel)).Refused(out var apart, out _)) return apart;
        if (supplier.Standing == SupplierStanding.Approved) return new AlreadyApproved(supplier.Code);
        if ((await requests.AskAsync(work, supplier, request.Reason, cancel)).Refused(out var refusal, out var verdict)) return refusal;
        await StoredPartners.ChangedAsync(work, search, supplier, cancel);
        return new SupplierStandResponse(supplier.Code, supplier.Standing, supplier.Version, verdict?.Request);
    }
}

/// <summary>Enters a certificate of a supplier.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="Kind">What it is about, as rules name it.</param>
/// <param name="Number">Its number.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidUntil">Last day it holds.</param>
/// <param name="Evidence">Where the paper can be seen.</param>
public sealed record AddCertificateRequest(
    [Required, StringLength(40)] string Code, [Required, StringLength(60)] string Kind, [Required, StringLength(60)] string Number, DateOnly ValidFrom, DateOnly ValidUntil,
    [StringLength(300)] string? Evidence = null);

/// <summary>The certificate as it is kept.</summary>
/// <param name="Id">Its key.</param>
public sealed record CertificateResponse(int Id);

internal sealed class AddCertificate(Segregation segregation) : IUse<AddCertificateRequest, CertificateResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AddCertificate>("POST /suppliers/{code}/certificates", Permission.MaintainSuppliers)
        .WithSummary("Enter a certificate of a supplier.");

    public async Task<Result<CertificateResponse>> ExecuteAsync(Work work, AddCertificateRequest request, CancellationToken cancel)
    {
        if (await QualifiedSuppliers.FindAsync(work, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        if ((await segregation.TakeAsync(work, Duty.MaintainSupplier, [Chain.Supplier(supplier.Id, supplier.Code)], cancel: cancel)).Refused(out var apart, out _)) return apart;
        if (request.ValidUntil < request.ValidFrom) return new CertificateDays() { Pointer = "/validUntil" };
        var certificate = new StoredCertificate
        {
            Id = work.NewKey("certificates"),
            SupplierId = supplier.Id,
            Kind = request.Kind.Trim().ToLowerInvariant(),
            Number = request.Number.Trim(),
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
            Evidence = request.Evidence,
            AddedBy = work.Actor.Id,
            AddedAt = work.Now,
            Version = 1,
        };
        work.Db.Add(certificate);
        work.Subject = $"supplier {supplier.Code}";
        return new CertificateResponse(certificate.Id);
    }
}

/// <summary>Withdraws a certificate that does not hold.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawCertificateRequest(int Id, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class WithdrawCertificate : IUse<WithdrawCertificateRequest, CertificateResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WithdrawCertificate>("POST /certificates/{id}/withdraw", Permission.MaintainSuppliers)
        .WithSummary("Withdraw a certificate that does not hold.");

    public async Task<Result<CertificateResponse>> ExecuteAsync(Work work, WithdrawCertificateRequest request, CancellationToken cancel)
    {
        var certificate = await work.Db.Set<StoredCertificate>().SingleOrDefaultAsync(c => c.Id == request.Id && c.WithdrawnAt == null, cancel);
        if (certificate is null) return Refusal.NotFound("certificate", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        certificate.WithdrawnAt = work.Now;
        certificate.Version++;
        work.Subject = $"certificate {certificate.Number}";
        return new CertificateResponse(certificate.Id);
    }
}

/// <summary>Lays down that suppliers of a category must hold a certificate, or that they need not any more.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Clause">The clause that asks for it; without one the rule is taken away.</param>
/// <param name="Category">Supplier category; all suppliers when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record RequireCertificateRequest(
    [Required, StringLength(60)] string Kind, [StringLength(200)] string? Clause = null, [StringLength(40)] string? Category = null, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The rule as it is kept.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Category">Supplier category; empty for all.</param>
public sealed record RequireCertificateResponse(string Kind, string Category);

internal sealed class RequireCertificate : IUse<RequireCertificateRequest, RequireCertificateResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<RequireCertificate>("PUT /certificate-rules", Permission.MaintainPolicies)
        .WithSummary("Lay down which certificates suppliers must hold.");

    public async Task<Result<RequireCertificateResponse>> ExecuteAsync(Work work, RequireCertificateRequest request, CancellationToken cancel)
    {
        var (kind, category) = (request.Kind.Trim().ToLowerInvariant(), (request.Category ?? "").Trim().ToLowerInvariant());
        var rule = await work.Db.Set<StoredCertificateRule>().SingleOrDefaultAsync(r => r.Kind == kind && r.Category == category, cancel);
        if (string.IsNullOrWhiteSpace(request.Clause))
        {
            if (rule is null) return Refusal.NotFound("certificate rule", kind);
            work.Db.Remove(rule);
        }
        else if (rule is null)
        {
            work.Db.Add(new StoredCertificateRule { Category = category, Kind = kind, Clause = request.Clause.Trim() });
        }
        else
        {
            rule.Clause = request.Clause.Trim();
        }

        work.Subject = $"certificate rule {kind}";
        return new RequireCertificateResponse(kind, category);
    }
}

internal static class QualifiedSuppliers
{
    public static Task<StoredPartner?> FindAsync(Work work, string code, CancellationToken cancel)
    {
        var normal = Code.Normal(code);
        return work.Db.Set<StoredPartner>().SingleOrDefaultAsync(p => p.Kind == PartnerKind.Supplier && p.Code == normal, cancel);
    }
}

internal sealed record AlreadySuspended(string Code) : Refusal(RefusalKind.Conflict, "masterdata.already_suspended", $"The supplier {Code} is suspended already.");

internal sealed record AlreadyApproved(string Code) : Refusal(RefusalKind.Conflict, "masterdata.already_approved", $"The supplier {Code} is approved already.");

internal sealed record CertificateDays() : Refusal(RefusalKind.Invalid, "masterdata.certificate_days", "A certificate ends on or after the day it begins.");
