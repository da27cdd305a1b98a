using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Crossdock.Storage.Checking;

/// <summary>Registers the checks of the storage itself.</summary>
public static class StorageChecks
{
    /// <summary>Adds the chain check over all modules' ledger tables and the integrity check.</summary>
    public static IServiceCollection AddStorageChecks(this IServiceCollection services, IReadOnlyList<IModule> modules) => services
        .AddSingleton<IVerification>(new ChainCheck(modules))
        .AddSingleton<IVerification, IntegrityCheck>();

    /// <summary>
    /// Runs a check. Rows that are so wrong that they cannot be read or added up (a currency that is none, a sum beyond 64 bits) are a finding
    /// like any other, not the end of the verification.
    /// </summary>
    public static async Task<IReadOnlyList<Finding>> FindAsync(this IVerification check, CrossdockDb db, int most, CancellationToken cancel)
    {
        try
        {
            return await check.RunAsync(db, most, cancel);
        }
        catch (Exception exception) when (IsUnreadable(exception) || (exception.InnerException is { } inner && IsUnreadable(inner)))
        {
            return [new Finding($"check {check.Number}", $"a row cannot be read or added up: {exception.Message}")];
        }
    }

    private static bool IsUnreadable(Exception exception) => exception is ArgumentException or FormatException or OverflowException or InvalidCastException
        or PostgresException { SqlState: ['2', '2', ..] } or SqliteException { SqliteErrorCode: 1 };
}
