using Crossdock.Organisation.Sites;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation;

/// <summary>Creates the group: entities, sites with their standard places, and bins. For uses and for loaders that create many in one commit.</summary>
public sealed class Foundation
{
    /// <summary>Creates an entity.</summary>
    public async Task<Result<LegalEntity>> CreateEntityAsync(Work work, CreateEntityRequest request, CancellationToken cancel)
    {
        if (Code.Refused(request.Code, "an entity", out var refusal, out var code)) return refusal;
        if (!Currency.TryParse(request.Currency, out var currency)) return new CurrencyUnknown(request.Currency);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _)) return new TimeZoneUnknown(request.TimeZone);
        if (await work.Db.Set<StoredEntity>().AnyAsync(e => e.Code == code, cancel)) return new CodeTaken("entity", code);
        var entity = new StoredEntity
        {
            Id = new(work.NewKey("entities")),
            Code = code,
            Name = request.Name.Trim(),
            Currency = currency,
            TimeZone = request.TimeZone,
        };
        work.Db.Add(entity);
        await MasterChanges.TellAsync(work, new SitesChanged(null), cancel);
        return entity.ToEntity();
    }

    /// <summary>Creates a site and the places every site has: dock, staging, shipping, quarantine, transit lane and the virtual ones.</summary>
    public async Task<Result<Site>> CreateSiteAsync(Work work, CreateSiteRequest request, CancellationToken cancel)
    {
        if (Code.Refused(request.Code, "a site", out var refusal, out var code)) return refusal;
        var entityCode = Code.Normal(request.Entity);
        var entity = work.Db.Set<StoredEntity>().Local.FirstOrDefault(e => e.Code == entityCode)
            ?? await work.Db.Set<StoredEntity>().SingleOrDefaultAsync(e => e.Code == entityCode, cancel);
        if (entity is null || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity);
        var timeZone = request.TimeZone ?? entity.TimeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) return new TimeZoneUnknown(timeZone);
        if (await work.Db.Set<StoredSite>().AnyAsync(s => s.Code == code, cancel)) return new CodeTaken("site", code);
        var site = new StoredSite
        {
            Id = new(work.NewKey("sites")),
            EntityId = entity.Id,
            Code = code,
            Name = request.Name.Trim(),
            Role = request.Role,
            TimeZone = timeZone,
            NegativeStockAllowed = request.NegativeStockAllowed,
            LatitudeMicrodegrees = Microdegrees(request.Latitude),
            LongitudeMicrodegrees = Microdegrees(request.Longitude),
        };
        work.Db.Add(site);
        foreach (var (standardCode, kind) in StandardPlaces.All)
        {
            work.Db.Add(new StoredPlace
            {
                Id = new(work.NewKey("places")),
                SiteId = site.Id,
                Code = standardCode,
                Kind = kind,
                Zone = "",
            });
        }

        await MasterChanges.TellAsync(work, new SitesChanged(site.Id), cancel);
        return site.ToSite();
    }

    /// <summary>Creates bins, and further docks or staging places, at a site.</summary>
    public async Task<Result<IReadOnlyList<Place>>> CreatePlacesAsync(Work work, SiteId site, IReadOnlyList<NewPlace> places, CancellationToken cancel)
    {
        var created = new List<Place>(places.Count);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            if (Code.Refused(place.Code, "a place", out var refusal, out var code)) return refusal;
            if (place.Kind >= PlaceKind.Supplier) return new VirtualPlace(place.Kind);
            if (!codes.Add(code)) return new CodeTaken("place", code);
            var stored = new StoredPlace
            {
                Id = new(work.NewKey("places")),
                SiteId = site,
                Code = code,
                Kind = place.Kind,
                Zone = (place.Zone ?? "").Trim(),
                PickSequence = place.PickSequence,
                PalletCapacity = place.PalletCapacity,
            };
            work.Db.Add(stored);
            created.Add(stored.ToPlace());
        }

        var taken = await work.Db.Set<StoredPlace>().Where(p => p.SiteId == site && codes.Contains(p.Code)).Select(p => p.Code).FirstOrDefaultAsync(cancel);
        if (taken is not null) return new CodeTaken("place", taken);
        await MasterChanges.TellAsync(work, new SitesChanged(site), cancel);
        return Result<IReadOnlyList<Place>>.Of(created);
    }

    private static int? Microdegrees(decimal? degrees) => degrees is { } d ? (int)decimal.Round(d * 1_000_000m) : null;
}

/// <summary>The places every site has from its first day.</summary>
public static class StandardPlaces
{
    /// <summary>Code and kind of each.</summary>
    public static IReadOnlyList<(string Code, PlaceKind Kind)> All { get; } =
    [
        ("DOCK", PlaceKind.Dock), ("STAGE", PlaceKind.Staging), ("SHIP", PlaceKind.Shipping), ("QUAR", PlaceKind.Quarantine),
        ("TRANSIT", PlaceKind.Transit), ("SUPPLIER", PlaceKind.Supplier), ("CUSTOMER", PlaceKind.Customer), ("SCRAP", PlaceKind.Scrap),
        ("ADJUST", PlaceKind.Adjustment),
    ];
}
