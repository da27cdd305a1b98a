using Crossdock.Sales.Invoices;
using Crossdock.Sales.Orders;
using CsCheck;

namespace Crossdock.Sales.Tests;

/// <summary>Amounts of lines and taxes, without a database.</summary>
public sealed class LinePriceTests
{
    [Fact]
    public void However_a_line_is_split_into_invoices_they_add_up_to_its_amount() =>
        Gen.Select(Gen.Long[0, 9_000_000_000], Gen.Long[1, 144], Gen.Long[1, 500].Array[1, 12]).Sample((price, size, parts) =>
        {
            var line = new SalesLine
            {
                Ordered = Quantity.Units(parts.Sum()),
                Price = new UnitPrice(price),
                PriceUnit = "pack",
                PriceNumerator = size,
                PriceDenominator = 1,
            };
            line.Settle(Currency.Eur);
            var sum = Amount.Zero;
            foreach (var part in parts)
            {
                line.Ship(Quantity.Units(part), Currency.Eur);
                sum += line.Invoice(Quantity.Units(part), Currency.Eur);
            }

            return sum == line.Net && line.Open.IsZero && line.OpenNet.IsZero;
        });

    [Fact]
    public void A_credit_of_all_takes_exactly_the_tax_that_was_charged() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[0, 300_000], Gen.Long[1, 100].Array[1, 8]).Sample((cents, rate, parts) =>
        {
            var code = new TaxCode("T", "Tax", rate, true);
            var net = new Amount(cents * 100);
            var tax = new InvoiceTax { TaxCode = "T", RateMillionths = rate, Net = net, Tax = code.On(net, Currency.Eur) };
            var line = new InvoiceLine { Quantity = Quantity.Units(parts.Sum()), Net = net };
            var credited = Amount.Zero;
            foreach (var part in parts) credited += tax.Credit(line.Credit(Quantity.Units(part), Currency.Eur), code, Currency.Eur);
            return line.CreditedNet == net && credited == tax.Tax;
        });

    [Fact]
    public void Tax_is_taken_once_on_the_sum_of_the_rounded_nets()
    {
        var code = new TaxCode("V", "VAT", 190_000, true);
        var lines = Enumerable.Range(0, 3).Select(_ => new DraftLine(Guid.NewGuid(), new ItemId(1), Quantity.Units(1), new(UnitPrice.Of(0.13m), "pc"), Amount.Of(0.13m), "V")).ToList();
        var draft = InvoiceDraft.Of(lines, new Dictionary<string, TaxCode> { ["V"] = code }, Currency.Eur);
        Assert.Equal((Amount.Of(0.39m), Amount.Of(0.07m), Amount.Of(0.46m)), (draft.Net, draft.Tax, draft.Total));
    }

    [Fact]
    public void A_price_per_pound_is_exact_for_kilograms()
    {
        var price = new LinePrice(UnitPrice.Of(1), "lb", new PackSize(45_359_237, 100_000_000));
        Assert.Equal(Amount.Of(2138.48m), price.For(Quantity.Units(970), Currency.Eur));
    }
}
