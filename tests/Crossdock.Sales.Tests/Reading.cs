using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Sales.Tests;

/// <summary>What the ledgers of a shop say, in plain decimals.</summary>
internal static class Reading
{
    /// <summary>Balance of the account that plays a role, debit positive.</summary>
    public static Task<decimal> BalanceAsync(this Shop shop, AccountRole role) => shop.SumAsync(
        $"SELECT COALESCE(SUM(l.amount), 0) FROM books_lines l JOIN books_account_roles r ON r.account_id = l.account_id AND r.entity_id = l.entity_id WHERE r.role = {(int)role}", 10_000m);

    public static async Task<decimal> OnHandAsync(this Shop shop, string item) => await shop.OfItemAsync(item, "SUM(quantity) FROM inventory_positions");

    public static async Task<decimal> ReservedAsync(this Shop shop, string item) => await shop.OfItemAsync(item, "SUM(allocated) FROM inventory_positions");

    public static async Task<decimal> BackorderedAsync(this Shop shop, string item) => await shop.OfItemAsync(item, "SUM(backordered) FROM inventory_pools");

    public static async Task<decimal> AllocationLinesAsync(this Shop shop, string item)
    {
        var id = (await shop.FindItemAsync(item)).Id.Value;
        return await shop.SumAsync($"SELECT COALESCE(SUM(a.quantity), 0) FROM inventory_allocations a JOIN inventory_positions p ON p.id = a.position_id WHERE p.item_id = {id}", 1_000_000m);
    }

    /// <summary>On hand of one lot.</summary>
    public static async Task<decimal> OnHandAsync(this Shop shop, string item, string lot)
    {
        var id = (await shop.FindItemAsync(item)).Id.Value;
        return await shop.SumAsync($"SELECT COALESCE(SUM(p.quantity), 0) FROM inventory_positions p JOIN inventory_lots t ON t.id = p.lot_id WHERE p.item_id = {id} AND t.code = '{lot}'", 1_000_000m);
    }

    /// <summary>Allocated of one lot.</summary>
    public static async Task<decimal> ReservedAsync(this Shop shop, string item, string lot)
    {
        var id = (await shop.FindItemAsync(item)).Id.Value;
        return await shop.SumAsync($"SELECT COALESCE(SUM(p.allocated), 0) FROM inventory_positions p JOIN inventory_lots t ON t.id = p.lot_id WHERE p.item_id = {id} AND t.code = '{lot}'", 1_000_000m);
    }

    public static Task<decimal> CountAsync(this Shop shop, string table) => shop.SumAsync($"SELECT COUNT(*) FROM {table}", 1);

    /// <summary>What verification finds; empty when the books are sound.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(this Shop shop)
    {
        await using var db = shop.App.Database.Open();
        var problems = new List<string>();
        // Stock and some demands come here without orders and documents of their own: what stands behind them is proved where there are some.
        const int uninvoiced = 13;
        foreach (var check in shop.App.Services.GetServices<IVerification>().Where(c => c.Number != uninvoiced).OrderBy(c => c.Number))
            problems.AddRange((await check.RunAsync(db, 10, CancellationToken.None)).Where(f => !f.Message.StartsWith("no document TEST-", StringComparison.Ordinal) && !f.Message.StartsWith("no order line", StringComparison.Ordinal)).Select(f => $"{check.Number} {check.Name}: {f.Row} {f.Message}"));
        return problems;
    }

    /// <summary>Lines of a ledger.</summary>
    public static Task<List<LedgerRow>> RowsAsync(this Shop shop, string sql) =>
        shop.App.Database.ReadAsync(db => db.Database.SqlQueryRaw<LedgerRow>($"SELECT no AS \"No\", change AS \"Change\", balance AS \"Balance\" FROM ({sql}) AS walked ORDER BY no").ToListAsync());

    /// <summary>A number of the database.</summary>
    public static async Task<decimal> SumAsync(this Shop shop, string sql, decimal scale) =>
        (await shop.App.Database.ReadAsync(db => db.Database.SqlQueryRaw<long>($"SELECT CAST(({sql}) AS bigint) AS \"Value\"").ToListAsync()))[0] / scale;

    private static async Task<decimal> OfItemAsync(this Shop shop, string item, string what) =>
        await shop.SumAsync($"SELECT COALESCE({what.Replace(" FROM", ", 0) FROM", StringComparison.Ordinal)} WHERE item_id = {(await shop.FindItemAsync(item)).Id.Value}", 1_000_000m);
}

/// <summary>A line of a ledger as it was written.</summary>
internal sealed record LedgerRow(long No, long Change, long Balance);
