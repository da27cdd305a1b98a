using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.Receiving;

/// <summary>Tables, services and routes of receiving.</summary>
internal static class ReceivingTables
{
    public static readonly RowMap<Receipt> Receipts = new("warehouse_receipts");
    public static readonly RowMap<ReceiptLine> Lines = new("warehouse_receipt_lines");
    public static readonly RowInsert<Receipt> InsertReceipt = new(Receipts);
    public static readonly RowInsert<ReceiptLine> InsertLine = new(Lines);
    public static readonly RowSelect<Receipt> LockReceipt = new(Receipts, lockRows: true, "number", nameof(Receipt.Number));
    public static readonly RowSelect<ReceiptLine> LockLines = new(Lines, lockRows: true, "number", nameof(ReceiptLine.ReceiptId));
    public static readonly RowUpdate<Receipt> UpdateReceipt = new(
        "warehouse_receipts",
        "state = @State, entity_id = @EntityId, site_id = @SiteId, supplier_id = @SupplierId, delivery_note = @DeliveryNote, arrived_at = @ArrivedAt, happened_at = @HappenedAt, "
        + "source = @Source, day = @Day, posted_at = @PostedAt, posting_id = @PostingId, person_id = @PersonId, currency = @Currency, value = @Value, reversed_by = @ReversedBy, "
        + "prepared = @Prepared, version = version + 1",
        "id = @Id AND version = @Version");
    public static readonly RowUpdate<ReceiptLine> UpdateLine = new(
        "warehouse_receipt_lines", "returned = @Returned, returned_value = @ReturnedValue, version = version + 1", "id = @Id AND version = @Version");

    public static void Model(ModelBuilder model)
    {
        model.Entity<Receipt>(e =>
        {
            e.ToTable("warehouse_receipts");
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => new { r.SiteId, r.Id });
            e.HasIndex(r => r.ReverseOf).IsUnique();
        });
        model.Entity<ReceiptLine>(e =>
        {
            e.ToTable("warehouse_receipt_lines", t => t.HasCheckConstraint("ck_receipt_lines_returned", "quantity > 0 AND returned >= 0 AND returned <= quantity"));
            e.HasIndex(l => new { l.ReceiptId, l.Number }).IsUnique();
            e.HasIndex(l => l.OrderLineId);
        });
    }

    public static void Services(IServiceCollection services) => services
        .AddSingleton<ReceiptLookup>().AddSingleton<ReceiptPosting>()
        .AddSingleton<PurchaseTrailSource, ReceiptSteps>().AddSingleton<ReceiveGoods>().AddSingleton<PrepareReceipt>().AddSingleton<PostReceipt>().AddSingleton<ReverseReceipt>().AddSingleton<FindReceipt>()
        .AddSingleton<ReceiptList>()
        .AddNavigation(
            new NavigationEntry("Warehouse", "Dock", "/dock", "truck", Permission.ReceiveGoods, 300) { Key = 'd', Task = "Receive" },
            new NavigationEntry("Warehouse", "Receipts", "/receipts", "list", Permission.SeeStock, 301));

    public static void Map(IEndpointRouteBuilder routes)
    {
        ReceiveGoods.Map(routes);
        PrepareReceipt.Map(routes);
        PostReceipt.Map(routes);
        ReverseReceipt.Map(routes);
        FindReceipt.Map(routes);
        ReceiptList.Map(routes);
    }
}
