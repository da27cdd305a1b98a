using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Crossdock.Web;

/// <summary>A database that this process may use: owned (SQLite), safe, and at this version's schema.</summary>
public sealed class OpenedData : IAsyncDisposable
{
    private readonly FileOwnership? ownership;

    private OpenedData(Settings settings, Database database, FileOwnership? ownership)
    {
        Settings = settings;
        Database = database;
        this.ownership = ownership;
    }

    /// <summary>What was asked for.</summary>
    public Settings Settings { get; }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>Opens for writing: takes ownership, checks that commits are kept, and migrates. Says in one line why not.</summary>
    public static async Task<Result<OpenedData>> OpenAsync(Settings settings, CancellationToken cancel)
    {
        FileOwnership? ownership = null;
        if (Database.EngineOf(settings.Location) == Engine.Sqlite)
        {
            if (MakeFolder(settings.Location) is { } no) return no;
            if (FileOwnership.Take(settings.Location).Refused(out var owned, out ownership)) return owned;
        }

        var database = new Database(settings.Location, ModuleCatalog.All);
        if (await ComplaintAsync(database, cancel) is { } complaint)
        {
            await database.DisposeAsync();
            ownership?.Dispose();
            return Refusal.Invalid("web.bad_database", complaint);
        }

        return new OpenedData(settings, database, ownership);
    }

    /// <summary>Opens for reading only, beside a running server.</summary>
    public static Result<OpenedData> OpenToRead(Settings settings) =>
        Database.EngineOf(settings.Location) == Engine.Sqlite && !File.Exists(settings.Location)
            ? Refusal.NotFound("database", settings.Location)
            : new OpenedData(settings, new Database(settings.Location, ModuleCatalog.All), null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        ownership?.Dispose();
    }

    private static Refusal? MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusal.Invalid("web.bad_folder", $"The folder of {path} cannot be made: {exception.Message}");
        }
    }

    private static async Task<string?> ComplaintAsync(Database database, CancellationToken cancel)
    {
        try
        {
            return await SafeSettings.ComplaintAsync(database, cancel) ?? await SchemaSetup.RunAsync(database, cancel);
        }
        catch (Exception exception) when (exception is SqliteException or NpgsqlException or SocketException or TimeoutException)
        {
            return $"The database cannot be opened: {FirstLine(exception)}";
        }
    }

    private static string FirstLine(Exception exception) => exception.Message.ReplaceLineEndings("\n").Split('\n')[0];
}
