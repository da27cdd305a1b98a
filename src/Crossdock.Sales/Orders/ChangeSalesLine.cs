using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>Changes an order line; what is absent stays as it is.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="IfMatch">Version of the order you looked at.</param>
/// <param name="AskedBy">Who asked for it.</param>
/// <param name="Quantity">New ordered quantity, in the unit.</param>
/// <param name="Unit">Unit of the quantity; the line's when absent.</param>
/// <param name="RequestedDay">New requested day.</param>
/// <param name="Price">New price, while nothing is invoiced.</param>
/// <param name="PriceUnit">Unit of the price; the line's price unit when absent.</param>
/// <param name="Reason">Why; needed beyond the credit limit.</param>
public sealed record ChangeSalesLineRequest(
    [Required] string Number,
    int Line,
    long IfMatch,
    [EnumDataType(typeof(AskedBy))] AskedBy AskedBy,
    Quantity? Quantity = null,
    [StringLength(12)] string? Unit = null,
    DateOnly? RequestedDay = null,
    UnitPrice? Price = null,
    [StringLength(12)] string? PriceUnit = null,
    [StringLength(400)] string? Reason = null) : IHasReason;

/// <summary>The line after the change.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Ordered">Ordered, in base units.</param>
/// <param name="Open">Open, in base units.</param>
/// <param name="Net">Net amount of the line.</param>
/// <param name="PromisedDay">Day it is promised for now, or null.</param>
public sealed record ChangeSalesLineResponse(string Number, int Line, Quantity Ordered, Quantity Open, Amount Net, DateOnly? PromisedDay);

/// <summary>Changes quantity, day or price of an open line and promises it anew.</summary>
internal sealed class ChangeSalesLine(Directory directory, Items items, Partners partners, Demands demands, SalesOrders orders, CreditCheck credit)
    : IUse<ChangeSalesLineRequest, ChangeSalesLineResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeSalesLine>("PATCH /sales-orders/{number}/lines/{line}", Permission.ChangeSalesOrder)
        .WithSummary("Change quantity, requested day or price of a customer order line.");

    public async Task<Result<ChangeSalesLineResponse>> ExecuteAsync(Work work, ChangeSalesLineRequest request, CancellationToken cancel)
    {
        if ((await orders.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var view)) return refusal;
        var (order, lines) = work.State<LockedOrders>().Of(view.Id);
        if (lines.FirstOrDefault(l => l.Line == request.Line) is not { } line) return Refusal.NotFound("line", $"{order.Number}/{request.Line}");
        if (order.Version != request.IfMatch) return new LineChanged(order.Number, request.Line, order.Version);
        if (line.Open.IsZero) return new LineClosed(order.Number, request.Line);
        if (request.Quantity is null && request.RequestedDay is null && request.Price is null) return new NothingToChange(order.Number, request.Line);
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        var site = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!;
        var before = line.OpenNet;

        if (request.Price is { } price && SetPrice(work, order, line, item, price, request) is { } no) return no;
        if (request.Quantity is { } quantity && SetQuantity(work, order, line, item, quantity, request) is { } refused) return refused;
        if (request.RequestedDay is { } day)
        {
            var today = site.DayOf(work.Now);
            LineChange.Enter(work, line, LineChangeKind.RequestedDay, Text(line.RequestedDay), Text(day), request.AskedBy, request.Reason);
            line.RequestedDay = day;
            line.DueDay = (await directory.WorkingDaysAsync(work.Db, site.Id, cancel)).OnOrAfter(day < today ? today : day);
        }

        line.Settle(order.Currency);
        var parties = new OrderParties((await directory.EntityAsync(work.Db, order.EntityId, cancel))!, site, (await partners.FindAsync(work.Db, order.CustomerId, cancel))!);
        if (line.OpenNet > before && (await credit.CheckAsync(work, parties, line.OpenNet - before, request.Reason, cancel)).Refused(out refusal, out _)) return refusal;
        if ((await demands.ChangeAsync(work, line.Id, item, site, line.Ordered, line.DueDay, request.AskedBy == AskedBy.Customer, cancel)).Refused(out refusal, out var demand)) return refusal;
        work.Subject = $"sales order {order.Number}";
        work.Announce(new SalesLineChanged(order.Number, line.Line, item.Id, site.Id));
        return new ChangeSalesLineResponse(order.Number, line.Line, line.Ordered, line.Open, line.Net, demand.PromisedDay);
    }

    private static Refusal? SetPrice(Work work, SalesOrder order, SalesLine line, Item item, UnitPrice price, ChangeSalesLineRequest request)
    {
        if (line.Invoiced.IsPositive) return new PriceFixed(order.Number, line.Line);
        if (price.IsNegative) return Refusal.Invalid("sales.price", "The price cannot be negative.", "/price");
        if (item.PackOf(request.PriceUnit ?? line.PriceUnit) is not { } pack) return Refusal.NotFound("unit", request.PriceUnit ?? line.PriceUnit);
        LineChange.Enter(work, line, LineChangeKind.Price, $"{line.Price} / {line.PriceUnit}", $"{price} / {pack.Unit}", request.AskedBy, request.Reason);
        line.Price = price;
        line.PriceUnit = pack.Unit;
        line.PriceNumerator = pack.Size.Numerator;
        line.PriceDenominator = pack.Size.Denominator;
        return null;
    }

    private static Refusal? SetQuantity(Work work, SalesOrder order, SalesLine line, Item item, Quantity quantity, ChangeSalesLineRequest request)
    {
        var unit = request.Unit ?? line.Unit;
        if (item.ToBase(quantity, unit).Refused(out var refusal, out var inBase)) return refusal with { Pointer = "/quantity" };
        if (inBase < line.Shipped + line.Cancelled || !inBase.IsPositive) return new LessThanShipped(order.Number, line.Line, line.Shipped + line.Cancelled);
        LineChange.Enter(work, line, LineChangeKind.Quantity, $"{line.UnitQuantity} {line.Unit}", $"{quantity} {unit}", request.AskedBy, request.Reason);
        line.Ordered = inBase;
        line.Unit = item.PackOf(unit)!.Unit;
        line.UnitQuantity = quantity;
        return null;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
