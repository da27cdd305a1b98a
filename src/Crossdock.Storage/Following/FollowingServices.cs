using Crossdock.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Following;

/// <summary>Registers what runs after the commit.</summary>
public static class FollowingServices
{
    /// <summary>Adds sealer, followers and live feed.</summary>
    public static IServiceCollection AddFollowing(this IServiceCollection services)
    {
        services.AddSingleton<SealSignal>();
        services.AddSingleton<SealedFacts>();
        services.AddHostedService<Sealer>();
        services.AddHostedService<SealListener>();
        services.AddSingleton<FollowerRunner>();
        services.AddHostedService(s => s.GetRequiredService<FollowerRunner>());
        services.AddSingleton<LiveFeed>();
        return services.AddHostedService(s => s.GetRequiredService<LiveFeed>());
    }
}
