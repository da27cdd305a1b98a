using Crossdock.Planner.Explaining;

namespace Crossdock.Planner.Tests;

public sealed class ExplainingTests
{
    private static readonly Gen<ReorderInputs> Inputs =
        Gen.Select(Gen.Double[0, 50], Gen.Double[0, 60], Gen.Double[0, 15], Gen.Double[0, 10], Gen.Double[0, 80], Gen.Double[0, 4], Gen.Double[0, 500], Gen.Int[1, 24],
            (rate, lead, leadSd, review, sd, factor, lot, pack) => new ReorderInputs(rate, lead, leadSd, review, sd, factor, lot, pack));

    [Fact]
    public void The_parts_of_every_reorder_point_and_lot_sum_to_it_exactly() =>
        Gen.Select(Inputs, Gen.Long[-200, 2000]).Sample((given, position) =>
        {
            var why = ReorderExplanation.Of(given, position).Value;
            return why.Level.Lines.Sum(l => l.Units) == why.ReorderPoint && why.Lot.Lines.Sum(l => l.Units) == why.Lot.Total && why.OrderUpTo == why.ReorderPoint + why.Lot.Total;
        }, iter: 3_000);

    [Fact]
    public void The_change_since_the_last_run_sums_to_the_change_of_the_number() =>
        Gen.Select(Inputs, Inputs).Sample((before, now) =>
        {
            var (first, second) = (ReorderExplanation.Of(before, 0).Value.Level, ReorderExplanation.Of(now, 0).Value.Level);
            var change = second.Since(first);
            return change.Total == second.Total - first.Total && change.Lines.Sum(l => l.Units) == change.Total;
        });

    [Fact]
    public void The_recommendation_turns_at_the_flip_position_and_not_before() =>
        Gen.Select(Inputs, Gen.Long[-200, 2000]).Sample((given, position) =>
        {
            var why = ReorderExplanation.Of(given, position).Value;
            bool At(long p) => ReorderExplanation.Of(given, p).Value.Order > 0;
            var step = Math.Sign(why.FlipPosition);
            return At(position + why.FlipPosition) != (why.Order > 0) && At(position + why.FlipPosition - step) == (why.Order > 0);
        });

    [Fact]
    public void The_recommendation_turns_at_the_flip_rate() =>
        Gen.Select(Inputs, Gen.Long[-200, 2000]).Sample((given, position) =>
        {
            var why = ReorderExplanation.Of(given, position).Value;
            return why.FlipRate is not { } rate || ReorderExplanation.Of(given with { Rate = rate }, position).Value.Order > 0 != why.Order > 0;
        });

    [Fact]
    public void The_sentence_names_the_number_and_its_parts()
    {
        var why = ReorderExplanation.Of(new(10, 7, 0, 1, 15, 1, 100, 12), 40).Value;
        Assert.Equal("Order at 123, up to 219: 70 lead time + 10 review + 42 demand uncertainty + 1 rounding; lots of 96 are 100 economic lot - 4 packs.", why.Sentence());
        Assert.Equal(96, why.Order);
        Assert.Equal(84, why.FlipPosition);
    }

    [Fact]
    public void A_bill_that_does_not_add_up_is_refused() => Assert.False(Bill.Of(10, ("a", 4), ("b", 5)).IsValue);

    [Fact]
    public void Absurd_inputs_are_refused()
    {
        var good = new ReorderInputs(10, 7, 1, 1, 5, 1, 100, 12);
        Assert.All((ReorderInputs[])[good with { Rate = double.NaN }, good with { LeadTime = 1e6 }, good with { LeadTime = -1 }, good with { Pack = 0 }, good with { Factor = double.PositiveInfinity }],
            bad => Assert.NotEmpty(ReorderExplanation.Of(bad, 0).Refusal!.Message));
    }
}
