using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Goods one site asks of another of the same entity.</summary>
/// <param name="From">Code of the site that sends.</param>
/// <param name="To">Code of the site that receives.</param>
/// <param name="ArrivalDay">Day they should arrive.</param>
/// <param name="Lines">What is asked.</param>
/// <param name="ShipDay">Day they should leave; today when left out.</param>
/// <param name="Rank">1 is served first; transfers usually wait behind customers.</param>
/// <param name="BackordersAllowed">False: refused unless all of it is free at the sender now.</param>
/// <param name="Note">For people.</param>
public sealed record CreateTransferRequest(
    [Required, StringLength(20, MinimumLength = 1)] string From,
    [Required, StringLength(20, MinimumLength = 1)] string To,
    DateOnly ArrivalDay,
    [Required, MinLength(1), MaxLength(100)] IReadOnlyList<CreateTransferLine> Lines,
    DateOnly? ShipDay = null,
    [Range(1, 9)] int Rank = 5,
    bool BackordersAllowed = true,
    [StringLength(500)] string? Note = null);

/// <summary>One item of a transfer.</summary>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">A certain lot or serial; any when left out.</param>
public sealed record CreateTransferLine(
    [Required, StringLength(60, MinimumLength = 1)] string Item, Quantity Quantity, [StringLength(20)] string? Unit = null, [StringLength(60)] string? Lot = null);

/// <summary>The transfer.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Lines">What each line got; nothing while people decide.</param>
/// <param name="Stand">Where it stands: created, or asked and who decides.</param>
/// <param name="Approval">Number of the request people decide on, when it takes the sender below its floor; else null.</param>
public sealed record CreateTransferResponse(string Number, IReadOnlyList<CreatedTransferLine> Lines, string Stand = "created", string? Approval = null) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/transfers/{Number}";
}

/// <summary>What a line got at the sender.</summary>
/// <param name="Line">Line number.</param>
/// <param name="Allocated">Tied to stock.</param>
/// <param name="Promised">Tied to supplies on their way.</param>
public sealed record CreatedTransferLine(int Line, Quantity Allocated, Quantity Promised);

internal sealed class CreateTransfer(TransferWriter writer) : IUse<CreateTransferRequest, CreateTransferResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateTransfer>("POST /transfers", Permission.TransferStock)
        .WithSummary("Ask goods of another site of the same entity. What takes the sender below its floor may wait for people of both sites.");

    public Task<Result<CreateTransferResponse>> ExecuteAsync(Work work, CreateTransferRequest request, CancellationToken cancel) => writer.WriteAsync(work, request, cancel);
}

