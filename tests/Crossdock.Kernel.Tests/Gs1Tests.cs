namespace Crossdock.Kernel.Tests;

public class Gs1Tests
{
    private static readonly DateOnly Today = new(2026, 5, 20);

    private static ScannedCode Read(string scanned) => Gs1.Parse(scanned, Today).Value;

    [Theory]
    [InlineData("]C1")]
    [InlineData("]d2")]
    [InlineData("]Q3")]
    [InlineData("]e0")]
    [InlineData("]J1")]
    [InlineData("\u001d")]
    [InlineData("")]
    public void An_element_string_gives_item_expiry_lot_count_and_serial(string prefix)
    {
        var code = Read(prefix + "010950600013435217270630" + "10L7-A\u001d3024\u001d21S9");
        Assert.Equal("09506000134352", code.Item?.Digits);
        Assert.Equal(new DateOnly(2027, 6, 30), code.Expiry);
        Assert.Equal("L7-A", code.Lot);
        Assert.Equal(Quantity.Units(24), code.Count);
        Assert.Equal("S9", code.Serial);
        Assert.False(code.IsPlain);
    }

    [Fact]
    public void The_bracketed_form_says_the_same_as_the_element_string()
    {
        var typed = Read("(01)09506000134352(10)L7(17)270600(3103)001500");
        Assert.Equal("\u001d010950600013435210L7\u001d172706003103001500", typed.ToElementString());
        Assert.Equal(new DateOnly(2027, 6, 30), typed.Expiry);
        Assert.Equal(Quantity.Of(1.5m), typed.NetKilograms);
        Assert.Equal(typed.Elements, Read("]C1" + typed.ToElementString()).Elements);
    }

    [Fact]
    public void A_pallet_label_gives_the_unit_its_content_and_how_many()
    {
        var code = Read("]C100123456789012345675" + "0210086816101923" + "3760");
        Assert.Equal("123456789012345675", code.Sscc);
        Assert.Equal("10086816101923", code.Content?.Digits);
        Assert.Equal(Quantity.Units(60), code.Count);
        Assert.Null(code.Item);
    }

    [Fact]
    public void Every_named_identifier_reaches_its_field()
    {
        var code = Read("(11)260101(13)260102(15)260103(20)07(240)A(241)C(400)PO1(401)CON(410)9506000134352(411)9506000134352"
            + "(412)9506000134352(413)9506000134352(414)9506000134352(8200)https://example.com/x");
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3)), (code.Produced, code.Packed, code.BestBefore));
        Assert.Equal(("07", "A", "C", "PO1", "CON"), (code.Variant, code.AdditionalItem, code.CustomerItem, code.PurchaseOrder, code.Consignment));
        Assert.All([code.ShipTo, code.BillTo, code.PurchasedFrom, code.ShipFor, code.Location], gln => Assert.Equal("9506000134352", gln));
        Assert.Equal("https://example.com/x", code.ProductAddress);
    }

    [Theory]
    [InlineData("760520", 2076)]
    [InlineData("770520", 1977)]
    [InlineData("260520", 2026)]
    [InlineData("990101", 1999)]
    public void A_two_digit_year_is_the_one_nearest_to_today(string date, int year) => Assert.Equal(year, Read("(17)" + date).Expiry?.Year);

    [Theory]
    [InlineData("240200", 29)]
    [InlineData("270200", 28)]
    [InlineData("261200", 31)]
    public void Day_zero_is_the_last_day_of_the_month(string date, int day) => Assert.Equal(day, Read("(17)" + date).Expiry?.Day);

    [Theory]
    [InlineData("]E09506000134352", "09506000134352")]
    [InlineData("]E412345670", "00000012345670")]
    [InlineData("]I110086816101923", "10086816101923")]
    [InlineData("012345678905", "00012345678905")]
    public void A_plain_article_code_gives_its_item(string scanned, string digits) => Assert.Equal(digits, Read(scanned).Item?.Digits);

    [Theory]
    [InlineData("A-01-03-2", "A-01-03-2")]
    [InlineData("]C0BIN-17", "BIN-17")]
    [InlineData("9506000134353", "9506000134353")]
    public void A_bin_or_document_label_stays_plain_text(string scanned, string text)
    {
        var code = Read(scanned);
        Assert.True(code.IsPlain);
        Assert.Equal(text, code.Text);
        Assert.Null(code.Item);
    }

    [Theory]
    [InlineData(null, "barcode.empty")]
    [InlineData("  ", "barcode.empty")]
    [InlineData("]C1", "barcode.empty")]
    [InlineData("]d2\u001d", "barcode.empty")]
    [InlineData("]C18912", "barcode.unknown_identifier")]
    [InlineData("(09)1", "barcode.unknown_identifier")]
    [InlineData("]C10109506000", "barcode.element_length")]
    [InlineData("(10)123456789012345678901", "barcode.element_length")]
    [InlineData("(30)12A", "barcode.element_character")]
    [InlineData("]C10109506000134353", "barcode.check_digit")]
    [InlineData("(00)123456789012345670", "barcode.check_digit")]
    [InlineData("(17)261301", "barcode.date")]
    [InlineData("(17)260231", "barcode.date")]
    [InlineData("(10)A(10)B", "barcode.repeated")]
    [InlineData("(01)09506000134352(02)10086816101923", "barcode.item_and_content")]
    [InlineData("(01", "barcode.brackets")]
    [InlineData("]E0950600013435", "barcode.gtin_length")]
    [InlineData("]E09506000134353", "barcode.gtin_check_digit")]
    public void What_cannot_be_read_is_refused_by_name(string? scanned, string code) => Assert.Equal(code, Gs1.Parse(scanned, Today).Refusal?.Code);

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.String[Gen.OneOf(Gen.Char['0', '9'], Gen.Int[0, 9].Select(i => "()]C1d\u001d\\xé"[i])), 0, 40].Sample(text =>
        {
            var read = Gs1.Parse(text, Today);
            return read.IsValue || read.Refusal!.Code.StartsWith("barcode.", StringComparison.Ordinal);
        });

    [Fact]
    public void What_was_read_as_elements_is_written_and_read_back_the_same() =>
        Gen.Select(Gen.Char['0', '9'].Array[13], Gen.Char['A', 'Z'].Array[1, 20], Gen.Int[0, 99_999_999]).Sample((digits, lot, count) =>
        {
            var body = new string(digits);
            Gs1Element[] elements = [new("10", new(lot)), new("01", body + Gtin.CheckDigit(body)), new("30", $"{count}"), new("17", "270100")];
            return Read("]d2" + Gs1.Write(elements)).Elements.SequenceEqual(elements);
        });
}
