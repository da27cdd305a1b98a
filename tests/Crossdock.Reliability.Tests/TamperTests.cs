using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crossdock.Reliability.Tests;

public sealed class TamperTests(ITestOutputHelper output)
{
    private const int Corruptions = 40;

    /// <summary>One way to break each rule, the check that finds it and what its finding names.</summary>
    private static readonly (string Sql, int Check, string Names)[] Known =
    [
        ("UPDATE books_lines SET amount = amount + 100 WHERE journal_id = (SELECT MIN(journal_id) FROM books_lines) AND line = 1", 1, "books_journals"),
        ("UPDATE inventory_positions SET quantity = quantity + 1000000 WHERE id = (SELECT MIN(id) FROM inventory_positions WHERE quantity > 0)", 2, "inventory_positions"),
        ("UPDATE inventory_movements SET to_balance = to_balance + 1 WHERE id = (SELECT MIN(id) FROM inventory_movements WHERE to_balance IS NOT NULL)", 2, "inventory_movements"),
        ("UPDATE books_lines SET site_id = 2 WHERE site_id = 1 AND account_id IN (SELECT account_id FROM books_account_roles WHERE role = 1)", 3, "books account inventory"),
        ("UPDATE inventory_pools SET value = value + 100 WHERE id = (SELECT MIN(id) FROM inventory_pools WHERE quantity > 0)", 4, "inventory_pools"),
        ("UPDATE inventory_layers SET remaining = remaining - 1000000 WHERE id = (SELECT MIN(id) FROM inventory_layers WHERE remaining > 0)", 4, "inventory_pools"),
        ("UPDATE inventory_transits SET quantity = quantity + 1000000 WHERE id = (SELECT id FROM inventory_transits ORDER BY id LIMIT 1)", 4, "inventory_transits"),
        ("DELETE FROM inventory_allocations WHERE id = (SELECT MIN(id) FROM inventory_allocations)", 5, "inventory_"),
        ("UPDATE sales_lines SET shipped = shipped - 1000000, open = open + 1000000, invoiced = 0, returned = 0 WHERE id = (SELECT id FROM sales_lines WHERE shipped > 0 ORDER BY id LIMIT 1)", 6, "SO-"),
        ("UPDATE sales_lines SET invoiced = invoiced - 1000000 WHERE id = (SELECT id FROM sales_lines WHERE invoiced > 0 ORDER BY id LIMIT 1)", 6, "SO-"),
        ("UPDATE sales_lines SET returned = 0 WHERE returned > 0", 6, "SO-"),
        ("UPDATE sales_lines SET net = net + 100 WHERE id = (SELECT id FROM sales_lines ORDER BY id LIMIT 1)", 6, "SO-"),
        ("UPDATE inventory_demands SET shipped = shipped - 1000000 WHERE id = (SELECT id FROM inventory_demands WHERE shipped > 0 ORDER BY id LIMIT 1)", 6, "sales_lines SO-"),
        ("UPDATE sales_orders SET state = 4 WHERE id = (SELECT id FROM sales_orders WHERE state <> 4 ORDER BY id LIMIT 1)", 6, "sales_orders SO-"),
        ("UPDATE procurement_lines SET received = received + 1000000 WHERE id = (SELECT id FROM procurement_lines WHERE received > 0 ORDER BY id LIMIT 1)", 6, "procurement_lines PO-"),
        ("UPDATE procurement_lines SET returned = 0 WHERE returned > 0", 6, "procurement_lines PO-"),
        ("UPDATE procurement_lines SET invoiced = invoiced - 1000000 WHERE id = (SELECT id FROM procurement_lines WHERE invoiced > 0 ORDER BY id LIMIT 1)", 6, "procurement_lines PO-"),
        ("UPDATE warehouse_transfer_lines SET received = received - 1000000 WHERE id = (SELECT id FROM warehouse_transfer_lines WHERE received > 0 ORDER BY id LIMIT 1)", 6, "warehouse_transfer_lines TO-"),
        ("DELETE FROM sales_invoices WHERE number = 'SI-E1-000002'", 7, "SI-E1-000002"),
        ("DELETE FROM sales_invoices WHERE number = (SELECT MAX(number) FROM sales_invoices WHERE kind = 1)", 7, "SI-E1-"),
        ("UPDATE sales_invoices SET number = 'SI-E1-000077' WHERE number = 'SI-E1-000001'", 7, "SI-E1-000001"),
        ("UPDATE storage_counters SET next = next + 2 WHERE name = 'gapless:credit-note:E1'", 7, "CR-E1-"),
        ("UPDATE sales_invoices SET functional_total = functional_total + 100 WHERE number = 'SI-E1-000001'", 8, "sales_invoices SI-E1-000001"),
        ("UPDATE sales_invoice_lines SET net = net + 100 WHERE id = (SELECT id FROM sales_invoice_lines ORDER BY id LIMIT 1)", 8, "sales_invoice"),
        ("DELETE FROM warehouse_shipments WHERE id = (SELECT id FROM warehouse_shipments ORDER BY id LIMIT 1)", 8, "inventory_movements"),
        ("UPDATE warehouse_receipt_lines SET quantity = quantity + 1000000 WHERE id = (SELECT id FROM warehouse_receipt_lines ORDER BY id LIMIT 1)", 8, "warehouse_receipt_lines RC-"),
        ("UPDATE warehouse_shipment_lines SET cost = cost + 100 WHERE id = (SELECT id FROM warehouse_shipment_lines ORDER BY id LIMIT 1)", 8, "warehouse_shipment_lines SH-"),
        ("UPDATE payables_invoices SET payable = payable + 100 WHERE number = 'PI-000001'", 8, "payables_invoices PI-000001"),
        ("UPDATE payables_payments SET bank_value = bank_value + 100 WHERE id = (SELECT id FROM payables_payments ORDER BY id LIMIT 1)", 8, "payables_payments PY-"),
        ("UPDATE sales_payments SET advance = advance + 100 WHERE id = (SELECT id FROM sales_payments ORDER BY id LIMIT 1)", 8, "sales_payments PY-"),
        ("UPDATE storage_postings SET actor_id = actor_id + 1 WHERE id = (SELECT MAX(id) FROM storage_postings)", 9, "storage_postings"),
        ("DELETE FROM storage_seals WHERE seal_no = 3", 9, "storage_seals 4"),
        ("UPDATE sales_invoices SET day = day + 1 WHERE number = 'SI-E1-000001'", 9, "storage_postings"),
        ("UPDATE books_open_items SET open = open + 100 WHERE id = (SELECT id FROM books_open_items ORDER BY id LIMIT 1)", 12, "books_open_items"),
        ("UPDATE procurement_lines SET cleared_value = cleared_value + 100 WHERE id = (SELECT id FROM procurement_lines WHERE received > 0 ORDER BY id LIMIT 1)", 13, "procurement_lines PO-"),
    ];

