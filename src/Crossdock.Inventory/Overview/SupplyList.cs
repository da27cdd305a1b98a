using Crossdock.Inventory.Commitments;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Overview;

/// <summary>Goods on their way: an open line of a purchase order or a transfer.</summary>
public sealed record SupplyRow
{
    /// <summary>Key of the order line.</summary>
    public Guid Line { get; init; }

    /// <summary>Kind of document.</summary>
    public SupplyKind Kind { get; init; }

    /// <summary>Number of the document.</summary>
    public string Document { get; init; } = "";

    /// <summary>Item code.</summary>
    public string Item { get; init; } = "";

    /// <summary>Item name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of the site it comes to.</summary>
    public string Site { get; init; } = "";

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Day it is expected.</summary>
    public DateOnly Day { get; init; }

    /// <summary>How sure it is.</summary>
    public SupplyStage Stage { get; init; }

    /// <summary>Still to come.</summary>
    public Quantity Open { get; init; }

    /// <summary>Part of it that is promised to demands.</summary>
    public Quantity Promised { get; init; }
}

/// <summary>Dated supplies that are still to come to our sites, earliest first. What goes straight to a customer is not among them.</summary>
public sealed class SupplyList : Listing<SupplyRow>
{
    /// <summary>Names the columns.</summary>
    public SupplyList()
    {
        Column("document", "Document", r => r.Document).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("site", "Site", r => r.Site);
        Column("day", "Expected", r => r.Day);
        Column("stage", "Stage", r => r.Stage);
        Column("open", "To come", r => r.Open);
        Column("promised", "Promised", r => r.Promised);
        Column("unit", "Unit", r => r.Unit);
        Order(r => r.Line, "day");
    }

    /// <inheritdoc/>
    public override string Name => "supplies";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<SupplyList>("GET /supplies", Permission.SeeStock)
        .WithSummary("Goods on their way: open purchase order lines and transfers, by day.");

    /// <inheritdoc/>
    protected override IQueryable<SupplyRow> Rows(Reading reading) =>
        from s in reading.Db.Set<Supply>()
        join i in MasterRows.Items(reading.Db) on s.ItemId equals i.Id
        join at in GroupRows.Sites(reading) on s.SiteId equals at.Id
        where s.Open > Quantity.Zero && s.DemandId == null
        select new SupplyRow
        {
            Line = s.Id,
            Kind = s.Kind,
            Document = s.Document,
            Item = i.Code,
            Name = i.Name,
            Site = at.Code,
            Unit = i.Unit,
            Day = s.Day,
            Stage = s.Stage,
            Open = s.Open,
            Promised = s.Promised,
        };
}
