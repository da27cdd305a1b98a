using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>A customer order in the list.</summary>
public sealed record SalesOrderRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>How far it is.</summary>
    public OrderState State { get; init; }

    /// <summary>Code of the customer.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Name of the customer.</summary>
    public string CustomerName { get; init; } = "";

    /// <summary>The customer's number for it.</summary>
    public string? Reference { get; init; }

    /// <summary>Code of the serving site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Day the customer wants it.</summary>
    public DateOnly RequestedDay { get; init; }

    /// <summary>Day the first open line is to leave.</summary>
    public DateOnly? DueDay { get; init; }

    /// <summary>Net amount of everything not cancelled.</summary>
    public Amount Net { get; init; }

    /// <summary>Net amount of what is open.</summary>
    public Amount OpenNet { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset EnteredAt { get; init; }
}

/// <summary>Customer orders of the sites the reader works at, newest first.</summary>
public sealed class SalesOrderList : Listing<SalesOrderRow>
{
    /// <summary>Names the columns.</summary>
    public SalesOrderList()
    {
        Column("number", "Order", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("customer", "Customer", r => r.Customer).Search();
        Column("name", "Name", r => r.CustomerName).Search();
        Column("reference", "Reference", r => r.Reference).Search();
        Column("site", "Site", r => r.Site);
        Column("requested", "Requested", r => r.RequestedDay);
        Column("due", "Due", r => r.DueDay);
        Column("net", "Net", r => r.Net);
        Column("open", "Open", r => r.OpenNet);
        Column("currency", "Currency", r => r.Currency);
        Column("entered", "Entered", r => r.EnteredAt);
        Order(r => r.Id, "-entered");
    }

    /// <inheritdoc/>
    public override string Name => "sales-orders";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<SalesOrderList>("GET /sales-orders", Permission.SeeSales)
        .WithSummary("Customer orders, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<SalesOrderRow> Rows(Reading reading) =>
        from o in reading.Db.Set<SalesOrder>()
        join s in GroupRows.Sites(reading) on o.SiteId equals s.Id
        join c in MasterRows.Partners(reading.Db) on o.CustomerId equals c.Id
        select new SalesOrderRow
        {
            Id = o.Id,
            Number = o.Number,
            State = o.State,
            Customer = c.Code,
            CustomerName = c.Name,
            Reference = o.CustomerReference,
            Site = s.Code,
            RequestedDay = o.RequestedDay,
            DueDay = o.DueDay,
            Net = o.Net,
            OpenNet = o.OpenNet,
            Currency = o.Currency,
            EnteredAt = o.EnteredAt,
        };
}
