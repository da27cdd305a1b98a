using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crossdock.Bench;

/// <summary>
/// The floor of a document: the rows it adds, written by hand into copies of the tables with the same columns and as many indexes, without a
/// rule, a read or a check. SQLite: one writer, ten documents per commit. PostgreSQL: sixteen writers, one commit per document, each table's
/// rows by one statement over arrays, all statements in one round trip.
/// </summary>
internal sealed class RawRows : IAsyncDisposable
{
    private readonly List<Table> tables;
    private readonly List<DbConnection> connections = [];
    private readonly List<object> prepared = [];
    private long next = 1;

    private RawRows(Engine engine, List<Table> tables)
    {
        Engine = engine;
        this.tables = tables;
    }

    public Engine Engine { get; }

    /// <summary>How many write at once.</summary>
    public int Writers => Engine == Engine.Sqlite ? 1 : 16;

    /// <summary>Documents per call of <see cref="WriteAsync"/>.</summary>
    public int Together => Engine == Engine.Sqlite ? 10 : 1;

    public string Described => string.Join(", ", tables.Select(t => $"{t.Rows.Count} {t.Name}"));

    /// <summary>Watches which rows an act adds, and prepares to write as many.</summary>
    public static async Task<RawRows> OfAsync(Database database, Func<Task> act)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var names = await ListAsync(connection, database.Engine == Engine.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
        var before = await CountsAsync(connection, names);
        await act();
        await Task.Delay(500);
        var after = await CountsAsync(connection, names);
        var tables = new List<Table>();
        foreach (var name in names.Where(n => after[n] > before[n]))
            tables.Add(await Table.ReadAsync(connection, name, after[name] - before[name]));

        var raw = new RawRows(database.Engine, tables);
        foreach (var table in tables) await table.CopyAsync(connection, database.Engine);
        for (var i = 0; i < raw.Writers; i++) await raw.PrepareAsync(connection.ConnectionString);
        return raw;
    }

    public async Task WriteAsync(int writer)
    {
        if (Engine == Engine.Sqlite) WriteSqlite();
        else await WritePostgresAsync(writer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    private async Task PrepareAsync(string location)
    {
        // Beside the product's pools, so that neither takes connections from the other.
        DbConnection connection = Engine == Engine.Sqlite ? new SqliteConnection(location) : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(location) { Pooling = false }.ConnectionString);
        connections.Add(connection);
        await connection.OpenAsync();
        if (connection is SqliteConnection sqlite)
        {
            // The floor has the product's own settings.
            SqliteSettings.Apply(sqlite);
            prepared.Add(tables.ConvertAll(t => t.Command(sqlite)));
        }
        else
        {
            var batch = new NpgsqlBatch((NpgsqlConnection)connection);
            batch.BatchCommands.Add(new("BEGIN"));
            foreach (var table in tables) batch.BatchCommands.Add(table.Batch());
            batch.BatchCommands.Add(new("COMMIT"));
            prepared.Add(batch);
        }
    }

    private void WriteSqlite()
    {
        var connection = (SqliteConnection)connections[0];
        using var transaction = connection.BeginTransaction();
        foreach (var command in (List<SqliteCommand>)prepared[0]) command.Transaction = transaction;
        for (var document = 0; document < Together; document++)
        {
            for (var t = 0; t < tables.Count; t++)
            {
                var command = ((List<SqliteCommand>)prepared[0])[t];
                foreach (var row in tables[t].Rows)
                {
                    for (var c = 0; c < row.Length; c++) command.Parameters[c].Value = tables[t].Varies[c] ? Another(row[c]) : row[c];
                    command.ExecuteNonQuery();
                }
            }
        }

        transaction.Commit();
    }

    private async Task WritePostgresAsync(int writer)
    {
        var batch = (NpgsqlBatch)prepared[writer];
        for (var t = 0; t < tables.Count; t++)
        {
            var table = tables[t];
            for (var c = 0; c < table.Columns.Count; c++)
                batch.BatchCommands[t + 1].Parameters[c].Value = table.ArrayOf(c, table.Varies[c] ? Another : same => same);
        }

        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>A key nobody has yet, of the same type.</summary>
    private object Another(object value) => value switch
    {
        long => Interlocked.Increment(ref next),
        byte[] { Length: 16 } => Guid.CreateVersion7().ToByteArray(bigEndian: true),
        Guid => Guid.CreateVersion7(),
        string text => text[..Math.Min(4, text.Length)] + Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    private static async Task<Dictionary<string, long>> CountsAsync(DbConnection connection, List<string> names)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in names) counts[name] = long.Parse((await ListAsync(connection, $"SELECT COUNT(*) FROM {name}"))[0], CultureInfo.InvariantCulture);
        return counts;
    }

    internal static async Task<List<string>> ListAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return found;
    }

