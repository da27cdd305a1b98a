using System.Globalization;

namespace Crossdock.Ui.Tests;

public class FigureTests
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    [Fact]
    public void A_negative_amount_stands_in_brackets_and_is_spoken_with_a_minus() =>
        Assert.Equal(new FigureText("(1,250.50)", "−1,250.50", true), FigureText.Of(Amount.Of(-1250.5m), Currency.Usd, Plain));

    [Fact]
    public void An_amount_has_the_decimals_of_its_currency_and_never_hides_more()
    {
        Assert.Equal("1,250", FigureText.Of(Amount.Of(1250m), Currency.Of("JPY"), Plain).Text);
        Assert.Equal("0.005", FigureText.Of(Amount.Of(0.005m), Currency.Of("KWD"), Plain).Text);
        Assert.Equal("1.2345", FigureText.Of(Amount.Of(1.2345m), Currency.Usd, Plain).Text);
    }

    [Fact]
    public void A_quantity_has_only_the_decimals_it_needs()
    {
        Assert.Equal("1,200", FigureText.Of(Quantity.Units(1200), Plain).Text);
        Assert.Equal("0.000001", FigureText.Of(new Quantity(1), Plain).Text);
    }

    [Fact]
    public void A_price_shows_two_decimals_and_up_to_six()
    {
        Assert.Equal("12.00", FigureText.Of(UnitPrice.Of(12m), Plain).Text);
        Assert.Equal("12.378125", FigureText.Of(UnitPrice.Of(12.378125m), Plain).Text);
    }

    [Fact]
    public void Figures_follow_the_language_of_the_reader() =>
        Assert.Equal("1.250,50", FigureText.Of(Amount.Of(1250.5m), Currency.Eur, CultureInfo.GetCultureInfo("de-DE")).Text);

    [Fact]
    public async Task A_negative_quantity_is_red_and_a_screen_reader_hears_its_sign()
    {
        var figure = (await Rendered.Of<QuantityText>(("Value", Quantity.Of(-12.5m)), ("Unit", "cs"))).QuerySelector(".figure")!;
        Assert.Contains("negative", figure.ClassName!, StringComparison.Ordinal);
        Assert.StartsWith("−12", figure.QuerySelector(".visually-hidden")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", figure.QuerySelector("span")!.GetAttribute("aria-hidden"));
        Assert.Equal("cs", figure.QuerySelector(".unit")!.TextContent);
    }

    [Fact]
    public async Task Money_always_names_its_currency_unless_the_heading_does()
    {
        var money = new Money(Amount.Of(5), Currency.Usd);
        Assert.Contains("USD", (await Rendered.Of<MoneyText>(("Value", money))).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("USD", (await Rendered.Of<MoneyText>(("Value", money), ("Bare", true))).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-30, "just now")]
    [InlineData(-720, "12 min ago")]
    [InlineData(3 * 3600, "in 3 h")]
    [InlineData(-20 * 3600, "yesterday")]
    [InlineData(5 * 86400, "in 5 days")]
    [InlineData(-90 * 86400, "3 Dec 2025")]
    public void Near_instants_are_relative_and_far_ones_are_dates(int seconds, string said) =>
        Assert.Equal(said, TimeText.Relative(Rendered.Now.AddSeconds(seconds), Rendered.Now, TimeZoneInfo.Utc, Plain));
}
