using Crossdock.Web;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Crossdock.Testing;

/// <summary>A database of its own for one test, gone when disposed. Migrated ones are copies of a template made once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);

    private TestDatabase(Engine engine, string location, string folder)
    {
        Engine = engine;
        Location = location;
        Folder = folder;
    }

    /// <summary>Its engine.</summary>
    public Engine Engine { get; }

    /// <summary>SQLite path or PostgreSQL connection string.</summary>
    public string Location { get; }

    /// <summary>A folder of its own, for files.</summary>
    public string Folder { get; }

    /// <summary>What the product is told to open it.</summary>
    public Settings Settings => new(Location, Folder);

    /// <summary>A database at this version's schema, without any data.</summary>
    public static async Task<TestDatabase> MigratedAsync(Engine engine)
    {
        var folder = NewFolder();
        if (engine == Engine.Postgres) return new(engine, await CreatePostgresAsync(await PostgresTemplate.Value), folder);
        var path = Path.Combine(folder, "crossdock.db");
        File.Copy(await SqliteTemplate.Value, path);
        return new(engine, path, folder);
    }

    /// <summary>A database without any table.</summary>
    public static async Task<TestDatabase> EmptyAsync(Engine engine)
    {
        var folder = NewFolder();
        return engine == Engine.Postgres
            ? new(engine, await CreatePostgresAsync("template0"), folder)
            : new(engine, Path.Combine(folder, "crossdock.db"), folder);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Engine == Engine.Postgres)
        {
            var name = new NpgsqlConnectionStringBuilder(Location).Database;
            await RunAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("crossdock-test-").FullName;

    private static async Task<string> CreatePostgresAsync(string template)
    {
        var name = "crossdock_test_" + Guid.CreateVersion7().ToString("N");
        await RunAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return Named(name);
    }

    private static string Named(string database) =>
        new NpgsqlConnectionStringBuilder(TestServers.NeededPostgres) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestServers.NeededPostgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var folder = NewFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = Path.Combine(folder, "template.db");
        await MigrateAsync(path, folder);
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        return path;
    }

    /// <summary>One template per build, shared by all test processes of a run: whoever comes first makes it under another name and renames it.</summary>
    private static async Task<string> MakePostgresTemplateAsync()
    {
        var name = "crossdock_template_" + typeof(Settings).Assembly.ManifestModule.ModuleVersionId.ToString("N");
        await using var connection = new NpgsqlConnection(TestServers.NeededPostgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(7305)", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"SELECT 1 FROM pg_database WHERE datname = '{name}'";
        if (await command.ExecuteScalarAsync() is not null) return name;
        var made = name[..40] + "_new";
        command.CommandText = $"DROP DATABASE IF EXISTS \"{made}\" WITH (FORCE)";
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"CREATE DATABASE \"{made}\" TEMPLATE template0";
        await command.ExecuteNonQueryAsync();
        await MigrateAsync(Named(made), ".");
        command.CommandText = $"ALTER DATABASE \"{made}\" RENAME TO \"{name}\"";
        await command.ExecuteNonQueryAsync();
        return name;
    }

    private static async Task MigrateAsync(string location, string folder)
    {
        if ((await OpenedData.OpenAsync(new Settings(location, folder), CancellationToken.None)).Refused(out var no, out var data))
            throw new InvalidOperationException(no.Message);
        await data.DisposeAsync();
    }
}
