using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Checking;

/// <summary>Registers the checks of the storage itself.</summary>
public static class StorageChecks
{
    /// <summary>Adds the chain check over all modules' ledger tables and the integrity check.</summary>
    public static IServiceCollection AddStorageChecks(this IServiceCollection services, IReadOnlyList<IModule> modules) => services
        .AddSingleton<IVerification>(new ChainCheck(modules))
        .AddSingleton<IVerification, IntegrityCheck>();
}
