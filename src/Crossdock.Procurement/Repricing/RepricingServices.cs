using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Repricing;

/// <summary>What follows from decided prices: services and routes.</summary>
internal static class RepricingServices
{
    public static void AddRepricing(this IServiceCollection services) =>
        services.AddSingleton<IPricedOrders, PricedOrders>().AddSingleton<ShowPriceEffects>().AddSingleton<ExceptionSource, RisingPrices>();

    public static void MapRepricing(this IEndpointRouteBuilder routes) => ShowPriceEffects.Map(routes);
}