    [Theory, EachDatabase]
    public async Task Each_rule_that_is_broken_behind_the_products_back_is_found_by_its_check_and_named(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await using var tampering = new Tampering(app);
        var missed = new List<string>();
        foreach (var (sql, check, names) in Known)
        {
            var found = await tampering.TryAsync(db => db.Database.ExecuteSqlRawAsync(sql)) ?? throw new InvalidOperationException("The database did not let it happen: " + sql);
            if (!found.Any(f => f.Check == check && f.Finding.Row.Contains(names, StringComparison.Ordinal)))
                missed.Add($"{sql}: {string.Join("; ", found.Select(f => $"{f.Check} {f.Finding.Row}"))}");
        }

        Assert.Empty(missed);
        Assert.Empty(await app.FindingsAsync());
    }

    [Theory, EachDatabase]
    public async Task Forty_random_corruptions_are_all_found(Engine engine)
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("CROSSDOCK_TEST_SEED") ?? "20261125", CultureInfo.InvariantCulture);
        var count = int.Parse(Environment.GetEnvironmentVariable("CROSSDOCK_TEST_CORRUPTIONS") ?? Corruptions.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}");
        await using var app = await StartAsync(engine);
        await using var tampering = new Tampering(app);
        var dice = new Random(seed);
        var missed = new List<string>();
        for (var done = 0; done < count;)
        {
            var corruption = await Corruption.DrawAsync(tampering, dice);
            if (corruption is null || await tampering.TryAsync(corruption.ApplyAsync) is not { } found) continue;
            done++;
            if (found.Count == 0) missed.Add(corruption.Words);
        }

        Assert.True(missed.Count == 0, $"{count - missed.Count} of {count} were found with seed {seed}; not found: {string.Join("; ", missed)}");
    }

    private static async Task<CrossdockApp> StartAsync(Engine engine)
    {
        var app = await CrossdockApp.StartAsync(engine, SignedInClient.As(() => SignedInClient.Actor()));
        using var client = app.Anonymous();
        var desk = new Desk(client);
        await Circle.FoundAsync(desk);
        await Circle.WorkAsync(desk);
        await app.SealedAsync();
        Assert.Empty(await app.FindingsAsync());
        return app;
    }
}

