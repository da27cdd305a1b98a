using System.Globalization;
using System.Text.Json;

namespace Crossdock.Procurement.Agreeing;

/// <summary>Another price from a quantity on.</summary>
/// <param name="From">Base units ordered at once.</param>
/// <param name="Price">Price of one price unit of the line.</param>
internal sealed record Step(Quantity From, UnitPrice Price);

/// <summary>What is agreed on one item.</summary>
/// <param name="Item">Key of the item; null for everything, in a blanket.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">That unit.</param>
/// <param name="Size">What it is in base units.</param>
/// <param name="Cap">Most that may be released, in base units; null for no cap.</param>
/// <param name="Breaks">Other prices, smallest quantity first.</param>
internal sealed record TermsLine(int? Item, UnitPrice Price, string PriceUnit, PackSize Size, Quantity? Cap, IReadOnlyList<Step> Breaks);

/// <summary>A delivery that is foreseen.</summary>
/// <param name="Item">Key of the item.</param>
/// <param name="Day">The day.</param>
/// <param name="Quantity">In base units.</param>
internal sealed record TermsEntry(int Item, DateOnly Day, Quantity Quantity);

/// <summary>The terms of an agreement: all that is decided on. Kept whole in each version and while a change waits.</summary>
internal sealed record AgreementTerms(
    string? Title, DateOnly ValidFrom, DateOnly ValidTo, Amount? ValueCap, Amount? MinimumValue, Quantity? MinimumQuantity, IReadOnlyList<TermsLine> Lines, IReadOnlyList<TermsEntry> Schedule)
{
    public string Write() => JsonSerializer.Serialize(this, Json.Web);

    public static AgreementTerms Read(string text) => JsonSerializer.Deserialize<AgreementTerms>(text, Json.Kept)!;

    /// <summary>What may be spent under them: the cap, else what the caps of quantity come to at the dearest price, else what was promised. Null when it has no end.</summary>
    public Amount? Worth(Currency currency) =>
        ValueCap ?? (Lines.Count > 0 && Lines.All(l => l is { Item: not null, Cap: not null })
            ? Lines.Aggregate(Amount.Zero, (sum, l) => sum + new PurchasePrice(Dearest(l), l.PriceUnit, l.Size).AmountOf(l.Cap!.Value, currency))
            : null);

    /// <summary>The terms as facts, each in words, in a fixed order.</summary>
    public IReadOnlyList<(string Term, string Value)> Words(Currency currency, IReadOnlyDictionary<ItemId, Item> items)
    {
        var said = new List<(string, string)>
        {
            ("Valid", string.Create(CultureInfo.InvariantCulture, $"{ValidFrom:yyyy-MM-dd} to {ValidTo:yyyy-MM-dd}")),
            ("Cap", ValueCap is { } cap ? Text(cap, currency) : "none"),
            ("Minimum", (MinimumValue, MinimumQuantity) switch
            {
                ({ } value, { } quantity) => $"{Text(value, currency)} and {quantity}",
                ({ } value, null) => Text(value, currency),
                (null, { } quantity) => quantity.ToString(),
                _ => "none",
            }),
        };
        foreach (var line in Lines.Where(l => l.Item is not null))
        {
            var item = items[new ItemId(line.Item!.Value)];
            var steps = string.Concat(line.Breaks.Select(b => $", {b.Price} from {b.From}"));
            said.Add(($"{item.Code} {item.Name}", $"{line.Price} per {line.PriceUnit}{steps}; at most {(line.Cap is { } most ? $"{most} {item.BaseUnit}" : "no cap")}"));
        }

        foreach (var entry in Schedule)
        {
            var item = items[new ItemId(entry.Item)];
            said.Add((string.Create(CultureInfo.InvariantCulture, $"{item.Code} on {entry.Day:yyyy-MM-dd}"), $"{entry.Quantity} {item.BaseUnit}"));
        }

        return said;
    }

    internal IEnumerable<ItemId> Items => Lines.Where(l => l.Item is not null).Select(l => new ItemId(l.Item!.Value));

    private static UnitPrice Dearest(TermsLine line) => line.Breaks.Select(b => b.Price).Append(line.Price).Max();

    private static string Text(Amount amount, Currency currency) => $"{amount.ToString(currency)} {currency.Code}";
}

internal static class TermsText
{
    public static IReadOnlyList<Step> ReadBreaks(string text) => text == "[]" ? [] : JsonSerializer.Deserialize<List<Step>>(text, Json.Kept)!;

    public static string WriteBreaks(IReadOnlyList<Step> breaks) => breaks.Count == 0 ? "[]" : JsonSerializer.Serialize(breaks, Json.Web);
}
