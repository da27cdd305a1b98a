using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Changes a draft: what is given replaces what was.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="IfMatch">Version that was looked at.</param>
/// <param name="DueAt">Until when bids come in.</param>
/// <param name="Suppliers">Codes of all suppliers that are asked.</param>
/// <param name="Sealed">True when nobody reads a bid before the time is over.</param>
/// <param name="MinimumInvited">How many suppliers are to be asked.</param>
/// <param name="SingleSourceReason">Why fewer are asked.</param>
/// <param name="PriceWeight">What the price weighs, in percent.</param>
/// <param name="LeadTimeWeight">What the lead time weighs, in percent.</param>
/// <param name="QualityWeight">What the supplier's record weighs, in percent.</param>
public sealed record ChangeQuotationRequest(
    [Required, StringLength(20)] string Number,
    long IfMatch,
    DateTimeOffset? DueAt = null,
    [MinLength(1), MaxLength(50)] IReadOnlyList<string>? Suppliers = null,
    bool? Sealed = null,
    [Range(2, 20)] int? MinimumInvited = null,
    [StringLength(300, MinimumLength = 5)] string? SingleSourceReason = null,
    [Range(0, 100)] int? PriceWeight = null,
    [Range(0, 100)] int? LeadTimeWeight = null,
    [Range(0, 100)] int? QualityWeight = null);

internal sealed class ChangeQuotation(QuotationDesk desk, Partners partners) : IUse<ChangeQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeQuotation>("POST /quotation-requests/{number}/change", Permission.RunSourcing)
        .WithSummary("Change a draft of a request for quotation: time, suppliers, weights.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, ChangeQuotationRequest change, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, change.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (request.Version != change.IfMatch) return new QuotationStale(request.Number);
        if (request.State != QuotationState.Draft) return new QuotationWrongState(request.Number, request.StateAt(work.Now), "changed; suppliers know of it");
        var terms = new QuotationTerms(
            change.DueAt ?? request.DueAt, change.Sealed ?? request.IsSealed, change.MinimumInvited ?? request.MinimumInvited, change.SingleSourceReason ?? request.SingleSourceReason,
            change.PriceWeight ?? request.PriceWeight, change.LeadTimeWeight ?? request.LeadTimeWeight, change.QualityWeight ?? request.QualityWeight);
        if (terms.Apply(request) is { } wrong) return wrong;
        if (change.Suppliers is { } suppliers && (await QuotationTerms.InviteAsync(work, partners, request, suppliers, cancel)).Refused(out refusal, out _)) return refusal;
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }
}

/// <summary>Lets suppliers bid; from now on its rules are locked.</summary>
/// <param name="Number">The request for quotation.</param>
public sealed record PublishQuotationRequest([Required, StringLength(20)] string Number);

internal sealed class PublishQuotation(QuotationDesk desk) : IUse<PublishQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PublishQuotation>("POST /quotation-requests/{number}/publish", Permission.RunSourcing)
        .WithSummary("Let suppliers bid.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, PublishQuotationRequest asked, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, asked.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (request.State != QuotationState.Draft) return new QuotationWrongState(request.Number, request.StateAt(work.Now), "published again");
        if (QuotationTerms.Publish(work, request, await work.Db.Set<Invitation>().CountAsync(i => i.RequestId == request.Id, cancel)) is { } not) return not;
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }
}

/// <summary>Gives suppliers more time, before it is over.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="DueAt">The later instant.</param>
/// <param name="Reason">Why.</param>
public sealed record ExtendQuotationRequest([Required, StringLength(20)] string Number, DateTimeOffset DueAt, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class ExtendQuotation(QuotationDesk desk) : IUse<ExtendQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ExtendQuotation>("POST /quotation-requests/{number}/extend", Permission.RunSourcing)
        .WithSummary("Give suppliers more time.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, ExtendQuotationRequest asked, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, asked.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (request.StateAt(work.Now) != QuotationState.Published) return new QuotationWrongState(request.Number, request.StateAt(work.Now), "extended");
        if (asked.DueAt <= request.DueAt) return new NotLonger(request.DueAt) { Pointer = "/dueAt" };
        request.DueAt = asked.DueAt;
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }
}

/// <summary>Opens the bids before the time is over, because all that are asked have answered.</summary>
/// <param name="Number">The request for quotation.</param>
public sealed record CloseQuotationRequest([Required, StringLength(20)] string Number);

internal sealed class CloseQuotation(QuotationDesk desk, Comparison comparison) : IUse<CloseQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CloseQuotation>("POST /quotation-requests/{number}/close", Permission.RunSourcing)
        .WithSummary("Open the bids when all suppliers have answered.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, CloseQuotationRequest asked, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, asked.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (request.StateAt(work.Now) != QuotationState.Published) return new QuotationWrongState(request.Number, request.StateAt(work.Now), "closed");
        var compared = await comparison.OfAsync(work.Db, request, work.Now, cancel);
        if (!compared.AllAnswered)
            return new BidsMissing(request.Number, string.Join(", ", compared.Invited.Where(p => !compared.Bids.Any(b => b.Supplier.Id == p.Id)).Select(p => p.Code)));
        (request.State, request.ClosedAt) = (QuotationState.Closed, work.Now);
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }
}

/// <summary>Gives a request for quotation up. Sealed bids that were not opened stay unread.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelQuotationRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class CancelQuotation(QuotationDesk desk, Approvals approvals) : IUse<CancelQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelQuotation>("POST /quotation-requests/{number}/cancel", Permission.RunSourcing)
        .WithSummary("Give a request for quotation up.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, CancelQuotationRequest asked, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, asked.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (request.State is QuotationState.Converted or QuotationState.Cancelled) return new QuotationWrongState(request.Number, request.State, "cancelled");
        await approvals.WithdrawAsync(work, AwardCases.Kind, request.Number, asked.Reason!, cancel);
        (request.State, request.CancelledAt, request.Approval) = (QuotationState.Cancelled, work.Now, null);
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }
}
