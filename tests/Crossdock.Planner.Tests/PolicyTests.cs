using Crossdock.Planner.Forecasting;
using Crossdock.Planner.Policies;

namespace Crossdock.Planner.Tests;

public sealed class PolicyTests
{
    private static readonly DemandClass Smooth = new(1.1, 0.2, "smooth");
    private static readonly PolicyFacts Usual = new(Smooth, 1000, 2, 10, 0.25, 5, 20, 12, 7);

    private static readonly string[] Names = ["smooth", "erratic", "intermittent", "lumpy", "none"];

    private static readonly Gen<PolicyFacts> Facts =
        Gen.Select(Gen.Int[0, 4].Select(k => Names[k]), Gen.Double[0, 2000], Gen.Double[1, 20], Gen.Double[0, 100], Gen.Double[0, 1], Gen.Double[0, 20], Gen.Double[0, 60], Gen.Int[0, 255]).Select(f =>
            new PolicyFacts(new(f.Item1 == "none" ? null : 2, 0.3, f.Item1), f.Item2, f.Item3, f.Item4, 0.25, f.Item6, f.Item7, 12, f.Item8 % 40, f.Item8 % 3 * 3, f.Item5, f.Item8 % 7 / 7.0, f.Item8 % 2 == 0));

    [Fact]
    public void Each_method_is_chosen_where_it_fits_with_its_reason()
    {
        // The economic lot is sqrt(2 * 20 * 1000 / 2.5) = 126.
        (PolicyFacts Facts, PolicyMethod Method, string Word)[] cases =
        [
            (Usual, PolicyMethod.EconomicLot, "126"),
            (Usual with { LotUnits = 200 }, PolicyMethod.ReorderPoint, "at least the economic"),
            (Usual with { OrderCost = 0 }, PolicyMethod.ReorderPoint, "smooth"),
            (Usual with { Class = new(1.1, 0.8, "erratic") }, PolicyMethod.ReorderPoint, "erratic"),
            (Usual with { Class = new(3, 0.8, "lumpy") }, PolicyMethod.MinMax, "lumpy"),
            (Usual with { Class = new(3, 0.2, "intermittent") }, PolicyMethod.MinMax, "intermittent"),
            (Usual with { ReviewDays = 7 }, PolicyMethod.UpTo, "every 7 days"),
            (Usual with { FeedsSites = true, LeadTimeDays = 30 }, PolicyMethod.DdmrpBuffer, "30 days"),
            (Usual with { FeedsSites = true }, PolicyMethod.EconomicLot, "smooth"),
            (Usual with { FeedsSites = true, LeadTimeDays = 30, Class = new(3, 0.8, "lumpy") }, PolicyMethod.MinMax, "lumpy"),
            (Usual with { SeasonalShare = 0.6 }, PolicyMethod.TimePhased, "60 %"),
            (Usual with { DatedShare = 0.7 }, PolicyMethod.TimePhased, "70 %"),
            // A unit waits 2 years: 20 * 0.25 = 5 times 2.
            (Usual with { AnnualDemand = 1, UnitCost = 20 }, PolicyMethod.DoNotStock, "10.00"),
            (Usual with { AnnualDemand = 0 }, PolicyMethod.DoNotStock, "Nobody"),
            (Usual with { Class = new(null, null, "none") }, PolicyMethod.DoNotStock, "Nobody"),
        ];
        Assert.All(cases, c =>
        {
            var choice = PolicyChoice.Of(c.Facts).Value;
            Assert.Equal(c.Method, choice.Method);
            Assert.Contains(c.Word, choice.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_is_stocked_stays_stocked_when_its_absence_costs_more() =>
        Gen.Select(Facts, Gen.Double[0, 50]).Sample((facts, more) =>
        {
            var choice = PolicyChoice.Of(facts).Value;
            var dearer = PolicyChoice.Of(facts with { ShortageCost = facts.ShortageCost + more }).Value;
            return choice.Method == PolicyMethod.DoNotStock || dearer == choice;
        });

    [Fact]
    public void Facts_that_cannot_be_are_refused() =>
        Assert.All((PolicyFacts[])
        [
            Usual with { AnnualDemand = double.NaN }, Usual with { OrderSize = 0 }, Usual with { UnitCost = -1 }, Usual with { HoldingRate = -1 }, Usual with { ShortageCost = -1 }, Usual with { OrderCost = -1 },
            Usual with { LotUnits = 0 }, Usual with { LeadTimeDays = -1 }, Usual with { ReviewDays = -1 }, Usual with { DatedShare = 1.1 }, Usual with { SeasonalShare = -0.1 },
        ], facts => Assert.NotEmpty(PolicyChoice.Of(facts).Refusal!.Message));
}
