namespace Crossdock.Procurement.Checking;

/// <summary>Purchase order lines stand as their last sealed version says, at prices of units as the item defines them, under an order that is theirs.</summary>
internal sealed class OrderedCheck() : SqlCheck(6, "order lines follow from their documents",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row", 'ordered ' || l.ordered || ' at ' || l.price || ' by ' || l.requested_day || ', its last version says ' || c.ordered || ' at ' || c.price || ' by ' || c.requested_day AS "Message"
    FROM procurement_lines l
    JOIN (SELECT line_id, MAX(id) AS id FROM procurement_line_changes GROUP BY line_id) n ON n.line_id = l.id
    JOIN procurement_line_changes c ON c.id = n.id
    WHERE l.state <> 1 AND (c.ordered <> l.ordered OR c.price <> l.price OR c.requested_day <> l.requested_day OR COALESCE(c.confirmed_day, 0) <> COALESCE(l.confirmed_day, 0)
       OR (c.kind = 4 AND l.state <> 4) OR (c.kind = 5 AND l.state <> 3) OR (c.kind < 4 AND l.state = 3))
    """,
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row", 'is priced for ' || l.price_numerator || '/' || l.price_denominator || ' base units, ' || l.price_unit || ' is ' || COALESCE(k.numerator, 0) || '/' || COALESCE(k.denominator, 0) AS "Message"
    FROM procurement_lines l LEFT JOIN masterdata_packs k ON k.item_id = l.item_id AND k.unit = l.price_unit
    WHERE k.unit IS NULL OR k.numerator <> l.price_numerator OR k.denominator <> l.price_denominator
    """,
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row", 'its order is missing or has another number, supplier, site, entity or currency' AS "Message"
    FROM procurement_lines l LEFT JOIN procurement_orders o ON o.id = l.order_id
    WHERE o.id IS NULL OR l.order_number <> o.number OR l.supplier_id <> o.supplier_id OR l.site_id <> o.site_id OR l.entity_id <> o.entity_id OR l.currency <> o.currency
    """,
    """
    SELECT 'procurement_orders ' || o.number AS "Row", 'has no line, or no posting made it' AS "Message"
    FROM procurement_orders o LEFT JOIN storage_postings p ON p.id = o.posting_id
    WHERE p.id IS NULL OR NOT EXISTS (SELECT 1 FROM procurement_lines l WHERE l.order_id = o.id)
    """,
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row", 'is shipped for ' || COALESCE(o.sales_order, 'no order') || ', whose line is missing or of another item, site or customer' AS "Message"
    FROM procurement_lines l JOIN procurement_orders o ON o.id = l.order_id LEFT JOIN sales_lines s ON s.id = l.sales_line_id LEFT JOIN sales_orders a ON a.id = s.order_id
    WHERE l.kind <> o.kind OR (o.kind = 5) <> (o.sales_order IS NOT NULL) OR (o.kind = 5) <> (o.customer_id IS NOT NULL)
       OR (l.sales_line_id IS NOT NULL AND (s.id IS NULL OR s.item_id <> l.item_id OR s.site_id <> l.site_id OR a.number <> o.sales_order OR a.customer_id <> o.customer_id))
    """);
