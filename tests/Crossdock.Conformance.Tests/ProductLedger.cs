using System.Data.Common;
using System.Globalization;
using Crossdock.Books;
using Crossdock.Model;
using Microsoft.EntityFrameworkCore;
using Account = Crossdock.Model.Account;
using Condition = Crossdock.Inventory.Condition;

namespace Crossdock.Conformance.Tests;

/// <summary>
/// What the product's tables say about one company, in the words of <see cref="LedgerStatement"/>, and the invariants A to E worked out from
/// the rows. The state is read whole after every command; journals and movements, which only grow, from where the last reading ended.
/// </summary>
internal sealed class ProductLedger : IAsyncDisposable
{
    private static readonly Dictionary<AccountRole, Account> Accounts = new()
    {
        [AccountRole.Inventory] = Account.Inventory,
        [AccountRole.InTransit] = Account.InTransit,
        [AccountRole.GoodsReceivedNotInvoiced] = Account.ReceivedNotInvoiced,
        [AccountRole.Payables] = Account.Payables,
        [AccountRole.Receivables] = Account.Receivables,
        [AccountRole.Bank] = Account.Bank,
        [AccountRole.SupplierAdvances] = Account.Advances,
        [AccountRole.CostOfGoodsSold] = Account.CostOfGoods,
        [AccountRole.Sales] = Account.Sales,
        [AccountRole.PriceVariance] = Account.PriceVariance,
        [AccountRole.Adjustment] = Account.Adjustment,
        [AccountRole.Scrap] = Account.Scrap,
        [AccountRole.LandedCostClearing] = Account.LandedCostClearing,
    };

    private readonly CrossdockDb db;
    private readonly DbConnection connection;
    private readonly Dictionary<int, int> siteOf;
    private readonly Dictionary<int, int> entityOf;
    private readonly string sites;
    private readonly string entities;
    private readonly Dictionary<int, string> items = [];
    private readonly Dictionary<long, string> lots = [];
    private readonly Dictionary<long, string> places = [];
    private readonly Dictionary<long, (int Entity, AccountRole Role)> roles = [];
    private readonly Dictionary<(int Entity, AccountRole Role, int? Site), long> balances = [];
    private readonly Dictionary<long, (long Entries, long Quantity)> positions = [];
    private readonly Dictionary<long, (long Entries, long Quantity, long Value)> pools = [];
    private readonly Dictionary<int, long> stockAt = [];
    private readonly string prefix;
    private string itemIds = "0";
    private long lastJournal;
    private long lastMovement;

    private ProductLedger(Company company, CrossdockDb db)
    {
        this.db = db;
        connection = db.Database.GetDbConnection();
        prefix = company.ItemCode("");
        siteOf = company.Sites.ToDictionary(s => s.Value, s => s.Key);
        entityOf = company.Entities.ToDictionary(e => e.Value, e => e.Key);
        sites = string.Join(", ", siteOf.Keys);
        entities = string.Join(", ", entityOf.Keys);
    }

    public static async Task<ProductLedger> OpenAsync(Company company)
    {
        var ledger = new ProductLedger(company, company.App.Database.Open());
        await ledger.db.Database.OpenConnectionAsync();
        await ledger.EachAsync($"SELECT account_id, entity_id, role FROM books_account_roles WHERE entity_id IN ({ledger.entities})",
            r => ledger.roles[r.GetInt64(0)] = (ledger.entityOf[r.GetInt32(1)], (AccountRole)r.GetInt32(2)));
        await ledger.EachAsync($"SELECT id, code FROM organisation_places WHERE site_id IN ({ledger.sites})", r => ledger.places[r.GetInt64(0)] = r.GetString(1));
        await ledger.EachAsync("SELECT COALESCE(MAX(id), 0) FROM books_journals", r => ledger.lastJournal = r.GetInt64(0));
        await ledger.EachAsync("SELECT COALESCE(MAX(id), 0) FROM inventory_movements", r => ledger.lastMovement = r.GetInt64(0));
        return ledger;
    }

