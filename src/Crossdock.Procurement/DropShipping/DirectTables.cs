using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.DropShipping;

/// <summary>What purchase lines bring of a line of a customer's order: a query, nothing is stored that could lag.</summary>
internal sealed class DirectSum
{
    private const string Sums =
        """
        SELECT sales_line_id AS id,
          CAST(SUM(CASE WHEN state = 2 AND received < ordered THEN ordered - received ELSE 0 END) AS bigint) AS coming,
          CAST(SUM(CASE WHEN state = 1 THEN ordered WHEN state = 2 AND received < ordered THEN ordered - received ELSE 0 END) AS bigint) AS bound,
          CAST(SUM(CASE WHEN state = 3 OR state = 4 THEN 1 ELSE 0 END) AS bigint) AS closed, MAX(order_number) AS last_order
        FROM procurement_lines WHERE sales_line_id IS NOT NULL GROUP BY sales_line_id
        """;

    /// <summary>Key of the line of the customer's order.</summary>
    public Guid Id { get; init; }

    /// <summary>Released and not shipped yet.</summary>
    public Quantity Coming { get; init; }

    /// <summary>The same with what is written and not released.</summary>
    public Quantity Bound { get; init; }

    /// <summary>How many lines that were written for it were cancelled or closed short.</summary>
    public long Closed { get; init; }

    /// <summary>Number of the last order that was written for it.</summary>
    public string LastOrder { get; init; } = "";

    public static void Model(ModelBuilder model) => model.Entity<DirectSum>(e => e.HasNoKey().ToSqlQuery(Sums));
}

/// <summary>Services, routes and navigation of drop shipment.</summary>
internal static class DirectTables
{
    public static void Model(ModelBuilder model) => DirectSum.Model(model);

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<DirectOrders>().AddSingleton<OrderDirect>().AddSingleton<DirectNeedList>();
        services.AddSingleton<ExceptionSource, LostDirectLines>().AddSingleton<ExceptionSource, UnwantedDirectLines>();
        services.AddNavigation(new NavigationEntry("Buying", "Drop shipments to order", "/drop-shipments", "truck", Permission.SeePurchasing, 195))
            .AddQueue<DirectNeedList, DirectNeedRow>("Drop shipments to order", 23, Tone.Info, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/drop-shipments",
                _ => "sort=due",
                (row, today) => new(row.ItemName, $"{row.SalesOrder} line {row.Line} of {row.CustomerName}, from {row.SupplierName}", QueueWords.Due(row.DueDay, today), $"/drop-shipments?q={row.SalesOrder}"));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        OrderDirect.Map(routes);
        DirectNeedList.Map(routes);
    }
}
