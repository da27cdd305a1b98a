using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Moving;

/// <summary>Received goods go from the dock to their bin and become available.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Quantity">How much.</param>
/// <param name="To">Code of the bin.</param>
/// <param name="From">Code of the place it lies at; the dock when left out.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="Condition">Condition it gets; available when left out.</param>
/// <param name="Owner">Code of the supplier that owns it; left out when it is ours.</param>
/// <param name="HappenedAt">When it happened, when not now.</param>
/// <param name="Source">How we know when it happened.</param>
public sealed record PutAwayRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    Quantity Quantity,
    [Required, StringLength(40, MinimumLength = 1)] string To,
    [StringLength(40)] string? From = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    Condition? Condition = null,
    [StringLength(40)] string? Owner = null,
    DateTimeOffset? HappenedAt = null,
    HappenedSource? Source = null);

/// <summary>The putaway as posted.</summary>
/// <param name="Number">Number of the putaway.</param>
/// <param name="Movement">Ledger id of its movement.</param>
/// <param name="Quantity">What was put away, in base units.</param>
/// <param name="Unit">The base unit.</param>
public sealed record PutAwayResponse(string Number, long Movement, Quantity Quantity, string Unit) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class PutAway(Addresses addresses, DocumentBook documents, StockLedger ledger) : IUse<PutAwayRequest, PutAwayResponse>
{
    internal const string Dock = "DOCK";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PutAway>("POST /putaways", Permission.MoveStock)
        .WithSummary("Put received goods away: from the dock to a bin, where they become available.");

    public async Task<Result<PutAwayResponse>> ExecuteAsync(Work work, PutAwayRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if ((await addresses.ItemAsync(work.Db, request.Item, cancel)).Refused(out refusal, out var item)) return refusal;
        if (Addresses.InBase(item, request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.From ?? Dock, cancel)).Refused(out refusal, out var from)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.To, cancel)).Refused(out refusal, out var to)) return refusal;
        if (to.Kind is PlaceKind.Dock or PlaceKind.Shipping) return new NoPutAwayPlace(to.Code);
        if ((await addresses.OwnerAsync(work.Db, request.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await addresses.LotAsync(work, item, request.Lot, cancel)).Refused(out refusal, out var lot)) return refusal;
        if (Moment.Of(site, request.HappenedAt, null, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;

        var document = await documents.OpenAsync(work, DocumentKind.PutAway, site, moment, cancel);
        var move = new StockMove
        {
            Kind = MovementKind.Move,
            Item = item.Id,
            Quantity = quantity,
            From = new StockAt(site.Id, from.Id, Condition.Receiving, lot, owner),
            To = new StockAt(site.Id, to.Id, request.Condition ?? Condition.Available, lot, owner),
            HappenedAt = moment.HappenedAt,
            Source = moment.Source,
        };
        if ((await ledger.PostAsync(work, document, [move], cancel)).Refused(out refusal, out var posted)) return refusal;
        return new PutAwayResponse(document.Number, posted[0].Movement, quantity, item.BaseUnit);
    }
}

internal sealed record NoPutAwayPlace(string Place) : Refusal(RefusalKind.Refused, "warehouse.no_putaway_place",
    $"{Place} is no place to put goods away. Scan a bin, a staging or a quarantine place.");
