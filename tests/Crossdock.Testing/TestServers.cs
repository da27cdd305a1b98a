namespace Crossdock.Testing;

/// <summary>The database servers the tests may use.</summary>
public static class TestServers
{
    /// <summary>Environment variable with the connection string of a PostgreSQL user who may create databases.</summary>
    public const string PostgresKey = "CROSSDOCK_TEST_POSTGRES";

    private const string SkipKey = "CROSSDOCK_TEST_SKIP_POSTGRES";

    /// <summary>Connection string of the test cluster, or null.</summary>
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable(PostgresKey) is { Length: > 0 } text ? text : null;

    /// <summary>True when PostgreSQL cases may be skipped.</summary>
    public static bool MaySkipPostgres { get; } = Environment.GetEnvironmentVariable(SkipKey) == "1";

    internal static string NeededPostgres => Postgres ?? throw new InvalidOperationException(
        $"This case needs PostgreSQL: run ./test, or set {PostgresKey} to a cluster's connection string, or {SkipKey}=1 to skip it.");
}
