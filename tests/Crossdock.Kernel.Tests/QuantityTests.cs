using System.Text.Json;

namespace Crossdock.Kernel.Tests;

public class QuantityTests
{
    private static readonly Gen<Quantity> Any = Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000].Select(micros => new Quantity(micros));

    [Fact]
    public void Adding_and_taking_away_the_same_leaves_the_same() => Gen.Select(Any, Any).Sample((a, b) => a + b - b == a && a - a == Quantity.Zero);

    [Fact]
    public void The_text_of_a_quantity_parses_to_the_same() => Any.Sample(a => Quantity.TryParse(a.ToString(), out var back) && back == a);

    [Fact]
    public void The_json_of_a_quantity_reads_back_the_same() =>
        Any.Sample(a => JsonSerializer.Deserialize<Quantity>(JsonSerializer.Serialize(a)) == a);

    [Fact]
    public void A_json_number_is_read_when_it_is_exact()
    {
        Assert.Equal(Quantity.Of(12.5m), JsonSerializer.Deserialize<Quantity>("12.5"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Quantity>("0.1234567"));
    }

    [Theory]
    [InlineData("0.1234567")]
    [InlineData("twelve")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public void What_cannot_be_kept_exactly_is_no_quantity(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Theory]
    [InlineData("1", "bottle", "1 bottle")]
    [InlineData("0", "bottle", "0 bottles")]
    [InlineData("1500", "bottle", "1,500 bottles")]
    [InlineData("-1", "box", "-1 box")]
    [InlineData("12.5", "box", "12.5 boxes")]
    [InlineData("2", "tray", "2 trays")]
    [InlineData("2", "body", "2 bodies")]
    [InlineData("2", "glass", "2 glasses")]
    [InlineData("2", "pieces", "2 pieces")]
    [InlineData("2", "kg", "2 kg")]
    [InlineData("2", "l", "2 l")]
    [InlineData("2", "CS", "2 CS")]
    [InlineData("2", "each", "2 each")]
    public void A_sentence_says_one_bottle_and_many_bottles_and_leaves_signs_alone(string quantity, string unit, string words) =>
        Assert.Equal(words, Quantity.Of(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)).Words(unit));

    [Theory]
    [InlineData(0, 7, "0")]
    [InlineData(7, 7, "100")]
    [InlineData(1, 3, "33.3")]
    [InlineData(20458065, 20463564, "99.97")]
    [InlineData(3, 10000, "0.03")]
    [InlineData(1, 100000000, "0.0001")]
    [InlineData(99999999, 100000000, "99.9999")]
    public void A_share_is_never_rounded_to_none_or_all_of_it(long part, long whole, string percent) =>
        Assert.Equal(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture), Share.Percent(part, whole));

    [Fact]
    public void Overflow_is_an_error_and_never_a_wrong_number()
    {
        Assert.Throws<OverflowException>(() => new Quantity(long.MaxValue) + new Quantity(1));
        Assert.Throws<OverflowException>(() => new Quantity(long.MinValue) - new Quantity(1));
        Assert.Throws<OverflowException>(() => -new Quantity(long.MinValue));
        Assert.Throws<OverflowException>(() => Quantity.Units(long.MaxValue));
    }

    [Fact]
    public void Comparing_agrees_with_the_decimals() => Gen.Select(Any, Any).Sample((a, b) =>
        a < b == a.ToDecimal() < b.ToDecimal() && Quantity.Min(a, b) <= Quantity.Max(a, b) && a.CompareTo(b) == a.ToDecimal().CompareTo(b.ToDecimal()));
}
