using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.ItemRecords;

/// <summary>What one base unit of an item weighs and takes up, both as they shall be.</summary>
/// <param name="Code">The item.</param>
/// <param name="Weight">In kilograms; not known when absent.</param>
/// <param name="Volume">In litres; not known when absent.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record SetMeasuresRequest([Required, StringLength(40)] string Code, Quantity? Weight = null, Quantity? Volume = null, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The item as it is now.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its new version.</param>
public sealed record SetMeasuresResponse(string Code, long Version);

internal sealed class SetMeasures : IUse<SetMeasuresRequest, SetMeasuresResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetMeasures>("PUT /items/{code}/measures", Permission.MaintainItems)
        .WithSummary("Say what one base unit of an item weighs and what room it takes up.");

    public async Task<Result<SetMeasuresResponse>> ExecuteAsync(Work work, SetMeasuresRequest request, CancellationToken cancel)
    {
        var code = Code.Normal(request.Code);
        if (await work.Db.Set<StoredItem>().SingleOrDefaultAsync(i => i.Code == code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        if (ItemMeasures.Wrong(code, item.BaseUnit, request.Weight, request.Volume) is { } wrong) return wrong;
        (item.Weight, item.Volume) = (request.Weight, request.Volume);
        item.Version++;
        work.Subject = $"item {item.Code}";
        await MasterChanges.TellAsync(work, new ItemsChanged(item.Id), cancel);
        return new SetMeasuresResponse(item.Code, item.Version);
    }
}
