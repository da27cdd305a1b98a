using System.Collections;
using Crossdock.Storage.Mailing;
using Npgsql;

namespace Crossdock.Web;

/// <summary>Where the data are. Read from the environment; anything that is not understood stops the start.</summary>
/// <param name="Location">A SQLite path or a PostgreSQL connection string.</param>
/// <param name="DataFolder">Folder for everything that is kept in files.</param>
public sealed record Settings(string Location, string DataFolder)
{
    /// <summary>Names the database: a SQLite path or a PostgreSQL connection string.</summary>
    public const string DatabaseKey = "CROSSDOCK_DB";

    /// <summary>Names the data folder.</summary>
    public const string DataKey = "CROSSDOCK_DATA";

    /// <summary>Names the mail server documents are sent through, <c>smtps://user:password@host:port?from=address</c>.</summary>
    public const string MailKey = "CROSSDOCK_MAIL";

    private const string Prefix = "CROSSDOCK_";
    private const string TestPrefix = "CROSSDOCK_TEST_";
    private static readonly string[] Known = [DatabaseKey, DataKey, MailKey];

    /// <summary>The mail server; null when documents are not mailed.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>True to load the sample company into an empty database.</summary>
    public bool Sample { get; init; }

    /// <summary>How fast the sample company lives on after its loading, company time over real time; null when it does not.</summary>
    public double? LiveSpeed { get; init; }

    /// <summary>Reads the settings, or says in one line what is wrong with them.</summary>
    public static Result<Settings> Read(IDictionary environment)
    {
        if (Places(environment).Refused(out var refusal, out var settings)) return refusal;
        if (Text(environment, MailKey) is not { } mail) return settings;
        return MailSettings.Read(mail).Refused(out refusal, out var server) ? Bad($"{MailKey}: {refusal.Message}") : settings with { Mail = server };
    }

    private static Result<Settings> Places(IDictionary environment)
    {
        foreach (var name in environment.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith(TestPrefix, StringComparison.Ordinal)) continue;
            if (!Known.Contains(name)) return Bad($"{name} is not a setting. Known are {string.Join(", ", Known)}.");
        }

        var folder = Text(environment, DataKey) ?? ".data";
        if (File.Exists(folder)) return Bad($"{DataKey} names a file, not a folder: {folder}");
        folder = Path.GetFullPath(folder);
        var location = Text(environment, DatabaseKey) ?? Path.Combine(folder, "crossdock.db");
        if (Database.EngineOf(location) == Engine.Postgres) return Postgres(location, folder);
        if (location.Contains("://", StringComparison.Ordinal) || location.Contains('=', StringComparison.Ordinal))
            return Bad($"{DatabaseKey} is neither a path nor a connection string like 'Host=...;Database=...;Username=...'.");
        return Directory.Exists(location) ? Bad($"{DatabaseKey} names a folder, not a file: {location}") : new Settings(Path.GetFullPath(location), folder);
    }

    private static Result<Settings> Postgres(string location, string folder)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(location);
            if (string.IsNullOrEmpty(parts.Database)) return Bad($"{DatabaseKey} names no database: add 'Database=...'.");
            return string.IsNullOrEmpty(parts.Username) ? Bad($"{DatabaseKey} names no user: add 'Username=...'.") : new Settings(location, folder);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            return Bad($"{DatabaseKey} cannot be read as a connection string: {exception.Message}");
        }
    }

    private static string? Text(IDictionary environment, string key) => environment[key] is string { Length: > 0 } text ? text : null;

    private static Refusal Bad(string message) => Refusal.Invalid("web.bad_setting", message);
}
