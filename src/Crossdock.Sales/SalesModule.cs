using Crossdock.Sales.Checking;
using Crossdock.Sales.Invoices;
using Crossdock.Sales.Orders;
using Crossdock.Sales.Payments;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Sales;

/// <summary>Customer orders with their promises, customer invoices at shipment, credits, and customers' payments.</summary>
public sealed class SalesModule : IModule
{
    /// <inheritdoc/>
    public string Name => "sales";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => ["sales_invoices", "sales_line_changes", "sales_payment_allocations"];

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables =>
        [new Storage.Checking.SealedTable<LineChange>(OrderRows.Changes), new Storage.Checking.SealedTable<CustomerInvoice>(InvoiceRows.Invoices)];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        OrderTables.Model(model);
        InvoiceTables.Model(model);
        PaymentTables.Model(model);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<SalesOrders>().AddSingleton<CustomerInvoices>();
        services.AddSingleton<IVerification, OrderCheck>().AddSingleton<IVerification, SeriesCheck>().AddSingleton<IVerification, InvoiceCheck>();
        services.AddSingleton<LineEntry>().AddSingleton<CreditCheck>();
        services.AddSingleton<CreateSalesOrder>().AddSingleton<PreviewSalesOrder>().AddSingleton<CancelSalesLine>();
        services.AddSingleton<ChangeSalesLine>().AddSingleton<ReallocateOrder>().AddSingleton<SourceSalesLine>();
        services.AddSingleton<ReceivePayment>().AddSingleton<CancelPayment>();
        services.AddSingleton<FindSalesOrder>().AddSingleton<SalesOrderList>().AddSingleton<OpenLineList>().AddSingleton<ListLastItems>();
        services.AddSingleton<FindCustomerInvoice>().AddSingleton<CustomerInvoiceList>().AddSingleton<FindCustomerPayment>().AddSingleton<CustomerPaymentList>();
        services.AddNavigation(
            new NavigationEntry("Sales", "Customer orders", "/sales-orders", "cart", Permission.SeeSales, 100) { Key = 's' },
            new NavigationEntry("Sales", "Order pad", "/sales-orders/new", "plus", Permission.CreateSalesOrder, 101) { Task = "Take an order" },
            new NavigationEntry("Sales", "Customer invoices", "/customer-invoices", "invoice", Permission.SeeSales, 102),
            new NavigationEntry("Money", "Customer payments", "/customer-payments", "money", Permission.SeeBooks, 510))
            .AddQueue<SalesOrderList, SalesOrderRow>("Customer orders past their day", 11, Tone.Bad, Permission.SeeSales, [Permission.ChangeSalesOrder], "/sales-orders",
                day => $"filter=open%3Agt%3A0&{QueueWords.Filter("due", "lt", day)}&sort=due",
                (row, today) => new(row.CustomerName, $"{row.Number}, {row.Site}, {QueueWords.Of(row.OpenNet, row.Currency)} open", QueueWords.Due(row.DueDay ?? today, today), $"/sales-orders/{row.Number}"))
            .AddQueue<SalesOrderList, SalesOrderRow>("Customer orders due today", 12, Tone.Info, Permission.SeeSales, [Permission.ChangeSalesOrder], "/sales-orders",
                day => $"filter=open%3Agt%3A0&due={day:yyyy-MM-dd}",
                (row, _) => new(row.CustomerName, $"{row.Number}, {row.Site}", QueueWords.Of(row.OpenNet, row.Currency), $"/sales-orders/{row.Number}"));
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        CreateSalesOrder.Map(routes);
        PreviewSalesOrder.Map(routes);
        CancelSalesLine.Map(routes);
        ChangeSalesLine.Map(routes);
        ReallocateOrder.Map(routes);
        SourceSalesLine.Map(routes);
        ReceivePayment.Map(routes);
        CancelPayment.Map(routes);
        FindSalesOrder.Map(routes);
        SalesOrderList.Map(routes);
        OpenLineList.Map(routes);
        ListLastItems.Map(routes);
        FindCustomerInvoice.Map(routes);
        CustomerInvoiceList.Map(routes);
        FindCustomerPayment.Map(routes);
        CustomerPaymentList.Map(routes);
    }
}
