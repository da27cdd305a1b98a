using Crossdock.Planner.Batch;

namespace Crossdock.Planner.Tests;

public sealed class BatchTests
{
    private static PlanColumns Filled(int count, int weeks, int seed)
    {
        var random = new Random(seed);
        var c = new PlanColumns(count, weeks);
        for (var i = 0; i < count; i++)
        {
            var often = 0.05 + random.NextDouble();
            for (var w = 0; w < weeks; w++) c.History[w * count + i] = random.NextDouble() < often ? random.Next(1, 30) : 0;
            (c.HorizonWeeks[i], c.HorizonDeviation[i], c.Cost[i], c.Price[i]) = (1 + (float)random.NextDouble() * 9, (float)random.NextDouble(), 1 + random.Next(50), 2 + random.Next(100));
            (c.OrderCost[i], c.Pack[i], c.Position[i]) = (5, 1 + random.Next(12), random.Next(-20, 300));
        }

        return c;
    }

    private static PlanColumns Only(PlanColumns c, int item)
    {
        var one = new PlanColumns(1, c.Weeks);
        for (var w = 0; w < c.Weeks; w++) one.History[w] = c.History[w * c.Count + item];
        (one.HorizonWeeks[0], one.HorizonDeviation[0], one.Cost[0], one.Price[0]) = (c.HorizonWeeks[item], c.HorizonDeviation[item], c.Cost[item], c.Price[item]);
        (one.OrderCost[0], one.Pack[0], one.Position[0]) = (c.OrderCost[item], c.Pack[item], c.Position[item]);
        return one;
    }

    [Fact]
    public void One_item_site_after_an_event_comes_out_as_in_the_full_run()
    {
        var all = BatchPlanner.Plan(Filled(20_011, 60, 1), 0.25, 0.2).Value;
        for (var item = 0; item < all.Count; item += 97)
        {
            var one = BatchPlanner.Plan(Only(all, item), 0.25, 0.2).Value;
            Assert.Equal((all.Rate[item], all.Deviation[item], all.ReorderPoint[item], all.Lot[item], all.Order[item]), (one.Rate[0], one.Deviation[0], one.ReorderPoint[0], one.Lot[0], one.Order[0]));
        }
    }

    [Fact]
    public void Planning_twice_gives_the_same_and_after_ordering_nothing_more() =>
        Gen.Int[1, 1000].Sample(seed =>
        {
            var first = BatchPlanner.Plan(Filled(19, 40, seed), 0.25, 0.2).Value;
            for (var i = 0; i < first.Count; i++)
            {
                var again = Only(first, i);
                again.Position[0] += first.Order[i];
                if (BatchPlanner.Plan(again, 0.25, 0.2).Value.Order[0] != 0) return false;
            }

            return true;
        }, iter: 40);

    [Fact]
    public void A_steady_demand_is_forecast_as_it_is()
    {
        var c = Filled(8, 52, 3);
        Array.Fill(c.History, 12f);
        BatchPlanner.Plan(c, 0.25, 0.2);
        Assert.All(c.Rate, r => Assert.InRange(r, 11.8f, 12.01f));
    }

    [Fact]
    public void A_dearer_shortage_never_lowers_a_reorder_point()
    {
        var (cheap, dear) = (BatchPlanner.Plan(Filled(500, 60, 5), 0.25, 0.1).Value, BatchPlanner.Plan(Filled(500, 60, 5), 0.25, 0.8).Value);
        Assert.True(cheap.ReorderPoint.Zip(dear.ReorderPoint).All(p => p.Second >= p.First - 1e-3));
        Assert.Contains(cheap.ReorderPoint.Zip(dear.ReorderPoint), p => p.Second > p.First + 1);
    }

    [Fact]
    public void No_number_in_gives_no_number_out()
    {
        var c = Filled(16, 30, 9);
        c.History[3] = float.NaN;
        c.History[40] = -5;
        c.Cost[2] = 0;
        c.Price[3] = float.NaN;
        c.HorizonWeeks[4] = -1;
        c.HorizonWeeks[5] = 1e9f;
        BatchPlanner.Plan(c, 0.25, 0.2);
        Assert.All(c.Rate.Concat(c.Deviation).Concat(c.Lot).Concat(c.Factor), v => Assert.True(float.IsFinite(v)));
        Assert.True(c.ReorderPoint[2] == -1 && c.ReorderPoint[3] == -1);
        Assert.NotNull(BatchPlanner.Plan(new PlanColumns(0, 30), 0.25, 0.2).Refusal);
        Assert.NotNull(BatchPlanner.Plan(new PlanColumns(4, 3), 0.25, 0.2).Refusal);
        Assert.NotNull(BatchPlanner.Plan(Filled(4, 30, 1), double.NaN, 0.2).Refusal);
        Assert.NotNull(BatchPlanner.Plan(Filled(4, 30, 1) with { Pack = [1f] }, 0.25, 0.2).Refusal);
    }
}
