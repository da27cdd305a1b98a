using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Requisitioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Cancels a line of which nothing was received.</summary>
/// <param name="Number">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Reason">Why.</param>
/// <param name="BySupplier">True when the supplier asked for it.</param>
public sealed record CancelPurchaseLineRequest(
    [Required, StringLength(20)] string Number, int Line, [Required, StringLength(200)] string? Reason, bool BySupplier = false) : IHasReason;

internal sealed class CancelPurchaseLine(PurchaseOrders orders, RequisitionDesk requisitions, Agreeing.ScheduleDue schedule) : IUse<CancelPurchaseLineRequest, PurchaseLineStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelPurchaseLine>("POST /purchase-orders/{number}/lines/{line}/cancel", Permission.CreatePurchaseOrder)
        .WithSummary("Cancel a line of which nothing was received.");

    public async Task<Result<PurchaseLineStandResponse>> ExecuteAsync(Work work, CancelPurchaseLineRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (line.State is not (PurchaseLineState.Draft or PurchaseLineState.Released)) return new LineWrongState(line.Document, line.State, "cancelled");
        if (line.Received.IsPositive) return new SomethingReceived(line.Document, line.Received);
        if (line.State == PurchaseLineState.Released && !work.Actor.May(Permission.ReleasePurchaseOrder)) return new MayNotRelease();

        var wasDraft = line.State == PurchaseLineState.Draft;
        line.State = PurchaseLineState.Cancelled;
        await Answering.ProposalDesk.SupersedeAsync(work, [line.Id], cancel);
        await requisitions.ReopenAsync(work, line.Id, Quantity.Zero, cancel);
        await schedule.ReopenAsync(work, line, cancel);
        if (wasDraft) await Deliveries.SettleAsync(work, order, line, cancel);
        var answer = LineUse.Finish(work, order, line, LineChangeKind.Cancelled, request.Reason, request.BySupplier);
        line.SupplyChanged = !wasDraft;
        await orders.StateSuppliesAsync(work, cancel);
        return answer;
    }
}
