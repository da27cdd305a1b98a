using Crossdock.Procurement.Building;
using CsCheck;

namespace Crossdock.Procurement.Tests;

/// <summary>An order is filled up to the minimum and no further than it must.</summary>
public sealed class FillTests
{
    private static ItemPrice Priced(decimal price, decimal pack, decimal minimum = 0, params PriceBreak[] breaks) => new(
        new Item(new(1), "W", "Item W", "", "A", "piece", 0, default, default, true, default, default, null, null, [new Pack("piece", PackSize.One, null, 0, true, true), new Pack("case", new PackSize(12, 1), null, 0, true, true)]),
        Currency.Eur, new SupplierTerms(new(1), new(1), "case", UnitPrice.Of(price), Quantity.Of(minimum), Quantity.Of(pack), 7) { Breaks = breaks }, null);

    private static ItemPrice Weighing(ItemPrice price, decimal? weight, decimal? volume = null) => price with
    {
        Item = price.Item with { Weight = weight is { } w ? Quantity.Of(w) : null, Volume = volume is { } v ? Quantity.Of(v) : null },
    };

    private static MinimumGap Lacking(decimal? value = null, decimal? weight = null, decimal? volume = null) =>
        new OrderMinima(value is { } v ? Amount.Of(v) : null, weight is { } w ? Quantity.Of(w) : null, volume is { } l ? Quantity.Of(l) : null).Gap(default);

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
        Assert.Equal(expected, Words(Assert.Single(FillUp.Propose(Lacking(lacks), [Up(Priced(4, 12), 115)]))));

    [Fact]
    public void What_is_needed_soonest_goes_up_to_its_level_before_the_next_is_touched()
    {
        var proposals = FillUp.Propose(Lacking(300), [Up(Priced(4, 12), 20), Up(Priced(10, 12), 100), Up(Priced(1, 6), 50)]);
        Assert.Equal(["24:96:True:204", "24:240:True:-36", "54:54:False:-36"], proposals.Select(Words));
    }

    [Fact]
    public void A_supplier_that_sells_no_less_is_not_asked_for_less_and_a_break_is_taken_into_account()
    {
        Assert.Equal("60:600:True:-590", Words(FillUp.Propose(Lacking(10), [Up(Priced(10, 12, minimum: 60), 100)])[0]));

        // From 48 on it is 5.00: 36 at 10.00 reach 350, 48 would not.
        Assert.Equal("36:360:True:-10", Words(FillUp.Propose(Lacking(350), [Up(Priced(10, 12, 0, new PriceBreak(Quantity.Units(48), UnitPrice.Of(5))), 200)])[0]));

        // What has no fixed step and does not come out in packs is ordered as its level says.
        Assert.Equal("15:150:True:-5", Words(FillUp.Propose(Lacking(145), [Up(Priced(10, 0), 15)])[0]));
    }

    [Fact]
    public void The_minimum_is_reached_whenever_the_levels_do_and_never_exceeded_by_a_pack_of_the_last() =>
        Gen.Select(Gen.Int[1, 2_000_000], Gen.Select(Gen.Int[1, 9_999], Gen.Int[1, 24], Gen.Int[1, 500]).Array[1, 8]).Sample((cents, drawn) =>
        {
            var lacks = Amount.Of(cents / 100m);
            var fillers = drawn.Select(d => Up(Priced(d.Item1 / 100m, d.Item2), d.Item3)).ToList();
            var proposals = FillUp.Propose(Lacking(cents / 100m), fillers);
            var all = fillers.Aggregate(Amount.Zero, (sum, f) => sum + f.Price.AmountOf(f.Most));
            var filling = proposals.TakeWhile(p => p.Fills).ToList();
            var sum = filling.Aggregate(Amount.Zero, (s, p) => s + p.Amount);
            if (proposals.Zip(fillers).Any(p => p.First.Quantity > p.Second.Most || p.First.Quantity.Micros % p.Second.Price.Pack.Micros != 0 || p.First.Amount != p.Second.Price.AmountOf(p.First.Quantity))) return false;
            if (proposals.Skip(filling.Count).Any(p => p.Fills) || filling.SkipLast(1).Zip(fillers).Any(p => p.First.Quantity != p.Second.Most)) return false;
            if (all < lacks) return filling.Count == fillers.Count && filling[^1].Left.Value == lacks - sum && filling.Zip(fillers).All(p => p.First.Quantity == p.Second.Most);
            var last = fillers[filling.Count - 1].Price;
            return sum >= lacks && filling[^1].Left.Value == lacks - sum && sum - filling[^1].Amount + last.AmountOf(filling[^1].Quantity - last.Pack) < lacks;
        });

