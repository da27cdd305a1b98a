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
        Queue<DemandList, DemandRow>(services, "Late demands", 10, Tone.Bad, "/stock/demands", day => $"filter=due%3Alt%3A{day:yyyy-MM-dd}");
        Queue<DemandList, DemandRow>(services, "Lines to pick", 20, Tone.Info, "/stock/demands", _ => "filter=allocated%3Agt%3A0");
        Queue<DemandList, DemandRow>(services, "Waiting for goods", 30, Tone.Warning, "/stock/demands", _ => "filter=waiting%3Agt%3A0");
        Queue<SupplyList, SupplyRow>(services, "Late supplies", 40, Tone.Warning, "/stock/supplies", day => $"filter=day%3Alt%3A{day:yyyy-MM-dd}");
        Queue<PositionList, PositionRow>(services, "Waiting for putaway", 50, Tone.Info, "/stock/positions", _ => "condition=receiving");
        Queue<PositionList, PositionRow>(services, "In quarantine", 51, Tone.Warning, "/stock/positions", _ => "condition=quarantine");
        Queue<StockList, StockRow>(services, "Below zero", 52, Tone.Bad, "/stock", _ => "filter=on-hand%3Alt%3A0");
    }

    private static void Queue<TList, TRow>(IServiceCollection services, string title, int order, Tone tone, string path, Func<DateOnly, string> query)
        where TList : Listing<TRow>
        where TRow : class =>
        services.AddSingleton<HomeQueue>(s => new HomeQueue<TRow>(title, Permission.SeeStock, order, tone, s.GetRequiredService<TList>(), path, query));
}
