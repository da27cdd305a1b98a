using Crossdock.Procurement.Checking;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Uninvoiced;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement;

/// <summary>Purchase orders and their lines: what was ordered, confirmed, received, returned and invoiced, and what is received and not invoiced.</summary>
public sealed class ProcurementModule : IModule
{
    /// <inheritdoc/>
    public string Name => "procurement";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => PurchasingTables.AppendOnly;

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables =>
        [new Storage.Checking.SealedTable<GrniEntry>(GrniRows.Entries), new Storage.Checking.SealedTable<LineChange>(PurchasingRows.Changes)];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine) => PurchasingTables.Model(model);

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<PurchaseOrders>().AddSingleton<ISubLedger, UninvoicedSums>().AddSingleton<IVerification, UninvoicedCheck>().AddSingleton<IVerification, OrderedCheck>();
        services.AddSingleton<CreatePurchaseOrder>().AddSingleton<ReleasePurchaseOrder>().AddSingleton<ChangePurchaseLine>();
        services.AddSingleton<CancelPurchaseLine>().AddSingleton<ShortClosePurchaseLine>().AddSingleton<ConfirmPurchaseLine>();
        services.AddSingleton<FindPurchaseOrder>().AddSingleton<PurchaseOrderList>();
        services.AddNavigation(
            new NavigationEntry("Buying", "Purchase orders", "/purchase-orders", "cart", Permission.SeePurchasing, 200) { Key = 'o' },
            new NavigationEntry("Buying", "New purchase order", "/purchase-orders/new", "plus", Permission.CreatePurchaseOrder, 201) { Task = "New purchase order" });
        Queues(services);
    }

    private static void Queues(IServiceCollection services) => services
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Orders past their day", 20, Tone.Bad, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/purchase-orders",
            day => $"{QueueWords.Filter("due", "lt", day)}&sort=due",
            ToCome)
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Orders expected this week", 31, Tone.Info, Permission.SeePurchasing, [Permission.CreatePurchaseOrder], "/purchase-orders",
            day => $"{QueueWords.Filter("due", "ge", day)}&{QueueWords.Filter("due", "le", day.AddDays(6))}&sort=due",
            ToCome)
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Drafts to release", 21, Tone.Info, Permission.SeePurchasing, [Permission.ReleasePurchaseOrder], "/purchase-orders",
            _ => "state=draft",
            (row, _) => new(row.SupplierName, $"{row.Number}, {row.Site}", QueueWords.Lines(row.Lines), $"/purchase-orders/{row.Number}"))
        .AddQueue<PurchaseOrderList, PurchaseOrderRow>("Received, to be billed", 63, Tone.Info, Permission.SeePurchasing, [Permission.PostSupplierInvoice], "/purchase-orders",
            _ => "filter=to-bill%3Agt%3A0&sort=created",
            (row, _) => new(row.SupplierName, $"{row.Number}, {row.Site}", QueueWords.Lines(row.ToBill), $"/purchase-orders/{row.Number}") { WorkHref = $"/supplier-invoices/new?order={row.Number}" });

    private static QueueRow ToCome(PurchaseOrderRow row, DateOnly today) => new(
        row.SupplierName, $"{row.Number}, {row.Site}, {row.OpenLines} of {row.Lines} lines open", QueueWords.Due(row.DueDay ?? today, today), $"/purchase-orders/{row.Number}");

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        CreatePurchaseOrder.Map(routes);
        ReleasePurchaseOrder.Map(routes);
        ChangePurchaseLine.Map(routes);
        CancelPurchaseLine.Map(routes);
        ShortClosePurchaseLine.Map(routes);
        ConfirmPurchaseLine.Map(routes);
        FindPurchaseOrder.Map(routes);
        PurchaseOrderList.Map(routes);
    }
}
