using System.Diagnostics;
using Crossdock.Planner.Batch;
using Crossdock.Planner.Explaining;
using Crossdock.Planner.Netting;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Bench;

/// <summary>
/// The planning mathematics: full runs over 104 weeks of history (forecast, reorder point, lot, order, and dated netting of two supplies and three demands each), one item-site after an
/// event with its explanation, and a network of a hub and four branches. Drawn demand, fixed seeds.
/// </summary>
internal static class Planning
{
    private const int Weeks = 104;

    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        await Task.Yield();
        Run(Columns(100_000), 100_000);
        foreach (var count in pace.Quick ? (int[])[10_000, 100_000] : [10_000, 100_000, 1_000_000])
        {
            var columns = Columns(count);
            var (numbers, netting) = Run(columns, count);
            // Budget of 10 s at a million, in proportion below it.
            yield return new($"plan {count} item-sites x {Weeks} weeks: forecast and policy", "s", numbers, null, 10.0 * count / 1_000_000);
            yield return new($"plan {count} item-sites x {Weeks} weeks: forecast, policy and netting", "s", numbers + netting, null, 10.0 * count / 1_000_000);
        }

        yield return new("largest working set of the planning runs", "GB", Process.GetCurrentProcess().PeakWorkingSet64 / 1e9, null, 4);
        yield return new("one item-site after an event, with netting and explanation", "us", Event(), null, 50);
        foreach (var count in pace.Quick ? (int[])[10_000, 20_000] : [25_000, 50_000, 100_000])
            yield return new($"hub and four branches, {count} item-sites, 180 days: processor time", "s", Network(count / 5), null, 10.0 * count / 100_000);
    }

    private static PlanColumns Columns(int count)
    {
        var columns = new PlanColumns(count, Weeks);
        Parallel.For(0, Weeks, week =>
        {
            var random = new Random(week);
            for (var i = 0; i < count; i++)
                columns.History[(long)week * count + i] = random.NextSingle() < 0.1f + (i & 7) / 8f ? 1 + (int)(random.NextSingle() * (5 + (i & 31))) : 0;
        });
        var draw = new Random(1);
        for (var i = 0; i < count; i++)
        {
            (columns.HorizonWeeks[i], columns.HorizonDeviation[i]) = (1 + 8 * draw.NextSingle(), draw.NextSingle());
            (columns.Cost[i], columns.OrderCost[i], columns.Pack[i], columns.Position[i]) = (1 + 20 * draw.NextSingle(), 6, 1 + draw.Next(12), draw.Next(0, 200));
            columns.Price[i] = columns.Cost[i] / 0.6f;
        }

        return columns;
    }

    private static (double Numbers, double Netting) Run(PlanColumns columns, int count)
    {
        var watch = Stopwatch.StartNew();
        if (BatchPlanner.Plan(columns, 0.25, 0.2).Refused(out var refusal, out _)) throw new InvalidOperationException(refusal.Message);
        var numbers = watch.Elapsed.TotalSeconds;
        watch.Restart();
        long proposals = 0;
        Parallel.For(0, count, () => 0L, (i, _, sum) => sum + Netter.Net(Input(columns, i)).Value.Length, sum => Interlocked.Add(ref proposals, sum));
        if (proposals == 0) throw new InvalidOperationException("No item-site had anything to propose.");
        return (numbers, watch.Elapsed.TotalSeconds);
    }

    private static NettingInput Input(PlanColumns columns, int i)
    {
        var weekly = Math.Max(1, (long)columns.Rate[i]);
        return new("I" + i, "A", 1000, (long)columns.Position[i],
            [new("P1", 1010, weekly * 2), new("P2", 1025, weekly * 2)],
            [new("F1", 1007, weekly), new("F2", 1014, weekly * 2), new("F3", 1028, weekly)],
            new(Math.Max(0, (long)(columns.Factor[i] * columns.Deviation[i])), (int)(columns.HorizonWeeks[i] * 7), (long)columns.Pack[i]));
    }

    // Microseconds for one event: plan the item-site from its own columns, net it, explain the number.
    private static double Event()
    {
        var one = Columns(1);
        var times = new List<double>();
        for (var round = 0; round < 5_000; round++)
        {
            one.Position[0] = round % 200;
            var start = Stopwatch.GetTimestamp();
            BatchPlanner.Plan(one, 0.25, 0.2);
            var proposals = Netter.Net(Input(one, 0)).Value;
            var why = ReorderExplanation.Of(new(one.Rate[0], one.HorizonWeeks[0] - 1, one.HorizonDeviation[0], 1, one.Deviation[0] / Math.Sqrt(one.HorizonWeeks[0]), one.Factor[0], one.Lot[0], one.Pack[0]), (long)one.Position[0]).Value;
            if (why.Sentence().Length + proposals.Length > 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static double Network(int items)
    {
        const int branches = 4, days = 180;
        var random = new Random(5);
        var leadTimes = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 25).Select(_ => (double)random.Next(3, 40)).ToArray()).ToArray();
        var known = Enumerable.Range(0, items).Select(i => new ReplenishmentItem(10, 6, 1, 6, i % 40)).ToArray();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var planner = NetworkPlanner.Of(known, leadTimes, branches, 2, new(0.95, 0.25, 365, 1, false)).Value;
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < items; i++)
                if (random.Next(3) == 0) planner.AddDemand(i, random.Next(branches), random.Next(1, 9));
            planner.CloseUntil(day + 1);
        }

        planner.PlanIfDue();
        double[] positions = [3, 2, 1, 0], ship = new double[branches];
        var bought = 0.0;
        for (var i = 0; i < items; i++) bought += planner.Decide(i, 10, 5, positions, ship);
        if (!(bought > 0)) throw new InvalidOperationException("The network bought nothing.");
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