    /// <summary>Reads what is new, checks it, and answers the state as sorted lines and what is broken.</summary>
    public async Task<(IReadOnlyList<string> Lines, IReadOnlyList<string> Broken)> ReadAsync(IReadOnlyDictionary<int, MadeDocument> made)
    {
        var lines = new List<string>();
        var broken = new List<string>();
        await JournalsAsync(broken);
        await MovementsAsync(broken);
        await PositionsAsync(lines, broken);
        await PoolsAsync(lines, broken);
        await CommitmentsAsync(broken);
        await TransitsAsync(lines, broken, made);
        await OrdersAsync(lines, broken, made);
        foreach (var ((entity, role, site), amount) in balances.Where(b => b.Value != 0))
            lines.Add(Accounts.TryGetValue(role, out var account)
                ? LedgerStatement.Account(entity, account, account == Account.Inventory ? site : null, Cents(amount, broken, $"account {role}"))
                : $"account {entity} {role}: {amount} ten-thousandths, which the model does not know");
        lines.Sort(StringComparer.Ordinal);
        return (lines, broken);
    }

    /// <summary>A: each journal adds up to nothing, and so do the books of each entity.</summary>
    private async Task JournalsAsync(List<string> broken)
    {
        var sums = new Dictionary<long, (long Amount, long Document)>();
        await EachAsync($"SELECT journal_id, account_id, site_id, amount, document_amount, entity_id FROM books_lines WHERE journal_id > {lastJournal} AND entity_id IN ({entities})", r =>
        {
            var (journal, amount) = (r.GetInt64(0), r.GetInt64(3));
            lastJournal = Math.Max(lastJournal, journal);
            var sum = sums.GetValueOrDefault(journal);
            sums[journal] = (sum.Amount + amount, sum.Document + r.GetInt64(4));
            if (!roles.TryGetValue(r.GetInt64(1), out var of)) { broken.Add($"A: journal {journal} posts to an account that no role knows"); return; }
            var site = of.Role == AccountRole.Inventory ? siteOf[r.GetInt32(2)] : (int?)null;
            balances[(of.Entity, of.Role, site)] = balances.GetValueOrDefault((of.Entity, of.Role, site)) + amount;
        });
        broken.AddRange(sums.Where(s => s.Value != (0, 0)).Select(s => $"A: journal {s.Key} is off by {s.Value}"));
        foreach (var entity in entityOf.Values)
            if (balances.Where(b => b.Key.Entity == entity).Sum(b => b.Value) is var sum && sum != 0) broken.Add($"A: the books of entity {entity} are off by {sum}");
        if (sums.Count == 0) return;
        await EachAsync($"SELECT j.id FROM books_journals j LEFT JOIN storage_postings p ON p.id = j.posting_id WHERE j.id IN ({string.Join(", ", sums.Keys)}) AND (p.id IS NULL OR j.document = '')",
            r => broken.Add($"E: journal {r.GetInt64(0)} leads to no document or posting"));
    }

    /// <summary>B: entries of positions and pools are numbered without gaps and leave the balance they say. E: they lead to a posting.</summary>
    private async Task MovementsAsync(List<string> broken)
    {
        const string columns = "m.id, m.quantity, m.from_position_id, m.from_no, m.from_balance, m.to_position_id, m.to_no, m.to_balance, "
            + "m.from_pool_id, m.from_pool_no, m.from_value, m.from_pool_quantity, m.from_pool_value, m.to_pool_id, m.to_pool_no, m.to_value, m.to_pool_quantity, m.to_pool_value, m.kind, p.id, m.document";
        await EachAsync($"SELECT {columns} FROM inventory_movements m LEFT JOIN storage_postings p ON p.id = m.posting_id WHERE m.id > {lastMovement} AND m.entity_id IN ({entities}) ORDER BY m.id", r =>
        {
            var (id, quantity) = (r.GetInt64(0), r.GetInt64(1));
            lastMovement = id;
            Step(r, 2, -quantity);
            Step(r, 5, quantity);
            Flow(r, 8, -1);
            Flow(r, 13, 1);
            if (r.IsDBNull(19) || r.GetString(20).Length == 0) broken.Add($"E: movement {id} leads to no posting or document");
        });

        void Step(DbDataReader r, int at, long quantity)
        {
            if (r.IsDBNull(at)) return;
            var before = positions.GetValueOrDefault(r.GetInt64(at));
            var after = (Entries: before.Entries + 1, Quantity: before.Quantity + quantity);
            if (after != (r.GetInt64(at + 1), r.GetInt64(at + 2))) broken.Add($"B: movement {r.GetInt64(0)} says entry {r.GetInt64(at + 1)} leaves {r.GetInt64(at + 2)}, its position had {before}");
            positions[r.GetInt64(at)] = after;
        }

        void Flow(DbDataReader r, int at, int sign)
        {
            if (r.IsDBNull(at)) return;
            var before = pools.GetValueOrDefault(r.GetInt64(at));
            var after = (Entries: before.Entries + 1, Quantity: before.Quantity + (sign * r.GetInt64(1)), Value: before.Value + (sign * r.GetInt64(at + 2)));
            if (after != (r.GetInt64(at + 1), r.GetInt64(at + 3), r.GetInt64(at + 4))) broken.Add($"B: movement {r.GetInt64(0)} says pool entry {r.GetInt64(at + 1)} leaves {r.GetInt64(at + 3)} worth {r.GetInt64(at + 4)}, its pool had {before}");
            pools[r.GetInt64(at)] = after;
        }
    }

