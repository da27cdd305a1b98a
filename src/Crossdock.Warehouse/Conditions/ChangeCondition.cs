using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Conditions;

/// <summary>Stock gets another condition, where it lies or on its way to another place of the site.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Place">Code of the place.</param>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Quantity">How much.</param>
/// <param name="From">Condition it has.</param>
/// <param name="To">Condition it gets.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">What happened, in words; some reasons need it.</param>
/// <param name="ToPlace">Code of the place it goes to; it stays when left out.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="Owner">Code of the supplier that owns it; left out when it is ours.</param>
/// <param name="HappenedAt">When it happened, when not now.</param>
/// <param name="Source">How we know when it happened.</param>
public sealed record ChangeConditionRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, StringLength(40, MinimumLength = 1)] string Place,
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    Quantity Quantity,
    Condition From,
    Condition To,
    [Required, StringLength(20, MinimumLength = 1)] string Reason,
    [StringLength(500)] string? Note = null,
    [StringLength(40)] string? ToPlace = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    [StringLength(40)] string? Owner = null,
    DateTimeOffset? HappenedAt = null,
    HappenedSource? Source = null) : IHasReason;

/// <summary>The condition change as posted.</summary>
/// <param name="Number">Number of the document.</param>
/// <param name="Movement">Ledger id of its movement.</param>
public sealed record ChangeConditionResponse(string Number, long Movement) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class ChangeCondition(Addresses addresses, Reasons reasons, DocumentBook documents, StockLedger ledger)
    : IUse<ChangeConditionRequest, ChangeConditionResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeCondition>("POST /condition-changes", Permission.ChangeCondition)
        .WithSummary("Give stock another condition, with a reason.");

    public async Task<Result<ChangeConditionResponse>> ExecuteAsync(Work work, ChangeConditionRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if ((await addresses.ItemAsync(work.Db, request.Item, cancel)).Refused(out refusal, out var item)) return refusal;
        if (Addresses.InBase(item, request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.Place, cancel)).Refused(out refusal, out var place)) return refusal;
        var target = place;
        if (request.ToPlace is { } code && (await addresses.PlaceAsync(work.Db, site, code, cancel)).Refused(out refusal, out target)) return refusal;
        if (!StatusTable.Allows(request.From, request.To)) return new ConditionNotAllowed(request.From, request.To);
        if ((await addresses.OwnerAsync(work.Db, request.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.Condition)).Refused(out refusal, out var reason)) return refusal;
        if ((await addresses.LotAsync(work, item, request.Lot, cancel)).Refused(out refusal, out var lot)) return refusal;
        if (Moment.Of(site, request.HappenedAt, null, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;

        var document = await documents.OpenAsync(work, DocumentKind.ConditionChange, site, moment, cancel, reason.Code, request.Note);
        var move = new StockMove
        {
            Kind = MovementKind.ConditionChange,
            Item = item.Id,
            Quantity = quantity,
            From = new StockAt(site.Id, place.Id, request.From, lot, owner),
            To = new StockAt(site.Id, target.Id, request.To, lot, owner),
            HappenedAt = moment.HappenedAt,
            Source = moment.Source,
            Reason = reason.Code,
        };
        if ((await ledger.PostAsync(work, document, [move], cancel)).Refused(out refusal, out var posted)) return refusal;
        return new ChangeConditionResponse(document.Number, posted[0].Movement);
    }
}

internal sealed record ConditionNotAllowed(Condition Was, Condition Becomes) : Refusal(RefusalKind.Refused, "warehouse.condition_not_allowed",
    Was == Becomes ? $"The stock is {Was} already." : $"Stock cannot go from {Was} to {Becomes}. {Way(Becomes)}")
{
    private static string Way(Condition becomes) => becomes == Condition.Receiving
        ? "Nothing returns to receiving: put it into quarantine instead."
        : "Put it into quarantine first.";
}
