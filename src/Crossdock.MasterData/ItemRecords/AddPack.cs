using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.ItemRecords;

/// <summary>A further unit of an item. A unit that exists keeps its size for good: documents rest on it.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Pack">The unit.</param>
public sealed record AddPackRequest([Required, StringLength(40)] string Item, [Required] NewPack Pack);

/// <summary>The unit as stored.</summary>
/// <param name="Item">The item.</param>
/// <param name="Unit">The unit.</param>
public sealed record AddPackResponse(string Item, string Unit);

internal sealed class AddPack(SearchIndex search) : IUse<AddPackRequest, AddPackResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AddPack>("POST /items/{item}/packs", Permission.MaintainItems)
        .WithSummary("Add a unit to an item.");

    public async Task<Result<AddPackResponse>> ExecuteAsync(Work work, AddPackRequest request, CancellationToken cancel)
    {
        var code = Code.Normal(request.Item);
        if (await work.Db.Set<StoredItem>().SingleOrDefaultAsync(i => i.Code == code, cancel) is not { } item) return Refusal.NotFound("item", request.Item);
        if (PackRules.Decide(code, request.Pack, item.BaseDecimals).Refused(out var refusal, out var pack)) return refusal with { Pointer = "/pack" };
        if (await work.Db.Set<StoredPack>().AnyAsync(p => p.ItemId == item.Id && p.Unit == pack.Unit, cancel)) return new UnitTwice(code, pack.Unit);
        if (pack.Gtin is { } gtin && await work.Db.Set<StoredPack>().AnyAsync(p => p.Gtin == gtin, cancel)) return new GtinTaken(gtin);

        work.Db.Add(pack.ToStored(item.Id));
        item.Version++;
        await search.ReplaceItemAsync(work, await ItemRows.LoadAsync(work.Db, item, cancel), await ItemRows.NumbersAsync(work.Db, item.Id, cancel), cancel);
        work.Subject = $"item {item.Code}";
        await MasterChanges.TellAsync(work, new ItemsChanged(item.Id), cancel);
        return new AddPackResponse(item.Code, pack.Unit);
    }
}

/// <summary>A number somebody else has for an item.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Kind">Whose.</param>
/// <param name="Number">The number.</param>
/// <param name="Partner">Code of the supplier or customer; none for a superseded number.</param>
public sealed record AddReferenceRequest(
    [Required, StringLength(40)] string Item, ReferenceKind Kind, [Required, StringLength(60)] string Number, [StringLength(40)] string? Partner = null);

/// <summary>The number as stored.</summary>
/// <param name="Item">The item.</param>
/// <param name="Number">The number.</param>
public sealed record AddReferenceResponse(string Item, string Number);

internal sealed class AddReference(SearchIndex search, Partners partners) : IUse<AddReferenceRequest, AddReferenceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AddReference>("POST /items/{item}/references", Permission.MaintainItems)
        .WithSummary("Add a supplier's, customer's or earlier number to an item.");

    public async Task<Result<AddReferenceResponse>> ExecuteAsync(Work work, AddReferenceRequest request, CancellationToken cancel)
    {
        var code = Code.Normal(request.Item);
        var number = Code.Normal(request.Number);
        if (await work.Db.Set<StoredItem>().SingleOrDefaultAsync(i => i.Code == code, cancel) is not { } item) return Refusal.NotFound("item", request.Item);
        PartnerId partner = default;
        if (request.Kind != ReferenceKind.Superseded)
        {
            if (string.IsNullOrWhiteSpace(request.Partner)) return new ReferenceWithoutPartner(number) { Pointer = "/partner" };
            var kind = request.Kind == ReferenceKind.Supplier ? PartnerKind.Supplier : PartnerKind.Customer;
            if (await partners.FindAsync(work.Db, kind, request.Partner, cancel) is not { } known) return Refusal.NotFound("partner", request.Partner);
            partner = known.Id;
        }

        if (await work.Db.Set<StoredReference>().AnyAsync(r => r.ItemId == item.Id && r.Kind == request.Kind && r.PartnerId == partner && r.Number == number, cancel))
            return new CodeTaken("number of this item", number);
        work.Db.Add(new StoredReference { ItemId = item.Id, Kind = request.Kind, PartnerId = partner, Number = number });
        item.Version++;
        await search.ReplaceItemAsync(
            work, await ItemRows.LoadAsync(work.Db, item, cancel), [.. await ItemRows.NumbersAsync(work.Db, item.Id, cancel), number], cancel);
        work.Subject = $"item {item.Code}";
        await MasterChanges.TellAsync(work, new ItemsChanged(item.Id), cancel);
        return new AddReferenceResponse(item.Code, number);
    }
}
