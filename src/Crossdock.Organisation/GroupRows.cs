using Crossdock.Organisation.Sites;
using Crossdock.Organisation.Staff;

namespace Crossdock.Organisation;

/// <summary>An entity as lists join it.</summary>
public sealed record EntityHead
{
    /// <summary>Key.</summary>
    public EntityId Id { get; init; }

    /// <summary>Code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }
}

/// <summary>A site as lists join it.</summary>
public sealed record SiteHead
{
    /// <summary>Key.</summary>
    public SiteId Id { get; init; }

    /// <summary>The entity it belongs to.</summary>
    public EntityId EntityId { get; init; }

    /// <summary>Code.</summary>
    public string Code { get; init; } = "";
}

/// <summary>A place as lists join it.</summary>
public sealed record PlaceHead
{
    /// <summary>Key.</summary>
    public PlaceId Id { get; init; }

    /// <summary>Code, unique in its site.</summary>
    public string Code { get; init; } = "";

    /// <summary>What it is for.</summary>
    public PlaceKind Kind { get; init; }
}

/// <summary>A person as lists join it.</summary>
public sealed record PersonHead
{
    /// <summary>Key.</summary>
    public PersonId Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Codes and names for the lists of other modules, as queries that the database joins: sorting and searching need them there.</summary>
public static class GroupRows
{
    /// <summary>All entities.</summary>
    public static IQueryable<EntityHead> Entities(CrossdockDb db) => db.Set<StoredEntity>().Select(e => new EntityHead { Id = e.Id, Code = e.Code, Currency = e.Currency });

    /// <summary>All sites.</summary>
    public static IQueryable<SiteHead> Sites(CrossdockDb db) => db.Set<StoredSite>().Select(s => new SiteHead { Id = s.Id, EntityId = s.EntityId, Code = s.Code });

    /// <summary>The sites at which the reader works.</summary>
    public static IQueryable<SiteHead> Sites(Reading reading)
    {
        var sites = Sites(reading.Db);
        if (reading.Actor.Entities is { } entities)
        {
            var own = entities.ToList();
            sites = sites.Where(s => own.Contains(s.EntityId));
        }

        if (reading.Actor.Sites is not { } only) return sites;
        var ownSites = only.ToList();
        return sites.Where(s => ownSites.Contains(s.Id));
    }

    /// <summary>The entities for which the reader works.</summary>
    public static IQueryable<EntityHead> Entities(Reading reading)
    {
        if (reading.Actor.Entities is not { } entities) return Entities(reading.Db);
        var own = entities.ToList();
        return Entities(reading.Db).Where(e => own.Contains(e.Id));
    }

    /// <summary>All places.</summary>
    public static IQueryable<PlaceHead> Places(CrossdockDb db) => db.Set<StoredPlace>().Select(p => new PlaceHead { Id = p.Id, Code = p.Code, Kind = p.Kind });

    /// <summary>All people; the product itself, which also posts, is not among them.</summary>
    public static IQueryable<PersonHead> People(CrossdockDb db) => db.Set<StoredPerson>().Select(p => new PersonHead { Id = p.Id, Name = p.Name });
}
