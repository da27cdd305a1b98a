using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.ItemRecords;

/// <summary>
/// The fields of an item that may change, all of them as they shall be. Base unit, tracking and valuation are fixed from the start: stock and its value rest on them.
/// </summary>
/// <param name="Code">The item.</param>
/// <param name="IfMatch">The version that was looked at.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">What it is.</param>
/// <param name="Class">How it is planned and counted.</param>
/// <param name="Active">False when it may no longer be ordered.</param>
/// <param name="StandardCost">Expected cost of one base unit.</param>
/// <param name="ListPrice">List price of one base unit.</param>
/// <param name="Supplier">Code of the usual supplier.</param>
/// <param name="ShelfLifeDays">Days from receipt to expiry.</param>
/// <param name="Weight">What one base unit weighs, in kilograms; not known when absent.</param>
/// <param name="Volume">What room one base unit takes up, in litres; not known when absent.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record ChangeItemRequest(
    [Required, StringLength(40)] string Code,
    long IfMatch,
    [Required, StringLength(200)] string Name,
    [StringLength(80)] string? Category,
    [StringLength(12)] string? Class,
    bool Active,
    UnitPrice StandardCost,
    UnitPrice ListPrice,
    [StringLength(40)] string? Supplier = null,
    [Range(1, 36500)] int? ShelfLifeDays = null,
    Quantity? Weight = null,
    Quantity? Volume = null,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The item as it is now.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its new version.</param>
public sealed record ChangeItemResponse(string Code, long Version);

internal sealed class ChangeItem(SearchIndex search, Segregation segregation) : IUse<ChangeItemRequest, ChangeItemResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeItem>("PUT /items/{code}", Permission.MaintainItems)
        .WithSummary("Change an item.");

    public async Task<Result<ChangeItemResponse>> ExecuteAsync(Work work, ChangeItemRequest request, CancellationToken cancel)
    {
        var code = Code.Normal(request.Code);
        if (await work.Db.Set<StoredItem>().SingleOrDefaultAsync(i => i.Code == code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        if (item.Version != request.IfMatch) return new ChangedMeanwhile($"Item {code}");
        if (request.StandardCost.IsNegative || request.ListPrice.IsNegative) return new PriceNegative(code);
        if (ItemMeasures.Wrong(code, item.BaseUnit, request.Weight, request.Volume) is { } wrong) return wrong;
        PartnerId? supplier = null;
        if (!string.IsNullOrWhiteSpace(request.Supplier))
        {
            var supplierCode = Code.Normal(request.Supplier);
            var ids = await work.Db.Set<StoredPartner>().Where(p => p.Kind == PartnerKind.Supplier && p.Code == supplierCode).Select(p => p.Id).ToListAsync(cancel);
            if (ids.Count == 0) return Refusal.NotFound("supplier", request.Supplier);
            supplier = ids[0];
        }

        if ((request.StandardCost != item.StandardCost || request.ListPrice != item.ListPrice)
            && (await segregation.TakeAsync(work, Duty.EditTerms, [Chain.Item(item.Id, item.Code)], cancel: cancel)).Refused(out var refusal, out _)) return refusal;

        (item.Name, item.Category, item.Class) = (request.Name.Trim(), (request.Category ?? "").Trim(), (request.Class ?? "").Trim().ToUpperInvariant());
        (item.Active, item.StandardCost, item.ListPrice) = (request.Active, request.StandardCost, request.ListPrice);
        (item.SupplierId, item.ShelfLifeDays) = (supplier, request.ShelfLifeDays);
        (item.Weight, item.Volume) = (request.Weight, request.Volume);
        item.Version++;

        await search.ReplaceItemAsync(work, await ItemRows.LoadAsync(work.Db, item, cancel), await ItemRows.NumbersAsync(work.Db, item.Id, cancel), cancel);
        work.Subject = $"item {item.Code}";
        await MasterChanges.TellAsync(work, new ItemsChanged(item.Id), cancel);
        return new ChangeItemResponse(item.Code, item.Version);
    }
}

internal static class ItemRows
{
    public static async Task<Item> LoadAsync(CrossdockDb db, StoredItem item, CancellationToken cancel)
    {
        await db.Set<StoredPack>().Where(p => p.ItemId == item.Id).LoadAsync(cancel);
        return item.ToItem(db.Set<StoredPack>().Local.Where(p => p.ItemId == item.Id));
    }

    public static Task<List<string>> NumbersAsync(CrossdockDb db, ItemId item, CancellationToken cancel) =>
        db.Set<StoredReference>().Where(r => r.ItemId == item).Select(r => r.Number).ToListAsync(cancel);
}
