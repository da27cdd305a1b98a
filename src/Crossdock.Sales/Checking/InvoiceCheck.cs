namespace Crossdock.Sales.Checking;

/// <summary>Customer invoices, credit notes and payments say what their journals, lines, taxes and open items say.</summary>
internal sealed class InvoiceCheck() : SqlCheck(8, "documents agree with their entries",
    $"""
    SELECT 'sales_invoices ' || i.number AS "Row",
           'total ' || i.total || ' (' || i.functional_total || ' in the books), net ' || i.net || ', tax ' || i.tax || '; its journal says ' || COALESCE(j.document_owed, 0) || ' (' || COALESCE(j.owed, 0) || '), ' || COALESCE(j.net, 0) || ', ' || COALESCE(j.tax, 0) AS "Message"
    FROM (SELECT x.*, CASE x.kind WHEN 1 THEN 1 ELSE -1 END AS way FROM sales_invoices x) i
    LEFT JOIN ({Booked("2, 6")}) j ON j.document_id = i.id
    WHERE i.total <> i.net + i.tax OR i.functional_total <> i.way * COALESCE(j.owed, 0) OR i.total <> i.way * COALESCE(j.document_owed, 0)
       OR i.net <> -i.way * COALESCE(j.net, 0) OR i.tax <> -i.way * COALESCE(j.tax, 0)
       OR (j.document_id IS NOT NULL AND (j.first_posting <> i.posting_id OR j.journals <> 1 OR j.first_day <> i.day OR j.entity_id <> i.entity_id OR j.document <> i.number OR j.currency <> i.currency))
    """,
    """
    SELECT 'sales_invoices ' || i.number AS "Row", 'net ' || i.net || ', tax ' || i.tax || '; its lines sum to ' || COALESCE(l.net, 0) || ', its taxes to ' || COALESCE(t.tax, 0) AS "Message"
    FROM sales_invoices i
    LEFT JOIN (SELECT invoice_id, CAST(SUM(net) AS bigint) AS net FROM sales_invoice_lines GROUP BY invoice_id) l ON l.invoice_id = i.id
    LEFT JOIN (SELECT invoice_id, CAST(SUM(tax) AS bigint) AS tax FROM sales_invoice_taxes GROUP BY invoice_id) t ON t.invoice_id = i.id
    WHERE l.invoice_id IS NULL OR i.net <> l.net OR i.tax <> COALESCE(t.tax, 0)
    """,
    """
    SELECT 'sales_invoice_taxes ' || COALESCE(i.number, 'without an invoice') || ' ' || l.tax_code AS "Row", 'on ' || l.taxed || ', the lines of the code sum to ' || l.net AS "Message"
    FROM (SELECT invoice_id, tax_code, CAST(SUM(taxed) AS bigint) AS taxed, CAST(SUM(net) AS bigint) AS net, MAX(there) AS there FROM (
            SELECT invoice_id, tax_code, net AS taxed, 0 AS net, 1 AS there FROM sales_invoice_taxes
            UNION ALL SELECT invoice_id, tax_code, 0, net, 0 FROM sales_invoice_lines WHERE tax_code IS NOT NULL) b
          GROUP BY invoice_id, tax_code) l
    LEFT JOIN sales_invoices i ON i.id = l.invoice_id
    WHERE i.id IS NULL OR l.taxed <> l.net OR l.there = 0
    """,
    """
    SELECT 'sales_invoice_lines ' || COALESCE(i.number, 'without an invoice') || ' line ' || l.line AS "Row",
           'credited ' || l.credited || ' for ' || l.credited_net || ', credit notes sum to ' || COALESCE(c.quantity, 0) || ' for ' || COALESCE(c.net, 0) AS "Message"
    FROM sales_invoice_lines l LEFT JOIN sales_invoices i ON i.id = l.invoice_id LEFT JOIN sales_lines o ON o.id = l.order_line_id
    LEFT JOIN (SELECT n.credit_of, r.order_line_id, CAST(SUM(r.quantity) AS bigint) AS quantity, CAST(SUM(r.net) AS bigint) AS net
               FROM sales_invoice_lines r JOIN sales_invoices n ON n.id = r.invoice_id WHERE n.credit_of IS NOT NULL GROUP BY n.credit_of, r.order_line_id) c
      ON c.credit_of = l.invoice_id AND c.order_line_id = l.order_line_id
    WHERE i.id IS NULL OR o.id IS NULL OR o.order_id <> i.order_id OR o.item_id <> l.item_id OR (i.kind = 1 AND l.credited = 0 AND l.price_unit = o.price_unit AND l.price <> o.price) OR l.credited <> COALESCE(c.quantity, 0) OR l.credited_net <> COALESCE(c.net, 0)
    """,
    """
    SELECT 'sales_invoice_taxes ' || t.tax_code AS "Row", 'rate ' || t.rate_millionths || ', the code says ' || COALESCE(k.rate_millionths, 0) AS "Message"
    FROM sales_invoice_taxes t LEFT JOIN masterdata_tax_codes k ON k.code = t.tax_code WHERE k.code IS NULL OR k.rate_millionths <> t.rate_millionths
    """,
    """
    SELECT 'sales_invoice_taxes ' || i.number || ' ' || t.tax_code AS "Row", 'credited ' || t.credited_tax || ' on ' || t.credited_net || ', credit notes sum to ' || COALESCE(c.tax, 0) || ' on ' || COALESCE(c.net, 0) AS "Message"
    FROM sales_invoice_taxes t JOIN sales_invoices i ON i.id = t.invoice_id
    LEFT JOIN (SELECT n.credit_of, r.tax_code, CAST(SUM(r.tax) AS bigint) AS tax, CAST(SUM(r.net) AS bigint) AS net
               FROM sales_invoice_taxes r JOIN sales_invoices n ON n.id = r.invoice_id WHERE n.credit_of IS NOT NULL GROUP BY n.credit_of, r.tax_code) c
      ON c.credit_of = t.invoice_id AND c.tax_code = t.tax_code
    WHERE t.credited_net <> COALESCE(c.net, 0) OR t.credited_tax <> COALESCE(c.tax, 0)
    """,
    """
    SELECT 'books_open_items ' || i.number AS "Row", 'opened with ' || COALESCE(o.total, 0) || ', the invoice says ' || CASE i.kind WHEN 1 THEN i.total ELSE -i.total END AS "Message"
    FROM sales_invoices i LEFT JOIN books_open_items o ON o.document_id = i.id AND o.kind = 1
    WHERE i.total <> 0 AND (o.id IS NULL OR o.total <> CASE i.kind WHEN 1 THEN i.total ELSE -i.total END OR o.number <> i.number OR o.entity_id <> i.entity_id OR o.partner_id <> i.customer_id
       OR o.day <> i.day OR o.due_day <> i.due_day OR o.currency <> i.currency)
    """,
    """
    SELECT 'books_open_items ' || o.number AS "Row", 'no customer invoice opened it' AS "Message"
    FROM books_open_items o LEFT JOIN sales_invoices i ON i.id = o.document_id WHERE o.kind = 1 AND (i.id IS NULL OR i.total = 0)
    """,
    $"""
    SELECT 'sales_payments ' || p.number AS "Row",
           'amount ' || p.amount || ' (' || p.functional_amount || '), settled ' || p.functional_settled || ', advance ' || p.functional_advance || '; its journal says ' || COALESCE(j.document_bank, 0) || ' (' || COALESCE(j.bank, 0) || '), ' || -COALESCE(j.owed, 0) || ', ' || -COALESCE(j.advance, 0) AS "Message"
    FROM sales_payments p LEFT JOIN ({Booked("4")}) j ON j.document_id = p.id
    WHERE p.functional_amount <> COALESCE(j.bank, 0) OR p.amount <> COALESCE(j.document_bank, 0) OR p.functional_settled <> -COALESCE(j.owed, 0) OR p.functional_advance <> -COALESCE(j.advance, 0)
       OR p.amount - p.advance <> -COALESCE(j.document_owed, 0)
       OR (j.document_id IS NOT NULL AND (j.first_posting <> p.posting_id OR j.journals <> 1 OR j.first_day <> p.day OR j.entity_id <> p.entity_id OR j.document <> p.number OR j.currency <> p.currency))
    """,
    """
    SELECT 'sales_payments ' || p.number AS "Row", 'settled ' || (p.amount - p.advance) || ' (' || p.functional_settled || '), its allocations sum to ' || COALESCE(a.amount, 0) || ' (' || COALESCE(a.functional, 0) || ')' AS "Message"
    FROM sales_payments p LEFT JOIN sales_payments m ON m.id = p.mirror_of
    LEFT JOIN (SELECT s.payment_id, CAST(SUM(s.amount) AS bigint) AS amount, CAST(SUM(s.functional) AS bigint) AS functional, SUM(CASE WHEN i.id IS NULL OR i.number <> s.invoice_number THEN 1 ELSE 0 END) AS lost
               FROM sales_payment_allocations s LEFT JOIN sales_invoices i ON i.id = s.invoice_id GROUP BY s.payment_id) a ON a.payment_id = p.id
    WHERE (p.mirror_of IS NULL AND (p.amount - p.advance <> COALESCE(a.amount, 0) OR p.functional_settled <> COALESCE(a.functional, 0) OR a.lost > 0))
       OR (p.mirror_of IS NOT NULL AND (m.id IS NULL OR m.cancelled_by IS NULL OR m.cancelled_by <> p.id OR m.amount <> -p.amount OR m.advance <> -p.advance OR m.customer_id <> p.customer_id))
       OR (p.cancelled_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sales_payments c WHERE c.id = p.cancelled_by AND c.mirror_of = p.id))
    """,
    """
    SELECT 'books_journals ' || j.id AS "Row", 'is of ' || j.document || ', which is not there' AS "Message"
    FROM books_journals j LEFT JOIN sales_invoices i ON i.id = j.document_id LEFT JOIN sales_payments p ON p.id = j.document_id
    WHERE (j.kind IN (2, 6) AND i.id IS NULL) OR (j.kind = 4 AND p.id IS NULL)
    """)
{
    /// <summary>What journals of these kinds book for each document, by what accounts are for.</summary>
    private static string Booked(string kinds) =>
        $"""
        SELECT j.document_id, COUNT(DISTINCT j.id) AS journals, MIN(j.posting_id) AS first_posting, MIN(j.day) AS first_day, MIN(j.entity_id) AS entity_id, MIN(j.document) AS document, MIN(j.currency) AS currency,
               {Sum("l.amount", "5")} AS owed, {Sum("l.document_amount", "5")} AS document_owed, {Sum("l.document_amount", "11, 12")} AS net, {Sum("l.document_amount", "21")} AS tax,
               {Sum("l.amount", "6")} AS bank, {Sum("l.document_amount", "6")} AS document_bank, {Sum("l.amount", "8")} AS advance
        FROM books_journals j JOIN books_lines l ON l.journal_id = j.id
        WHERE j.kind IN ({kinds}) GROUP BY j.document_id
        """;

    private static string Sum(string amount, string roles) => $"CAST(SUM(CASE WHEN l.account_id IN (SELECT account_id FROM books_account_roles WHERE role IN ({roles})) THEN {amount} ELSE 0 END) AS bigint)";
}