    /// <summary>B: positions are what their movements left. C: nothing is negative, nothing promised that is not there.</summary>
    private async Task PositionsAsync(List<string> lines, List<string> broken)
    {
        stockAt.Clear();
        var quantities = new Dictionary<(int, int), long>();
        var unknown = new HashSet<long>();
        var rows = new List<(long Id, int Site, long Place, int Item, long Lot, int Condition, long Quantity, long Allocated, long Entries)>();
        await EachAsync($"SELECT id, site_id, place_id, item_id, lot_id, condition, quantity, allocated, entries FROM inventory_positions WHERE item_id IN ({itemIds})", r =>
            rows.Add((r.GetInt64(0), r.GetInt32(1), r.GetInt64(2), r.GetInt32(3), r.GetInt64(4), r.GetInt32(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8))));
        await LotsAsync(rows.Select(r => r.Lot));
        foreach (var p in rows)
        {
            if (positions.GetValueOrDefault(p.Id) != (p.Entries, p.Quantity)) broken.Add($"B: position {p.Id} holds {p.Quantity} after {p.Entries} entries, its movements say {positions.GetValueOrDefault(p.Id)}");
            if (p.Quantity < 0 || p.Allocated < 0 || p.Allocated > p.Quantity) broken.Add($"C: position {p.Id} holds {p.Quantity}, allocated {p.Allocated}");
            quantities[(p.Item, p.Site)] = quantities.GetValueOrDefault((p.Item, p.Site)) + p.Quantity;
            allocated[p.Id] = p.Allocated;
            if (p.Quantity == 0 && p.Allocated == 0) continue;
            lines.Add(LedgerStatement.Position(
                new PositionKey(siteOf[p.Site], places[p.Place], items[p.Item], p.Lot == 0 ? null : lots[p.Lot], ConditionOf(p.Condition)), p.Quantity / 1_000_000m, p.Allocated / 1_000_000m));
        }

        held = quantities;
    }

    private readonly Dictionary<long, long> allocated = [];
    private readonly Dictionary<(int Item, int Site), long> backordered = [];
    private Dictionary<(int Item, int Site), long> held = [];

