using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>Asks the supplier to bring stock that stays theirs.</summary>
/// <param name="Number">The arrangement.</param>
/// <param name="Quantity">How much; what is lacking to the maximum when absent.</param>
/// <param name="Unit">Unit of the quantity; the base unit when absent.</param>
/// <param name="RequestedDay">Day it is wanted; today plus the agreed lead time when absent.</param>
/// <param name="Release">True to release the order at once: by rule, or by asking those who decide.</param>
/// <param name="Duplicate">Why, when the same is on its way already.</param>
public sealed record ReplenishArrangementRequest(
    [Required, StringLength(20)] string Number,
    Quantity? Quantity = null,
    [StringLength(12)] string? Unit = null,
    DateOnly? RequestedDay = null,
    bool Release = true,
    [StringLength(200)] string? Duplicate = null);

internal sealed class ReplenishArrangement(Arrangements arrangements, Directory directory, Items items, Partners partners, PurchaseOrders orders)
    : IUse<ReplenishArrangementRequest, CreatePurchaseOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReplenishArrangement>("POST /consignments/{number}/replenish", Permission.CreatePurchaseOrder)
        .WithSummary("Order stock that stays the supplier's, up to the agreed maximum.");

    public async Task<Result<CreatePurchaseOrderResponse>> ExecuteAsync(Work work, ReplenishArrangementRequest request, CancellationToken cancel)
    {
        if ((await Arrangements.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var arrangement)) return refusal;
        var item = (await items.FindAsync(work.Db, arrangement.ItemId, cancel))!;
        var site = (await directory.SiteAsync(work.Db, arrangement.SiteId, cancel))!;
        var supplier = (await partners.FindAsync(work.Db, arrangement.SupplierId, cancel))!;
        if (!arrangement.RunsOn(site.DayOf(work.Now))) return new NoArrangement(item.Code, site.Code);
        var (here, coming) = await arrangements.NowAsync(work.Db, arrangement, cancel);
        var quantity = arrangement.Maximum - here - coming;
        if (request.Quantity is { } given && item.ToBase(given, request.Unit ?? item.BaseUnit).Refused(out refusal, out quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return request.Quantity is null ? new EnoughHere(arrangement.Number, here, coming, arrangement.Maximum) : new QuantityMissing(item.Code) { Pointer = "/quantity" };
        var line = new PurchaseLineRequest(item.Code, quantity, item.BaseUnit, RequestedDay: request.RequestedDay);
        var order = new CreatePurchaseOrderRequest(
            supplier.Code, site.Code, [line], arrangement.Currency.Code, Reference: arrangement.Number, Release: request.Release, Duplicate: request.Duplicate, Consigned: true);
        if ((await orders.CreateAsync(work, order, cancel)).Refused(out refusal, out var made)) return refusal;
        work.Subject = $"purchase order {made.Number}";
        return made;
    }
}

internal sealed record EnoughHere(string Arrangement, Quantity Here, Quantity Coming, Quantity Maximum) : Refusal(RefusalKind.Refused, "procurement.enough_here",
    $"{Arrangement}: {Here} are here and {Coming} are on their way, of at most {Maximum}. Nothing is lacking.");
