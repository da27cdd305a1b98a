using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Searching;

namespace Crossdock.MasterData.Tests;

public sealed class TermsTests
{
    private static readonly Item Piece = new(
        new(1), "X", "X", "", "A", "ea", 0, Tracking.None, Valuation.MovingAverage, true, default, default, null, null,
        [new("ea", PackSize.One, null, 0, false, true), new("bag", PackSize.Of(10), null, 0, true, true)]);

    [Fact]
    public void Forty_pieces_in_bags_of_ten_are_four_bags()
    {
        var terms = Set(new("S", "X", "bag", 5, UnitPrice.Of(2.5m))).Value;
        Assert.Equal(Quantity.Units(10), terms.Multiple);
        Assert.Equal(Quantity.Units(40), terms.OrderQuantityFor(Quantity.Units(40)));
        Assert.Equal(4, Piece.PackOf("bag")!.Size.UnitsCovering(Quantity.Units(40)));
    }

    [Fact]
    public void An_order_is_at_least_the_minimum_a_multiple_and_covers_the_need() => Gen.Select(Gen.Long[0, 500], Gen.Long[0, 60], Gen.Long[0, 5000]).Sample((minimum, multiple, need) =>
    {
        var terms = new SupplierTerms(new(1), new(1), "ea", default, Quantity.Units(minimum), Quantity.Units(multiple), 1);
        var quantity = terms.OrderQuantityFor(Quantity.Units(need));
        return quantity >= Quantity.Units(need) && quantity >= terms.MinimumQuantity && (multiple == 0 || quantity.Micros % terms.Multiple.Micros == 0);
    });

    [Fact]
    public void The_price_is_that_of_the_largest_break_reached()
    {
        var terms = Set(new("S", "X", "bag", 5, UnitPrice.Of(3), Breaks: [new(Quantity.Units(100), UnitPrice.Of(2)), new(Quantity.Units(500), UnitPrice.Of(1))])).Value;
        Assert.Equal(UnitPrice.Of(3), terms.PriceFor(Quantity.Units(90)));
        Assert.Equal(UnitPrice.Of(2), terms.PriceFor(Quantity.Units(100)));
        Assert.Equal(UnitPrice.Of(1), terms.PriceFor(Quantity.Units(9000)));
    }

    [Fact]
    public void Bad_terms_are_refused()
    {
        Assert.Equal("masterdata.unit_unknown", Set(new("S", "X", "pallet", 5)).Refusal?.Code);
        Assert.Equal("masterdata.unit_not_bought", Set(new("S", "X", "ea", 5)).Refusal?.Code);
        Assert.Equal("masterdata.terms_negative", Set(new("S", "X", "bag", 5, UnitPrice.Of(-1))).Refusal?.Code);
        Assert.Equal("masterdata.terms_not_exact", Set(new("S", "X", "bag", 5, MinimumQuantity: Quantity.Of(0.5m))).Refusal?.Code);
        Assert.Equal("masterdata.breaks_not_rising", Set(new("S", "X", "bag", 5, UnitPrice.Of(0), Breaks: [new(Quantity.Units(9), default), new(Quantity.Units(9), default)])).Refusal?.Code);
        Assert.Equal("masterdata.breaks_without_price", Set(new("S", "X", "bag", 5, Breaks: [new(Quantity.Units(9), default)])).Refusal?.Code);
    }

    [Fact]
    public void Tax_is_rounded_to_the_minor_unit_of_the_currency()
    {
        var tax = new TaxCode("V19", "19 %", 190_000, true);
        Assert.Equal(Amount.Of(1.92m), tax.On(Amount.Of(10.11m), Currency.Eur));
        Assert.Equal(Amount.Of(192m), tax.On(Amount.Of(1011m), Currency.Of("JPY")));
    }

    [Fact]
    public void A_text_is_found_by_its_words_without_accents_and_by_its_number_without_zeros()
    {
        Assert.Equal(["12", "brut", "cafe", "creme", "extra", "extra-brut", "po-000012"], SearchText.WordsOf(["PO-000012", "Café, Crème extra-brut"]).Order(StringComparer.Ordinal));
        Assert.Equal(["po-000012", "creme", "12"], SearchText.WordsTyped("000012 Crème PO-000012"));
    }

    private static Result<SupplierTerms> Set(NewTerms terms) => TermsRules.Decide(new(1), Piece, terms);
}
