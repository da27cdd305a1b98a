namespace Crossdock.Procurement.Uninvoiced;

/// <summary>The rows behind goods received, not invoiced.</summary>
internal sealed class UninvoicedSums : ISubLedger
{
    public AccountRole Role => AccountRole.GoodsReceivedNotInvoiced;

    public string Name => "order lines received, not invoiced";

    public async Task<IReadOnlyDictionary<EntityId, Amount>> SumsAsync(CrossdockDb db, DateTimeOffset? moment, CancellationToken cancel) =>
        await db.Database.SqlQueryRaw<EntitySum>(
            """
            SELECT g.entity_id AS "EntityId", CAST(SUM(g.amount) AS bigint) AS "Amount"
            FROM procurement_grni_entries g JOIN storage_postings p ON p.id = g.posting_id WHERE p.posted_at <= {0} GROUP BY g.entity_id
            """,
            moment is { } at ? Instants.ToMicros(at) : long.MaxValue)
            .ToDictionaryAsync(s => new EntityId(s.EntityId), s => new Amount(s.Amount), cancel);

    internal sealed record EntitySum(int EntityId, long Amount);
}

/// <summary>Order lines say what their entries say, and the account what the lines say.</summary>
internal sealed class UninvoicedCheck() : SqlCheck(13, "goods received, not invoiced equals its order lines",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row",
           'uninvoiced value ' || (l.received_value - l.returned_value - l.cleared_value - l.written_off_value) || ', entries sum to ' || COALESCE(-s.amount, 0) || ' (ten-thousandths)' AS "Message"
    FROM procurement_lines l
    LEFT JOIN (SELECT line_id, CAST(SUM(amount) AS bigint) AS amount FROM procurement_grni_entries GROUP BY line_id) s ON s.line_id = l.id
    WHERE l.received_value - l.returned_value - l.cleared_value - l.written_off_value <> COALESCE(-s.amount, 0)
    """,
    """
    SELECT 'books account goods received, not invoiced, entity ' || k.entity_id AS "Row",
           'order lines ' || COALESCE(s.amount, 0) || ', account ' || COALESCE(g.amount, 0) || ' (ten-thousandths)' AS "Message"
    FROM (SELECT entity_id, account_id FROM books_account_roles WHERE role = 3) k
    LEFT JOIN (SELECT entity_id, CAST(SUM(amount) AS bigint) AS amount FROM procurement_grni_entries GROUP BY entity_id) s ON s.entity_id = k.entity_id
    LEFT JOIN (SELECT entity_id, account_id, CAST(SUM(amount) AS bigint) AS amount FROM books_lines GROUP BY entity_id, account_id) g
      ON g.entity_id = k.entity_id AND g.account_id = k.account_id
    WHERE COALESCE(s.amount, 0) <> COALESCE(g.amount, 0)
    """);
