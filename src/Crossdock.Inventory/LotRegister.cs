using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>Lots and serials: each code is one lot of its item in the whole group; a serial is on hand at most once.</summary>
public sealed class LotRegister
{
    /// <summary>
    /// The lot an inbound line names, made when new. A serial that is here already is refused, and one that a customer has,
    /// unless it comes back by a customer return.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="item">The item; when it is not tracked the answer is default and a code is refused.</param>
    /// <param name="code">Lot or serial as on the label.</param>
    /// <param name="expiresOn">Last day of use; must agree with what the lot already has.</param>
    /// <param name="quantity">What comes in: exactly 1 for a serial.</param>
    /// <param name="isReturn">True for a customer return, by which a serial that left may come back.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<LotId>> InboundAsync(Work work, Item item, string? code, DateOnly? expiresOn, Quantity quantity, bool isReturn, CancellationToken cancel)
    {
        if (item.Tracking == Tracking.None)
            return string.IsNullOrWhiteSpace(code) ? default(LotId) : Refusal.Invalid("inventory.not_tracked", $"{item.Code} is not tracked by lot or serial; leave the lot empty.", "/lot");
        if (string.IsNullOrWhiteSpace(code)) return Refusal.Invalid("inventory.lot_missing", $"{item.Code} is tracked by {Word(item)}: give it.", "/lot");
        var folded = code.Trim();
        var book = work.State<LotBook>();
        var lot = await book.LockAsync(work, item.Id, folded, cancel);
        if (item.Tracking == Tracking.Lot)
        {
            if (lot is null) return book.Create(work, item.Id, folded, expiresOn, SerialState.None).Id;
            return expiresOn is null || lot.ExpiresOn == expiresOn
                ? lot.Id
                : new Refusal(RefusalKind.Refused, "inventory.lot_expiry", $"Lot {folded} of {item.Code} expires {lot.ExpiresOn:yyyy-MM-dd}, not {expiresOn:yyyy-MM-dd}.");
        }

        if (quantity != Quantity.Units(1)) return Refusal.Invalid("inventory.serial_quantity", $"A serial of {item.Code} is exactly 1.", "/quantity");
        if (lot is null) return book.Create(work, item.Id, folded, expiresOn, SerialState.Here).Id;
        return lot.ComeIn(item, givenBack: isReturn) is { } elsewhere ? elsewhere : lot.Id;
    }

    /// <summary>What came in by <see cref="InboundAsync"/> in this work stays outside after all, because people decide about it first: its serial may come in again.</summary>
    public async Task StayOutAsync(Work work, Item item, LotId lot, CancellationToken cancel)
    {
        if (item.Tracking == Tracking.Serial) (await work.State<LotBook>().LockAsync(work, lot, cancel)).Turn(SerialState.Gone);
    }

    /// <summary>The lot an outbound or internal line names, or default when the item is not tracked.</summary>
    public async Task<Result<LotId>> NamedAsync(Work work, Item item, string? code, CancellationToken cancel)
    {
        if (item.Tracking == Tracking.None)
            return string.IsNullOrWhiteSpace(code) ? default(LotId) : Refusal.Invalid("inventory.not_tracked", $"{item.Code} is not tracked by lot or serial; leave the lot empty.", "/lot");
        if (string.IsNullOrWhiteSpace(code)) return Refusal.Invalid("inventory.lot_missing", $"{item.Code} is tracked by {Word(item)}: give it.", "/lot");
        var lot = await work.State<LotBook>().LockAsync(work, item.Id, code.Trim(), cancel);
        return lot is null ? Refusal.NotFound(Word(item), code.Trim()) : lot.Id;
    }

    /// <summary>The code of a lot, for documents.</summary>
    public async Task<string?> CodeAsync(Work work, LotId lot, CancellationToken cancel) =>
        lot == default ? null : (await LotBook.OfAsync(work, [lot], cancel))[lot].Code;

    /// <summary>The codes of lots, for screens.</summary>
    public async Task<IReadOnlyDictionary<LotId, string>> CodesAsync(CrossdockDb db, IEnumerable<LotId> lots, CancellationToken cancel)
    {
        var codes = new Dictionary<LotId, string>();
        foreach (var part in lots.Where(l => l != default).Distinct().Chunk(500))
        {
            foreach (var lot in await db.Set<Lot>().AsNoTracking().Where(l => part.Contains(l.Id)).Select(l => new { l.Id, l.Code }).ToListAsync(cancel))
                codes[lot.Id] = lot.Code;
        }

        return codes;
    }

    private static string Word(Item item) => item.Tracking == Tracking.Serial ? "serial" : "lot";
}
