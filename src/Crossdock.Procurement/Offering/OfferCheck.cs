namespace Crossdock.Procurement.Offering;

/// <summary>No line went to a supplier while the question whether another site can send it was open.</summary>
internal sealed class OfferCheck() : SqlCheck(6, "nothing is bought before a transfer offer is answered",
    """
    SELECT 'procurement_lines ' || l.order_number || ' line ' || l.number AS "Row", 'was released while the buyer was asked whether another site sends it' AS "Message"
    FROM procurement_lines l
    JOIN (SELECT line_id, MAX(id) AS id FROM procurement_transfer_offers GROUP BY line_id) n ON n.line_id = l.id
    JOIN procurement_transfer_offers o ON o.id = n.id
    WHERE o.state = 3 AND l.state IN (2, 3)
    """);
