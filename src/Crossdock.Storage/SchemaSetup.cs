using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage;

/// <summary>Brings the schema up to date: migrations, then the walls around append-only tables, then views.</summary>
public static class SchemaSetup
{
    private const string Stamp = "schema.statements";

    /// <summary>Migrates an empty or older database; refuses a newer one with a sentence.</summary>
    public static async Task<string?> RunAsync(Database database, CancellationToken cancel)
    {
        if (database.Engine == Engine.Sqlite) await using (database.OpenSqlite()) { }
        await using var db = database.Open();
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet();
        var unknown = applied.FirstOrDefault(m => !known.Contains(m));
        if (unknown is not null) return $"The database has migration {unknown}, which this version does not know. Start a newer version.";
        if (!applied.SetEquals(known)) await db.Database.MigrateAsync(cancel);
        await CompleteAsync(db, [.. Statements(database)], cancel);
        return null;
    }

    /// <summary>Makes the schema of modules that have no migrations (tests of this project).</summary>
    internal static async Task CreateAsync(Database database, CancellationToken cancel)
    {
        if (database.Engine == Engine.Sqlite) await using (database.OpenSqlite()) { }
        await using var db = database.Open();
        await db.Database.EnsureCreatedAsync(cancel);
        await CompleteAsync(db, [.. Statements(database)], cancel);
    }

    /// <summary>
    /// Runs the statements in one transaction, and only when they differ from those that ran last: replacing a trigger locks its
    /// table, and other nodes may be posting.
    /// </summary>
    private static async Task CompleteAsync(CrossdockDb db, IReadOnlyList<string> statements, CancellationToken cancel)
    {
        var stamp = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', statements))));
        if (await db.Set<Setting>().AnyAsync(s => s.Name == Stamp && s.Value == stamp, cancel)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), cancel);
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO storage_settings (name, value) VALUES ({0}, {1}) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [Stamp, stamp], cancel);
        await transaction.CommitAsync(cancel);
    }

    private static IEnumerable<string> Statements(Database database)
    {
        var tables = StorageTables.AppendOnly.Concat(database.Modules.Modules.SelectMany(m => m.AppendOnlyTables));
        if (database.Engine == Engine.Postgres)
        {
            yield return """
                CREATE OR REPLACE FUNCTION crossdock_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'ledger rows are never changed: % on %', TG_OP, TG_TABLE_NAME; END $$
                """;
        }

        foreach (var table in tables)
        {
            if (database.Engine == Engine.Sqlite)
            {
                yield return $"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'ledger rows are never changed'); END";
                yield return $"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'ledger rows are never changed'); END";
            }
            else
            {
                yield return $"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION crossdock_append_only()";
                yield return $"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION crossdock_append_only()";
            }
        }

        foreach (var module in database.Modules.Modules)
            foreach (var statement in module.SchemaStatements(database.Engine))
                yield return statement;
    }
}
