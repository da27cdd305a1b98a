using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Company;

/// <summary>What a host needs to load the sample company.</summary>
public static class CompanyServices
{
    /// <summary>Adds the loader, the board that shows it, and the live company.</summary>
    public static IServiceCollection AddCompany(this IServiceCollection services) =>
        services.AddSingleton<LoadBoard>().AddSingleton<SampleLoader>().AddSingleton<LiveCompany>();
}
