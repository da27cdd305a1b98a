using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.PartnerRecords;

/// <summary>The fields of a supplier that may change, all of them as they shall be.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="IfMatch">The version that was looked at.</param>
/// <param name="Name">Its name.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Active">False when no new order may be made.</param>
/// <param name="Incoterm">Usual delivery term.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
/// <param name="OrderEmail">Where orders are mailed to; none when they are not.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record ChangeSupplierRequest(
    [Required, StringLength(40)] string Code,
    long IfMatch,
    [Required, StringLength(200)] string Name,
    [Range(0, 365)] int PaymentDays,
    bool Active,
    [StringLength(3, MinimumLength = 3)] string? Incoterm = null,
    [StringLength(20)] string? TaxCode = null,
    [StringLength(500)] string? Address = null,
    [StringLength(254)] string? OrderEmail = null,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The partner as it is now.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its new version.</param>
public sealed record ChangePartnerResponse(string Code, long Version);

internal sealed class ChangeSupplier(SearchIndex search, Segregation segregation) : IUse<ChangeSupplierRequest, ChangePartnerResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeSupplier>("PUT /suppliers/{code}", Permission.MaintainSuppliers)
        .WithSummary("Change a supplier.");

    public async Task<Result<ChangePartnerResponse>> ExecuteAsync(Work work, ChangeSupplierRequest request, CancellationToken cancel)
    {
        if (request.OrderEmail.OrNull() is { } email && !MailSettings.IsAddress(email)) return new NoMailAddress(email) { Pointer = "/orderEmail" };
        if ((await StoredPartners.FindAsync(work, PartnerKind.Supplier, request.Code, request.IfMatch, cancel)).Refused(out var refusal, out var partner)) return refusal;
        if ((await segregation.TakeAsync(work, Duty.MaintainSupplier, [Chain.Supplier(partner.Id, partner.Code)], cancel: cancel)).Refused(out refusal, out _)) return refusal;
        (partner.Name, partner.PaymentDays, partner.Active) = (request.Name.Trim(), request.PaymentDays, request.Active);
        (partner.Incoterm, partner.Address, partner.OrderEmail) = (request.Incoterm?.ToUpperInvariant(), request.Address, request.OrderEmail.OrNull());
        partner.TaxCode = request.TaxCode is null ? null : Code.Normal(request.TaxCode);
        return await StoredPartners.ChangedAsync(work, search, partner, cancel);
    }
}

/// <summary>The fields of a customer that may change, all of them as they shall be.</summary>
/// <param name="Code">The customer.</param>
/// <param name="IfMatch">The version that was looked at.</param>
/// <param name="Name">Its name.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Active">False when no new order may be made.</param>
/// <param name="ShipComplete">True when it takes an order only as a whole.</param>
/// <param name="HomeSite">Code of the site that usually serves it.</param>
/// <param name="CreditLimit">How much it may owe.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record ChangeCustomerRequest(
    [Required, StringLength(40)] string Code,
    long IfMatch,
    [Required, StringLength(200)] string Name,
    [Range(0, 365)] int PaymentDays,
    bool Active,
    bool ShipComplete = false,
    [StringLength(12)] string? HomeSite = null,
    Amount? CreditLimit = null,
    [StringLength(40)] string? Channel = null,
    [StringLength(20)] string? TaxCode = null,
    [StringLength(500)] string? Address = null,
    [StringLength(200)] string? Reason = null) : IHasReason;

internal sealed class ChangeCustomer(SearchIndex search, Directory directory) : IUse<ChangeCustomerRequest, ChangePartnerResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeCustomer>("PUT /customers/{code}", Permission.MaintainCustomers)
        .WithSummary("Change a customer.");

    public async Task<Result<ChangePartnerResponse>> ExecuteAsync(Work work, ChangeCustomerRequest request, CancellationToken cancel)
    {
        if ((await StoredPartners.FindAsync(work, PartnerKind.Customer, request.Code, request.IfMatch, cancel)).Refused(out var refusal, out var partner)) return refusal;
        if (request.CreditLimit is { IsNegative: true }) return new CreditLimitNegative();
        SiteId? home = null;
        if (!string.IsNullOrWhiteSpace(request.HomeSite))
        {
            if (await directory.SiteAsync(work.Db, request.HomeSite, cancel) is not { } site) return Refusal.NotFound("site", request.HomeSite);
            home = site.Id;
        }

        (partner.Name, partner.PaymentDays, partner.Active) = (request.Name.Trim(), request.PaymentDays, request.Active);
        (partner.HomeSiteId, partner.CreditLimit, partner.Channel) = (home, request.CreditLimit, request.Channel);
        (partner.ShipComplete, partner.Address) = (request.ShipComplete, request.Address);
        partner.TaxCode = request.TaxCode is null ? null : Code.Normal(request.TaxCode);
        return await StoredPartners.ChangedAsync(work, search, partner, cancel);
    }
}

internal static class StoredPartners
{
    public static async Task<Result<StoredPartner>> FindAsync(Work work, PartnerKind kind, string code, long version, CancellationToken cancel)
    {
        var normal = Code.Normal(code);
        var partner = await work.Db.Set<StoredPartner>().SingleOrDefaultAsync(p => p.Kind == kind && p.Code == normal, cancel);
        if (partner is null) return Refusal.NotFound(NameOf(kind), code);
        return partner.Version == version ? partner : new ChangedMeanwhile($"The {NameOf(kind)} {normal}");
    }

    public static async Task<Result<ChangePartnerResponse>> ChangedAsync(Work work, SearchIndex search, StoredPartner partner, CancellationToken cancel)
    {
        partner.Version++;
        work.Subject = $"{NameOf(partner.Kind)} {partner.Code}";
        await search.ReplacePartnerAsync(work, partner.ToPartner(), cancel);
        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
        return new ChangePartnerResponse(partner.Code, partner.Version);
    }

    private static string NameOf(PartnerKind kind) => kind == PartnerKind.Supplier ? "supplier" : "customer";
}
