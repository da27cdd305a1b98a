namespace Crossdock.Sales.Invoices;

internal static class InvoiceTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<CustomerInvoice>(e =>
        {
            e.ToTable("sales_invoices");
            e.HasIndex(i => i.Number).IsUnique();
            e.HasIndex(i => new { i.CustomerId, i.Id });
            e.HasIndex(i => i.OrderId);
            e.HasIndex(i => i.SourceId);
            e.HasIndex(i => i.CreditOf);
        });
        model.Entity<InvoiceLine>(e =>
        {
            e.ToTable("sales_invoice_lines", t => t.HasCheckConstraint("ck_invoice_lines_credited", "credited >= 0 AND credited <= quantity"));
            e.HasIndex(l => l.InvoiceId);
            e.HasIndex(l => l.OrderLineId);
            e.HasIndex(l => l.ItemId);
        });
        model.Entity<InvoiceTax>(e =>
        {
            e.ToTable("sales_invoice_taxes");
            e.HasKey(t => new { t.InvoiceId, t.TaxCode });
        });
    }
}
