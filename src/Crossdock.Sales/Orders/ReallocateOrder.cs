using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>Tries again to allocate an order.</summary>
/// <param name="Number">Number of the order.</param>
public sealed record ReallocateOrderRequest([Required] string Number);

/// <summary>What the order has now.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Allocated">Open lines that have all their stock.</param>
/// <param name="Backordered">Open lines that wait for some.</param>
public sealed record ReallocateOrderResponse(string Number, int Allocated, int Backordered);

/// <summary>
/// Gives free stock to waiting demand of the order's items, first served first. Receipts do it by themselves; this is for stock that
/// became usable without a movement: a place unblocked, a lot released.
/// </summary>
internal sealed class ReallocateOrder(Directory directory, Items items, Demands demands, SalesOrders orders) : IUse<ReallocateOrderRequest, ReallocateOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReallocateOrder>("POST /sales-orders/{number}/allocate", Permission.CreateSalesOrder)
        .WithSummary("Try again to allocate stock to a customer order.");

    public async Task<Result<ReallocateOrderResponse>> ExecuteAsync(Work work, ReallocateOrderRequest request, CancellationToken cancel)
    {
        if ((await orders.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var order)) return refusal;
        var site = (await directory.SiteAsync(work.Db, order.Site, cancel))!;
        var open = order.Lines.Where(l => l.Open.IsPositive).ToList();
        if (open.Count == 0) return new LineClosed(order.Number, order.Lines[0].Line);
        var wanted = new List<(Guid Id, Item Item)>();
        foreach (var line in open) wanted.Add((line.Id, (await items.FindAsync(work.Db, line.Item, cancel))!));
        var answers = await demands.ReallocateAsync(work, wanted, site, cancel);
        work.Subject = $"sales order {order.Number}";
        var waiting = answers.Count(a => a.Unallocated.IsPositive);
        return new ReallocateOrderResponse(order.Number, open.Count - waiting, waiting);
    }
}
