namespace Crossdock.Planner.Replenishment;

/// <summary>
/// The last part of the history played again, with at each bucket only what was known then: forecasts are made, quantiles tried, and the policy bought, received and served with
/// the suppliers' past lead times. It tells how far what the policy predicts is from what it delivers. Some thousands of items tell what all have in common.
/// </summary>
internal sealed class Rehearsal
{
    private const int MostItems = 3000;
    private const int MostBuckets = 52;
    private const int Fewest = 6;

    private readonly ReplenishmentItem[] items;
    private readonly ReplenishmentGoal goal;
    private readonly double[][] leadTimes;
    private readonly DemandColumns known;
    private readonly List<(int Period, RiskForecast Forecast)> steps = [];

    private Rehearsal(ReplenishmentItem[] items, ReplenishmentGoal goal, double[][] leadTimes, DemandColumns known)
    {
        (this.items, this.goal, this.leadTimes, this.known) = (items, goal, leadTimes, known);
    }

    /// <summary>Plays at most a year of buckets, and never more than half of the history; <paramref name="coverage"/> learns its levels.</summary>
    /// <param name="items">Items.</param>
    /// <param name="goal">What they are planned for.</param>
    /// <param name="leadTimes">Past lead times of each item in periods, the review added.</param>
    /// <param name="demand">The history.</param>
    /// <param name="start">Period in which the first bucket begins.</param>
    /// <param name="coverage">Of the planner that follows.</param>
    public static Rehearsal Of(ReplenishmentItem[] items, ReplenishmentGoal goal, double[][] leadTimes, DemandColumns demand, int start, CoverageMonitor coverage)
    {
        var sample = Enumerable.Range(0, items.Length).Where(i => i % (1 + items.Length / MostItems) == 0).ToArray();
        var played = new Rehearsal([.. sample.Select(i => items[i])], goal, [.. sample.Select(i => leadTimes[i])], demand.Of(sample));
        var bank = new LevelBank(sample.Length);
        double[] values = [.. played.items.Select(i => i.Cost)];
        var buckets = (demand.Periods - start) / goal.Bucket;
        for (var bucket = Math.Max(buckets / 2, buckets - MostBuckets); bucket < buckets; bucket++)
        {
            var then = played.known.Until(start + bucket * goal.Bucket);
            bank.Follow(then, start, goal.Bucket);
            var forecast = RiskForecast.Of(then, bank, start, goal.Bucket, played.leadTimes, values, goal.BucketsPerYear);
            coverage.Close(then);
            coverage.Predict(forecast, then, played.leadTimes, bucket, goal);
            played.steps.Add((then.Periods, forecast));
        }

        coverage.Close(played.known);
        coverage.BeginCounting();
        return played;
    }

    /// <summary>How much the rehearsal says against the model: as much as the model once a quarter has been scored.</summary>
    private double Trust
    {
        get
        {
            var years = (known.Periods - steps[steps.Count / 2].Period) / goal.PeriodsPerYear;
            return years / (years + 0.25);
        }
    }

    /// <summary>
    /// The multiple of the economic price at which stock, orders and shortages together cost least on the history, drawn towards 1, which it would be if the model were right.
    /// Null when the history is too short to tell.
    /// </summary>
    public double? Cheapest()
    {
        if (steps.Count < Fewest) return null;
        var economic = goal with { TargetFill = ReplenishmentGoal.ServiceFirst };
        return Math.Exp(Trust * GoldenSection.Least(multiple => Play(economic, Math.Exp(multiple)).Cost, Math.Log(1.0 / 32), Math.Log(4), 0.3));
    }

    /// <summary>
    /// What the policy predicted to serve where it served, on the history, the share that is wanted: the plans to come aim at it, as far as the rehearsal can be trusted.
    /// Null when the history is too short to tell, or the highest multiple did not serve it.
    /// </summary>
    public double? AimFor(double target, double highest)
    {
        if (steps.Count < Fewest) return null;
        var best = Play(goal, highest);
        if (best.Served < target) return null;
        Bisection.Lowest(multiple =>
        {
            var tried = Play(goal, Math.Exp(multiple));
            if (tried.Served < target) return false;
            best = tried;
            return true;
        }, Math.Log(1e-4), Math.Log(highest), 12);
        // Drawn towards the prediction as it stands, in the logarithm of what stays unserved.
        return 1 - Math.Pow(1 - Math.Min(best.Predicted, 0.9999), Trust) * Math.Pow(goal.Allowance * (1 - target), 1 - Trust);
    }

