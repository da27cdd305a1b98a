using System.Globalization;
using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Forecasting;

/// <summary>An item that is like a new one.</summary>
/// <param name="Rate">Its units per period.</param>
/// <param name="Similarity">How much it counts; zero or more.</param>
public sealed record Neighbour(double Rate, double Similarity);

/// <summary>What the forecast of a new item rests on.</summary>
public enum NewItemBasis
{
    /// <summary>Its neighbours alone.</summary>
    Neighbours,

    /// <summary>Its neighbours and its own first periods.</summary>
    NeighboursAndOwn,

    /// <summary>Its own periods alone.</summary>
    Own,

    /// <summary>Too little: there is no forecast, or one that nobody should trust unseen.</summary>
    TooLittle,
}

/// <summary>
/// Forecast of a new item by analogy: its rate is gamma with the moments of its neighbours' rates (a hierarchical gamma-Poisson model: Gelman et al., Bayesian Data Analysis, chapters 2
/// and 5), updated with its own periods. Where a period varies more than Poisson, its own units and periods count for that much less.
/// </summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Words">The same for a reader.</param>
/// <param name="Rate">Expected units per period; null when nothing is known.</param>
/// <param name="Demand">Demand over the horizon; null when nothing is known.</param>
public sealed record NewItem(NewItemBasis Basis, string Words, double? Rate, DiscreteDemand? Demand)
{
    /// <summary>Fewer neighbours and fewer own periods than this are said to be too little.</summary>
    public const int Enough = 3;

    // Jeffreys' prior of a Poisson rate: half a unit in no time.
    private const double Uninformed = 0.5;

    /// <summary>Forecasts over <paramref name="horizon"/> periods.</summary>
    /// <param name="neighbours">Items like it; those without similarity are left out. May be empty.</param>
    /// <param name="own">Units of each of its own periods; may be empty.</param>
    /// <param name="horizon">Periods ahead, above zero.</param>
    /// <param name="dispersion">Variance of a period's demand over its mean, 1 (Poisson) or more.</param>
    public static Result<NewItem> Of(IReadOnlyList<Neighbour> neighbours, double[] own, double horizon, double dispersion = 1)
    {
        if ((Given.AllNotNegative("rates of neighbours", neighbours.Select(n => n.Rate).ToArray()) ?? Given.AllNotNegative("similarities", neighbours.Select(n => n.Similarity).ToArray())
            ?? Given.AllNotNegative("own history", own) ?? Given.Positive("horizon", horizon) ?? Given.Positive("dispersion", dispersion)) is { } no) return no;
        if (dispersion < 1) return Given.No($"A dispersion of {dispersion:G6} is below that of Poisson demand, 1.");
        var like = neighbours.Where(n => n.Similarity > 0).ToArray();
        double units = own.Sum() / dispersion, periods = own.Length / dispersion;
        GammaRate belief;
        var known = like.Any(n => n.Rate > 0);
        if (known)
        {
            if (GammaRate.OfClass(like.Select(n => n.Rate).ToArray(), like.Select(n => n.Similarity).ToArray()).Refused(out var refusal, out var prior)) return refusal;
            if (prior.After(units, periods).Refused(out refusal, out belief!)) return refusal;
        }
        else
        {
            if (units <= 0) return new NewItem(NewItemBasis.TooLittle, "too little data: no neighbour and no period of its own has any demand", null, null);
            belief = new(Uninformed + units, periods);
        }

        if (belief.Predictive(horizon, dispersion).Refused(out var tooWide, out var demand)) return tooWide;
        var basis = (known ? like.Length : 0) < Enough && own.Length < Enough ? NewItemBasis.TooLittle
            : !known ? NewItemBasis.Own : own.Length == 0 ? NewItemBasis.Neighbours : NewItemBasis.NeighboursAndOwn;
        return new NewItem(basis, Say(basis, known ? like.Length : 0, own.Length), belief.Mean, demand);
    }

    private static string Say(NewItemBasis basis, int neighbours, int periods)
    {
        var (near, self) = (Count(neighbours, "neighbour"), Count(periods, "period") + " of its own");
        return basis switch
        {
            NewItemBasis.Neighbours => $"based on {near}",
            NewItemBasis.NeighboursAndOwn => $"based on {near} and {self}",
            NewItemBasis.Own => $"based on {self}",
            _ => $"too little data: {near} and {self}",
        };
    }

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");
}
