using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Answering;

/// <summary>Accepts a supplier's proposal: it becomes the order's next version.</summary>
/// <param name="Number">The proposal.</param>
/// <param name="Reason">Why.</param>
public sealed record AcceptProposalRequest([Required, StringLength(20)] string Number, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>How a proposal stands.</summary>
/// <param name="Number">The proposal.</param>
/// <param name="State">Its state.</param>
/// <param name="Order">The order.</param>
/// <param name="OrderVersion">The order's version now.</param>
/// <param name="Approval">Number of the request people decide on, when it waits for them.</param>
public sealed record ProposalStandResponse(string Number, ProposalState State, string Order, int OrderVersion, string? Approval = null);

internal sealed class AcceptProposal(PurchaseOrders orders, ProposalDesk desk, OrderRelease release) : IUse<AcceptProposalRequest, ProposalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AcceptProposal>("POST /proposals/{number}/accept", Permission.CreatePurchaseOrder)
        .WithSummary("Accept a supplier's proposal; what is riskier than what was approved waits for those who decide.");

    public async Task<Result<ProposalStandResponse>> ExecuteAsync(Work work, AcceptProposalRequest request, CancellationToken cancel)
    {
        if ((await FoundProposal.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (proposal, order, line) = found;
        var edit = await desk.EditAsync(work, proposal, line, cancel);
        if (edit is not null)
        {
            var lines = work.State<OrderBook>().LinesOf(order.Number).ToList();
            var projected = ProposalDesk.Project(lines, new Dictionary<Guid, LineEdit?> { [line.Id] = edit });
            if ((await release.ChangeAsync(work, order, projected, request.Reason ?? proposal.Impact, cancel)).Refused(out refusal, out var verdict)) return refusal;
            if (!verdict.Go)
            {
                (proposal.State, proposal.Approval) = (ProposalState.AwaitingApproval, verdict.Request);
                ProposalDesk.Moved(work, proposal);
                work.Subject = $"proposal {proposal.Number}";
                return new ProposalStandResponse(proposal.Number, proposal.State, order.Number, order.VersionNumber, verdict.Request);
            }
        }

        await desk.ApplyAsync(work, order, line, proposal, edit, cancel);
        OrderVersions.Next(work, order, $"Proposal {proposal.Number} accepted", request.Reason ?? proposal.Note, proposal.BySupplier);
        await orders.StateSuppliesAsync(work, cancel);
        work.Subject = $"proposal {proposal.Number}";
        return new ProposalStandResponse(proposal.Number, proposal.State, order.Number, order.VersionNumber);
    }
}

/// <summary>Refuses a supplier's proposal: the order stands as it was, and the supplier is told so.</summary>
/// <param name="Number">The proposal.</param>
/// <param name="Reason">Why.</param>
public sealed record RefuseProposalRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class RefuseProposal : IUse<RefuseProposalRequest, ProposalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<RefuseProposal>("POST /proposals/{number}/refuse", Permission.CreatePurchaseOrder)
        .WithSummary("Refuse a supplier's proposal.");

    public async Task<Result<ProposalStandResponse>> ExecuteAsync(Work work, RefuseProposalRequest request, CancellationToken cancel)
    {
        if ((await FoundProposal.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        ProposalDesk.End(work, found.Proposal, ProposalState.Refused, request.Reason);
        work.Subject = $"proposal {request.Number}";
        return new ProposalStandResponse(request.Number, found.Proposal.State, found.Order.Number, found.Order.VersionNumber);
    }
}

/// <summary>Answers a supplier's proposal with what we could live with; the supplier is to answer again.</summary>
/// <param name="Number">The proposal.</param>
/// <param name="Words">What we ask for instead.</param>
public sealed record CounterProposalRequest([Required, StringLength(20)] string Number, [Required, StringLength(300)] string Words);

internal sealed class CounterProposal : IUse<CounterProposalRequest, ProposalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CounterProposal>("POST /proposals/{number}/counter", Permission.CreatePurchaseOrder)
        .WithSummary("Answer a supplier's proposal with another one.");

    public async Task<Result<ProposalStandResponse>> ExecuteAsync(Work work, CounterProposalRequest request, CancellationToken cancel)
    {
        if ((await FoundProposal.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        ProposalDesk.End(work, found.Proposal, ProposalState.Countered, request.Words);
        work.Subject = $"proposal {request.Number}";
        return new ProposalStandResponse(request.Number, found.Proposal.State, found.Order.Number, found.Order.VersionNumber);
    }
}

internal static class FoundProposal
{
    /// <summary>A proposal that the buyer may decide on, with its order and line locked.</summary>
    public static async Task<Result<(Proposal Proposal, PurchaseOrder Order, PurchaseLine Line)>> LockAsync(Work work, string number, CancellationToken cancel)
    {
        var head = await work.Db.Set<Proposal>().AsNoTracking().SingleOrDefaultAsync(p => p.Number == number, cancel);
        if (head is null || await work.State<OrderBook>().LockOrderAsync(work, head.OrderNumber, cancel) is not { } found) return Refusal.NotFound("proposal", number);

        // Read again under the lock of its order: two who decide at once decide one after the other.
        var proposal = await work.Db.Set<Proposal>().SingleAsync(p => p.Number == number, cancel);
        if (proposal.State != ProposalState.AwaitingBuyer) return new ProposalEnded(number, proposal.State);
        var line = found.Lines.Single(l => l.Id == proposal.LineId);
        return line.Revision != proposal.Revision || line.State != PurchaseLineState.Released || proposal.ReadParts() is { Count: > 0 } parts && proposal.SubstituteId is null
            && parts.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity) < line.Received
            ? new ProposalStale(number, line.Document)
            : (proposal, found.Order, line);
    }
}

internal sealed record ProposalEnded(string Number, ProposalState State) : Refusal(RefusalKind.Conflict, "procurement.proposal_ended",
    $"{Number} is {Ui.Words.Of(State)} already.");

internal sealed record ProposalStale(string Number, string Line) : Refusal(RefusalKind.Stale, "procurement.proposal_stale",
    $"{Line} has moved on since {Number} was made. Ask the supplier for an answer to the order as it is now.");
