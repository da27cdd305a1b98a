namespace Crossdock.Sales.Invoices;

/// <summary>One line to invoice or to credit, with its rounded net.</summary>
internal sealed record DraftLine(Guid OrderLine, ItemId Item, Quantity Quantity, LinePriceText Price, Amount Net, string? TaxCode);

/// <summary>The price as it is printed.</summary>
internal readonly record struct LinePriceText(UnitPrice Price, string Unit);

/// <summary>Tax of one code on the sum of the rounded line nets.</summary>
internal sealed record DraftTax(string Code, long RateMillionths, Amount Net, Amount Tax);

/// <summary>Sums of a customer document: nets per code, tax per code, and the same in the entity's currency.</summary>
internal sealed record InvoiceDraft(IReadOnlyList<DraftLine> Lines, IReadOnlyList<DraftTax> Taxes, Amount Net, Amount Tax)
{
    public Amount Total => Net + Tax;

    /// <summary>Adds lines up and taxes them per code. A code without a definition is a broken set-up and stops the posting.</summary>
    public static InvoiceDraft Of(IReadOnlyList<DraftLine> lines, IReadOnlyDictionary<string, TaxCode> codes, Currency currency)
    {
        var taxes = lines.Where(l => l.TaxCode is not null).GroupBy(l => l.TaxCode!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var net = Sum(g.Select(l => l.Net));
            return new DraftTax(g.Key, codes[g.Key].RateMillionths, net, codes[g.Key].On(net, currency));
        }).ToList();
        return new(lines, taxes, Sum(lines.Select(l => l.Net)), Sum(taxes.Select(t => t.Tax)));
    }

    /// <summary>An amount in the entity's currency, rounded to its minor unit.</summary>
    public static Amount Convert(Amount amount, UnitPrice rate, Currency to) =>
        new Amount(Exact.MultiplyDivide(amount.TenThousandths, rate.Millionths, UnitPrice.Scale)).RoundTo(to);

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + amount);
}
