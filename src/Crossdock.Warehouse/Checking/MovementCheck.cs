namespace Crossdock.Warehouse.Checking;

/// <summary>
/// Every movement and stock journal leads to its document, and every line of a document to movements of its quantity and value. Moves are
/// documents without a row: their movement says everything.
/// </summary>
internal sealed class MovementCheck() : SqlCheck(8, "documents agree with their entries",
    $"""
    SELECT 'inventory_movements ' || m.id AS "Row", CASE WHEN d.id IS NULL THEN 'no document ' || m.document ELSE 'is of ' || d.number || ', not of ' || m.document END AS "Message"
    FROM inventory_movements m LEFT JOIN ({Documents}) d ON d.id = m.document_id
    WHERE (d.id IS NULL AND m.document NOT LIKE 'MV-%') OR (d.id IS NOT NULL AND (d.number <> m.document OR d.posting_id <> m.posting_id OR d.entity_id <> m.entity_id))
    ORDER BY m.id
    """,
    $"""
    SELECT d.kind || ' ' || d.number AS "Row", CASE WHEN p.id IS NULL THEN 'its posting ' || d.posting_id || ' is not there' ELSE 'has no movement' END AS "Message"
    FROM ({Documents}) d LEFT JOIN storage_postings p ON p.id = d.posting_id
    WHERE p.id IS NULL OR (d.moves = 1 AND NOT EXISTS (SELECT 1 FROM inventory_movements m WHERE m.document_id = d.id))
    """,
    $"""
    SELECT 'books_journals ' || j.id AS "Row", 'is of ' || j.document || ', which is not there or was posted on another day' AS "Message"
    FROM books_journals j LEFT JOIN ({Documents}) d ON d.id = j.document_id
    WHERE j.kind = 1 AND ((d.id IS NULL AND NOT EXISTS (SELECT 1 FROM inventory_movements m WHERE m.document_id = j.document_id AND m.journal_id = j.id))
       OR d.posting_id <> j.posting_id OR d.number <> j.document OR (d.day IS NOT NULL AND d.day <> j.day))
    """,
    $"""
    SELECT 'warehouse_receipt_lines ' || COALESCE(r.number, 'without a receipt') || ' line ' || l.number AS "Row",
           'quantity ' || l.quantity || ', value ' || l.value || '; movements sum to ' || COALESCE(m.quantity, 0) || ', goods received, not invoiced to ' || COALESCE(g.quantity, 0) || ' / ' || -COALESCE(g.amount, 0) AS "Message"
    FROM warehouse_receipt_lines l LEFT JOIN warehouse_receipts r ON r.id = l.receipt_id
    LEFT JOIN ({Moved("m.kind = 1")}) m ON m.line_id = l.id
    LEFT JOIN (SELECT source_id, MIN(quantity) AS quantity, MIN(amount) AS amount FROM procurement_grni_entries WHERE kind = 1 GROUP BY source_id) g ON g.source_id = l.id
    LEFT JOIN procurement_lines o ON o.id = l.order_line_id
    WHERE r.id IS NULL OR r.state <> 2 OR l.quantity <> COALESCE(m.quantity, 0) OR m.item_id <> l.item_id OR m.lot_id <> l.lot_id OR m.document_id <> l.receipt_id
       OR (o.kind <> 3 AND l.quantity <> COALESCE(g.quantity, 0)) OR (o.kind = 3 AND g.source_id IS NOT NULL) OR l.value <> -COALESCE(g.amount, 0) OR o.id IS NULL OR o.item_id <> l.item_id OR o.order_number <> l.order_number
    """,
    """
    SELECT 'warehouse_receipt_lines ' || r.number || ' line ' || l.number AS "Row", 'returned ' || l.returned || ', returns sum to ' || COALESCE(b.quantity, 0) AS "Message"
    FROM warehouse_receipt_lines l JOIN warehouse_receipts r ON r.id = l.receipt_id
    LEFT JOIN (SELECT receipt_line_id, CAST(SUM(quantity) AS bigint) AS quantity FROM warehouse_supplier_return_lines GROUP BY receipt_line_id) b ON b.receipt_line_id = l.id
    WHERE l.returned <> COALESCE(b.quantity, 0) OR (l.returned = l.quantity AND l.returned_value <> l.value) OR (l.returned = 0 AND l.returned_value <> 0)
    """,
    """
    SELECT 'warehouse_receipts ' || r.number AS "Row", 'value ' || r.value || ', its lines sum to ' || COALESCE(l.value, -o.value, 0) || '; or its reversal does not answer it' AS "Message"
    FROM warehouse_receipts r LEFT JOIN warehouse_receipts o ON o.id = r.reverse_of
    LEFT JOIN (SELECT receipt_id, CAST(SUM(value) AS bigint) AS value FROM warehouse_receipt_lines GROUP BY receipt_id) l ON l.receipt_id = r.id
    WHERE r.state = 2 AND ((r.kind = 1 AND r.value <> COALESCE(l.value, 0)) OR (r.kind = 2 AND (o.id IS NULL OR o.reversed_by IS NULL OR o.reversed_by <> r.id OR r.value <> -o.value))
       OR (r.reversed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warehouse_receipts v WHERE v.id = r.reversed_by AND v.reverse_of = r.id)))
    """,
    $"""
    SELECT 'warehouse_shipment_lines ' || COALESCE(s.number, 'without a shipment') || ' line ' || l.line AS "Row",
           'quantity ' || l.quantity || ', cost ' || l.cost || '; movements sum to ' || COALESCE(m.quantity, o.quantity, 0) || ', ' || COALESCE(m.from_value, o.cost, 0) AS "Message"
    FROM warehouse_shipment_lines l LEFT JOIN warehouse_shipments s ON s.id = l.shipment_id
    LEFT JOIN ({Moved("m.kind = 5")}) m ON m.line_id = l.id
    LEFT JOIN warehouse_shipment_lines o ON o.shipment_id = s.mirror_of AND o.line = l.line
    LEFT JOIN sales_lines a ON a.id = l.order_line_id
    WHERE s.id IS NULL OR l.quantity <> COALESCE(m.quantity, o.quantity, 0) OR l.cost <> COALESCE(m.from_value, o.cost, 0) OR COALESCE(m.item_id, o.item_id) <> l.item_id OR COALESCE(m.lot_id, o.lot_id) <> l.lot_id
       OR m.document_id <> l.shipment_id OR a.id IS NULL OR a.order_id <> s.order_id OR a.item_id <> l.item_id OR a.line <> l.order_line
    """,
    """
    SELECT 'warehouse_shipment_lines ' || s.number || ' line ' || l.line AS "Row", 'returned ' || l.returned || ' for ' || l.returned_cost || ', returns sum to ' || COALESCE(b.quantity, 0) || ' for ' || COALESCE(b.cost, 0) AS "Message"
    FROM warehouse_shipment_lines l JOIN warehouse_shipments s ON s.id = l.shipment_id
    LEFT JOIN (SELECT shipment_line_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(cost) AS bigint) AS cost FROM warehouse_customer_return_lines GROUP BY shipment_line_id) b ON b.shipment_line_id = l.id
    WHERE (s.reversed_by IS NULL AND (l.returned <> COALESCE(b.quantity, 0) OR l.returned_cost <> COALESCE(b.cost, 0))) OR (s.reversed_by IS NOT NULL AND (l.returned <> l.quantity OR l.returned_cost <> l.cost))
    """,
    """
    SELECT 'warehouse_shipments ' || s.number AS "Row", 'its invoice or its reversal does not answer it' AS "Message"
    FROM warehouse_shipments s LEFT JOIN sales_invoices i ON i.id = s.invoice_id LEFT JOIN warehouse_shipments o ON o.id = s.mirror_of LEFT JOIN sales_orders a ON a.id = s.order_id
    WHERE a.id IS NULL OR a.number <> s.order_number OR a.customer_id <> s.customer_id OR a.site_id <> s.site_id
       OR (s.invoice_id IS NULL AND s.invoice_number IS NOT NULL) OR (s.invoice_id IS NOT NULL AND (i.id IS NULL OR s.invoice_number IS NULL OR i.number <> s.invoice_number OR i.source_id <> s.id OR i.source <> s.number OR i.day <> s.day))
       OR (s.mirror_of IS NOT NULL AND (o.id IS NULL OR o.reversed_by IS NULL OR o.reversed_by <> s.number))
       OR (s.reversed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warehouse_shipments v WHERE v.number = s.reversed_by AND v.mirror_of = s.id))
    """,
    """
    SELECT 'sales_invoice_lines ' || i.number || ' line ' || l.line AS "Row", 'bills ' || l.quantity || ', shipped under it ' || COALESCE(s.quantity, 0) AS "Message"
    FROM sales_invoice_lines l JOIN sales_invoices i ON i.id = l.invoice_id AND i.kind = 1
    LEFT JOIN (SELECT invoice_line_id, CAST(SUM(quantity) AS bigint) AS quantity, order_line_id, COUNT(DISTINCT shipment_id) AS shipments
               FROM (SELECT invoice_line_id, quantity, order_line_id, shipment_id FROM warehouse_shipment_lines UNION ALL SELECT invoice_line_id, quantity, sales_line_id, notice_id FROM warehouse_ship_notice_lines) x WHERE invoice_line_id IS NOT NULL GROUP BY invoice_line_id, order_line_id) s ON s.invoice_line_id = l.id
    WHERE l.quantity <> COALESCE(s.quantity, 0) OR s.order_line_id <> l.order_line_id OR s.shipments <> 1
    """,
    $"""
    SELECT 'warehouse_customer_return_lines ' || COALESCE(r.number, 'without a return') || ' line ' || l.line AS "Row",
           'quantity ' || l.quantity || ', cost ' || l.cost || '; movements sum to ' || COALESCE(m.quantity, 0) || ', ' || COALESCE(m.to_value, 0) AS "Message"
    FROM warehouse_customer_return_lines l LEFT JOIN warehouse_customer_returns r ON r.id = l.return_id LEFT JOIN ({Moved("m.kind = 6")}) m ON m.line_id = l.id
    WHERE r.id IS NULL OR l.quantity <> COALESCE(m.quantity, 0) OR l.cost <> COALESCE(m.to_value, 0) OR m.document_id <> l.return_id OR m.item_id <> l.item_id
    """,
    """
    SELECT 'warehouse_customer_returns ' || r.number AS "Row", 'its credit note or its shipment does not answer it' AS "Message"
    FROM warehouse_customer_returns r LEFT JOIN sales_invoices i ON i.id = r.credit_note_id LEFT JOIN warehouse_shipments s ON s.id = r.shipment_id
    WHERE s.id IS NULL OR s.number <> r.shipment_number OR s.order_id <> r.order_id OR s.customer_id <> r.customer_id OR (r.credit_note_id IS NULL AND r.credit_note IS NOT NULL)
       OR (r.credit_note_id IS NOT NULL AND (i.id IS NULL OR r.credit_note IS NULL OR i.number <> r.credit_note OR i.source_id <> r.id))
       OR (r.credit_note_id IS NULL AND EXISTS (SELECT 1 FROM sales_invoices n WHERE n.source_id = r.id))
    """,
    $"""
    SELECT 'warehouse_supplier_return_lines ' || COALESCE(r.number, 'without a return') || ' line ' || l.number AS "Row",
           'quantity ' || l.quantity || ', value ' || l.value || ', owed ' || l.owed || '; movements sum to ' || COALESCE(m.quantity, 0) || ', ' || COALESCE(m.from_value, 0) || ', goods received, not invoiced to ' || COALESCE(g.amount, 0) AS "Message"
    FROM warehouse_supplier_return_lines l LEFT JOIN warehouse_supplier_returns r ON r.id = l.return_id LEFT JOIN ({Moved("m.kind = 7")}) m ON m.line_id = l.id
    LEFT JOIN (SELECT source_id, MIN(amount) AS amount FROM procurement_grni_entries WHERE kind = 2 GROUP BY source_id) g ON g.source_id = l.id
    WHERE r.id IS NULL OR l.quantity <> COALESCE(m.quantity, 0) OR l.value <> COALESCE(m.from_value, 0) OR l.owed <> COALESCE(g.amount, 0)
    """,
    """
    SELECT 'warehouse_pick_lines ' || COALESCE(p.number, 'without a pick') AS "Row", 'picked ' || l.picked || ', movements sum to ' || l.moved AS "Message"
    FROM (SELECT pick_id, CAST(SUM(picked) AS bigint) AS picked, CAST(SUM(moved) AS bigint) AS moved FROM (
            SELECT pick_id, order_line_id, item_id, quantity AS picked, 0 AS moved FROM warehouse_pick_lines
            UNION ALL SELECT document_id, line_id, item_id, 0, quantity FROM inventory_movements WHERE kind = 4 AND reverse_of IS NULL) b
          GROUP BY pick_id, order_line_id, item_id) l
    LEFT JOIN warehouse_picks p ON p.id = l.pick_id
    WHERE p.id IS NULL OR l.picked <> l.moved
    """,
    """
    SELECT 'warehouse_transfer_loads of ' || COALESCE(t.number, 'no transfer') AS "Row",
           'shipped ' || l.shipped || ', received ' || l.received || ', lost ' || l.lost || ', recalled ' || l.recalled || '; movements sum to ' || COALESCE(m.shipped, 0) || ', ' || COALESCE(m.received, 0) || ', ' || COALESCE(m.lost, 0) || ', ' || COALESCE(m.recalled, 0) AS "Message"
    FROM warehouse_transfer_loads l LEFT JOIN warehouse_transfers t ON t.id = l.transfer_id LEFT JOIN warehouse_transfer_lines x ON x.id = l.line_id
    LEFT JOIN (SELECT transit_id, MIN(item_id) AS item_id, MIN(lot_id) AS lot_id,
                      CAST(SUM(CASE WHEN kind = 10 AND reverse_of IS NULL THEN quantity ELSE 0 END) AS bigint) AS shipped, CAST(SUM(CASE WHEN kind = 10 AND reverse_of IS NOT NULL THEN quantity ELSE 0 END) AS bigint) AS recalled,
                      CAST(SUM(CASE WHEN kind <> 11 THEN 0 WHEN reverse_of IS NULL THEN quantity ELSE -quantity END) AS bigint) AS received,
                      CAST(SUM(CASE WHEN kind <> 12 THEN 0 WHEN reverse_of IS NULL THEN quantity ELSE -quantity END) AS bigint) AS lost
               FROM inventory_movements WHERE transit_id IS NOT NULL GROUP BY transit_id) m ON m.transit_id = l.id
    WHERE t.id IS NULL OR x.id IS NULL OR x.transfer_id <> l.transfer_id OR x.item_id <> l.item_id OR m.item_id <> l.item_id OR m.lot_id <> l.lot_id
       OR l.shipped <> COALESCE(m.shipped, 0) OR l.received <> COALESCE(m.received, 0) OR l.lost <> COALESCE(m.lost, 0) OR l.recalled <> COALESCE(m.recalled, 0)
    """,
    """
    SELECT 'warehouse_count_lines ' || COALESCE(d.number, 'without a count') AS "Row", 'difference ' || l.difference || ', movements sum to ' || COALESCE(m.quantity, 0) AS "Message"
    FROM warehouse_count_lines l LEFT JOIN warehouse_documents d ON d.id = l.document_id
    LEFT JOIN (SELECT line_id, CAST(SUM(CASE WHEN to_position_id IS NULL THEN -quantity ELSE quantity END) AS bigint) AS quantity FROM inventory_movements WHERE kind = 9 AND reverse_of IS NULL GROUP BY line_id) m ON m.line_id = l.id
    WHERE d.id IS NULL OR l.difference <> COALESCE(m.quantity, 0)
    """)
{
    private const string Documents = """
        SELECT id, number, posting_id, entity_id, CAST(NULL AS integer) AS day, CASE kind WHEN 5 THEN 0 ELSE 1 END AS moves, 'warehouse_documents' AS kind FROM warehouse_documents
        UNION ALL SELECT id, number, posting_id, entity_id, day, 1, 'warehouse_receipts' FROM warehouse_receipts WHERE state = 2
        UNION ALL SELECT id, number, posting_id, entity_id, day, 1, 'warehouse_shipments' FROM warehouse_shipments
        UNION ALL SELECT id, number, posting_id, entity_id, day, 1, 'warehouse_ship_notices' FROM warehouse_ship_notices
        UNION ALL SELECT id, number, posting_id, entity_id, CAST(NULL AS integer), 1, 'warehouse_picks' FROM warehouse_picks
        UNION ALL SELECT id, number, posting_id, entity_id, day, 1, 'warehouse_customer_returns' FROM warehouse_customer_returns
        UNION ALL SELECT id, number, posting_id, entity_id, day, 1, 'warehouse_supplier_returns' FROM warehouse_supplier_returns
        """;

    /// <summary>What was moved for each document line, mirrors left out.</summary>
    private static string Moved(string which) =>
        $"""
        SELECT m.line_id, m.document_id, MIN(m.item_id) AS item_id, MIN(m.lot_id) AS lot_id, CAST(SUM(m.quantity) AS bigint) AS quantity,
               CAST(SUM(COALESCE(m.from_value, 0)) AS bigint) AS from_value, CAST(SUM(COALESCE(m.to_value, 0)) AS bigint) AS to_value
        FROM inventory_movements m WHERE {which} AND m.reverse_of IS NULL AND m.line_id IS NOT NULL GROUP BY m.line_id, m.document_id
        """;
}
