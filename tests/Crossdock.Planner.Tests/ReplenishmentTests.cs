using System.Text;
using System.Text.Json;
using Crossdock.Planner.Cli.Protocol;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Tests;

public sealed class ReplenishmentTests
{
    private static readonly double[][] LeadTimes = [[3, 4, 5, 9], [14, 15, 20, 30]];

    private static ReplenishmentPlanner Planned(double target, double scale = 1, double huge = 0)
    {
        var items = Enumerable.Range(0, 40).Select(i => new ReplenishmentItem(10 / scale, 6 / scale, (1 + i % 4) * scale, 5, i % 2)).ToArray();
        var planner = ReplenishmentPlanner.Of(items, LeadTimes, new(target, 0.25, 365, 1, false)).Value;
        var random = new Random(7);
        for (var day = 0; day < 210; day++)
        {
            for (var i = 0; i < items.Length; i++)
                if (random.NextDouble() < 0.3) Assert.Null(planner.AddDemand(i, scale * random.Next(1, 4 + i)));
            if (day == 200 && huge > 0) planner.AddDemand(0, huge);
            planner.CloseUntil(day + 1);
        }

        planner.PlanIfDue();
        return planner;
    }

    [Fact]
    public void A_higher_target_never_holds_less()
    {
        double[] targets = [0.8, 0.9, 0.95, 0.98, 0.99];
        var stock = targets.Select(t =>
        {
            var planner = Planned(t);
            return planner.ReorderPoints.ToArray().Sum() + planner.OrderQuantities.ToArray().Sum() / 2;
        }).ToArray();
        Assert.True(stock.Zip(stock.Skip(1)).All(p => p.Second >= p.First - 1e-9), string.Join(" ", stock));
    }

    [Fact]
    public void From_95_percent_on_what_pays_beyond_the_target_is_served_too() => Assert.InRange(Planned(0.95).PredictedFill, 0.95, 0.999);

    [Theory, InlineData(0.8), InlineData(0.9)]
    public void Where_demand_goes_on_as_before_the_share_served_is_the_one_asked_for(double target)
    {
        const int items = 80, history = 150, weeks = 230;
        var planner = ReplenishmentPlanner.Of([.. Enumerable.Range(0, items).Select(i => new ReplenishmentItem(10, 6, 1 + (i % 3 * 4), 5, i % 2))], [[2, 3, 3, 4], [5, 6, 8, 12]], new(target, 0.25, 52, 1, false)).Value;
        var random = new Random(5);
        var (onHand, owed, coming) = (new double[items], new double[items], new double[items, weeks + 20]);
        double wanted = 0, served = 0;
        for (var week = 0; week < weeks; week++)
        {
            for (var i = 0; i < items; i++)
            {
                var units = random.NextDouble() < 0.4 ? random.Next(1, 6 + i) : 0;
                planner.AddDemand(i, units);
                if (week < history) continue;
                onHand[i] += coming[i, week];
                var given = Math.Min(onHand[i], owed[i]);
                (onHand[i], owed[i]) = (onHand[i] - given, owed[i] - given);
                var met = Math.Min(onHand[i], units);
                (onHand[i], owed[i]) = (onHand[i] - met, owed[i] + units - met);
                if (week >= history + 30) (wanted, served) = (wanted + units, served + met);
            }

            planner.CloseUntil(week + 1);
            if (week < history) continue;
            planner.PlanIfDue();
            for (var i = 0; i < items; i++)
            {
                var onOrder = 0.0;
                for (var later = week + 1; later < weeks + 20; later++) onOrder += coming[i, later];
                int[] times = i % 2 == 0 ? [2, 3, 3, 4] : [5, 6, 8, 12];
                coming[i, week + times[random.Next(4)]] += planner.Order(i, onHand[i] + onOrder - owed[i]);
            }
        }

        // The rehearsal draws the prediction towards what it saw, not all the way: without it the shares were 0.92 and 0.97.
        Assert.InRange(served / wanted, target - 0.05, target + (1 - target) * 0.55);
    }

