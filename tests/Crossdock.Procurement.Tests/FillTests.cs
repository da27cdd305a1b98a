using Crossdock.Procurement.Building;
using CsCheck;

namespace Crossdock.Procurement.Tests;

/// <summary>An order is filled up to the minimum and no further than it must.</summary>
public sealed class FillTests
{
    private static ItemPrice Priced(decimal price, decimal pack, decimal minimum = 0, params PriceBreak[] breaks) => new(
        new Item(new(1), "W", "Item W", "", "A", "piece", 0, default, default, true, default, default, null, null, [new Pack("piece", PackSize.One, null, 0, true, true), new Pack("case", new PackSize(12, 1), null, 0, true, true)]),
        Currency.Eur, new SupplierTerms(new(1), new(1), "case", UnitPrice.Of(price), Quantity.Of(minimum), Quantity.Of(pack), 7) { Breaks = breaks }, null);

    private static Filler Up(ItemPrice price, decimal gap) => new(price, price.Covering(Quantity.Of(gap)));

    [Theory]
    [InlineData(90, "24:96:True:-6")] // Two cases of 48 reach 90; the level would take ten.
    [InlineData(96, "24:96:True:0")] // Just the minimum is enough.
    [InlineData(96.01, "36:144:True:-47.99")] // A cent more is a case more.
    [InlineData(0.01, "12:48:True:-47.99")]
    [InlineData(480, "120:480:True:0")]
    [InlineData(500, "120:480:True:20")] // All of it does not reach.
    [InlineData(0, "120:480:False:0")]
    public void Of_the_item_that_reaches_the_minimum_only_as_many_packs_as_it_takes(decimal lacks, string expected) =>
        Assert.Equal(expected, Words(Assert.Single(FillUp.Propose(Amount.Of(lacks), [Up(Priced(4, 12), 115)]))));

    [Fact]
    public void What_is_needed_soonest_goes_up_to_its_level_before_the_next_is_touched()
    {
        var proposals = FillUp.Propose(Amount.Of(300), [Up(Priced(4, 12), 20), Up(Priced(10, 12), 100), Up(Priced(1, 6), 50)]);
        Assert.Equal(["24:96:True:204", "24:240:True:-36", "54:54:False:-36"], proposals.Select(Words));
    }

    [Fact]
    public void A_supplier_that_sells_no_less_is_not_asked_for_less_and_a_break_is_taken_into_account()
    {
        Assert.Equal("60:600:True:-590", Words(FillUp.Propose(Amount.Of(10), [Up(Priced(10, 12, minimum: 60), 100)])[0]));

        // From 48 on it is 5.00: 36 at 10.00 reach 350, 48 would not.
        Assert.Equal("36:360:True:-10", Words(FillUp.Propose(Amount.Of(350), [Up(Priced(10, 12, 0, new PriceBreak(Quantity.Units(48), UnitPrice.Of(5))), 200)])[0]));

        // What has no fixed step and does not come out in packs is ordered as its level says.
        Assert.Equal("15:150:True:-5", Words(FillUp.Propose(Amount.Of(145), [Up(Priced(10, 0), 15)])[0]));
    }

    [Fact]
    public void The_minimum_is_reached_whenever_the_levels_do_and_never_exceeded_by_a_pack_of_the_last() =>
        Gen.Select(Gen.Int[1, 2_000_000], Gen.Select(Gen.Int[1, 9_999], Gen.Int[1, 24], Gen.Int[1, 500]).Array[1, 8]).Sample((cents, drawn) =>
        {
            var lacks = Amount.Of(cents / 100m);
            var fillers = drawn.Select(d => Up(Priced(d.Item1 / 100m, d.Item2), d.Item3)).ToList();
            var proposals = FillUp.Propose(lacks, fillers);
            var all = fillers.Aggregate(Amount.Zero, (sum, f) => sum + f.Price.AmountOf(f.Most));
            var filling = proposals.TakeWhile(p => p.Fills).ToList();
            var sum = filling.Aggregate(Amount.Zero, (s, p) => s + p.Amount);
            if (proposals.Zip(fillers).Any(p => p.First.Quantity > p.Second.Most || p.First.Quantity.Micros % p.Second.Price.Pack.Micros != 0 || p.First.Amount != p.Second.Price.AmountOf(p.First.Quantity))) return false;
            if (proposals.Skip(filling.Count).Any(p => p.Fills) || filling.SkipLast(1).Zip(fillers).Any(p => p.First.Quantity != p.Second.Most)) return false;
            if (all < lacks) return filling.Count == fillers.Count && filling[^1].Left == lacks - sum && filling.Zip(fillers).All(p => p.First.Quantity == p.Second.Most);
            var last = fillers[filling.Count - 1].Price;
            return sum >= lacks && filling[^1].Left == lacks - sum && sum - filling[^1].Amount + last.AmountOf(filling[^1].Quantity - last.Pack) < lacks;
        });

    private static string Words(Filled filled) => $"{filled.Quantity}:{filled.Amount.ToDecimal():0.##}:{filled.Fills}:{filled.Left.ToDecimal():0.##}";
}
