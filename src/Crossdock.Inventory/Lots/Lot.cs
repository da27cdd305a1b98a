using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Inventory.Lots;

/// <summary>Where the one unit of a serial is.</summary>
internal enum SerialState
{
    /// <summary>Not a serial.</summary>
    None = 0,

    /// <summary>In one of our places or between them.</summary>
    Here = 1,

    /// <summary>Lost, sent back to its supplier, or never received: it may come in again.</summary>
    Gone = 2,

    /// <summary>With a customer: it comes back only by a customer return.</summary>
    Sold = 3,
}

/// <summary>A lot, or a serial (a lot of one). Unique per item in the whole group.</summary>
internal sealed class Lot
{
    public LotId Id { get; init; }
    public ItemId ItemId { get; init; }
    public string Code { get; init; } = "";
    public DateOnly? ExpiresOn { get; init; }
    public SerialState Serial { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>The serial comes in: only one that is not ours any more, or one that a customer gives back. Says why not, when it is neither.</summary>
    /// <param name="item">Its item.</param>
    /// <param name="givenBack">True when what took it to a customer is undone or answered.</param>
    public Refusal? ComeIn(Item item, bool givenBack)
    {
        if (Serial == SerialState.Here) return Exists($"Serial {Code} of {item.Code} is on hand already.");
        if (Serial == SerialState.Sold && !givenBack) return Exists($"Serial {Code} of {item.Code} is with a customer; it comes back only by a customer return.");
        Turn(SerialState.Here);
        return null;
    }

    /// <summary>The serial leaves, or is there as it was.</summary>
    public void Turn(SerialState state)
    {
        if (Serial == state) return;
        Serial = state;
        Changed = true;
    }

    private static Refusal Exists(string message) => new(RefusalKind.Conflict, "inventory.serial_exists", message);
}

internal static class LotRows
{
    public static readonly RowMap<Lot> Lots = new("inventory_lots");
    public static readonly RowInsert<Lot> InsertLot = new(Lots);
    public static readonly RowSelect<Lot> ById = new(Lots, lockRows: false, "id", nameof(Lot.Id));
    public static readonly RowSelect<Lot> LockByCode = new(Lots, lockRows: true, "id", nameof(Lot.ItemId), nameof(Lot.Code));
    public static readonly RowSelect<Lot> LockById = new(Lots, lockRows: true, "id", nameof(Lot.Id));
    public static readonly RowUpdate<Lot> UpdateLot = new("inventory_lots", "serial = @Serial, version = version + 1", "id = @Id AND version = @Version");
}

/// <summary>Lots that one work has read or made.</summary>
internal sealed class LotBook : IWorkState
{
    private readonly Dictionary<LotId, Lot> lots = [];
    private readonly HashSet<LotId> created = [];
    private readonly HashSet<LotId> locked = [];

    public static async Task<IReadOnlyDictionary<LotId, Lot>> OfAsync(Work work, IEnumerable<LotId> ids, CancellationToken cancel)
    {
        var book = work.State<LotBook>();
        var missing = ids.Distinct().Where(id => !book.lots.ContainsKey(id)).Select(id => new Lot { Id = id }).ToList();
        if (missing.Count > 0)
            foreach (var lot in await work.SelectAsync(LotRows.ById, missing, cancel)) book.lots[lot.Id] = lot;
        return book.lots;
    }

    public async Task<Lot?> LockAsync(Work work, ItemId item, string code, CancellationToken cancel)
    {
        if (lots.Values.FirstOrDefault(l => l.ItemId == item && l.Code == code && (created.Contains(l.Id) || locked.Contains(l.Id))) is { } known) return known;
        var lot = (await work.SelectAsync(LotRows.LockByCode, [new Lot { ItemId = item, Code = code }], cancel)).FirstOrDefault();
        if (lot is null) return null;
        locked.Add(lot.Id);
        return lots[lot.Id] = lot;
    }

    public async Task<Lot> LockAsync(Work work, LotId id, CancellationToken cancel)
    {
        if (lots.TryGetValue(id, out var known) && (created.Contains(id) || locked.Contains(id))) return known;
        locked.Add(id);
        return lots[id] = (await work.SelectAsync(LotRows.LockById, [new Lot { Id = id }], cancel)).Single();
    }

    public Lot Create(Work work, ItemId item, string code, DateOnly? expires, SerialState serial)
    {
        var lot = new Lot { Id = new(work.NewId()), ItemId = item, Code = code, ExpiresOn = expires, Serial = serial };
        lots.Add(lot.Id, lot);
        created.Add(lot.Id);
        return lot;
    }

    public void Flush(Work work)
    {
        foreach (var lot in lots.Values)
        {
            if (created.Contains(lot.Id)) work.Insert(LotRows.InsertLot, lot);
            else if (lot.Changed) work.Change(LotRows.UpdateLot, lot);
        }
    }
}
