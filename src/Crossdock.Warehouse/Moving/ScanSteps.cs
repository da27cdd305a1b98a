namespace Crossdock.Warehouse.Moving;

/// <summary>Where a person stands in scan bin, item, target. The state is the address of the page, so nothing is lost with the connection.</summary>
/// <param name="From">Place scanned first.</param>
/// <param name="Item">Item scanned next.</param>
/// <param name="Lot">Lot or serial of the label.</param>
/// <param name="Quantity">Quantity of the label, if it says one.</param>
/// <param name="Unit">Unit of the scanned pack.</param>
/// <param name="Problem">Why the last scan did not help.</param>
internal sealed record ScanSteps(Place? From, Item? Item, string? Lot, Quantity? Quantity, string? Unit, string? Problem)
{
    /// <summary>What to scan next.</summary>
    public string Next => From is null ? "Scan the bin the goods lie in" : Item is null ? $"Scan an item in {From.Code}" : "Scan the bin they go to";
}

/// <summary>Tells what a scanned code is: a place of the site or an item, with what its label says.</summary>
internal sealed class ScanReader(Directory directory, Items items)
{
    /// <summary>Takes a scan into the steps so far.</summary>
    public async Task<ScanSteps> ReadAsync(CrossdockDb db, Site site, string? from, string? itemCode, string? lot, string? scanned, DateOnly today, CancellationToken cancel)
    {
        var place = string.IsNullOrWhiteSpace(from) ? null : await PlaceAsync(db, site, from, cancel);
        var item = string.IsNullOrWhiteSpace(itemCode) ? null : await items.FindAsync(db, itemCode, cancel);
        var steps = new ScanSteps(place, item, lot, null, null, null);
        if (string.IsNullOrWhiteSpace(scanned)) return steps;
        if (await PlaceAsync(db, site, scanned, cancel) is { } found) return new ScanSteps(found, null, null, null, null, null);
        if (Gs1.Parse(scanned, today).Refused(out var refusal, out var label)) return steps with { Problem = refusal.Message };
        if (place is null) return steps with { Problem = $"{scanned} is no place of {site.Code}." };
        if ((label.Item ?? label.Content) is { } gtin)
        {
            return await items.ByGtinAsync(db, gtin.Digits, cancel) is { } known
                ? steps with { Item = known.Item, Lot = label.Lot ?? label.Serial, Quantity = label.Count, Unit = known.Pack.Unit }
                : steps with { Problem = $"No item has the number {gtin.Digits}." };
        }

        return await items.FindAsync(db, scanned, cancel) is { } plain
            ? steps with { Item = plain, Lot = null }
            : steps with { Problem = $"{scanned} is neither a place nor an item." };
    }

    private async Task<Place?> PlaceAsync(CrossdockDb db, Site site, string code, CancellationToken cancel) =>
        await directory.PlaceAsync(db, site.Id, code, cancel) is { IsVirtual: false } place && place.Kind != PlaceKind.Transit ? place : null;
}
