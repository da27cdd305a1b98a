using System.Diagnostics;
using Crossdock.Inventory;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Bench;

/// <summary>Availability of one item over all sites, with a million positions behind it.</summary>
internal static class Looking
{
    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        foreach (var engine in pace.Engines)
        {
            await using var world = await World.StartAsync(engine, items: 1000, listen: false);
            await FillAsync(world, pace.Quick ? 100_000 : 1_000_000);
            var view = world.App.Get<StockView>();
            var times = new List<double>();
            for (var i = 0; i < (pace.Quick ? 300 : 1000); i++)
            {
                var item = new ItemId(1 + (i * 37 % 1000));
                var started = Stopwatch.GetTimestamp();
                await world.App.Database.ReadAsync(db => view.PartitionAsync(db, item, null, CancellationToken.None));
                if (i >= 100) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            times.Sort();
            yield return new($"availability of an item over all sites, p95, {engine}", "ms", times[(int)(times.Count * 0.95)], null, 10);
        }
    }

    /// <summary>
    /// Positions by the item and place tables' cross product, written straight into the table: reading is measured here, not posting.
    /// An item lies in some ten bins; the rest of the million are other items' (higher keys), as in a large group.
    /// </summary>
    private static async Task FillAsync(World world, int positions)
    {
        await using var db = world.App.Database.Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO inventory_positions (id, entity_id, site_id, place_id, item_id, lot_id, owner_id, handling_unit, condition, negative_allowed, quantity, allocated, entries, last_happened_at, last_posted_at, version)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
            SELECT 100000000 + i, 1, 1, 1 + i % 40, 1 + i % {1}, 0, 0, i, 2, {2}, 5000000, 0, 0, 0, 0, 0 FROM n
            """, positions, positions / 10, false);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
