using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Paying;

/// <summary>A payment to a supplier in the list.</summary>
public sealed record SupplierPaymentRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Accounting day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>How much; negative for a cancellation.</summary>
    public Amount Amount { get; init; }

    /// <summary>Part that settles no invoice.</summary>
    public Amount Unallocated { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>Reference on the bank statement.</summary>
    public string? Reference { get; init; }

    /// <summary>True when it was cancelled, or cancels another.</summary>
    public bool Cancelled { get; init; }
}

/// <summary>Payments to suppliers of the entities the reader works for, newest first.</summary>
public sealed class SupplierPaymentList : Listing<SupplierPaymentRow>
{
    /// <summary>Names the columns.</summary>
    public SupplierPaymentList()
    {
        Column("number", "Payment", r => r.Number).Search();
        Column("entity", "Entity", r => r.Entity);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("day", "Day", r => r.Day);
        Column("amount", "Amount", r => r.Amount);
        Column("unallocated", "Advance", r => r.Unallocated);
        Column("currency", "Currency", r => r.Currency);
        Column("reference", "Reference", r => r.Reference).Search();
        Column("cancelled", "Cancelled", r => r.Cancelled);
        Order(r => r.Id, "-day");
    }

    /// <inheritdoc/>
    public override string Name => "supplier-payments";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<SupplierPaymentList>("GET /supplier-payments", Permission.SeeBooks)
        .WithSummary("Payments to suppliers, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<SupplierPaymentRow> Rows(Reading reading) =>
        from y in reading.Db.Set<Payment>()
        join e in GroupRows.Entities(reading) on y.EntityId equals e.Id
        join p in MasterRows.Partners(reading.Db) on y.SupplierId equals p.Id
        select new SupplierPaymentRow
        {
            Id = y.Id,
            Number = y.Number,
            Entity = e.Code,
            Supplier = p.Code,
            SupplierName = p.Name,
            Day = y.Day,
            Amount = y.Amount,
            Unallocated = y.Unallocated,
            Currency = y.Currency,
            Reference = y.Reference,
            Cancelled = y.ReversedBy != null || y.ReverseOf != null,
        };
}
