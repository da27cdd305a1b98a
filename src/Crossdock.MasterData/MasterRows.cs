using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;

namespace Crossdock.MasterData;

/// <summary>An item as lists join it.</summary>
public sealed record ItemHead
{
    /// <summary>Key.</summary>
    public ItemId Id { get; init; }

    /// <summary>Code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Category.</summary>
    public string Category { get; init; } = "";

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";
}

/// <summary>A supplier or customer as lists join it.</summary>
public sealed record PartnerHead
{
    /// <summary>Key.</summary>
    public PartnerId Id { get; init; }

    /// <summary>Code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>A supplier with terms for an item.</summary>
public sealed record ItemSource
{
    /// <summary>The item.</summary>
    public ItemId ItemId { get; init; }

    /// <summary>The supplier.</summary>
    public PartnerId SupplierId { get; init; }
}

/// <summary>Codes and names for the lists of other modules, as queries that the database joins: sorting and searching need them there.</summary>
public static class MasterRows
{
    /// <summary>All items.</summary>
    public static IQueryable<ItemHead> Items(CrossdockDb db) =>
        db.Set<StoredItem>().Select(i => new ItemHead { Id = i.Id, Code = i.Code, Name = i.Name, Category = i.Category, Unit = i.BaseUnit });

    /// <summary>Who has terms for what, of suppliers that may be ordered from.</summary>
    public static IQueryable<ItemSource> Sources(CrossdockDb db) =>
        from t in db.Set<StoredTerms>()
        join p in db.Set<StoredPartner>() on t.SupplierId equals p.Id
        where p.Active && p.Standing == SupplierStanding.Approved
        select new ItemSource { ItemId = t.ItemId, SupplierId = t.SupplierId };

    /// <summary>All partners.</summary>
    public static IQueryable<PartnerHead> Partners(CrossdockDb db) =>
        db.Set<StoredPartner>().Select(p => new PartnerHead { Id = p.Id, Code = p.Code, Name = p.Name });
}
