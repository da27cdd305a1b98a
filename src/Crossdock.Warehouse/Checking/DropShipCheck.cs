namespace Crossdock.Warehouse.Checking;

/// <summary>
/// What suppliers shipped straight to customers is received and shipped alike: both orders say the same quantity, two movements of it leave nothing behind, and
/// cost of goods sold and goods received, not invoiced stand against each other for what the order says.
/// </summary>
internal sealed class DropShipCheck() : SqlCheck(16, "what suppliers ship straight to customers is received and shipped alike",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row", 'received ' || l.received || ', notices say ' || COALESCE(n.bought, 0) || ' and that line ' || COALESCE(s.line, 0) || ' of the customer got ' || COALESCE(n.sold, 0) AS "Message"
    FROM procurement_lines l LEFT JOIN sales_lines s ON s.id = l.sales_line_id
    LEFT JOIN (SELECT x.purchase_line_id, CAST(SUM(CASE WHEN h.mirror_of IS NULL THEN x.quantity ELSE -x.quantity END) AS bigint) AS bought,
                      CAST(SUM(CASE WHEN x.sales_line_id <> p.sales_line_id OR p.sales_line_id IS NULL THEN 0 WHEN h.mirror_of IS NULL THEN x.quantity ELSE -x.quantity END) AS bigint) AS sold
               FROM warehouse_ship_notice_lines x JOIN warehouse_ship_notices h ON h.id = x.notice_id JOIN procurement_lines p ON p.id = x.purchase_line_id GROUP BY x.purchase_line_id) n ON n.purchase_line_id = l.id
    WHERE (l.kind = 5 AND (l.received <> COALESCE(n.bought, 0) OR l.received <> COALESCE(n.sold, 0))) OR (l.kind <> 5 AND n.bought IS NOT NULL)
    """,
    """
    SELECT 'warehouse_ship_notice_lines ' || COALESCE(h.number, 'without a notice') || ' line ' || l.line AS "Row",
           'quantity ' || l.quantity || ', value ' || l.value || '; came ' || COALESCE(m.came, 0) || ', left ' || COALESCE(m.gone, 0) || ' for ' || COALESCE(m.cost, 0) || ', goods received, not invoiced says ' || COALESCE(g.quantity, 0) || ' for ' || -COALESCE(g.amount, 0) AS "Message"
    FROM warehouse_ship_notice_lines l LEFT JOIN warehouse_ship_notices h ON h.id = l.notice_id
    LEFT JOIN (SELECT line_id, document_id, MIN(item_id) AS item_id, MAX(item_id) AS last_item, MIN(lot_id) AS lot_id, MAX(lot_id) AS last_lot,
                      CAST(SUM(CASE WHEN kind = 17 AND to_position_id IS NOT NULL AND from_position_id IS NULL THEN quantity ELSE 0 END) AS bigint) AS came,
                      CAST(SUM(CASE WHEN kind = 18 AND from_position_id IS NOT NULL AND to_position_id IS NULL THEN quantity ELSE 0 END) AS bigint) AS gone,
                      CAST(SUM(CASE WHEN kind = 18 THEN COALESCE(counter_value, 0) ELSE 0 END) AS bigint) AS cost
               FROM inventory_movements WHERE kind IN (17, 18) AND reverse_of IS NULL GROUP BY line_id, document_id) m ON m.line_id = l.id AND m.document_id = l.notice_id
    LEFT JOIN (SELECT source_id, MIN(quantity) AS quantity, MIN(amount) AS amount FROM procurement_grni_entries WHERE kind = 1 GROUP BY source_id) g ON g.source_id = l.id
    LEFT JOIN procurement_lines p ON p.id = l.purchase_line_id LEFT JOIN sales_lines s ON s.id = l.sales_line_id
    WHERE h.id IS NULL OR p.id IS NULL OR s.id IS NULL OR p.order_number <> h.purchase_order OR p.supplier_id <> h.supplier_id OR s.order_id <> h.sales_order_id OR s.item_id <> l.item_id OR p.number <> l.purchase_line OR s.line <> l.sales_line
       OR (h.mirror_of IS NULL AND (l.quantity <> COALESCE(m.came, 0) OR l.quantity <> COALESCE(m.gone, 0) OR l.value <> COALESCE(m.cost, 0) OR l.quantity <> COALESCE(g.quantity, 0) OR l.value <> -COALESCE(g.amount, 0)
            OR m.item_id <> l.item_id OR m.last_item <> l.item_id OR m.lot_id <> l.lot_id OR m.last_lot <> l.lot_id))
    """,
    """
    SELECT 'warehouse_ship_notices ' || n.number AS "Row", 'value ' || n.value || ', its lines sum to ' || COALESCE(l.value, 0) || ', its journal says cost ' || COALESCE(j.cost, 0) || ' and owed ' || -COALESCE(j.owed, 0) AS "Message"
    FROM (SELECT x.*, CASE WHEN x.mirror_of IS NULL THEN 1 ELSE -1 END AS way FROM warehouse_ship_notices x) n
    LEFT JOIN (SELECT notice_id, CAST(SUM(value) AS bigint) AS value, CAST(SUM(quantity) AS bigint) AS quantity FROM warehouse_ship_notice_lines GROUP BY notice_id) l ON l.notice_id = n.id
    LEFT JOIN (SELECT b.document_id, CAST(SUM(CASE k.role WHEN 10 THEN r.amount ELSE 0 END) AS bigint) AS cost, CAST(SUM(CASE k.role WHEN 3 THEN r.amount ELSE 0 END) AS bigint) AS owed
               FROM books_journals b JOIN books_lines r ON r.journal_id = b.id JOIN books_account_roles k ON k.account_id = r.account_id AND k.role IN (3, 10) WHERE b.kind = 1 GROUP BY b.document_id) j ON j.document_id = n.id
    WHERE l.notice_id IS NULL OR n.value <> l.value OR n.way * n.value <> COALESCE(j.cost, 0) OR n.way * n.value <> -COALESCE(j.owed, 0)
    """,
    """
    SELECT 'warehouse_ship_notices ' || n.number AS "Row", 'its invoice, its orders or its reversal do not answer it' AS "Message"
    FROM warehouse_ship_notices n LEFT JOIN sales_invoices i ON i.id = n.invoice_id LEFT JOIN warehouse_ship_notices o ON o.id = n.mirror_of LEFT JOIN sales_orders a ON a.id = n.sales_order_id LEFT JOIN procurement_orders p ON p.number = n.purchase_order
    WHERE a.id IS NULL OR p.id IS NULL OR a.number <> n.sales_order OR a.customer_id <> n.customer_id OR a.site_id <> n.site_id OR p.sales_order <> n.sales_order OR p.supplier_id <> n.supplier_id OR p.customer_id <> n.customer_id
       OR i.id IS NULL OR i.number <> n.invoice_number OR i.source_id <> n.id OR i.source <> n.number OR i.day <> n.day OR i.kind <> CASE WHEN n.mirror_of IS NULL THEN 1 ELSE 2 END
       OR (n.mirror_of IS NOT NULL AND (o.id IS NULL OR o.reversed_by IS NULL OR o.reversed_by <> n.number OR o.value <> n.value))
       OR (n.reversed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warehouse_ship_notices v WHERE v.number = n.reversed_by AND v.mirror_of = n.id))
    """,
    """
    SELECT 'inventory_movements ' || m.id AS "Row", 'of ' || m.document || ' says that a supplier shipped straight to a customer, and no notice does' AS "Message"
    FROM inventory_movements m LEFT JOIN warehouse_ship_notices n ON n.id = m.document_id WHERE m.kind IN (17, 18) AND n.id IS NULL
    """);
