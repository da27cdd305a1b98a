using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Sales;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.DropShipping;

/// <summary>Orders what suppliers are to ship straight to the customer of an order: one purchase order per supplier, by the terms.</summary>
/// <param name="SalesOrder">Number of the customer's order.</param>
/// <param name="Lines">Numbers of its lines; all that suppliers are to ship when absent.</param>
/// <param name="Release">True to release at once: by rule, or by asking those who decide.</param>
/// <param name="Notes">Notes for the suppliers.</param>
public sealed record OrderDirectRequest(
    [Required, StringLength(40)] string SalesOrder, [MaxLength(500)] IReadOnlyList<int>? Lines = null, bool Release = true, [StringLength(500)] string? Notes = null);

/// <summary>The orders that were written.</summary>
/// <param name="SalesOrder">Number of the customer's order.</param>
/// <param name="Orders">The purchase orders.</param>
/// <param name="Words">Their numbers with their states.</param>
public sealed record OrderDirectResponse(string SalesOrder, IReadOnlyList<CreatePurchaseOrderResponse> Orders, string Words) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/purchase-orders/{Orders[0].Number}";

    /// <summary>Number of the first order.</summary>
    public string First => Orders[0].Number;
}

internal sealed class OrderDirect(SalesOrders sales, PurchaseOrders orders, Items items, Partners partners, Directory directory) : IUse<OrderDirectRequest, OrderDirectResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<OrderDirect>("POST /drop-shipments", Permission.CreatePurchaseOrder)
        .WithSummary("Order what suppliers are to ship straight to the customer of an order.");

    public async Task<Result<OrderDirectResponse>> ExecuteAsync(Work work, OrderDirectRequest request, CancellationToken cancel)
    {
        if ((await sales.LockAsync(work, request.SalesOrder, cancel)).Refused(out var refusal, out var order)) return refusal;
        foreach (var asked in request.Lines ?? [])
        {
            if (order.Lines.FirstOrDefault(l => l.Line == asked) is not { } line) return Refusal.NotFound("line", $"{order.Number}/{asked}");
            if (!line.IsDirect) return new LeavesHere(order.Number, line.Line);
        }

        var wanted = order.Lines.Where(l => l.IsDirect && (request.Lines is null || request.Lines.Contains(l.Line))).ToList();
        var keys = wanted.ConvertAll(l => l.Id);
        var bound = await work.Db.Set<DirectSum>().Where(s => keys.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Bound, cancel);
        var missing = wanted.Select(l => (Line: l, Quantity: l.Open - bound.GetValueOrDefault(l.Id))).Where(m => m.Quantity.IsPositive).ToList();
        if (missing.Count == 0) return new NothingToDropShip(order.Number);

        var site = (await directory.SiteAsync(work.Db, order.Site, cancel))!;
        var known = await items.FindManyAsync(work.Db, missing.Select(m => m.Line.Item), cancel);
        var written = new List<CreatePurchaseOrderResponse>();
        foreach (var group in missing.GroupBy(m => m.Line.Supplier))
        {
            var supplier = (await partners.FindAsync(work.Db, group.Key, cancel))!;
            var lines = new List<PurchaseLineRequest>();
            foreach (var (line, quantity) in group)
            {
                // The supplier reads its own unit where the customer's quantity fits into whole ones of it; the quantity in base units controls.
                var item = known[line.Item];
                var terms = await partners.TermsAsync(work.Db, supplier.Id, item.Id, site.DayOf(work.Now), cancel);
                var pack = item.PackOf(terms?.Unit ?? item.BaseUnit);
                var reads = pack is not null && pack.Size.TryToBase(pack.Size.FromBase(quantity, pack.Decimals), out var back) && back == quantity ? pack.Unit : item.BaseUnit;
                lines.Add(new(item.Code, quantity, item.BaseUnit, OrderUnit: reads, SalesLine: line.Line));
            }

            if ((await orders.CreateAsync(work, new(supplier.Code, site.Code, lines, Release: request.Release, Notes: request.Notes, SalesOrder: order.Number), cancel)).Refused(out refusal, out var made))
                return refusal with { Pointer = null };
            written.Add(made);
        }

        work.Subject = $"sales order {order.Number}";
        return new OrderDirectResponse(order.Number, written, string.Join(", ", written.Select(w => $"{w.Number}: {w.State}")));
    }
}

internal sealed record LeavesHere(string Order, int Line) : Refusal(RefusalKind.Conflict, "procurement.leaves_here",
    $"Line {Line} of {Order} leaves from our stock. Have the sales desk say which supplier ships it.");

internal sealed record NothingToDropShip(string Order) : Refusal(RefusalKind.Conflict, "procurement.nothing_to_drop_ship",
    $"Nothing of {Order} is left to be ordered from a supplier.");
