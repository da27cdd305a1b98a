using System.Reflection;
using Crossdock.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crossdock.Web.Tests;

public sealed class SchemaTests
{
    private static IEnumerable<string> LedgerTables => StorageTables.AppendOnly.Concat(ModuleCatalog.All.SelectMany(m => m.AppendOnlyTables));

    [Theory, EachDatabase]
    public async Task The_migrations_match_the_model(Engine engine)
    {
        await using var test = await TestDatabase.MigratedAsync(engine);
        await using var database = new Database(test.Location, ModuleCatalog.All);
        await using var db = database.Open();
        Assert.False(db.Database.HasPendingModelChanges(), "The tables changed: run tools/migrations.");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Theory, EachDatabase]
    public async Task Every_table_carries_the_name_of_its_module(Engine engine)
    {
        await using var test = await TestDatabase.MigratedAsync(engine);
        await using var database = new Database(test.Location, ModuleCatalog.All);
        await using var db = database.Open();
        var modules = ModuleCatalog.All.ToDictionary(m => m.GetType().Assembly, m => m.Name);
        var strangers = db.Model.GetEntityTypes().Where(e => modules.TryGetValue(e.ClrType.Assembly, out var module) && e.GetTableName()?.StartsWith(module + "_", StringComparison.Ordinal) == false);
        Assert.Empty(strangers.Select(e => e.GetTableName()));
    }

    [Fact]
    public async Task Every_sqlite_table_is_strict()
    {
        await using var test = await TestDatabase.MigratedAsync(Engine.Sqlite);
        await using var database = new Database(test.Location, ModuleCatalog.All);
        await using var db = database.Open();
        var loose = await db.Database.SqlQueryRaw<string>(
            "SELECT name AS Value FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock'").ToListAsync();
        Assert.Empty(loose);
    }

    [Fact]
    public async Task Sqlite_guards_every_ledger_table_against_update_and_delete()
    {
        await using var test = await TestDatabase.MigratedAsync(Engine.Sqlite);
        await using var database = new Database(test.Location, ModuleCatalog.All);
        await using var db = database.Open();
        foreach (var table in LedgerTables)
        {
            var guards = await db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {0}", table).ToListAsync();
            Assert.Contains(guards, g => g.Contains("BEFORE UPDATE ON " + table, StringComparison.Ordinal) && g.Contains("RAISE(ABORT", StringComparison.Ordinal));
            Assert.Contains(guards, g => g.Contains("BEFORE DELETE ON " + table, StringComparison.Ordinal) && g.Contains("RAISE(ABORT", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task PostgreSql_guards_every_ledger_table_against_update_delete_and_truncate()
    {
        await using var test = await TestDatabase.MigratedAsync(Engine.Postgres);
        await using var source = NpgsqlDataSource.Create(test.Location);
        foreach (var table in LedgerTables)
        {
            await using var truncate = source.CreateCommand($"TRUNCATE {table} CASCADE");
            Assert.Contains("never changed", (await Assert.ThrowsAsync<PostgresException>(() => truncate.ExecuteNonQueryAsync())).MessageText, StringComparison.Ordinal);
            await using var guards = source.CreateCommand(
                $"SELECT string_agg(pg_get_triggerdef(oid), ';') FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND tgenabled = 'O'");
            Assert.Contains("BEFORE DELETE OR UPDATE ON", (string)(await guards.ExecuteScalarAsync())!, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task The_ledger_writer_knows_the_columns_of_its_tables(Engine engine)
    {
        await using var test = await TestDatabase.MigratedAsync(engine);
        await using var database = new Database(test.Location, ModuleCatalog.All);
        await using var db = database.Open();
        var tables = db.Model.GetRelationalModel().Tables.ToDictionary(t => t.Name, t => t.Columns.ToDictionary(c => c.Name));
        var wrong = new List<string>();
        foreach (var (statement, where) in Statements())
        {
            var map = statement.GetType().GetProperty("Map", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(statement)!;
            var table = (string)map.GetType().GetProperty("Table")!.GetValue(map)!;
            if (engine == Engine.Sqlite && table == "storage_pending_seals") continue;
            if (!tables.TryGetValue(table, out var known))
            {
                wrong.Add($"{where}: there is no table {table}");
                continue;
            }

            var used = ((System.Collections.IEnumerable)map.GetType().GetProperty("Columns", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(map)!)
                .Cast<object>().Select(c => (string)c.GetType().GetProperty("Name")!.GetValue(c)!).ToHashSet();
            if (statement.GetType().GetGenericTypeDefinition() == typeof(RowUpdate<>)) continue;
            wrong.AddRange(used.Where(c => !known.ContainsKey(c)).Select(c => $"{where}: {table} has no column {c}"));
            if (statement.GetType().GetGenericTypeDefinition() == typeof(RowInsert<>))
                wrong.AddRange(known.Values.Where(c => !used.Contains(c.Name) && !c.IsNullable && c.PropertyMappings.All(m => m.Property.GetDefaultValueSql() is null && m.Property.ValueGenerated == Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never)).Select(c => $"{where}: {table}.{c.Name} is never written"));
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<(object Statement, string Where)> Statements() =>
        from type in Catalog.Assemblies.SelectMany(a => a.GetTypes())
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        where IsStatement(field.FieldType)
        let statement = field.GetValue(null)
        where statement is not null
        select (statement, $"{type.Name}.{field.Name}");

    private static bool IsStatement(Type? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RowStatement<>)) return true;
        return false;
    }
}
