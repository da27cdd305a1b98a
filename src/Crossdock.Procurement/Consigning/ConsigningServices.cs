using Crossdock.Procurement.Ordering;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Consigning;

/// <summary>Services, routes and navigation of consignment.</summary>
internal static class ConsigningServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Arrangements>().AddSingleton(s => new Consignments(
            s.GetRequiredService<Directory>(), s.GetRequiredService<Partners>(), s.GetRequiredService<Arrangements>(), s.GetRequiredService<PurchaseOrders>(), s.GetRequiredService<OrderWriter>()));
        services.AddSingleton<CreateArrangement>().AddSingleton<ChangeArrangement>().AddSingleton<PriceArrangement>().AddSingleton<ReplenishArrangement>();
        services.AddSingleton<FindArrangement>().AddSingleton<ArrangementList>().AddSingleton<ConsignedStockList>().AddSingleton<UsageList>().AddSingleton<ShowSupplierStock>();
        services.AddSingleton<ExceptionSource, LowConsignedStock>().AddSingleton<ExceptionSource, AgedConsignedStock>();
        services.AddNavigation(
            new NavigationEntry("Buying", "Consignment", "/consignments", "link", Permission.SeePurchasing, 220),
            new NavigationEntry("Buying", "New consignment arrangement", "/consignments/new", "plus", Permission.MaintainAgreements, 223) { Task = "New consignment arrangement" });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CreateArrangement.Map(routes);
        ChangeArrangement.Map(routes);
        PriceArrangement.Map(routes);
        ReplenishArrangement.Map(routes);
        FindArrangement.Map(routes);
        ArrangementList.Map(routes);
        ConsignedStockList.Map(routes);
        UsageList.Map(routes);
        ShowSupplierStock.Map(routes);
    }
}
