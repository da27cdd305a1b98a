using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>A new purchase order.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Site">Code of the site the goods are to arrive at.</param>
/// <param name="Lines">What is ordered.</param>
/// <param name="Currency">Currency of the prices; the supplier's when absent.</param>
/// <param name="Incoterm">Delivery term, three letters; the supplier's when absent.</param>
/// <param name="Reference">The supplier's number for the order, or another one to find it by.</param>
/// <param name="Release">True to release it at once: by rule, or by asking those who decide.</param>
/// <param name="Emergency">Why it cannot wait, when it is an emergency.</param>
/// <param name="Duplicate">Why it is needed although the same is on its way; without it that is refused.</param>
/// <param name="Notes">Notes; no decision depends on them.</param>
/// <param name="Consigned">True to have the goods here as the supplier's, by a consignment arrangement for each item: nothing is owed until they are used.</param>
/// <param name="SalesOrder">Number of the customer's order that the supplier is to ship straight to the customer; then each line names its line of that order.</param>
/// <param name="BelowMinimum">Why it is released although it is below what the supplier takes at least; without it that is refused.</param>
/// <param name="TitlePoint">Where the goods become ours; as laid down for the supplier when absent.</param>
/// <param name="Charges">What it costs beside the goods; the supplier's standard delivery charge when absent, nothing when empty.</param>
public sealed record CreatePurchaseOrderRequest(
    [Required, StringLength(40)] string Supplier,
    [Required, StringLength(12)] string Site,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<PurchaseLineRequest> Lines,
    [StringLength(3)] string? Currency = null,
    [StringLength(3, MinimumLength = 3)] string? Incoterm = null,
    [StringLength(60)] string? Reference = null,
    bool Release = false,
    EmergencyBuy? Emergency = null,
    [StringLength(200)] string? Duplicate = null,
    [StringLength(500)] string? Notes = null,
    bool Consigned = false,
    [StringLength(40)] string? SalesOrder = null,
    [StringLength(200)] string? BelowMinimum = null,
    TitlePoint? TitlePoint = null,
    [MaxLength(20)] IReadOnlyList<OrderCharge>? Charges = null);

/// <summary>A line of a new purchase order.</summary>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Quantity">How much, in <paramref name="Unit"/>; it must come out exact in the item's base unit. With several days it may be left out.</param>
/// <param name="Unit">Unit of the quantity; the agreed unit, else the base unit, when absent.</param>
/// <param name="Price">Price of one <paramref name="PriceUnit"/>; the agreed price when absent.</param>
/// <param name="PriceUnit">Unit of the price; <paramref name="OrderUnit"/> when absent.</param>
/// <param name="OrderUnit">Unit the supplier reads; <paramref name="Unit"/> when absent. The quantity in base units controls.</param>
/// <param name="RequestedDay">Day the goods are wanted; today plus the agreed lead time when absent.</param>
/// <param name="OverReceiptPercent">How much more than ordered may be received, in percent.</param>
/// <param name="NeedArose">When the need arose; now when absent.</param>
/// <param name="Agreement">Number of the agreement it is released against; the one in force that covers it when absent.</param>
/// <param name="OutsideAgreement">Why it is bought outside of agreements although one covers it.</param>
/// <param name="SalesLine">Number of the line of the customer's order that the supplier is to ship; only with a customer's order.</param>
/// <param name="Deliveries">Several days instead of one: each becomes a line of its own, at the price of the whole.</param>
public sealed record PurchaseLineRequest(
    [Required, StringLength(60)] string Item,
    Quantity? Quantity = null,
    [StringLength(12)] string? Unit = null,
    UnitPrice? Price = null,
    [StringLength(12)] string? PriceUnit = null,
    [StringLength(12)] string? OrderUnit = null,
    DateOnly? RequestedDay = null,
    Quantity? OverReceiptPercent = null,
    DateTimeOffset? NeedArose = null,
    [StringLength(20)] string? Agreement = null,
    [StringLength(200)] string? OutsideAgreement = null,
    int? SalesLine = null,
    [MaxLength(Ordering.Deliveries.Most)] IReadOnlyList<LineDelivery>? Deliveries = null);

/// <summary>The order that was written.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Draft, released, or waiting for approval.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
/// <param name="TransferOffers">How many lines another site could send: it stays a draft until the buyer has answered.</param>
public sealed record CreatePurchaseOrderResponse(Guid Id, string Number, string State, long Version, string? Approval = null, int TransferOffers = 0) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/purchase-orders/{Number}";
}

internal sealed class CreatePurchaseOrder(PurchaseOrders orders, Directory directory) : IUse<CreatePurchaseOrderRequest, CreatePurchaseOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreatePurchaseOrder>("POST /purchase-orders", Permission.CreatePurchaseOrder)
        .WithSummary("Write a purchase order, as a draft or released at once.");

    public async Task<Result<CreatePurchaseOrderResponse>> ExecuteAsync(Work work, CreatePurchaseOrderRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is { } site)
        {
            for (var i = 0; i < request.Lines.Count; i++)
                if (PassedDays.Check(work, site, request.Lines[i].RequestedDay) is { } passed) return passed with { Pointer = $"/lines/{i}/requestedDay" };
        }

        if ((await orders.CreateAsync(work, request, cancel)).Refused(out var refusal, out var order)) return refusal;
        work.Subject = $"purchase order {order.Number}";
        return order;
    }
}
