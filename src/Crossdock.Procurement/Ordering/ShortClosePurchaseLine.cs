using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Gives up what is still open of a line.</summary>
/// <param name="Number">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Reason">Why.</param>
/// <param name="BySupplier">True when the supplier will not deliver it.</param>
public sealed record ShortClosePurchaseLineRequest(
    [Required, StringLength(20)] string Number, int Line, [Required, StringLength(200)] string? Reason, bool BySupplier = false) : IHasReason;

internal sealed class ShortClosePurchaseLine(PurchaseOrders orders, Requisitioning.RequisitionDesk requisitions) : IUse<ShortClosePurchaseLineRequest, PurchaseLineStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ShortClosePurchaseLine>("POST /purchase-orders/{number}/lines/{line}/short-close", Permission.CreatePurchaseOrder)
        .WithSummary("Close a line with a remainder that will not come.");

    public async Task<Result<PurchaseLineStandResponse>> ExecuteAsync(Work work, ShortClosePurchaseLineRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (line.State != PurchaseLineState.Released || line.Open.IsZero) return new LineWrongState(line.Document, line.State, "closed short: nothing is open on it");
        if (!work.Actor.May(Permission.ReleasePurchaseOrder)) return new MayNotRelease();

        line.State = PurchaseLineState.ShortClosed;
        await Answering.ProposalDesk.SupersedeAsync(work, [line.Id], cancel);
        await requisitions.ReopenAsync(work, line.Id, line.Received, cancel);
        var answer = LineUse.Finish(work, order, line, LineChangeKind.ShortClosed, request.Reason, request.BySupplier);
        await orders.StateSuppliesAsync(work, cancel);
        return answer;
    }
}
