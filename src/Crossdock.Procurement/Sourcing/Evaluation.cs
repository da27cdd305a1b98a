using System.Numerics;

namespace Crossdock.Procurement.Sourcing;

/// <summary>What the parts of a score weigh, in percent; 100 together.</summary>
internal sealed record Weights(int Price, int LeadTime, int Quality);

/// <summary>What a supplier offers for a line, with what its score is made of.</summary>
/// <param name="Line">The line of the bid.</param>
/// <param name="Supplier">Who offers it.</param>
/// <param name="Currency">Currency of its price.</param>
/// <param name="Rate">How much of the entity's currency one unit of it is; null when nobody has entered that.</param>
/// <param name="Quality">What its record is worth, in hundredths of a point.</param>
/// <param name="At">When it was bid.</param>
/// <param name="CannotWin">Why it cannot be given anything, or null.</param>
internal sealed record Offer(BidLine Line, Partner Supplier, Currency Currency, UnitPrice? Rate, int Quality, DateTimeOffset At, string? CannotWin)
{
    /// <summary>What one base unit costs in the entity's currency, as a fraction, so that nothing is rounded before it is compared; a factor that all share is left out.</summary>
    public (BigInteger Over, BigInteger Under) Cost => Rate is { } rate
        ? ((BigInteger)Line.Price.Millionths * Line.PriceDenominator * rate.Millionths, Line.PriceNumerator)
        : throw new InvalidOperationException("There is no rate to compare by.");

    /// <summary>The same to a millionth, to be shown.</summary>
    public UnitPrice? PerBase
    {
        get
        {
            if (Rate is null) return null;
            var (over, under) = Cost;
            var divisor = under * UnitPrice.Scale;
            return new((long)BigInteger.Min(long.MaxValue, (over + (divisor / 2)) / divisor));
        }
    }

    public int CompareCost(Offer other)
    {
        var (a, b) = (Cost, other.Cost);
        return (a.Over * b.Under).CompareTo(b.Over * a.Under);
    }
}

/// <summary>How an offer does: points of each part (100.00 at best), what they weigh in, and its place.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="PricePoints">Cheapest price that can win over this one.</param>
/// <param name="LeadTimePoints">Shortest lead time over this one.</param>
/// <param name="PricePart">Price points by weight.</param>
/// <param name="LeadTimePart">Lead time points by weight.</param>
/// <param name="QualityPart">Quality points by weight.</param>
/// <param name="Rank">1 for the best; 0 when it cannot win.</param>
internal sealed record Score(Offer Offer, int PricePoints, int LeadTimePoints, int PricePart, int LeadTimePart, int QualityPart, int Rank)
{
    /// <summary>The sum of its parts, in hundredths of a point.</summary>
    public int Total => PricePart + LeadTimePart + QualityPart;
}

/// <summary>Compares the offers for one line. Whole numbers only: every part is rounded once, to a hundredth of a point, and the parts add up.</summary>
internal static class Evaluation
{
    /// <summary>All points there are, in hundredths.</summary>
    public const int Full = 10_000;

    /// <summary>The rule by which offers of the same score are told apart.</summary>
    public const string TieRule = "Of equal scores the lower price comes first, then the shorter lead time, then the earlier bid, then the supplier's code.";

    /// <summary>Scores of the offers, those that can win first and best first.</summary>
    public static IReadOnlyList<Score> Of(Weights weights, IReadOnlyList<Offer> offers)
    {
        // What cannot win sets no measure: it would shift the weights between those that can.
        var measures = offers.Where(o => o is { CannotWin: null, Rate: not null }).ToList();
        if (measures.Count == 0) measures = [.. offers.Where(o => o.Rate is not null)];
        var cheapest = measures.Count == 0 ? null : measures.Aggregate((best, o) => o.CompareCost(best) < 0 ? o : best);
        var shortest = measures.Count == 0 ? 0 : measures.Min(o => o.Line.LeadTimeDays);
        var scores = offers.Select(o =>
        {
            var price = cheapest is null || o.Rate is null ? 0 : PricePoints(cheapest, o);
            var lead = LeadTimePoints(shortest, o.Line.LeadTimeDays);
            return new Score(o, price, lead, Part(weights.Price, price), Part(weights.LeadTime, lead), Part(weights.Quality, o.Quality), 0);
        }).ToList();
        scores.Sort(Compare);
        return [.. scores.Select((s, i) => s.Offer.CannotWin is null ? s with { Rank = i + 1 } : s)];
    }

    /// <summary>Who gets how much when the best gets as much as it offers, then the next.</summary>
    public static IReadOnlyDictionary<PartnerId, Quantity> Allocate(IReadOnlyList<Score> scores, Quantity asked)
    {
        var given = new Dictionary<PartnerId, Quantity>();
        foreach (var offer in scores.Where(s => s.Rank > 0).OrderBy(s => s.Rank).Select(s => s.Offer))
        {
            var part = Quantity.Min(asked, offer.Line.Quantity);
            if (!part.IsPositive || part < offer.Line.Minimum) continue;
            given[offer.Supplier.Id] = part;
            asked -= part;
        }

        return given;
    }

    private static int PricePoints(Offer cheapest, Offer offer)
    {
        var ((bestOver, bestUnder), (over, under)) = (cheapest.Cost, offer.Cost);
        if (over.IsZero) return Full;
        var divisor = over * bestUnder;
        return (int)BigInteger.Min(Full, ((bestOver * under * Full) + (divisor / 2)) / divisor);
    }

    /// <summary>A day at least: from stock today and from stock tomorrow are the same.</summary>
    private static int LeadTimePoints(int shortest, int days) => (int)Math.Min(Full, Exact.MultiplyDivide(Full, Math.Max(1, shortest), Math.Max(1, days)));

    private static int Part(int weight, int points) => (int)Exact.MultiplyDivide(weight, points, 100);

    private static int Compare(Score a, Score b)
    {
        var (can, other) = (a.Offer.CannotWin is null, b.Offer.CannotWin is null);
        if (can != other) return can ? -1 : 1;
        if (a.Total != b.Total) return b.Total.CompareTo(a.Total);
        var cost = a.Offer.Rate is null || b.Offer.Rate is null ? (a.Offer.Rate is null).CompareTo(b.Offer.Rate is null) : a.Offer.CompareCost(b.Offer);
        if (cost != 0) return cost;
        var lead = a.Offer.Line.LeadTimeDays.CompareTo(b.Offer.Line.LeadTimeDays);
        if (lead != 0) return lead;
        var at = a.Offer.At.CompareTo(b.Offer.At);
        return at != 0 ? at : string.CompareOrdinal(a.Offer.Supplier.Code, b.Offer.Supplier.Code);
    }
}
