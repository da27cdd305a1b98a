namespace Crossdock.Company.Tests;

/// <summary>What a company comes to: books, stock, debts and orders, by the names of the trade and without the numbers the product draws.</summary>
internal static class Statement
{
    private static readonly string[] Parts =
    [
        """
        SELECT 'account', e.code, a.code, SUM(l.amount) FROM books_lines l JOIN books_accounts a ON a.id = l.account_id JOIN organisation_entities e ON e.id = l.entity_id
        GROUP BY e.code, a.code
        """,
        """
        SELECT 'pool', s.code, i.code, p.quantity, p.value, p.backordered FROM inventory_pools p JOIN organisation_sites s ON s.id = p.site_id JOIN masterdata_items i ON i.id = p.item_id
        """,
        """
        SELECT 'position', s.code, pl.code, i.code, lo.code, p.condition, p.quantity, p.allocated FROM inventory_positions p
        JOIN organisation_sites s ON s.id = p.site_id JOIN organisation_places pl ON pl.id = p.place_id JOIN masterdata_items i ON i.id = p.item_id
        LEFT JOIN inventory_lots lo ON lo.id = p.lot_id WHERE p.quantity <> 0
        """,
        """
        SELECT 'debt', p.code, o.kind, o.currency, o.due_day, COUNT(*), SUM(o.total), SUM(o.open) FROM books_open_items o JOIN masterdata_partners p ON p.id = o.partner_id
        GROUP BY p.code, o.kind, o.currency, o.due_day
        """,
        "SELECT 'sale', o.customer_reference, l.line, l.ordered, l.cancelled, l.shipped, l.returned FROM sales_lines l JOIN sales_orders o ON o.id = l.order_id",
        """
        SELECT 'purchase', p.code, i.code, l.first_requested_day, l.ordered, l.received, l.returned, l.invoiced FROM procurement_lines l
        JOIN masterdata_partners p ON p.id = l.supplier_id JOIN masterdata_items i ON i.id = l.item_id
        """,
        "SELECT 'document', kind, COUNT(*) FROM warehouse_documents GROUP BY kind",
    ];

    public static async Task<List<string>> OfAsync(SmallCompany company)
    {
        var rows = new List<string>();
        foreach (var part in Parts) rows.AddRange(await company.RowsAsync(part));
        return rows;
    }
}