    /// <summary>B: pools hold what their movements and their positions say, layers as much as their pool, and the accounts as much as the pools.</summary>
    private async Task PoolsAsync(List<string> lines, List<string> broken)
    {
        var rows = new List<(long Id, int Item, int Site, long Quantity, long Value, long Backordered, long Entries, int Method, long Remaining, long LayerValue)>();
        await EachAsync("SELECT p.id, p.item_id, p.site_id, p.quantity, p.value, p.backordered, p.entries, p.method, "
            + "CAST(COALESCE((SELECT SUM(l.remaining) FROM inventory_layers l WHERE l.pool_id = p.id AND l.remaining > 0), 0) AS bigint), "
            + $"CAST(COALESCE((SELECT SUM(l.value) FROM inventory_layers l WHERE l.pool_id = p.id), 0) AS bigint) FROM inventory_pools p WHERE p.item_id IN ({itemIds})", r =>
            rows.Add((r.GetInt64(0), r.GetInt32(1), r.GetInt32(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt32(7), r.GetInt64(8), r.GetInt64(9))));
        backordered.Clear();
        foreach (var p in rows)
        {
            if (pools.GetValueOrDefault(p.Id) != (p.Entries, p.Quantity, p.Value)) broken.Add($"B: pool {p.Id} holds {p.Quantity} worth {p.Value} after {p.Entries}, its movements say {pools.GetValueOrDefault(p.Id)}");
            if (held.GetValueOrDefault((p.Item, p.Site)) is var there && there != p.Quantity) broken.Add($"B: pool {p.Id} holds {p.Quantity}, its positions {there}");
            if (p.Value < 0 || (p.Quantity == 0 && p.Value != 0)) broken.Add($"B: pool {p.Id} holds {p.Quantity} worth {p.Value}");
            if (p.Method == (int)MasterData.Valuation.Fifo && (p.Remaining, p.LayerValue) != (p.Quantity, p.Value)) broken.Add($"B: pool {p.Id} holds {p.Quantity} worth {p.Value}, its layers {p.Remaining} worth {p.LayerValue}");
            stockAt[p.Site] = stockAt.GetValueOrDefault(p.Site) + p.Value;
            backordered[(p.Item, p.Site)] = p.Backordered;
            if (p.Quantity != 0 || p.Value != 0) lines.Add(LedgerStatement.Pool(siteOf[p.Site], items[p.Item], p.Quantity / 1_000_000m, Cents(p.Value, broken, $"pool {p.Id}")));
        }

        foreach (var (product, site) in siteOf)
            if (balances.GetValueOrDefault((World.EntityOf(site), AccountRole.Inventory, site)) is var account && account != stockAt.GetValueOrDefault(product))
                broken.Add($"B: inventory of site {site} is {account}, its pools {stockAt.GetValueOrDefault(product)}");
    }

    /// <summary>C: stored allocations are the sum of their lines, at positions, at demands and in what waits.</summary>
    private async Task CommitmentsAsync(List<string> broken)
    {
        var atPosition = new Dictionary<long, long>();
        await EachAsync($"SELECT a.position_id, CAST(SUM(a.quantity) AS bigint) FROM inventory_positions p JOIN inventory_allocations a ON a.position_id = p.id WHERE p.item_id IN ({itemIds}) GROUP BY a.position_id",
            r => atPosition[r.GetInt64(0)] = r.GetInt64(1));
        foreach (var (position, quantity) in allocated.Where(a => a.Value != atPosition.GetValueOrDefault(a.Key)))
            broken.Add($"C: position {position} says {quantity} is allocated, its lines {atPosition.GetValueOrDefault(position)}");
        allocated.Clear();
        var waiting = new Dictionary<(int, int), long>();
        await EachAsync("SELECT d.item_id, d.site_id, d.ordered - d.cancelled - d.shipped, d.allocated, "
            + $"CAST(COALESCE((SELECT SUM(a.quantity) FROM inventory_allocations a WHERE a.demand_id = d.id), 0) AS bigint) FROM inventory_demands d WHERE d.item_id IN ({itemIds})", r =>
        {
            var (open, tied, tiedByLines) = (r.GetInt64(2), r.GetInt64(3), r.GetInt64(4));
            if (tied != tiedByLines || tied > open || open < 0) broken.Add($"C: a demand has {open} open, {tied} allocated, {tiedByLines} by its lines");
            var key = (r.GetInt32(0), r.GetInt32(1));
            waiting[key] = waiting.GetValueOrDefault(key) + open - tied;
        });
        foreach (var (key, quantity) in backordered.Where(b => b.Value != waiting.GetValueOrDefault(b.Key)))
            broken.Add($"C: {quantity} of {key} waits, its demands say {waiting.GetValueOrDefault(key)}");
    }

    private async Task TransitsAsync(List<string> lines, List<string> broken, IReadOnlyDictionary<int, MadeDocument> made)
    {
        var transfers = made.Where(m => m.Value.Kind == Made.Transfer).ToDictionary(m => m.Value.Also, m => m.Key);
        var worth = new Dictionary<int, long>();
        var underWay = new Dictionary<string, (long Quantity, long Value)>();
        await EachAsync("SELECT w.number, t.quantity, t.value, t.entity_id FROM inventory_transits t JOIN warehouse_transfer_loads l ON l.id = t.id JOIN warehouse_transfers w ON w.id = l.transfer_id "
            + $"WHERE t.item_id IN ({itemIds})", r =>
        {
            var (number, quantity, value) = (r.GetString(0), r.GetInt64(1), r.GetInt64(2));
            if (quantity < 0 || value < 0 || (quantity == 0 && value != 0)) broken.Add($"B: transfer {number} has {quantity} under way worth {value}");
            var sum = underWay.GetValueOrDefault(number);
            underWay[number] = (sum.Quantity + quantity, sum.Value + value);
            worth[entityOf[r.GetInt32(3)]] = worth.GetValueOrDefault(entityOf[r.GetInt32(3)]) + value;
        });
        foreach (var (number, sum) in underWay.Where(u => u.Value.Quantity != 0))
            lines.Add(LedgerStatement.Transit(transfers.GetValueOrDefault(number), sum.Quantity / 1_000_000m, Cents(sum.Value, broken, number)));
        foreach (var entity in entityOf.Values)
            if (balances.GetValueOrDefault((entity, AccountRole.InTransit, (int?)null)) is var account && account != worth.GetValueOrDefault(entity))
                broken.Add($"B: goods in transit of entity {entity} are {account}, its transfers say {worth.GetValueOrDefault(entity)}");
    }

    /// <summary>D: what the order lines say; that it follows from the documents is shown by the model, which counts the documents.</summary>
    private async Task OrdersAsync(List<string> lines, List<string> broken, IReadOnlyDictionary<int, MadeDocument> made)
    {
        var numbers = made.Where(m => m.Value.Kind is Made.PurchaseOrder or Made.SalesOrder).ToDictionary(m => m.Value.Number, m => m.Key);
        await EachAsync($"SELECT order_number, number, state, ordered, received, returned, invoiced, received_value - returned_value - cleared_value FROM procurement_lines WHERE item_id IN ({itemIds})", r =>
        {
            var (state, ordered, received) = (r.GetInt32(2), r.GetInt64(3), r.GetInt64(4));
            uninvoiced += r.GetInt64(7);
            if (!numbers.TryGetValue(r.GetString(0), out var order)) return;
            var open = state == (int)Procurement.PurchaseLineState.Released ? Math.Max(0, ordered - received) : 0;
            lines.Add(LedgerStatement.Purchase(order, r.GetInt32(1) - 1, open / 1_000_000m, received / 1_000_000m, r.GetInt64(5) / 1_000_000m, r.GetInt64(6) / 1_000_000m));
        });
        var owed = balances.Where(b => b.Key.Role == AccountRole.GoodsReceivedNotInvoiced).Sum(b => b.Value);
        if (owed != -uninvoiced) broken.Add($"D: goods received, not invoiced are {owed}, the order lines say {-uninvoiced}");
        uninvoiced = 0;
        await EachAsync("SELECT o.number, l.line, l.open, l.shipped, d.allocated, d.ordered - d.cancelled - d.shipped, d.shipped FROM sales_lines l JOIN sales_orders o ON o.id = l.order_id "
            + $"JOIN inventory_demands d ON d.id = l.id WHERE l.item_id IN ({itemIds})", r =>
        {
            if ((r.GetInt64(2), r.GetInt64(3)) != (r.GetInt64(5), r.GetInt64(6))) broken.Add($"D: {r.GetString(0)} line {r.GetInt32(1)} and its demand disagree");
            if (numbers.TryGetValue(r.GetString(0), out var order))
                lines.Add(LedgerStatement.Sale(order, r.GetInt32(1) - 1, r.GetInt64(2) / 1_000_000m, r.GetInt64(3) / 1_000_000m, r.GetInt64(4) / 1_000_000m));
        });
    }

    private long uninvoiced;

    /// <summary>Learns the items the company has now.</summary>
    public async Task ItemsAsync()
    {
        await EachAsync($"SELECT id, code FROM masterdata_items WHERE code LIKE '{prefix}%'", r => items[r.GetInt32(0)] = r.GetString(1)[prefix.Length..]);
        itemIds = items.Count == 0 ? "0" : string.Join(", ", items.Keys);
    }

    private async Task LotsAsync(IEnumerable<long> lotIds)
    {
        var missing = lotIds.Where(l => l != 0 && !lots.ContainsKey(l)).Distinct().ToList();
        if (missing.Count > 0) await EachAsync($"SELECT id, code FROM inventory_lots WHERE id IN ({string.Join(", ", missing)})", r => lots[r.GetInt64(0)] = r.GetString(1));
    }

    private async Task EachAsync(string sql, Action<DbDataReader> take)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) take(reader);
    }

    private static long Cents(long tenThousandths, List<string> broken, string of)
    {
        if (tenThousandths % 100 != 0) broken.Add(string.Create(CultureInfo.InvariantCulture, $"B: {of} holds {tenThousandths} ten-thousandths, which are no cents"));
        return tenThousandths / 100;
    }

    private static Crossdock.Model.Condition ConditionOf(int condition) => (Condition)condition switch
    {
        Condition.Available => Crossdock.Model.Condition.Available,
        Condition.Quarantine => Crossdock.Model.Condition.Quarantine,
        Condition.Damaged => Crossdock.Model.Condition.Damaged,
        var other => throw new InvalidOperationException($"The model has no condition {other}."),
    };

    public ValueTask DisposeAsync() => db.DisposeAsync();
}
