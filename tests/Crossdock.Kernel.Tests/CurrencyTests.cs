using System.Text.Json;

namespace Crossdock.Kernel.Tests;

public class CurrencyTests
{
    [Theory]
    [InlineData("EUR", 2, 100)]
    [InlineData("USD", 2, 100)]
    [InlineData("JPY", 0, 10_000)]
    [InlineData("KWD", 3, 10)]
    [InlineData("CLF", 4, 1)]
    public void The_minor_unit_is_the_one_of_the_standard(string code, int digits, long step)
    {
        var currency = Currency.Of(code);
        Assert.Equal((digits, step), (currency.MinorDigits, currency.Step));
    }

    [Theory]
    [InlineData("eur", true)]
    [InlineData("EU", false)]
    [InlineData("EURO", false)]
    [InlineData("E1R", false)]
    [InlineData("ÉUR", false)]
    [InlineData(null, false)]
    public void A_currency_code_is_three_letters(string? code, bool good) => Assert.Equal(good, Currency.TryParse(code, out _));

    [Fact]
    public void Codes_in_any_case_are_one_currency() => Assert.Equal(Currency.Eur, Currency.Of("eur"));

    [Fact]
    public void A_currency_travels_as_its_code()
    {
        Assert.Equal("\"EUR\"", JsonSerializer.Serialize(Currency.Eur));
        Assert.Equal(Currency.Usd, JsonSerializer.Deserialize<Currency>("\"usd\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Currency>("\"DOLLAR\""));
    }

    [Fact]
    public void Money_is_written_in_the_decimals_of_its_currency()
    {
        Assert.Equal("12.50 EUR", new Money(Amount.Of(12.5m), Currency.Eur).ToString());
        Assert.Equal("12 JPY", new Money(Amount.Of(12m), Currency.Of("JPY")).ToString());
    }
}
