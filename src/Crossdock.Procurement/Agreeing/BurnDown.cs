namespace Crossdock.Procurement.Agreeing;

/// <summary>How fast something that is agreed is used up, by the pace so far.</summary>
internal static class BurnDown
{
    /// <summary>A part of a whole in percent, rounded down: 100 only when all of it is there. Of nothing all is used.</summary>
    public static int Percent(long part, long whole) => whole <= 0 ? 100 : (int)Int128.Clamp((Int128)part * 100 / whole, 0, 999);

    /// <summary>How much of its time has passed at the end of a day, in percent.</summary>
    public static int TimePercent(DateOnly from, DateOnly to, DateOnly today) =>
        Math.Clamp((today.DayNumber - from.DayNumber + 1) * 100 / (to.DayNumber - from.DayNumber + 1), 0, 100);

    /// <summary>
    /// The day on which nothing is left when it goes on like this; null when that is after its last day or nothing was used. Before a tenth of the time is
    /// over it says nothing: one large order at the start is no pace.
    /// </summary>
    public static DateOnly? UsedUpOn(long used, long cap, DateOnly from, DateOnly to, DateOnly today)
    {
        if (used >= cap) return today;
        var days = today.DayNumber - from.DayNumber + 1;
        if (used <= 0 || days <= 0 || TimePercent(from, to, today) < 10) return null;

        // Whole days, rounded up: left / (used / days).
        var left = ((Int128)(cap - used) * days + used - 1) / used;
        return left > to.DayNumber - today.DayNumber ? null : today.AddDays((int)left);
    }

    /// <summary>True when so much less was used than the time that has passed asks for that the minimum will be missed by the pace so far.</summary>
    public static bool IsBehind(long used, long minimum, DateOnly from, DateOnly to, DateOnly today)
    {
        var (days, all) = (today.DayNumber - from.DayNumber + 1, to.DayNumber - from.DayNumber + 1);
        return used < minimum && days * 10 >= all && (Int128)used * all < (Int128)minimum * Math.Min(days, all);
    }

    /// <summary>How an agreement stands: by its cap of value and by the line that is nearest its cap of quantity, whichever is nearer.</summary>
    public static Usage Of(Agreement agreement, IEnumerable<AgreementLine> lines, DateOnly today)
    {
        var measures = lines.Where(l => l is { Ended: false, QuantityCap: not null }).Select(l => (Used: l.TakenQuantity.Micros, Cap: l.QuantityCap!.Value.Micros)).ToList();
        if (agreement.ValueCap is { } cap) measures.Add((agreement.TakenAmount.TenThousandths, cap.TenThousandths));
        var behind = (agreement.MinimumValue is { } value && IsBehind(agreement.TakenAmount.TenThousandths, value.TenThousandths, agreement.ValidFrom, agreement.ValidTo, today))
            || (agreement.MinimumQuantity is { } quantity && IsBehind(agreement.TakenQuantity.Micros, quantity.Micros, agreement.ValidFrom, agreement.ValidTo, today));
        return new Usage(
            measures.Count == 0 ? null : measures.Max(m => Percent(m.Used, m.Cap)),
            TimePercent(agreement.ValidFrom, agreement.ValidTo, today),
            measures.Select(m => UsedUpOn(m.Used, m.Cap, agreement.ValidFrom, agreement.ValidTo, today)).Where(d => d is not null).Min(),
            behind);
    }
}

/// <summary>How far an agreement is used, beside how much of its time has passed.</summary>
/// <param name="Percent">How much of it is used, in percent; null without a cap.</param>
/// <param name="TimePercent">How much of its time has passed.</param>
/// <param name="UsedUpOn">The day on which nothing is left by the pace so far; null when it lasts to its end.</param>
/// <param name="Behind">True when its minimum will be missed by the pace so far.</param>
public sealed record Usage(int? Percent, int TimePercent, DateOnly? UsedUpOn, bool Behind);
