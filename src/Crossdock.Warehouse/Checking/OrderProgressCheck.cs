namespace Crossdock.Warehouse.Checking;

/// <summary>What order and transfer lines say left, came, came back and was invoiced follows from the documents that did it.</summary>
internal sealed class OrderProgressCheck() : SqlCheck(6, "order lines follow from their documents",
    """
    SELECT 'sales_lines ' || COALESCE(o.number, 'without an order') || ' line ' || l.line AS "Row",
           'shipped ' || l.shipped || ', returned ' || l.returned || '; shipments sum to ' || COALESCE(s.quantity, 0) || ', returns to ' || COALESCE(r.quantity, 0) AS "Message"
    FROM sales_lines l LEFT JOIN sales_orders o ON o.id = l.order_id
    LEFT JOIN (SELECT x.order_line_id, CAST(SUM(CASE WHEN h.mirror_of IS NULL THEN x.quantity ELSE -x.quantity END) AS bigint) AS quantity
               FROM (SELECT order_line_id, quantity, shipment_id FROM warehouse_shipment_lines UNION ALL SELECT sales_line_id, quantity, notice_id FROM warehouse_ship_notice_lines) x
               JOIN (SELECT id, mirror_of FROM warehouse_shipments UNION ALL SELECT id, mirror_of FROM warehouse_ship_notices) h ON h.id = x.shipment_id GROUP BY x.order_line_id) s ON s.order_line_id = l.id
    LEFT JOIN (SELECT order_line_id, CAST(SUM(quantity) AS bigint) AS quantity FROM warehouse_customer_return_lines GROUP BY order_line_id) r ON r.order_line_id = l.id
    WHERE l.shipped <> COALESCE(s.quantity, 0) OR l.returned <> COALESCE(r.quantity, 0)
    """,
    """
    SELECT 'sales_lines ' || COALESCE(o.number, 'without an order') || ' line ' || l.line AS "Row",
           'invoiced ' || l.invoiced || ' for ' || l.net_invoiced || ', invoices sum to ' || COALESCE(i.quantity, 0) || ' for ' || COALESCE(i.net, 0) AS "Message"
    FROM sales_lines l LEFT JOIN sales_orders o ON o.id = l.order_id
    LEFT JOIN (SELECT r.order_line_id, CAST(SUM(CASE h.kind WHEN 1 THEN r.quantity ELSE -r.quantity END) AS bigint) AS quantity, CAST(SUM(CASE h.kind WHEN 1 THEN r.net ELSE -r.net END) AS bigint) AS net
               FROM sales_invoice_lines r JOIN sales_invoices h ON h.id = r.invoice_id
               WHERE NOT EXISTS (SELECT 1 FROM warehouse_customer_returns b WHERE b.id = h.source_id) GROUP BY r.order_line_id) i ON i.order_line_id = l.id
    WHERE l.invoiced <> COALESCE(i.quantity, 0) OR l.net_invoiced <> COALESCE(i.net, 0)
    """,
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row",
           'received ' || l.received || ' for ' || l.received_amount || ' (' || l.received_value || '), receipts sum to ' || COALESCE(r.quantity, 0) || ' for ' || COALESCE(r.amount, 0) || ' (' || COALESCE(r.value, 0) || ')' AS "Message"
    FROM procurement_lines l
    LEFT JOIN (SELECT order_line_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(amount) AS bigint) AS amount, CAST(SUM(value) AS bigint) AS value FROM (
                 SELECT x.order_line_id, x.quantity, x.amount, x.value FROM warehouse_receipt_lines x JOIN warehouse_receipts h ON h.id = x.receipt_id WHERE h.kind = 1 AND h.state = 2 AND h.reversed_by IS NULL
                 UNION ALL SELECT x.purchase_line_id, x.quantity, x.amount, x.value FROM warehouse_ship_notice_lines x JOIN warehouse_ship_notices h ON h.id = x.notice_id WHERE h.mirror_of IS NULL AND h.reversed_by IS NULL
                 UNION ALL SELECT u.line_id, u.quantity, u.amount, u.value FROM procurement_consigned_usage u WHERE u.line_id IS NOT NULL) b GROUP BY order_line_id) r ON r.order_line_id = l.id
    WHERE l.received <> COALESCE(r.quantity, 0) OR l.received_amount <> COALESCE(r.amount, 0) OR l.received_value <> COALESCE(r.value, 0)
    """,
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row",
           'returned ' || l.returned || ' for ' || l.returned_amount || ' (' || l.returned_value || '), returns sum to ' || COALESCE(r.quantity, 0) || ' for ' || COALESCE(r.amount, 0) || ' (' || COALESCE(r.owed, 0) || ')' AS "Message"
    FROM procurement_lines l
    LEFT JOIN (SELECT order_line_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(amount) AS bigint) AS amount, CAST(SUM(owed) AS bigint) AS owed
               FROM warehouse_supplier_return_lines GROUP BY order_line_id) r ON r.order_line_id = l.id
    WHERE l.returned <> COALESCE(r.quantity, 0) OR l.returned_amount <> COALESCE(r.amount, 0) OR l.returned_value <> COALESCE(r.owed, 0)
    """,
    """
    SELECT 'warehouse_transfer_lines ' || COALESCE(t.number, 'without a transfer') || ' line ' || l.line AS "Row",
           'shipped ' || l.shipped || ', received ' || l.received || ', lost ' || l.lost || ', recalled ' || l.recalled || '; its loads sum to ' || COALESCE(s.shipped, 0) || ', ' || COALESCE(s.received, 0) || ', ' || COALESCE(s.lost, 0) || ', ' || COALESCE(s.recalled, 0) AS "Message"
    FROM warehouse_transfer_lines l LEFT JOIN warehouse_transfers t ON t.id = l.transfer_id
    LEFT JOIN (SELECT line_id, CAST(SUM(shipped) AS bigint) AS shipped, CAST(SUM(received) AS bigint) AS received, CAST(SUM(lost) AS bigint) AS lost, CAST(SUM(recalled) AS bigint) AS recalled
               FROM warehouse_transfer_loads GROUP BY line_id) s ON s.line_id = l.id
    WHERE t.id IS NULL OR l.shipped <> COALESCE(s.shipped, 0) OR l.received <> COALESCE(s.received, 0) OR l.lost <> COALESCE(s.lost, 0) OR l.recalled <> COALESCE(s.recalled, 0)
    """,
    """
    SELECT 'warehouse_transfer_lines ' || t.number || ' line ' || l.line AS "Row",
           'ordered ' || l.ordered || ', cancelled ' || l.cancelled || ', shipped ' || l.shipped || '; its demand says ' || COALESCE(d.ordered, 0) || ', ' || COALESCE(d.cancelled, 0) || ', ' || COALESCE(d.shipped, 0) AS "Message"
    FROM warehouse_transfer_lines l JOIN warehouse_transfers t ON t.id = l.transfer_id LEFT JOIN inventory_demands d ON d.id = l.id
    WHERE (t.state IN (7, 8) AND d.id IS NOT NULL)
       OR (t.state NOT IN (7, 8) AND d.id IS NULL AND (t.approval IS NULL OR l.cancelled <> l.ordered))
       OR d.document <> t.number OR d.ordered <> l.ordered OR d.cancelled <> l.cancelled OR d.shipped <> l.shipped OR d.item_id <> l.item_id OR d.lot_id <> l.lot_id OR d.site_id <> t.from_site_id
    """,
    """
    SELECT 'warehouse_transfers ' || t.number AS "Row", 'is in state ' || t.state || ', which its lines do not give' AS "Message"
    FROM warehouse_transfers t
    LEFT JOIN (SELECT transfer_id, MAX(CASE WHEN shipped > 0 THEN 1 ELSE 0 END) AS shipped, MAX(CASE WHEN ordered - cancelled - shipped > 0 THEN 1 ELSE 0 END) AS open,
                      MAX(CASE WHEN shipped - recalled - received - lost > 0 THEN 1 ELSE 0 END) AS under_way, MAX(CASE WHEN received > 0 OR lost > 0 THEN 1 ELSE 0 END) AS arrived
               FROM warehouse_transfer_lines GROUP BY transfer_id) l ON l.transfer_id = t.id
    WHERE l.transfer_id IS NULL
       OR t.state <> CASE WHEN t.state = 7 AND l.shipped = 0 AND l.open = 1 THEN 7 WHEN t.state = 8 AND l.shipped = 0 AND l.open = 0 THEN 8 WHEN l.shipped = 0 THEN (CASE WHEN l.open = 1 THEN 1 ELSE 6 END) WHEN l.open = 0 AND l.under_way = 0 THEN 5 WHEN l.arrived = 1 THEN 4 WHEN l.open = 1 THEN 2 ELSE 3 END
    """,
    """
    SELECT 'inventory_supplies ' || s.document AS "Row", 'to come ' || s.open || ', the line it stands for says ' || COALESCE(l.open, t.open, 0) AS "Message"
    FROM inventory_supplies s
    LEFT JOIN (SELECT id, item_id, site_id, order_number AS document, COALESCE(confirmed_day, requested_day) AS day, CASE WHEN state = 2 AND received < ordered THEN ordered - received ELSE 0 END AS open FROM procurement_lines) l ON l.id = s.id
    LEFT JOIN (SELECT x.id, x.item_id, h.to_site_id AS site_id, h.number AS document, h.arrival_day AS day, x.ordered - x.cancelled - x.recalled - x.received - x.lost AS open FROM warehouse_transfer_lines x JOIN warehouse_transfers h ON h.id = x.transfer_id) t ON t.id = s.id
    WHERE COALESCE(l.id, t.id) IS NULL OR s.open <> COALESCE(l.open, t.open) OR s.item_id <> COALESCE(l.item_id, t.item_id) OR s.site_id <> COALESCE(l.site_id, t.site_id) OR s.document <> COALESCE(l.document, t.document) OR (s.open > 0 AND s.day <> COALESCE(l.day, t.day))
    """,
    """
    SELECT 'inventory_demands ' || d.document AS "Row", 'no order line asks for it' AS "Message"
    FROM inventory_demands d LEFT JOIN sales_lines l ON l.id = d.id LEFT JOIN warehouse_transfer_lines t ON t.id = d.id WHERE l.id IS NULL AND t.id IS NULL
    """);
