namespace Crossdock.Payables.Checking;

/// <summary>What purchase order lines say was invoiced follows from the suppliers' invoices that stand.</summary>
internal sealed class InvoicedCheck() : SqlCheck(6, "order lines follow from their documents",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row",
           'invoiced ' || l.invoiced || ' for ' || l.invoiced_amount || ' (' || l.invoiced_value || ', cleared ' || l.cleared_value || '), invoices sum to '
           || COALESCE(i.quantity, 0) || ' for ' || COALESCE(i.amount, 0) || ' (' || COALESCE(i.payable, 0) || ', ' || COALESCE(i.cleared, 0) || ')' AS "Message"
    FROM procurement_lines l
    LEFT JOIN (SELECT x.order_line_id, CAST(SUM(x.quantity) AS bigint) AS quantity, CAST(SUM(x.amount) AS bigint) AS amount, CAST(SUM(x.payable) AS bigint) AS payable, CAST(SUM(x.cleared) AS bigint) AS cleared
               FROM payables_invoice_lines x JOIN payables_invoices h ON h.id = x.invoice_id WHERE h.reversed_by IS NULL GROUP BY x.order_line_id) i ON i.order_line_id = l.id
    WHERE l.invoiced <> COALESCE(i.quantity, 0) OR l.invoiced_amount <> COALESCE(i.amount, 0) OR l.invoiced_value <> COALESCE(i.payable, 0) OR l.cleared_value <> COALESCE(i.cleared, 0)
    """);

/// <summary>Suppliers' invoices and payments say what their journals, lines and open items say.</summary>
internal sealed class PayableCheck() : SqlCheck(8, "documents agree with their entries",
    $"""
    SELECT 'payables_invoices ' || i.number AS "Row",
           'total ' || i.total || ', payable ' || i.payable || ', cleared ' || i.cleared || ', tax ' || i.tax_value || '; its journal says ' || -COALESCE(j.document_owed, 0) || ', ' || -COALESCE(j.owed, 0) || ', ' || COALESCE(j.cleared, 0) || ', ' || COALESCE(j.tax, 0) AS "Message"
    FROM payables_invoices i LEFT JOIN ({Booked(3)}) j ON j.document_id = i.id
    WHERE i.total <> i.net + i.tax OR i.payable <> -COALESCE(j.owed, 0) OR i.total <> -COALESCE(j.document_owed, 0) OR i.cleared <> COALESCE(j.cleared, 0) OR i.net <> COALESCE(j.document_cleared, 0)
       OR i.tax_value <> COALESCE(j.tax, 0) OR i.tax <> COALESCE(j.document_tax, 0)
       OR (j.document_id IS NOT NULL AND (j.id <> i.journal_id OR j.journals <> 1 OR j.first_posting <> i.posting_id OR j.first_day <> i.day OR j.entity_id <> i.entity_id OR j.document <> i.number OR j.currency <> i.currency))
    """,
    """
    SELECT 'payables_invoices ' || i.number AS "Row", 'net ' || i.net || ', cleared ' || i.cleared || '; its lines sum to ' || COALESCE(l.amount, 0) || ', ' || COALESCE(l.cleared, 0) || '; or its reversal does not answer it' AS "Message"
    FROM payables_invoices i LEFT JOIN payables_invoices o ON o.id = i.reverse_of
    LEFT JOIN (SELECT invoice_id, CAST(SUM(amount) AS bigint) AS amount, CAST(SUM(payable) AS bigint) AS payable, CAST(SUM(cleared) AS bigint) AS cleared FROM payables_invoice_lines GROUP BY invoice_id) l ON l.invoice_id = i.id
    WHERE (i.reverse_of IS NULL AND (l.invoice_id IS NULL OR i.net <> l.amount OR i.cleared <> l.cleared OR i.payable - i.tax_value <> l.payable))
       OR (i.reverse_of IS NOT NULL AND (o.id IS NULL OR o.reversed_by IS NULL OR o.reversed_by <> i.id OR o.net <> -i.net OR o.supplier_id <> i.supplier_id))
       OR (i.reversed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payables_invoices v WHERE v.id = i.reversed_by AND v.reverse_of = i.id))
    """,
    """
    SELECT 'payables_invoice_lines ' || COALESCE(i.number, 'without an invoice') || ' line ' || l.number AS "Row",
           'quantity ' || l.quantity || ', cleared ' || l.cleared || '; goods received, not invoiced says ' || COALESCE(g.quantity, 0) || ', ' || COALESCE(g.amount, 0) AS "Message"
    FROM payables_invoice_lines l LEFT JOIN payables_invoices i ON i.id = l.invoice_id LEFT JOIN procurement_lines o ON o.id = l.order_line_id
    LEFT JOIN (SELECT source_id, MIN(quantity) AS quantity, MIN(amount) AS amount FROM procurement_grni_entries WHERE kind = 3 GROUP BY source_id) g ON g.source_id = l.id
    WHERE i.id IS NULL OR o.id IS NULL OR o.item_id <> l.item_id OR o.order_number <> l.order_number OR o.number <> l.order_line_number OR (l.price_unit = o.price_unit AND l.price <> o.price) OR l.quantity <> COALESCE(g.quantity, 0) OR l.cleared <> COALESCE(g.amount, 0)
    """,
    """
    SELECT 'payables_invoice_lines of ' || COALESCE(MIN(i.number), 'no invoice') AS "Row", 'has ' || COUNT(*) || ' lines, numbered ' || MIN(l.number) || ' to ' || MAX(l.number) AS "Message"
    FROM payables_invoice_lines l LEFT JOIN payables_invoices i ON i.id = l.invoice_id GROUP BY l.invoice_id HAVING MIN(l.number) <> 1 OR MAX(l.number) <> COUNT(*)
    """,
    """
    SELECT 'books_open_items ' || i.supplier_number AS "Row", 'opened with ' || COALESCE(o.total, 0) || ', the invoice says ' || -i.total AS "Message"
    FROM payables_invoices i LEFT JOIN books_open_items o ON o.document_id = i.id AND o.kind = 2
    WHERE i.reverse_of IS NULL AND i.total <> 0 AND (o.id IS NULL OR i.open_item_id IS NULL OR o.id <> i.open_item_id OR o.total <> -i.total OR o.number <> i.supplier_number OR o.entity_id <> i.entity_id
       OR o.partner_id <> i.supplier_id OR o.day <> i.day OR o.due_day <> i.due_day OR o.currency <> i.currency)
    """,
    """
    SELECT 'books_open_items ' || o.number AS "Row", 'no supplier invoice opened it' AS "Message"
    FROM books_open_items o LEFT JOIN payables_invoices i ON i.id = o.document_id WHERE o.kind = 2 AND (i.id IS NULL OR i.total = 0)
    """,
    $"""
    SELECT 'payables_payments ' || p.number AS "Row",
           'amount ' || p.amount || ' (' || p.bank_value || '), settled ' || p.settled_value || ', advance ' || p.advance_value || '; its journal says ' || -COALESCE(j.document_bank, 0) || ' (' || -COALESCE(j.bank, 0) || '), ' || COALESCE(j.owed, 0) || ', ' || COALESCE(j.advance, 0) AS "Message"
    FROM payables_payments p LEFT JOIN ({Booked(5)}) j ON j.document_id = p.id
    WHERE p.bank_value <> -COALESCE(j.bank, 0) OR p.amount <> -COALESCE(j.document_bank, 0) OR p.settled_value <> COALESCE(j.owed, 0) OR p.amount - p.unallocated <> COALESCE(j.document_owed, 0) OR p.advance_value <> COALESCE(j.advance, 0)
       OR j.id <> p.journal_id OR j.journals <> 1 OR j.first_posting <> p.posting_id OR j.first_day <> p.day OR j.entity_id <> p.entity_id OR j.document <> p.number OR j.currency <> p.currency
    """,
    """
    SELECT 'payables_payments ' || p.number AS "Row", 'settled ' || (p.amount - p.unallocated) || ' (' || p.settled_value || '), its lines sum to ' || COALESCE(l.amount, 0) || ' (' || COALESCE(l.value, 0) || '); or its cancellation does not answer it' AS "Message"
    FROM payables_payments p LEFT JOIN payables_payments o ON o.id = p.reverse_of
    LEFT JOIN (SELECT x.payment_id, CAST(SUM(x.amount) AS bigint) AS amount, CAST(SUM(x.value) AS bigint) AS value, SUM(CASE WHEN i.id IS NULL THEN 1 ELSE 0 END) AS lost
               FROM payables_payment_lines x LEFT JOIN payables_invoices i ON i.id = x.invoice_id GROUP BY x.payment_id) l ON l.payment_id = p.id
    WHERE (p.reverse_of IS NULL AND (p.amount - p.unallocated <> COALESCE(l.amount, 0) OR p.settled_value <> COALESCE(l.value, 0) OR l.lost > 0))
       OR (p.reverse_of IS NOT NULL AND (o.id IS NULL OR o.reversed_by IS NULL OR o.reversed_by <> p.id OR o.amount <> -p.amount OR o.supplier_id <> p.supplier_id))
       OR (p.reversed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payables_payments v WHERE v.id = p.reversed_by AND v.reverse_of = p.id))
    """,
    """
    SELECT 'payables_payment_lines of ' || COALESCE(p.number, 'no payment') AS "Row", 'settles ' || l.amount || ' (' || l.value || '), the open item says ' || COALESCE(e.amount, 0) || ' (' || COALESCE(e.functional, 0) || ')' AS "Message"
    FROM payables_payment_lines l LEFT JOIN payables_payments p ON p.id = l.payment_id LEFT JOIN payables_invoices i ON i.id = l.invoice_id
    LEFT JOIN books_open_entries e ON e.open_item_id = i.open_item_id AND e.settled_by = l.payment_id
    WHERE p.id IS NULL OR i.id IS NULL OR l.amount <> COALESCE(e.amount, 0) OR l.value <> COALESCE(e.functional, 0)
    """,
    """
    SELECT 'books_journals ' || j.id AS "Row", 'is of ' || j.document || ', which is not there' AS "Message"
    FROM books_journals j LEFT JOIN payables_invoices i ON i.id = j.document_id LEFT JOIN payables_payments p ON p.id = j.document_id
    WHERE (j.kind = 3 AND i.id IS NULL) OR (j.kind = 5 AND p.id IS NULL)
    """)
{
    /// <summary>What journals of a kind book for each document, by what accounts are for.</summary>
    private static string Booked(int kind) =>
        $"""
        SELECT j.document_id, MIN(j.id) AS id, COUNT(DISTINCT j.id) AS journals, MIN(j.posting_id) AS first_posting, MIN(j.day) AS first_day, MIN(j.entity_id) AS entity_id, MIN(j.document) AS document, MIN(j.currency) AS currency,
               {Sum("l.amount", 4)} AS owed, {Sum("l.document_amount", 4)} AS document_owed, {Sum("l.amount", 3)} AS cleared, {Sum("l.document_amount", 3)} AS document_cleared,
               {Sum("l.amount", 20)} AS tax, {Sum("l.document_amount", 20)} AS document_tax, {Sum("l.amount", 6)} AS bank, {Sum("l.document_amount", 6)} AS document_bank, {Sum("l.amount", 7)} AS advance
        FROM books_journals j JOIN books_lines l ON l.journal_id = j.id WHERE j.kind = {kind} GROUP BY j.document_id
        """;

    private static string Sum(string amount, int role) => $"CAST(SUM(CASE WHEN l.account_id IN (SELECT account_id FROM books_account_roles WHERE role = {role}) THEN {amount} ELSE 0 END) AS bigint)";
}
