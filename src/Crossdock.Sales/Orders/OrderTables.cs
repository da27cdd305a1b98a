namespace Crossdock.Sales.Orders;

internal static class OrderTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<SalesOrder>(e =>
        {
            e.ToTable("sales_orders");
            e.HasIndex(o => o.Number).IsUnique();
            e.HasIndex(o => new { o.CustomerId, o.Id });
            e.HasIndex(o => new { o.State, o.DueDay });
            e.Property(o => o.Version).IsConcurrencyToken();
        });
        model.Entity<SalesLine>(e =>
        {
            e.ToTable("sales_lines", t =>
            {
                t.HasCheckConstraint("ck_sales_lines_open", "open >= 0 AND open = ordered - cancelled - shipped");
                t.HasCheckConstraint("ck_sales_lines_shipped", "shipped >= 0 AND returned >= 0 AND returned <= shipped AND invoiced >= 0 AND invoiced <= shipped");
            });
            e.HasIndex(l => new { l.OrderId, l.Line }).IsUnique();
            e.HasIndex(l => l.CustomerId).HasFilter("open > 0").HasDatabaseName("ix_sales_lines_customer_open");
            e.HasIndex(l => new { l.SiteId, l.DueDay }).HasFilter("open > 0").HasDatabaseName("ix_sales_lines_site_open");
            e.HasIndex(l => l.ItemId);
            e.HasIndex(l => l.SupplierId).HasFilter("open > 0 AND supplier_id <> 0").HasDatabaseName("ix_sales_lines_direct_open");
            e.Property(l => l.Version).IsConcurrencyToken();
        });
        model.Entity<LineChange>(e =>
        {
            e.ToTable("sales_line_changes");
            e.HasIndex(c => c.OrderLineId);
            e.HasIndex(c => c.PostingId);
        });
    }
}
