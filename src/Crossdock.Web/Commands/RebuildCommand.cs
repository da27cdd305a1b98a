using System.CommandLine;
using Crossdock.Storage.Commit;

namespace Crossdock.Web.Commands;

/// <summary>Works balances out again from the rows they follow from. On SQLite the server must not run meanwhile.</summary>
internal static class RebuildCommand
{
    public static Command Make()
    {
        var what = new Argument<string>("what") { Description = "What to rebuild: agreements." };
        var command = new Command("rebuild", "Work balances out again from their ledger, and say which were wrong.") { what };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(what)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string what, CancellationToken cancel)
    {
        if (Settings.Read(Environment.GetEnvironmentVariables()).Refused(out var no, out var settings)) return await CommandTree.RefuseAsync(no);
        if ((await OpenedData.OpenAsync(settings, cancel)).Refused(out no, out var data)) return await CommandTree.RefuseAsync(no);
        await using (data)
        {
            await using var app = WebHost.Build(data);
            await using var sealing = await Sealing.BeginAsync(app.Services);
            var use = new Rebuild(app.Services.GetServices<IRebuilding>());
            var caller = new Caller(Actor.System("command line")) { Use = nameof(Rebuild) };
            var answer = await app.Services.GetRequiredService<CommitStep>().RunAsync(use, new RebuildRequest(what), caller, cancel);
            if (answer.Result.Refused(out no, out var made))
            {
                await CommandTree.RefuseAsync(no);
                return 1;
            }

            foreach (var row in made.Put) Console.WriteLine($"{row.Row}: {row.Message}");
            Console.WriteLine(made.Put.Count == 0 ? "Every balance was right." : $"{made.Put.Count} balances were put right.");
            return 0;
        }
    }
}

/// <summary>What to work out again.</summary>
internal sealed record RebuildRequest(string What);

/// <summary>What was put right.</summary>
/// <param name="Put">Each balance that was wrong, with what it said and what it says now.</param>
internal sealed record RebuildResponse(IReadOnlyList<Finding> Put);

internal sealed class Rebuild(IEnumerable<IRebuilding> known) : IUse<RebuildRequest, RebuildResponse>
{
    public async Task<Result<RebuildResponse>> ExecuteAsync(Work work, RebuildRequest request, CancellationToken cancel)
    {
        if (known.FirstOrDefault(r => r.Name == request.What) is not { } wanted) return new NothingToRebuild(request.What, string.Join(", ", known.Select(r => r.Name)));
        work.Subject = $"balances of {wanted.Name}, rebuilt";
        return new RebuildResponse(await wanted.RebuildAsync(work, cancel));
    }
}

internal sealed record NothingToRebuild(string What, string Known) : Refusal(RefusalKind.Invalid, "web.nothing_to_rebuild", $"'{What}' is nothing that can be rebuilt. There is: {Known}.");
