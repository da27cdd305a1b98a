using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>The supplier's answer, keyed by the buyer: the day the goods will arrive.</summary>
/// <param name="Number">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Day">The day the supplier confirms.</param>
/// <param name="AnsweredAt">When the answer came; now when absent.</param>
public sealed record ConfirmPurchaseLineRequest([Required, StringLength(20)] string Number, int Line, DateOnly Day, DateTimeOffset? AnsweredAt = null);

internal sealed class ConfirmPurchaseLine(PurchaseOrders orders, Directory directory) : IUse<ConfirmPurchaseLineRequest, PurchaseLineStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ConfirmPurchaseLine>("POST /purchase-orders/{number}/lines/{line}/confirm", Permission.CreatePurchaseOrder)
        .WithSummary("Key the day a supplier has confirmed.");

    public async Task<Result<PurchaseLineStandResponse>> ExecuteAsync(Work work, ConfirmPurchaseLineRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (line.State != PurchaseLineState.Released) return new LineWrongState(line.Document, line.State, "confirmed");
        if (PassedDays.Check(work, (await directory.SiteAsync(work.Db, line.SiteId, cancel))!, request.Day) is { } passed) return passed with { Pointer = "/day" };

        line.ConfirmedDay = request.Day;
        line.FirstConfirmedDay ??= request.Day;
        line.FirstAnsweredAt ??= request.AnsweredAt ?? work.Now;
        var answer = LineUse.Finish(work, order, line, LineChangeKind.Confirmed, bySupplier: true);
        await orders.StateSuppliesAsync(work, cancel);
        return answer;
    }
}
