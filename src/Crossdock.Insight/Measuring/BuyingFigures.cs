using Crossdock.Ui;

namespace Crossdock.Insight.Measuring;

/// <summary>A figure about buying: its meaning, and how a bought line becomes a row of it, or none.</summary>
/// <param name="Definition">Its meaning.</param>
/// <param name="Row">The row of a line on a day; null when the line does not count, or not yet.</param>
internal sealed record BuyingFigure(FigureDefinition Definition, Func<BoughtLine, DateOnly, FigureRow?> Row)
{
    /// <summary>True when its rows count money, also as a share of money.</summary>
    public bool OfMoney { get; init; }
}

/// <summary>
/// The figures a procurement manager answers for. Source of their meaning: the definitions of touchless rate, emergency-buy share, cycle time and
/// confirmation compliance as the trade uses them; leakage is what was bought outside of agreed terms.
/// </summary>
internal static class BuyingFigures
{
    private const string Owner = "procurement-manager";

    public static IReadOnlyList<BuyingFigure> All { get; } =
    [
        new(
            new("touchless", 1, "Touchless lines", Owner, "How many purchase lines went from the need to the supplier without anybody having to do with them.",
                "Lines that nobody asked for by hand, wrote, decided on, or changed within five working days of the release", "Lines released",
                "On the day of the first release. Requisitions by hand count as touched. Goods that came without an order stay out.", FigureUnit.Percent, 80, HigherIsBetter: true),
            (line, _) => Of(line, line.FirstTouch is null ? 1 : 0, 1, line.FirstTouch is { } touch ? $"Touched: {touch}" : "Nobody had to do with it")),
        new(
            new("emergency-share", 1, "Emergency buys", Owner, "Which part of what was bought could not wait for the routine, declared or detected.",
                "Worth of lines declared an emergency, and of those asked for sooner than the agreed lead time outside of the terms", "Worth of all lines released",
                "On the day of the first release, at the rate of that day.", FigureUnit.Percent, 3, HigherIsBetter: false),
            (line, _) => Of(line, (line.Emergency ?? line.Detected) is null ? 0 : line.Worth.TenThousandths, line.Worth.TenThousandths,
                line.Emergency is { } reason ? $"Declared: {reason}" : line.Detected is { } seen ? $"Detected: {seen}" : null))
        {
            OfMoney = true,
        },
        new(
            new("emergency-premium", 1, "Emergency premium", Owner, "What emergencies cost more than the routine would have.",
                "Premium given with the order", "One per order", "Emergency orders, on the day of their first release.", FigureUnit.Money, null, HigherIsBetter: false),
            (line, _) => line.Premium.IsPositive ? Of(line, line.Premium.TenThousandths, 1, line.Emergency) : null)
        {
            OfMoney = true,
        },
        new(
            new("leakage", 1, "Contract leakage", Owner, "Which part of what was bought was not at agreed terms.",
                "Worth of lines of orders that were outside of agreed terms when they were released", "Worth of all lines released",
                "On the day of the first release, by what the decision on the order looked at.", FigureUnit.Percent, null, HigherIsBetter: false),
            (line, _) => Of(line, line.InsideContract ? 0 : line.Worth.TenThousandths, line.Worth.TenThousandths, line.InsideContract ? null : "Outside of agreed terms"))
        {
            OfMoney = true,
        },
        new(
            new("cycle-time", 1, "Need to release", Owner, "How long a need waits until the supplier has the order.",
                "Hours from the need to the first release", "Lines released", "On the day of the first release. The oldest need counts when several are merged.", FigureUnit.Hours, 4, HigherIsBetter: false),
            (line, _) => Of(line, Math.Max(0, (long)(line.ReleasedAt - line.NeedArose).TotalMinutes), 1, $"{Waited(line.WrittenAt - line.NeedArose)} until it was written, {Waited(line.ReleasedAt - line.WrittenAt)} more until it was released")),
        new(
            new("confirmation", 1, "Answered in time", Owner, "How many released lines the supplier answered within one working day.",
                "Lines answered by the end of the next working day of the site", "Lines released",
                "From the end of that day on, answered or not.", FigureUnit.Percent, 95, HigherIsBetter: true),
            (line, today) => today <= line.AnswerDueDay ? null
                : Of(line, line.AnsweredAt is { } at && line.Site.DayOf(at) <= line.AnswerDueDay ? 1 : 0, 1, line.AnsweredAt is { } answered ? $"Answered after {Waited(answered - line.ReleasedAt)}" : "Not answered")),
    ];

    private static FigureRow Of(BoughtLine line, long numerator, long denominator, string? note) => new(
        $"{line.Order} line {line.Line}", $"/purchase-orders/{line.Order}", line.Day, numerator, denominator, line.Site.Code, line.Supplier.Code, line.Item.Code, Words.Title(line.Path), note, line.Supplier.Name, line.Item.Name);

    private static string Waited(TimeSpan time) => time.TotalHours >= 48
        ? $"{FigureText.Of((decimal)Math.Round(time.TotalDays, 1), 0, 1).Text} days"
        : time.TotalMinutes >= 90 ? $"{FigureText.Of((decimal)Math.Round(time.TotalHours, 1), 0, 1).Text} hours" : $"{(int)Math.Max(0, time.TotalMinutes)} minutes";
}
