namespace Crossdock.Planner.Networks;

/// <summary>
/// Where to hold safety stock in a tree of stages when every stage guarantees its service time: Graves and Willems (2000), M&amp;SOM 2(1), by dynamic programming over the tree.
/// Times are whole periods.
/// </summary>
/// <param name="Cost">Holding cost of all safety stock per time unit.</param>
/// <param name="ServiceTimes">Outbound service time of each stage, in the order given.</param>
public sealed record GuaranteedService(double Cost, int[] ServiceTimes)
{
    /// <summary>A stage of the tree.</summary>
    /// <param name="Successors">Indices of the stages it supplies.</param>
    /// <param name="ProcessingTime">Periods from having all inputs to being done.</param>
    /// <param name="Inbound">Service time of an outside supplier, or null.</param>
    /// <param name="Outbound">Largest service time promised to outside customers, or null.</param>
    /// <param name="HoldingCost">Money per unit and time unit.</param>
    /// <param name="BoundConstant">Safety factor of the demand bound.</param>
    /// <param name="DemandDeviation">Standard deviation of the stage's own outside demand per period; 0 without one.</param>
    public sealed record Stage(int[] Successors, int ProcessingTime, int? Inbound, int? Outbound, double HoldingCost, double BoundConstant, double DemandDeviation);

    /// <summary>Least cost placement. Refused when the stages form no single tree (a circle, two parts, an unknown successor).</summary>
    public static Result<GuaranteedService> Of(Stage[] stages)
    {
        if (Given.Count("stages", stages.Length, 1) is { } no) return no;
        if (Tree.For(stages).Refused(out var refusal, out var tree)) return refusal;
        return tree.Solve();
    }

    /// <summary>Cost of given outbound service times, each stage waiting for its slowest supplier; infinite when a promise cannot be kept.</summary>
    public static Result<double> CostOf(Stage[] stages, int[] serviceTimes)
    {
        if (Given.SameLength("service times", serviceTimes.Length, "stages", stages.Length) is { } no) return no;
        if (Tree.For(stages).Refused(out var refusal, out var tree)) return refusal;
        var cost = 0.0;
        for (var k = 0; k < stages.Length; k++)
        {
            var inbound = tree.Suppliers[k].Select(i => serviceTimes[i]).Append(stages[k].Inbound ?? 0).Max();
            cost += stages[k].Outbound is { } most && serviceTimes[k] > most ? double.PositiveInfinity : tree.StageCost(k, inbound, serviceTimes[k]);
        }

        return cost;
    }

    private sealed class Tree
    {
        private const double Tie = 1e-12;
        private readonly Stage[] stages;
        private readonly double[] deviation;
        private readonly int[] longest;
        private readonly int[] times;

        private Tree(Stage[] stages, List<int>[] suppliers, double[] deviation, int[] longest) =>
            (this.stages, Suppliers, this.deviation, this.longest, times) = (stages, suppliers, deviation, longest, new int[stages.Length]);

        public List<int>[] Suppliers { get; }

        public static Result<Tree> For(Stage[] stages)
        {
            var suppliers = stages.Select(_ => new List<int>()).ToArray();
            var lanes = 0;
            for (var k = 0; k < stages.Length; k++)
            {
                if (stages[k].ProcessingTime < 0 || stages[k].Inbound < 0 || stages[k].Outbound < 0) return Given.No($"The times of stage {k + 1} must not be negative.");
                if ((Given.NotNegative("holding cost", stages[k].HoldingCost) ?? Given.NotNegative("bound constant", stages[k].BoundConstant) ?? Given.NotNegative("deviation", stages[k].DemandDeviation)) is { } no) return no;
                foreach (var next in stages[k].Successors)
                {
                    if (next < 0 || next >= stages.Length) return Given.No($"Stage {k + 1} names a successor that does not exist.");
                    suppliers[next].Add(k);
                    lanes++;
                }
            }

            // Suppliers before customers; whoever is left stands in a circle.
            var order = new List<int>();
            var waiting = suppliers.Select(s => s.Count).ToArray();
            var ready = new Queue<int>(Enumerable.Range(0, stages.Length).Where(k => waiting[k] == 0));
            while (ready.TryDequeue(out var k))
            {
                order.Add(k);
                foreach (var next in stages[k].Successors)
                    if (--waiting[next] == 0) ready.Enqueue(next);
            }

            if (order.Count < stages.Length) return Given.No($"The lanes run in a circle through stage {Array.FindIndex(waiting, w => w > 0) + 1}.");
            if (lanes != stages.Length - 1) return Given.No("The stages must form one tree: one lane less than stages.");
            var longest = new int[stages.Length];
            var variance = new double[stages.Length];
            foreach (var k in order) longest[k] = stages[k].ProcessingTime + suppliers[k].Select(i => longest[i]).Append(stages[k].Inbound ?? 0).Max();
            foreach (var k in Enumerable.Reverse(order)) variance[k] = stages[k].DemandDeviation * stages[k].DemandDeviation + stages[k].Successors.Sum(j => variance[j]);
            var tree = new Tree(stages, suppliers, variance.Select(Math.Sqrt).ToArray(), longest);
            return tree.Reaches() == stages.Length ? tree : Given.No("The stages fall into separate parts.");
        }

