using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>Asks what a customer ordered last.</summary>
/// <param name="Customer">Code of the customer.</param>
public sealed record LastItemsRequest([Required, StringLength(40)] string Customer);

/// <summary>An item a customer ordered.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit it was ordered in.</param>
/// <param name="Quantity">How much, in the unit.</param>
public sealed record LastItem(string Item, string Name, string Unit, Quantity Quantity);

/// <summary>The last items a customer ordered, newest first: where an order usually begins.</summary>
public sealed class ListLastItems(Items items, Partners partners) : IQuery<LastItemsRequest, IReadOnlyList<LastItem>>
{
    private const int Lines = 200;
    private const int Most = 20;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListLastItems>("GET /customers/{customer}/last-items", Permission.CreateSalesOrder)
        .WithSummary("The last items a customer ordered.");

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<LastItem>>> AnswerAsync(Reading reading, LastItemsRequest request, CancellationToken cancel)
    {
        if (await partners.FindAsync(reading.Db, PartnerKind.Customer, request.Customer, cancel) is not { } customer) return Refusal.NotFound("customer", request.Customer);
        var recent = await reading.Db.Set<SalesOrder>().Where(o => o.CustomerId == customer.Id).OrderByDescending(o => o.Id).Take(Lines).Select(o => o.Id).ToListAsync(cancel);
        var lines = await reading.Db.Set<SalesLine>().Where(l => recent.Contains(l.OrderId)).OrderByDescending(l => l.Id).Take(Lines)
            .Select(l => new { l.ItemId, l.Unit, l.UnitQuantity }).ToListAsync(cancel);
        var last = new List<LastItem>();
        foreach (var line in lines.DistinctBy(l => l.ItemId).Take(Most))
        {
            if (await items.FindAsync(reading.Db, line.ItemId, cancel) is { Active: true } item) last.Add(new(item.Code, item.Name, line.Unit, line.UnitQuantity));
        }

        return Result<IReadOnlyList<LastItem>>.Of(last);
    }
}
