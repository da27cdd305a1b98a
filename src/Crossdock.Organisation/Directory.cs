using System.Collections.Concurrent;
using Crossdock.Organisation.Sites;
using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation;

/// <summary>
/// Entities, sites, places and calendars, from memory. It answers null for what does not exist; it does not look at the actor's scope,
/// which is the caller's to check.
/// </summary>
public sealed class Directory
{
    private readonly MasterMemory<Shelf> memory;

    /// <summary>A directory of the database; one per process.</summary>
    public Directory(Database database, CommitEngine engine, TimeProvider time) =>
        memory = new(database, engine, time, SitesChanged.Name);

    /// <summary>The entity with this key.</summary>
    public async ValueTask<LegalEntity?> EntityAsync(CrossdockDb db, EntityId id, CancellationToken cancel = default) =>
        (await GroupAsync(db, cancel)).EntityById.GetValueOrDefault(id);

    /// <summary>The entity with this code.</summary>
    public async ValueTask<LegalEntity?> EntityAsync(CrossdockDb db, string code, CancellationToken cancel = default) =>
        (await GroupAsync(db, cancel)).EntityByCode.GetValueOrDefault(Code.Normal(code));

    /// <summary>All entities, by code.</summary>
    public async ValueTask<IReadOnlyList<LegalEntity>> EntitiesAsync(CrossdockDb db, CancellationToken cancel = default) =>
        (await GroupAsync(db, cancel)).Entities;

    /// <summary>The site with this key.</summary>
    public async ValueTask<Site?> SiteAsync(CrossdockDb db, SiteId id, CancellationToken cancel = default) =>
        (await GroupAsync(db, cancel)).SiteById.GetValueOrDefault(id);

    /// <summary>The site with this code.</summary>
    public async ValueTask<Site?> SiteAsync(CrossdockDb db, string code, CancellationToken cancel = default) =>
        (await GroupAsync(db, cancel)).SiteByCode.GetValueOrDefault(Code.Normal(code));

    /// <summary>All sites, by code.</summary>
    public async ValueTask<IReadOnlyList<Site>> SitesAsync(CrossdockDb db, CancellationToken cancel = default) =>
        (await GroupAsync(db, cancel)).Sites;

