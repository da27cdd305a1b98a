using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Finds requests for quotation, locked, and tells who waits on them.</summary>
internal sealed class QuotationDesk(Directory directory, SearchIndex search)
{
    /// <summary>A request of the person's scope, taken for the length of the commit before it is read: bids, opening and award follow one another.</summary>
    public async Task<Result<QuotationRequest>> LockAsync(Work work, string number, CancellationToken cancel)
    {
        var id = await work.Db.Set<QuotationRequest>().AsNoTracking().Where(r => r.Number == number).Select(r => r.Id).SingleOrDefaultAsync(cancel);
        if (id == Guid.Empty) return Refusal.NotFound("request for quotation", number);
        await work.LockAloneAsync(BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(id.ToByteArray())), cancel);
        var request = await work.Db.Set<QuotationRequest>().SingleAsync(r => r.Id == id, cancel);
        if (!work.Actor.WorksAt(request.EntityId, request.SiteId)) return Refusal.NotFound("request for quotation", number);
        work.Subject = Subject(request);
        return request;
    }

    /// <summary>A request whose award was agreed to and is on no order or contract yet, with the parts of it.</summary>
    public async Task<Result<(QuotationRequest Request, List<AwardLine> Award)>> AwardedAsync(Work work, string number, CancellationToken cancel)
    {
        if ((await LockAsync(work, number, cancel)).Refused(out var refusal, out var request)) return refusal;
        var award = await work.Db.Set<AwardLine>().Where(a => a.RequestId == request.Id).OrderBy(a => a.Line).ToListAsync(cancel);
        if (request.State == QuotationState.Converted) return new AwardConverted(request.Number, string.Join(", ", award.Select(a => a.OrderNumber).Distinct()));
        return request.State == QuotationState.Awarded ? (request, award) : new AwardNotApproved(request.Number);
    }

    /// <summary>Counts and tells that something happened to a request.</summary>
    public static void Moved(Work work, QuotationRequest request)
    {
        request.Version++;
        work.Announce(new QuotationMoved(request.Number, request.StateAt(work.Now), request.SiteId));
    }

    public static string Subject(QuotationRequest request) => $"quotation {request.Number}";

    public async Task MakeFindableAsync(Work work, QuotationRequest request, CancellationToken cancel)
    {
        var site = (await directory.SiteAsync(work.Db, request.SiteId, cancel))!;
        search.Put(work, "quotation", request.Number, request.Number, $"Request for quotation for {site.Name}", $"/quotation-requests/{request.Number}", []);
    }
}
