using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Counting;

/// <summary>Asks for a count sheet.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Place">Only this place.</param>
/// <param name="Item">Only this item.</param>
public sealed record CountSheetRequest([Required, StringLength(20)] string Site, [StringLength(40)] string? Place = null, [StringLength(60)] string? Item = null);

/// <summary>A position to count. The quantity is left out on purpose.</summary>
/// <param name="Place">Place.</param>
/// <param name="Item">Item code.</param>
/// <param name="Name">Item name.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Condition">Condition.</param>
/// <param name="Lot">Lot or serial.</param>
/// <param name="Owner">Code of the supplier that owns it; null when it is ours.</param>
/// <param name="EntryNumber">Send it back with the count: it says which balance was counted.</param>
public sealed record CountSheetLine(string Place, string Item, string Name, string Unit, Condition Condition, string? Lot, string? Owner, long EntryNumber);

internal sealed class ShowCountSheet(Addresses addresses, Directory directory, Items items, Partners partners, StockPositions positions)
    : IQuery<CountSheetRequest, IReadOnlyList<CountSheetLine>>
{
    private const int MostLines = 100;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowCountSheet>("GET /count-sheet", Permission.CountStock)
        .WithSummary("Positions to count, without their quantities.");

    public async Task<Result<IReadOnlyList<CountSheetLine>>> AnswerAsync(Reading reading, CountSheetRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(reading.Db, reading.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        Place? place = null;
        Item? item = null;
        if (request.Place is { } placeCode && (await addresses.PlaceAsync(reading.Db, site, placeCode, cancel)).Refused(out refusal, out place)) return refusal;
        if (request.Item is { } itemCode && (await addresses.ItemAsync(reading.Db, itemCode, cancel)).Refused(out refusal, out item)) return refusal;
        var found = await positions.ListAsync(reading.Db, site.Id, place?.Id, item?.Id, MostLines, cancel);
        var known = await items.FindManyAsync(reading.Db, found.Select(p => p.Item), cancel);
        var owners = await partners.FindManyAsync(reading.Db, found.Where(p => p.At.Owner != default).Select(p => p.At.Owner), cancel);
        var lines = new List<CountSheetLine>(found.Count);
        foreach (var position in found)
        {
            var of = known[position.Item];
            lines.Add(new(
                (await directory.PlaceAsync(reading.Db, position.At.Place, cancel))!.Code, of.Code, of.Name, of.BaseUnit, position.At.Condition, position.Lot,
                owners.TryGetValue(position.At.Owner, out var owner) ? owner.Code : null, position.EntryNumber));
        }

        return lines;
    }
}
