using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Invoicing;

/// <summary>A supplier invoice in the list.</summary>
public sealed record SupplierInvoiceRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Our number.</summary>
    public string Number { get; init; } = "";

    /// <summary>The supplier's number.</summary>
    public string SupplierNumber { get; init; } = "";

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Its day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>When it is due.</summary>
    public DateOnly DueDay { get; init; }

    /// <summary>Gross; negative for a reversal.</summary>
    public Amount Total { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>True when it was undone, or undoes another.</summary>
    public bool Reversed { get; init; }
}

/// <summary>Supplier invoices of the entities the reader works for, newest first.</summary>
public sealed class SupplierInvoiceList : Listing<SupplierInvoiceRow>
{
    /// <summary>Names the columns.</summary>
    public SupplierInvoiceList()
    {
        Column("number", "Invoice", r => r.Number).Search();
        Column("theirs", "Their number", r => r.SupplierNumber).Search();
        Column("entity", "Entity", r => r.Entity);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("day", "Day", r => r.Day);
        Column("due", "Due", r => r.DueDay);
        Column("total", "Total", r => r.Total);
        Column("currency", "Currency", r => r.Currency);
        Column("reversed", "Reversed", r => r.Reversed);
        Order(r => r.Id, "-day");
    }

    /// <inheritdoc/>
    public override string Name => "supplier-invoices";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<SupplierInvoiceList>("GET /supplier-invoices", Permission.SeeBooks)
        .WithSummary("Supplier invoices, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<SupplierInvoiceRow> Rows(Reading reading) =>
        from i in reading.Db.Set<SupplierInvoice>()
        join e in GroupRows.Entities(reading) on i.EntityId equals e.Id
        join p in MasterRows.Partners(reading.Db) on i.SupplierId equals p.Id
        select new SupplierInvoiceRow
        {
            Id = i.Id,
            Number = i.Number,
            SupplierNumber = i.SupplierNumber,
            Entity = e.Code,
            Supplier = p.Code,
            SupplierName = p.Name,
            Day = i.Day,
            DueDay = i.DueDay,
            Total = i.Total,
            Currency = i.Currency,
            Reversed = i.ReversedBy != null || i.ReverseOf != null,
        };
}
