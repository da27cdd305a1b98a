namespace Crossdock.Warehouse.Counting;

/// <summary>A counted position with its lot looked up.</summary>
internal sealed record Counted(CountPoint Point, Quantity Quantity, string? LotCode, bool LotIsNew);

/// <summary>Lots and serials a counter finds: known ones, and ones the book has never seen.</summary>
internal sealed class CountedLots(LotRegister lots)
{
    /// <summary>The lot on the label; one that was never seen is made when something of it lies there.</summary>
    public async Task<Result<(LotId Id, bool New)>> FindAsync(Work work, Item item, string? code, Quantity counted, CancellationToken cancel)
    {
        if (item.Tracking == Tracking.None && string.IsNullOrWhiteSpace(code)) return (default(LotId), false);
        if (item.Tracking == Tracking.Serial && counted > Quantity.Units(1)) return Refusal.Invalid("warehouse.serial_counted", $"A serial of {item.Code} is there once or not at all.", "/counted");
        var named = await lots.NamedAsync(work, item, code, cancel);
        if (!named.Refused(out var refusal, out var id)) return (id, false);
        if (refusal.Kind != RefusalKind.NotFound || !counted.IsPositive) return refusal;
        if ((await lots.InboundAsync(work, item, code, null, counted, isReturn: false, cancel)).Refused(out refusal, out id)) return refusal;
        return (id, true);
    }

    /// <summary>A serial that is booked elsewhere, or that left, is not simply found: the register says what to do.</summary>
    public async Task<Result<LotId>> FoundAsync(Work work, Counted counted, Quantity difference, CancellationToken cancel) =>
        counted.LotIsNew || counted.Point.Item.Tracking == Tracking.None
            ? counted.Point.At.Lot
            : await lots.InboundAsync(work, counted.Point.Item, counted.LotCode, null, difference, isReturn: false, cancel);
}
