using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.MasterData.PartnerRecords;

/// <summary>A new supplier.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents; it never changes.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Incoterm">Usual delivery term, three letters.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
public sealed record CreateSupplierRequest(
    [Required, StringLength(40)] string Code,
    [Required, StringLength(200)] string Name,
    [Required, StringLength(3)] string Currency,
    [Range(0, 365)] int PaymentDays = 30,
    [StringLength(3, MinimumLength = 3)] string? Incoterm = null,
    [StringLength(20)] string? TaxCode = null,
    [StringLength(500)] string? Address = null);

/// <summary>The partner that was created.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">Supplier or customer.</param>
/// <param name="Code">Its code as stored.</param>
public sealed record CreatePartnerResponse(int Id, PartnerKind Kind, string Code) : ILocated
{
    /// <inheritdoc/>
    public string Location => Kind == PartnerKind.Supplier ? $"/suppliers/{Code}" : $"/customers/{Code}";
}

internal sealed class CreateSupplier(PartnerMaster master) : IUse<CreateSupplierRequest, CreatePartnerResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateSupplier>("POST /suppliers", Permission.MaintainSuppliers)
        .WithSummary("Create a supplier.");

    public async Task<Result<CreatePartnerResponse>> ExecuteAsync(Work work, CreateSupplierRequest request, CancellationToken cancel)
    {
        var supplier = new NewPartner(
            PartnerKind.Supplier, request.Code, request.Name, request.Currency, request.PaymentDays, Incoterm: request.Incoterm, TaxCode: request.TaxCode, Address: request.Address);
        if ((await master.CreateAsync(work, supplier, cancel)).Refused(out var refusal, out var partner)) return refusal with { Pointer = null };
        work.Subject = $"supplier {partner.Code}";
        return new CreatePartnerResponse(partner.Id.Value, partner.Kind, partner.Code);
    }
}

/// <summary>A new customer.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents; it never changes.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="HomeSite">Code of the site that usually serves it.</param>
/// <param name="CreditLimit">How much it may owe.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="ShipComplete">True when it takes an order only as a whole.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
public sealed record CreateCustomerRequest(
    [Required, StringLength(40)] string Code,
    [Required, StringLength(200)] string Name,
    [Required, StringLength(3)] string Currency,
    [Range(0, 365)] int PaymentDays = 30,
    [StringLength(12)] string? HomeSite = null,
    Amount? CreditLimit = null,
    [StringLength(40)] string? Channel = null,
    bool ShipComplete = false,
    [StringLength(20)] string? TaxCode = null,
    [StringLength(500)] string? Address = null);

internal sealed class CreateCustomer(PartnerMaster master) : IUse<CreateCustomerRequest, CreatePartnerResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateCustomer>("POST /customers", Permission.MaintainCustomers)
        .WithSummary("Create a customer.");

    public async Task<Result<CreatePartnerResponse>> ExecuteAsync(Work work, CreateCustomerRequest request, CancellationToken cancel)
    {
        var customer = new NewPartner(
            PartnerKind.Customer, request.Code, request.Name, request.Currency, request.PaymentDays, request.HomeSite, null, request.CreditLimit, request.Channel,
            request.ShipComplete, request.TaxCode, request.Address);
        if ((await master.CreateAsync(work, customer, cancel)).Refused(out var refusal, out var partner)) return refusal with { Pointer = null };
        work.Subject = $"customer {partner.Code}";
        return new CreatePartnerResponse(partner.Id.Value, partner.Kind, partner.Code);
    }
}

/// <summary>Partners to create at once: all of them or none.</summary>
/// <param name="Partners">One to five hundred suppliers and customers.</param>
public sealed record ImportPartnersRequest([Required, MinLength(1), MaxLength(500)] IReadOnlyList<NewPartner> Partners);

/// <summary>How many were created.</summary>
/// <param name="Created">The number.</param>
public sealed record ImportPartnersResponse(int Created);

internal sealed class ImportPartners(PartnerMaster master) : IUse<ImportPartnersRequest, ImportPartnersResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ImportPartners>("POST /partners/import", Permission.ImportData)
        .WithSummary("Create up to five hundred suppliers and customers, all or none.");

    public async Task<Result<ImportPartnersResponse>> ExecuteAsync(Work work, ImportPartnersRequest request, CancellationToken cancel)
    {
        if ((await master.CreateManyAsync(work, request.Partners, cancel)).Refused(out var refusal, out var partners)) return refusal;
        work.Subject = $"import of {partners.Count} partners";
        return new ImportPartnersResponse(partners.Count);
    }
}
