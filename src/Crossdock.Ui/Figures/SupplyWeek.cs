using Crossdock.Kernel;

namespace Crossdock.Ui;

/// <summary>One week of an item's future.</summary>
/// <param name="Start">Its Monday.</param>
/// <param name="Confirmed">Supply the supplier has confirmed.</param>
/// <param name="Expected">Supply that is only expected.</param>
/// <param name="Demand">What is asked for.</param>
/// <param name="Projected">What is left at the end of the week; negative means short.</param>
public sealed record SupplyWeek(DateOnly Start, Quantity Confirmed, Quantity Expected, Quantity Demand, Quantity Projected);

/// <summary>Scale and coordinates of the supply and demand chart: 800 wide, 200 high, 100 for each of eight weeks.</summary>
internal sealed class SupplyScale
{
    internal const int Height = 200;

    private readonly decimal bottom;
    private readonly decimal step;

    internal SupplyScale(IReadOnlyList<SupplyWeek> weeks)
    {
        var most = weeks.Select(week => Quantity.Max(Quantity.Max(week.Confirmed + week.Expected, week.Demand), week.Projected).ToDecimal())
            .DefaultIfEmpty(0).Max();
        var least = Math.Min(0, weeks.Select(week => week.Projected.ToDecimal()).DefaultIfEmpty(0).Min());
        step = Nice((Math.Max(most, 0) - least) / 4);
        bottom = Math.Floor(least / step) * step;
        var steps = Math.Max(1, (int)(Math.Ceiling(Math.Max(most, 0) / step) - bottom / step));
        Ticks = [.. Enumerable.Range(0, steps + 1).Select(index => bottom + (steps - index) * step)];
    }

    /// <summary>Values of the lines across, from the top down, at equal distances.</summary>
    internal IReadOnlyList<decimal> Ticks { get; }

    /// <summary>Height of a value, measured from the top.</summary>
    internal decimal Y(decimal value) => Math.Round(Height - Height * (value - bottom) / (Ticks[0] - bottom), 2);

    /// <summary>Height of a bar of this value.</summary>
    internal decimal Tall(Quantity value) => Math.Max(0, Y(0) - Y(value.ToDecimal()));

    // 1, 2 or 5 times a power of ten, the next above: the only steps people read without thinking.
    private static decimal Nice(decimal rough)
    {
        var power = 0.000001m;
        while (power * 10 < rough) power *= 10;
        foreach (var factor in (ReadOnlySpan<int>)[1, 2, 5])
            if (power * factor >= rough) return power * factor;
        return power * 10;
    }
}
