using System.Globalization;
using System.Text.Json;

namespace Crossdock.Procurement.Scoring;

/// <summary>Figures and their rows in words.</summary>
internal static class ScoreWords
{
    /// <summary>The figure's name in addresses.</summary>
    public static string KeyOf(ScoreFigure figure) => JsonNamingPolicy.CamelCase.ConvertName(figure.ToString());

    /// <summary>The figure's name for people.</summary>
    public static string TitleOf(ScoreFigure figure) => figure switch
    {
        ScoreFigure.Requested => "In full and in time, as asked",
        ScoreFigure.Confirmed => "In full and in time, as confirmed",
        ScoreFigure.Answered => "Answered within a working day",
        ScoreFigure.AtTerms => "At the terms or below",
        ScoreFigure.PriceLevel => "Price against the terms",
        ScoreFigure.Quality => "Good when it came",
        ScoreFigure.LeadTime => "Lead time, line complete",
        _ => "Lead time, first goods",
    };

    /// <summary>What counts, in a sentence.</summary>
    public static string MeaningOf(ScoreFigure figure) => figure switch
    {
        ScoreFigure.Requested => "Lines of which all that we asked for stood at the dock, undamaged, by the day we asked for, at most two working days early. A change of ours asks anew; the supplier's does not. A line counts when its day is over, received or not.",
        ScoreFigure.Confirmed => "The same for the day the supplier confirmed first. Lines without a confirmation do not count.",
        ScoreFigure.Answered => "Released lines whose supplier confirmed, proposed or refused within one working day: Monday to Friday, eight to four, in the site's time.",
        ScoreFigure.AtTerms => "Lines ordered at the price the terms asked for on the day of the order, or below.",
        ScoreFigure.PriceLevel => "What was ordered at its price, against the price of the terms on the day of the order.",
        ScoreFigure.Quality => "What came, less what came damaged or to quarantine or went back, at the order's price.",
        ScoreFigure.LeadTime => "Days from the release until all of a line had come. Lines whose day we moved do not count.",
        _ => "Days from the release until the first goods of a line came. Lines whose day we moved do not count.",
    };

    /// <summary>True for shares; the others are days.</summary>
    public static bool IsShare(ScoreFigure figure) => figure is not (ScoreFigure.LeadTime or ScoreFigure.FirstReceipt);

    /// <summary>The figure as people read it.</summary>
    public static string Text(ScoreValue value) => value.Value is not { } figure ? "no data" : IsShare(value.Figure) ? Percent(figure) : $"{Number(figure, "0.0")} days";

    /// <summary>A share in percent.</summary>
    public static string Percent(decimal share) => $"{Number(Share.Percent(share, 1), "0.0###")} %";

    /// <summary>What a figure rests on, in a few words.</summary>
    public static string Ground(ScoreValue value, Currency currency) => value.Figure switch
    {
        _ when value.Rows == 0 => "no line in the period",
        ScoreFigure.PriceLevel or ScoreFigure.Quality => $"{Number(value.N, "N2")} of {Number(value.D, "N2")} {currency.Code}, {Lines(value.Rows)}",
        ScoreFigure.LeadTime or ScoreFigure.FirstReceipt => $"median {Number(value.Median!.Value, "0")}, nine of ten within {Number(value.Ninetieth!.Value, "0")}{(value.Spread is { } s ? $", spread {Number(s, "0.0")}" : "")}, {Lines(value.Rows)}",
        ScoreFigure.Answered when value.Median is { } median => $"{Of(value)}; median {Number(median, "0.0")}, nine of ten within {Number(value.Ninetieth!.Value, "0.0")} working hours",
        _ => Of(value),
    };

    /// <summary>What became of a line, in a sentence.</summary>
    public static string Of(Contribution row, string unit, TimeZoneInfo zone) => row.Figure switch
    {
        ScoreFigure.Requested or ScoreFigure.Confirmed =>
            $"{row.Good?.Grouped} of {row.Asked?.Words(unit)} came from {Day(row.Due!.Value.From)} to {Day(row.Due.Value.To)}.",
        ScoreFigure.Answered => row.Minutes is { } minutes
            ? $"Sent {Moment(row.Line.ReleasedAt, zone)}, answered {Moment(row.Line.AnsweredAt!.Value, zone)}: {Number((decimal)minutes / 60, "0.0")} working hours."
            : $"Sent {Moment(row.Line.ReleasedAt, zone)}, not answered.",
        ScoreFigure.AtTerms or ScoreFigure.PriceLevel => $"Ordered at {row.Line.Price.PerBase}, the terms said {row.Line.Agreed} per {unit}.",
        ScoreFigure.Quality => row.Good == row.Asked ? $"All {row.Asked?.Words(unit)} were good." : $"{row.Good?.Grouped} of {row.Asked?.Words(unit)} were good.",
        _ => $"Sent {Day(zone.DayOf(row.Line.ReleasedAt))}, {(row.Figure == ScoreFigure.LeadTime ? "complete" : "first goods")} {Day(row.Day)}.",
    };

    private static string Of(ScoreValue value) => $"{Number(value.N, "0")} of {Lines(value.D)}{(value.Bound is { } bound ? $", at least {Percent(bound)}" : "")}";

    private static string Lines(decimal count) => count == 1 ? "1 line" : $"{Number(count, "N0")} lines";

    private static string Day(DateOnly day) => day.Words();

    private static string Moment(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);

    private static string Number(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
