using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>What was given up of a line is to come after all.</summary>
/// <param name="Number">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="IfMatch">Version of the order that was looked at.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedDay">Day the rest is asked for; the line's, or today when that has passed.</param>
/// <param name="Duplicate">Why it is needed although the same is on its way.</param>
/// <param name="BySupplier">True when the supplier offers it.</param>
public sealed record ReopenPurchaseLineRequest(
    [Required, StringLength(20)] string Number, int Line, long IfMatch, [Required, StringLength(200)] string? Reason, DateOnly? RequestedDay = null,
    [StringLength(200)] string? Duplicate = null, bool BySupplier = false) : IHasReason;

internal sealed class ReopenPurchaseLine(PurchaseOrders orders, Directory directory, OrderRelease release, DuplicateGuard guard) : IUse<ReopenPurchaseLineRequest, PurchaseLineStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReopenPurchaseLine>("POST /purchase-orders/{number}/lines/{line}/reopen", Permission.CreatePurchaseOrder)
        .WithSummary("Have the remainder of a line that was closed short come after all; held against everything a release is held against.");

    public async Task<Result<PurchaseLineStandResponse>> ExecuteAsync(Work work, ReopenPurchaseLineRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);
        if (line.State != PurchaseLineState.ShortClosed || line.Received >= line.Ordered) return new LineWrongState(line.Document, line.State, "reopened: nothing of it was given up");
        var site = (await directory.SiteAsync(work.Db, line.SiteId, cancel))!;
        if (PassedDays.Check(work, site, request.RequestedDay) is { } passed) return passed with { Pointer = "/requestedDay" };
        var day = request.RequestedDay ?? PassedDays.Now(work, site, line.RequestedDay);
        if (line.Kind != PurchaseOrderKind.Direct && request.Duplicate.OrNull() is null && await guard.CheckAsync(work, site.Id, [(line.ItemId, day)], cancel) is { } duplicate) return duplicate;

        if ((await release.ReopenAsync(work, order, line, day, request.Reason, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (!verdict.Go) return new ReopenIsDecided(line.Document, verdict.Sentence);
        (line.State, line.RequestedDay, line.ConfirmedDay) = (PurchaseLineState.Released, day, null);
        var answer = LineUse.Finish(work, order, line, LineChangeKind.Reopened, request.Reason, request.BySupplier);
        await orders.StateSuppliesAsync(work, cancel);
        return answer;
    }
}

internal sealed record ReopenIsDecided(string Line, string Row) : Refusal(RefusalKind.Refused, "procurement.reopen_is_decided",
    $"With the rest of {Line} the order would go to people again. {Row} Order the rest on an order of its own, where they see it.");
