using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Requisitioning;

/// <summary>Orders what requisitions ask for: one order per supplier and site, the same item on one line, each requester still linked.</summary>
/// <param name="Requisitions">Numbers of the requisitions; all of each that is not ordered yet.</param>
/// <param name="Supplier">Code of the supplier to buy all from; each line's own when absent.</param>
/// <param name="Release">True to release at once, by rule or by asking those who decide.</param>
/// <param name="BelowMinimum">Why an order is released although it is below what its supplier takes at least; without it that is refused.</param>
public sealed record OrderRequisitionsRequest(
    [Required, MinLength(1), MaxLength(100)] IReadOnlyList<string> Requisitions, [StringLength(40)] string? Supplier = null, bool Release = true, [StringLength(200)] string? BelowMinimum = null);

/// <summary>The orders that were written.</summary>
/// <param name="Orders">Each with its state.</param>
public sealed record OrderRequisitionsResponse(IReadOnlyList<RequisitionOrder> Orders);

internal sealed class OrderRequisitions(RequisitionDesk desk, Partners partners) : IUse<OrderRequisitionsRequest, OrderRequisitionsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<OrderRequisitions>("POST /requisitions/order", Permission.CreatePurchaseOrder)
        .WithSummary("Order what requisitions ask for.");

    public async Task<Result<OrderRequisitionsResponse>> ExecuteAsync(Work work, OrderRequisitionsRequest request, CancellationToken cancel)
    {
        Partner? from = null;
        if (!string.IsNullOrWhiteSpace(request.Supplier) && (from = await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel)) is null)
            return Refusal.NotFound("supplier", request.Supplier) with { Pointer = "/supplier" };
        var numbers = request.Requisitions.Distinct(StringComparer.Ordinal).ToList();
        var lines = await work.Db.Set<RequisitionLine>().Where(l => numbers.Contains(l.Number)).OrderBy(l => l.Number).ThenBy(l => l.Line).ToListAsync(cancel);
        foreach (var number in numbers)
        {
            var own = lines.Where(l => l.Number == number).ToList();
            if (own.Count == 0 || !work.Actor.WorksAt(own[0].EntityId, own[0].SiteId)) return Refusal.NotFound("requisition", number);
            if (own.TrueForAll(l => l.State is not (RequisitionState.Approved or RequisitionState.PartlyOrdered))) return new NothingToOrder(number, own[0].State);
        }

        var wanted = lines.Where(l => l.State is RequisitionState.Approved or RequisitionState.PartlyOrdered).Select(l => new Wanted(l, l.Quantity - l.Ordered)).ToList();
        if (from is null && wanted.Find(w => w.Line.SupplierId is null) is { } nobody) return new NoSupplier(nobody.Line.Number, nobody.Line.Line);
        if ((await desk.OrderAsync(work, wanted, from, request.Release, null, cancel, belowMinimum: request.BelowMinimum)).Refused(out var refusal, out var orders)) return refusal;
        work.Subject = numbers.Count == 1 ? $"requisition {numbers[0]}" : $"{numbers.Count} requisitions";
        return new OrderRequisitionsResponse(orders);
    }
}

/// <summary>Takes a requisition back; what is ordered already stays.</summary>
/// <param name="Number">The requisition.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelRequisitionRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : Storage.Http.IHasReason;

/// <summary>How a requisition stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state.</param>
public sealed record RequisitionStandResponse(string Number, RequisitionState State);

internal sealed class CancelRequisition(RequisitionDesk desk, Approvals approvals) : IUse<CancelRequisitionRequest, RequisitionStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelRequisition>("POST /requisitions/{number}/cancel", Permission.CreateRequisition)
        .WithSummary("Take a requisition back.");

    public async Task<Result<RequisitionStandResponse>> ExecuteAsync(Work work, CancelRequisitionRequest request, CancellationToken cancel)
    {
        var requisition = await work.Db.Set<Requisition>().SingleOrDefaultAsync(r => r.Number == request.Number, cancel);
        if (requisition is null || !work.Actor.WorksAt(requisition.EntityId, requisition.SiteId)) return Refusal.NotFound("requisition", request.Number);
        if (requisition.Requester != work.Actor.Id && !work.Actor.May(Permission.CreatePurchaseOrder)) return new NotYourRequisition(requisition.Number);
        if (requisition.State is not (RequisitionState.Submitted or RequisitionState.Approved or RequisitionState.PartlyOrdered)) return new NothingToOrder(requisition.Number, requisition.State);
        await approvals.WithdrawAsync(work, RequisitionDesk.Kind, requisition.Number, request.Reason!, cancel);
        foreach (var line in await work.Db.Set<RequisitionLine>().Where(l => l.RequisitionId == requisition.Id).ToListAsync(cancel))
        {
            if (line.State == RequisitionState.Ordered) continue;
            (line.State, line.Version) = (RequisitionState.Cancelled, line.Version + 1);
        }

        requisition.State = requisition.State == RequisitionState.PartlyOrdered ? RequisitionState.Ordered : RequisitionState.Cancelled;
        requisition.Approval = null;
        requisition.Version++;
        desk.Tell(work, requisition);
        work.Subject = $"requisition {requisition.Number}";
        return new RequisitionStandResponse(requisition.Number, requisition.State);
    }
}

internal sealed record NothingToOrder(string Number, RequisitionState State) : Refusal(RefusalKind.Conflict, "procurement.nothing_to_order",
    $"{Number} is {Ui.Words.Of(State)}; there is nothing left to order on it.");

internal sealed record NoSupplier(string Number, int Line) : Refusal(RefusalKind.Refused, "procurement.no_supplier", $"Line {Line} of {Number} has no usual supplier. Say from whom to buy.");

internal sealed record NotYourRequisition(string Number) : Refusal(RefusalKind.Forbidden, "procurement.not_your_requisition", $"Somebody else asked for {Number}; only they or a buyer take it back.");
