using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>Cancels what is open of a line, or part of it.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asked for it.</param>
/// <param name="Quantity">How much, in the unit; all that is open when absent.</param>
/// <param name="Unit">Unit of the quantity; the base unit when absent.</param>
/// <param name="LostSale">True when the customer went without or bought elsewhere.</param>
public sealed record CancelSalesLineRequest(
    [Required] string Number,
    int Line,
    [Required, StringLength(400, MinimumLength = 3)] string Reason,
    [EnumDataType(typeof(AskedBy))] AskedBy AskedBy,
    Quantity? Quantity = null,
    [StringLength(12)] string? Unit = null,
    bool LostSale = false) : IHasReason;

/// <summary>What was cancelled.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Cancelled">What was cancelled now, in base units.</param>
/// <param name="Open">What is still open.</param>
public sealed record CancelSalesLineResponse(string Number, int Line, Quantity Cancelled, Quantity Open);

/// <summary>Cancels an open line; its stock and promises go to whoever waits, in the same commit.</summary>
internal sealed class CancelSalesLine(Directory directory, Items items, Promises promises, SalesOrders orders) : IUse<CancelSalesLineRequest, CancelSalesLineResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelSalesLine>("POST /sales-orders/{number}/lines/{line}/cancel", Permission.ChangeSalesOrder)
        .WithSummary("Cancel what is open of a customer order line.");

    public async Task<Result<CancelSalesLineResponse>> ExecuteAsync(Work work, CancelSalesLineRequest request, CancellationToken cancel)
    {
        if ((await orders.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var order)) return refusal;
        if (order.Lines.FirstOrDefault(l => l.Line == request.Line) is not { } view) return Refusal.NotFound("line", $"{order.Number}/{request.Line}");
        if (view.Open.IsZero) return new LineClosed(order.Number, request.Line);
        var item = (await items.FindAsync(work.Db, view.Item, cancel))!;
        var asked = view.Open;
        if (request.Quantity is { } quantity && item.ToBase(quantity, request.Unit ?? item.BaseUnit).Refused(out refusal, out asked)) return refusal;
        if (!asked.IsPositive) return Refusal.Invalid("sales.quantity", "The quantity to cancel must be more than zero.", "/quantity");
        if (asked > view.Open) return new MoreThanOpen(order.Number, request.Line, view.Open, asked);

        var site = (await directory.SiteAsync(work.Db, order.Site, cancel))!;
        if ((await promises.CancelAsync(work, view.Id, asked, item, site, cancel)).Refused(out refusal, out _)) return refusal;
        var state = work.State<LockedOrders>();
        var line = state.Line(view.Id);
        line.Cancel(asked, request.Reason, request.AskedBy, request.LostSale ? asked : Quantity.Zero, state.Of(order.Id).Order.Currency);
        LineChange.Enter(work, line, LineChangeKind.Cancelled, "", asked.ToString(), request.AskedBy, request.Reason);
        work.Subject = $"sales order {order.Number}";
        work.Announce(new SalesLineChanged(order.Number, request.Line, item.Id, site.Id));
        return new CancelSalesLineResponse(order.Number, request.Line, asked, line.Open);
    }
}
