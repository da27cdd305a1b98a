using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Sends the draft lines of an order to the supplier.</summary>
/// <param name="Number">The order.</param>
/// <param name="IfMatch">Version of the order that was looked at.</param>
public sealed record ReleasePurchaseOrderRequest([Required, StringLength(20)] string Number, long IfMatch);

/// <summary>How the order stands now.</summary>
/// <param name="Number">The order.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">Its version.</param>
public sealed record PurchaseOrderStandResponse(string Number, string State, long Version);

internal sealed class ReleasePurchaseOrder(PurchaseOrders orders) : IUse<ReleasePurchaseOrderRequest, PurchaseOrderStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReleasePurchaseOrder>("POST /purchase-orders/{number}/release", Permission.ReleasePurchaseOrder)
        .WithSummary("Release a purchase order: its lines become supply.");

    public async Task<Result<PurchaseOrderStandResponse>> ExecuteAsync(Work work, ReleasePurchaseOrderRequest request, CancellationToken cancel)
    {
        var book = work.State<OrderBook>();
        if (await book.LockOrderAsync(work, request.Number, cancel) is not { } found) return Refusal.NotFound("purchase order", request.Number);
        var (order, lines) = found;
        var drafts = lines.Where(l => l.State == PurchaseLineState.Draft).ToList();
        if (drafts.Count == 0) return new OrderReleased(order.Number);
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);

        OrderWriter.Release(work, order, drafts);
        await orders.StateSuppliesAsync(work, cancel);
        work.Subject = $"purchase order {order.Number}";
        return new PurchaseOrderStandResponse(order.Number, PurchaseOrder.StateOf(lines), order.Version + 1);
    }
}
