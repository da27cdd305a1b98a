using Crossdock.Planner.Demands;
using Crossdock.Planner.Forecasting;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Tests;

public sealed class RiskQuantilesTests
{
    private static readonly ErrorShape Normal = ErrorShape.Of([]);
    private static readonly DemandClass Smooth = new(1, 0.1, "smooth");
    private static readonly DemandClass Lumpy = new(4, 0.8, "lumpy");
    private static readonly BayesianRate Slow = new(new GammaRate(2, 20), null);
    private static readonly (double, double)[] LeadTimes = [(3, 0.5), (5, 0.5)];

    private static readonly Gen<RiskInput> Inputs =
        Gen.Select(Gen.Double[0.02, 40], Gen.Double[0.5, 8], Gen.Double[1.4, 12], Gen.Double[0, 3], Gen.Int[4, 100], Gen.Bool, Gen.Bool).Select((mean, dispersion, interval, review, history, lumpy, slow) =>
            new RiskInput(mean, mean * dispersion * (lumpy ? 4 : 1), lumpy ? Lumpy with { Interval = interval } : Smooth, LeadTimes, review, history, Normal, slow ? Slow : null));

    [Theory]
    [InlineData(RiskLaw.BayesianRate, 1, false, 6, true)]
    [InlineData(RiskLaw.NegativeBinomial, 1, false, 60, true)]
    [InlineData(RiskLaw.NegativeBinomial, 1, false, 6, false)]
    [InlineData(RiskLaw.CompoundPoisson, 1, true, 60, true)]
    [InlineData(RiskLaw.PooledErrors, 5, false, 60, true)]
    public void The_law_fits_the_item_and_says_why(RiskLaw law, double mean, bool lumpy, int history, bool slow)
    {
        var risk = RiskQuantiles.Of(new(mean, 4 * mean, lumpy ? Lumpy : Smooth, LeadTimes, 1, history, Normal, slow ? Slow : null)).Value;
        Assert.Equal(law, risk.Law);
        Assert.NotEmpty(risk.Reason);
        Assert.Equal(law == RiskLaw.BayesianRate ? 0.5 : 5 * mean, risk.Mean, 9);
    }

    [Fact]
    public void Mean_and_variance_over_the_horizon_are_those_of_the_periods() =>
        Inputs.Sample(input =>
        {
            if (input.Slow is not null) return true;
            var risk = RiskQuantiles.Of(input).Value;
            double horizon = 4 + input.Review, variance = horizon * input.Variance + input.Mean * input.Mean;
            // Sizes of at least one unit cannot vary less than they do: there the law is wider than asked, never narrower.
            return Math.Abs(risk.Mean - horizon * input.Mean) < 1e-6 * risk.Mean && risk.Deviation * risk.Deviation >= variance * (1 - 1e-6)
                && (risk.Law == RiskLaw.CompoundPoisson || risk.Deviation * risk.Deviation <= variance + 1e-6 || input.Variance < input.Mean);
        }, iter: 500);

    [Fact]
    public void Quantiles_rise_and_shortages_fall_with_what_is_there() =>
        Gen.Select(Inputs, Gen.Double[0.02, 0.9], Gen.Double[0, 60]).Sample((input, level, units) =>
        {
            var risk = RiskQuantiles.Of(input).Value;
            double low = risk.Quantile(level).Value, high = risk.Quantile(level + 0.09).Value, some = risk.Shortage(units).Value, fewer = risk.Shortage(units + 5).Value;
            return low >= 0 && low <= high && fewer <= some + 1e-9 && some >= Math.Max(0, risk.Mean - units) - 1e-6 && some - fewer <= 5 + 1e-6 && fewer >= 0;
        }, iter: 500);

    [Fact]
    public void The_shortage_at_a_quantile_falls_by_the_chance_of_running_out()
    {
        // d/dx E[(D - x)+] = -P(D > x); over steps of the grid that is exact.
        var risk = RiskQuantiles.Of(new(200, 300_000, Lumpy, [(4, 1)], 0, 60, Normal)).Value;
        Assert.Equal(RiskLaw.CompoundPoisson, risk.Law);
        var level = risk.Quantile(0.9).Value;
        Assert.InRange(risk.Shortage(level).Value - risk.Shortage(level + 1).Value, 0.08, 0.1);
        Assert.InRange(risk.Shortage(level - 1).Value - risk.Shortage(level).Value, 0.1, 0.12);
        Assert.Equal(800, risk.Shortage(0).Value, 6);
        Assert.Equal(850, risk.Shortage(-50).Value, 6);
        Assert.Equal(0, risk.Shortage(1e12).Value);
    }

    [Fact]
    public void What_is_too_wide_for_single_units_takes_the_pooled_errors_and_says_so()
    {
        var risk = RiskQuantiles.Of(new(0.5, 1e12, Smooth, LeadTimes, 1, 60, Normal)).Value;
        Assert.Equal(RiskLaw.PooledErrors, risk.Law);
        Assert.Contains("too wide", risk.Reason, StringComparison.Ordinal);
        Assert.Contains(Normal.Fallback!, risk.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_is_no_demand_is_refused()
    {
        var good = new RiskInput(1, 1, Smooth, LeadTimes, 1, 60, Normal);
        Assert.All((RiskInput[])[good with { Mean = -1 }, good with { Variance = double.NaN }, good with { LeadTimes = [] }, good with { LeadTimes = [(1, 0.5)] }, good with { Review = -1 }, good with { History = -1 }],
            input => Assert.NotEmpty(RiskQuantiles.Of(input).Refusal!.Message));
        Assert.False(RiskQuantiles.Of(good).Value.Quantile(1).IsValue);
        Assert.False(RiskQuantiles.Of(good).Value.Shortage(double.NaN).IsValue);
    }
}
