using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>One request for quotation.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindQuotationRequest([Required, StringLength(20)] string Number);

/// <summary>A request for quotation with what was bid, as far as it may be read now.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Currency">Currency to bid in.</param>
/// <param name="EntityCurrency">Currency bids are compared in.</param>
/// <param name="RateDay">The day whose rates they are compared by.</param>
/// <param name="Buyer">Who asks.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DueAt">Until when bids come in.</param>
/// <param name="Sealed">True when bids are sealed.</param>
/// <param name="Readable">True when what was bid may be read now.</param>
/// <param name="MinimumInvited">How many suppliers are to be asked.</param>
/// <param name="SingleSourceReason">Why fewer are asked.</param>
/// <param name="PriceWeight">What the price weighs, in percent.</param>
/// <param name="LeadTimeWeight">What the lead time weighs, in percent.</param>
/// <param name="QualityWeight">What the supplier's record weighs, in percent.</param>
/// <param name="TieRule">How equal scores are told apart.</param>
/// <param name="Notes">What suppliers must know.</param>
/// <param name="Approval">Request people decide on.</param>
/// <param name="AwardReason">Why it was awarded so.</param>
/// <param name="Suppliers">Who is asked.</param>
/// <param name="Bids">What came in, without what it says.</param>
/// <param name="Lines">Its lines with the offers for them.</param>
/// <param name="Award">Who is to deliver what.</param>
/// <param name="Notices">What to tell those who bid and did not win all they bid for.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
/// <param name="Lacks">Orders of an award that would be below what their supplier takes at least.</param>
public sealed record FindQuotationResponse(
    string Number, QuotationState State, string Site, Currency Currency, Currency EntityCurrency, DateOnly RateDay, string Buyer, DateTimeOffset CreatedAt, DateTimeOffset DueAt, bool Sealed, bool Readable,
    int MinimumInvited, string? SingleSourceReason, int PriceWeight, int LeadTimeWeight, int QualityWeight, string TieRule, string? Notes, string? Approval, string? AwardReason,
    IReadOnlyList<InvitedView> Suppliers, IReadOnlyList<BidView> Bids, IReadOnlyList<QuotationLineView> Lines, IReadOnlyList<AwardView> Award, IReadOnlyList<NoticeView> Notices, long Version,
    IReadOnlyList<OrderLack>? Lacks = null) : IVersioned;

/// <summary>A supplier that is asked.</summary>
/// <param name="Supplier">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Answered">True when a bid of it counts, or that it does not bid.</param>
public sealed record InvitedView(string Supplier, string Name, bool Answered);

/// <summary>A bid that came in.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Bid">Its number among those of the supplier.</param>
/// <param name="At">When it was keyed.</param>
/// <param name="KeyedBy">By whom.</param>
/// <param name="Late">True when it came too late.</param>
/// <param name="Accepted">How many people let it count although it is late.</param>
/// <param name="Counts">True when it is the one of its supplier that counts.</param>
/// <param name="NoBid">Why the supplier does not bid, once that may be read.</param>
/// <param name="Note">What else it says, once that may be read.</param>
public sealed record BidView(string Supplier, int Bid, DateTimeOffset At, string KeyedBy, bool Late, int Accepted, bool Counts, string? NoBid, string? Note);

/// <summary>A line with the offers for it.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Name of the item.</param>
/// <param name="Quantity">Asked for, in base units.</param>
/// <param name="BaseUnit">The base unit.</param>
/// <param name="UnitQuantity">Asked for, in the unit suppliers read.</param>
/// <param name="Unit">That unit.</param>
/// <param name="NeedDay">Day it is needed.</param>
/// <param name="Requisitions">What it is to serve.</param>
/// <param name="Offers">What was offered, best first.</param>
public sealed record QuotationLineView(
    int Line, string Item, string ItemName, Quantity Quantity, string BaseUnit, Quantity UnitQuantity, string Unit, DateOnly NeedDay, IReadOnlyList<string> Requisitions, IReadOnlyList<OfferView> Offers);

/// <summary>What a supplier offers for a line.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Quantity">Offered, in base units.</param>
/// <param name="Minimum">The least it delivers, in base units.</param>
/// <param name="Price">Price as bid.</param>
/// <param name="PriceUnit">Of which unit.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="PricePerBase">The same per base unit in the entity's currency, to a millionth; null without a rate.</param>
/// <param name="LeadTimeDays">Days from order to delivery.</param>
/// <param name="Rank">1 for the best; 0 when it cannot win.</param>
/// <param name="Score">Its score, 100.00 at best.</param>
/// <param name="Parts">What the score is made of; the parts add up to it.</param>
/// <param name="CannotWin">Why nothing can be given to it, or null.</param>
/// <param name="Suggested">What it would get by score alone, in base units.</param>
public sealed record OfferView(
    string Supplier, Quantity Quantity, Quantity Minimum, UnitPrice Price, string PriceUnit, Currency Currency, UnitPrice? PricePerBase, int LeadTimeDays, int Rank, string Score,
    IReadOnlyList<CaseFact> Parts, string? CannotWin, Quantity Suggested);

/// <summary>A part of a line that is given to a supplier.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="BaseUnit">The base unit.</param>
/// <param name="Worth">What it costs, in the entity's currency.</param>
/// <param name="Order">The order it is on.</param>
public sealed record AwardView(int Line, string Item, string Supplier, string SupplierName, Quantity Quantity, string BaseUnit, Amount Worth, string? Order);

/// <summary>What to tell a supplier that bid and did not win all it bid for, ready to be sent.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">The note.</param>
public sealed record NoticeView(string Supplier, string Name, string Text);

