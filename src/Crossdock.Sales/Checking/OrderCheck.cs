using Crossdock.Sales.Orders;

namespace Crossdock.Sales.Checking;

/// <summary>Customer order lines say what their demands and prices say, and orders what their lines say.</summary>
internal sealed class OrderCheck() : SqlCheck(6, "order lines follow from their documents",
    """
    SELECT 'sales_lines ' || COALESCE(o.number, 'without an order') || ' line ' || l.line AS "Row",
           'ordered ' || l.ordered || ', cancelled ' || l.cancelled || ', shipped ' || l.shipped || '; its demand says ' || COALESCE(d.ordered, 0) || ', ' || COALESCE(d.cancelled, 0) || ', ' || COALESCE(d.shipped, 0) AS "Message"
    FROM sales_lines l LEFT JOIN sales_orders o ON o.id = l.order_id LEFT JOIN inventory_demands d ON d.id = l.id
    WHERE o.id IS NULL OR d.id IS NULL OR d.document <> o.number OR d.ordered <> l.ordered OR d.cancelled <> l.cancelled OR d.shipped <> l.shipped OR d.item_id <> l.item_id OR d.site_id <> l.site_id OR d.lot_id <> l.lot_id OR d.due_day <> l.due_day OR d.direct <> (l.supplier_id <> 0)
    """,
    """
    SELECT 'sales_lines ' || COALESCE(o.number, 'without an order') || ' line ' || l.line AS "Row", 'is priced for ' || l.price_numerator || '/' || l.price_denominator || ' base units, ' || l.price_unit || ' is ' || COALESCE(k.numerator, 0) || '/' || COALESCE(k.denominator, 0) AS "Message"
    FROM sales_lines l LEFT JOIN sales_orders o ON o.id = l.order_id LEFT JOIN masterdata_packs k ON k.item_id = l.item_id AND k.unit = l.price_unit
    WHERE k.unit IS NULL OR k.numerator <> l.price_numerator OR k.denominator <> l.price_denominator
    """,
    """
    SELECT 'sales_orders ' || o.number AS "Row", 'open ' || o.open_net || ' in state ' || o.state || ', its lines say ' || COALESCE(l.open_net, 0) || ' over ' || COALESCE(l.lines, 0) || ' lines' AS "Message"
    FROM sales_orders o
    LEFT JOIN (SELECT order_id, COUNT(*) AS lines, CAST(SUM(open_net) AS bigint) AS open_net, MAX(CASE WHEN open > 0 THEN 1 ELSE 0 END) AS waits, MAX(CASE WHEN shipped > 0 THEN 1 ELSE 0 END) AS left_us,
                      MIN(CASE WHEN open > 0 THEN due_day END) AS due_day, MIN(customer_id) AS customer_id, MAX(customer_id) AS last_customer, MIN(site_id) AS site_id, MAX(site_id) AS last_site
               FROM sales_lines GROUP BY order_id) l ON l.order_id = o.id
    WHERE l.order_id IS NULL OR o.open_net <> l.open_net OR COALESCE(o.due_day, 0) <> COALESCE(l.due_day, 0)
       OR o.customer_id <> l.customer_id OR o.customer_id <> l.last_customer OR o.site_id <> l.site_id OR o.site_id <> l.last_site
       OR o.state <> CASE WHEN l.waits = 1 AND l.left_us = 1 THEN 2 WHEN l.waits = 1 THEN 1 WHEN l.left_us = 1 THEN 3 ELSE 4 END
    """)
{
    private const int Page = 5000;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel)
    {
        var findings = new List<Finding>(await base.RunAsync(db, most, cancel));
        if (findings.Count < most) await AmountsAsync(db, findings, most, cancel);
        return findings;
    }

    /// <summary>Amounts are the agreed price of their quantities, which needs more than 64 bits: computed here, order by order.</summary>
    private static async Task AmountsAsync(CrossdockDb db, List<Finding> findings, int most, CancellationToken cancel)
    {
        var after = Guid.Empty;
        while (findings.Count < most)
        {
            var orders = await db.Set<SalesOrder>().AsNoTracking().Where(o => o.Id > after).OrderBy(o => o.Id).Take(Page).ToListAsync(cancel);
            if (orders.Count == 0) return;
            var (first, last) = (orders[0].Id, orders[^1].Id);
            var lines = await db.Set<SalesLine>().AsNoTracking().Where(l => l.OrderId >= first && l.OrderId <= last).ToListAsync(cancel);
            var byOrder = lines.ToLookup(l => l.OrderId);
            foreach (var order in orders)
            {
                var net = Amount.Zero;
                foreach (var line in byOrder[order.Id])
                {
                    var (all, open) = (line.AgreedPrice.For(line.Ordered, order.Currency), line.AgreedPrice.For(line.Open, order.Currency));
                    net += line.AgreedPrice.For(line.Ordered - line.Cancelled, order.Currency);
                    if (line.Net != all || line.OpenNet != open)
                        findings.Add(new($"sales_lines {order.Number} line {line.Line}", $"net {line.Net}, open {line.OpenNet}; its price gives {all} and {open}"));
                }

                if (order.Net != net) findings.Add(new($"sales_orders {order.Number}", $"net {order.Net}, its lines give {net}"));
            }

            after = last;
        }
    }
}
