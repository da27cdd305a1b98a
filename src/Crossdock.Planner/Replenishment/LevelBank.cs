namespace Crossdock.Planner.Replenishment;

/// <summary>
/// A bank of exponential smoothers of the demand of a bucket, from hardly moving to quick. Each starts as a plain mean (weight 1 / age) and never falls below its own constant;
/// an item's life starts with its first demand, of which half is believed. Levels after every bucket are kept, so that each can be judged by what came later.
/// </summary>
internal sealed class LevelBank(int items)
{
    /// <summary>Smoothing constants per bucket.</summary>
    public static readonly double[] Constants = [0.01, 0.03, 0.1, 0.2];

    /// <summary>Smoothers: those of the constants, and one that smooths probability and size of demand apart, so that a dying item fades (<see cref="Forecasting.Tsb"/>).</summary>
    public static readonly int Members = Constants.Length + 1;

    /// <summary>Smoothing constant of each member, for how long it remembers.</summary>
    public static readonly double[] Memories = [.. Constants, ProbabilityConstant];

    private const double ProbabilityConstant = 0.02;
    private const double SizeConstant = 0.1;
    private readonly List<float[][]> after = [];
    private readonly double[] probability = new double[items];
    private readonly double[] size = new double[items];
    private readonly int[] born = Enumerable.Repeat(-1, items).ToArray();
    private readonly double[] sum = new double[items];
    private readonly double[] squares = new double[items];
    private readonly double[] recent = new double[items];

    /// <summary>Buckets seen.</summary>
    public int Buckets => after.Count;

    /// <summary>Bucket of an item's first demand, or -1.</summary>
    public int Born(int item) => born[item];

    /// <summary>Level of smoother <paramref name="k"/> after bucket <paramref name="bucket"/>, in units per bucket.</summary>
    public double Level(int k, int item, int bucket) => after[bucket][k][item];

    /// <summary>Buckets since the first demand.</summary>
    public int Age(int item) => born[item] < 0 ? 0 : Buckets - born[item];

    /// <summary>Mean demand of a bucket over an item's life.</summary>
    public double Mean(int item) => Age(item) > 0 ? sum[item] / Age(item) : 0;

    /// <summary>Variance of a bucket around its forecast, the recent past counting most (smoothing constant 0.1).</summary>
    public double RecentVariance(int item) => recent[item];

    /// <summary>Variance of the demand of a bucket over an item's life, with n - 1.</summary>
    public double Variance(int item)
    {
        var n = Age(item);
        return n < 2 ? 0 : Math.Max(0, (squares[item] - sum[item] * sum[item] / n) / (n - 1));
    }

    /// <summary>Takes all buckets of <paramref name="length"/> periods that are closed and not taken yet, the first beginning at period <paramref name="start"/>.</summary>
    public void Follow(DemandColumns demand, int start, int length)
    {
        var column = new double[items];
        while (start + (Buckets + 1) * length <= demand.Periods)
        {
            var from = start + Buckets * length;
            for (var i = 0; i < items; i++) column[i] = demand.Between(i, from, from + length);
            Add(column);
        }
    }

    /// <summary>Takes one bucket of demand of every item.</summary>
    private void Add(double[] demand)
    {
        var levels = new float[Members][];
        for (var k = 0; k < levels.Length; k++) levels[k] = after.Count > 0 ? (float[])after[^1][k].Clone() : new float[items];
        for (var i = 0; i < items; i++)
        {
            var x = demand[i];
            if (born[i] < 0)
            {
                if (x <= 0) continue;
                born[i] = after.Count;
                for (var k = 0; k < levels.Length; k++) levels[k][i] = (float)(x / 2);
                (probability[i], size[i]) = (0.5, x);
            }
            else
            {
                var age = after.Count - born[i] + 2;
                var error = x - levels[2][i];
                recent[i] += Math.Max(0.1, 1.0 / (age - 1)) * (error * error - recent[i]);
                for (var k = 0; k < Constants.Length; k++)
                {
                    var weight = Math.Max(Constants[k], 1.0 / age);
                    levels[k][i] += (float)(weight * (x - levels[k][i]));
                }

                probability[i] += Math.Max(ProbabilityConstant, 1.0 / age) * ((x > 0 ? 1 : 0) - probability[i]);
                if (x > 0) size[i] += SizeConstant * (x - size[i]);
                levels[^1][i] = (float)(probability[i] * size[i]);
            }

            sum[i] += x;
            squares[i] += x * x;
        }

        after.Add(levels);
    }
}
