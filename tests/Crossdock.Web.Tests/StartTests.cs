using System.Diagnostics;

namespace Crossdock.Web.Tests;

/// <summary>The real binary, started with settings it must not accept, or stopped in the middle.</summary>
public sealed class StartTests
{
    private const string Binary = "Crossdock.Web";

    [Theory]
    [InlineData("CROSSDOCK_DATABSE", "x", "is not a setting")]
    [InlineData("CROSSDOCK_SAMPLE", "1", "is not a setting")]
    [InlineData("CROSSDOCK_DB", "Host=127.0.0.1;Databse=x;Username=y", "cannot be read as a connection string")]
    [InlineData("CROSSDOCK_DB", "Host=127.0.0.1;Port=many;Database=x;Username=y", "cannot be read as a connection string")]
    [InlineData("CROSSDOCK_DB", "Host=127.0.0.1;Username=y", "names no database")]
    [InlineData("CROSSDOCK_DB", "Host=127.0.0.1;Database=x", "names no user")]
    [InlineData("CROSSDOCK_DB", "Host=127.0.0.1;Port=1;Database=x;Username=y;Timeout=2", "cannot be opened")]
    [InlineData("CROSSDOCK_DB", "postgres://127.0.0.1/x", "neither a path nor a connection string")]
    [InlineData("CROSSDOCK_DB", "Data Source=x.db", "neither a path nor a connection string")]
    [InlineData("CROSSDOCK_DB", "{folder}", "names a folder")]
    [InlineData("CROSSDOCK_DB", "/proc/none/crossdock.db", "cannot be made")]
    [InlineData("CROSSDOCK_DATA", "{file}", "names a file")]
    [InlineData("CROSSDOCK_DB", "{file}", "cannot be opened")]
    [InlineData("ASPNETCORE_URLS", "not an address", "Cannot listen")]
    public async Task A_bad_setting_ends_the_start_with_78_and_one_line_that_says_why(string key, string value, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("crossdock-start-").FullName;
        try
        {
            var file = Path.Combine(folder, "noise.bin");
            await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);
            var (code, error) = await RunAsync(new() { ["CROSSDOCK_DATA"] = folder, [key] = value.Replace("{folder}", folder, StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal) });
            Assert.Equal(78, code);
            Assert.Contains(reason, error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd().Split('\n'));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_another_process_owns_is_left_alone()
    {
        await using var app = await CrossdockApp.StartAsync();
        var (code, error) = await RunAsync(new() { ["CROSSDOCK_DB"] = app.Database.SqlitePath });
        Assert.Equal(78, code);
        Assert.Contains("open in another process", error, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_database_of_a_newer_version_is_left_alone(Engine engine)
    {
        await using var test = await TestDatabase.MigratedAsync(engine);
        await using (var database = new Database(test.Location, ModuleCatalog.All))
        await using (var db = database.Open())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                db.Database, "INSERT INTO storage_migrations (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_Later', '99.0')");
        }

        var (code, error) = await RunAsync(new() { ["CROSSDOCK_DB"] = test.Location });
        Assert.Equal(78, code);
        Assert.Contains("29990101000000_Later", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_ends_with_0()
    {
        await using var test = await TestDatabase.MigratedAsync(Engine.Sqlite);
        using var process = Start(new() { ["CROSSDOCK_DB"] = test.Location, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("Application started", StringComparison.Ordinal)) continue;
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<(int Code, string Error)> RunAsync(Dictionary<string, string> settings)
    {
        using var process = Start(settings);
        using var most = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(most.Token);
            var error = await process.StandardError.ReadToEndAsync(most.Token);
            await output;
            await process.WaitForExitAsync(most.Token);
            return (process.ExitCode, error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, Binary), "serve")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return Process.Start(start)!;
    }
}
