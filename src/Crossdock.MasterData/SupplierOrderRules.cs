using Crossdock.MasterData.OrderRules;
using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>Where goods become ours. Stored by number.</summary>
public enum TitlePoint
{
    /// <summary>Nothing is agreed.</summary>
    None = 0,

    /// <summary>Where the supplier hands them over.</summary>
    Origin = 1,

    /// <summary>Where they arrive.</summary>
    Destination = 2,
}

/// <summary>The moment until which a supplier takes orders for a day.</summary>
/// <param name="Day">The day, as the site counts days.</param>
/// <param name="At">The instant: what is ordered from then on is late.</param>
public sealed record CutOff(DateOnly Day, DateTimeOffset At)
{
    /// <summary>Whole minutes that are left; nothing of a minute that has begun.</summary>
    public long MinutesLeft(DateTimeOffset now) => (At - now).Ticks / TimeSpan.TicksPerMinute;
}

/// <summary>How a supplier takes orders. Amounts are in the supplier's currency.</summary>
public sealed record SupplierOrderRule
{
    /// <summary>The supplier.</summary>
    public required PartnerId Supplier { get; init; }

    /// <summary>The site it holds for; null for every site without a rule of its own.</summary>
    public SiteId? Site { get; init; }

    /// <summary>The least an order of goods must come to; null when any order goes.</summary>
    public Amount? MinimumValue { get; init; }

    /// <summary>The least an order of goods must weigh, in kilograms; null when any weight goes.</summary>
    public Quantity? MinimumWeight { get; init; }

    /// <summary>The least room an order of goods must take up, in litres; null when any volume goes.</summary>
    public Quantity? MinimumVolume { get; init; }

    /// <summary>All minima together: an order must reach each that is set.</summary>
    public OrderMinima Minimum => new(MinimumValue, MinimumWeight, MinimumVolume);

    /// <summary>Minutes after midnight, site time, until which it takes orders; null until the end of the day.</summary>
    public int? CutOffMinutes { get; init; }

    /// <summary>Weekdays on which it takes orders; empty for the working days of the site.</summary>
    public IReadOnlySet<DayOfWeek> Weekdays { get; init; } = new HashSet<DayOfWeek>();

    /// <summary>Delivery term; null for the supplier's usual one.</summary>
    public string? Incoterm { get; init; }

    /// <summary>Where goods become ours.</summary>
    public TitlePoint TitlePoint { get; init; }

    /// <summary>What it charges to deliver an order; null or zero when nothing.</summary>
    public Amount? DeliveryCharge { get; init; }

    /// <summary>From so much ordered on it delivers free of charge; null when it never does.</summary>
    public Amount? FreeFrom { get; init; }

    /// <summary>True when it says until when orders are taken.</summary>
    public bool HasCutOff => CutOffMinutes is not null || Weekdays.Count > 0;

    /// <summary>What it charges to deliver goods of a value.</summary>
    public Amount ChargeFor(Amount goods) => DeliveryCharge is { } charge && (FreeFrom is not { } free || goods < free) ? charge : Amount.Zero;

    /// <summary>How much an order of a value lacks to the minimum by value; zero when it reaches it.</summary>
    public Amount Lacks(Amount goods) => MinimumValue is { } least && goods < least ? least - goods : Amount.Zero;

    /// <summary>The next moment until which it takes orders, after an instant; null when it says none, or none within a month.</summary>
    public CutOff? Next(DateTimeOffset now, TimeZoneInfo zone, WorkingDays days)
    {
        if (!HasCutOff) return null;
        var today = zone.DayOf(now);
        for (var day = today; day <= today.AddDays(31); day = day.AddDays(1))
        {
            if (Weekdays.Count == 0 ? !days.Includes(day) : !Weekdays.Contains(day.DayOfWeek)) continue;
            var at = zone.At(CutOffMinutes is { } minutes ? day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes) : day.AddDays(1).ToDateTime(TimeOnly.MinValue));
            if (at > now) return new CutOff(day, at);
        }

        return null;
    }
}

/// <summary>How suppliers take orders: minimum, cut-off, delivery charge, delivery term and title point, for all sites or one; from memory.</summary>
public sealed class SupplierOrderRules
{
    private readonly MasterMemory<Shelf> memory;

    /// <summary>The rules of the database; one per process.</summary>
    public SupplierOrderRules(Database database, CommitEngine engine, TimeProvider time) => memory = new(database, engine, time, PartnersChanged.Name);

    /// <summary>The rule of a supplier at a site: the site's own, else the one for all sites; null when nothing is laid down.</summary>
    public async ValueTask<SupplierOrderRule?> FindAsync(CrossdockDb db, PartnerId supplier, SiteId site, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        var rules = shelf.Rules ??= await memory.ReadAsync(db, async d => (await d.Set<StoredOrderRule>().ToListAsync(cancel)).ToDictionary(r => (r.SupplierId, r.SiteId), r => r.ToRule()));
        return rules.GetValueOrDefault((supplier, site)) ?? rules.GetValueOrDefault((supplier, default));
    }

    private sealed class Shelf
    {
        public Dictionary<(PartnerId Supplier, SiteId Site), SupplierOrderRule>? Rules { get; set; }
    }
}
