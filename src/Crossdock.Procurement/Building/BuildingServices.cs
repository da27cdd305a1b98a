using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Building;

internal static class BuildingServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<WaitingDesk>().AddSingleton<ShowOrderPlan>().AddSingleton<WeighOrder>().AddSingleton<ShowOrderQueue>().AddSingleton<BuildOrder>()
        .AddSingleton<HomeQueue, CutOffQueue>().AddSingleton<HomeFigures, OrderingFigures>()
        .AddNavigation(new NavigationEntry("Buying", "Order builder", "/order-builder", "cart", Permission.SeePurchasing, 195));

    public static void Map(IEndpointRouteBuilder routes)
    {
        ShowOrderPlan.Map(routes);
        WeighOrder.Map(routes);
        ShowOrderQueue.Map(routes);
        BuildOrder.Map(routes);
    }
}
