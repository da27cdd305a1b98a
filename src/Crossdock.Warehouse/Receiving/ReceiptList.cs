using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Receiving;

/// <summary>What a receipt is now.</summary>
public enum ReceiptStanding
{
    /// <summary>Kept to be posted later.</summary>
    Prepared = 1,

    /// <summary>Posted.</summary>
    Posted = 2,

    /// <summary>Posted and undone.</summary>
    Reversed = 3,

    /// <summary>Undoes another one.</summary>
    Reversal = 4,
}

/// <summary>A receipt in the list.</summary>
public sealed record ReceiptRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>What it is now.</summary>
    public ReceiptStanding State { get; init; }

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the supplier; none while prepared.</summary>
    public string? Supplier { get; init; }

    /// <summary>Name of the supplier.</summary>
    public string? SupplierName { get; init; }

    /// <summary>Number on the supplier's paper.</summary>
    public string? DeliveryNote { get; init; }

    /// <summary>When it was booked in.</summary>
    public DateTimeOffset HappenedAt { get; init; }

    /// <summary>How many lines it has.</summary>
    public int Lines { get; init; }

    /// <summary>Its value.</summary>
    public Amount Value { get; init; }

    /// <summary>In this currency.</summary>
    public Currency Currency { get; init; }
}

/// <summary>Receipts of the sites the reader works at, newest first.</summary>
public sealed class ReceiptList : Listing<ReceiptRow>
{
    /// <summary>Names the columns.</summary>
    public ReceiptList()
    {
        Column("number", "Receipt", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("site", "Site", r => r.Site);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("note", "Delivery note", r => r.DeliveryNote).Search();
        Column("happened", "Booked in", r => r.HappenedAt);
        Column("lines", "Lines", r => r.Lines);
        Column("value", "Value", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Order(r => r.Id, "-happened");
    }

    /// <inheritdoc/>
    public override string Name => "receipts";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ReceiptList>("GET /receipts", Permission.SeeStock)
        .WithSummary("Receipts, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<ReceiptRow> Rows(Reading reading) =>
        from r in reading.Db.Set<Receipt>()
        join s in GroupRows.Sites(reading) on r.SiteId equals s.Id
        join p in MasterRows.Partners(reading.Db) on r.SupplierId equals p.Id into suppliers
        from supplier in suppliers.DefaultIfEmpty()
        select new ReceiptRow
        {
            Id = r.Id,
            Number = r.Number,
            State = r.Kind == ReceiptKind.Reversal ? ReceiptStanding.Reversal
                : r.State == ReceiptState.Prepared ? ReceiptStanding.Prepared
                : r.ReversedBy != null ? ReceiptStanding.Reversed : ReceiptStanding.Posted,
            Site = s.Code,
            Supplier = supplier.Code,
            SupplierName = supplier.Name,
            DeliveryNote = r.DeliveryNote,
            HappenedAt = r.HappenedAt,
            Lines = reading.Db.Set<ReceiptLine>().Count(l => l.ReceiptId == r.Id),
            Value = r.Value,
            Currency = r.Currency,
        };
}
