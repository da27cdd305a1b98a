using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Choosing;

/// <summary>Services, routes and navigation of choosing a supplier.</summary>
internal static class ChoosingServices
{
    public static void AddChoosing(this IServiceCollection services)
    {
        services.AddSingleton<Sources>().AddSingleton<SetSources>().AddSingleton<SourceList>().AddSingleton<OnlySourceList>().AddSingleton<ShowSupplierDependence>();
        services.AddNavigation(new NavigationEntry("Buying", "Sources", "/sources", "link", Permission.SeePurchasing, 235));
    }

    public static void MapChoosing(this IEndpointRouteBuilder routes)
    {
        SetSources.Map(routes);
        SourceList.Map(routes);
        OnlySourceList.Map(routes);
        ShowSupplierDependence.Map(routes);
    }
}
