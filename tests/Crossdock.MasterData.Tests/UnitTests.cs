using Crossdock.MasterData.ItemRecords;

namespace Crossdock.MasterData.Tests;

public sealed class UnitTests
{
    [Fact]
    public void Seventeen_dozen_are_204_pieces() => Assert.Equal(Quantity.Units(204), Of("ea", 0, new NewPack("dozen", 12)).ToBase(Quantity.Units(17), "Dozen").Value);

    [Fact]
    public void A_quantity_in_its_own_unit_is_identical()
    {
        var item = Of("kg", 3);
        Gen.Long[0, 10_000_000_000].Sample(grams =>
        {
            var quantity = new Quantity(grams * 1000);
            return item.ToBase(quantity, "kg").Value == quantity;
        }, iter: 10_000);
    }

    [Fact]
    public void Part_of_a_dozen_is_refused()
    {
        Assert.True(Of("ea", 0, new NewPack("dozen", 12)).ToBase(Quantity.Of(0.5m), "dozen").Refused(out var refusal, out _));
        Assert.Equal("masterdata.unit_indivisible", refusal.Code);
    }

    [Fact]
    public void A_unit_the_item_does_not_have_is_refused_with_those_it_has()
    {
        Assert.True(Of("ea", 0, new NewPack("dozen", 12)).ToBase(Quantity.Units(1), "pallet").Refused(out var refusal, out _));
        Assert.Contains("ea, dozen", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_third_of_a_box_that_is_sold_is_refused_when_it_is_defined()
    {
        Assert.True(PackRules.Decide("X", new("third", 1, 3), 2).Refused(out var refusal, out _));
        Assert.Equal("masterdata.pack_not_exact", refusal.Code);
    }

    [Fact]
    public void Three_thirds_of_a_box_kept_in_pieces_are_a_box_exactly()
    {
        var item = Of("ea", 0, new NewPack("box", 9), new NewPack("third", 9, 3));
        Assert.Equal(item.ToBase(Quantity.Units(1), "box").Value, item.ToBase(Quantity.Units(3), "third").Value);
    }

    [Fact]
    public void Pounds_may_be_bought_for_an_item_kept_in_kilograms_and_never_round()
    {
        var item = Of("kg", 3, new NewPack("lb", 45_359_237, 100_000_000, Decimals: 3, Sales: false));
        var pound = item.PackOf("lb")!;
        Assert.Equal(Quantity.Of(2138.484m), pound.Size.FromBase(Quantity.Units(970), 3));
        Assert.True(item.ToBase(Quantity.Of(2138.484m), "lb").Refused(out var refusal, out _));
        Assert.Equal("masterdata.not_exact_in_base", refusal.Code);
    }

    [Fact]
    public void Pounds_may_not_be_sold_for_an_item_kept_in_kilograms() =>
        Assert.Equal("masterdata.pack_not_exact", PackRules.Decide("X", new("lb", 45_359_237, 100_000_000, Decimals: 3), 3).Refusal?.Code);

    [Fact]
    public void A_pack_with_a_wrong_check_digit_is_refused() =>
        Assert.Equal("barcode.gtin_check_digit", PackRules.Decide("X", new("case", 12, 1, "4006381333932"), 0).Refusal?.Code);

    [Fact]
    public void What_is_in_base_units_came_from_whole_packs() => Gen.Select(Gen.Long[1, 5000], Gen.Long[1, 5000]).Sample((size, count) =>
        Of("ea", 0, new NewPack("pack", size)).ToBase(Quantity.Units(count), "pack").Value == Quantity.Units(size * count));

    private static Item Of(string unit, int decimals, params NewPack[] packs)
    {
        var plan = ItemPlan.Decide(new NewItem("X", "X", unit, BaseDecimals: decimals, Packs: packs), 0).Value;
        return plan.ToItem(new(1), []).ToItem(plan.ToPacks(new(1)));
    }
}
