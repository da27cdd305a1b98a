using System.Globalization;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Scores as people read them.</summary>
internal static class ScoreWords
{
    /// <summary>"92.50".</summary>
    public static string Points(int hundredths) => string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}");

    /// <summary>The parts of a score: each what it adds, and from what.</summary>
    public static IReadOnlyList<CaseFact> Parts(QuotationRequest request, Compared compared, ComparedLine line, Score score)
    {
        var offer = score.Offer;
        var price = offer.PerBase is { } perBase
            ? $"{Points(score.PricePart)}: {request.PriceWeight} % of {Points(score.PricePoints)}, at {perBase} {compared.Entity.Currency} per {line.Item.BaseUnit}"
                + (offer.Currency == compared.Entity.Currency ? "" : $", {offer.Currency} at the rate {offer.Rate} of {compared.RateDay.Words()}")
            : $"{Points(score.PricePart)}: there is no rate of {offer.Currency}";
        return
        [
            new("Price", price),
            new("Lead time", $"{Points(score.LeadTimePart)}: {request.LeadTimeWeight} % of {Points(score.LeadTimePoints)}, in {offer.Line.LeadTimeDays} days"),
            new("Quality", $"{Points(score.QualityPart)}: {request.QualityWeight} % of {Points(offer.Quality)}, {line.Quality[offer.Supplier.Id].Why}"),
        ];
    }
}
