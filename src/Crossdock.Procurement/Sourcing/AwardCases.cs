using System.Globalization;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Makes the case of an award: always the whole of it.</summary>
internal sealed class AwardCases(Directory directory)
{
    public const string Kind = "award";

    /// <summary>Values of the exception dimension, the most serious first.</summary>
    public static readonly string[] Exceptions = ["single-source", "not-best"];

    private const int MostLinesShown = 12;

    /// <summary>What is given of a line, in base units.</summary>
    public static Quantity Given(IEnumerable<AwardLine> award, int line) => award.Where(a => a.Line == line).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);

    /// <summary>What a part costs, in the entity's currency by the rate that the bids were compared by.</summary>
    public static Amount WorthOf(Compared compared, AwardLine part)
    {
        var offer = OfferOf(compared, part);
        return offer.Rate!.Value.Of(offer.Line.PriceAsGiven().AmountOf(part.Quantity, offer.Currency), compared.Entity.Currency);
    }

    /// <summary>Lines on which the best does not get all that it could, in words.</summary>
    public static IReadOnlyList<string> PassedOver(Compared compared, IReadOnlyList<AwardLine> award)
    {
        var found = new List<string>();
        foreach (var line in compared.Lines)
        {
            var parts = award.Where(a => a.Line == line.Line.Line).ToDictionary(a => a.SupplierId, a => a.Quantity);
            var best = Evaluation.Allocate(line.Scores, Given(award, line.Line.Line));
            if (parts.Count == best.Count && best.All(b => parts.GetValueOrDefault(b.Key) == b.Value)) continue;
            found.Add($"line {line.Line.Line} by score would be {string.Join(", ", line.Scores.Where(s => best.ContainsKey(s.Offer.Supplier.Id)).Select(s => $"{best[s.Offer.Supplier.Id].Words(line.Item.BaseUnit)} from {s.Offer.Supplier.Code} {s.Offer.Supplier.Name}"))}");
        }

        return found;
    }

    public async Task<Case> OfAsync(Work work, QuotationRequest request, Compared compared, IReadOnlyList<AwardLine> award, IReadOnlyList<PersonId> earlier, CancellationToken cancel)
    {
        var site = (await directory.SiteAsync(work.Db, request.SiteId, cancel))!;
        var total = award.Aggregate(Amount.Zero, (sum, a) => sum + WorthOf(compared, a));
        var riskiest = award.Select(a => OfferOf(compared, a).Supplier).MaxBy(s => s.Risk)!;
        var passedOver = PassedOver(compared, award);
        var singleSource = compared.Invited.Count < request.MinimumInvited;
        var content = new List<CaseFact> { new("For", site.Code) };
        foreach (var part in award.OrderBy(a => a.Line).ThenBy(a => OfferOf(compared, a).Supplier.Code, StringComparer.Ordinal))
        {
            var (line, offer) = (compared.Lines.First(l => l.Line.Line == part.Line), OfferOf(compared, part));
            content.Add(new($"Line {part.Line} from {offer.Supplier.Code}", string.Create(CultureInfo.InvariantCulture,
                $"{line.Item.Code}, {part.Quantity} {line.Item.BaseUnit} at {offer.Line.Price} {offer.Currency} per {offer.Line.PriceUnit}, {offer.Line.LeadTimeDays} days"))
            {
                SaidTerm = $"Line {part.Line} from {offer.Supplier.Code} {offer.Supplier.Name}",
                Said = $"{line.Item.Code} {line.Item.Name}, {part.Quantity.Words(line.Item.BaseUnit)} {At(offer)}",
            });
        }

        var made = new Case
        {
            Kind = Kind,
            Document = request.Number,
            Title = $"Award of {request.Number} for {site.Code}",
            Href = $"/quotation-requests/{request.Number}",
            Entity = request.EntityId,
            Site = request.SiteId,
            Requester = work.Actor.Id.Value == 0 ? request.CreatedBy : work.Actor.Id,
            Writers = [request.CreatedBy, .. earlier],
            Amount = total,
            Currency = compared.Entity.Currency,
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Category] = riskiest.Category ?? Dimensions.None,
                [Dimensions.Risk] = riskiest.Risk.ToString(),
                [Dimensions.Criticality] = Item.CriticalityOf(compared.Lines.Select(l => l.Item)),
                [Dimensions.Exception] = singleSource ? Exceptions[0] : passedOver.Count > 0 ? Exceptions[1] : Dimensions.None,
            },
            Content = content,
            Facts = [new("Worth", total.Words(compared.Entity.Currency)), new("Suppliers", $"{compared.Invited.Count} asked, {compared.Bids.Count(b => b is { Counts: true, Bid.NoBidReason: null })} bid")],
            Details = async token => new CaseDetails(await WritersAsync(work.Db, request, compared, token), [.. Facts(request, compared, passedOver)]),
            Reason = request.AwardReason ?? request.SingleSourceReason,
        };

        // Each content stands alone: another award is never within what was agreed to of this one, however little it differs.
        return made with { Group = $"award:{request.Number}:{Convert.ToHexString(made.Hash())[..16]}" };
    }

    /// <summary>Who asked for the goods and who keyed a bid that counts: none of them decides who gets the business.</summary>
    private static async Task<IReadOnlyList<PersonId>> WritersAsync(CrossdockDb db, QuotationRequest request, Compared compared, CancellationToken cancel)
    {
        var requesters = await (from s in db.Set<QuotationSource>().AsNoTracking()
                                join l in db.Set<QuotationLine>().AsNoTracking() on s.LineId equals l.Id
                                join r in db.Set<RequisitionLine>().AsNoTracking() on s.RequisitionLineId equals r.Id
                                where l.RequestId == request.Id
                                select r.Requester).Distinct().ToListAsync(cancel);
        return [.. requesters, .. compared.Bids.Where(b => b.Counts).Select(b => b.Bid.KeyedBy).Distinct()];
    }

    private static IEnumerable<CaseFact> Facts(QuotationRequest request, Compared compared, IReadOnlyList<string> passedOver)
    {
        if (request.SingleSourceReason is { } why && compared.Invited.Count < request.MinimumInvited) yield return new("Why so few were asked", why);
        if (passedOver.Count > 0) yield return new("Not the best", string.Join("; ", passedOver));
        foreach (var bid in compared.Bids.Where(b => b is { Counts: true, Bid.IsLate: true })) yield return new("Came late", $"{bid.Supplier.Name}, accepted by {bid.AcceptedBy.Count} people");
        foreach (var line in compared.Lines.Take(MostLinesShown))
        {
            yield return new($"{line.Item.Code} {line.Item.Name}", line.Scores.Count == 0 ? "no offer" : string.Join("; ", line.Scores.Select(s =>
                $"{s.Offer.Supplier.Code} {s.Offer.Supplier.Name} {ScoreWords.Points(s.Total)}{(s.Offer.CannotWin is null ? "" : " (cannot win)")} {At(s.Offer)}")));
        }
    }

    private static string At(Offer offer) => string.Create(CultureInfo.InvariantCulture, $"at {offer.Line.Price} {offer.Currency} per {offer.Line.PriceUnit}, {offer.Line.LeadTimeDays} days");

    private static Offer OfferOf(Compared compared, AwardLine part) => compared.Lines.First(l => l.Line.Line == part.Line).Scores.First(s => s.Offer.Supplier.Id == part.SupplierId).Offer;
}
