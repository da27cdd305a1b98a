using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>Says where what is open of a line is to come from.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Supplier">Code of the supplier that is to ship it straight to the customer; from our stock when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record SourceSalesLineRequest(
    [Required] string Number, int Line, [StringLength(40)] string? Supplier = null, [StringLength(400)] string? Reason = null) : IHasReason;

/// <summary>The line after the change.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="From">Code of the supplier that ships it, or of the site.</param>
/// <param name="Open">Open, in base units.</param>
/// <param name="PromisedDay">Day it is promised for now, or null.</param>
public sealed record SourceSalesLineResponse(string Number, int Line, string From, Quantity Open, DateOnly? PromisedDay);

/// <summary>
/// Has a line come from another supplier, or from our stock after all. Refused while a released purchase order brings it: that has to be cancelled first. A draft
/// that was written for it can no longer be released.
/// </summary>
internal sealed class SourceSalesLine(Directory directory, Items items, Partners partners, Demands demands, SalesOrders orders) : IUse<SourceSalesLineRequest, SourceSalesLineResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SourceSalesLine>("POST /sales-orders/{number}/lines/{line}/source", Permission.ChangeSalesOrder)
        .WithSummary("Have a customer order line shipped by a supplier, by another one, or from our stock.");

    public async Task<Result<SourceSalesLineResponse>> ExecuteAsync(Work work, SourceSalesLineRequest request, CancellationToken cancel)
    {
        if ((await orders.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var view)) return refusal;
        var (order, lines) = work.State<LockedOrders>().Of(view.Id);
        if (lines.FirstOrDefault(l => l.Line == request.Line) is not { } line) return Refusal.NotFound("line", $"{order.Number}/{request.Line}");
        if (line.Open.IsZero) return new LineClosed(order.Number, request.Line);
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        var site = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!;
        DirectSource? source = null;
        if (request.Supplier.OrNull() is { } code)
        {
            if (line.LotId != default) return new SupplierPicksLot(item.Code) { Pointer = "/supplier" };
            if ((await DirectSource.FindAsync(work.Db, partners, item, code, site.DayOf(work.Now), cancel)).Refused(out refusal, out source)) return refusal with { Pointer = "/supplier" };
        }

        var becomes = source?.Supplier.Id ?? default;
        if (becomes == line.SupplierId) return new SourceUnchanged(order.Number, line.Line);
        if (order.ShipComplete && lines.Exists(l => l != line && l.Open.IsPositive && l.SupplierId != becomes)) return new WholeButDirect((await partners.FindAsync(work.Db, order.CustomerId, cancel))!.Code);
        if ((await demands.SourceAsync(work, line.Id, item, site, source is not null, cancel)).Refused(out refusal, out var demand)) return refusal;
        LineChange.Enter(work, line, LineChangeKind.Source, await TextAsync(work, line.SupplierId, site, cancel), await TextAsync(work, becomes, site, cancel), AskedBy.Us, request.Reason);
        line.SupplierId = becomes;
        line.Changed = true;
        work.Subject = $"sales order {order.Number}";
        work.Announce(new SalesLineChanged(order.Number, line.Line, item.Id, site.Id));
        return new SourceSalesLineResponse(order.Number, line.Line, source?.Supplier.Code ?? site.Code, line.Open, demand.PromisedDay);
    }

    private async Task<string> TextAsync(Work work, PartnerId supplier, Site site, CancellationToken cancel) =>
        supplier == default ? $"from {site.Code}" : $"straight from {(await partners.FindAsync(work.Db, supplier, cancel))!.Code}";
}
