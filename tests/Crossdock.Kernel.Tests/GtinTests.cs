using System.Text.Json;

namespace Crossdock.Kernel.Tests;

public class GtinTests
{
    [Theory]
    [InlineData("12345670", "00000012345670")]
    [InlineData("012345678905", "00012345678905")]
    [InlineData("9506000134352", "09506000134352")]
    [InlineData("10086816101923", "10086816101923")]
    [InlineData(" 9506000134352 ", "09506000134352")]
    public void Every_spelling_of_a_number_becomes_fourteen_digits(string text, string digits) =>
        Assert.Equal(digits, Gtin.Parse(text).Value.Digits);

    [Theory]
    [InlineData(null, "barcode.gtin_missing")]
    [InlineData("", "barcode.gtin_missing")]
    [InlineData("0", "barcode.gtin_missing")]
    [InlineData("00000000000000", "barcode.gtin_missing")]
    [InlineData("95060001343X2", "barcode.gtin_not_digits")]
    [InlineData("1234567", "barcode.gtin_length")]
    [InlineData("88004022723", "barcode.gtin_length")]
    [InlineData("123456789012345", "barcode.gtin_length")]
    [InlineData("9506000134353", "barcode.gtin_check_digit")]
    public void What_is_no_number_is_refused_by_name(string? text, string code) => Assert.Equal(code, Gtin.Parse(text).Refusal?.Code);

    [Fact]
    public void A_UPC_that_lost_its_zero_is_repaired_and_says_so()
    {
        var repair = Gtin.Repair("88004022723").Value;
        Assert.Equal("00088004022723", repair.Gtin.Digits);
        Assert.Equal(1, repair.ZerosRestored);
        Assert.Equal("088004022723", repair.Gtin.ToShortest());
    }

    [Fact]
    public void A_whole_number_needs_no_repair() => Assert.Equal(0, Gtin.Repair("10086816101923").Value.ZerosRestored);

    [Fact]
    public void A_wrong_check_digit_is_never_repaired() => Assert.IsType<GtinCheckDigitWrong>(Gtin.Repair("88004022724").Refusal);

    [Fact]
    public void A_number_with_its_check_digit_parses_and_any_other_last_digit_does_not() =>
        Gen.Select(Gen.Int[1, 9], Gen.Char['0', '9'].Array[12], Gen.Int[1, 9]).Sample((first, rest, change) =>
        {
            var body = first + new string(rest);
            var digit = Gtin.CheckDigit(body);
            return Gtin.Parse(body + digit).IsValue && Gtin.Parse(body + (digit + change) % 10).Refusal is GtinCheckDigitWrong;
        });

    [Fact]
    public void The_shortest_spelling_reads_back_as_the_same_number() =>
        Gen.Select(Gen.Char['0', '9'].Array[13], Gen.Int[0, 6]).Where((digits, zeros) => digits.Skip(zeros).Any(c => c != '0')).Sample((digits, zeros) =>
        {
            var body = new string('0', zeros) + new string(digits)[zeros..];
            var gtin = Gtin.Parse(body + Gtin.CheckDigit(body)).Value;
            return Gtin.Parse(gtin.ToShortest()).Value == gtin && JsonSerializer.Deserialize<Gtin>(JsonSerializer.Serialize(gtin)) == gtin;
        });
}
