using Crossdock.Ui;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Checking;
using Crossdock.Warehouse.Conditions;
using Crossdock.Warehouse.Consigning;
using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Documents;
using Crossdock.Warehouse.DropShipping;
using Crossdock.Warehouse.Moving;
using Crossdock.Warehouse.Opening;
using Crossdock.Warehouse.Picking;
using Crossdock.Warehouse.Receiving;
using Crossdock.Warehouse.Reversing;
using Crossdock.Warehouse.Shipping;
using Crossdock.Warehouse.SupplierReturns;
using Crossdock.Warehouse.Transferring;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse;

/// <summary>Work in the warehouse: receipts, supplier returns, putaway, picking, shipping, customer returns, moves, conditions, adjustments, counts, transfers, opening balances and reversals.</summary>
public sealed class WarehouseModule : IModule
{
    /// <inheritdoc/>
    public string Name => "warehouse";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => ["warehouse_documents", "warehouse_count_lines", .. PickingTables.AppendOnly, .. ReturnTables.AppendOnly, .. SupplierReturnTables.AppendOnly, DropShippingTables.AppendOnly];

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables =>
    [
        new Storage.Checking.SealedTable<WarehouseDocument>(DocumentRows.Documents),
        new Storage.Checking.SealedTable<CountLine>(CountLine.Lines, "d.posting_id", "JOIN warehouse_documents d ON d.id = t.document_id"),
        new Storage.Checking.SealedTable<Pick>(PickingTables.Picks),
        new Storage.Checking.SealedTable<PickLine>(PickingTables.Lines, "k.posting_id", "JOIN warehouse_picks k ON k.id = t.pick_id"),
        new Storage.Checking.SealedTable<CustomerReturnLine>(ReturnTables.Lines, "r.posting_id", "JOIN warehouse_customer_returns r ON r.id = t.return_id"),
        new Storage.Checking.SealedTable<ShipNoticeLine>(DropShippingTables.Lines, "n.posting_id", "JOIN warehouse_ship_notices n ON n.id = t.notice_id"),
        new Storage.Checking.SealedTable<SupplierReturn>(SupplierReturnTables.Returns),
        new Storage.Checking.SealedTable<SupplierReturnLine>(SupplierReturnTables.Lines, "r.posting_id", "JOIN warehouse_supplier_returns r ON r.id = t.return_id"),
    ];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        DocumentRows.Model(model);
        StoredReason.Model(model);
        CountLine.Model(model);
        CorrectionTables.Model(model);
        TransferTables.Model(model);
        PickingTables.Model(model);
        ShippingTables.Model(model);
        ReturnTables.Model(model);
        ReceivingTables.Model(model);
        SupplierReturnTables.Model(model);
        DropShippingTables.Model(model);
    }

    /// <inheritdoc/>
    public IEnumerable<string> SchemaStatements(Engine engine) => StoredReason.Seed();

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<IVerification, OrderProgressCheck>().AddSingleton<IVerification, MovementCheck>().AddSingleton<IVerification, BelongingCheck>().AddSingleton<IVerification, ConsignedCheck>().AddSingleton<IVerification, DropShipCheck>();
        services.AddSingleton<Addresses>().AddSingleton<DocumentBook>().AddSingleton<Reasons>();
        services.AddSingleton<MoveStock>().AddSingleton<PutAway>().AddSingleton<OpenStock>().AddSingleton<TakeOver>();
        services.AddSingleton<AdjustStock>().AddSingleton<CreateReason>().AddSingleton<ListReasons>().AddSingleton<ChangeCondition>();
        CorrectionTables.Services(services);
        services.AddSingleton<CountedLots>().AddSingleton<CountStock>().AddSingleton<ShowCountSheet>();
        services.AddSingleton<TransferBook>().AddSingleton<TransferLoads>().AddSingleton<TransferWriter>().AddSingleton<Procurement.TransferDesk, BuyersTransfers>().AddSingleton<CreateTransfer>().AddSingleton<ShipTransfer>().AddSingleton<ReceiveTransfer>();
        services.AddSingleton<TransferOffice>().AddSingleton<ApprovalSubject, TransferApproval>();
        services.AddSingleton<LoseInTransit>().AddSingleton<CancelTransfer>().AddSingleton<TransferList>().AddSingleton<FindTransfer>();
        services.AddSingleton<Replacements>().AddSingleton<ReverseDocument>().AddSingleton<FindStockDocument>().AddSingleton<DocumentList>().AddSingleton<IDocumentFollower, TransferReversal>();
        PickingTables.Services(services);
        ShippingTables.Services(services);
        ReturnTables.Services(services);
        ReceivingTables.Services(services);
        SupplierReturnTables.Services(services);
        DropShippingTables.Services(services);
        Navigation(services);
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        MoveStock.Map(routes);
        PutAway.Map(routes);
        TakeOver.Map(routes);
        OpenStock.Map(routes);
        AdjustStock.Map(routes);
        CorrectionTables.Map(routes);
        CreateReason.Map(routes);
        ListReasons.Map(routes);
        ChangeCondition.Map(routes);
        CountStock.Map(routes);
        ShowCountSheet.Map(routes);
        CreateTransfer.Map(routes);
        ShipTransfer.Map(routes);
        ReceiveTransfer.Map(routes);
        LoseInTransit.Map(routes);
        CancelTransfer.Map(routes);
        TransferList.Map(routes);
        FindTransfer.Map(routes);
        ReverseDocument.Map(routes);
        FindStockDocument.Map(routes);
        PickingTables.Map(routes);
        ShippingTables.Map(routes);
        ReturnTables.Map(routes);
        ReceivingTables.Map(routes);
        SupplierReturnTables.Map(routes);
        DropShippingTables.Map(routes);
        DocumentList.Map(routes);
    }

    private static void Navigation(IServiceCollection services) => services.AddNavigation(
        new NavigationEntry("Warehouse", "Move and put away", "/moves", "transfer", Permission.MoveStock, 310) { Key = 'm', Task = "Move stock" },
        new NavigationEntry("Warehouse", "Count", "/counts/new", "count", Permission.CountStock, 311) { Key = 'c', Task = "Count" },
        new NavigationEntry("Warehouse", "Transfers", "/transfers", "truck", Permission.SeeStock, 312) { Key = 't' },
        new NavigationEntry("Warehouse", "Adjust", "/adjustments/new", "adjust", Permission.AdjustStock, 313),
        new NavigationEntry("Warehouse", "Change condition", "/condition-changes/new", "tag", Permission.ChangeCondition, 314),
        new NavigationEntry("Warehouse", "Corrections asked for", "/corrections?state=waiting", "approve", Permission.SeeStock, 316),
        new NavigationEntry("Warehouse", "Documents", "/stock-documents", "document", Permission.SeeStock, 315))
        .AddQueue<OpenLineList, OpenLineRow>("To pick and ship", 15, Tone.Info, Permission.SeeStock, [Permission.PickGoods, Permission.ShipGoods], "/shipping",
            day => $"filter=allocated%3Agt%3A0&{QueueWords.Filter("due", "le", day)}",
            (row, today) => new(row.ItemName, $"{row.Order} line {row.Line}, {row.Customer}, {row.Site}, {QueueWords.Due(row.DueDay, today)}", QueueWords.Of(row.Allocated, row.Unit), $"/shipping/{row.Order}"))
        .AddQueue<TransferList, TransferRow>("Transfers to send", 42, Tone.Info, Permission.SeeStock, [Permission.TransferStock, Permission.PickGoods], "/transfers",
            _ => "state=open&state=partShipped&sort=ship", (row, today) => Way(row, row.ShipDay, today))
        .AddQueue<TransferList, TransferRow>("Transfers under way", 43, Tone.Info, Permission.SeeStock, [Permission.TransferStock, Permission.ReceiveGoods], "/transfers",
            _ => "state=partShipped&state=shipped&state=partReceived&sort=arrival", (row, today) => Way(row, row.ArrivalDay, today));

    private static QueueRow Way(TransferRow row, DateOnly day, DateOnly today) =>
        new($"{row.From} to {row.To}", $"{row.Number}, {QueueWords.Lines(row.Lines)}", QueueWords.Due(day, today), $"/transfers/{row.Number}");
}
