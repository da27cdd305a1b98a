using System.Globalization;

namespace Crossdock.Model;

/// <summary>The state of the books as sorted lines of text, for comparing two ledgers line by line.</summary>
public static class LedgerStatement
{
    /// <summary>Everything a product must agree on; what is zero is left out.</summary>
    public static IReadOnlyList<string> Of(LedgerModel model) =>
    [
        .. Lines(model).Order(StringComparer.Ordinal),
    ];

    /// <summary>A position's line.</summary>
    public static string Position(PositionKey key, decimal onHand, decimal allocated) =>
        $"position {key.Site} {key.Bin} {key.Item} {key.Lot ?? "-"} {key.Condition}: {Number(onHand)} allocated {Number(allocated)}";

    /// <summary>A pool's line.</summary>
    public static string Pool(int site, string item, decimal quantity, long cents) =>
        string.Create(CultureInfo.InvariantCulture, $"pool {site} {item}: {Number(quantity)} worth {cents}");

    /// <summary>A transfer's line.</summary>
    public static string Transit(int transfer, decimal quantity, long cents) =>
        string.Create(CultureInfo.InvariantCulture, $"transit {transfer}: {Number(quantity)} worth {cents}");

    /// <summary>An account's line; inventory is told per site.</summary>
    public static string Account(int entity, Account account, int? site, long cents) =>
        string.Create(CultureInfo.InvariantCulture, $"account {entity} {account}{(site is null ? "" : $" {site}")}: {cents}");

    /// <summary>A purchase line's line.</summary>
    public static string Purchase(int order, int line, decimal open, decimal received, decimal returned, decimal invoiced) =>
        $"purchase {order}/{line}: open {Number(open)} received {Number(received)} returned {Number(returned)} invoiced {Number(invoiced)}";

    /// <summary>A sales line's line.</summary>
    public static string Sale(int order, int line, decimal open, decimal shipped, decimal allocated) =>
        $"sale {order}/{line}: open {Number(open)} shipped {Number(shipped)} allocated {Number(allocated)}";

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(LedgerModel model)
    {
        foreach (var p in model.Positions.Where(p => p.OnHand != 0m || p.Allocated != 0m)) yield return Position(p.Key, p.OnHand, p.Allocated);
        foreach (var p in model.Pools.Where(p => p.Quantity != 0m || p.Cents != 0)) yield return Pool(p.Site, p.Item.Name, p.Quantity, p.Cents);
        foreach (var t in model.Documents.Values.OfType<Transfer>().Where(t => t.QuantityUnderWay != 0m))
            yield return Transit(t.Id, t.QuantityUnderWay, t.CentsUnderWay);
        foreach (var entity in World.Entities)
            foreach (var account in Enum.GetValues<Account>().Where(a => a != Model.Account.Inventory))
                if (model.Balance(account, entity) is var cents && cents != 0) yield return Account(entity, account, null, cents);
        foreach (var site in World.Sites)
            if (model.InventoryOf(site) is var cents && cents != 0) yield return Account(World.EntityOf(site), Model.Account.Inventory, site, cents);
        foreach (var order in model.Documents.Values.OfType<PurchaseOrder>())
            for (var i = 0; i < order.Lines.Count; i++)
                yield return Purchase(order.Id, i, order.Lines[i].Open, order.Lines[i].Received, order.Lines[i].Returned, order.Lines[i].Invoiced);
        foreach (var order in model.Documents.Values.OfType<SalesOrder>())
            for (var i = 0; i < order.Lines.Count; i++)
                yield return Sale(order.Id, i, order.Lines[i].Open, order.Lines[i].Shipped, order.Lines[i].Allocated);
    }
}
