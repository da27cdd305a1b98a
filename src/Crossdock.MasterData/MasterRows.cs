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

/// <summary>Codes and names for the lists of other modules, as queries that the database joins: sorting and searching need them there.</summary>
public static class MasterRows
{
    /// <summary>All items.</summary>
    public static IQueryable<ItemHead> Items(CrossdockDb db) =>
        db.Set<StoredItem>().Select(i => new ItemHead { Id = i.Id, Code = i.Code, Name = i.Name, Category = i.Category, Unit = i.BaseUnit });

    /// <summary>All partners.</summary>
    public static IQueryable<PartnerHead> Partners(CrossdockDb db) =>
        db.Set<StoredPartner>().Select(p => new PartnerHead { Id = p.Id, Code = p.Code, Name = p.Name });
}
