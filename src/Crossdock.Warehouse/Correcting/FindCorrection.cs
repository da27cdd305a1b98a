using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Correcting;

/// <summary>One correction.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindCorrectionRequest([Required, StringLength(20)] string Number);

/// <summary>A correction that people were asked about.</summary>
/// <param name="Number">Its number; the document it is posted with has the same.</param>
/// <param name="Kind">What it does.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Currency">Currency of the values.</param>
/// <param name="Value">What it was worth when it was last asked about.</param>
/// <param name="Person">Who asks.</param>
/// <param name="Own">True when the reader asked for it.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">What happened.</param>
/// <param name="Evidence">Where that can be seen.</param>
/// <param name="About">For losses on the way: number of the transfer.</param>
/// <param name="Approval">The request people decide on, the last one when it is over.</param>
/// <param name="Lines">The positions.</param>
/// <param name="Version">Its version.</param>
public sealed record FindCorrectionResponse(
    string Number, CorrectionKind Kind, CorrectionState State, string Site, Currency Currency, Amount Value, string Person, bool Own, DateTimeOffset AskedAt,
    string? Reason, string? Note, string? Evidence, string? About, string? Approval, IReadOnlyList<CorrectionLineView> Lines, long Version) : IVersioned;

/// <summary>A position of a correction; quantities in base units.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Place">Code of the place; null on the way.</param>
/// <param name="Lot">Lot or serial.</param>
/// <param name="Condition">Condition.</param>
/// <param name="Change">What is added, negative when it leaves.</param>
/// <param name="OnHand">What lay there when it was last asked about.</param>
/// <param name="Counted">For counts: what was counted.</param>
/// <param name="Value">What the change is worth.</param>
public sealed record CorrectionLineView(
    int Line, string Item, string Name, string Unit, string? Place, string? Lot, Condition Condition, Quantity Change, Quantity OnHand, Quantity? Counted, Amount Value);

internal sealed class FindCorrection(Directory directory, Items items, People people, LotRegister lots) : IQuery<FindCorrectionRequest, FindCorrectionResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindCorrection>("GET /corrections/{number}", Permission.SeeStock)
        .WithSummary("One correction of stock that people were asked about.");

    public async Task<Result<FindCorrectionResponse>> AnswerAsync(Reading reading, FindCorrectionRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var found = await db.Set<Correction>().AsNoTracking().Include(c => c.Lines.OrderBy(l => l.Line)).SingleOrDefaultAsync(c => c.Number == request.Number, cancel);
        if (found is null || !reading.Actor.WorksAt(found.EntityId, found.SiteId)) return Refusal.NotFound("correction", request.Number);
        var known = await items.FindManyAsync(db, found.Lines.Select(l => l.ItemId), cancel);
        var codes = await lots.CodesAsync(db, found.Lines.Select(l => l.LotId), cancel);
        var lines = new List<CorrectionLineView>(found.Lines.Count);
        foreach (var line in found.Lines)
        {
            var item = known[line.ItemId];
            lines.Add(new(line.Line, item.Code, item.Name, item.BaseUnit, (await directory.PlaceAsync(db, line.PlaceId, cancel))?.Code, codes.GetValueOrDefault(line.LotId),
                line.Condition, line.Change, line.OnHand, line.Counted, line.Value));
        }

        return new FindCorrectionResponse(
            found.Number, found.Kind, found.State, (await directory.SiteAsync(db, found.SiteId, cancel))!.Code, (await directory.EntityAsync(db, found.EntityId, cancel))!.Currency,
            found.Value, await people.NameAsync(db, found.AskedBy, cancel), found.AskedBy == reading.Actor.Id, found.AskedAt,
            found.Reason, found.Note, found.Evidence, found.About, found.Approval, lines, found.Version);
    }
}
