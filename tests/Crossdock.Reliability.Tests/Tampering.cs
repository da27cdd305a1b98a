using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crossdock.Reliability.Tests;

/// <summary>
/// What an owner of the database can do behind the product's back: triggers and constraints are put to sleep, a row is changed, deleted,
/// swapped or tied to another. Everything happens in a transaction that is rolled back, so that one company serves all of it.
/// </summary>
internal sealed class Tampering(CrossdockApp app) : IAsyncDisposable
{
    private readonly CrossdockDb db = app.Database.Open();

    public Engine Engine => app.Engine;

    /// <summary>
    /// What verification does not vouch for, because nothing that was posted says what it should be: words for people, who and when of rows
    /// that are not part of a sealed posting, plans and promises, and versions.
    /// </summary>
    private static readonly HashSet<string> NotVouchedFor =
    [
        "version", "reason", "note", "reference", "customer_reference", "delivery_note", "carrier", "tracking", "about", "cancel_reason", "cancel_side", "credit_reason", "lost", "supplier_number", "number_key",
        "unit", "unit_quantity", "price_unit", "incoterm", "tolerance_hundredths", "prepared",
        "posted_at", "posted_by", "person_id", "happened_at", "source", "arrived_at", "created_at", "created_by", "entered_at", "entered_by", "released_at", "released_by", "shipped_by", "need_arose", "last_happened_at", "last_posted_at",
        "promised_day", "first_promised_day", "rank", "sequence", "ordered_at_entry", "price_at_entry", "free_at_entry", "requested_at_entry", "requested_day", "first_requested_day", "first_answered_at",
        "first_confirmed_day", "confirmed_day", "ship_day", "arrival_day", "cross_docked", "negative_allowed", "last_cost", "stage", "place_id", "condition", "handling_unit", "kept_at", "outside_reason", "hands", "agreed_price", "parted_from", "transfer_offers",
    ];

    /// <summary>Tables of ledgers and documents, with the columns that follow from something else.</summary>
    public IReadOnlyList<(string Table, string[] Keys, IReadOnlyList<IProperty> Columns)> Tables { get; } =
    [
        .. from type in app.Database.Open().Model.GetEntityTypes()
           let table = type.GetTableName()!
           where Vouched.Contains(table)
           orderby table
           select (table, type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()).ToArray(),
               (IReadOnlyList<IProperty>)type.GetProperties().Where(p => !NotVouchedFor.Contains(p.GetColumnName()) && Changeable(p)).OrderBy(p => p.GetColumnName(), StringComparer.Ordinal).ToList()),
    ];

    private static readonly HashSet<string> Vouched =
    [
        "books_journals", "books_lines", "books_open_entries", "books_open_items", "inventory_allocations", "inventory_demands", "inventory_layers", "inventory_movements", "inventory_pools", "inventory_positions",
        "inventory_supplies", "inventory_transits", "payables_invoice_lines", "payables_invoices", "payables_payment_lines", "payables_payments", "procurement_grni_entries", "procurement_lines", "procurement_orders",
        "sales_invoice_lines", "sales_invoice_taxes", "sales_invoices", "sales_lines", "sales_orders", "sales_payment_allocations", "sales_payments", "storage_facts", "storage_postings", "storage_seals",
        "warehouse_count_lines", "warehouse_customer_return_lines", "warehouse_customer_returns", "warehouse_documents", "warehouse_pick_lines", "warehouse_picks", "warehouse_receipt_lines", "warehouse_receipts",
        "warehouse_shipment_lines", "warehouse_shipments", "warehouse_supplier_return_lines", "warehouse_supplier_returns", "warehouse_transfer_lines", "warehouse_transfer_loads", "warehouse_transfers",
    ];

    /// <summary>Does something to the rows and answers what verification finds then; null when the database itself did not let it happen.</summary>
    public async Task<IReadOnlyList<(int Check, Finding Finding)>?> TryAsync(Func<CrossdockDb, Task<int>> tamper)
    {
        if (app.Engine == Engine.Sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SleepAsync();
        try
        {
            if (await tamper(db) == 0) return null;
        }
        catch (System.Data.Common.DbException)
        {
            return null;
        }

        var found = await app.FindingsAsync(db);
        await transaction.RollbackAsync();
        return found;
    }

    public Task<List<string>> ReadAsync(string sql) => db.Database.SqlQueryRaw<string>(sql).ToListAsync();

    public ValueTask DisposeAsync() => db.DisposeAsync();

    private async Task SleepAsync()
    {
        if (app.Engine == Engine.Postgres)
        {
            await db.Database.ExecuteSqlRawAsync("SET LOCAL session_replication_role = replica");
            return;
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA ignore_check_constraints = ON");
        foreach (var trigger in await ReadAsync("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")) await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{trigger}\"");
    }

    private static bool Changeable(IProperty property) => !property.IsPrimaryKey() || property.GetColumnName() == "seal_no";
}
