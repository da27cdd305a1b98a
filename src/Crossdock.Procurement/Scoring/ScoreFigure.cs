namespace Crossdock.Procurement.Scoring;

/// <summary>What a supplier is measured by.</summary>
public enum ScoreFigure
{
    /// <summary>Lines that came in full and in time for the day we asked for.</summary>
    Requested = 1,

    /// <summary>Lines that came in full and in time for the day the supplier confirmed first.</summary>
    Confirmed = 2,

    /// <summary>Released lines that were answered within one working day.</summary>
    Answered = 3,

    /// <summary>Lines ordered at the price of the terms or below.</summary>
    AtTerms = 4,

    /// <summary>What was ordered, at its price against the price of the terms.</summary>
    PriceLevel = 5,

    /// <summary>What came, less what came damaged or to quarantine or went back, at the order's price.</summary>
    Quality = 6,

    /// <summary>Days from the release until a line was complete.</summary>
    LeadTime = 7,

    /// <summary>Days from the release until the first goods of a line.</summary>
    FirstReceipt = 8,
}

/// <summary>What one line contributes to a figure.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Line">The line.</param>
/// <param name="Schedule">The line as we asked for it; null for figures that need no schedule.</param>
/// <param name="Day">The day it counts on: when it could first fail.</param>
/// <param name="N">Its part of the numerator.</param>
/// <param name="D">Its part of the denominator.</param>
/// <param name="Due">Days on which it was in time.</param>
/// <param name="Asked">How much was due, tolerance taken off.</param>
/// <param name="Good">How much of it was in time, or good.</param>
/// <param name="Minutes">Working minutes until the answer; null while there is none.</param>
internal sealed record Contribution(
    ScoreFigure Figure, LineFacts Line, Schedule? Schedule, DateOnly Day, decimal N, decimal D, Window? Due = null, Quantity? Asked = null, Quantity? Good = null, int? Minutes = null);

/// <summary>One figure of a supplier: always the sum over its rows, never an average of shares.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="N">Numerator: lines, an amount in the supplier's currency, or days.</param>
/// <param name="D">Denominator: lines, or an amount.</param>
/// <param name="Rows">How many rows it rests on; below twenty it is pale.</param>
/// <param name="Value">N by D, to four decimals; null when there is no data.</param>
/// <param name="Bound">The least the share is with 95 % confidence; null for what is no share of lines.</param>
/// <param name="Median">Median of answer times in working hours, or of lead times in days.</param>
/// <param name="Ninetieth">Nine of ten were as quick as this.</param>
/// <param name="Spread">Standard deviation of lead times in days.</param>
public sealed record ScoreValue(
    ScoreFigure Figure, decimal N, decimal D, int Rows, decimal? Value, decimal? Bound = null, decimal? Median = null, decimal? Ninetieth = null, decimal? Spread = null)
{
    /// <summary>Rows below which a figure is shown pale.</summary>
    public const int FewRows = 20;

    internal static ScoreValue Of(ScoreFigure figure, IReadOnlyCollection<Contribution> rows)
    {
        var (n, d) = (rows.Sum(r => r.N), rows.Sum(r => r.D));
        var value = new ScoreValue(figure, n, d, rows.Count, d == 0 ? null : decimal.Round(n / d, 4, MidpointRounding.AwayFromZero));
        return figure switch
        {
            ScoreFigure.Requested or ScoreFigure.Confirmed or ScoreFigure.AtTerms => value with { Bound = ShareBound.LowerOf((long)n, (long)d) },
            ScoreFigure.Answered => value with
            {
                Bound = ShareBound.LowerOf((long)n, (long)d), Median = Hours(Rank(rows, r => r.Minutes, 50)), Ninetieth = Hours(Rank(rows, r => r.Minutes, 90)),
            },
            ScoreFigure.LeadTime or ScoreFigure.FirstReceipt => value with { Median = Rank(rows, r => (int)r.N, 50), Ninetieth = Rank(rows, r => (int)r.N, 90), Spread = SpreadOf(rows) },
            _ => value,
        };
    }

    /// <summary>The smallest value that so many percent of the rows do not exceed; rows without one are left out, and listed.</summary>
    private static int? Rank(IEnumerable<Contribution> rows, Func<Contribution, int?> value, int percent)
    {
        var sorted = rows.Select(value).OfType<int>().Order().ToList();
        return sorted.Count == 0 ? null : sorted[((sorted.Count * percent) + 99) / 100 - 1];
    }

    private static decimal? Hours(int? minutes) => minutes is { } m ? decimal.Round((decimal)m / 60, 1, MidpointRounding.AwayFromZero) : null;

    private static decimal? SpreadOf(IReadOnlyCollection<Contribution> rows)
    {
        if (rows.Count < 2) return null;
        // n Σx² - (Σx)² is exact; only its root is not, and nothing is posted by it.
        var (sum, squares, count) = (rows.Sum(r => r.N), rows.Sum(r => r.N * r.N), (decimal)rows.Count);
        return decimal.Round((decimal)Math.Sqrt((double)(((count * squares) - (sum * sum)) / (count * (count - 1)))), 1);
    }
}
