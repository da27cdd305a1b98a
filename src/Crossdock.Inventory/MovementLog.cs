using Crossdock.Inventory.Ledger;

namespace Crossdock.Inventory;

/// <summary>A movement as it was posted, in the form in which it could be posted again.</summary>
/// <param name="Movement">Ledger id.</param>
/// <param name="Move">What moved.</param>
/// <param name="Value">Value that moved, in the entity's currency; null for moves within a pool.</param>
public sealed record LoggedMove(long Movement, StockMove Move, Amount? Value);

/// <summary>A document as the ledger knows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Number.</param>
/// <param name="Entity">Whose books.</param>
/// <param name="PostingId">The posting.</param>
/// <param name="Moves">Its movements, in order.</param>
/// <param name="ReversedBy">Number of the document that reversed it, or null.</param>
/// <param name="Reverses">True when it is itself a reversal.</param>
public sealed record LoggedDocument(Guid Id, string Number, EntityId Entity, long PostingId, IReadOnlyList<LoggedMove> Moves, string? ReversedBy, bool Reverses);

/// <summary>Finds what a document moved, by its number.</summary>
public sealed class MovementLog
{
    /// <summary>The document with a number; null when nothing was moved under it.</summary>
    public async Task<LoggedDocument?> OfDocumentAsync(CrossdockDb db, string number, CancellationToken cancel)
    {
        var set = db.Set<Movement>().AsNoTracking();
        var movements = await set.Where(m => m.Document == number && m.Kind != MovementKind.ShortageSettlement).OrderBy(m => m.Id).ToListAsync(cancel);
        if (movements.Count == 0) return null;
        var ids = movements.Select(m => (long?)m.Id).ToList();
        var reversedBy = await set.Where(m => ids.Contains(m.ReverseOf)).Select(m => m.Document).FirstOrDefaultAsync(cancel);
        var positions = movements.SelectMany(m => new[] { m.FromPositionId, m.ToPositionId }).OfType<long>().Distinct().ToList();
        var at = await db.Set<Position>().AsNoTracking().Where(p => positions.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.At, cancel);
        var transits = movements.Select(m => m.TransitId).OfType<Guid>().Distinct().ToList();
        var to = transits.Count == 0 ? [] : await db.Set<Transit>().AsNoTracking().Where(t => transits.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.ToSiteId, cancel);
        var first = movements[0];
        return new(first.DocumentId, number, first.EntityId, first.PostingId, movements.ConvertAll(m => Logged(m, at, to)), reversedBy, first.ReverseOf is not null);
    }

    /// <summary>When a person last received and last picked an item at a site, since an instant.</summary>
    public async Task<IReadOnlyList<(MovementKind Kind, DateTimeOffset At)>> HandledAsync(
        CrossdockDb db, PersonId person, ItemId item, SiteId site, DateTimeOffset since, CancellationToken cancel)
    {
        var found = await (from position in db.Set<Position>().AsNoTracking()
                           join movement in db.Set<Movement>().AsNoTracking() on position.Id equals movement.ToPositionId
                           join posting in db.Set<Posting>().AsNoTracking() on movement.PostingId equals posting.Id
                           where position.ItemId == item && position.SiteId == site && movement.PostedAt >= since && posting.ActorId == person
                               && (movement.Kind == MovementKind.Receipt || movement.Kind == MovementKind.Pick)
                           group movement by movement.Kind into kind
                           select new { Kind = kind.Key, At = kind.Max(m => m.PostedAt) }).ToListAsync(cancel);
        return found.ConvertAll(f => (f.Kind, f.At));
    }

    /// <summary>When a person last moved an item in or out of a place, since an instant; null when not.</summary>
    public async Task<DateTimeOffset?> KeptAsync(CrossdockDb db, PersonId person, ItemId item, PlaceId place, DateTimeOffset since, CancellationToken cancel)
    {
        var at = await db.Set<Position>().AsNoTracking().Where(p => p.ItemId == item && p.PlaceId == place).Select(p => (long?)p.Id).ToListAsync(cancel);
        return await (from movement in db.Set<Movement>().AsNoTracking()
                      join posting in db.Set<Posting>().AsNoTracking() on movement.PostingId equals posting.Id
                      where (at.Contains(movement.FromPositionId) || at.Contains(movement.ToPositionId)) && movement.PostedAt >= since && posting.ActorId == person
                          && (movement.Kind == MovementKind.Receipt || movement.Kind == MovementKind.Move || movement.Kind == MovementKind.Pick)
                      select (DateTimeOffset?)movement.PostedAt).MaxAsync(cancel);
    }

    private static LoggedMove Logged(Movement movement, Dictionary<long, StockAt> at, Dictionary<Guid, SiteId> to) => new(movement.Id, new StockMove
    {
        Kind = movement.Kind,
        Item = movement.ItemId,
        Quantity = movement.Quantity,
        From = movement.FromPositionId is { } from ? at[from] : null,
        To = movement.ToPositionId is { } reached ? at[reached] : null,
        Transit = movement.TransitId,
        TransitTo = movement.TransitId is { } way && to.TryGetValue(way, out var site) ? site : null,
        Line = movement.LineId,
        HappenedAt = movement.HappenedAt,
        Source = movement.HappenedSource,
        Reason = movement.Reason,
    }, movement.FromValue ?? movement.ToValue);
}