/// <summary>Writes transfers, for people who ask for them and for buyers who transfer instead of buying.</summary>
internal sealed class TransferWriter(Addresses addresses, Directory directory, Promises promises, TransferOffice office, SearchIndex search)
{
    public async Task<Result<CreateTransferResponse>> WriteAsync(Work work, CreateTransferRequest request, CancellationToken cancel)
    {
        if ((await SitesAsync(work, request, cancel)).Refused(out var refusal, out var sites)) return refusal;
        var (from, to) = sites;
        var shipDay = request.ShipDay ?? from.DayOf(work.Now);
        if (request.ArrivalDay < shipDay) return new ArrivesBeforeItLeaves(shipDay, request.ArrivalDay);
        var transfer = new Transfer
        {
            Id = Guid.CreateVersion7(work.Now),
            Number = work.Number("TO"),
            Sequence = work.NewId(),
            EntityId = from.EntityId,
            FromSiteId = from.Id,
            ToSiteId = to.Id,
            State = TransferState.Open,
            ShipDay = shipDay,
            ArrivalDay = request.ArrivalDay,
            CreatedBy = work.Actor.Id,
            CreatedAt = work.Now,
            Note = request.Note,
            Rank = request.Rank,
            BackordersAllowed = request.BackordersAllowed,
        };
        var items = new Dictionary<ItemId, Item>();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await LineAsync(work, transfer, request.Lines[i], i, cancel)).Refused(out refusal, out var item)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            items[item.Id] = item;
        }

        // Both gates of every item first, so that demand and supply are entered in the order that holds everywhere.
        var open = new OpenTransfer(transfer, from, to, items);
        await promises.AllocationsAsync(work, [], open.Gates, cancel);
        if ((await office.EnterAsync(work, open, cancel)).Refused(out refusal, out var entered)) return refusal;
        work.Db.Add(transfer);
        work.Subject = $"transfer {transfer.Number}";
        search.Put(work, "transfer", transfer.Number, transfer.Number, $"Transfer from {from.Code} to {to.Code}", $"/transfers/{transfer.Number}", from.Name, to.Name);
        if (entered.Asked is { } asked) return new CreateTransferResponse(transfer.Number, transfer.Lines.ConvertAll(l => new CreatedTransferLine(l.Line, Quantity.Zero, Quantity.Zero)), asked.Stand, asked.Request);
        return new CreateTransferResponse(transfer.Number, entered.Answers.Select((a, i) => new CreatedTransferLine(i + 1, a.Allocated, a.Promised)).ToList());
    }

    /// <summary>The person works at one of the two sites; the other is known to everybody of the entity.</summary>
    private async Task<Result<(Site From, Site To)>> SitesAsync(Work work, CreateTransferRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.From, cancel) is not { } from || !work.Actor.WorksFor(from.EntityId)) return Refusal.NotFound("site", request.From);
        if (await directory.SiteAsync(work.Db, request.To, cancel) is not { } to) return Refusal.NotFound("site", request.To);
        if (!work.Actor.WorksAt(from.EntityId, from.Id) && !work.Actor.WorksAt(to.EntityId, to.Id)) return Refusal.NotFound("site", request.To);
        if (from.EntityId != to.EntityId)
        {
            var seller = (await directory.EntityAsync(work.Db, from.EntityId, cancel))!;
            var buyer = (await directory.EntityAsync(work.Db, to.EntityId, cancel))!;
            return new BetweenEntities(from.Code, seller.Code, to.Code, buyer.Code);
        }

        return from.Id == to.Id ? new TransferToItself(from.Code) : (from, to);
    }

    private async Task<Result<Item>> LineAsync(Work work, Transfer transfer, CreateTransferLine asked, int index, CancellationToken cancel)
    {
        if ((await addresses.ItemAsync(work.Db, asked.Item, cancel)).Refused(out var refusal, out var item)) return refusal;
        if (Addresses.InBase(item, asked.Quantity, asked.Unit).Refused(out refusal, out var quantity)) return refusal;
        LotId lot = default;
        if (asked.Lot is not null && (await addresses.LotAsync(work, item, asked.Lot, cancel)).Refused(out refusal, out lot)) return refusal;
        transfer.Lines.Add(new TransferLine { Id = Guid.CreateVersion7(work.Now), TransferId = transfer.Id, Line = index + 1, ItemId = item.Id, LotId = lot, Ordered = quantity });
        return item;
    }
}

internal sealed record BetweenEntities(string From, string Seller, string To, string Buyer) : Refusal(RefusalKind.Refused, "warehouse.between_entities",
    $"{From} belongs to {Seller} and {To} to {Buyer}. Between two entities goods change their owner, so this is a sale and a purchase, not a transfer: order them from {Seller}.");

internal sealed record TransferToItself(string Site) : Refusal(RefusalKind.Invalid, "warehouse.transfer_to_itself", $"{Site} cannot send to itself. Move the stock instead.");

internal sealed record ArrivesBeforeItLeaves(DateOnly Ship, DateOnly Arrival) : Refusal(RefusalKind.Invalid, "warehouse.arrives_before_it_leaves",
    $"It cannot arrive on {Arrival:yyyy-MM-dd} when it leaves on {Ship:yyyy-MM-dd}.");
