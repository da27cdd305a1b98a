namespace Crossdock.Inventory.Checking;

/// <summary>Each position's balance is the sum of its movements, its entries are numbered densely, and each entry left the balance it says.</summary>
internal sealed class BalanceCheck() : SqlCheck(2, "balances are the sums of their movements",
    $"""
    SELECT 'inventory_positions ' || p.id AS "Row",
           'quantity ' || p.quantity || ', movements sum to ' || COALESCE(s.quantity, 0) || '; entries ' || p.entries || ', movements ' || COALESCE(s.entries, 0) AS "Message"
    FROM inventory_positions p
    LEFT JOIN (SELECT position_id, CAST(SUM(quantity) AS bigint) AS quantity, COUNT(*) AS entries FROM ({Sides}) m GROUP BY position_id) s ON s.position_id = p.id
    WHERE p.quantity <> COALESCE(s.quantity, 0) OR p.entries <> COALESCE(s.entries, 0)
    ORDER BY p.id
    """,
    $"""
    SELECT 'inventory_movements ' || w.id AS "Row",
           'position ' || w.position_id || ': entry ' || w.entry || ' is number ' || w.place || '; left balance ' || w.balance || ', running sum ' || w.running AS "Message"
    FROM (SELECT m.id, m.position_id, m.entry, m.balance,
                 ROW_NUMBER() OVER (PARTITION BY m.position_id ORDER BY m.entry) AS place,
                 CAST(SUM(m.quantity) OVER (PARTITION BY m.position_id ORDER BY m.entry ROWS UNBOUNDED PRECEDING) AS bigint) AS running
          FROM ({Sides}) m) w
    WHERE w.entry <> w.place OR w.balance <> w.running
    ORDER BY w.position_id, w.entry
    """)
{
    private const string Sides = """
        SELECT id, from_position_id AS position_id, -quantity AS quantity, from_no AS entry, from_balance AS balance FROM inventory_movements WHERE from_position_id IS NOT NULL
        UNION ALL
        SELECT id, to_position_id, quantity, to_no, to_balance FROM inventory_movements WHERE to_position_id IS NOT NULL
        """;
}

/// <summary>The stock ledger's value is the general ledger's, per site and in transit.</summary>
internal sealed class ValueCheck() : SqlCheck(3, "stock value equals the inventory accounts",
    """
    SELECT 'books account inventory, site ' || COALESCE(s.site_id, g.site_id) AS "Row",
           'stock ' || COALESCE(s.value, 0) || ', account ' || COALESCE(g.value, 0) || ' (ten-thousandths)' AS "Message"
    FROM (SELECT entity_id, site_id, CAST(SUM(value) AS bigint) AS value FROM inventory_pools GROUP BY entity_id, site_id) s
    FULL JOIN (SELECT l.entity_id, l.site_id, CAST(SUM(l.amount) AS bigint) AS value FROM books_lines l
               JOIN books_account_roles r ON r.account_id = l.account_id AND r.role = 1 GROUP BY l.entity_id, l.site_id) g
      ON g.entity_id = s.entity_id AND g.site_id = s.site_id
    WHERE COALESCE(s.value, 0) <> COALESCE(g.value, 0)
    """,
    """
    SELECT 'books account in transit, entity ' || COALESCE(s.entity_id, g.entity_id) AS "Row",
           'goods on the way ' || COALESCE(s.value, 0) || ', account ' || COALESCE(g.value, 0) || ' (ten-thousandths)' AS "Message"
    FROM (SELECT entity_id, CAST(SUM(value) AS bigint) AS value FROM inventory_transits GROUP BY entity_id) s
    FULL JOIN (SELECT l.entity_id, CAST(SUM(l.amount) AS bigint) AS value FROM books_lines l
               JOIN books_account_roles r ON r.account_id = l.account_id AND r.role = 2 GROUP BY l.entity_id) g ON g.entity_id = s.entity_id
    WHERE COALESCE(s.value, 0) <> COALESCE(g.value, 0)
    """);