    [Fact]
    public void Every_minimum_that_is_set_is_reached_and_what_brings_nothing_of_what_is_missing_is_passed_over()
    {
        // A case of the first costs 48 and weighs 6 kg, one of the second costs 120 and weighs nothing that is known, one of the third costs 12 and weighs 60 kg.
        var fillers = new[] { Up(Weighing(Priced(4, 12), 0.5m), 40), Up(Priced(10, 12), 100), Up(Weighing(Priced(1, 12), 5), 100) };
        string[] Proposed(MinimumGap lacks) => [.. FillUp.Propose(lacks, fillers).Select(f => $"{f.Quantity}:{f.Fills}:{f.Left.Missing(Currency.Eur)}:{f.Left.Beyond(Currency.Eur)}")];

        // 48 pieces of the first bring 192.00 EUR and 24 kg; the second brings no weight; two cases of the third reach 100 kg.
        Assert.Equal(["48:True:76 kg:92.00 EUR", "108:False:76 kg:92.00 EUR", "24:True::116.00 EUR and 44 kg"], Proposed(Lacking(100, 100)));

        // Of what brings only value no more than the value takes, although weight is missing.
        Assert.Equal(["48:True:108.00 EUR and 76 kg:", "12:True:76 kg:12.00 EUR", "24:True::36.00 EUR and 44 kg"], Proposed(Lacking(300, 100)));

        // All of them do not reach the weight, and nothing has a volume.
        Assert.Equal(["48:True:976 kg:", "108:False:976 kg:", "108:True:436 kg:"], Proposed(Lacking(weight: 1000)));
        Assert.Equal(["48:False:5 l:", "108:False:5 l:", "108:False:5 l:"], Proposed(Lacking(volume: 5)));

        // To the milligram: two cases of the third are 120 kg.
        Assert.Equal("24", Assert.Single(FillUp.Propose(Lacking(weight: 120), [fillers[2]])).Quantity.ToString());
        Assert.Equal("36", Assert.Single(FillUp.Propose(Lacking(weight: 120.000001m), [fillers[2]])).Quantity.ToString());
    }

    [Fact]
    public void Of_each_item_as_few_packs_as_what_it_brings_of_the_missing_measures_takes() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 200_000], Gen.Int[0, 4_000], Gen.Int[0, 4_000]),
            Gen.Select(Gen.Int[1, 9_999], Gen.Int[1, 24], Gen.Int[1, 300], Gen.Int[-2_000, 5_000], Gen.Int[-2_000, 5_000]).Array[1, 6]).Sample((asked, drawn) =>
        {
            var (cents, kilograms, litres) = asked;
            var left = new[] { cents / 100m, kilograms, litres };
            decimal[] Brings(ItemPrice p, decimal quantity) => [p.AmountOf(Quantity.Of(quantity)).ToDecimal(), (p.Item.Weight?.ToDecimal() ?? 0) * quantity, (p.Item.Volume?.ToDecimal() ?? 0) * quantity];

            // A weight that is drawn below zero is not known.
            var fillers = drawn.Select(d => Up(Weighing(Priced(d.Item1 / 100m, d.Item2), d.Item4 < 0 ? null : d.Item4 / 1000m, d.Item5 < 0 ? null : d.Item5 / 1000m), d.Item3)).ToList();
            var proposals = FillUp.Propose(Lacking(left[0], left[1], left[2]), fillers);
            var reachable = fillers.Select(f => Brings(f.Price, f.Most.ToDecimal())).Aggregate((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
            var reaches = Enumerable.Range(0, 3).Select(m => reachable[m] >= left[m]).ToArray();
            foreach (var (proposal, filler) in proposals.Zip(fillers))
            {
                var (most, pack) = (Brings(filler.Price, filler.Most.ToDecimal()), filler.Price.Pack.ToDecimal());
                var helped = Enumerable.Range(0, 3).Where(m => left[m] > 0 && most[m] > 0).ToList();
                var quantity = helped.Count == 0 ? filler.Most.ToDecimal() : pack;

                // Pack by pack until everything it brings something of is there, or its level is full.
                while (helped.Count > 0 && quantity < filler.Most.ToDecimal() && helped.Exists(m => Brings(filler.Price, quantity)[m] < left[m])) quantity += pack;
                if (proposal.Fills != (helped.Count > 0) || proposal.Quantity != Quantity.Of(quantity)) return false;
                if (helped.Count > 0) left = [.. left.Zip(Brings(filler.Price, quantity), (have, brought) => have - brought)];
                if (proposal.Left.IsOpen != left.Any(l => l > 0)) return false;
            }

            return Enumerable.Range(0, 3).All(m => !reaches[m] || left[m] <= 0);
        });

    private static string Words(Filled filled) => $"{filled.Quantity}:{filled.Amount.ToDecimal():0.##}:{filled.Fills}:{(filled.Left.Value ?? Amount.Zero).ToDecimal():0.##}";
}
