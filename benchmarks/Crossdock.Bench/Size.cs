using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Bench;

/// <summary>What one-line movements take on disk with value, journal, audit and facts.</summary>
internal static class Size
{
    private const int Callers = 16;

    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        foreach (var engine in pace.Engines)
        {
            await using var world = await World.StartAsync(engine, items: 200, listen: false);
            var many = pace.Quick ? 5_000 : 100_000;
            var use = world.App.Get<Warehouse.Adjusting.AdjustStock>();
            var clerk = Actor.System("bench");
            var before = await BytesAsync(world);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                for (var i = caller; i < many; i += Callers)
                {
                    var request = new Warehouse.Adjusting.AdjustStockRequest("A", $"B{1 + (i % 40)}", $"I{i % 200}", Quantity.Units(1), "FOUND");
                    if ((await world.App.RunAsync(use, request, clerk, Guid.NewGuid().ToString("N"))).Refused(out var no, out _)) throw new InvalidOperationException(no.Message);
                }
            }));
            var megabytes = (await BytesAsync(world) - before) / 1048576.0 * 100_000 / many;
            if (engine == Engine.Postgres) await Console.Error.WriteLineAsync($"  {engine}, largest: {await LargestAsync(world)}");
            yield return new($"100,000 one-line movements with value, journal, audit and facts, {engine}", "MB", megabytes, null, 100);
        }
    }

    private static async Task<string> LargestAsync(World world)
    {
        await using var db = world.App.Database.Open();
        await db.Database.OpenConnectionAsync();
        return string.Join(", ", await RawRows.ListAsync(db.Database.GetDbConnection(),
            "SELECT relname || ' ' || pg_relation_size(oid) / 1024 || ' KB' FROM pg_class WHERE relkind IN ('r', 'i') ORDER BY pg_relation_size(oid) DESC LIMIT 25"));
    }

    private static async Task<long> BytesAsync(World world)
    {
        await world.App.SettledAsync();
        await using var db = world.App.Database.Open();
        var sql = world.App.Engine == Engine.Sqlite
            ? "SELECT (page_count - freelist_count) * page_size AS \"Value\" FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()"
            : "SELECT pg_database_size(current_database()) AS \"Value\"";
        return await db.Database.SqlQueryRaw<long>(sql).SingleAsync();
    }
}
