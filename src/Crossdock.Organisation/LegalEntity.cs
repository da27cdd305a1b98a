namespace Crossdock.Organisation;

/// <summary>A legal entity: own books in one currency, accounting days in one time zone.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code, upper case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The functional currency of its books.</param>
/// <param name="TimeZone">IANA name of the zone of its accounting days.</param>
public sealed record LegalEntity(EntityId Id, string Code, string Name, Currency Currency, string TimeZone)
{
    /// <summary>The zone of its accounting days.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The accounting day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Zone.DayOf(instant);
}

/// <summary>What a site is in the network.</summary>
public enum SiteRole
{
    /// <summary>Supplies other sites and its own customers.</summary>
    Hub = 1,

    /// <summary>Supplies its own customers.</summary>
    Branch = 2,
}

/// <summary>A warehouse of an entity.</summary>
/// <param name="Id">Its key.</param>
/// <param name="EntityId">The entity that owns it.</param>
/// <param name="Code">Its code, unique in the group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is in the network.</param>
/// <param name="TimeZone">IANA name of the zone of its shipping and expiry days.</param>
/// <param name="NegativeStockAllowed">True when picks may run ahead of late receipts.</param>
/// <param name="Latitude">Degrees north, or null.</param>
/// <param name="Longitude">Degrees east, or null.</param>
public sealed record Site(
    SiteId Id, EntityId EntityId, string Code, string Name, SiteRole Role, string TimeZone, bool NegativeStockAllowed, decimal? Latitude, decimal? Longitude)
{
    /// <summary>True when it is registered as too small to keep all duties apart: soft conflicts can be accepted there.</summary>
    public bool IsSmall { get; init; }

    /// <summary>The zone of its shipping and expiry days.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The shipping day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Zone.DayOf(instant);
}

/// <summary>What kind of place stock can be at, or come from and go to.</summary>
public enum PlaceKind
{
    /// <summary>A storage place.</summary>
    Bin = 1,

    /// <summary>Where trucks are unloaded.</summary>
    Dock = 2,

    /// <summary>Where received goods wait for putaway.</summary>
    Staging = 3,

    /// <summary>Where picked goods wait for the truck.</summary>
    Shipping = 4,

    /// <summary>Where goods wait for a quality decision.</summary>
    Quarantine = 5,

    /// <summary>Goods on the way to this site.</summary>
    Transit = 6,

    /// <summary>Virtual: the suppliers' side of a receipt.</summary>
    Supplier = 20,

    /// <summary>Virtual: the customers' side of a shipment.</summary>
    Customer = 21,

    /// <summary>Virtual: where scrapped goods go.</summary>
    Scrap = 22,

    /// <summary>Virtual: the other side of an adjustment.</summary>
    Adjustment = 23,
}

/// <summary>A place of a site.</summary>
/// <param name="Id">Its key.</param>
/// <param name="SiteId">The site.</param>
/// <param name="Code">Its code, unique in the site.</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Zone">The part of the warehouse it is in; empty for standard places.</param>
/// <param name="PickSequence">Order of the pick path.</param>
/// <param name="Blocked">True when nothing may be put there or picked from there.</param>
public sealed record Place(PlaceId Id, SiteId SiteId, string Code, PlaceKind Kind, string Zone, int PickSequence, bool Blocked)
{
    /// <summary>True for places outside our walls, which keep no balance.</summary>
    public bool IsVirtual => Kind >= PlaceKind.Supplier;

    /// <summary>How many pallets fit, or null when nobody counted.</summary>
    public int? PalletCapacity { get; init; }
}
