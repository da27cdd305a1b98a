namespace Crossdock.Kernel.Tests;

public class AmountTests
{
    private static readonly Gen<Currency> AnyCurrency = Gen.Int[0, 3].Select(i => new[] { Currency.Eur, Currency.Of("JPY"), Currency.Of("KWD"), Currency.Of("CLF") }[i]);

    private static readonly Gen<Amount> Any = Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Select(value => new Amount(value));

    [Theory]
    [InlineData("EUR", "1.005", "1.01")]
    [InlineData("EUR", "-1.005", "-1.01")]
    [InlineData("JPY", "1.4999", "1")]
    [InlineData("JPY", "1.5", "2")]
    [InlineData("KWD", "1.0005", "1.001")]
    public void Rounding_goes_to_the_minor_unit_half_away_from_zero(string currency, string amount, string rounded)
    {
        Assert.True(Amount.TryParse(amount, out var value));
        Assert.True(Amount.TryParse(rounded, out var expected));
        Assert.Equal(expected, value.RoundTo(Currency.Of(currency)));
    }

    [Fact]
    public void A_rounded_amount_is_not_rounded_again() => Gen.Select(Any, AnyCurrency).Sample((amount, currency) =>
        amount.RoundTo(currency).RoundTo(currency) == amount.RoundTo(currency)
        && 2 * (amount.RoundTo(currency) - amount).Abs().TenThousandths <= currency.Step);

    [Fact]
    public void The_whole_share_is_the_rounded_amount_and_no_share_is_nothing() =>
        Gen.Select(Any, Gen.Long[1, 1_000_000_000_000], AnyCurrency).Sample((amount, micros, currency) =>
            amount.Share(new(micros), new(micros), currency) == amount.RoundTo(currency)
            && amount.Share(Quantity.Zero, new(micros), currency).IsZero);

    [Fact]
    public void Taking_shares_of_what_is_left_never_leaves_a_cent() =>
        // S17 and S19: each issue takes its share of the pool as it stands, so the last one takes the rest.
        Gen.Select(Gen.Long[0, 100_000_000], Gen.Int[1, 60]).Sample((cents, pieces) =>
        {
            var pool = new Amount(cents * 100);
            for (var left = pieces; left > 0; left--) pool -= pool.Share(Quantity.Units(1), Quantity.Units(left), Currency.Eur);
            return pool.IsZero;
        });

    [Fact]
    public void A_price_times_a_quantity_is_posted_in_whole_minor_units()
    {
        Assert.Equal(Amount.Of(2138.48m), UnitPrice.Of(1m).Times(Quantity.Of(2138.484m), Currency.Usd));
        Assert.Equal(Amount.Of(9.99m), UnitPrice.Of(1.11m).Times(Quantity.Units(9), Currency.Eur));
        Assert.Equal(Amount.Of(3m), UnitPrice.Of(2.5m).Times(Quantity.Units(1), Currency.Of("JPY")));
    }

    [Fact]
    public void The_price_an_amount_makes_gives_the_amount_back() => Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 4_000]).Sample((cents, units) =>
        UnitPrice.Per(new(cents * 100), Quantity.Units(units)).Times(Quantity.Units(units), Currency.Eur) == new Amount(cents * 100));
}
