using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Choosing;

/// <summary>A supplier in the list of sources of an item.</summary>
public sealed record SourceRow
{
    /// <summary>Key.</summary>
    public int Id { get; init; }

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of the site; empty for all sites.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Its name.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>1 is asked first; 0 when it is kept out.</summary>
    public int Rank { get; init; }

    /// <summary>Share of what is bought, in hundredths of a percent; 0 for none.</summary>
    public int Share { get; init; }

    /// <summary>True when it is kept out.</summary>
    public bool Blocked { get; init; }

    /// <summary>Last day it is kept out; null for no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Why it is kept out.</summary>
    public string? Reason { get; init; }
}

/// <summary>From whom items are bought, for all sites or those the reader works at.</summary>
public sealed class SourceList : Listing<SourceRow>
{
    /// <summary>Names the columns.</summary>
    public SourceList()
    {
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("site", "Site", r => r.Site);
        Column("rank", "Choice", r => r.Rank);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("supplier-name", "Supplier name", r => r.SupplierName).Search();
        Column("share", "Share, hundredths of a percent", r => r.Share);
        Column("blocked", "Kept out", r => r.Blocked);
        Column("until", "Kept out until", r => r.Until);
        Column("reason", "Why", r => r.Reason);
        Order(r => r.Id, "item");
    }

    /// <inheritdoc/>
    public override string Name => "sources";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<SourceList>("GET /sources", Permission.SeePurchasing)
        .WithSummary("From whom items are bought: in which order, in which shares, and from whom not.");

    /// <inheritdoc/>
    protected override IQueryable<SourceRow> Rows(Reading reading)
    {
        var sites = GroupRows.Sites(reading);
        return from r in reading.Db.Set<SourceRule>()
               join i in MasterRows.Items(reading.Db) on r.ItemId equals i.Id
               join p in MasterRows.Partners(reading.Db) on r.SupplierId equals p.Id
               where r.SiteId == null || sites.Any(s => s.Id == r.SiteId)
               select new SourceRow
               {
                   Id = r.Id,
                   Item = i.Code,
                   Name = i.Name,
                   Site = sites.Where(s => s.Id == r.SiteId).Select(s => s.Code).FirstOrDefault() ?? "",
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Rank = r.Rank,
                   Share = r.Share,
                   Blocked = r.Rank == 0,
                   Until = r.BlockedUntil,
                   Reason = r.Reason,
               };
    }
}

/// <summary>An item that one supplier alone can deliver.</summary>
public sealed record OnlySourceRow
{
    /// <summary>Code of the item; it is here once.</summary>
    public string Item { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its category.</summary>
    public string Category { get; init; } = "";

    /// <summary>Code of the only supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Its name.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Order lines released in the last twelve months.</summary>
    public int Lines { get; init; }
}

/// <summary>Items with terms of exactly one supplier that may be ordered from: there is no second source.</summary>
public sealed class OnlySourceList : Listing<OnlySourceRow>
{
    /// <summary>Names the columns.</summary>
    public OnlySourceList()
    {
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("category", "Category", r => r.Category);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("supplier-name", "Supplier name", r => r.SupplierName).Search();
        Column("lines", "Lines ordered, a year", r => r.Lines);
        Order(r => r.Item, "-lines");
    }

    /// <inheritdoc/>
    public override string Name => "single-sources";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<OnlySourceList>("GET /single-sources", Permission.SeePurchasing)
        .WithSummary("Items that only one supplier can deliver, those bought most often first.");

    /// <inheritdoc/>
    protected override IQueryable<OnlySourceRow> Rows(Reading reading)
    {
        var (db, since) = (reading.Db, reading.Now.AddYears(-1));
        var sources = MasterRows.Sources(db);
        var lines = from l in db.Set<PurchaseLine>()
                    join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
                    where l.ReleasedAt >= since
                    select l;
        return from i in MasterRows.Items(db)
               join t in sources on i.Id equals t.ItemId
               join p in MasterRows.Partners(db) on t.SupplierId equals p.Id
               where !sources.Any(o => o.ItemId == i.Id && o.SupplierId != t.SupplierId)
               select new OnlySourceRow
               {
                   Item = i.Code,
                   Name = i.Name,
                   Category = i.Category,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Lines = lines.Count(l => l.ItemId == i.Id),
               };
    }
}
