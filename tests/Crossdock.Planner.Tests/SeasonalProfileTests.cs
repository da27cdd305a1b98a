using Crossdock.Planner.Forecasting;

namespace Crossdock.Planner.Tests;

public sealed class SeasonalProfileTests
{
    private static readonly Gen<double[][]> Groups =
        Gen.Select(Gen.Int[4, 40], Gen.Int[1, 5]).SelectMany((periods, items) => Gen.Double[0, 30].Array[periods].Array[items]);

    [Fact]
    public void A_clear_season_is_found_under_a_trend_and_in_its_place()
    {
        // Season 0.4, 1, 1.6 starting one period in, level rising by 1 a period; shared by two items.
        double[] season = [1.6, 0.4, 1];
        var total = Enumerable.Range(0, 31).Select(t => (50 + t) * season[t % 3]).ToArray();
        var profile = SeasonalProfile.Of([total.Select(v => 0.9 * v).ToArray(), total.Select(v => 0.1 * v).ToArray()], 3).Value;
        Assert.Null(profile.None);
        Assert.Equal(10, profile.Seasons);
        Assert.InRange(profile.Explained, 0.99, 1);
        for (var p = 0; p < 3; p++) Assert.Equal(season[p], profile.Indices[p], 0.03);
        var forecast = profile.Apply([10, 10], 31).Value;
        Assert.Equal(profile.Indices[1] * 10, forecast[0], 12);
        Assert.Equal(profile.Indices[2] * 10, forecast[1], 12);
    }

    [Fact]
    public void A_flat_season_by_hand()
    {
        // Ratios 0.5, 1.5, 0.75, 1.25 on a level of 10: means 0.625 and 1.375; rest 4 * 0.125^2 / 2, all 0.625 / 3: explained 1 - 0.03125 / 0.208333 = 0.85.
        var profile = SeasonalProfile.Of([[5, 15, 7.5, 12.5]], 2).Value;
        Assert.Equal(0.85, profile.Explained, 10);
        Assert.Equal([1 - 0.85 * 0.375, 1 + 0.85 * 0.375], profile.Indices.Select(i => Math.Round(i, 10)));
    }

    [Fact]
    public void Indices_are_positive_with_mean_one_and_putting_a_season_back_restores_the_history() =>
        Gen.Select(Groups, Gen.Int[2, 12]).Sample((items, frequency) =>
        {
            var profile = SeasonalProfile.Of(items, frequency).Value;
            var back = profile.Apply(profile.Remove(items[0]).Value, 0).Value;
            return profile.Indices.Length == frequency && profile.Indices.All(i => i > 0) && Math.Abs(profile.Indices.Average() - 1) < 1e-9 && profile.Explained is >= 0 and <= 1
                && back.Zip(items[0]).All(p => Math.Abs(p.First - p.Second) < 1e-9) && (profile.None is null || profile.Indices.All(i => i == 1));
        });

    [Fact]
    public void Noise_has_next_to_no_season()
    {
        var random = new Random(3);
        double Explained() => SeasonalProfile.Of([Enumerable.Range(0, 156).Select(_ => 50 + 50 * random.NextDouble()).ToArray()], 52).Value.Explained;
        Assert.InRange(Enumerable.Range(0, 50).Average(_ => Explained()), 0, 0.12);
    }

    [Fact]
    public void Without_two_seasons_or_demand_there_is_none_and_it_is_said()
    {
        Assert.Contains("less than two seasons", SeasonalProfile.Of([Enumerable.Range(1, 23).Select(t => (double)t).ToArray()], 12).Value.None!, StringComparison.Ordinal);
        Assert.All((SeasonalProfile[])
        [
            SeasonalProfile.Of([new double[24]], 12).Value, SeasonalProfile.Of([[100, 100, 0, 0]], 2).Value, SeasonalProfile.Of([[], []], 12).Value,
        ], profile =>
        {
            Assert.NotEmpty(profile.None!);
            Assert.Equal(0, profile.Explained);
            Assert.All(profile.Indices, index => Assert.Equal(1, index));
        });
    }

    [Fact]
    public void Groups_that_are_none_are_refused()
    {
        Assert.All((Result<SeasonalProfile>[])
        [
            SeasonalProfile.Of([], 12), SeasonalProfile.Of([[1, 2], [1]], 2), SeasonalProfile.Of([[1, double.NaN]], 2), SeasonalProfile.Of([[1, 2]], 1),
        ], profile => Assert.NotEmpty(profile.Refusal!.Message));
        var flat = SeasonalProfile.Of([[1, 1, 1, 1]], 2).Value;
        Assert.All((Result<double[]>[])[flat.Remove([-1]), flat.Apply([double.NaN], 0), flat.Apply([1], -1)], result => Assert.NotEmpty(result.Refusal!.Message));
    }
}
