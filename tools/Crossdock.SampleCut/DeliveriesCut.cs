using System.Globalization;

namespace Crossdock.SampleCut;

/// <summary>
/// Of the medicine deliveries only the promised and actual dates, the quantity and the freight share are kept; suppliers become
/// numbered profiles. Only direct deliveries with all three dates count, and only suppliers with a dozen of them.
/// </summary>
internal static class DeliveriesCut
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "M/d/yy", "dd-MMM-yy"];

    private sealed record Delivery(string Vendor, string Mode, string Incoterm, int PlannedDays, int ActualDays, decimal Quantity, decimal? FreightShare);

    public static void WriteLeadTimes(string path, string target)
    {
        var deliveries = Tables.Read(path).Select(Read).OfType<Delivery>().ToList();
        var profiles = deliveries.GroupBy(delivery => delivery.Vendor).Where(group => group.Count() >= 12)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
        var rows = profiles.SelectMany((group, profile) =>
        {
            var quantities = group.Select(delivery => delivery.Quantity).Order().ToList();
            var usual = quantities[quantities.Count / 2];
            return group.OrderBy(delivery => delivery.Mode, StringComparer.Ordinal).ThenBy(delivery => delivery.PlannedDays)
                .ThenBy(delivery => delivery.ActualDays).ThenBy(delivery => delivery.Quantity).Select(delivery => Tables.Row(
                    (profile + 1).ToString(CultureInfo.InvariantCulture), delivery.Mode, delivery.Incoterm,
                    delivery.PlannedDays.ToString(CultureInfo.InvariantCulture), delivery.ActualDays.ToString(CultureInfo.InvariantCulture),
                    Math.Round(delivery.Quantity / usual, 3).ToString(CultureInfo.InvariantCulture),
                    delivery.FreightShare is { } share ? Math.Round(share, 4).ToString(CultureInfo.InvariantCulture) : ""));
        });
        Tables.Write(target, "lead-times.csv", "profile,mode,incoterm,planned_days,actual_days,quantity_to_usual,freight_share", rows);
    }

    public static void WriteExchangeRates(string path, string target) => Tables.Write(target, "exchange-rates.csv", "month,eur_per_usd",
        Tables.Read(path).Where(cell => cell("Country") == "Euro" && Tables.Date(cell("Date")) is { Year: >= 2021 } date && date <= new DateOnly(2021, 6, 1))
            .Select(cell => Tables.Row(cell("Date"), cell("Exchange rate"))));

    private static Delivery? Read(Func<string, string> cell)
    {
        if (cell("Fulfill Via") != "Direct Drop" || cell("Shipment Mode") == "N/A") return null;
        if (DateOf(cell("PO Sent to Vendor Date")) is not { } sent || DateOf(cell("Scheduled Delivery Date")) is not { } promised
            || DateOf(cell("Delivered to Client Date")) is not { } delivered) return null;
        var planned = promised.DayNumber - sent.DayNumber;
        var actual = delivered.DayNumber - sent.DayNumber;
        var quantity = decimal.Parse(cell("Line Item Quantity"), CultureInfo.InvariantCulture);
        if (planned is < 1 or > 400 || actual is < 1 or > 500 || quantity <= 0) return null;
        var value = decimal.Parse(cell("Line Item Value"), CultureInfo.InvariantCulture);
        // The freight cell may be a sentence that points to another line; only a number is a share of this line's value.
        decimal? freight = value > 0 && decimal.TryParse(cell("Freight Cost (USD)"), CultureInfo.InvariantCulture, out var cost) ? cost / value : null;
        return new(cell("Vendor"), cell("Shipment Mode"), cell("Vendor INCO Term"), planned, actual, quantity, freight);
    }

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