    /// <summary>Shares of turnover served from stock and predicted, and the cost, in the second half of the rehearsal, at one multiple of the economic price.</summary>
    private (double Served, double Predicted, double Cost) Play(ReplenishmentGoal wanted, double multiple)
    {
        var policy = new PricedPolicy(items, wanted);
        var stock = new Stock(items.Length, known.Periods - steps[0].Period);
        var scoredFrom = steps[steps.Count / 2].Period;
        double turnover = 0, served = 0, predicted = 0, cost = 0;
        for (var (period, step) = (steps[0].Period, 0); period < known.Periods; period++)
        {
            if (step < steps.Count && steps[step].Period == period)
            {
                var share = policy.Decide(steps[step].Forecast, known, multiple);
                if (period >= scoredFrom) predicted += share / (steps.Count - (steps.Count / 2));
                if (step++ == 0) Begin(stock, policy, steps[0].Forecast);
            }

            var turn = period - steps[0].Period;
            for (var i = 0; i < items.Length; i++)
            {
                var units = known.Between(i, period, period + 1);
                var met = stock.Serve(i, turn, units, goal.Lost);
                var scored = period >= scoredFrom;
                if (scored)
                {
                    (turnover, served) = (turnover + units * items[i].Price, served + met * items[i].Price);
                    cost += (units - met) * items[i].Price * goal.EconomicPrice + stock.OnHand(i) * items[i].Cost * goal.HoldingRate / goal.PeriodsPerYear;
                }

                // Whoever counts in days orders on working days.
                if (turn % Math.Max(1, (int)goal.ReviewEvery) != 0 || (goal.Bucket == 7 && turn % 7 >= 5)) continue;
                var order = policy.Order(i, stock.Position(i));
                if (order <= 0) continue;
                if (scored) cost += items[i].OrderCost;
                stock.Order(i, turn + (int)Math.Round(LeadTimes.SampleQuantiles.Drawn(leadTimes[i], period, i) - goal.ReviewEvery), order);
            }
        }

        return (turnover > 0 ? served / turnover : 1, predicted, cost);
    }

    // A position between reorder point and a lot above it, of which the demand of a lead time is on its way.
    private void Begin(Stock stock, PricedPolicy policy, RiskForecast forecast)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var position = Math.Max(0, Math.Ceiling(policy.Levels[i] + policy.Lots[i] * ((i * 7 % 10) + 0.5) / 10));
            var time = leadTimes[i].Average() - goal.ReviewEvery;
            var coming = Math.Min(position, forecast.Rate[i] * time);
            stock.Begin(i, position - coming);
            if (coming > 0) stock.Order(i, (int)Math.Round(time * ((i * 3 % 10) + 0.5) / 10), coming);
        }
    }

    /// <summary>On hand, owed and on its way, per item.</summary>
    private sealed class Stock(int items, int periods)
    {
        private readonly double[] onHand = new double[items];
        private readonly double[] onOrder = new double[items];
        private readonly double[] owed = new double[items];
        private readonly float[] arrivals = new float[items * (long)periods];

        public double Position(int item) => onHand[item] + onOrder[item] - owed[item];

        public double OnHand(int item) => onHand[item];

        public void Begin(int item, double units) => onHand[item] = units;

        public void Order(int item, int arrives, double units)
        {
            onOrder[item] += units;
            if (arrives < periods) arrivals[item * (long)periods + arrives] += (float)units;
        }

        /// <summary>Receives, gives what is owed first, and serves; answers the units served at once.</summary>
        public double Serve(int item, int period, double units, bool lost)
        {
            var received = arrivals[item * (long)periods + period];
            onOrder[item] -= received;
            var given = Math.Min(onHand[item] + received, owed[item]);
            owed[item] -= given;
            onHand[item] += received - given;
            var met = Math.Min(onHand[item], units);
            onHand[item] -= met;
            if (!lost) owed[item] += units - met;
            return met;
        }
    }
}
