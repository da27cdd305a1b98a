using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Inventory.Tests;

public sealed class TamperTests
{
    /// <summary>What an owner of the database could do behind the product's back, and the check that finds it.</summary>
    public static TheoryData<string, int> Tamperings => new()
    {
        { "UPDATE inventory_movements SET quantity = quantity + 1000000 WHERE id = (SELECT MIN(id) FROM inventory_movements)", 9 },
        { "UPDATE inventory_movements SET happened_at = happened_at - 86400000000 WHERE id = (SELECT MAX(id) FROM inventory_movements)", 9 },
        { "DELETE FROM inventory_movements WHERE id = (SELECT MAX(id) FROM inventory_movements)", 9 },
        { "UPDATE books_lines SET amount = amount + 100 WHERE journal_id = (SELECT MIN(journal_id) FROM books_lines) AND line = 1", 9 },
        { "UPDATE books_lines SET amount = amount + 100 WHERE journal_id = (SELECT MIN(journal_id) FROM books_lines) AND line = 1", 1 },
        { "UPDATE storage_postings SET actor_id = actor_id + 1 WHERE id = (SELECT MAX(id) FROM storage_postings)", 9 },
        { "DELETE FROM storage_seals WHERE seal_no = 3", 9 },
        { "UPDATE storage_facts SET body = '{{}}' WHERE posting_id = (SELECT MAX(posting_id) FROM storage_facts) AND sequence = 1", 9 },
        { "UPDATE inventory_positions SET quantity = quantity + 1000000 WHERE quantity > 0", 2 },
        { "UPDATE inventory_pools SET value = value + 100 WHERE quantity > 0", 4 },
        { "UPDATE inventory_positions SET allocated = 1000000 WHERE quantity > 1000000", 5 },
    };

    [Theory, MemberData(nameof(Tamperings))]
    public async Task A_row_changed_behind_the_products_back_is_found(string sql, int check)
    {
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            if (engine == Engine.Postgres && TestServers.Postgres is null && TestServers.MaySkipPostgres) continue;
            await using var world = await LedgerWorld.StartAsync(engine);
            var item = await world.ItemAsync("X");
            await world.PostAsync(await world.ReceiptAsync(item, 10, 100m));
            await world.PostAsync(await world.IssueAsync(item, 3));
            await world.SealedAsync();
            await world.ShouldAgreeAsync();
            await using var db = world.App.Database.Open();
            foreach (var table in new[] { "inventory_movements", "books_lines", "storage_postings", "storage_seals", "storage_facts" })
            {
                if (engine == Engine.Sqlite)
                {
                    await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER {table}_no_update");
                    await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER {table}_no_delete");
                }
                else
                {
                    await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER {table}_append_only ON {table}");
                }
            }

            Assert.True(await db.Database.ExecuteSqlRawAsync(sql) > 0);
            var found = await world.App.Services.GetServices<IVerification>().Single(c => c.Number == check).RunAsync(db, 10, CancellationToken.None);
            Assert.NotEmpty(found);
        }
    }
}
