namespace Crossdock.Warehouse.Checking;

/// <summary>
/// Rows that name each other agree on what they name: entity and site, item and lot, supplier and customer, currency; and the lines of each
/// document are numbered 1, 2, 3 ...
/// </summary>
internal sealed class BelongingCheck() : SqlCheck(8, "documents agree with their entries",
    """
    SELECT d.kind || ' ' || d.number AS "Row", 'is of entity ' || d.entity_id || ', its site ' || d.site_id || ' is of ' || COALESCE(s.entity_id, 0) AS "Message"
    FROM (SELECT 'sales_orders' AS kind, number, entity_id, site_id FROM sales_orders
          UNION ALL SELECT 'sales_invoices', number, entity_id, site_id FROM sales_invoices
          UNION ALL SELECT 'procurement_orders', number, entity_id, site_id FROM procurement_orders
          UNION ALL SELECT 'warehouse_receipts', number, entity_id, site_id FROM warehouse_receipts WHERE state = 2
          UNION ALL SELECT 'warehouse_shipments', number, entity_id, site_id FROM warehouse_shipments
          UNION ALL SELECT 'warehouse_customer_returns', number, entity_id, site_id FROM warehouse_customer_returns
          UNION ALL SELECT 'warehouse_ship_notices', number, entity_id, site_id FROM warehouse_ship_notices
          UNION ALL SELECT 'warehouse_transfers', number, entity_id, from_site_id FROM warehouse_transfers
          UNION ALL SELECT 'warehouse_transfers', number, entity_id, to_site_id FROM warehouse_transfers
          UNION ALL SELECT 'inventory_demands', document, entity_id, site_id FROM inventory_demands
          UNION ALL SELECT 'inventory_supplies', document, entity_id, site_id FROM inventory_supplies
          UNION ALL SELECT 'inventory_positions', CAST(id AS varchar(20)), entity_id, site_id FROM inventory_positions) d
    LEFT JOIN organisation_sites s ON s.id = d.site_id
    WHERE s.id IS NULL OR s.entity_id <> d.entity_id
    """,
    """
    SELECT 'inventory_movements ' || m.id AS "Row", 'item ' || m.item_id || ' lot ' || m.lot_id || ' does not fit its position, pool or way' AS "Message"
    FROM inventory_movements m
    LEFT JOIN inventory_positions f ON f.id = m.from_position_id LEFT JOIN inventory_positions t ON t.id = m.to_position_id
    LEFT JOIN inventory_pools p ON p.id = m.from_pool_id LEFT JOIN inventory_pools q ON q.id = m.to_pool_id LEFT JOIN inventory_transits w ON w.id = m.transit_id
    WHERE f.item_id <> m.item_id OR t.item_id <> m.item_id OR p.item_id <> m.item_id OR q.item_id <> m.item_id OR w.item_id <> m.item_id OR f.lot_id <> m.lot_id OR t.lot_id <> m.lot_id
       OR f.entity_id <> m.entity_id OR t.entity_id <> m.entity_id OR p.entity_id <> m.entity_id OR q.entity_id <> m.entity_id OR w.entity_id <> m.entity_id
       OR p.site_id <> f.site_id OR q.site_id <> t.site_id OR (m.kind <> 15 AND m.reverse_of IS NULL AND (w.from_site_id <> f.site_id OR w.to_site_id <> t.site_id OR w.lot_id <> m.lot_id))
       OR (m.transit_id IS NOT NULL AND w.id IS NULL) OR (m.from_position_id IS NOT NULL AND f.id IS NULL) OR (m.to_position_id IS NOT NULL AND t.id IS NULL)
    """,
    """
    SELECT d.kind || ' of ' || COALESCE(d.number, 'no document') AS "Row", 'has ' || d.lines || ' lines, numbered ' || d.first || ' to ' || d.last AS "Message"
    FROM (SELECT 'warehouse_receipt_lines' AS kind, MIN(r.number) AS number, COUNT(*) AS lines, MIN(l.number) AS first, MAX(l.number) AS last FROM warehouse_receipt_lines l LEFT JOIN warehouse_receipts r ON r.id = l.receipt_id GROUP BY l.receipt_id
          UNION ALL SELECT 'warehouse_shipment_lines', MIN(s.number), COUNT(*), MIN(l.line), MAX(l.line) FROM warehouse_shipment_lines l LEFT JOIN warehouse_shipments s ON s.id = l.shipment_id GROUP BY l.shipment_id
          UNION ALL SELECT 'warehouse_ship_notice_lines', MIN(n.number), COUNT(*), MIN(l.line), MAX(l.line) FROM warehouse_ship_notice_lines l LEFT JOIN warehouse_ship_notices n ON n.id = l.notice_id GROUP BY l.notice_id
          UNION ALL SELECT 'sales_lines', MIN(o.number), COUNT(*), MIN(l.line), MAX(l.line) FROM sales_lines l LEFT JOIN sales_orders o ON o.id = l.order_id GROUP BY l.order_id
          UNION ALL SELECT 'sales_invoice_lines', MIN(i.number), COUNT(*), MIN(l.line), MAX(l.line) FROM sales_invoice_lines l LEFT JOIN sales_invoices i ON i.id = l.invoice_id GROUP BY l.invoice_id
          UNION ALL SELECT 'procurement_lines', MIN(l.order_number), COUNT(*), MIN(l.number), MAX(l.number) FROM procurement_lines l GROUP BY l.order_id
          UNION ALL SELECT 'warehouse_transfer_lines', MIN(t.number), COUNT(*), MIN(l.line), MAX(l.line) FROM warehouse_transfer_lines l LEFT JOIN warehouse_transfers t ON t.id = l.transfer_id GROUP BY l.transfer_id) d
    WHERE d.number IS NULL OR d.first <> 1 OR d.last <> d.lines
    """,
    """
    SELECT 'warehouse_receipt_lines ' || r.number || ' line ' || l.number AS "Row", 'supplier, site or currency of the receipt is not that of ' || o.order_number AS "Message"
    FROM warehouse_receipt_lines l JOIN warehouse_receipts r ON r.id = l.receipt_id JOIN procurement_lines o ON o.id = l.order_line_id JOIN organisation_entities e ON e.id = r.entity_id
    WHERE o.supplier_id <> r.supplier_id OR o.site_id <> r.site_id OR e.currency <> r.currency
    """,
    """
    SELECT 'warehouse_receipts ' || r.number AS "Row", 'supplier, site or currency is not that of ' || o.number || ', which it reverses' AS "Message"
    FROM warehouse_receipts r JOIN warehouse_receipts o ON o.id = r.reverse_of WHERE o.supplier_id <> r.supplier_id OR o.site_id <> r.site_id OR o.currency <> r.currency
    """,
    """
    SELECT 'warehouse_customer_returns ' || r.number AS "Row", 'site ' || r.site_id || ', the goods left ' || s.number || ' at ' || s.site_id AS "Message"
    FROM warehouse_customer_returns r JOIN warehouse_shipments s ON s.id = r.shipment_id WHERE s.site_id <> r.site_id OR s.order_number <> r.order_number
    """,
    """
    SELECT 'procurement_orders ' || o.number AS "Row", 'is of kind ' || o.kind || ', and ' || CASE WHEN r.order_id IS NULL THEN 'not ' ELSE '' END || 'posted with a receipt' AS "Message"
    FROM procurement_orders o
    LEFT JOIN (SELECT DISTINCT l.order_id, h.posting_id FROM warehouse_receipt_lines x JOIN warehouse_receipts h ON h.id = x.receipt_id JOIN procurement_lines l ON l.id = x.order_line_id) r ON r.order_id = o.id AND r.posting_id = o.posting_id
    WHERE (o.kind = 2) <> (r.order_id IS NOT NULL) OR o.kind NOT IN (1, 2, 3, 4, 5)
    """,
    """
    SELECT 'warehouse_transfers ' || t.number AS "Row", d.number || ' is about ' || COALESCE(d.about, 'nothing') AS "Message"
    FROM warehouse_transfers t JOIN warehouse_transfer_loads l ON l.transfer_id = t.id JOIN inventory_movements m ON m.transit_id = l.id JOIN warehouse_documents d ON d.id = m.document_id
    WHERE d.kind IN (7, 8, 9) AND (d.about IS NULL OR d.about <> t.number)
    """,
    """
    SELECT 'inventory_layers ' || COALESCE(l.pool_id, 0) AS "Row", 'layers say that ' || l.layered || ' came in one line, movements ' || l.moved AS "Message"
    FROM (SELECT pool_id, CAST(SUM(layered) AS bigint) AS layered, CAST(SUM(moved) AS bigint) AS moved FROM (
            SELECT y.pool_id, y.source_line, y.received AS layered, 0 AS moved FROM inventory_layers y
            UNION ALL SELECT m.to_pool_id, COALESCE(m.line_id, m.document_id), 0, m.quantity FROM inventory_movements m JOIN inventory_pools p ON p.id = m.to_pool_id AND p.method = 2) b
          WHERE NOT EXISTS (SELECT 1 FROM inventory_shortages s WHERE s.pool_id = b.pool_id) GROUP BY pool_id, source_line) l
    WHERE l.layered <> l.moved
    """);
