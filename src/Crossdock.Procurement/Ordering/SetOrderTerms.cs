using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Delivery term, title point and charges of an order, all of them as they shall be. Once it is released only the charges change.</summary>
/// <param name="Number">The order.</param>
/// <param name="IfMatch">Version of the order that was looked at.</param>
/// <param name="Incoterm">Delivery term, three letters; none when absent.</param>
/// <param name="TitlePoint">Where its goods become ours.</param>
/// <param name="Charges">What it costs beside its goods; nothing when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record SetOrderTermsRequest(
    [Required, StringLength(20)] string Number,
    long IfMatch,
    [StringLength(3, MinimumLength = 3)] string? Incoterm = null,
    TitlePoint TitlePoint = TitlePoint.None,
    [MaxLength(20)] IReadOnlyList<OrderCharge>? Charges = null,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>Charges of a released order that wait for those who decide.</summary>
/// <param name="Request">The request for approval.</param>
/// <param name="Charges">The charges, as an order keeps them.</param>
internal sealed record PendingCharges(string Request, string Charges)
{
    public string Write() => JsonSerializer.Serialize(this, Json.Web);

    public static PendingCharges Read(string text) => JsonSerializer.Deserialize<PendingCharges>(text, Json.Kept)!;
}

internal sealed class SetOrderTerms(OrderRelease release, Approvals approvals) : IUse<SetOrderTermsRequest, PurchaseOrderStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetOrderTerms>("PUT /purchase-orders/{number}/terms", Permission.CreatePurchaseOrder)
        .WithSummary("Set delivery term, title point and charges of a draft, or the charges of a released order.");

    public async Task<Result<PurchaseOrderStandResponse>> ExecuteAsync(Work work, SetOrderTermsRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.TitlePoint)) return new TitlePointUnknown { Pointer = "/titlePoint" };
        if (await work.State<OrderBook>().LockOrderAsync(work, request.Number, cancel) is not { } found) return Refusal.NotFound("purchase order", request.Number);
        var (order, lines) = found;
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);
        if (Charges.Decide(request.Charges ?? [], order.Currency).Refused(out var refusal, out var decided)) return refusal;
        if (order.Kind != PurchaseOrderKind.Standard || lines.All(l => l.State is not (PurchaseLineState.Draft or PurchaseLineState.Released))) return new TermsClosed(order.Number);
        var (charges, incoterm) = (Charges.Write(decided), request.Incoterm.OrNull()?.ToUpperInvariant());
        work.Subject = $"purchase order {order.Number}";
        if (order.IsReleased) return await RechargeAsync(work, order, lines, charges, (incoterm, request.TitlePoint), request.Reason, cancel);

        await LineUse.WithdrawAsync(work, approvals, order, cancel, "Its terms or charges were changed.");
        order.ChargesByHand |= charges != order.Charges;
        (order.Incoterm, order.TitlePoint, order.Charges) = (incoterm, request.TitlePoint, charges);
        work.State<OrderBook>().Touch(order);
        return new PurchaseOrderStandResponse(order.Number, PurchaseOrder.StateOf(lines), order.Version + 1);
    }

    /// <summary>Other charges are another amount: those who decide are asked when the table says so, and until then the order stands.</summary>
    private async Task<Result<PurchaseOrderStandResponse>> RechargeAsync(
        Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, string charges, (string? Incoterm, TitlePoint TitlePoint) terms, string? reason, CancellationToken cancel)
    {
        if (terms != (order.Incoterm, order.TitlePoint)) return new TermsReleased(order.Number);
        if (charges == order.Charges) return new SameCharges(order.Number);
        var before = order.Charges;
        order.Charges = charges;
        if ((await release.ChangeAsync(work, order, CaseLine.Of(lines), reason, cancel)).Refused(out var refusal, out var verdict)) return refusal;
        work.State<OrderBook>().Touch(order);
        if (verdict.Go)
        {
            (order.ChargesByHand, order.PendingCharges) = (true, null);
            OrderVersions.Next(work, order, "Charges changed", reason);
        }
        else
        {
            (order.Charges, order.PendingCharges) = (before, new PendingCharges(verdict.Request!, charges).Write());
        }

        return new PurchaseOrderStandResponse(order.Number, PurchaseOrder.StateOf(lines), order.Version + 1, verdict.Request);
    }
}

internal sealed record TermsClosed(string Order) : Refusal(RefusalKind.Conflict, "procurement.terms_closed",
    $"The terms and charges of {Order} can no longer be changed: nothing of it is open.");

internal sealed record TermsReleased(string Order) : Refusal(RefusalKind.Conflict, "procurement.terms_released",
    $"{Order} is released: its delivery term and where goods become ours stay as the supplier was told. Only charges can change.");

internal sealed record SameCharges(string Order) : Refusal(RefusalKind.Invalid, "procurement.same_charges", $"{Order} has these charges already.");
