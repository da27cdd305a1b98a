using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Invoices;

/// <summary>A customer invoice or credit note in the list.</summary>
public sealed record CustomerInvoiceRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>True for a credit note.</summary>
    public bool IsCredit { get; init; }

    /// <summary>Code of the customer.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Name of the customer.</summary>
    public string CustomerName { get; init; } = "";

    /// <summary>Number of the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Number of the shipment or return.</summary>
    public string Source { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Its day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>When it is due.</summary>
    public DateOnly DueDay { get; init; }

    /// <summary>Net amount.</summary>
    public Amount Net { get; init; }

    /// <summary>Total.</summary>
    public Amount Total { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }
}

/// <summary>Customer invoices and credit notes, newest first.</summary>
public sealed class CustomerInvoiceList : Listing<CustomerInvoiceRow>
{
    /// <summary>Names the columns.</summary>
    public CustomerInvoiceList()
    {
        Column("number", "Invoice", r => r.Number).Search();
        Column("credit", "Credit note", r => r.IsCredit);
        Column("customer", "Customer", r => r.Customer).Search();
        Column("name", "Name", r => r.CustomerName).Search();
        Column("order", "Order", r => r.Order).Search();
        Column("source", "Shipment", r => r.Source).Search();
        Column("site", "Site", r => r.Site);
        Column("day", "Day", r => r.Day);
        Column("due", "Due", r => r.DueDay);
        Column("net", "Net", r => r.Net);
        Column("total", "Total", r => r.Total);
        Column("currency", "Currency", r => r.Currency);
        Order(r => r.Id, "-day");
    }

    /// <inheritdoc/>
    public override string Name => "customer-invoices";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<CustomerInvoiceList>("GET /customer-invoices", Permission.SeeSales)
        .WithSummary("Customer invoices and credit notes, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<CustomerInvoiceRow> Rows(Reading reading) =>
        from i in reading.Db.Set<CustomerInvoice>()
        join s in GroupRows.Sites(reading) on i.SiteId equals s.Id
        join c in MasterRows.Partners(reading.Db) on i.CustomerId equals c.Id
        select new CustomerInvoiceRow
        {
            Id = i.Id,
            Number = i.Number,
            IsCredit = i.Kind == InvoiceKind.CreditNote,
            Customer = c.Code,
            CustomerName = c.Name,
            Order = i.OrderNumber,
            Source = i.Source,
            Site = s.Code,
            Day = i.Day,
            DueDay = i.DueDay,
            Net = i.Net,
            Total = i.Total,
            Currency = i.Currency,
        };
}
