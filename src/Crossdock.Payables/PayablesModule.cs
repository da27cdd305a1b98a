using Crossdock.Payables.Checking;
using Crossdock.Payables.Invoicing;
using Crossdock.Payables.Paying;
using Crossdock.Payables.WritingOff;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Payables;

/// <summary>What suppliers bill and are paid: invoices matched to order lines, payments, and their reversals.</summary>
public sealed class PayablesModule : IModule
{
    /// <inheritdoc/>
    public string Name => "payables";

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        model.Entity<SupplierInvoice>(e =>
        {
            e.ToTable("payables_invoices");
            e.HasIndex(i => i.Number).IsUnique();
            e.HasIndex(i => new { i.SupplierId, i.NumberKey }).IsUnique().HasFilter("reversed_by IS NULL AND reverse_of IS NULL");
            e.HasIndex(i => i.ReverseOf).IsUnique();
            e.Property(i => i.Version).IsConcurrencyToken();
        });
        model.Entity<SupplierInvoiceLine>(e =>
        {
            e.ToTable("payables_invoice_lines");
            e.HasIndex(l => new { l.InvoiceId, l.Number }).IsUnique();
            e.HasIndex(l => l.OrderLineId);
        });
        model.Entity<Payment>(e =>
        {
            e.ToTable("payables_payments", t => t.HasCheckConstraint("ck_payments_amount", "amount <> 0"));
            e.HasIndex(p => p.Number).IsUnique();
            e.HasIndex(p => new { p.SupplierId, p.Id });
            e.HasIndex(p => p.ReverseOf).IsUnique();
            e.Property(p => p.Version).IsConcurrencyToken();
        });
        model.Entity<PaymentLine>(e =>
        {
            e.ToTable("payables_payment_lines");
            e.HasKey(l => new { l.PaymentId, l.Number });
            e.HasIndex(l => l.InvoiceId);
        });
        WriteOffTables.Model(model);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<IVerification, InvoicedCheck>().AddSingleton<IVerification, PayableCheck>().AddSingleton<IVerification, WriteOffCheck>();
        services.AddSingleton<PurchaseTrailSource, PayableSteps>().AddSingleton<PostSupplierInvoice>().AddSingleton<ReverseSupplierInvoice>().AddSingleton<FindSupplierInvoice>().AddSingleton<ProposeSupplierInvoice>();
        services.AddSingleton<SupplierInvoiceList>().AddSingleton<SupplierPaymentList>().AddSingleton<ListOpenInvoices>();
        services.AddNavigation(
            new NavigationEntry("Money", "Supplier invoices", "/supplier-invoices", "invoice", Permission.SeeBooks, 520),
            new NavigationEntry("Money", "Supplier payments", "/supplier-payments", "money", Permission.SeeBooks, 521));
        WriteOffTables.Services(services);
        services.AddSingleton<PaySupplier>().AddSingleton<CancelSupplierPayment>().AddSingleton<FindSupplierPayment>();
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        PostSupplierInvoice.Map(routes);
        ReverseSupplierInvoice.Map(routes);
        ProposeSupplierInvoice.Map(routes);
        FindSupplierInvoice.Map(routes);
        PaySupplier.Map(routes);
        CancelSupplierPayment.Map(routes);
        FindSupplierPayment.Map(routes);
        SupplierInvoiceList.Map(routes);
        SupplierPaymentList.Map(routes);
        ListOpenInvoices.Map(routes);
        WriteOffTables.Map(routes);
    }
}