        private int Reaches()
        {
            var seen = new HashSet<int> { 0 };
            var next = new Queue<int>(seen);
            while (next.TryDequeue(out var k))
                foreach (var j in stages[k].Successors.Concat(Suppliers[k]))
                    if (seen.Add(j)) next.Enqueue(j);
            return seen.Count;
        }

        public double StageCost(int k, int inbound, int outbound)
        {
            var net = inbound + stages[k].ProcessingTime - outbound;
            return net < 0 ? double.PositiveInfinity : stages[k].HoldingCost * stages[k].BoundConstant * deviation[k] * Math.Sqrt(net);
        }

        public Result<GuaranteedService> Solve()
        {
            var memo = new Dictionary<(int, int, bool), double[]>();
            var last = stages.Length - 1;
            var (best, inbound, outbound) = (double.PositiveInfinity, 0, 0);
            for (var si = stages[last].Inbound ?? 0; si <= longest[last] - stages[last].ProcessingTime; si++)
                for (var s = 0; s <= MostOut(last, si); s++)
                {
                    var cost = StageCost(last, si, s) + Neighbours(last, -1, si, s, memo);
                    if (cost < best - Tie) (best, inbound, outbound) = (cost, si, s);
                }

            if (double.IsInfinity(best)) return Given.No("No service times keep all promises.");
            Commit(last, -1, inbound, outbound, memo);
            return new GuaranteedService(best, times);
        }

        private int MostOut(int k, int inbound) => Math.Min(stages[k].Outbound ?? int.MaxValue, inbound + stages[k].ProcessingTime);

        // What the other branches at k cost when k is served after si and serves after s.
        private double Neighbours(int k, int except, int si, int s, Dictionary<(int, int, bool), double[]> memo)
        {
            var cost = 0.0;
            foreach (var i in Suppliers[k])
                if (i != except) cost += Branch(i, k, true, memo)[Math.Min(si, longest[i])];
            foreach (var j in stages[k].Successors)
                if (j != except) cost += s <= longest[j] ? Branch(j, k, false, memo)[s] : double.PositiveInfinity;
            return cost;
        }

        // Supplier side: least cost with an outbound time of at most x. Customer side: least cost with an inbound time of at least x.
        private double[] Branch(int k, int parent, bool supplier, Dictionary<(int, int, bool), double[]> memo)
        {
            if (memo.TryGetValue((k, parent, supplier), out var known)) return known;
            var cost = new double[longest[k] + 1];
            Array.Fill(cost, double.PositiveInfinity);
            for (var si = stages[k].Inbound ?? 0; si <= longest[k] - stages[k].ProcessingTime; si++)
                for (var s = 0; s <= MostOut(k, si); s++)
                {
                    var x = supplier ? s : si;
                    cost[x] = Math.Min(cost[x], StageCost(k, si, s) + Neighbours(k, parent, si, s, memo));
                }

            if (supplier) for (var x = 1; x < cost.Length; x++) cost[x] = Math.Min(cost[x], cost[x - 1]);
            else for (var x = cost.Length - 2; x >= 0; x--) cost[x] = Math.Min(cost[x], cost[x + 1]);
            return memo[(k, parent, supplier)] = cost;
        }

        private void Commit(int k, int parent, int inbound, int outbound, Dictionary<(int, int, bool), double[]> memo)
        {
            times[k] = outbound;
            foreach (var i in Suppliers[k])
                if (i != parent) Follow(i, k, true, inbound, memo);
            foreach (var j in stages[k].Successors)
                if (j != parent) Follow(j, k, false, outbound, memo);
        }

        private void Follow(int k, int parent, bool supplier, int bound, Dictionary<(int, int, bool), double[]> memo)
        {
            var target = Branch(k, parent, supplier, memo)[supplier ? Math.Min(bound, longest[k]) : bound];
            for (var si = stages[k].Inbound ?? 0; si <= longest[k] - stages[k].ProcessingTime; si++)
                for (var s = 0; s <= MostOut(k, si); s++)
                {
                    if (supplier ? s > bound : si < bound) continue;
                    if (StageCost(k, si, s) + Neighbours(k, parent, si, s, memo) > target + 1e-9) continue;
                    Commit(k, parent, si, s, memo);
                    return;
                }
        }
    }
}
