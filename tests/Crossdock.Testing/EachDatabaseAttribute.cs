using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Crossdock.Testing;

/// <summary>
/// Runs a theory once per database engine; its one parameter is the <see cref="Engine"/>. Without a PostgreSQL to test on, that case
/// fails, unless CROSSDOCK_TEST_SKIP_POSTGRES=1 says that it may be skipped.
/// </summary>
/// <param name="engines">The engines, when one class shall not run on all of them.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDatabaseAttribute(params Engine[] engines) : DataAttribute
{
    /// <summary>Both, unless said otherwise.</summary>
    public IReadOnlyList<Engine> Engines { get; } = engines.Length > 0 ? engines : [Engine.Sqlite, Engine.Postgres];

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var skip = TestServers.Postgres is null && TestServers.MaySkipPostgres
            ? $"NOT TESTED ON POSTGRESQL: {TestServers.PostgresKey} is not set."
            : null;
        IReadOnlyCollection<ITheoryDataRow> rows = [.. Engines.Select(e => new TheoryDataRow(e) { Skip = e == Engine.Postgres ? skip : null })];
        return ValueTask.FromResult(rows);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
