using System.CommandLine;

namespace Crossdock.Web.Commands;

/// <summary>The commands of the one binary.</summary>
internal static class CommandTree
{
    /// <summary>Exit code of bad settings or an unusable database (EX_CONFIG of sysexits.h).</summary>
    public const int BadConfiguration = 78;

    public static Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Crossdock, the distribution ERP.")
        {
            ServeCommand.Make(),
            MigrateCommand.Make(),
            SampleCommand.Make(),
            VerifyCommand.Make(),
            RebuildCommand.Make(),
            ApiKeyCommand.Make(),
            VersionCommand.Make(),
        };

        // The host handles SIGTERM itself: it drains for up to thirty seconds.
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Says why not, in one line on the error output.</summary>
    public static async Task<int> RefuseAsync(Refusal refusal)
    {
        await Console.Error.WriteLineAsync("crossdock: " + refusal.Message.ReplaceLineEndings(" "));
        return BadConfiguration;
    }
}
