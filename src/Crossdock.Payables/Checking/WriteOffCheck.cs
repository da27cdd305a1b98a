namespace Crossdock.Payables.Checking;

/// <summary>What purchase order lines say was written off, and what the books say, follows from the write-offs that stand.</summary>
internal sealed class WriteOffCheck() : SqlCheck(17, "write-offs of goods received agree with lines, entries and books",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row",
           'written off ' || l.written_off || ' (' || l.written_off_value || '), write-offs sum to ' || COALESCE(w.quantity, 0) || ' (' || COALESCE(w.value, 0) || ')' AS "Message"
    FROM procurement_lines l
    LEFT JOIN (SELECT order_line_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(value) AS bigint) AS value FROM payables_write_offs WHERE state = 2 GROUP BY order_line_id) w ON w.order_line_id = l.id
    WHERE l.written_off <> COALESCE(w.quantity, 0) OR l.written_off_value <> COALESCE(w.value, 0)
    """,
    """
    SELECT 'payables_write_offs ' || w.number AS "Row",
           'quantity ' || w.quantity || ', value ' || w.value || '; goods received, not invoiced says ' || COALESCE(g.quantity, 0) || ', ' || COALESCE(g.amount, 0) || ', its journal ' || COALESCE(j.cleared, 0) || ', ' || COALESCE(j.written, 0) AS "Message"
    FROM payables_write_offs w
    LEFT JOIN (SELECT source_id, MIN(quantity) AS quantity, MIN(amount) AS amount, COUNT(*) AS entries FROM procurement_grni_entries GROUP BY source_id) g ON g.source_id = w.id
    LEFT JOIN (SELECT h.document_id, MIN(h.id) AS id, COUNT(DISTINCT h.id) AS journals, MIN(h.posting_id) AS posting_id, MIN(h.day) AS day,
                      CAST(SUM(CASE WHEN l.account_id IN (SELECT account_id FROM books_account_roles WHERE role = 3) THEN l.amount ELSE 0 END) AS bigint) AS cleared,
                      CAST(SUM(CASE WHEN l.account_id IN (SELECT account_id FROM books_account_roles WHERE role = 19) THEN -l.amount ELSE 0 END) AS bigint) AS written
               FROM books_journals h JOIN books_lines l ON l.journal_id = h.id WHERE h.kind = 10 GROUP BY h.document_id) j ON j.document_id = w.id
    WHERE (w.state = 2 AND (g.source_id IS NULL OR g.entries <> 1 OR g.quantity <> w.quantity OR g.amount <> w.value OR w.posting_id IS NULL OR w.day IS NULL OR COALESCE(j.cleared, 0) <> w.value OR COALESCE(j.written, 0) <> w.value
             OR (w.value <> 0 AND (j.journals <> 1 OR w.journal_id IS NULL OR j.id <> w.journal_id OR j.posting_id <> w.posting_id OR j.day <> w.day))))
       OR (w.state <> 2 AND (g.source_id IS NOT NULL OR j.document_id IS NOT NULL OR w.journal_id IS NOT NULL OR w.reversed_by IS NOT NULL))
    """,
    """
    SELECT 'payables_write_offs ' || w.number AS "Row", 'its reversal does not answer it' AS "Message"
    FROM payables_write_offs w LEFT JOIN payables_write_offs o ON o.id = w.reverse_of
    WHERE (w.reverse_of IS NOT NULL AND (o.id IS NULL OR o.reversed_by IS NULL OR o.reversed_by <> w.id OR o.quantity <> -w.quantity OR o.value <> -w.value OR o.order_line_id <> w.order_line_id))
       OR (w.reversed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payables_write_offs v WHERE v.id = w.reversed_by AND v.reverse_of = w.id))
    """,
    """
    SELECT 'procurement_grni_entries ' || g.id AS "Row", 'no write-off caused it' AS "Message"
    FROM procurement_grni_entries g LEFT JOIN payables_write_offs w ON w.id = g.source_id WHERE g.kind = 6 AND w.id IS NULL
    """,
    """
    SELECT 'books_journals ' || j.id AS "Row", 'is of ' || j.document || ', which is not there' AS "Message"
    FROM books_journals j LEFT JOIN payables_write_offs w ON w.id = j.document_id WHERE j.kind = 10 AND w.id IS NULL
    """);
