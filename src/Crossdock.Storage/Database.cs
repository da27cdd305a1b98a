using System.Collections.Concurrent;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Crossdock.Storage;

/// <summary>Where the data are and how they are opened: a SQLite path or a PostgreSQL connection string.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly ConcurrentBag<CrossdockDb> readers = [];
    private readonly ModuleSet modules;
    private readonly string sqlitePath;
    private readonly NpgsqlDataSource? source;

    // Uses have connections of their own, whose statements are few and planned once: they find rows by their keys, whatever the values.
    private readonly NpgsqlDataSource? uses;

    // Numbers are drawn in the middle of a use, which already holds a connection: from the same pool, full of such uses, none would come.
    private readonly NpgsqlDataSource? aside;

    // The sealer and the listener keep one each; two are for reads, also those of masters in the middle of a use.
    private const int NotForUses = 4;
    private readonly int mostUsesAtOnce;
    private readonly DbContextOptions<CrossdockDb> readOptions;

    /// <summary>Describes a database; nothing is opened yet.</summary>
    /// <param name="location">A path to a SQLite file, or a PostgreSQL connection string ("Host=...;Database=...").</param>
    /// <param name="modules">The modules whose tables it holds.</param>
    public Database(string location, IReadOnlyList<IModule> modules)
    {
        Engine = EngineOf(location);
        this.modules = new(Engine, modules);
        sqlitePath = location;
        if (Engine == Engine.Postgres)
        {
            var builder = new NpgsqlDataSourceBuilder(location);
            builder.ConnectionStringBuilder.ApplicationName ??= "crossdock";
            if (!location.Contains("Timeout", StringComparison.OrdinalIgnoreCase)) builder.ConnectionStringBuilder.CommandTimeout = 60;
            if (builder.ConnectionStringBuilder.MaxAutoPrepare == 0) builder.ConnectionStringBuilder.MaxAutoPrepare = 200;

            // Nothing a use does outlives its transaction, so a connection goes back to the pool as it is.
            builder.ConnectionStringBuilder.NoResetOnClose = true;
            PoolSize = builder.ConnectionStringBuilder.MaxPoolSize;
            mostUsesAtOnce = Math.Max(1, Math.Min(PoolSize * 3 / 4, PoolSize - NotForUses));
            var text = builder.ConnectionString;
            uses = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(text)
            {
                MaxPoolSize = mostUsesAtOnce,
                MinPoolSize = 0,
                Options = $"{builder.ConnectionStringBuilder.Options} -c plan_cache_mode=force_generic_plan".Trim(),
            });
            aside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(text) { MaxPoolSize = 2, MinPoolSize = 0 });
            builder.ConnectionStringBuilder.MinPoolSize = 0;
            builder.ConnectionStringBuilder.MaxPoolSize = Math.Max(1, PoolSize - mostUsesAtOnce);
            source = builder.Build();
        }

        readOptions = Options(Engine == Engine.Sqlite ? null : source!.CreateConnection()).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }

    /// <summary>Which engine the location names.</summary>
    public static Engine EngineOf(string location) =>
        location.Contains("Host=", StringComparison.OrdinalIgnoreCase) || location.Contains("Server=", StringComparison.OrdinalIgnoreCase)
            ? Engine.Postgres
            : Engine.Sqlite;

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The PostgreSQL connections, or null on SQLite.</summary>
    public NpgsqlDataSource? Postgres => source;

    /// <summary>Path of the SQLite file (meaningless on PostgreSQL).</summary>
    public string SqlitePath => sqlitePath;

    /// <summary>The fewest PostgreSQL connections with which a node makes progress.</summary>
    internal const int FewestConnections = NotForUses + 1;

    internal int PoolSize { get; }

    internal ModuleSet Modules => modules;

    /// <summary>Runs a read. The context is fresh, does not track, and goes back to the pool.</summary>
    public async Task<T> ReadAsync<T>(Func<CrossdockDb, Task<T>> read)
    {
        var db = readers.TryTake(out var free) ? free : new CrossdockDb(ReadOptions(), modules);
        try
        {
            var answer = await read(db);
            db.ChangeTracker.Clear();
            readers.Add(db);
            return answer;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>A context of its own, for whoever disposes it (migrations, verification, design time).</summary>
    public CrossdockDb Open() => new(ReadOptions(), modules);

    /// <summary>Starts the commit engine. On SQLite this process becomes the one owner of the file.</summary>
    public CommitEngine OpenEngine(TimeProvider time, ILogger logger)
    {
        if (Engine == Engine.Postgres)
            return new PostgresEngine(uses!, aside!, mostUsesAtOnce, Writer, time, logger);
        var connection = OpenSqlite();
        return new SqliteEngine(connection, Writer, time, logger);
    }

    /// <summary>Opens a SQLite connection with the settings that keep acknowledged commits (WAL, FULL).</summary>
    public SqliteConnection OpenSqlite()
    {
        var connection = new SqliteConnection(SqliteText(sqlitePath));
        connection.Open();
        SqliteSettings.Apply(connection);
        return connection;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (readers.TryTake(out var db)) await db.DisposeAsync();
        if (source is not null) await source.DisposeAsync();
        if (uses is not null) await uses.DisposeAsync();
        if (aside is not null) await aside.DisposeAsync();
        if (Engine == Engine.Sqlite) SqliteConnection.ClearPool(new SqliteConnection(SqliteText(sqlitePath)));
    }

    private static string SqliteText(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();

    /// <summary>A context for the commit step, whose savepoints are the only ones: EF must neither open transactions nor savepoints of its own.</summary>
    private CrossdockDb Writer(System.Data.Common.DbConnection connection)
    {
        var db = new CrossdockDb(Options(connection, owned: false).Options, modules);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    private DbContextOptions<CrossdockDb> ReadOptions() => Engine == Engine.Sqlite
        ? readOptions
        : Options(source!.CreateConnection()).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;

    private DbContextOptionsBuilder<CrossdockDb> Options(System.Data.Common.DbConnection? connection, bool owned = true)
    {
        var builder = new DbContextOptionsBuilder<CrossdockDb>();
        builder.ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, ModuleModelKey>();
        if (Engine == Engine.Postgres)
        {
            builder.UseNpgsql(connection!, contextOwnsConnection: owned, o => o.MigrationsAssembly("Crossdock.Migrations.Postgres").MigrationsHistoryTable("storage_migrations"));
        }
        else
        {
            Action<Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder> sqlite =
                o => o.MigrationsAssembly("Crossdock.Migrations.Sqlite").MigrationsHistoryTable("storage_migrations");
            if (connection is null) builder.UseSqlite(SqliteText(sqlitePath), sqlite);
            else builder.UseSqlite(connection, sqlite);
            builder.ReplaceService<Microsoft.EntityFrameworkCore.Migrations.IMigrationsSqlGenerator, StrictSqliteGenerator>();
        }

        return builder;
    }
}

internal static class SqliteSettings
{
    public static void Apply(SqliteConnection connection)
    {
        // The writer itself copies the log into the file. Every 40 MB instead of every 4, a page that is written again and again is copied a tenth as often.
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA wal_autocheckpoint=10000;";
        command.ExecuteNonQuery();
    }
}
