using System.Collections.Concurrent;
using Crossdock.MasterData.ItemRecords;
using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>Items with their units, from memory. It answers null for what does not exist.</summary>
public sealed class Items
{
    private const int MostRemembered = 200_000;
    private readonly MasterMemory<Shelf> memory;

    /// <summary>The items of the database; one per process.</summary>
    public Items(Database database, CommitEngine engine, TimeProvider time) => memory = new(database, engine, time, ItemsChanged.Name);

    /// <summary>The item with this key.</summary>
    public async ValueTask<Item?> FindAsync(CrossdockDb db, ItemId id, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        if (shelf.ById.TryGetValue(id, out var known)) return known;
        return Keep(shelf, await memory.ReadAsync(db, d => LoadAsync(d, id, cancel)));
    }

    /// <summary>
    /// The item with this code; else the one that has it as a supplier's, customer's or superseded number or as a trade item number,
    /// as long as that is a single one.
    /// </summary>
    public async ValueTask<Item?> FindAsync(CrossdockDb db, string code, CancellationToken cancel = default)
    {
        var normal = Code.Normal(code);
        var shelf = await memory.CurrentAsync();
        if (shelf.IdOfCode.TryGetValue(normal, out var known)) return await FindAsync(db, known, cancel);
        if (await memory.ReadAsync(db, d => IdOfAsync(d, normal, cancel)) is not { } id) return null;
        shelf.IdOfCode[normal] = id;
        return await FindAsync(db, id, cancel);
    }

    /// <summary>The item and the pack with this trade item number, in any of its spellings (8, 12, 13 or 14 digits).</summary>
    public async ValueTask<(Item Item, Pack Pack)?> ByGtinAsync(CrossdockDb db, string gtin, CancellationToken cancel = default)
    {
        if (Gtin.Parse(gtin).Refused(out _, out var number)) return null;
        var digits = number.Digits;
        var item = await FindAsync(db, digits, cancel);
        return item?.Packs.FirstOrDefault(p => p.Gtin == digits) is { } pack ? (item, pack) : null;
    }

    /// <summary>Several items at once, for lists; keys that do not exist are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<ItemId, Item>> FindManyAsync(CrossdockDb db, IEnumerable<ItemId> ids, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        var found = new Dictionary<ItemId, Item>();
        var missing = new List<ItemId>();
        foreach (var id in ids.Distinct())
        {
            if (shelf.ById.TryGetValue(id, out var known)) found[id] = known;
            else missing.Add(id);
        }

        foreach (var part in missing.Chunk(500))
        {
            foreach (var item in await memory.ReadAsync(db, d => LoadManyAsync(d, part, cancel))) found[item.Id] = Keep(shelf, item)!;
        }

        return found;
    }

    private static async Task<Item?> LoadAsync(CrossdockDb db, ItemId id, CancellationToken cancel) =>
        (await LoadManyAsync(db, [id], cancel)).FirstOrDefault();

    private static async Task<List<Item>> LoadManyAsync(CrossdockDb db, ItemId[] ids, CancellationToken cancel)
    {
        var items = await db.Set<StoredItem>().Where(i => ids.Contains(i.Id)).ToListAsync(cancel);
        var packs = (await db.Set<StoredPack>().Where(p => ids.Contains(p.ItemId)).ToListAsync(cancel)).ToLookup(p => p.ItemId);
        return items.ConvertAll(i => i.ToItem(packs[i.Id]));
    }

    private static async Task<ItemId?> IdOfAsync(CrossdockDb db, string number, CancellationToken cancel)
    {
        var own = await db.Set<StoredItem>().Where(i => i.Code == number).Select(i => i.Id).ToListAsync(cancel);
        if (own.Count == 1) return own[0];
        if (!Gtin.Parse(number).Refused(out _, out var gtin))
        {
            var digits = gtin.Digits;
            var packs = await db.Set<StoredPack>().Where(p => p.Gtin == digits).Select(p => p.ItemId).ToListAsync(cancel);
            if (packs.Count == 1) return packs[0];
        }

        var others = await db.Set<StoredReference>().Where(r => r.Number == number).Select(r => r.ItemId).Distinct().Take(2).ToListAsync(cancel);
        return others.Count == 1 ? others[0] : null;
    }

    private static Item? Keep(Shelf shelf, Item? item)
    {
        if (item is null) return null;
        if (shelf.ById.Count >= MostRemembered) shelf.ById.Clear();
        return shelf.ById[item.Id] = item;
    }

    private sealed class Shelf
    {
        public ConcurrentDictionary<ItemId, Item> ById { get; } = new();
        public ConcurrentDictionary<string, ItemId> IdOfCode { get; } = new(StringComparer.Ordinal);
    }
}
