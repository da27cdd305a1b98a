using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage;

/// <summary>Brings the schema up to date: migrations, then the walls around append-only tables, then views.</summary>
public static class SchemaSetup
{
    /// <summary>Migrates an empty or older database; refuses a newer one with a sentence.</summary>
    public static async Task<string?> RunAsync(Database database, CancellationToken cancel)
    {
        if (database.Engine == Engine.Sqlite) await using (database.OpenSqlite()) { }
        await using var db = database.Open();
        var known = db.Database.GetMigrations().ToHashSet();
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancel)).FirstOrDefault(m => !known.Contains(m));
        if (unknown is not null) return $"The database has migration {unknown}, which this version does not know. Start a newer version.";
        await db.Database.MigrateAsync(cancel);
        foreach (var statement in Statements(database)) await db.Database.ExecuteSqlRawAsync(statement, cancel);
        return null;
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
