using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Moving;

/// <summary>A quantity from one place of a site to another; its condition stays.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Quantity">How much.</param>
/// <param name="From">Code of the place it leaves.</param>
/// <param name="To">Code of the place it goes to.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="Condition">Condition of the stock; available when left out.</param>
/// <param name="Owner">Code of the supplier that owns it; left out when it is ours.</param>
/// <param name="HappenedAt">When it happened, when not now.</param>
/// <param name="Source">How we know when it happened.</param>
public sealed record MoveStockRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    Quantity Quantity,
    [Required, StringLength(40, MinimumLength = 1)] string From,
    [Required, StringLength(40, MinimumLength = 1)] string To,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    Condition? Condition = null,
    [StringLength(40)] string? Owner = null,
    DateTimeOffset? HappenedAt = null,
    HappenedSource? Source = null);

/// <summary>The move as posted.</summary>
/// <param name="Number">Number of the move.</param>
/// <param name="Movement">Ledger id of its movement.</param>
/// <param name="Quantity">What moved, in base units.</param>
/// <param name="Unit">The base unit.</param>
public sealed record MoveStockResponse(string Number, long Movement, Quantity Quantity, string Unit) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class MoveStock(Addresses addresses, DocumentBook documents, StockLedger ledger) : IUse<MoveStockRequest, MoveStockResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<MoveStock>("POST /moves", Permission.MoveStock)
        .WithSummary("Move stock from place to place within a site.");

    public async Task<Result<MoveStockResponse>> ExecuteAsync(Work work, MoveStockRequest request, CancellationToken cancel)
    {
        var condition = request.Condition ?? Condition.Available;
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if ((await addresses.ItemAsync(work.Db, request.Item, cancel)).Refused(out refusal, out var item)) return refusal;
        if (Addresses.InBase(item, request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.From, cancel)).Refused(out refusal, out var from)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.To, cancel)).Refused(out refusal, out var to)) return refusal;
        if ((await addresses.OwnerAsync(work.Db, request.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await addresses.LotAsync(work, item, request.Lot, cancel)).Refused(out refusal, out var lot)) return refusal;
        if (Moment.Of(site, request.HappenedAt, null, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;

        var document = await documents.OpenAsync(work, DocumentKind.Move, site, moment, cancel);
        var move = new StockMove
        {
            Kind = MovementKind.Move,
            Item = item.Id,
            Quantity = quantity,
            From = new StockAt(site.Id, from.Id, condition, lot, owner),
            To = new StockAt(site.Id, to.Id, condition, lot, owner),
            HappenedAt = moment.HappenedAt,
            Source = moment.Source,
        };
        if ((await ledger.PostAsync(work, document, [move], cancel)).Refused(out refusal, out var posted)) return refusal;
        return new MoveStockResponse(document.Number, posted[0].Movement, quantity, item.BaseUnit);
    }
}
