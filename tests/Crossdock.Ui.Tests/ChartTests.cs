namespace Crossdock.Ui.Tests;

public class ChartTests
{
    private static readonly Gen<StatusPart[]> Parts = Gen.Long[0, 1_000_000_000_000].Select(micros => new StatusPart("available", new Quantity(micros))).Array[1, 11];

    [Fact]
    public void The_slices_of_a_bar_fill_it_exactly_and_in_order() => Parts.Where(parts => parts.Any(part => part.Quantity.IsPositive)).Sample(parts =>
    {
        var slices = StatusSlices.Of(parts, parts.Aggregate(Quantity.Zero, (sum, part) => sum + part.Quantity));
        return slices.Sum(slice => slice.Width) == StatusSlices.Whole
            && slices.Zip(slices.Skip(1)).All(pair => pair.First.Start + pair.First.Width == pair.Second.Start);
    });

    [Fact]
    public void Parts_that_do_not_add_up_are_shown_as_unexplained()
    {
        var slices = StatusSlices.Of([new("available", Quantity.Units(7))], Quantity.Units(10));
        Assert.Equal(("unexplained", Quantity.Units(3)), (slices[^1].Part.Status, slices[^1].Part.Quantity));
    }

    [Fact]
    public void Parts_that_add_up_leave_nothing_unexplained() =>
        Assert.Single(StatusSlices.Of([new("available", Quantity.Units(7))], Quantity.Units(7)));

    [Fact]
    public async Task A_bar_says_its_parts_to_those_who_cannot_see_it()
    {
        var bar = await Rendered.Of<StatusBar>(("Parts", new[] { new StatusPart("available", Quantity.Units(7)), new StatusPart("held", Quantity.Units(3)) }), ("Total", Quantity.Units(10)));
        Assert.Equal("available 7, held 3", bar.QuerySelector("svg")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void Every_value_of_a_supply_chart_lies_inside_of_it() =>
        Gen.Select(Gen.Long[0, 50_000], Gen.Long[0, 50_000], Gen.Long[0, 50_000], Gen.Long[-50_000, 50_000])
            .Select((confirmed, expected, demand, projected) => new SupplyWeek(default, Quantity.Units(confirmed), Quantity.Units(expected), Quantity.Units(demand), Quantity.Units(projected)))
            .Array[0, 8].Sample(weeks =>
            {
                var scale = new SupplyScale(weeks);
                return weeks.All(week => scale.Y(week.Projected.ToDecimal()) is >= 0 and <= SupplyScale.Height
                        && scale.Tall(week.Confirmed) + scale.Tall(week.Expected) <= scale.Y(0) + 0.05m && scale.Tall(week.Demand) <= scale.Y(0) + 0.05m)
                    && scale.Ticks.Contains(0) && scale.Ticks.Count is >= 2 and <= 8;
            });

    [Fact]
    public void A_flat_line_lies_in_the_middle() => Assert.Equal("0,12 100,12", SparklinePoints.Of([5, 5]));

    [Fact]
    public void A_line_goes_from_the_bottom_to_the_top() => Assert.Equal("0,22 50,12 100,2", SparklinePoints.Of([1, 2, 3]));
}
