using System.Numerics;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Batch;

/// <summary>
/// Forecast, reorder point, lot and order of many item-sites at once, in vectors of as many item-sites as the processor takes. Four smoothers started as plain means are weighted by the
/// squared error of the horizon total over the last half year (rolling origins); the deviation is that of the blended total, shrunk to what the weekly variance says; level and lot follow
/// from one price of a lost unit of turnover. Each item-site depends on its own columns alone, so one planned after an event comes out as in a full run.
/// </summary>
public static class BatchPlanner
{
    private const int Origins = 26;
    private const float PriorWindows = 3;
    private static readonly float[] Constants = [.. LevelBank.Constants.Select(c => (float)c)];
    private static readonly int Lanes = Vector<float>.Count;

    /// <summary>
    /// Plans all item-sites, on all processors when there are many.
    /// </summary>
    /// <param name="columns">Item-sites; answers are written into them.</param>
    /// <param name="holdingRate">Share of the cost of stock per year.</param>
    /// <param name="shortagePrice">Price of a unit of turnover that is not served from stock, as a share of it.</param>
    public static Result<PlanColumns> Plan(PlanColumns columns, double holdingRate, double shortagePrice)
    {
        if ((columns.Check() ?? Given.Positive("holding rate", holdingRate) ?? Given.Positive("price of shortage", shortagePrice)) is { } no) return no;
        var blocks = (columns.Count + Lanes - 1) / Lanes;
        const int share = 1024;
        if (blocks <= share) Blocks(columns, 0, blocks, holdingRate, shortagePrice);
        else Parallel.For(0, (blocks + share - 1) / share, s => Blocks(columns, s * share, Math.Min(blocks, (s + 1) * share), holdingRate, shortagePrice));
        return columns;
    }

    private static void Blocks(PlanColumns columns, int from, int to, double holdingRate, double shortagePrice)
    {
        var scratch = new Scratch(columns.Weeks);
        for (var block = from; block < to; block++)
        {
            var first = block * Lanes;
            scratch.Forecast(columns, first, Math.Min(Lanes, columns.Count - first));
            for (var lane = 0; lane < Math.Min(Lanes, columns.Count - first); lane++) Decide(columns, first + lane, holdingRate, shortagePrice);
        }
    }

    private static void Decide(PlanColumns c, int i, double holdingRate, double shortagePrice)
    {
        double rate = c.Rate[i], yearly = rate * 52, cost = c.Cost[i], pack = Math.Max(1e-6, c.Pack[i]), position = c.Position[i];
        if (!(yearly > 0.05) || !(cost > 0) || !(c.Price[i] > 0))
        {
            (c.ReorderPoint[i], c.Lot[i], c.Factor[i]) = (-1, 0, 0);
            c.Order[i] = position < 0 ? (float)(Math.Ceiling(-position / pack) * pack) : 0;
            return;
        }

        var lot = Math.Max(1, Math.Sqrt(2 * c.OrderCost[i] * yearly / (holdingRate * cost)));
        var ratio = holdingRate * cost * Math.Max(lot, pack) / (shortagePrice * c.Price[i] * yearly);
        var factor = Stocking.Factor(ratio);
        var point = Stocking.ReorderPoint(ratio, rate * c.HorizonWeeks[i] + factor * c.Deviation[i]);
        (c.ReorderPoint[i], c.Lot[i], c.Factor[i], c.Order[i]) = ((float)point, (float)lot, (float)factor, (float)Stocking.Order(point, lot, pack, position));
    }

    // Working room of one thread: levels and running totals of one vector of item-sites over all weeks.
    private sealed class Scratch(int weeks)
    {
        private readonly Vector<float>[] levels = new Vector<float>[(weeks + 1) * 4];
        private readonly float[] totals = new float[(weeks + 1) * Lanes];
        private readonly float[] lane = new float[Lanes];

        public void Forecast(PlanColumns c, int first, int count)
        {
            var full = count == Lanes;
            Vector<float> born = Vector<float>.Zero, age = Vector<float>.Zero, sum = Vector<float>.Zero, squares = Vector<float>.Zero, one = Vector<float>.One;
            Vector<float> a = Vector<float>.Zero, b = a, d = a, e = a;
            var history = c.History.AsSpan();
            sum.CopyTo(totals);
            for (var week = 0; week < weeks; week++)
            {
                var row = history.Slice((int)((long)week * c.Count) + first, count);
                var x = full ? new Vector<float>(row) : Partly(row);
                // What is negative or no number is no demand.
                x = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, Vector<float>.Zero);
                var fresh = Vector.AndNot(Vector.GreaterThan(x, Vector<float>.Zero).As<int, float>(), born).As<float, int>();
                var alive = born.As<float, int>();
                age += Vector.ConditionalSelect(alive, one, Vector<float>.Zero) + Vector.ConditionalSelect(fresh, one, Vector<float>.Zero);
                var mean = one / (age + one);
                var half = x * 0.5f;
                a = Step(a, x, half, mean, Constants[0], alive, fresh);
                b = Step(b, x, half, mean, Constants[1], alive, fresh);
                d = Step(d, x, half, mean, Constants[2], alive, fresh);
                e = Step(e, x, half, mean, Constants[3], alive, fresh);
                born = Vector.BitwiseOr(alive, fresh).As<int, float>();
                sum += x;
                squares += x * x;
                sum.CopyTo(totals, (week + 1) * Lanes);
                var at = (week + 1) * 4;
                (levels[at], levels[at + 1], levels[at + 2], levels[at + 3]) = (a, b, d, e);
            }

