using System.Globalization;

namespace Crossdock.Planner.Explaining;

/// <summary>One line of a bill: what it is for and how many whole units of the number it makes up.</summary>
public sealed record BillLine(string Reason, long Units);

/// <summary>
/// A number as a sum of reasons, in whole units that add up to it exactly. The remainder of rounding is shared out by largest remainder, so no line is off by more than one unit.
/// </summary>
/// <param name="Total">The number.</param>
/// <param name="Lines">Reasons; they sum to the number.</param>
public sealed record Bill(long Total, BillLine[] Lines)
{
    /// <summary>From real shares that sum to the total within half a unit; refused when they do not, for then the bill would explain another number.</summary>
    public static Result<Bill> Of(long total, params (string Reason, double Units)[] shares)
    {
        foreach (var (reason, units) in shares)
            if (Given.Finite(reason, units) is { } no) return no;
        var sum = shares.Sum(s => s.Units);
        if (Math.Abs(sum - total) > 0.5 + 1e-9 * Math.Abs(total)) return Given.No($"The reasons sum to {sum:G6}, not to {total}.");
        var whole = shares.Select(s => (long)Math.Floor(s.Units)).ToArray();
        var left = total - whole.Sum();
        var order = Enumerable.Range(0, shares.Length).OrderByDescending(i => shares[i].Units - whole[i]).ThenBy(i => i).ToArray();
        for (var k = 0; left != 0 && order.Length > 0; k = (k + 1) % order.Length)
        {
            var step = Math.Sign(left);
            whole[left > 0 ? order[k] : order[^(k + 1)]] += step;
            left -= step;
        }

        return new Bill(total, shares.Select((s, i) => new BillLine(s.Reason, whole[i])).ToArray());
    }

    /// <summary>The bill as a sentence part: "71 lead time + 9 review - 3 packs"; reasons of zero units are left out.</summary>
    public string Sentence()
    {
        var words = "";
        foreach (var line in Lines.Where(l => l.Units != 0))
            words += (words.Length == 0 ? line.Units < 0 ? "-" : "" : line.Units < 0 ? " - " : " + ") + Math.Abs(line.Units).ToString(CultureInfo.InvariantCulture) + " " + line.Reason;
        return words.Length == 0 ? "nothing" : words;
    }

    /// <summary>What changed from an earlier bill, reason by reason; the changes sum to the change of the total exactly.</summary>
    public Bill Since(Bill earlier)
    {
        var before = earlier.Lines.ToDictionary(l => l.Reason, l => l.Units);
        var lines = Lines.Select(l => new BillLine(l.Reason, l.Units - before.GetValueOrDefault(l.Reason)))
            .Concat(earlier.Lines.Where(l => Lines.All(n => n.Reason != l.Reason)).Select(l => new BillLine(l.Reason, -l.Units)));
        return new(Total - earlier.Total, lines.ToArray());
    }
}
