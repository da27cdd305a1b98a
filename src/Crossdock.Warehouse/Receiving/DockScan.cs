namespace Crossdock.Warehouse.Receiving;

/// <summary>A line that may arrive, with what waits for it.</summary>
/// <param name="Line">The order line.</param>
/// <param name="Item">Its item.</param>
/// <param name="Supplier">Who delivers.</param>
/// <param name="Waiting">How much of the item is ordered by customers and has no stock here.</param>
internal sealed record Expected(PurchaseLineView Line, Item Item, string Supplier, Quantity Waiting)
{
    /// <summary>Day it is expected.</summary>
    public DateOnly Day => Line.ConfirmedDay ?? Line.RequestedDay;
}

/// <summary>What a scan at the dock says: an order, an item with what its label tells, or a problem.</summary>
/// <param name="Order">Number of the order, when one is chosen.</param>
/// <param name="Item">The item, when one is scanned.</param>
/// <param name="Unit">Unit of the scanned pack.</param>
/// <param name="Quantity">Quantity of the label.</param>
/// <param name="Lot">Lot or serial of the label.</param>
/// <param name="ExpiresOn">Expiry of the label.</param>
/// <param name="Lines">Lines that match, most urgent first.</param>
/// <param name="Problem">Why the scan did not help.</param>
internal sealed record DockSight(
    string? Order, Item? Item, string? Unit, Quantity? Quantity, string? Lot, DateOnly? ExpiresOn, IReadOnlyList<Expected> Lines, string? Problem)
{
    /// <summary>The one line it must be, or null.</summary>
    public Expected? Line => Item is not null || (Order is not null && Lines.Count == 1) ? Lines.FirstOrDefault() : null;

    /// <summary>What to scan next.</summary>
    public string Next => Order is null && Item is null ? "Scan an order, an item or a label" : Line is null ? $"Scan an item of {Order}" : "Count it and book it in";
}

/// <summary>Reads scans at the dock. The state is the address of the page, so nothing is lost with the connection.</summary>
internal sealed class DockScan(Items items, Partners partners, PurchaseOrders orders, StockView stock)
{
    private const int Most = 200;

    /// <summary>Takes a scan into what is chosen already.</summary>
    public async Task<DockSight> ReadAsync(CrossdockDb db, Site site, string? order, string? itemCode, string? scanned, DateOnly today, CancellationToken cancel)
    {
        var item = string.IsNullOrWhiteSpace(itemCode) ? null : await items.FindAsync(db, itemCode, cancel);
        var sight = new DockSight(order, item, null, null, null, null, [], null);
        if (!string.IsNullOrWhiteSpace(scanned)) sight = await ScannedAsync(db, site, sight, scanned.Trim(), today, cancel);
        var lines = await orders.ReceivableAsync(db, site.Id, sight.Order, sight.Item?.Id, Most, cancel);
        if (lines.Count == 0 && sight is { Order: not null, Item: not null })
        {
            var elsewhere = await orders.ReceivableAsync(db, site.Id, null, sight.Item.Id, Most, cancel);
            return sight with
            {
                Problem = sight.Problem ?? $"Nothing of {sight.Item.Code} is open on {sight.Order}." + (elsewhere.Count > 0 ? $" It is open on {elsewhere[0].Order}." : ""),
            };
        }

        return sight with { Lines = await ExpectedAsync(db, site, lines, cancel) };
    }

    private async Task<DockSight> ScannedAsync(CrossdockDb db, Site site, DockSight sight, string scanned, DateOnly today, CancellationToken cancel)
    {
        if ((await orders.ReceivableAsync(db, site.Id, scanned.ToUpperInvariant(), null, 1, cancel)).Count > 0)
            return sight with { Order = scanned.ToUpperInvariant(), Item = null };
        if (Gs1.Parse(scanned, today).Refused(out var refusal, out var label)) return sight with { Problem = refusal.Message };
        if ((label.Item ?? label.Content) is { } gtin)
        {
            if (await items.ByGtinAsync(db, gtin.Digits, cancel) is not { } known) return sight with { Problem = $"No item has the number {gtin.Digits}." };
            return sight with
            {
                Order = label.PurchaseOrder ?? sight.Order,
                Item = known.Item,
                Unit = known.Pack.Unit,
                Quantity = label.Count,
                Lot = label.Lot ?? label.Serial,
                ExpiresOn = label.Expiry ?? label.BestBefore,
            };
        }

        return await items.FindAsync(db, scanned, cancel) is { } plain
            ? sight with { Item = plain }
            : sight with { Problem = $"{scanned} is no open order of {site.Code} and no item." };
    }

    /// <summary>Goods that somebody waits for come first, then by their day.</summary>
    private async Task<IReadOnlyList<Expected>> ExpectedAsync(CrossdockDb db, Site site, IReadOnlyList<PurchaseLineView> lines, CancellationToken cancel)
    {
        var known = await items.FindManyAsync(db, lines.Select(l => l.Item), cancel);
        var suppliers = await partners.FindManyAsync(db, lines.Select(l => l.Supplier), cancel);
        var waiting = await stock.WaitingAsync(db, site.Id, [.. known.Keys], cancel);
        return
        [
            .. lines.Select(l => new Expected(l, known[l.Item], suppliers[l.Supplier].Name, waiting.GetValueOrDefault(l.Item)))
                .OrderByDescending(e => e.Waiting.IsPositive).ThenBy(e => e.Day).ThenBy(e => e.Line.Order, StringComparer.Ordinal).ThenBy(e => e.Line.Number),
        ];
    }
}