    /// <summary>The time zone in which a person counts days: that of their sites where all have the same one, else that of the first entity they work for.</summary>
    public async ValueTask<TimeZoneInfo> ZoneAsync(CrossdockDb db, Actor person, CancellationToken cancel = default)
    {
        var group = await GroupAsync(db, cancel);
        var ofSites = group.Sites.Where(s => person.WorksAt(s.EntityId, s.Id)).Select(s => s.TimeZone).Distinct().Take(2).ToList();
        var zone = ofSites.Count == 1 ? ofSites[0] : group.Entities.FirstOrDefault(e => person.WorksFor(e.Id))?.TimeZone ?? ofSites.FirstOrDefault();
        return zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone);
    }

    /// <summary>The day of an instant as a person counts days.</summary>
    public async ValueTask<DateOnly> TodayAsync(CrossdockDb db, Actor person, DateTimeOffset now, CancellationToken cancel = default) =>
        (await ZoneAsync(db, person, cancel)).DayOf(now);

    /// <summary>The place with this key.</summary>
    public async ValueTask<Place?> PlaceAsync(CrossdockDb db, PlaceId id, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        if (shelf.SiteOfPlace.TryGetValue(id, out var known)) return (await PlacesAsync(shelf, db, known, cancel)).ById[id];
        var sites = await memory.ReadAsync(db, d => d.Set<StoredPlace>().Where(p => p.Id == id).Select(p => p.SiteId).ToListAsync(cancel));
        return sites.Count == 0 ? null : (await PlacesAsync(shelf, db, sites[0], cancel)).ById.GetValueOrDefault(id);
    }

    /// <summary>The place of a site with this code.</summary>
    public async ValueTask<Place?> PlaceAsync(CrossdockDb db, SiteId site, string code, CancellationToken cancel = default) =>
        (await PlacesAsync(await memory.CurrentAsync(), db, site, cancel)).ByCode.GetValueOrDefault(Code.Normal(code));

    /// <summary>The first place of a kind at a site, in pick order: its dock, its staging place, its transit lane.</summary>
    public async ValueTask<Place?> PlaceAsync(CrossdockDb db, SiteId site, PlaceKind kind, CancellationToken cancel = default) =>
        (await PlacesAsync(await memory.CurrentAsync(), db, site, cancel)).ByKind.GetValueOrDefault(kind);

    /// <summary>All places of a site, in pick order; empty for an unknown site.</summary>
    public async ValueTask<IReadOnlyList<Place>> PlacesAsync(CrossdockDb db, SiteId site, CancellationToken cancel = default) =>
        (await PlacesAsync(await memory.CurrentAsync(), db, site, cancel)).All;

    /// <summary>The working days of a site; <see cref="WorkingDays.Usual"/> when it has no calendar of its own.</summary>
    public async ValueTask<WorkingDays> WorkingDaysAsync(CrossdockDb db, SiteId site, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        if (shelf.Calendars.TryGetValue(site, out var known)) return known;
        var read = await memory.ReadAsync(db, async d =>
        {
            var calendar = await d.Set<StoredCalendar>().SingleOrDefaultAsync(c => c.SiteId == site, cancel);
            var closed = await d.Set<StoredClosedDay>().Where(c => c.SiteId == site).Select(c => c.Day).ToListAsync(cancel);
            if (calendar is null && closed.Count == 0) return WorkingDays.Usual;
            var weekdays = calendar is null
                ? WorkingDays.Usual.Weekdays
                : Enum.GetValues<DayOfWeek>().Where(d => (calendar.Weekdays & (1 << (int)d)) != 0).ToHashSet();
            return new WorkingDays(weekdays, closed.ToHashSet());
        });
        return shelf.Calendars[site] = read;
    }

    private async ValueTask<Group> GroupAsync(CrossdockDb db, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        return shelf.Group ??= await memory.ReadAsync(db, async d => new Group(
            (await d.Set<StoredEntity>().ToListAsync(cancel)).Select(e => e.ToEntity()),
            (await d.Set<StoredSite>().ToListAsync(cancel)).Select(s => s.ToSite())));
    }

    private async ValueTask<SitePlaces> PlacesAsync(Shelf shelf, CrossdockDb db, SiteId site, CancellationToken cancel)
    {
        if (shelf.Places.TryGetValue(site, out var known)) return known;
        var read = new SitePlaces((await memory.ReadAsync(db, d => d.Set<StoredPlace>().Where(p => p.SiteId == site).ToListAsync(cancel))).Select(p => p.ToPlace()));
        if (read.All.Count == 0) return read;
        foreach (var place in read.All) shelf.SiteOfPlace[place.Id] = site;
        return shelf.Places[site] = read;
    }

    private sealed class Shelf
    {
        public Group? Group { get; set; }
        public ConcurrentDictionary<SiteId, SitePlaces> Places { get; } = new();
        public ConcurrentDictionary<PlaceId, SiteId> SiteOfPlace { get; } = new();
        public ConcurrentDictionary<SiteId, WorkingDays> Calendars { get; } = new();
    }

    private sealed class Group(IEnumerable<LegalEntity> entities, IEnumerable<Site> sites)
    {
        public IReadOnlyList<LegalEntity> Entities { get; } = [.. entities.OrderBy(e => e.Code, StringComparer.Ordinal)];
        public IReadOnlyList<Site> Sites { get; } = [.. sites.OrderBy(s => s.Code, StringComparer.Ordinal)];
        public Dictionary<EntityId, LegalEntity> EntityById => field ??= Entities.ToDictionary(e => e.Id);
        public Dictionary<string, LegalEntity> EntityByCode => field ??= Entities.ToDictionary(e => e.Code, StringComparer.Ordinal);
        public Dictionary<SiteId, Site> SiteById => field ??= Sites.ToDictionary(s => s.Id);
        public Dictionary<string, Site> SiteByCode => field ??= Sites.ToDictionary(s => s.Code, StringComparer.Ordinal);
    }

    private sealed class SitePlaces
    {
        public SitePlaces(IEnumerable<Place> places)
        {
            All = [.. places.OrderBy(p => p.PickSequence).ThenBy(p => p.Code, StringComparer.Ordinal)];
            ById = All.ToDictionary(p => p.Id);
            ByCode = All.ToDictionary(p => p.Code, StringComparer.Ordinal);
            ByKind = All.GroupBy(p => p.Kind).ToDictionary(g => g.Key, g => g.First());
        }

        public IReadOnlyList<Place> All { get; }
        public Dictionary<PlaceId, Place> ById { get; }
        public Dictionary<string, Place> ByCode { get; }
        public Dictionary<PlaceKind, Place> ByKind { get; }
    }
}
