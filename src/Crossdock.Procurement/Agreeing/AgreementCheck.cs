using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Agreeing;

/// <summary>
/// What is used of each agreement is the sum of its ledger, the ledger of each order line is what the line commits to, and nothing is beyond its cap.
/// </summary>
internal sealed class AgreementCheck() : SqlCheck(14, "what is used of agreements follows from the order lines",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row",
           'commits to ' || (CASE WHEN l.agreement_use <> 1 THEN 0 WHEN l.state = 2 THEN l.ordered WHEN l.state = 3 THEN l.received ELSE 0 END) || ', took ' || COALESCE(s.quantity, 0) || ' of its agreement (millionths)' AS "Message"
    FROM procurement_lines l
    LEFT JOIN (SELECT purchase_line_id, CAST(SUM(quantity) AS bigint) AS quantity FROM procurement_agreement_releases GROUP BY purchase_line_id) s ON s.purchase_line_id = l.id
    WHERE (CASE WHEN l.agreement_use <> 1 THEN 0 WHEN l.state = 2 THEN l.ordered WHEN l.state = 3 THEN l.received ELSE 0 END) <> COALESCE(s.quantity, 0)
    """,
    """
    SELECT 'procurement_agreement_releases ' || r.id AS "Row", 'is of an agreement line that its order line does not name' AS "Message"
    FROM procurement_agreement_releases r
    LEFT JOIN procurement_lines l ON l.id = r.purchase_line_id
    LEFT JOIN procurement_agreement_lines a ON a.id = r.agreement_line_id
    WHERE l.id IS NULL OR a.id IS NULL OR a.agreement_id <> r.agreement_id OR l.agreement_line_id IS NULL OR l.agreement_line_id <> r.agreement_line_id
    """,
    """
    SELECT 'procurement_agreement_lines ' || a.id AS "Row",
           'says ' || a.taken_quantity || ' for ' || a.taken_amount || ', its ledger ' || COALESCE(s.quantity, 0) || ' for ' || COALESCE(s.amount, 0) || ', its cap ' || COALESCE(a.quantity_cap, -1) AS "Message"
    FROM procurement_agreement_lines a
    LEFT JOIN (SELECT agreement_line_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(amount) AS bigint) AS amount FROM procurement_agreement_releases GROUP BY agreement_line_id) s ON s.agreement_line_id = a.id
    WHERE a.taken_quantity <> COALESCE(s.quantity, 0) OR a.taken_amount <> COALESCE(s.amount, 0) OR a.taken_quantity > a.quantity_cap
    """,
    """
    SELECT 'procurement_agreements ' || a.number AS "Row",
           'says ' || a.taken_quantity || ' for ' || a.taken_amount || ', its ledger ' || COALESCE(s.quantity, 0) || ' for ' || COALESCE(s.amount, 0) || ', its cap ' || COALESCE(a.value_cap, -1) AS "Message"
    FROM procurement_agreements a
    LEFT JOIN (SELECT agreement_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(amount) AS bigint) AS amount FROM procurement_agreement_releases GROUP BY agreement_id) s ON s.agreement_id = a.id
    WHERE a.taken_quantity <> COALESCE(s.quantity, 0) OR a.taken_amount <> COALESCE(s.amount, 0) OR a.taken_amount > a.value_cap
    """)
{
    /// <summary>Amounts are computed as everywhere, not in SQL.</summary>
    public override async Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel)
    {
        var findings = (await base.RunAsync(db, most, cancel)).ToList();
        var sums = await db.Set<AgreementRelease>().AsNoTracking().Select(r => new { r.PurchaseLineId, r.Amount }).ToListAsync(cancel);
        var worth = sums.GroupBy(s => s.PurchaseLineId).ToDictionary(g => g.Key, g => g.Aggregate(Amount.Zero, (sum, r) => sum + r.Amount));
        foreach (var line in await db.Set<PurchaseLine>().AsNoTracking().Where(l => l.AgreementLineId != null).OrderBy(l => l.OrderNumber).ThenBy(l => l.Number).ToListAsync(cancel))
        {
            if (findings.Count >= most) break;
            var (commits, took) = (line.PriceOf(Committed.Of(line)), worth.GetValueOrDefault(line.Id));
            if (commits != took) findings.Add(new Finding($"procurement_lines {line.Document}", $"commits to {commits}, took {took} of its agreement"));
        }

        return findings;
    }
}
