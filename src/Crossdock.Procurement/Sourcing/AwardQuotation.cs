using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Says who is to deliver how much. A further award replaces the one before and is decided on anew.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="IfMatch">Version that was looked at.</param>
/// <param name="Lines">Parts of lines, each given to a supplier.</param>
/// <param name="Reason">Why; needed when the best bid does not get all it could.</param>
public sealed record AwardQuotationRequest(
    [Required, StringLength(20)] string Number, long IfMatch, [Required, MaxLength(500)] IReadOnlyList<AwardLineRequest> Lines, [StringLength(300)] string? Reason = null) : IHasReason;

/// <summary>A part of a line that a supplier is to deliver; without a quantity it gets nothing.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Quantity">How much, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the quantity; the base unit when absent.</param>
public sealed record AwardLineRequest(int Line, [Required, StringLength(40)] string Supplier, Quantity? Quantity = null, [StringLength(12)] string? Unit = null);

internal sealed class AwardQuotation(QuotationDesk desk, Comparison comparison, AwardCases cases, Approvals approvals) : IUse<AwardQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AwardQuotation>("POST /quotation-requests/{number}/award", Permission.RunSourcing)
        .WithSummary("Say who is to deliver how much; by rule, or by asking those who decide.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, AwardQuotationRequest asked, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, asked.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (request.Version != asked.IfMatch) return new QuotationStale(request.Number);
        if (request.StateAt(work.Now) is var state and not (QuotationState.Closed or QuotationState.Awarded)) return new QuotationWrongState(request.Number, state, "awarded");
        var compared = await comparison.OfAsync(work.Db, request, work.Now, cancel);
        if (Decide(request, compared, asked.Lines).Refused(out refusal, out var award)) return refusal;
        var passedOver = AwardCases.PassedOver(compared, award);
        if (passedOver.Count > 0 && asked.Reason.OrNull() is null) return new AwardReasonMissing(string.Join("; ", passedOver)) { Pointer = "/reason" };

        // An award is never edited, it is made again: nothing that was agreed to holds for another one.
        var old = await work.Db.Set<AwardLine>().Where(a => a.RequestId == request.Id).ToListAsync(cancel);
        var writers = old.Count > 0 && request.AwardedBy is { } before ? new[] { before } : [];
        work.Db.RemoveRange(old);
        work.Db.AddRange(award);
        (request.State, request.AwardedBy, request.AwardReason, request.DecisionId) = (QuotationState.Closed, work.Actor.Id, asked.Reason.OrNull(), 0);
        var made = await cases.OfAsync(work, request, compared, award, writers, cancel);
        if ((await approvals.AskAsync(work, made, cancel)).Refused(out refusal, out var verdict)) return refusal;
        request.Approval = verdict.Request;
        if (verdict.Go) (request.State, request.DecisionId) = (QuotationState.Awarded, verdict.Decision);
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }

    /// <summary>The award as asked, when every part can be given and no line is given away more than once.</summary>
    private static Result<List<AwardLine>> Decide(QuotationRequest request, Compared compared, IReadOnlyList<AwardLineRequest> asked)
    {
        var award = new List<AwardLine>();
        for (var i = 0; i < asked.Count; i++)
        {
            if (asked[i].Quantity is not { IsZero: false } quantity) continue;
            if (PartOf(request, compared, asked[i], quantity).Refused(out var refusal, out var part)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            if (award.Exists(a => a.Line == part.Line && a.SupplierId == part.SupplierId)) return new AwardTwice(part.Line, asked[i].Supplier) { Pointer = $"/lines/{i}" };
            award.Add(part);
        }

        if (award.Count == 0) return new AwardEmpty { Pointer = "/lines" };
        foreach (var line in compared.Lines)
        {
            var given = AwardCases.Given(award, line.Line.Line);
            if (given > line.Line.Quantity) return new AwardBeyondAsked(line.Line.Line, line.Line.Quantity, given) { Pointer = "/lines" };
        }

        return award;
    }

    private static Result<AwardLine> PartOf(QuotationRequest request, Compared compared, AwardLineRequest part, Quantity quantity)
    {
        if (compared.Lines.FirstOrDefault(l => l.Line.Line == part.Line) is not { } line)
            return Refusal.NotFound("line", part.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)) with { Pointer = "/line" };
        if (line.Scores.FirstOrDefault(s => string.Equals(s.Offer.Supplier.Code, part.Supplier.Trim(), StringComparison.OrdinalIgnoreCase))?.Offer is not { } offer)
            return new NoSuchOffer(part.Line, part.Supplier) { Pointer = "/supplier" };
        if (line.Quality[offer.Supplier.Id].Block is { } block) return block with { Pointer = "/supplier" };
        if (offer.CannotWin is not null) return new Ordering.NoRate(offer.Currency, compared.Entity.Currency, compared.RateDay) { Pointer = "/supplier" };
        if (line.Item.ToBase(quantity, part.Unit.OrNull() ?? line.Item.BaseUnit).Refused(out var refusal, out var given)) return refusal with { Pointer = "/quantity" };
        if (!given.IsPositive) return new Ordering.QuantityMissing(line.Item.Code) { Pointer = "/quantity" };
        if (given > offer.Line.Quantity) return new AwardBeyondOffer(part.Line, offer.Supplier.Code, offer.Line.Quantity, given) { Pointer = "/quantity" };
        if (given < offer.Line.Minimum) return new AwardBelowMinimum(part.Line, offer.Supplier.Code, offer.Line.Minimum, given) { Pointer = "/quantity" };
        return new AwardLine { Id = Guid.CreateVersion7(), RequestId = request.Id, Line = part.Line, SupplierId = offer.Supplier.Id, BidId = offer.Line.BidId, Quantity = given };
    }
}

/// <summary>Awards as something that may need approval: what people approved stands in their commit; the buyer orders by it.</summary>
internal sealed class AwardApproval(QuotationDesk desk, Comparison comparison, AwardCases cases) : ApprovalSubject
{
    public override string Kind => AwardCases.Kind;

    public override string Title => "Awards of quotations";

    public override string? Together => "awards of one request for quotations";

    public override Permission Reads => Permission.SeePurchasing;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = AwardCases.Exceptions };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        var subject = work.Subject;
        if ((await desk.LockAsync(work, end.Document, cancel)).Refused(out var refusal, out var request)) return refusal;
        work.Subject = subject;
        if (request.Approval != end.Request) return Done.Yes;
        request.Approval = null;
        if (end.State == ApprovalState.Approved)
        {
            var award = await work.Db.Set<AwardLine>().Where(a => a.RequestId == request.Id).ToListAsync(cancel);
            var asItStands = await cases.OfAsync(work, request, await comparison.OfAsync(work.Db, request, work.Now, cancel), award, [], cancel);
            if (asItStands.Hash().AsSpan().SequenceEqual(end.Hash)) (request.State, request.DecisionId) = (QuotationState.Awarded, end.Decision);
        }

        QuotationDesk.Moved(work, request);
        return Done.Yes;
    }
}
