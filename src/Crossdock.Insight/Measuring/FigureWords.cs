using Crossdock.Ui;

namespace Crossdock.Insight.Measuring;

/// <summary>Figures as people read them.</summary>
internal static class FigureWords
{
    public static string Value(FigureView figure) => figure.Value is not { } value ? "no data" : figure.Definition.Unit switch
    {
        FigureUnit.Percent => $"{FigureText.Of(value, 1, 4).Text} %",
        FigureUnit.Money => figure.Currency is { } currency ? $"{FigureText.Of(value, currency.MinorDigits, currency.MinorDigits).Text} {currency.Code}" : FigureText.Of(value, 2, 2).Text,
        FigureUnit.Hours => $"{FigureText.Of(value, 1, 1).Text} h",
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure.Definition.Unit, null),
    };

    public static string Note(FigureView figure)
    {
        var rows = figure.Rows == 1 ? "1 row" : $"{FigureText.Of(figure.Rows, 0, 0).Text} rows";
        if (figure.Rows is > 0 and < FigureView.Few) rows = $"only {rows}";
        var target = figure.Definition.Target is { } aim ? $", {(figure.Definition.HigherIsBetter ? "at least" : "at most")} {FigureText.Of(aim, 0, 1).Text} {(figure.Definition.Unit == FigureUnit.Hours ? "h" : "%")}" : "";
        var median = figure.Median is { } half ? $", 90 % within it, half in {(half == 0 ? "3 min" : $"{FigureText.Of(half, 1, 1).Text} h")}" : "";
        return rows + median + target;
    }

    /// <summary>Too few rows judge nothing.</summary>
    public static Tone Tone(FigureView figure) => figure.Rows < FigureView.Few ? Ui.Tone.Neutral : figure.Reached switch { true => Ui.Tone.Good, false => Ui.Tone.Warning, null => Ui.Tone.Neutral };

    public static IReadOnlyList<decimal> Trend(FigureView figure) => [.. figure.Weeks.Where(w => w.Value is not null).Select(w => w.Value!.Value)];
}