internal sealed class FindQuotation(Directory directory, People people, Comparison comparison, OrderMinimum minimum) : IQuery<FindQuotationRequest, FindQuotationResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindQuotation>("GET /quotation-requests/{number}", Permission.SeePurchasing)
        .WithSummary("One request for quotation with its comparison; sealed bids only when they are opened.");

    public async Task<Result<FindQuotationResponse>> AnswerAsync(Reading reading, FindQuotationRequest asked, CancellationToken cancel)
    {
        var db = reading.Db;
        var request = await db.Set<QuotationRequest>().SingleOrDefaultAsync(r => r.Number == asked.Number, cancel);
        if (request is null || !reading.Actor.WorksAt(request.EntityId, request.SiteId)) return Refusal.NotFound("request for quotation", asked.Number);
        var compared = await comparison.OfAsync(db, request, reading.Now, cancel);
        var award = await db.Set<AwardLine>().Where(a => a.RequestId == request.Id).OrderBy(a => a.Line).ToListAsync(cancel);
        var sources = (await (from s in db.Set<QuotationSource>()
                              join l in db.Set<QuotationLine>() on s.LineId equals l.Id
                              join r in db.Set<RequisitionLine>() on s.RequisitionLineId equals r.Id
                              where l.RequestId == request.Id
                              select new { l.Line, r.Number }).ToListAsync(cancel)).ToLookup(s => s.Line, s => s.Number);
        var site = (await directory.SiteAsync(db, request.SiteId, cancel))!;
        var bids = new List<BidView>();
        foreach (var bid in compared.Bids)
        {
            bids.Add(new(bid.Supplier.Code, bid.Bid.Number, bid.Bid.At, await people.NameAsync(db, bid.Bid.KeyedBy, cancel), bid.Bid.IsLate, bid.AcceptedBy.Count, bid.Counts,
                bid.IsOpen ? bid.Bid.NoBidReason : null, bid.IsOpen ? bid.Bid.Note : null));
        }

        return new FindQuotationResponse(
            request.Number, request.StateAt(reading.Now), site.Code, request.Currency, compared.Entity.Currency, compared.RateDay, await people.NameAsync(db, request.CreatedBy, cancel), request.CreatedAt, request.DueAt,
            request.IsSealed, request.IsReadable(reading.Now), request.MinimumInvited, request.SingleSourceReason, request.PriceWeight, request.LeadTimeWeight, request.QualityWeight, Evaluation.TieRule,
            request.Notes, request.Approval, request.AwardReason,
            [.. compared.Invited.Select(p => new InvitedView(p.Code, p.Name, compared.Bids.Any(b => b.Supplier.Id == p.Id && b.Counts)))],
            bids,
            [.. compared.Lines.Select(l => new QuotationLineView(
                l.Line.Line, l.Item.Code, l.Item.Name, l.Line.Quantity, l.Item.BaseUnit, l.Line.UnitQuantity, l.Line.Unit, l.Line.NeedDay, [.. sources[l.Line.Line].Distinct().Order(StringComparer.Ordinal)],
                OffersOf(request, compared, l)))],
            [.. award.Select(a => AwardOf(compared, a))],
            request.State is QuotationState.Awarded or QuotationState.Converted ? Notices.Of(request, compared, award) : [],
            request.Version, request.State == QuotationState.Awarded ? await LacksAsync(reading, request, site, compared, award, cancel) : []);
    }

    /// <summary>One order per supplier, at the prices of its bid, beside the least that supplier takes.</summary>
    private async Task<IReadOnlyList<OrderLack>> LacksAsync(Reading reading, QuotationRequest request, Site site, Compared compared, IReadOnlyList<AwardLine> award, CancellationToken cancel)
    {
        var lacks = new List<OrderLack>();
        foreach (var parts in award.GroupBy(a => a.SupplierId).OrderBy(g => g.Key.Value))
        {
            var won = parts.Select(p => (Part: p, Won: compared.Awarded(request, p))).ToList();
            if (won.Exists(w => !w.Won.IsValue)) continue;
            var (_, first) = won[0].Won.Value;
            var lines = won.ConvertAll(w => new CaseLine(w.Part.Line, w.Won.Value.Line.Item.Id, w.Part.Quantity, w.Won.Value.Offer.Line.PriceAsGiven(), w.Won.Value.Line.Line.NeedDay));
            if (await minimum.WouldLackAsync(reading.Db, first.Supplier, site, first.Currency, lines, reading.Now, cancel) is { } lack) lacks.Add(lack);
        }

        return lacks;
    }

    private static IReadOnlyList<OfferView> OffersOf(QuotationRequest request, Compared compared, ComparedLine line)
    {
        var suggested = Evaluation.Allocate(line.Scores, line.Line.Quantity);
        return
        [
            .. line.Scores.Select(s => new OfferView(
                s.Offer.Supplier.Code, s.Offer.Line.Quantity, s.Offer.Line.Minimum, s.Offer.Line.Price, s.Offer.Line.PriceUnit, s.Offer.Currency, s.Offer.PerBase, s.Offer.Line.LeadTimeDays, s.Rank,
                ScoreWords.Points(s.Total), ScoreWords.Parts(request, compared, line, s), s.Offer.CannotWin, suggested.GetValueOrDefault(s.Offer.Supplier.Id))),
        ];
    }

    private static AwardView AwardOf(Compared compared, AwardLine part)
    {
        var line = compared.Lines.First(l => l.Line.Line == part.Line);
        var supplier = compared.Invited.First(p => p.Id == part.SupplierId);
        return new(part.Line, line.Item.Code, supplier.Code, supplier.Name, part.Quantity, line.Item.BaseUnit, AwardCases.WorthOf(compared, part), part.OrderNumber);
    }
}
