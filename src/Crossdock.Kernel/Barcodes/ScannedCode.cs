namespace Crossdock.Kernel;

/// <summary>One element of a GS1 code: its application identifier and its value as printed.</summary>
/// <param name="Identifier">Two to four digits, e.g. "01" or "3103".</param>
/// <param name="Value">The value without separators.</param>
public readonly record struct Gs1Element(string Identifier, string Value);

/// <summary>
/// What one scan says. A code that is no GS1 code (a bin label, a document number) comes back with <see cref="Text"/> alone;
/// everything else is null unless the code said it.
/// </summary>
public sealed record ScannedCode
{
    /// <summary>The scan as it came, without the symbology prefix.</summary>
    public required string Text { get; init; }

    /// <summary>The elements in their order; empty for a plain code.</summary>
    public IReadOnlyList<Gs1Element> Elements { get; init; } = [];

    /// <summary>The trade item: 01, or a plain EAN/UPC/ITF-14.</summary>
    public Gtin? Item { get; init; }

    /// <summary>02: the item inside a logistic unit; <see cref="Count"/> says how many.</summary>
    public Gtin? Content { get; init; }

    /// <summary>00: the 18 digits of the logistic unit.</summary>
    public string? Sscc { get; init; }

    /// <summary>10: batch or lot.</summary>
    public string? Lot { get; init; }

    /// <summary>21: serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>20: internal product variant.</summary>
    public string? Variant { get; init; }

    /// <summary>11: production date.</summary>
    public DateOnly? Produced { get; init; }

    /// <summary>13: packaging date.</summary>
    public DateOnly? Packed { get; init; }

    /// <summary>15: best before.</summary>
    public DateOnly? BestBefore { get; init; }

    /// <summary>17: expiry.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>30 or 37: how many items.</summary>
    public Quantity? Count { get; init; }

    /// <summary>310n: net weight in kilograms.</summary>
    public Quantity? NetKilograms { get; init; }

    /// <summary>240: the manufacturer's further identification of the item.</summary>
    public string? AdditionalItem { get; init; }

    /// <summary>241: the customer's number for the item.</summary>
    public string? CustomerItem { get; init; }

    /// <summary>400: the customer's purchase order.</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>401: consignment.</summary>
    public string? Consignment { get; init; }

    /// <summary>410: the location it ships to.</summary>
    public string? ShipTo { get; init; }

    /// <summary>411: the location that is billed.</summary>
    public string? BillTo { get; init; }

    /// <summary>412: the location it was bought from.</summary>
    public string? PurchasedFrom { get; init; }

    /// <summary>413: the location it is forwarded to.</summary>
    public string? ShipFor { get; init; }

    /// <summary>414: a physical location.</summary>
    public string? Location { get; init; }

    /// <summary>8200: address of more about the product.</summary>
    public string? ProductAddress { get; init; }

    /// <summary>True when nothing in it is defined by GS1: look it up as a bin, a document or an own label.</summary>
    public bool IsPlain => Elements.Count == 0;

    /// <summary>The element string with <see cref="Gs1.Separator"/> before the first and after each element that needs one.</summary>
    public string ToElementString() => Gs1.Write(Elements);
}
