using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Overview;

/// <summary>An open demand: a line of an order or a transfer that waits for goods or for its picker.</summary>
public sealed record DemandRow
{
    /// <summary>Order of entry.</summary>
    public long Sequence { get; init; }

    /// <summary>Key of the order line.</summary>
    public Guid Line { get; init; }

    /// <summary>Kind of document.</summary>
    public DemandKind Kind { get; init; }

    /// <summary>Number of the document.</summary>
    public string Document { get; init; } = "";

    /// <summary>Item code.</summary>
    public string Item { get; init; } = "";

    /// <summary>Item name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of the serving site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Day the goods leave.</summary>
    public DateOnly DueDay { get; init; }

    /// <summary>1 is served first.</summary>
    public int Rank { get; init; }

    /// <summary>Not shipped and not cancelled.</summary>
    public Quantity Open { get; init; }

    /// <summary>Part of it that is tied to stock: it can be picked.</summary>
    public Quantity Allocated { get; init; }

    /// <summary>Part of it without stock.</summary>
    public Quantity Waiting { get; init; }

    /// <summary>Day the last unit is promised for; empty when part of it has no supply.</summary>
    public DateOnly? PromisedDay { get; init; }
}

/// <summary>Open demands, most urgent first.</summary>
public sealed class DemandList : Listing<DemandRow>
{
    /// <summary>Names the columns.</summary>
    public DemandList()
    {
        Column("document", "Document", r => r.Document).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("site", "Site", r => r.Site);
        Column("due", "Due", r => r.DueDay);
        Column("rank", "Rank", r => r.Rank);
        Column("open", "Open", r => r.Open);
        Column("allocated", "Allocated", r => r.Allocated);
        Column("waiting", "Waiting", r => r.Waiting);
        Column("unit", "Unit", r => r.Unit);
        Column("promised", "Promised for", r => r.PromisedDay);
        Column("line", "Line", r => r.Line).Hide();
        Order(r => r.Sequence, "due");
    }

    /// <inheritdoc/>
    public override string Name => "demands";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<DemandList>("GET /demands", Permission.SeeStock)
        .WithSummary("Open demands: what is allocated and can be picked, and what waits for goods.");

    /// <inheritdoc/>
    protected override IQueryable<DemandRow> Rows(Reading reading) =>
        from d in reading.Db.Set<DemandSums>()
        join i in MasterRows.Items(reading.Db) on d.ItemId equals i.Id
        join at in GroupRows.Sites(reading) on d.SiteId equals at.Id
        select new DemandRow
        {
            Sequence = d.Sequence,
            Line = d.Id,
            Kind = d.Kind,
            Document = d.Document,
            Item = i.Code,
            Name = i.Name,
            Site = at.Code,
            Unit = i.Unit,
            DueDay = d.DueDay,
            Rank = d.Rank,
            Open = d.Open,
            Allocated = d.Allocated,
            Waiting = d.Waiting,
            PromisedDay = d.PromisedDay,
        };
}
