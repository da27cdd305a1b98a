using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>Orders the deliveries of a scheduling agreement up to a day: one order, one line per delivery, each once. A delivery whose line was cancelled before anything came is due again.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="UpTo">The last day.</param>
/// <param name="Site">Code of the site to be supplied; the agreement's own when it has one.</param>
public sealed record ReleaseScheduleRequest([Required, StringLength(20)] string Number, DateOnly UpTo, [StringLength(12)] string? Site = null);

/// <summary>What was ordered.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="Order">Number of the order; null when all deliveries up to the day are ordered already.</param>
/// <param name="State">State of the order, or null.</param>
/// <param name="Lines">How many deliveries it has.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
public sealed record ReleaseScheduleResponse(string Number, string? Order, string? State, int Lines, string? Approval = null);

internal sealed class ReleaseSchedule(Directory directory, Items items, Partners partners, OrderWriter writer, PurchaseOrders orders) : IUse<ReleaseScheduleRequest, ReleaseScheduleResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReleaseSchedule>("POST /agreements/{number}/release-schedule", Permission.CreatePurchaseOrder)
        .WithSummary("Order the deliveries of a scheduling agreement up to a day.");

    public async Task<Result<ReleaseScheduleResponse>> ExecuteAsync(Work work, ReleaseScheduleRequest request, CancellationToken cancel)
    {
        var book = work.State<AgreementBook>();
        if (await book.LockAsync(work, request.Number, cancel) is not { } agreement) return Refusal.NotFound("agreement", request.Number);
        if (agreement.Kind != AgreementKind.Scheduling) return new NoSchedule(agreement.Number);
        var lines = book.LinesOf(agreement);
        var state = agreement.StateAt(work.Now, lines);
        if (state is not AgreementState.Active) return new AgreementWrongState(agreement.Number, state, "released");
        var site = agreement.SiteId is { } own ? await directory.SiteAsync(work.Db, own, cancel) : request.Site.OrNull() is { } code ? await directory.SiteAsync(work.Db, code, cancel) : null;
        if (site is null) return request.Site.OrNull() is { } unknown ? Refusal.NotFound("site", unknown) with { Pointer = "/site" } : new SiteMissing(agreement.Number) { Pointer = "/site" };
        if (site.EntityId != agreement.EntityId) return Refusal.NotFound("site", request.Site!) with { Pointer = "/site" };

        // Read under the lock of the agreement: two who release at once release one after the other.
        var due = (await work.Db.Set<ScheduleEntry>().Where(s => s.AgreementId == agreement.Id && s.PurchaseLineId == null && s.Day <= request.UpTo).ToListAsync(cancel))
            .Where(s => !book.Line(s.AgreementLineId).Ended).OrderBy(s => s.Day).ThenBy(s => book.Line(s.AgreementLineId).Number).ToList();
        work.Subject = $"agreement {agreement.Number}";
        if (due.Count == 0) return new ReleaseScheduleResponse(agreement.Number, null, null, 0);

        var today = site.DayOf(work.Now);
        var wanted = new List<PurchaseLineRequest>();
        foreach (var entry in due)
        {
            var item = (await items.FindAsync(work.Db, book.Line(entry.AgreementLineId).ItemId!.Value, cancel))!;
            wanted.Add(new PurchaseLineRequest(item.Code, entry.Quantity, item.BaseUnit, RequestedDay: entry.Day < today ? today : entry.Day, Agreement: agreement.Number));
        }

        var supplier = (await partners.FindAsync(work.Db, agreement.SupplierId, cancel))!;
        var asked = new CreatePurchaseOrderRequest(supplier.Code, site.Code, wanted, agreement.Currency.Code, Release: true, Notes: $"Schedule of {agreement.Number} up to {request.UpTo:yyyy-MM-dd}");
        if ((await writer.WriteAsync(work, asked, cancel, guarded: false)).Refused(out var refusal, out var order)) return refusal;
        foreach (var (entry, line) in due.Zip(work.State<OrderBook>().LinesOf(order.Number).OrderBy(l => l.Number)))
            (entry.PurchaseLineId, entry.OrderNumber, entry.Version) = (line.Id, order.Number, entry.Version + 1);
        await orders.StateSuppliesAsync(work, cancel);
        AgreementForce.Tell(work, agreement);
        return new ReleaseScheduleResponse(agreement.Number, order.Number, order.FirstState, due.Count, order.Approval);
    }
}