    /// <summary>A table the document writes, and the rows it wrote there.</summary>
    private sealed class Table(string name)
    {
        public string Name => name;

        public List<string> Columns { get; } = [];

        public List<string> Types { get; } = [];

        /// <summary>Columns whose value is new in every row: keys.</summary>
        public List<bool> Varies { get; } = [];

        public List<object[]> Rows { get; } = [];

        private string Copy => "floor_" + name;

        public static async Task<Table> ReadAsync(DbConnection connection, string name, long count)
        {
            var table = new Table(name);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {name} LIMIT {count}";
            await using var reader = await command.ExecuteReaderAsync();
            for (var c = 0; c < reader.FieldCount; c++)
            {
                table.Columns.Add(reader.GetName(c));
                table.Types.Add(reader.GetDataTypeName(c));
                table.Varies.Add(reader.GetName(c) is "id" or "number" or "document" or "posting_id" or "key" || reader.GetName(c).EndsWith("_id", StringComparison.Ordinal) && reader.GetFieldType(c) != typeof(int));
            }

            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                table.Rows.Add(row);
            }

            return table;
        }

        /// <summary>The copy has every index of the table, none of them unique: keys are made up.</summary>
        public async Task CopyAsync(DbConnection connection, Engine engine)
        {
            var indexes = await ListAsync(connection, engine == Engine.Sqlite
                ? $"SELECT group_concat(ic.name) FROM pragma_index_list('{name}') il JOIN pragma_index_info(il.name) ic WHERE ic.name IS NOT NULL GROUP BY il.name"
                : $"SELECT string_agg(quote_ident(a.attname), ',' ORDER BY k.n) FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY k(att, n), pg_attribute a WHERE i.indrelid = '{name}'::regclass AND a.attrelid = i.indrelid AND a.attnum = k.att GROUP BY i.indexrelid");
            await ListAsync(connection, $"CREATE TABLE {Copy} AS SELECT * FROM {name} WHERE 1 = 0");
            foreach (var (columns, n) in indexes.Select((columns, n) => (columns, n))) await ListAsync(connection, $"CREATE INDEX {Copy}_{n} ON {Copy} ({columns})");
        }

        public SqliteCommand Command(SqliteConnection connection)
        {
            var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO {Copy} VALUES ({string.Join(", ", Columns.Select((_, c) => "$" + c.ToString(CultureInfo.InvariantCulture)))})";
            for (var c = 0; c < Columns.Count; c++) command.Parameters.Add(new SqliteParameter("$" + c.ToString(CultureInfo.InvariantCulture), null));
            command.Prepare();
            return command;
        }

        public NpgsqlBatchCommand Batch()
        {
            var arrays = string.Join(", ", Types.Select((type, c) => string.Create(CultureInfo.InvariantCulture, $"${c + 1}::{type}[]")));
            var command = new NpgsqlBatchCommand($"INSERT INTO {Copy} SELECT * FROM unnest({arrays})");
            for (var c = 0; c < Columns.Count; c++) command.Parameters.Add(new NpgsqlParameter());
            return command;
        }

        public Array ArrayOf(int column, Func<object, object> value)
        {
            var sample = Rows.Select(r => r[column]).FirstOrDefault(v => v is not DBNull) ?? "";
            var type = sample.GetType();
            var array = Array.CreateInstance(type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type, Rows.Count);
            for (var r = 0; r < Rows.Count; r++) array.SetValue(Rows[r][column] is DBNull ? null : value(Rows[r][column]), r);
            return array;
        }
    }
}
