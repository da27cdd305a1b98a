using System.Diagnostics;
using System.Globalization;

namespace Crossdock.Reliability.Tests.Killing;

/// <summary>The product as a process of its own, with <see cref="CountedFacts"/> beside its own followers.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task drained;

    private Node(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        drained = process.StandardOutput.ReadToEndAsync();
    }

    public Uri Address { get; }

    public static async Task<Node> StartAsync(TestDatabase database)
    {
        var process = Run(database, "serve");
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Split("Now listening on: ") is [_, var address]) return new(process, new Uri(address));
        }

        throw new InvalidOperationException($"The node ended: {string.Join('\n', said)}\n{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a command of the product to its end.</summary>
    public static async Task<(int Code, string Output)> CommandAsync(TestDatabase database, params string[] arguments)
    {
        using var process = Run(database, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        var text = await output + error;
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }

    /// <summary>Runs a command until something holds, interrupts it (SIGINT), and answers its exit code and what it said.</summary>
    public static async Task<(int Code, string Output)> InterruptedAsync(TestDatabase database, Func<Task<bool>> until, params string[] arguments)
    {
        using var process = Run(database, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        while (!process.HasExited && !await until()) await Task.Delay(50);
        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>A client with somebody's key.</summary>
    public HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>SIGKILL: no handler runs, nothing is written any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        await drained;
        process.Dispose();
    }

    /// <summary>Starts the product's program with this project's list of assemblies, so that the follower of the tests can be loaded into it.</summary>
    private static Process Run(TestDatabase database, params string[] arguments)
    {
        string File(string name) => Path.Combine(AppContext.BaseDirectory, name);
        var own = typeof(Node).Assembly.GetName().Name!;
        // A shell that runs the tests in the background has them ignore SIGINT, and whatever they start too; the product's process shall hear it.
        var start = new ProcessStartInfo("env",
            ["--default-signal=INT", "dotnet", "exec", "--depsfile", File(own + ".deps.json"), "--runtimeconfig", File("Crossdock.Web.runtimeconfig.json"), File("Crossdock.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = database.Folder,
        };
        start.Environment["CROSSDOCK_DB"] = database.Location;
        start.Environment["CROSSDOCK_DATA"] = database.Folder;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = own;
        return Process.Start(start)!;
    }
}
