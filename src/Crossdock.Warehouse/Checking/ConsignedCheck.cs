namespace Crossdock.Warehouse.Checking;

/// <summary>
/// A supplier's stock is worth nothing until it is used: what moved it carries no value but at an ownership change, each use is one of those or a
/// loss of the same quantity and value, and is owed once, on a line of its item and supplier.
/// </summary>
internal sealed class ConsignedCheck() : SqlCheck(15, "suppliers' stock is worth nothing until it is used",
    """
    SELECT 'inventory_movements ' || m.id AS "Row", 'of kind ' || m.kind || ' moves stock of owner ' || COALESCE(NULLIF(f.owner_id, 0), t.owner_id) || ' with value' AS "Message"
    FROM inventory_movements m LEFT JOIN inventory_positions f ON f.id = m.from_position_id LEFT JOIN inventory_positions t ON t.id = m.to_position_id
    WHERE ((f.owner_id <> 0 AND m.from_pool_id IS NOT NULL) OR (t.owner_id <> 0 AND m.to_pool_id IS NOT NULL)
       OR ((f.owner_id <> 0 OR t.owner_id <> 0) AND m.kind <> 16 AND (m.from_pool_id IS NOT NULL OR m.to_pool_id IS NOT NULL OR m.from_value IS NOT NULL OR m.to_value IS NOT NULL)))
    """,
    """
    SELECT 'inventory_movements ' || m.id AS "Row", 'changes the owner from ' || f.owner_id || ' to ' || t.owner_id || ', or more than the owner' AS "Message"
    FROM inventory_movements m LEFT JOIN inventory_positions f ON f.id = m.from_position_id LEFT JOIN inventory_positions t ON t.id = m.to_position_id
    WHERE m.kind = 16 AND (f.id IS NULL OR t.id IS NULL OR (f.owner_id = 0) = (t.owner_id = 0) OR f.place_id <> t.place_id OR f.condition <> t.condition)
    """,
    """
    SELECT 'procurement_consigned_usage of document ' || d.document_id AS "Row",
           'item ' || d.item_id || ' of supplier ' || d.owner_id || ': used ' || d.used || ' for ' || d.owed || ', movements say ' || d.moved || ' for ' || d.value AS "Message"
    FROM (SELECT document_id, item_id, owner_id, CAST(SUM(used) AS bigint) AS used, CAST(SUM(owed) AS bigint) AS owed, CAST(SUM(moved) AS bigint) AS moved, CAST(SUM(value) AS bigint) AS value FROM (
            SELECT u.document_id, u.item_id, u.supplier_id AS owner_id, u.quantity AS used, u.value AS owed, 0 AS moved, 0 AS value FROM procurement_consigned_usage u WHERE u.line_id IS NOT NULL
            UNION ALL
            SELECT m.document_id, m.item_id, COALESCE(NULLIF(f.owner_id, 0), t.owner_id), 0, 0, CASE WHEN m.reverse_of IS NULL THEN m.quantity ELSE -m.quantity END, CASE m.kind WHEN 16 THEN -m.counter_value ELSE m.counter_value END
            FROM inventory_movements m LEFT JOIN inventory_positions f ON f.id = m.from_position_id LEFT JOIN inventory_positions t ON t.id = m.to_position_id
            WHERE m.counter_role IS NOT NULL AND m.kind <> 18 AND (f.owner_id <> 0 OR t.owner_id <> 0)) b
          GROUP BY document_id, item_id, owner_id) d
    WHERE d.used <> d.moved OR d.owed <> d.value
    """,
    """
    SELECT 'procurement_consigned_usage ' || u.document AS "Row", 'owes ' || u.quantity || ' for ' || u.value || ', goods received, not invoiced says ' || COALESCE(g.quantity, 0) || ' for ' || -COALESCE(g.amount, 0) || '; or its line is of another item or supplier' AS "Message"
    FROM procurement_consigned_usage u LEFT JOIN procurement_lines l ON l.id = u.line_id
    LEFT JOIN (SELECT source_id, MIN(quantity) AS quantity, MIN(amount) AS amount, COUNT(*) AS entries FROM procurement_grni_entries GROUP BY source_id) g ON g.source_id = u.id
    WHERE (u.line_id IS NULL AND (g.source_id IS NOT NULL OR u.value <> 0 OR u.amount <> 0))
       OR (u.line_id IS NOT NULL AND (l.id IS NULL OR l.kind <> 4 OR l.item_id <> u.item_id OR l.supplier_id <> u.supplier_id OR l.site_id <> u.site_id OR l.price <> u.price OR l.price_unit <> u.price_unit
            OR g.entries <> 1 OR u.quantity <> COALESCE(g.quantity, 0) OR u.value <> -COALESCE(g.amount, 0)))
    """,
    """
    SELECT 'procurement_grni_entries ' || g.id AS "Row", 'is for used stock that nothing used' AS "Message"
    FROM procurement_grni_entries g LEFT JOIN procurement_consigned_usage u ON u.id = g.source_id WHERE g.kind = 5 AND u.id IS NULL
    """,
    """
    SELECT 'inventory_positions ' || id AS "Row", 'stock of owner ' || owner_id || ' is below nothing: ' || quantity AS "Message" FROM inventory_positions WHERE owner_id <> 0 AND quantity < 0
    """);
