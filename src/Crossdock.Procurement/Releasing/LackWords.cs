namespace Crossdock.Procurement.Releasing;

/// <summary>What an order lacks to the least its supplier takes, in words: only the measures that lack are said.</summary>
/// <param name="Goods">What the goods come to: "48.00 EUR and 120 kg".</param>
/// <param name="Least">What the supplier takes at least: "120.00 EUR and 500 kg".</param>
/// <param name="Lacking">What is missing: "72.00 EUR and 380 kg".</param>
/// <param name="Beside">Each beside its least: "48.00 EUR of at least 120.00 EUR, 120 kg of at least 500 kg".</param>
/// <param name="Unknown">Which items do not count, because their weight or volume is not known; empty when all do.</param>
internal sealed record LackWords(string Goods, string Least, string Lacking, string Beside, string Unknown)
{
    public static LackWords Of(Amount goods, Amount? minimum, Currency currency, IReadOnlyList<MeasuredMinimum> measures)
    {
        var parts = new List<(string Goods, string Least, string Lacking)>();
        if (minimum is { IsPositive: true } least && goods < least) parts.Add((goods.Words(currency), least.Words(currency), (least - goods).Words(currency)));
        var lacking = measures.Where(m => m.Lacking.IsPositive).ToList();
        parts.AddRange(lacking.Select(m => (m.Goods.Words(m.Unit), m.Minimum.Words(m.Unit), m.Lacking.Words(m.Unit))));
        return new(
            parts.ConvertAll(p => p.Goods).Listed(), parts.ConvertAll(p => p.Least).Listed(), parts.ConvertAll(p => p.Lacking).Listed(),
            string.Join(", ", parts.Select(p => $"{p.Goods} of at least {p.Least}")), string.Join(' ', lacking.Select(m => m.UnknownWords).OfType<string>()));
    }
}
