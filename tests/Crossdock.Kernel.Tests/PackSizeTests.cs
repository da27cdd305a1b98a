namespace Crossdock.Kernel.Tests;

public class PackSizeTests
{
    private static readonly PackSize Dozen = PackSize.Of(12);
    private static readonly PackSize Pound = new(45_359_237, 100_000_000);

    [Fact]
    public void S16_two_hundred_pieces_need_seventeen_dozen_which_are_204_pieces()
    {
        Assert.Equal(17, Dozen.UnitsCovering(Quantity.Units(200)));
        Assert.True(Dozen.TryToBase(Quantity.Units(17), out var pieces));
        Assert.Equal(Quantity.Units(204), pieces);
        Assert.Equal(Amount.Of(408m), UnitPrice.Of(2m).Times(pieces, Currency.Eur));
    }

    [Fact]
    public void S16_converting_to_the_unit_it_already_has_changes_nothing() => Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Sample(
        micros => PackSize.One.TryToBase(new(micros), out var same) && same == new Quantity(micros) && PackSize.One.FromBase(same) == same, iter: 10_000);

    [Fact]
    public void S17_a_piece_out_of_a_dozen_is_one_piece_and_the_twelve_issue_values_add_up()
    {
        var value = Amount.Of(10m);
        var issues = new List<decimal>();
        for (var onHand = 12; onHand > 0; onHand--)
        {
            var issue = value.Share(Quantity.Units(1), Quantity.Units(onHand), Currency.Eur);
            value -= issue;
            issues.Add(issue.ToDecimal());
        }

        Assert.Equal([0.83m, 0.83m, 0.83m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m], issues);
        Assert.True(value.IsZero);
    }

    [Fact]
    public void S17_a_unit_that_is_no_whole_number_of_pieces_is_not_exact()
    {
        Assert.True(Dozen.IsExact(0));
        Assert.False(new PackSize(1, 12).IsExact(0));
        Assert.False(new PackSize(1, 12).IsExact(6));
        Assert.True(new PackSize(1, 8).IsExact(3));
        Assert.False(new PackSize(0, 1).IsExact(0));
        Assert.False(new PackSize(1, 0).IsExact(0));
    }

    [Fact]
    public void S18_nine_hundred_seventy_kilograms_stay_970_and_show_as_2138_484_pounds()
    {
        var kilograms = Quantity.Units(970);
        Assert.Equal(Quantity.Of(2138.484m), Pound.FromBase(kilograms, 3));
        Assert.Equal(Amount.Of(2138.48m), UnitPrice.Of(1m).Times(Pound.FromBase(kilograms, 3), Currency.Usd));
        Assert.False(Pound.IsExact(6));
        Assert.True(Pound.TryToBase(Quantity.Units(100), out var hundred));
        Assert.Equal(Quantity.Of(45.359237m), hundred);
    }

    [Fact]
    public void S19_nine_pieces_out_of_a_box_of_nine_leave_nothing()
    {
        Assert.True(PackSize.Of(9).TryToBase(Quantity.Units(1), out var onHand));
        var value = Amount.Of(9.99m);
        for (; onHand.IsPositive; onHand -= Quantity.Units(1))
        {
            var issue = value.Share(Quantity.Units(1), onHand, Currency.Eur);
            Assert.Equal(Amount.Of(1.11m), issue);
            value -= issue;
        }

        Assert.True(onHand.IsZero && value.IsZero);
    }

    [Fact]
    public void Whole_packs_convert_there_and_back() => Gen.Select(Gen.Long[1, 10_000], Gen.Long[0, 1_000_000]).Sample((size, packs) =>
        PackSize.Of(size).TryToBase(Quantity.Units(packs), out var inBase) && PackSize.Of(size).FromBase(inBase) == Quantity.Units(packs));

    [Fact]
    public void The_packs_that_cover_a_need_are_enough_and_one_fewer_is_not() => Gen.Select(Gen.Long[1, 10_000], Gen.Long[1, 1_000_000]).Sample((size, need) =>
    {
        var packs = PackSize.Of(size).UnitsCovering(Quantity.Units(need));
        return packs * size >= need && (packs - 1) * size < need;
    });

    [Fact]
    public void A_conversion_that_would_not_be_exact_says_so()
    {
        Assert.False(new PackSize(1, 3).TryToBase(Quantity.Units(1), out _));
        Assert.False(PackSize.Of(long.MaxValue).TryToBase(Quantity.Units(12), out _));
    }
}
