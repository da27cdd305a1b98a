using System.Diagnostics;
using System.Globalization;
using Crossdock.Model;
using Crossdock.Storage.Checking;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Conformance.Tests;

/// <summary>
/// Random commands lead to the same answers and the same books in the product as in the model, in runs of 200 that each found a company of
/// their own. Compared whole after each command, with the invariants A to E; F (verify finds nothing) at the end of each database. G
/// follows, as both engines must agree with the one model. The whole proof is 100,000 operations on SQLite and 20,000 on PostgreSQL, which
/// run side by side; CROSSDOCK_MODEL_OPERATIONS sets another number, CROSSDOCK_MODEL_SEED the first run's seed.
/// </summary>
public abstract class ModelTests(ITestOutputHelper output)
{
    private const string OperationsKey = "CROSSDOCK_MODEL_OPERATIONS";
    private const string SeedKey = "CROSSDOCK_MODEL_SEED";
    private const int RunLength = 200;
    private const int RunsPerDatabase = 50;
    private const int AtOnce = 6;

    /// <summary>Compares as many operations as asked for, or as the whole proof has.</summary>
    protected async Task CompareAsync(Engine engine, int whole)
    {
        var operations = Setting(OperationsKey) ?? whole;
        var seeds = Enumerable.Range(Setting(SeedKey) ?? 1, (operations + RunLength - 1) / RunLength).ToList();
        var start = Stopwatch.GetTimestamp();
        foreach (var some in seeds.Chunk(RunsPerDatabase))
        {
            await using var app = await CrossdockApp.StartAsync(engine);
            await Company.PartnersAsync(app);
            var failures = new List<(int Seed, Difference First)>();
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
            {
                if (await Run.CompareAsync(app, $"M{seed}", Run.Commands(seed, RunLength)) is { } found)
                {
                    lock (failures) failures.Add((seed, found));
                }
            });
            if (failures.Count > 0)
            {
                foreach (var failure in failures) output.WriteLine($"seed {failure.Seed}, {failure.First}");
                var (seed, first) = failures.MinBy(f => f.First.Index);
                var (small, last) = await Run.ShrinkAsync(app, $"M{seed}", Run.Commands(seed, RunLength), first);
                Assert.Fail($"{failures.Count} runs differ.\n{Shrinker.Report(seed, small)}{last}");
            }

            await VerifyAsync(app);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seeds.Count * RunLength} operations in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
    }

    private static async Task VerifyAsync(CrossdockApp app)
    {
        await app.SettledAsync();
        foreach (var check in app.Services.GetServices<IVerification>())
        {
            var findings = await app.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None));
            Assert.True(findings.Count == 0, $"{check.Name}: {string.Join("; ", findings.Select(f => f.Row + ": " + f.Message))}");
        }
    }

    private static int? Setting(string key) => Environment.GetEnvironmentVariable(key) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>The model and the product on SQLite.</summary>
public sealed class SqliteModelTests(ITestOutputHelper output) : ModelTests(output)
{
    [Theory, EachDatabase(Engine.Sqlite)]
    public Task Random_commands_lead_to_the_books_of_the_model(Engine engine) => CompareAsync(engine, 100_000);
}

/// <summary>The model and the product on PostgreSQL.</summary>
public sealed class PostgresModelTests(ITestOutputHelper output) : ModelTests(output)
{
    [Theory, EachDatabase(Engine.Postgres)]
    public Task Random_commands_lead_to_the_books_of_the_model(Engine engine) => CompareAsync(engine, 20_000);
}
