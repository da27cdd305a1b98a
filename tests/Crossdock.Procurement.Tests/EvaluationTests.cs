using CsCheck;
using Crossdock.Procurement.Sourcing;

namespace Crossdock.Procurement.Tests;

/// <summary>Scores are exact, add up, and do not depend on the order of the bids.</summary>
public sealed class EvaluationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Weights> AnyWeights = Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100]).Select((a, b) => new Weights(Math.Min(a, b), Math.Abs(a - b), 100 - Math.Max(a, b)));

    private static readonly Gen<Offer> AnyOffer = Gen.Select(Gen.Long[0, 2_000_000_000], Gen.Long[1, 48], Gen.Int[0, 60], Gen.Int[0, 10_000], Gen.Long[1, 200], Gen.Long[1, 3_000_000], Gen.Bool)
        .Select((price, pack, days, quality, quantity, rate, can) => OfferOf("S", price, pack, days, quality, quantity, rate, can ? null : "blocked"));

    private static Offer OfferOf(string code, long millionths, long pack = 1, int days = 7, int quality = 10_000, long quantity = 60, long rate = 1_000_000, string? cannot = null, int minute = 0) => new(
        new BidLine { Price = new(millionths), PriceNumerator = pack, PriceDenominator = 1, LeadTimeDays = days, Quantity = Quantity.Units(quantity) },
        new Partner(new PartnerId(code[0]), PartnerKind.Supplier, code, code, Currency.Of("EUR"), 30, true, null, null, null), Currency.Of("EUR"), new UnitPrice(rate), quality, Noon.AddMinutes(minute), cannot);

    private static Offer[] Named(Offer[] offers) => [.. offers.Select((o, i) => o with { Supplier = o.Supplier with { Id = new PartnerId(i + 1), Code = $"S{i:00}" } })];

    [Fact]
    public void The_parts_add_up_within_a_hundred_and_the_best_price_has_all_its_points() =>
        Gen.Select(AnyWeights, AnyOffer.Array[1, 8]).Sample((weights, offers) =>
        {
            var scores = Evaluation.Of(weights, Named(offers));
            var able = scores.Where(s => s.Rank > 0).ToList();
            return scores.All(s => s.Total >= 0 && s.Total <= Evaluation.Full + 1 && s.PricePoints is >= 0 and <= Evaluation.Full && s.LeadTimePoints is >= 0 and <= Evaluation.Full)
                && (able.Count == 0 || (able.Max(s => s.PricePoints) == Evaluation.Full && able.Max(s => s.LeadTimePoints) == Evaluation.Full))
                && able.Select(s => s.Rank).SequenceEqual(Enumerable.Range(1, able.Count)) && able.Zip(able.Skip(1)).All(p => p.First.Total >= p.Second.Total);
        });

    [Fact]
    public void The_order_of_the_bids_changes_nothing() =>
        Gen.Select(AnyWeights, AnyOffer.Array[1, 8], Gen.Int[0, 1000]).Sample((weights, offers, seed) =>
        {
            var named = Named(offers);
            var shuffled = named.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Evaluation.Of(weights, named).Select(s => (s.Offer.Supplier.Code, s.Total, s.Rank)).SequenceEqual(Evaluation.Of(weights, shuffled).Select(s => (s.Offer.Supplier.Code, s.Total, s.Rank)));
        });

    [Fact]
    public void What_is_given_is_never_more_than_offered_or_asked() =>
        Gen.Select(AnyOffer.Array[1, 8], Gen.Long[0, 500]).Sample((offers, asked) =>
        {
            var scores = Evaluation.Of(new(60, 20, 20), Named(offers));
            var given = Evaluation.Allocate(scores, Quantity.Units(asked));
            var sum = given.Values.Aggregate(Quantity.Zero, (s, q) => s + q);
            var able = scores.Where(s => s.Rank > 0).Aggregate(Quantity.Zero, (s, o) => s + o.Offer.Line.Quantity);
            return sum == Quantity.Min(Quantity.Units(asked), able) && scores.All(s => given.GetValueOrDefault(s.Offer.Supplier.Id) <= s.Offer.Line.Quantity && (s.Rank > 0 || !given.ContainsKey(s.Offer.Supplier.Id)));
        });

    [Fact]
    public void Equal_scores_are_told_apart_by_price_then_time_then_who_was_first_then_code()
    {
        static string[] Order(Weights weights, params Offer[] offers) => [.. Evaluation.Of(weights, offers).Select(s => s.Offer.Supplier.Code)];
        Assert.Equal(["B", "A"], Order(new(0, 0, 100), OfferOf("A", 11_000_000), OfferOf("B", 10_000_000)));
        Assert.Equal(["B", "A"], Order(new(0, 0, 100), OfferOf("A", 10_000_000, days: 8), OfferOf("B", 10_000_000)));
        Assert.Equal(["B", "A"], Order(new(0, 0, 100), OfferOf("A", 10_000_000, minute: 1), OfferOf("B", 10_000_000)));
        Assert.Equal(["A", "B"], Order(new(0, 0, 100), OfferOf("B", 10_000_000), OfferOf("A", 10_000_000)));
    }

    [Fact]
    public void A_millionth_by_the_case_is_seen_where_a_price_by_the_piece_would_be_rounded_to_the_same()
    {
        // 10.000000 and 10.000001 by the dozen are the same millionth by the piece; the cheaper one is first all the same, whoever was first.
        var scores = Evaluation.Of(new(100, 0, 0), [OfferOf("A", 10_000_001, pack: 12), OfferOf("B", 10_000_000, pack: 12, minute: 5)]);
        Assert.Equal("B", scores[0].Offer.Supplier.Code);
        Assert.Equal(scores[0].Offer.PerBase, scores[1].Offer.PerBase);
    }

    [Fact]
    public void A_gift_is_the_cheapest_and_takes_nothing_from_another_gift()
    {
        var scores = Evaluation.Of(new(60, 20, 20), [OfferOf("A", 0), OfferOf("B", 0, days: 14), OfferOf("C", 1)]);
        Assert.Equal([("A", 10_000), ("B", 9_000), ("C", 4_000)], scores.Select(s => (s.Offer.Supplier.Code, s.Total)));
    }
}
