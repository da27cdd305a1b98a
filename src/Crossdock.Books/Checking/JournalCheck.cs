namespace Crossdock.Books.Checking;

/// <summary>Each journal balances, in the entity's currency and in its own.</summary>
internal sealed class JournalCheck() : SqlCheck(1, "journals balance",
    """
    SELECT 'books_journals ' || l.journal_id AS "Row", 'debits less credits ' || CAST(SUM(l.amount) AS bigint) || ', in the document currency ' || CAST(SUM(l.document_amount) AS bigint) AS "Message"
    FROM books_lines l GROUP BY l.journal_id HAVING SUM(l.amount) <> 0 OR SUM(l.document_amount) <> 0 ORDER BY l.journal_id
    """,
    """
    SELECT 'books_lines ' || l.journal_id || '/' || l.line AS "Row", 'the line has no journal, another day or another entity than its journal' AS "Message"
    FROM books_lines l LEFT JOIN books_journals j ON j.id = l.journal_id AND j.day = l.day AND j.entity_id = l.entity_id WHERE j.id IS NULL
    """);

/// <summary>Receivables and payables are the sums of their open items, and these the sums of their entries.</summary>
internal sealed class OpenItemCheck() : SqlCheck(12, "receivables and payables equal their open items",
    """
    SELECT 'books_open_items ' || i.number AS "Row", 'open ' || i.open || ', entries sum to ' || COALESCE(s.amount, 0) AS "Message"
    FROM books_open_items i
    LEFT JOIN (SELECT open_item_id, CAST(SUM(amount) AS bigint) AS amount, CAST(SUM(functional) AS bigint) AS functional FROM books_open_entries GROUP BY open_item_id) s ON s.open_item_id = i.id
    WHERE i.open <> COALESCE(s.amount, 0) OR i.open_functional <> COALESCE(s.functional, 0)
    """,
    """
    SELECT 'books account ' || CASE k.kind WHEN 1 THEN 'receivables' ELSE 'payables' END || ', entity ' || k.entity_id AS "Row",
           'open items ' || COALESCE(s.functional, 0) || ', account ' || COALESCE(g.amount, 0) || ' (ten-thousandths)' AS "Message"
    FROM (SELECT DISTINCT entity_id, CASE role WHEN 5 THEN 1 ELSE 2 END AS kind FROM books_account_roles WHERE role IN (4, 5)) k
    LEFT JOIN (SELECT entity_id, kind, CAST(SUM(functional) AS bigint) AS functional FROM books_open_entries GROUP BY entity_id, kind) s ON s.entity_id = k.entity_id AND s.kind = k.kind
    LEFT JOIN (SELECT l.entity_id, CASE r.role WHEN 5 THEN 1 ELSE 2 END AS kind, CAST(SUM(l.amount) AS bigint) AS amount FROM books_lines l
               JOIN books_account_roles r ON r.account_id = l.account_id AND r.role IN (4, 5) GROUP BY l.entity_id, r.role) g ON g.entity_id = k.entity_id AND g.kind = k.kind
    WHERE COALESCE(s.functional, 0) <> COALESCE(g.amount, 0)
    """);