    [Fact]
    public void What_is_held_follows_the_season_ahead_not_the_one_that_was()
    {
        double HeldAfter(int weeks)
        {
            var planner = ReplenishmentPlanner.Of([.. Enumerable.Range(0, 40).Select(_ => new ReplenishmentItem(10, 6, 1, 5, 0))], [[6, 7, 8, 9]], new(0.9, 0.25, 52, 1, false)).Value;
            var random = new Random(13);
            for (var week = 0; week < weeks; week++)
            {
                for (var i = 0; i < 40; i++) planner.AddDemand(i, Math.Round((20 * (1 + (0.8 * Math.Sin(2 * Math.PI * week / 52)))) + (6 * random.NextDouble())));
                planner.CloseUntil(week + 1);
            }

            planner.PlanIfDue();
            return planner.ReorderPoints.ToArray().Sum();
        }

        // The year's middle is crossed both times: upwards after four years, downwards half a year later.
        Assert.True(HeldAfter(4 * 52) > 1.5 * HeldAfter((4 * 52) + 26));
    }

    [Fact]
    public void Quantiles_of_demand_that_does_not_change_hold_as_often_as_they_say()
    {
        var items = Enumerable.Range(0, 60).Select(_ => new ReplenishmentItem(10, 6, 1, 5, 0)).ToArray();
        var planner = ReplenishmentPlanner.Of(items, LeadTimes, new(0.95, 0.25, 52, 1, false)).Value;
        var random = new Random(11);
        for (var week = 0; week < 220; week++)
        {
            for (var i = 0; i < items.Length; i++) planner.AddDemand(i, random.Next(3) == 0 ? 0 : random.Next(1, 20));
            planner.CloseUntil(week + 1);
            if (week > 60) planner.PlanIfDue();
        }

        Assert.InRange(planner.Coverage.Ninety!.Value, 0.87, 0.93);
        Assert.InRange(planner.Coverage.NinetyFive!.Value, 0.92, 0.98);
    }

    [Fact]
    public void Orders_are_whole_packs_that_lift_the_position_above_the_reorder_point()
    {
        var planner = Planned(0.95);
        for (var i = 0; i < 40; i++)
            foreach (var position in (double[])[-5, 0, 3, 17, 80, 400])
            {
                var order = planner.Order(i, position);
                Assert.Equal(0, order % (1 + i % 4), 9);
                Assert.True(order > 0 ? position + order > planner.ReorderPoints[i] : position > planner.ReorderPoints[i]);
            }
    }

    [Fact]
    public void Counting_in_another_unit_changes_nothing_but_the_unit()
    {
        var (one, dozen) = (Planned(0.95), Planned(0.95, scale: 12));
        for (var i = 0; i < 40; i++) Assert.Equal(one.ReorderPoints[i] * 12, dozen.ReorderPoints[i], 0.03 * (1 + dozen.ReorderPoints[i]));
    }

    [Fact]
    public void One_huge_order_leaves_every_number_finite_and_the_other_items_much_as_they_were()
    {
        var (calm, shaken) = (Planned(0.95), Planned(0.95, huge: 1e6));
        for (var i = 0; i < 40; i++) Assert.True(double.IsFinite(shaken.ReorderPoints[i]) && double.IsFinite(shaken.OrderQuantities[i]));
        Assert.True(calm.ReorderPoints.ToArray()[1..].Sum() > 0);
    }

    [Fact]
    public void Items_without_demand_are_bought_only_for_back_orders()
    {
        var planner = ReplenishmentPlanner.Of([new(10, 6, 4, 5, 0)], LeadTimes, new(0.95, 0.25, 365, 1, false)).Value;
        planner.CloseUntil(60);
        planner.PlanIfDue();
        Assert.Equal(0, planner.Order(0, 0));
        Assert.Equal(8, planner.Order(0, -5));
    }