/// <summary>One thing done to one row, or to two.</summary>
/// <param name="Words">What it is, for people.</param>
/// <param name="Statements">What is run.</param>
internal sealed record Corruption(string Words, IReadOnlyList<string> Statements)
{
    public async Task<int> ApplyAsync(CrossdockDb db)
    {
        var rows = 0;
        foreach (var statement in Statements) rows += await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        return rows;
    }

    /// <summary>Draws a table, a row and a kind of damage. Null when this draw would change nothing.</summary>
    public static async Task<Corruption?> DrawAsync(Tampering tampering, Random dice)
    {
        var (table, keys, columns) = tampering.Tables[dice.Next(tampering.Tables.Count)];
        var order = string.Join(", ", keys);
        var rows = int.Parse((await tampering.ReadAsync($"SELECT CAST(COUNT(*) AS varchar(20)) AS \"Value\" FROM {table}"))[0], CultureInfo.InvariantCulture);
        if (rows == 0) return null;
        var (one, other) = (dice.Next(rows), dice.Next(rows));
        string Row(int number) => $"({order}) = (SELECT {order} FROM {table} ORDER BY {order} LIMIT 1 OFFSET {number})";
        var column = columns[dice.Next(columns.Count)];
        var name = column.GetColumnName();
        var kind = dice.Next(8);
        string Other(int number) => $"(SELECT x.{name} FROM (SELECT * FROM {table} ORDER BY {order} LIMIT 1 OFFSET {number}) x)";
        if (kind == 0) return new($"{table}: row {one} deleted", [$"DELETE FROM {table} WHERE {Row(one)}"]);
        if (kind <= 2)
        {
            return one == other ? null : new($"{table}.{name}: row {one} takes the value of row {other}", [$"UPDATE {table} SET {name} = {Other(other)} WHERE {Row(one)} AND ({name} <> {Other(other)} OR ({name} IS NULL) <> ({Other(other)} IS NULL))"]);
        }

        return Damage(column, tampering.Engine, dice) is { } damage ? new($"{table}.{name}: row {one} becomes {damage}", [$"UPDATE {table} SET {name} = {damage} WHERE {Row(one)} AND {name} IS NOT NULL AND {name} <> {damage}"]) : null;
    }

    private static string? Damage(IProperty column, Engine engine, Random dice)
    {
        var name = column.GetColumnName();
        var stored = column.GetTypeMapping().Converter?.ProviderClrType ?? column.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        if (stored.IsEnum) stored = typeof(int);
        if (stored == typeof(long) || stored == typeof(int))
        {
            return dice.Next(4) switch
            {
                0 => $"{name} + 1",
                1 => $"{name} - {dice.Next(1, 5_000)}",
                2 => $"-{name}",
                _ => $"{name} + {dice.Next(1, 3)}",
            };
        }

        if (name.EndsWith("_hash", StringComparison.Ordinal)) return engine == Engine.Sqlite ? "zeroblob(32)" : "sha256('broken')";
        if (stored == typeof(string)) return $"{name} || 'x'";
        return null;
    }
}
