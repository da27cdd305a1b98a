using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Sends the draft lines of an order to the supplier: at once when the approval table says so, else when those who decide agree.</summary>
/// <param name="Number">The order.</param>
/// <param name="IfMatch">Version of the order that was looked at.</param>
/// <param name="Reason">Why it is needed, for those who decide.</param>
/// <param name="BelowMinimum">Why it is released although it is below what the supplier takes at least; what the order says already when absent.</param>
public sealed record ReleasePurchaseOrderRequest(
    [Required, StringLength(20)] string Number, long IfMatch, [StringLength(300)] string? Reason = null, [StringLength(200)] string? BelowMinimum = null) : IHasReason;

/// <summary>How the order stands now.</summary>
/// <param name="Number">The order.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">Its version.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
public sealed record PurchaseOrderStandResponse(string Number, string State, long Version, string? Approval = null);

internal sealed class ReleasePurchaseOrder(PurchaseOrders orders, OrderRelease release, AgreementDesk agreements) : IUse<ReleasePurchaseOrderRequest, PurchaseOrderStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReleasePurchaseOrder>("POST /purchase-orders/{number}/release", Permission.CreatePurchaseOrder)
        .WithSummary("Release a purchase order: its lines become supply, by rule or when those who decide agree.");

    public async Task<Result<PurchaseOrderStandResponse>> ExecuteAsync(Work work, ReleasePurchaseOrderRequest request, CancellationToken cancel)
    {
        var book = work.State<OrderBook>();
        if (await book.LockOrderAsync(work, request.Number, cancel) is not { } found) return Refusal.NotFound("purchase order", request.Number);
        var (order, lines) = found;
        if (lines.All(l => l.State != PurchaseLineState.Draft)) return new OrderReleased(order.Number);
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);

        if (request.BelowMinimum.OrNull() is { } why) order.BelowMinimumReason = why;
        await agreements.LookAgainAsync(work, order, lines, cancel);
        if ((await release.ReleaseAsync(work, order, lines, request.Reason, cancel)).Refused(out var refusal, out var verdict)) return refusal;
        await orders.StateSuppliesAsync(work, cancel);
        work.Subject = $"purchase order {order.Number}";
        return new PurchaseOrderStandResponse(order.Number, verdict.Go ? PurchaseOrder.StateOf(lines) : PurchaseOrder.Waiting, order.Version + 1, verdict.Request);
    }
}