/// <summary>Each pool holds what its movements say, as much as its positions, and a FIFO pool as much as its layers.</summary>
internal sealed class PoolCheck() : SqlCheck(4, "cost pools agree with movements, positions and layers",
    """
    SELECT 'inventory_pools ' || p.id AS "Row",
           'quantity ' || p.quantity || ' value ' || p.value || ', movements ' || COALESCE(s.quantity, 0) || ' / ' || COALESCE(s.value, 0) AS "Message"
    FROM inventory_pools p
    LEFT JOIN (SELECT pool_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(value) AS bigint) AS value, COUNT(*) AS entries FROM (
                 SELECT from_pool_id AS pool_id, -quantity AS quantity, -from_value AS value FROM inventory_movements WHERE from_pool_id IS NOT NULL
                 UNION ALL SELECT to_pool_id, quantity, to_value FROM inventory_movements WHERE to_pool_id IS NOT NULL) m GROUP BY pool_id) s ON s.pool_id = p.id
    WHERE p.quantity <> COALESCE(s.quantity, 0) OR p.value <> COALESCE(s.value, 0) OR p.entries <> COALESCE(s.entries, 0)
    ORDER BY p.id
    """,
    """
    SELECT 'inventory_pools ' || p.id AS "Row", 'quantity ' || p.quantity || ', positions hold ' || COALESCE(s.quantity, 0) AS "Message"
    FROM inventory_pools p
    LEFT JOIN (SELECT item_id, site_id, CAST(SUM(quantity) AS bigint) AS quantity FROM inventory_positions WHERE owner_id = 0 GROUP BY item_id, site_id) s
      ON s.item_id = p.item_id AND s.site_id = p.site_id
    WHERE p.quantity <> COALESCE(s.quantity, 0)
    ORDER BY p.id
    """,
    """
    SELECT 'inventory_pools ' || p.id AS "Row", 'quantity ' || p.quantity || ' value ' || p.value || ', layers ' || COALESCE(s.quantity, 0) || ' / ' || COALESCE(s.value, 0) AS "Message"
    FROM inventory_pools p
    LEFT JOIN (SELECT pool_id, CAST(SUM(remaining) AS bigint) AS quantity, CAST(SUM(value) AS bigint) AS value FROM inventory_layers GROUP BY pool_id) s ON s.pool_id = p.id
    WHERE p.method = 2 AND p.quantity >= 0 AND (p.quantity <> COALESCE(s.quantity, 0) OR p.value <> COALESCE(s.value, 0))
    ORDER BY p.id
    """,
    """
    SELECT 'inventory_transits of item ' || t.item_id || ' from site ' || t.from_site_id AS "Row",
           'quantity ' || t.quantity || ' value ' || t.value || ', movements ' || COALESCE(s.quantity, 0) || ' / ' || COALESCE(s.value, 0) AS "Message"
    FROM inventory_transits t
    LEFT JOIN (SELECT m.transit_id, COUNT(*) AS entries, CAST(SUM(CASE WHEN m.from_position_id IS NOT NULL THEN m.quantity WHEN m.to_position_id IS NOT NULL OR m.reverse_of IS NULL THEN -m.quantity ELSE m.quantity END) AS bigint) AS quantity,
                      CAST(SUM(CASE WHEN m.from_pool_id IS NOT NULL THEN m.from_value WHEN m.to_pool_id IS NULL AND m.reverse_of IS NOT NULL THEN m.to_value ELSE -COALESCE(m.to_value, m.from_value) END) AS bigint) AS value
               FROM inventory_movements m WHERE m.transit_id IS NOT NULL GROUP BY m.transit_id) s ON s.transit_id = t.id
    WHERE t.quantity <> COALESCE(s.quantity, 0) OR t.entries <> COALESCE(s.entries, 0) OR t.value <> COALESCE(s.value, 0)
    """,
    """
    SELECT 'inventory_pools ' || p.id AS "Row", 'quantity ' || p.quantity || ' with value ' || p.value || ', method ' || p.method || ', entity ' || p.entity_id AS "Message"
    FROM inventory_pools p JOIN masterdata_items i ON i.id = p.item_id JOIN organisation_sites t ON t.id = p.site_id
    WHERE i.valuation <> p.method OR t.entity_id <> p.entity_id OR (p.quantity = 0 AND p.value <> 0) OR (p.quantity > 0 AND p.value < 0) ORDER BY p.id
    """);

/// <summary>What is reserved is there: allocations, demands, back-orders and promises agree.</summary>
internal sealed class CommitmentCheck() : SqlCheck(5, "reservations agree with stock and demand",
    """
    SELECT 'inventory_positions ' || p.id AS "Row", 'allocated ' || p.allocated || ', allocations sum to ' || COALESCE(s.quantity, 0) || ', on hand ' || p.quantity AS "Message"
    FROM inventory_positions p
    LEFT JOIN (SELECT position_id, CAST(SUM(quantity) AS bigint) AS quantity FROM inventory_allocations GROUP BY position_id) s ON s.position_id = p.id
    WHERE p.allocated <> COALESCE(s.quantity, 0) OR (p.allocated > p.quantity AND NOT p.negative_allowed)
    ORDER BY p.id
    """,
    """
    SELECT 'inventory_demands ' || d.document AS "Row", 'allocated ' || d.allocated || ', allocations sum to ' || COALESCE(s.quantity, 0) AS "Message"
    FROM inventory_demands d
    LEFT JOIN (SELECT demand_id, CAST(SUM(quantity) AS bigint) AS quantity FROM inventory_allocations GROUP BY demand_id) s ON s.demand_id = d.id
    WHERE d.allocated <> COALESCE(s.quantity, 0)
    """,
    """
    SELECT 'inventory_pools ' || p.id AS "Row", 'back-ordered ' || p.backordered || ', demands lack ' || COALESCE(s.quantity, 0) AS "Message"
    FROM inventory_pools p
    LEFT JOIN (SELECT item_id, site_id, CAST(SUM(ordered - cancelled - shipped - allocated) AS bigint) AS quantity FROM inventory_demands WHERE NOT direct GROUP BY item_id, site_id) s
      ON s.item_id = p.item_id AND s.site_id = p.site_id
    WHERE p.backordered <> COALESCE(s.quantity, 0)
    ORDER BY p.id
    """,
    """
    SELECT 'inventory_supplies ' || u.document AS "Row", 'promised ' || u.promised || ', promises sum to ' || COALESCE(s.quantity, 0) AS "Message"
    FROM inventory_supplies u
    LEFT JOIN (SELECT supply_id, CAST(SUM(quantity) AS bigint) AS quantity FROM inventory_promises GROUP BY supply_id) s ON s.supply_id = u.id
    WHERE u.promised <> COALESCE(s.quantity, 0)
    """,
    """
    SELECT 'inventory_promises of ' || d.document AS "Row", 'ties a demand to ' || u.document || ', which is not for it' AS "Message"
    FROM inventory_promises p JOIN inventory_demands d ON d.id = p.demand_id JOIN inventory_supplies u ON u.id = p.supply_id
    WHERE (d.direct AND (u.demand_id IS NULL OR u.demand_id <> d.id)) OR (NOT d.direct AND u.demand_id IS NOT NULL) OR (d.direct AND d.allocated <> 0)
    """);
