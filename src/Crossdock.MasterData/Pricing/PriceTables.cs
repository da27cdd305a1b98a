using System.Text.Json;
using Crossdock.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Pricing;

/// <summary>
/// One price of a supplier for an item, from a day on. Written once: a later row for the same day takes its place, the row stays. Who set it is on it,
/// because whoever sets prices does not release orders at them.
/// </summary>
internal sealed class StoredPrice
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public PartnerId SupplierId { get; init; }
    public ItemId ItemId { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>1, 2, 3 per supplier and item, in the order they were decided.</summary>
    public int Revision { get; init; }

    public Currency Currency { get; init; }
    public UnitPrice PricePerBase { get; init; }

    /// <summary>Quantity breaks as JSON.</summary>
    public string Breaks { get; init; } = PriceBreaks.None;

    public PriceSource Source { get; init; }
    public string? Change { get; init; }
    public PersonId PersonId { get; init; }

    /// <summary>The decision by which it holds; 0 for a first price that came with its terms.</summary>
    public long DecisionId { get; init; }

    public DateTimeOffset At { get; init; }

    public DatedPrice ToPrice() => new(ValidFrom, PricePerBase) { Breaks = PriceBreaks.Read(Breaks), Source = Source, Change = Change };

    /// <summary>Of some prices of one supplier and item, the one in force on a day; null before the first.</summary>
    public static StoredPrice? On(IEnumerable<StoredPrice> prices, DateOnly day) => prices.Where(p => p.ValidFrom <= day).OrderBy(p => p.ValidFrom).ThenBy(p => p.Revision).LastOrDefault();
}

/// <summary>Where a price change stands. Stored by number.</summary>
public enum PriceChangeState
{
    /// <summary>Written, and looked at; nothing follows from it.</summary>
    Draft = 1,

    /// <summary>Those who decide are asked.</summary>
    Waiting = 2,

    /// <summary>Its prices hold from their days on.</summary>
    Taken = 3,

    /// <summary>Not approved.</summary>
    Rejected = 4,

    /// <summary>Taken back.</summary>
    Withdrawn = 5,

    /// <summary>The prices it was to change were changed by another one meanwhile.</summary>
    Overtaken = 6,
}

/// <summary>A letter or list of a supplier: new prices of some items, decided on together.</summary>
internal sealed class PriceChange
{
    public Guid Id { get; init; }
    public required string Number { get; set; }
    public PartnerId SupplierId { get; init; }
    public Currency Currency { get; init; }
    public PriceSource Source { get; init; }
    public string? Reference { get; init; }
    public bool OpenOrders { get; init; }
    public string? Reason { get; init; }
    public int Rows { get; init; }
    public DateOnly FirstDay { get; init; }

    /// <summary>Whose currency the effect is in.</summary>
    public EntityId EntityId { get; init; }

    /// <summary>What those that rise cost more in a year, in the entity's currency.</summary>
    public Amount Rise { get; init; }

    /// <summary>What those that fall cost less in a year.</summary>
    public Amount Fall { get; init; }

    /// <summary>The most serious of what it does, as tables name it.</summary>
    public required string Exception { get; init; }

    /// <summary>Hash of the rows: a decision binds to it.</summary>
    public required string Digest { get; init; }

    public PriceChangeState State { get; set; }
    public string? Approval { get; set; }
    public long DecisionId { get; set; }
    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Why { get; set; }
    public long Version { get; set; }
}

/// <summary>One item of a price change. Written once.</summary>
internal sealed class PriceChangeRow
{
    public Guid ChangeId { get; init; }
    public int Number { get; init; }
    public ItemId ItemId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public UnitPrice Price { get; init; }
    public string Breaks { get; init; } = PriceBreaks.None;

    /// <summary>The price it is to replace, as it stood when it was written; null when there was none.</summary>
    public UnitPrice? Before { get; init; }

    /// <summary>Its revision, so that a decision is about the price that was seen; 0 when there was none.</summary>
    public int BeforeRevision { get; init; }

    public string BeforeBreaks { get; init; } = PriceBreaks.None;

    /// <summary>Ordered in the twelve months before, in base units.</summary>
    public Quantity Yearly { get; set; }

    /// <summary>What that would have cost more, in the entity's currency; less when negative.</summary>
    public Amount Effect { get; set; }

    /// <summary>Its first day, when it is decided on a day: nothing holds for days that are past.</summary>
    public DateOnly BeginsOn(DateOnly decided) => ValidFrom > decided ? ValidFrom : decided;

    public DatedPrice Now => new(ValidFrom, Price) { Breaks = PriceBreaks.Read(Breaks) };

    public DatedPrice? Then => Before is { } price ? new(ValidFrom, price) { Breaks = PriceBreaks.Read(BeforeBreaks) } : null;
}

internal static class PriceBreaks
{
    public const string None = "[]";

    public static string Write(IReadOnlyList<PriceBreak> breaks) => breaks.Count == 0 ? None : JsonSerializer.Serialize(breaks, Json.Web);

    public static IReadOnlyList<PriceBreak> Read(string breaks) => breaks == None ? [] : JsonSerializer.Deserialize<List<PriceBreak>>(breaks, Json.Web)!;
}

internal static class PriceTables
{
    public static readonly string[] AppendOnly = ["masterdata_prices", "masterdata_price_change_rows"];

    public static readonly RowMap<StoredPrice> Prices = new("masterdata_prices");
    public static readonly RowInsert<StoredPrice> InsertPrice = new(Prices, sealedRow: true);

    public static void Model(ModelBuilder model)
    {
        model.Entity<StoredPrice>(e =>
        {
            e.ToTable("masterdata_prices", t => t.HasCheckConstraint("ck_prices", "price_per_base >= 0 AND revision > 0"));
            e.HasIndex(p => new { p.SupplierId, p.ItemId, p.Revision }).IsUnique();
            e.HasIndex(p => p.ItemId);
            e.HasIndex(p => p.ValidFrom);
        });
        model.Entity<PriceChange>(e =>
        {
            e.ToTable("masterdata_price_changes", t => t.HasCheckConstraint("ck_price_changes_taken", "state <> 3 OR decision_id <> 0"));
            e.HasIndex(c => c.Number).IsUnique();
            e.HasIndex(c => new { c.SupplierId, c.State });
            e.HasIndex(c => c.State);
            e.Property(c => c.Version).IsConcurrencyToken();
        });
        model.Entity<PriceChangeRow>(e =>
        {
            e.ToTable("masterdata_price_change_rows");
            e.HasKey(r => new { r.ChangeId, r.Number });
            e.Ignore(r => r.Now);
            e.Ignore(r => r.Then);
        });
    }
}
