using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory.Looking;

/// <summary>One side of a movement.</summary>
/// <param name="Site">Site.</param>
/// <param name="Place">Place.</param>
/// <param name="Condition">Condition.</param>
/// <param name="Balance">What was there after it.</param>
/// <param name="EntryNumber">Number of the entry in this balance.</param>
public sealed record MovementSide(string Site, string Place, Condition Condition, Quantity Balance, long EntryNumber);

/// <summary>A movement of the stock ledger.</summary>
/// <param name="Id">Ledger id.</param>
/// <param name="Kind">Why.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Item">Item code.</param>
/// <param name="ItemName">Item name.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Lot">Lot or serial.</param>
/// <param name="From">Where it left; null when from outside or from transit.</param>
/// <param name="To">Where it went; null when to the outside or into transit.</param>
/// <param name="Value">What it was worth, in the entity's currency; null for moves within a site.</param>
/// <param name="Currency">The entity's currency.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="Source">How we know.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="PersonId">Key of the person or job that posted it.</param>
/// <param name="Posting">Its posting.</param>
/// <param name="ReverseOf">Movement it mirrors.</param>
public sealed record MovementView(
    long Id, MovementKind Kind, string Document, string Item, string ItemName, Quantity Quantity, string Unit, string? Lot, MovementSide? From, MovementSide? To,
    Amount? Value, Currency Currency, DateTimeOffset HappenedAt, HappenedSource Source, DateTimeOffset PostedAt, string? Reason, int PersonId, long Posting, long? ReverseOf);

/// <summary>Turns ledger rows into what people read.</summary>
internal sealed class MovementReader(Directory directory, Items items)
{
    public async Task<List<MovementView>> ReadAsync(CrossdockDb db, IReadOnlyList<Movement> movements, CancellationToken cancel)
    {
        var positionIds = movements.SelectMany(m => new[] { m.FromPositionId, m.ToPositionId }).OfType<long>().Distinct().ToList();
        var positions = await db.Set<Position>().AsNoTracking().Where(p => positionIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        var lotIds = movements.Where(m => m.LotId != default).Select(m => m.LotId).Distinct().ToList();
        var lots = lotIds.Count == 0 ? [] : await db.Set<Lot>().AsNoTracking().Where(l => lotIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Code, cancel);
        var postingIds = movements.Select(m => m.PostingId).Distinct().ToList();
        var people = await db.Set<Posting>().AsNoTracking().Where(p => postingIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.ActorId, cancel);
        var known = await items.FindManyAsync(db, movements.Select(m => m.ItemId), cancel);
        var views = new List<MovementView>(movements.Count);
        foreach (var movement in movements)
        {
            var item = known[movement.ItemId];
            views.Add(new(
                movement.Id, movement.Kind, movement.Document, item.Code, item.Name, movement.Quantity, item.BaseUnit, lots.GetValueOrDefault(movement.LotId),
                await SideAsync(db, positions, movement.FromPositionId, movement.FromBalance, movement.FromNo, cancel),
                await SideAsync(db, positions, movement.ToPositionId, movement.ToBalance, movement.ToNo, cancel),
                movement.FromValue ?? movement.ToValue, (await directory.EntityAsync(db, movement.EntityId, cancel))!.Currency,
                movement.HappenedAt, movement.HappenedSource, movement.PostedAt, movement.Reason,
                people.TryGetValue(movement.PostingId, out var person) ? person.Value : 0, movement.PostingId, movement.ReverseOf));
        }

        return views;
    }

    private async ValueTask<MovementSide?> SideAsync(CrossdockDb db, Dictionary<long, Position> positions, long? id, Quantity? balance, long? number, CancellationToken cancel)
    {
        if (id is not { } key) return null;
        var position = positions[key];
        var site = (await directory.SiteAsync(db, position.SiteId, cancel))!;
        var place = (await directory.PlaceAsync(db, position.PlaceId, cancel))!;
        return new(site.Code, place.Code, position.Condition, balance!.Value, number!.Value);
    }
}