            Weigh(c, first, count, age, sum, squares);
        }

        private static Vector<float> Step(Vector<float> level, Vector<float> x, Vector<float> half, Vector<float> mean, float constant, Vector<int> alive, Vector<int> fresh)
        {
            var moved = level + Vector.Max(new Vector<float>(constant), mean) * (x - level);
            return Vector.ConditionalSelect(alive, moved, Vector.ConditionalSelect(fresh, half, level));
        }

        private void Weigh(PlanColumns c, int first, int count, Vector<float> age, Vector<float> sum, Vector<float> squares)
        {
            Span<int> span = stackalloc int[Lanes];
            span.Clear();
            for (var l = 0; l < count; l++)
            {
                var horizon = c.HorizonWeeks[first + l];
                span[l] = horizon > 0 ? (int)Math.Clamp(MathF.Round(horizon), 1, weeks) : 1;
                lane[l] = span[l];
            }

            for (var l = count; l < Lanes; l++) (span[l], lane[l]) = (1, 1);
            var length = new Vector<float>(lane);
            Vector<float> ea = Vector<float>.Zero, eb = ea, ed = ea, ee = ea, windows = ea;
            for (var origin = Math.Max(4, weeks - Origins); origin < weeks; origin++)
            {
                for (var l = 0; l < Lanes; l++) lane[l] = origin + span[l] <= weeks ? totals[(origin + span[l]) * Lanes + l] - totals[origin * Lanes + l] : -1;
                var actual = new Vector<float>(lane);
                var seen = Vector.GreaterThanOrEqual(actual, Vector<float>.Zero);
                var at = origin * 4;
                ea += Error(actual, levels[at] * length, seen);
                eb += Error(actual, levels[at + 1] * length, seen);
                ed += Error(actual, levels[at + 2] * length, seen);
                ee += Error(actual, levels[at + 3] * length, seen);
                windows += Vector.ConditionalSelect(seen, Vector<float>.One, Vector<float>.Zero);
            }

            var tiny = new Vector<float>(1e-6f);
            Vector<float> wa = Inverse(ea + tiny), wb = Inverse(eb + tiny), wd = Inverse(ed + tiny), we = Inverse(ee + tiny), all = wa + wb + wd + we;
            var end = weeks * 4;
            var rate = (wa * levels[end] + wb * levels[end + 1] + wd * levels[end + 2] + we * levels[end + 3]) / all;
            var error = (wa * ea + wb * eb + wd * ed + we * ee) / all;
            var n = Vector.Max(age, new Vector<float>(2));
            var variance = Vector.Max(Vector<float>.Zero, (squares - sum * sum / n) / (n - Vector<float>.One));
            // Windows that overlap count once per length.
            var independent = windows / length;
            var square = (error / Vector.Max(windows, Vector<float>.One) * independent + variance * length * PriorWindows) / (independent + new Vector<float>(PriorWindows));
            Write(rate, c.Rate, first, count);
            for (var l = 0; l < count; l++) lane[l] = c.HorizonDeviation[first + l];
            var late = rate * new Vector<float>(lane);
            Write(Vector.SquareRoot(square + late * late), c.Deviation, first, count);
        }

        private static Vector<float> Error(Vector<float> actual, Vector<float> forecast, Vector<int> seen)
        {
            var difference = actual - forecast;
            return Vector.ConditionalSelect(seen, difference * difference, Vector<float>.Zero);
        }

        private static Vector<float> Inverse(Vector<float> error) => Vector<float>.One / (error * error);

        private Vector<float> Partly(ReadOnlySpan<float> row)
        {
            Array.Clear(lane);
            row.CopyTo(lane);
            return new Vector<float>(lane);
        }

        private void Write(Vector<float> values, float[] column, int first, int count)
        {
            values.CopyTo(lane);
            for (var l = 0; l < count; l++) column[first + l] = float.IsFinite(lane[l]) ? lane[l] : 0;
        }
    }
}
