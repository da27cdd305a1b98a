using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.MasterData.ItemRecords;

/// <summary>The item that was created.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code as stored.</param>
public sealed record CreateItemResponse(int Id, string Code) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/items/{Code}";
}

internal sealed class CreateItem(ItemMaster master) : IUse<NewItem, CreateItemResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateItem>("POST /items", Permission.MaintainItems)
        .WithSummary("Create an item with its units and numbers.");

    public async Task<Result<CreateItemResponse>> ExecuteAsync(Work work, NewItem request, CancellationToken cancel)
    {
        if ((await master.CreateAsync(work, request, cancel)).Refused(out var refusal, out var item))
            return refusal with { Pointer = refusal.Pointer?.Replace("/items/0", "", StringComparison.Ordinal) };
        work.Subject = $"item {item.Code}";
        return new CreateItemResponse(item.Id.Value, item.Code);
    }
}

/// <summary>Items to create at once: all of them or none.</summary>
/// <param name="Items">One to five hundred items.</param>
public sealed record ImportItemsRequest([Required, MinLength(1), MaxLength(500)] IReadOnlyList<NewItem> Items);

/// <summary>How many were created.</summary>
/// <param name="Created">The number.</param>
public sealed record ImportItemsResponse(int Created);

internal sealed class ImportItems(ItemMaster master) : IUse<ImportItemsRequest, ImportItemsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ImportItems>("POST /items/import", Permission.ImportData)
        .WithSummary("Create up to five hundred items, all or none.");

    public async Task<Result<ImportItemsResponse>> ExecuteAsync(Work work, ImportItemsRequest request, CancellationToken cancel)
    {
        if ((await master.CreateManyAsync(work, request.Items, cancel)).Refused(out var refusal, out var items)) return refusal;
        work.Subject = $"import of {items.Count} items";
        return new ImportItemsResponse(items.Count);
    }
}
