using Crossdock.Planner.Demands;
using Crossdock.Planner.Forecasting;

namespace Crossdock.Planner.Tests;

public sealed class NewItemTests
{
    private static readonly Gen<Neighbour[]> Neighbours = Gen.Select(Gen.Double[0.1, 20], Gen.Double[0.01, 1]).Select((rate, like) => new Neighbour(rate, like)).Array[1, 12];

    [Fact]
    public void A_class_is_worth_the_periods_its_moments_say()
    {
        // Mean 4, variance 8 (n - 1): shape 2 in 0.5 periods; with 5 units in 1 period: 7 / 1.5.
        var prior = GammaRate.OfClass([2, 6]).Value;
        Assert.Equal((2.0, 0.5), (prior.Shape, prior.Periods));
        Assert.Equal(7 / 1.5, prior.After(5, 1).Value.Mean, 12);
        // Half the variance is the noise of rates measured over one period.
        Assert.Equal(1, GammaRate.OfClass([2, 6], measuredOver: 1).Value.Periods, 12);
        Assert.Equal(new GammaRate(1, 0.25), GammaRate.OfClass([4]).Value);
        Assert.Equal(4, GammaRate.OfClass([3, 3, 3]).Value.Shape, 12);
        // Mean and variance over three periods: 12 and 12 + 9 * 8.
        var ahead = prior.Predictive(3).Value;
        Assert.Equal((12.0, 84.0), (ahead.Mean, ahead.Variance));
    }

    [Fact]
    public void The_words_say_what_a_forecast_rests_on()
    {
        Neighbour[] three = [new(2, 1), new(4, 1), new(6, 0.5), new(99, 0)];
        (NewItemBasis, string) Of(Neighbour[] neighbours, params double[] own)
        {
            var item = NewItem.Of(neighbours, own, 4).Value;
            return (item.Basis, item.Words);
        }

        Assert.Equal((NewItemBasis.Neighbours, "based on 3 neighbours"), Of(three));
        Assert.Equal((NewItemBasis.NeighboursAndOwn, "based on 3 neighbours and 1 period of its own"), Of(three, 3));
        Assert.Equal((NewItemBasis.Own, "based on 3 periods of its own"), Of([], 3, 0, 1));
        Assert.Equal((NewItemBasis.TooLittle, "too little data: 1 neighbour and 2 periods of its own"), Of(three[..1], 3, 1));
        var unknown = NewItem.Of([new(0, 1)], [0, 0, 0, 0], 4).Value;
        Assert.Equal((NewItemBasis.TooLittle, null, null), (unknown.Basis, unknown.Rate, unknown.Demand));
        Assert.StartsWith("too little data", unknown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_of_a_new_item_lies_between_its_own_and_that_of_its_neighbours() =>
        Gen.Select(Neighbours, Gen.Int[0, 30].Array[0, 20], Gen.Double[1, 5]).Sample((neighbours, own, dispersion) =>
        {
            var values = own.Select(u => (double)u).ToArray();
            var item = NewItem.Of(neighbours, values, 4, dispersion).Value;
            var near = neighbours.Sum(n => n.Rate * n.Similarity) / neighbours.Sum(n => n.Similarity);
            var self = own.Length == 0 ? near : values.Average();
            return item.Rate >= Math.Min(near, self) - 1e-9 && item.Rate <= Math.Max(near, self) + 1e-9 && item.Rate > 0
                && Math.Abs(item.Demand!.Mean - 4 * item.Rate.Value) < 1e-9 && item.Demand.Variance >= dispersion * item.Demand.Mean - 1e-9;
        });

    [Fact]
    public void Wilder_periods_move_a_new_item_less() =>
        Gen.Select(Neighbours, Gen.Int[0, 60].Array[1, 12], Gen.Double[1, 5], Gen.Double[0, 5]).Sample((neighbours, own, dispersion, more) =>
        {
            var values = own.Select(u => (double)u).ToArray();
            double Move(double f) => Math.Abs(NewItem.Of(neighbours, values, 4, f).Value.Rate!.Value - NewItem.Of(neighbours, [], 4).Value.Rate!.Value);
            return Move(dispersion + more) <= Move(dispersion) + 1e-9;
        });

    [Fact]
    public void Neighbours_that_cannot_be_are_refused() =>
        Assert.All((Refusal?[])
        [
            NewItem.Of([new(-1, 1)], [], 4).Refusal, NewItem.Of([new(1, double.NaN)], [], 4).Refusal, NewItem.Of([], [-1], 4).Refusal, NewItem.Of([], [1], 0).Refusal, NewItem.Of([], [1], 4, 0.5).Refusal,
            GammaRate.OfClass([]).Refusal, GammaRate.OfClass([0, 0]).Refusal, GammaRate.OfClass([1, 2], [0, 0]).Refusal, GammaRate.OfClass([1, 2], [1]).Refusal, GammaRate.OfClass([1, 2], measuredOver: 0).Refusal,
            new GammaRate(1, 1).After(-1, 1).Refusal, new GammaRate(1, 0).Predictive(1).Refusal, new GammaRate(1, 1).Predictive(-1).Refusal,
        ], refusal => Assert.NotEmpty(refusal!.Message));
}
