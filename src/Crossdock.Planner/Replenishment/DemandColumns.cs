namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Demand of many items in columns: one row of items per period, and the running total per item so that the demand of any stretch of periods is one subtraction.
/// Units are those of the item; periods count from 0.
/// </summary>
internal sealed class DemandColumns(int items)
{
    private List<double[]> totals = [new double[items]];
    private double[] next = new double[items];
    private readonly double[] squares = new double[items];
    private bool touched;

    public int Items => items;

    /// <summary>Periods closed so far.</summary>
    public int Periods => totals.Count - 1;

    /// <summary>Adds to the period that is open. What is no number or negative is no demand and is refused.</summary>
    public Refusal? Add(int item, double units)
    {
        if (item < 0 || item >= items) return Given.No($"There is no item {item}.");
        if (Given.NotNegative("demand", units) is { } no) return no;
        next[item] += units;
        touched = true;
        return null;
    }

    /// <summary>Closes periods without a further word until so many are closed.</summary>
    public void CloseUntil(int periods)
    {
        while (Periods < periods)
        {
            var total = (double[])totals[^1].Clone();
            if (touched)
            {
                for (var i = 0; i < items; i++)
                {
                    total[i] += next[i];
                    squares[i] += next[i] * next[i];
                }

                Array.Clear(next);
                touched = false;
            }

            totals.Add(total);
        }
    }

    /// <summary>
    /// Mean undershoot in units: how far one period's demand takes the position below the reorder point when it crosses it, E[X^2] / (2 E[X]) (Tijms 1994, section 1.1); 0 without demand.
    /// </summary>
    public double Undershoot(int item) => totals[^1][item] > 0 ? squares[item] / (2 * totals[^1][item]) : 0;

    /// <summary>Units of an item over a time from period <paramref name="from"/> on; of the period in which it ends, the share that it takes.</summary>
    public double Within(int item, int from, double time)
    {
        var whole = (int)time;
        return Between(item, from, from + whole) + (time - whole) * Between(item, from + whole, from + whole + 1);
    }

    /// <summary>The same demand of some of the items.</summary>
    public DemandColumns Of(int[] some)
    {
        var part = new DemandColumns(some.Length) { totals = totals.ConvertAll(total => Array.ConvertAll(some, i => total[i])) };
        for (var i = 0; i < some.Length; i++) part.squares[i] = squares[some[i]];
        return part;
    }

    /// <summary>What was known when so many periods were closed; its undershoots are those of today.</summary>
    public DemandColumns Until(int periods)
    {
        var past = new DemandColumns(items) { totals = totals.GetRange(0, periods + 1) };
        squares.CopyTo(past.squares, 0);
        return past;
    }

    /// <summary>Units of an item from period <paramref name="from"/> up to but without <paramref name="to"/>.</summary>
    public double Between(int item, int from, int to) => totals[Math.Clamp(to, 0, Periods)][item] - totals[Math.Clamp(from, 0, Periods)][item];
}
