using Crossdock.Planner.Buffers;

namespace Crossdock.Planner.Tests;

public sealed class BufferTests
{
    private static readonly Gen<BufferProfile> Profiles =
        Gen.Select(Gen.Double[0, 50], Gen.Double[0, 60], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 300], Gen.Double[0, 20], Gen.Double[0.2, 3], Gen.Double[0.2, 3]).Select(p =>
            new BufferProfile(p.Item1, p.Item2, p.Item3, p.Item4, p.Item5, p.Item6, p.Item7, p.Item8));

    private static readonly Gen<DatedDemand[]> Demands = Gen.Select(Gen.Int[90, 130], Gen.Double[0, 200]).Select((day, units) => new DatedDemand(day, units)).Array[0, 12];

    [Fact]
    public void A_buffer_has_the_zones_of_its_profile()
    {
        // 10 a day for 12 days: yellow 120, red base 0.5 * 120 = 60, red safety 0.25 * 60 = 15, green the largest of 50, 7 * 10 and 60.
        var buffer = DdmrpBuffer.Of(new(10, 12, 0.5, 0.25, 50, 7)).Value;
        Assert.Equal(new DdmrpBuffer(60, 15, 120, 70), buffer);
        Assert.Equal((75.0, 195.0, 265.0), (buffer.TopOfRed, buffer.TopOfYellow, buffer.TopOfGreen));
        Assert.Equal(new DdmrpBuffer(180, 45, 360, 180), DdmrpBuffer.Of(new(10, 12, 0.5, 0.25, 50, 7, DemandAdjustment: 2, LeadTimeAdjustment: 1.5)).Value);
        Assert.Equal(90, DdmrpBuffer.Of(new(10, 12, 0.5, 0.25, 90, 7)).Value.Green);
    }

    [Fact]
    public void The_net_flow_counts_what_is_due_and_spikes_within_the_horizon_only()
    {
        var buffer = new DdmrpBuffer(60, 15, 120, 70);
        // Past due 5, today 10, two orders of 20 make day 103 a spike (threshold 37.5), day 104 is none, day 113 lies beyond the horizon.
        DatedDemand[] demands = [new(98, 5), new(100, 10), new(103, 20), new(103, 20), new(104, 37), new(113, 500)];
        var status = buffer.At(150, 60, 100, demands, 12, 25).Value;
        Assert.Equal((55.0, 155.0, BufferColour.Yellow, 125.0), (status.QualifiedDemand, status.NetFlow, status.Colour, status.Order));
        Assert.Equal([103], status.Spikes);
        Assert.Equal(155 / 265.0, status.Priority, 12);
        Assert.Equal([103, 104], buffer.At(150, 60, 100, demands, 12, 25, 37).Value.Spikes);
        Assert.Equal((BufferColour.Yellow, 70.0), Of(buffer, 195));
        Assert.Equal((BufferColour.Green, 0.0), Of(buffer, 195.5));
        Assert.Equal((BufferColour.Red, 190.0), Of(buffer, 75));
        Assert.Equal((BufferColour.Black, 266.0), Of(buffer, -1));

        static (BufferColour, double) Of(DdmrpBuffer buffer, double stock)
        {
            var status = buffer.At(stock, 0, 100, [], 12).Value;
            return (status.Colour, status.Order);
        }
    }

    [Fact]
    public void An_order_lifts_the_net_flow_to_the_top_of_green_and_no_second_one_follows() =>
        Gen.Select(Profiles, Demands, Gen.Double[-50, 900], Gen.Double[0, 300], Gen.Int[1, 40]).Sample((profile, demands, stock, onOrder, multiple) =>
        {
            var buffer = DdmrpBuffer.Of(profile).Value;
            var status = buffer.At(stock, onOrder, 100, demands, 12, multiple).Value;
            var after = status.NetFlow + status.Order;
            if (status.NetFlow > buffer.TopOfYellow) return status.Order == 0 && status.Colour == BufferColour.Green;
            return after >= buffer.TopOfGreen - 1e-6 && after < buffer.TopOfGreen + multiple + 1e-6 && status.Order >= profile.MinimumOrder - 1e-6
                && (buffer.Green < 1e-3 || buffer.At(stock, onOrder + status.Order, 100, demands, 12, multiple).Value.Order == 0);
        });

    [Fact]
    public void More_usage_or_variability_or_lead_time_never_makes_a_buffer_smaller() =>
        Gen.Select(Profiles, Gen.Double[1, 3]).Sample((profile, more) =>
        {
            var top = DdmrpBuffer.Of(profile).Value.TopOfGreen - 1e-9;
            return ((BufferProfile[])
            [
                profile with { DailyUsage = profile.DailyUsage * more }, profile with { LeadTimeDays = profile.LeadTimeDays * more }, profile with { VariabilityFactor = profile.VariabilityFactor * more },
                profile with { DemandAdjustment = profile.DemandAdjustment * more }, profile with { LeadTimeAdjustment = profile.LeadTimeAdjustment * more }, profile with { MinimumOrder = profile.MinimumOrder * more },
                profile with { LeadTimeFactor = Math.Min(1, profile.LeadTimeFactor * more) }, profile with { CycleDays = profile.CycleDays * more },
            ]).All(larger => DdmrpBuffer.Of(larger).Value.TopOfGreen >= top);
        });

    [Fact]
    public void A_profile_that_is_none_is_refused()
    {
        var good = new BufferProfile(1, 1, 0.5, 0.5);
        Assert.All((BufferProfile[])
        [
            good with { DailyUsage = -1 }, good with { LeadTimeDays = double.NaN }, good with { LeadTimeFactor = 1.5 }, good with { VariabilityFactor = -1 }, good with { MinimumOrder = -1 },
            good with { CycleDays = double.PositiveInfinity }, good with { DemandAdjustment = -1 }, good with { LeadTimeAdjustment = double.NaN },
        ], profile => Assert.NotEmpty(DdmrpBuffer.Of(profile).Refusal!.Message));
        var buffer = DdmrpBuffer.Of(good).Value;
        Assert.All((Result<BufferStatus>[])
        [
            buffer.At(double.NaN, 0, 1, [], 1), buffer.At(0, -1, 1, [], 1), buffer.At(0, 0, 1, [new(1, -1)], 1), buffer.At(0, 0, 1, [], -1), buffer.At(0, 0, 1, [], 1, 0), buffer.At(0, 0, 1, [], 1, 1, 0),
            new DdmrpBuffer(-1, 0, 0, 0).At(0, 0, 1, [], 1),
        ], status => Assert.NotEmpty(status.Refusal!.Message));
    }
}
