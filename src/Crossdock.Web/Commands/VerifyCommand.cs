using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Crossdock.Storage.Checking;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Http;

namespace Crossdock.Web.Commands;

/// <summary>Proves that the books agree with themselves, or shows the first rows that do not. It only reads and may run beside the server.</summary>
internal static class VerifyCommand
{
    private const int MostFindings = 10;
    private static readonly JsonSerializerOptions Indented = new(Json.Web) { WriteIndented = true };

    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("verify", "Check that all books agree. Exit code 1 when they do not.") { json };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancel)
    {
        if (Settings.Read(Environment.GetEnvironmentVariables()).Refused(out var no, out var settings)) return await CommandTree.RefuseAsync(no);
        if (OpenedData.OpenToRead(settings).Refused(out no, out var data)) return await CommandTree.RefuseAsync(no);
        await using (data)
        {
            var report = await CheckAsync(data.Database, cancel);
            Console.WriteLine(json ? JsonSerializer.Serialize(report, Indented) : Text(report));
            return report.Clean ? 0 : 1;
        }
    }

    /// <summary>Runs every check of every module, in the order of their numbers.</summary>
    internal static async Task<VerificationReport> CheckAsync(Database database, CancellationToken cancel)
    {
        // The engine is there because faces ask for it; nothing is written.
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(database).AddLogging();
        services.AddStorageChecks(ModuleCatalog.All);
        services.AddSingleton(s => database.OpenEngine(TimeProvider.System, s.GetRequiredService<ILoggerFactory>().CreateLogger("Crossdock.Commit")));
        services.AddSingleton<CommitStep>().AddSingleton<Asking>();
        foreach (var module in ModuleCatalog.All) module.Services(services);
        await using var provider = services.BuildServiceProvider();
        var results = new List<VerificationResult>();
        foreach (var rule in provider.GetServices<IVerification>().GroupBy(c => c.Number).OrderBy(g => g.Key))
        {
            var started = Stopwatch.GetTimestamp();
            var findings = new List<Finding>();
            foreach (var check in rule.TakeWhile(_ => findings.Count < MostFindings))
            {
                await using var db = database.Open();
                findings.AddRange(await check.FindAsync(db, MostFindings - findings.Count, cancel));
            }

            results.Add(new(rule.Key, rule.First().Name, findings, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }

        return new(results.TrueForAll(r => r.Findings.Count == 0), results);
    }

    private static string Text(VerificationReport report)
    {
        var lines = report.Checks.SelectMany(c => c.Findings.Select(f => $"      {f.Row}: {f.Message}")
            .Prepend($"{(c.Findings.Count == 0 ? "ok  " : "BAD ")}{c.Number,4}  {c.Name} ({c.Milliseconds} ms)"));
        return string.Join('\n', lines.Append(report.Clean ? $"All {report.Checks.Count} checks hold." : "The books do not agree."));
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Clean">True when every check holds.</param>
/// <param name="Checks">Each check in order.</param>
internal sealed record VerificationReport(bool Clean, IReadOnlyList<VerificationResult> Checks);

/// <summary>What one check found.</summary>
internal sealed record VerificationResult(int Number, string Name, IReadOnlyList<Finding> Findings, long Milliseconds);
