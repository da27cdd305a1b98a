using System.Globalization;

namespace Crossdock.Ui;

/// <summary>Turns values into the points of a small line, 100 wide and 24 high.</summary>
internal static class SparklinePoints
{
    internal static string Of(IReadOnlyList<decimal> values)
    {
        if (values.Count == 0) return "";
        var (least, most) = (values.Min(), values.Max());
        var points = values.Select((value, index) =>
        {
            var x = values.Count == 1 ? 50m : 100m * index / (values.Count - 1);
            var y = most == least ? 12m : 22m - 20m * (value - least) / (most - least);
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(x, 1)},{Math.Round(y, 1)}");
        });
        return string.Join(' ', points);
    }
}
