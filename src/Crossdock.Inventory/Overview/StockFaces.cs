using Crossdock.Storage.Lists;
using Crossdock.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Inventory.Overview;

/// <summary>Where stock stands in the navigation, and the queues it brings to the start page.</summary>
internal static class StockFaces
{
    public static void Add(IServiceCollection services)
    {
        services.AddNavigation(
            new NavigationEntry("Stock", "Stock", "/stock", "items", Permission.SeeStock, 400) { Key = 's' },
            new NavigationEntry("Stock", "What lies where", "/stock/positions", "place", Permission.SeeStock, 401),
            new NavigationEntry("Stock", "Movements", "/stock/movements", "history", Permission.SeeStock, 402) { Key = 'm' },
            new NavigationEntry("Stock", "Demands", "/stock/demands", "pick", Permission.SeeStock, 403),
            new NavigationEntry("Stock", "Supplies", "/stock/supplies", "truck-in", Permission.SeeStock, 404));
        Queues(services);
    }

    private static void Queues(IServiceCollection services) => services
        .AddQueue<DemandList, DemandRow>("Late demands", 10, Tone.Bad, Permission.SeeStock, [Permission.TransferStock], "/stock/demands",
            day => QueueWords.Filter("due", "lt", day),
            (row, today) => new(row.Name, $"{row.Document}, {row.Site}, {QueueWords.Of(row.Open, row.Unit)} open", QueueWords.Due(row.DueDay, today), Address(row)))
        .AddQueue<DemandList, DemandRow>("Waiting for goods", 30, Tone.Warning, Permission.SeeStock, [Permission.ChangeSalesOrder, Permission.CreatePurchaseOrder], "/stock/demands",
            _ => "filter=waiting%3Agt%3A0",
            (row, today) => new(row.Name, $"{row.Document}, {row.Site}, {QueueWords.Due(row.DueDay, today)}", QueueWords.Of(row.Waiting, row.Unit), $"/items/{row.Item}"))
        .AddQueue<SupplyList, SupplyRow>("Late supplies", 40, Tone.Warning, Permission.SeeStock, [Permission.TransferStock], "/stock/supplies",
            day => QueueWords.Filter("day", "lt", day),
            (row, today) => new(row.Name, $"{row.Document}, {row.Site}, {QueueWords.Of(row.Open, row.Unit)} to come", QueueWords.Due(row.Day, today), Address(row)))
        .AddQueue<SupplyList, SupplyRow>("Expected at the dock", 41, Tone.Info, Permission.SeeStock, [Permission.ReceiveGoods], "/stock/supplies",
            day => QueueWords.Filter("day", "le", day),
            (row, today) => new(row.Name, $"{row.Document}, {row.Site}, {QueueWords.Of(row.Open, row.Unit)}", QueueWords.Due(row.Day, today), Address(row)))
        .AddQueue<PositionList, PositionRow>("Waiting for putaway", 50, Tone.Info, Permission.SeeStock, [Permission.MoveStock], "/stock/positions",
            _ => "condition=receiving",
            (row, _) => new(row.Name, $"{row.Site} {row.Place}", QueueWords.Of(row.Quantity, row.Unit), $"/items/{row.Item}") { WorkHref = $"/putaways?site={row.Site}&from={row.Place}" })
        .AddQueue<PositionList, PositionRow>("In quarantine", 51, Tone.Warning, Permission.SeeStock, [Permission.ChangeCondition], "/stock/positions",
            _ => "condition=quarantine",
            (row, _) => new(row.Name, $"{row.Site} {row.Place}{(row.Lot is { } lot ? $", lot {lot}" : "")}", QueueWords.Of(row.Quantity, row.Unit), $"/items/{row.Item}"))
        .AddQueue<StockList, StockRow>("Below zero", 52, Tone.Bad, Permission.SeeStock, [Permission.AdjustStock, Permission.CountStock], "/stock",
            _ => "filter=on-hand%3Alt%3A0",
            (row, _) => new(row.Name, row.Site, QueueWords.Of(row.OnHand, row.Unit), $"/items/{row.Item}"));

    private static string Address(DemandRow row) => Address(row.Kind == DemandKind.SalesLine ? "sales-orders" : "transfers", row.Document);

    private static string Address(SupplyRow row) => Address(row.Kind == SupplyKind.PurchaseLine ? "purchase-orders" : "transfers", row.Document);

    /// <summary>The page of the document a line belongs to ("SO-000012 line 3").</summary>
    private static string Address(string pages, string document) => $"/{pages}/{document.Split(' ')[0]}";
}
