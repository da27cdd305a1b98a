using System.CommandLine;

namespace Crossdock.Web.Commands;

/// <summary>Runs the product until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var sample = new Option<bool>("--sample") { Description = "Load the sample company into an empty database." };
        var live = new Option<bool>("--live") { Description = "With --sample: keep orders, scans and answers coming afterwards." };
        var speed = SampleCommand.Speed();
        var command = new Command("serve", "Run the product.") { sample, live, speed };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(sample) || parsed.GetValue(live), parsed.GetValue(live) ? parsed.GetValue(speed) : null));
        return command;
    }

    private static async Task<int> RunAsync(bool sample, double? liveSpeed)
    {
        if (Settings.Read(Environment.GetEnvironmentVariables()).Refused(out var no, out var settings)) return await CommandTree.RefuseAsync(no);
        if ((await OpenedData.OpenAsync(settings with { Sample = sample, LiveSpeed = liveSpeed }, CancellationToken.None)).Refused(out no, out var data)) return await CommandTree.RefuseAsync(no);
        await using (data)
        {
            await using var app = WebHost.Build(data);
            try
            {
                await app.StartAsync();
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or FormatException or InvalidOperationException)
            {
                return await CommandTree.RefuseAsync(Refusal.Invalid("web.cannot_listen", $"Cannot listen at {string.Join(", ", app.Urls)}: {exception.Message}"));
            }

            await app.WaitForShutdownAsync();
            return 0;
        }
    }
}
