using System.CommandLine;
using Crossdock.Company;
using Crossdock.Web.Loading;

namespace Crossdock.Web.Commands;

/// <summary>Loads the sample company into a database that no server uses, and plays it on if asked to.</summary>
internal static class SampleCommand
{
    private const double UsualSpeed = 60;

    public static Command Make()
    {
        var live = new Option<bool>("--live") { Description = "Keep orders, scans and answers coming until stopped." };
        var speed = Speed();
        var command = new Command("sample", "Load the sample company into an empty database. Use 'serve --sample' to watch it in a browser.") { live, speed };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(live) ? parsed.GetValue(speed) : null, cancel));
        return command;
    }

    public static Option<double> Speed() => new("--speed")
    {
        Description = "Company time over real time of --live: 60 makes a minute a second.",
        DefaultValueFactory = _ => UsualSpeed,
    };

    private static async Task<int> RunAsync(double? liveSpeed, CancellationToken cancel)
    {
        if (liveSpeed is <= 0) return await CommandTree.RefuseAsync(Refusal.Invalid("web.speed", "The speed must be more than zero."));
        if (Settings.Read(Environment.GetEnvironmentVariables()).Refused(out var no, out var settings)) return await CommandTree.RefuseAsync(no);
        if ((await OpenedData.OpenAsync(settings, cancel)).Refused(out no, out var data)) return await CommandTree.RefuseAsync(no);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        await using (data)
        {
            await using var app = WebHost.Build(data);
            await using var sealing = await Sealing.BeginAsync(app.Services);
            try
            {
                return await PlayAsync(app.Services, liveSpeed, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                Console.WriteLine("Stopped. The next run goes on from here.");
                return 0;
            }
        }
    }

    private static async Task<int> PlayAsync(IServiceProvider services, double? liveSpeed, CancellationToken cancel)
    {
        var board = services.GetRequiredService<LoadBoard>();
        var loader = services.GetRequiredService<SampleLoader>();
        if (!await loader.IsDueAsync(cancel) && liveSpeed is null)
            return await CommandTree.RefuseAsync(Refusal.Invalid("web.not_empty", "There is a company in this database already. The sample company needs an empty one."));
        await loader.RunAsync(SampleService.Folder, SampleService.Today(services.GetRequiredService<TimeProvider>()), cancel);
        var state = board.Look();
        if (state.Phase == LoadPhase.Done) Console.WriteLine($"The sample company is there: {state.Postings} postings in {state.Seconds} s.");
        foreach (var (code, count) in state.Refusals) Console.WriteLine($"  refused {count} x {code}");
        if (liveSpeed is not { } speed) return 0;
        return await services.GetRequiredService<LiveCompany>().RunAsync(SampleService.Folder, speed, cancel) is { } no
            ? await CommandTree.RefuseAsync(Refusal.Invalid("web.not_live", no))
            : 0;
    }
}
