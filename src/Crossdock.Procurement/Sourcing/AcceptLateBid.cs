using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Lets a late bid count, still unread. It takes two people, neither of them the one who keyed it.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Bid">Number of the bid among those of the supplier.</param>
/// <param name="Reason">Why it may count although it is late.</param>
public sealed record AcceptLateBidRequest([Required, StringLength(20)] string Number, [Required, StringLength(40)] string Supplier, int Bid, [Required, StringLength(200)] string? Reason) : IHasReason;

/// <summary>How the late bid stands.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Bid">Number of the bid.</param>
/// <param name="Accepted">How many people have accepted it.</param>
/// <param name="Counts">True when that is enough.</param>
public sealed record AcceptLateBidResponse(string Number, string Supplier, int Bid, int Accepted, bool Counts);

internal sealed class AcceptLateBid(QuotationDesk desk, Partners partners) : IUse<AcceptLateBidRequest, AcceptLateBidResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AcceptLateBid>("POST /quotation-requests/{number}/bids/{supplier}/{bid}/accept", Permission.Approve)
        .WithSummary("Let a late bid count; it takes two people.");

    public async Task<Result<AcceptLateBidResponse>> ExecuteAsync(Work work, AcceptLateBidRequest asked, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, asked.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, asked.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", asked.Supplier);
        var bid = await work.Db.Set<Bid>().AsNoTracking().SingleOrDefaultAsync(b => b.RequestId == request.Id && b.SupplierId == supplier.Id && b.Number == asked.Bid, cancel);
        if (bid is null) return Refusal.NotFound("bid", $"{supplier.Code} {asked.Bid}");
        if (request.StateAt(work.Now) != QuotationState.Closed) return new QuotationWrongState(request.Number, request.StateAt(work.Now), "given a late bid");
        if (request.Approval is { } approval) return new AwardWaits(request.Number, approval);
        var before = await work.Db.Set<LateAcceptance>().AsNoTracking().Where(a => a.BidId == bid.Id).Select(a => a.PersonId).ToListAsync(cancel);
        if (!bid.IsLate || before.Count >= LateAcceptance.Needed) return new NotLate(supplier.Code, bid.Number);
        if (bid.KeyedBy == work.Actor.Id) return new OwnLateBid(supplier.Code);
        if (before.Contains(work.Actor.Id)) return new LateAcceptedBefore(supplier.Code);

        work.Insert(SourcingRows.InsertAcceptance, new LateAcceptance { Id = work.NewId(), PostingId = work.PostingId, BidId = bid.Id, PersonId = work.Actor.Id, Reason = asked.Reason!.Trim(), At = work.Now });
        QuotationDesk.Moved(work, request);
        return new AcceptLateBidResponse(request.Number, supplier.Code, bid.Number, before.Count + 1, before.Count + 1 >= LateAcceptance.Needed);
    }
}
