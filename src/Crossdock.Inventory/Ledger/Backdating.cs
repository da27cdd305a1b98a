namespace Crossdock.Inventory.Ledger;

/// <summary>What a position's balance was, and whether an earlier withdrawal would have starved a later one.</summary>
internal static class Backdating
{
    /// <summary>
    /// Walks the balance of a position from a moment on, as if the quantity had left then. Refused with the first day and quantity that
    /// would be negative (rule 4: no balance is negative at any point of the effective-date line).
    /// </summary>
    public static async Task<Refusal?> CheckAsync(Work work, Position position, Quantity leaving, DateTimeOffset happenedAt, Site site, CancellationToken cancel)
    {
        if (position.NegativeAllowed || happenedAt >= position.LastHappenedAt) return null;
        var later = await LaterAsync(work.Db, position.Id, happenedAt, cancel);
        var balance = position.Quantity.Micros - later.Sum(e => e.Signed) - leaving.Micros;
        if (balance < 0) return Starved(site.DayOf(happenedAt), balance);
        foreach (var (at, signed) in later)
        {
            balance += signed;
            if (balance < 0) return Starved(site.DayOf(at), balance);
        }

        return null;
    }

    /// <summary>Balance of a position at a moment, by what had happened until then as known now.</summary>
    public static async Task<Quantity> BalanceAtAsync(CrossdockDb db, long position, Quantity now, DateTimeOffset moment, CancellationToken cancel) =>
        new(now.Micros - (await LaterAsync(db, position, moment, cancel)).Sum(e => e.Signed));

    private static async Task<List<(DateTimeOffset At, long Signed)>> LaterAsync(CrossdockDb db, long position, DateTimeOffset moment, CancellationToken cancel)
    {
        var left = await db.Set<Movement>().AsNoTracking().Where(m => m.FromPositionId == position && m.HappenedAt > moment)
            .Select(m => new { m.HappenedAt, m.Quantity, m.Id }).ToListAsync(cancel);
        var reached = await db.Set<Movement>().AsNoTracking().Where(m => m.ToPositionId == position && m.HappenedAt > moment)
            .Select(m => new { m.HappenedAt, m.Quantity, m.Id }).ToListAsync(cancel);

        // Within one instant arrivals come before departures, as they do at a dock.
        return left.Select(m => (m.HappenedAt, m.Id, Signed: -m.Quantity.Micros)).Concat(reached.Select(m => (m.HappenedAt, m.Id, Signed: m.Quantity.Micros)))
            .OrderBy(e => e.HappenedAt).ThenByDescending(e => e.Signed > 0).ThenBy(e => e.Id)
            .Select(e => (e.HappenedAt, e.Signed)).ToList();
    }

    private static Refusal Starved(DateOnly day, long micros) => new(RefusalKind.Refused, "inventory.backdated",
        $"Stock would have been negative: {day:yyyy-MM-dd}, {new Quantity(micros)}. Choose a later day or correct the later movements first.")
    {
        Explain = new Dictionary<string, string> { ["day"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["quantity"] = new Quantity(micros).ToString() },
    };
}
