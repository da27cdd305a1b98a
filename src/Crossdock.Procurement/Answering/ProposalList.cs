using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Answering;

/// <summary>A proposal in the list.</summary>
public sealed record ProposalRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>The order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Number of the line.</summary>
    public int Line { get; init; }

    /// <summary>Where it stands.</summary>
    public ProposalState State { get; init; }

    /// <summary>True when the supplier made it.</summary>
    public bool BySupplier { get; init; }

    /// <summary>Name of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>What it would do.</summary>
    public string Impact { get; init; } = "";

    /// <summary>Promises it would break.</summary>
    public int Broken { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Note { get; init; }

    /// <summary>Request people decide on.</summary>
    public string? Approval { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Proposals for released lines of the sites the reader works at, those that break most first.</summary>
public sealed class ProposalList : Listing<ProposalRow>
{
    /// <summary>Names the columns.</summary>
    public ProposalList()
    {
        Column("number", "Proposal", r => r.Number).Search();
        Column("order", "Order", r => r.Order).Search();
        Column("line", "Line", r => r.Line);
        Column("state", "State", r => r.State);
        Column("by-supplier", "By supplier", r => r.BySupplier);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("site", "Site", r => r.Site);
        Column("impact", "What it would do", r => r.Impact);
        Column("broken", "Promises broken", r => r.Broken);
        Column("note", "Said", r => r.Note);
        Column("approval", "Approval", r => r.Approval);
        Column("created", "Made", r => r.CreatedAt);
        Order(r => r.Id, "-created");
    }

    /// <inheritdoc/>
    public override string Name => "proposals";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ProposalList>("GET /proposals", Permission.SeePurchasing)
        .WithSummary("Proposals of suppliers, and changes that wait.");

    /// <inheritdoc/>
    protected override IQueryable<ProposalRow> Rows(Reading reading) =>
        from p in reading.Db.Set<Proposal>()
        join s in GroupRows.Sites(reading) on p.SiteId equals s.Id
        join supplier in MasterRows.Partners(reading.Db) on p.SupplierId equals supplier.Id
        join item in MasterRows.Items(reading.Db) on p.ItemId equals item.Id
        select new ProposalRow
        {
            Id = p.Id,
            Number = p.Number,
            Order = p.OrderNumber,
            Line = p.LineNumber,
            State = p.State,
            BySupplier = p.BySupplier,
            Supplier = supplier.Name,
            Item = item.Code,
            ItemName = item.Name,
            Site = s.Code,
            Impact = p.Impact,
            Broken = p.BrokenPromises,
            Note = p.Note,
            Approval = p.Approval,
            CreatedAt = p.CreatedAt,
        };
}
