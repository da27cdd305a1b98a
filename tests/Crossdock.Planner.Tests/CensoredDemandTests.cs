using Crossdock.Planner.Demands;
using Crossdock.Planner.Forecasting;

namespace Crossdock.Planner.Tests;

public sealed class CensoredDemandTests
{
    private static readonly Gen<SalesPeriod[]> Periods =
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Double[0.05, 1]).Select((sold, kind, share) => new SalesPeriod(sold, kind < 2, kind == 0 ? share : null)).Array[1, 30];

    [Fact]
    public void Sales_that_never_ran_out_are_the_demand()
    {
        var demand = CensoredDemand.Of([new(3, false), new(0, false), new(6, false, 0.5)]).Value;
        Assert.Equal((3.0, 0, null), (demand.Rate, demand.Estimated, demand.Fallback));
        Assert.Equal([3, 0, 6], demand.Completed);
        Assert.Equal(0, CensoredDemand.Of([new(0, false), new(0, true)]).Value.Rate);
    }

    [Fact]
    public void A_known_share_in_stock_counts_as_that_share_of_a_period()
    {
        // 4 + 2 units in 1 + 0.5 periods: 4 per period, so 2 more were wanted in the other half.
        var demand = CensoredDemand.Of([new(4, false), new(2, true, 0.5)]).Value;
        Assert.Equal(4, demand.Rate, 8);
        Assert.Equal([4.0, 4.0], demand.Completed.Select(c => Math.Round(c, 8)));
        Assert.Equal(1, demand.Estimated);
    }

    [Theory]
    [InlineData(2.5, double.PositiveInfinity, 3)]
    [InlineData(2.5, 0.7, 3)]
    [InlineData(40, 3, 90)]
    [InlineData(3, double.PositiveInfinity, 250)]
    [InlineData(0.5, 1.5, 600)]
    public void What_is_expected_beyond_the_sales_is_what_the_probabilities_say(double mean, double shape, int sold)
    {
        double weight = 1, sum = 0, first = 0, second = 0;
        for (var x = sold; x < sold + 20_000; x++)
        {
            (sum, first, second) = (sum + weight, first + weight * x, second + weight * x * x);
            weight *= (double.IsInfinity(shape) ? mean : mean / (shape + mean) * (shape + x)) / (x + 1);
        }

        var (one, two) = CensoredTail.Moments(mean, shape, sold);
        Assert.Equal(first / sum, one, 1e-7 * one);
        Assert.Equal(second / sum, two, 1e-7 * two);
    }

    [Fact]
    public void No_completed_period_is_below_its_sales_and_no_rate_below_their_mean() =>
        Periods.Sample(periods =>
        {
            if (CensoredDemand.Of(periods).Refused(out _, out var demand)) return periods.All(p => p.StockedOut);
            return demand.Estimated == periods.Count(p => p.StockedOut && p.ShareInStock is not 1) && demand.Variance >= demand.Rate - 1e-9
                && demand.Completed.Zip(periods).All(p => p.First >= p.Second.Sold - 1e-9 && (p.Second.StockedOut || p.First == p.Second.Sold))
                && demand.Rate >= periods.Average(p => p.Sold) - 1e-9 && Math.Abs(demand.Rate - demand.Completed.Average()) <= 1e-6 * (1 + demand.Rate);
        });

    [Theory]
    [InlineData(6, 6, 7)]
    [InlineData(6, 18, 8)]
    public void The_rate_behind_a_low_stock_is_found_again(double mean, double variance, int stock)
    {
        var law = NegativeBinomialDemand.Of(mean, variance).Value;
        var random = new Random(5);
        var periods = Enumerable.Range(0, 3000).Select(_ => law.Quantile(random.NextDouble())).Select(d => new SalesPeriod(Math.Min(d, stock), d >= stock)).ToArray();
        var demand = CensoredDemand.Of(periods).Value;
        Assert.Null(demand.Fallback);
        Assert.InRange(demand.Rate, 0.95 * mean, 1.05 * mean);
        Assert.InRange(demand.Variance, 0.85 * variance, 1.15 * variance);
        Assert.True(periods.Average(p => p.Sold) < 0.93 * mean);
    }

    [Fact]
    public void A_history_that_always_ran_out_is_named_or_refused_and_never_zero()
    {
        Assert.NotEmpty(CensoredDemand.Of([new(3, true), new(5, true)]).Refusal!.Message);
        Assert.NotEmpty(CensoredDemand.Of([new(0, true, 0.5)]).Refusal!.Message);
        Assert.NotEmpty(CensoredDemand.Of([new(0, true)], 0).Refusal!.Message);
        Gen.Select(Gen.Int[0, 9].Array[1, 9], Gen.Double[0.1, 9]).Sample((sold, rate) =>
        {
            var demand = CensoredDemand.Of(sold.Select(s => new SalesPeriod(s, true)).ToArray(), rate).Value;
            return demand.Rate == Math.Max(rate, sold.Average()) && demand.Fallback is not null && demand.Completed.All(c => c > 0);
        });
        Assert.NotNull(CensoredDemand.Of([new(3, true, 0.5)]).Value.Fallback);
    }

    [Fact]
    public void Sales_that_cannot_be_are_refused() =>
        Assert.All((Result<CensoredDemand>[])
        [
            CensoredDemand.Of([]), CensoredDemand.Of([new(-1, false)]), CensoredDemand.Of([new(double.NaN, false)]), CensoredDemand.Of([new(1, true, 1.5)]), CensoredDemand.Of([new(1, true, 0)]),
            CensoredDemand.Of([new(1, false)], double.NaN),
        ], result => Assert.NotEmpty(result.Refusal!.Message));
}
