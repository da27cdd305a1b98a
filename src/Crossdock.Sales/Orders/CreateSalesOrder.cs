using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>A customer order to enter.</summary>
/// <param name="Site">Code of the site that is to serve it.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="CustomerReference">The customer's own number for it.</param>
/// <param name="ShipComplete">True when it may only leave as a whole; the customer's wish when absent.</param>
/// <param name="RequestedDay">Day the customer wants it; today when absent.</param>
/// <param name="BackordersAllowed">False: refused unless every line is free now.</param>
/// <param name="Reason">Why it may go beyond the credit limit.</param>
public sealed record CreateSalesOrderRequest(
    [Required, StringLength(12)] string Site,
    [Required, StringLength(40)] string Customer,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<SalesLineRequest> Lines,
    [StringLength(60)] string? CustomerReference = null,
    bool? ShipComplete = null,
    DateOnly? RequestedDay = null,
    bool BackordersAllowed = true,
    [StringLength(400)] string? Reason = null) : IHasReason;

/// <summary>The order as entered.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Id">Its key.</param>
/// <param name="Net">Net amount of all lines.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="Allocated">Lines that have all their stock.</param>
/// <param name="Backordered">Lines that wait for some.</param>
/// <param name="PromisedDay">Day the last line is promised for, or null when one has no supply yet.</param>
public sealed record CreateSalesOrderResponse(string Number, Guid Id, Money Net, int Lines, int Allocated, int Backordered, DateOnly? PromisedDay) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/sales-orders/{Number}";
}

/// <summary>Enters a customer order: prices it, checks credit, and promises every line in the same commit.</summary>
internal sealed class CreateSalesOrder(Directory directory, Partners partners, LotRegister lots, Promises promises, LineEntry entry, CreditCheck credit, SearchIndex search)
    : IUse<CreateSalesOrderRequest, CreateSalesOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateSalesOrder>("POST /sales-orders", Permission.CreateSalesOrder)
        .WithSummary("Enter a customer order and promise its lines.");

    public async Task<Result<CreateSalesOrderResponse>> ExecuteAsync(Work work, CreateSalesOrderRequest request, CancellationToken cancel)
    {
        if ((await OrderParties.FindAsync(work.Db, work.Actor, directory, partners, request.Site, request.Customer, cancel)).Refused(out var refusal, out var parties)) return refusal;
        var requested = request.RequestedDay ?? parties.Site.DayOf(work.Now);
        var entered = new List<EnteredLine>(request.Lines.Count);
        foreach (var (line, index) in request.Lines.Select((l, i) => (l, i)))
        {
            if ((await entry.ResolveAsync(work.Db, parties, line, requested, work.Now, index, cancel)).Refused(out refusal, out var resolved)) return refusal;
            entered.Add(resolved);
        }

        if (entered.Exists(l => l.Source is not null) && (request.ShipComplete ?? parties.Customer.ShipComplete) && entered.Select(l => l.Source?.Supplier.Id).Distinct().Count() > 1)
            return new WholeButDirect(parties.Customer.Code) { Pointer = "/shipComplete" };
        var net = entered.Aggregate(Amount.Zero, (sum, l) => sum + l.Net);
        if ((await credit.CheckAsync(work, parties, net, request.Reason, cancel)).Refused(out refusal, out _)) return refusal;
        var number = work.Number("SO");
        var demands = new List<NewDemand>(entered.Count);
        foreach (var (line, index) in entered.Select((l, i) => (l, i)))
        {
            var lot = default(LotId);
            if (line.Lot is not null && (await lots.NamedAsync(work, line.Item, line.Lot, cancel)).Refused(out refusal, out lot)) return refusal with { Pointer = $"/lines/{index}/lot" };
            demands.Add(new(Guid.CreateVersion7(), DemandKind.SalesLine, line.Item, parties.Site, line.Base, line.Due, line.Rank, number, request.BackordersAllowed, lot, line.Source is not null));
        }

        if ((await promises.AddAsync(work, demands, cancel)).Refused(out refusal, out var answers)) return refusal;
        var order = Head(work, request, parties, number, requested);
        var lines = entered.Select((line, i) => LineOf(order, i + 1, line, demands[i], answers[i])).ToList();
        order.Settle(lines);
        work.Insert(OrderRows.InsertOrder, order);
        foreach (var line in lines) work.Insert(OrderRows.InsertLine, line);
        work.Subject = $"sales order {number}";
        search.Put(work, "sales-order", number, number, $"{parties.Customer.Name}, {request.CustomerReference ?? parties.Site.Code}", $"/sales-orders/{number}",
            request.CustomerReference ?? "", parties.Customer.Code);
        work.Announce(new SalesOrderEntered(number, parties.Customer.Code, parties.Site.Id));
        var waiting = answers.Count(a => a.Allocated < demands.First(d => d.Id == a.Id).Quantity);
        return new CreateSalesOrderResponse(number, order.Id, new(net, order.Currency), entered.Count, entered.Count - waiting, waiting,
            answers.Any(a => a.Day is null) ? null : answers.Max(a => a.Day));
    }

    private static SalesOrder Head(Work work, CreateSalesOrderRequest request, OrderParties parties, string number, DateOnly requested) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = number,
        EntityId = parties.Entity.Id,
        SiteId = parties.Site.Id,
        CustomerId = parties.Customer.Id,
        Currency = parties.Customer.Currency,
        CustomerReference = request.CustomerReference.OrNull(),
        ShipComplete = request.ShipComplete ?? parties.Customer.ShipComplete,
        RequestedDay = requested,
        CreditReason = request.Reason,
        PostingId = work.PostingId,
        EnteredAt = work.Now,
        EnteredBy = work.Actor.Id,
        Version = 1,
    };

    private static SalesLine LineOf(SalesOrder order, int number, EnteredLine entered, NewDemand demand, DemandAnswer answer)
    {
        var line = new SalesLine
        {
            Id = demand.Id,
            OrderId = order.Id,
            CustomerId = order.CustomerId,
            SiteId = order.SiteId,
            Line = number,
            ItemId = entered.Item.Id,
            LotId = demand.Lot,
            Unit = entered.Unit,
            UnitQuantity = entered.UnitQuantity,
            Ordered = entered.Base,
            Price = entered.Price.Price,
            PriceUnit = entered.Price.Unit,
            PriceNumerator = entered.Price.Size.Numerator,
            PriceDenominator = entered.Price.Size.Denominator,
            TaxCode = entered.TaxCode,
            RequestedDay = entered.Requested,
            DueDay = entered.Due,
            Rank = entered.Rank,
            SupplierId = entered.Source?.Supplier.Id ?? default,
            OrderedAtEntry = entered.Base,
            PriceAtEntry = entered.Price.PerBase(),
            FreeAtEntry = answer.FreeAtEntry,
            RequestedAtEntry = entered.Requested,
            FirstPromisedDay = answer.Day,
            Version = 1,
        };
        line.Settle(order.Currency);
        return line;
    }
}
