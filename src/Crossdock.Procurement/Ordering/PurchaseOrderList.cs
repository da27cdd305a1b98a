using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>How far a purchase order is; its lines say it.</summary>
public enum PurchaseOrderState
{
    /// <summary>Being written.</summary>
    Draft = 1,

    /// <summary>Released, nothing received.</summary>
    Released = 2,

    /// <summary>Part of it received.</summary>
    PartReceived = 3,

    /// <summary>Nothing more to come.</summary>
    Received = 4,

    /// <summary>Closed without anything received.</summary>
    Closed = 5,

    /// <summary>Written, and waiting for those who decide.</summary>
    Waiting = 6,
}

/// <summary>A purchase order in the list.</summary>
public sealed record PurchaseOrderRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>How far it is.</summary>
    public PurchaseOrderState State { get; init; }

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>The supplier's number for it.</summary>
    public string? Reference { get; init; }

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>How many lines it has.</summary>
    public int Lines { get; init; }

    /// <summary>How many of them are still to come.</summary>
    public int OpenLines { get; init; }

    /// <summary>How many of those should have come before today.</summary>
    public int LateLines { get; init; }

    /// <summary>How many of those the supplier has not answered.</summary>
    public int Unanswered { get; init; }

    /// <summary>How many of them were received and are not invoiced yet.</summary>
    public int ToBill { get; init; }

    /// <summary>Day the first open line is expected.</summary>
    public DateOnly? DueDay { get; init; }

    /// <summary>What its latest version comes to, charges included; null before it is released.</summary>
    public Amount? Total { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Purchase orders of the sites the reader works at, newest first.</summary>
public sealed class PurchaseOrderList : Listing<PurchaseOrderRow>
{
    /// <summary>Names the columns.</summary>
    public PurchaseOrderList()
    {
        Column("number", "Order", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("reference", "Reference", r => r.Reference).Search();
        Column("site", "Site", r => r.Site);
        Column("lines", "Lines", r => r.Lines);
        Column("open", "Open lines", r => r.OpenLines);
        Column("late", "Late lines", r => r.LateLines).Hide();
        Column("unanswered", "Lines without an answer", r => r.Unanswered).Hide();
        Column("to-bill", "To bill", r => r.ToBill);
        Column("due", "Expected", r => r.DueDay);
        Column("total", "Total", r => r.Total);
        Column("currency", "Currency", r => r.Currency);
        Column("created", "Written", r => r.CreatedAt);
        Order(r => r.Id, "-created");
    }

    /// <inheritdoc/>
    public override string Name => "purchase-orders";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<PurchaseOrderList>("GET /purchase-orders", Permission.SeePurchasing)
        .WithSummary("Purchase orders, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<PurchaseOrderRow> Rows(Reading reading)
    {
        var lines = reading.Db.Set<PurchaseLine>();
        var open = lines.Where(l => l.State == PurchaseLineState.Released && l.Received < l.Ordered);
        var today = DateOnly.FromDateTime(reading.Now.UtcDateTime);
        var received = lines.Where(l => l.Received > Quantity.Zero);
        return from o in reading.Db.Set<PurchaseOrder>()
               join s in GroupRows.Sites(reading) on o.SiteId equals s.Id
               join p in MasterRows.Partners(reading.Db) on o.SupplierId equals p.Id
               select new PurchaseOrderRow
               {
                   Id = o.Id,
                   Number = o.Number,
                   State = lines.Any(l => l.OrderId == o.Id && l.State == PurchaseLineState.Draft) ? (o.Approval != null ? PurchaseOrderState.Waiting : PurchaseOrderState.Draft)
                       : !open.Any(l => l.OrderId == o.Id) ? (received.Any(l => l.OrderId == o.Id) ? PurchaseOrderState.Received : PurchaseOrderState.Closed)
                       : received.Any(l => l.OrderId == o.Id) ? PurchaseOrderState.PartReceived : PurchaseOrderState.Released,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Reference = o.Reference,
                   Site = s.Code,
                   Lines = lines.Count(l => l.OrderId == o.Id),
                   OpenLines = open.Count(l => l.OrderId == o.Id),
                   LateLines = open.Count(l => l.OrderId == o.Id && (l.ConfirmedDay ?? (DateOnly?)l.RequestedDay) < today),
                   Unanswered = open.Count(l => l.OrderId == o.Id && l.FirstAnsweredAt == null && l.ConfirmedDay == null && l.Kind != PurchaseOrderKind.Used),
                   ToBill = lines.Count(l => l.OrderId == o.Id && l.Kind != PurchaseOrderKind.Consigned && l.Received - l.Returned - l.WrittenOff > l.Invoiced),
                   DueDay = open.Where(l => l.OrderId == o.Id).Min(l => l.ConfirmedDay ?? (DateOnly?)l.RequestedDay),
                   Total = reading.Db.Set<OrderVersion>().Where(v => v.OrderId == o.Id && v.Number == o.VersionNumber).Select(v => (Amount?)v.Total).FirstOrDefault(),
                   Currency = o.Currency,
                   CreatedAt = o.CreatedAt,
               };
    }
}
