using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Crossdock.Ui;

/// <summary>Registers what the shell and its components need.</summary>
public static class UiServices
{
    /// <summary>Adds the clock, the request's context and the rights of pages; call it once in the host.</summary>
    public static IServiceCollection AddCrossdockUi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<PageRights>().AddHttpContextAccessor();
    }

    /// <summary>Adds places to the left navigation; each module calls it for its own pages.</summary>
    public static IServiceCollection AddNavigation(this IServiceCollection services, params ReadOnlySpan<NavigationEntry> entries)
    {
        foreach (var entry in entries) services.AddSingleton(entry);
        return services;
    }
}