    [Fact]
    public void Bad_input_is_refused_or_answered_with_what_stands_in_for_it()
    {
        var goal = new ReplenishmentGoal(0.95, 0.25, 365, 1, false);
        ReplenishmentItem good = new(10, 6, 1, 5, 0);
        Assert.NotNull(ReplenishmentPlanner.Of([], LeadTimes, goal).Refusal);
        Assert.NotNull(ReplenishmentPlanner.Of([good], [[]], goal).Refusal);
        Assert.NotNull(ReplenishmentPlanner.Of([good], [[double.NaN]], goal).Refusal);
        Assert.NotNull(ReplenishmentPlanner.Of([good with { Supplier = 9 }], LeadTimes, goal).Refusal);
        Assert.NotNull(ReplenishmentPlanner.Of([good with { Price = double.NaN }], LeadTimes, goal).Refusal);
        Assert.NotNull(ReplenishmentPlanner.Of([good with { Pack = 0 }], LeadTimes, goal).Refusal);
        Assert.NotNull(ReplenishmentPlanner.Of([good], LeadTimes, goal with { TargetFill = 1 }).Refusal);
        var free = ReplenishmentPlanner.Of([good with { Price = 0, Cost = 0 }], LeadTimes, goal).Value;
        Assert.NotNull(free.AddDemand(0, double.NaN));
        Assert.NotNull(free.AddDemand(0, -1));
        Assert.NotNull(free.AddDemand(7, 1));
        Assert.Null(free.AddDemand(0, 3));
        free.CloseUntil(30);
        free.PlanIfDue();
        Assert.True(double.IsFinite(free.Order(0, -2)) && free.Order(0, -2) >= 2);
    }

    [Fact]
    public void A_hub_never_ships_what_it_does_not_have_and_serves_back_orders_first()
    {
        var planner = NetworkPlanner.Of([new(10, 6, 1, 5, 0)], LeadTimes, 3, 2, new(0.95, 0.25, 365, 1, false)).Value;
        var random = new Random(3);
        for (var day = 0; day < 120; day++)
        {
            for (var b = 0; b < 3; b++) Assert.Null(planner.AddDemand(0, b, random.Next(0, 5 + 3 * b)));
            planner.CloseUntil(day + 1);
        }

        planner.PlanIfDue();
        Gen.Select(Gen.Int[0, 200], Gen.Int[-30, 60].Array[3]).Sample((hub, branches) =>
        {
            var ship = new double[3];
            var buy = planner.Decide(0, hub, 0, branches.Select(b => (double)b).ToArray(), ship);
            var owed = branches.Sum(b => Math.Max(0, -b));
            return ship.Sum() <= hub && ship.All(s => s >= 0 && s == Math.Floor(s)) && buy >= 0
                && ship.Select((s, b) => Math.Min(s, Math.Max(0, -branches[b]))).Sum() >= Math.Min(hub, owed) - 3;
        });
        Assert.NotNull(planner.AddDemand(0, 5, 1));
    }

    [Fact]
    public void The_line_protocol_answers_every_review()
    {
        var lines = new StringBuilder();
        lines.Append("""{"type":"init","target_fill":0.95,"holding_rate":0.25,"periods_per_year":52,"review_every":1,"mode":"backorder","suppliers":[{"id":0,"lead_time_samples":[2,3,3,4]}],"items":[{"i":0,"item":"A","price":10,"cost":6,"pack":6,"order_cost":5,"supplier":0,"on_hand":3}]}""").Append('\n');
        for (var week = 0; week < 40; week++) lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"type\":\"history\",\"day\":{week},\"demand\":[[0,{3 + week % 4}]]}}\n");
        lines.Append("{\"type\":\"go\"}\n{\"type\":\"demand\",\"day\":40,\"demand\":[[0,4]]}\n{\"type\":\"review\",\"day\":40,\"state\":[[0,0,0,1]]}\n{\"type\":\"review\",\"day\":41,\"state\":[[0,500,0,0]]}\n");
        using var output = new MemoryStream();
        Assert.Equal(0, new WarehouseProtocol().Run(new MemoryStream(Encoding.UTF8.GetBytes(lines.ToString())), output));
        var answers = Encoding.UTF8.GetString(output.ToArray()).Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(3, answers.Length);
        Assert.True(answers[0].GetProperty("ready").GetBoolean());
        var order = answers[1].GetProperty("orders")[0];
        Assert.Equal(0, order[1].GetDouble() % 6);
        Assert.InRange(order[1].GetDouble(), 12, 72);
        Assert.Equal(0, answers[2].GetProperty("orders").GetArrayLength());
    }
}
