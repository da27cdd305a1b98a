using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Documents;

/// <summary>A stock document in a list.</summary>
public sealed record DocumentRow
{
    /// <summary>Posting that made it; later ones are greater.</summary>
    public long Posting { get; init; }

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>What it did.</summary>
    public DocumentKind Kind { get; init; }

    /// <summary>Site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Person that posted it; empty for the product itself.</summary>
    public string Person { get; init; } = "";

    /// <summary>Code of the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of the document it is about.</summary>
    public string? About { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset HappenedAt { get; init; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset PostedAt { get; init; }
}

/// <summary>Documents of the warehouse: putaways, condition changes, adjustments, counts, transfers, reversals, opening balances.</summary>
internal sealed class DocumentList : Listing<DocumentRow>
{
    public DocumentList()
    {
        Column("number", "Document", r => r.Number).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("site", "Site", r => r.Site);
        Column("person", "Person", r => r.Person).Search();
        Column("reason", "Reason", r => r.Reason);
        Column("about", "About", r => r.About).Search();
        Column("happened", "Happened", r => r.HappenedAt);
        Column("posted", "Posted", r => r.PostedAt);
        Column("posting", "Posting", r => r.Posting).Hide();
        Order(r => r.Number, "-posting");
    }

    public override string Name => "stock-documents";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<DocumentList>("GET /stock-documents", Permission.SeeStock)
        .WithSummary("Documents of the warehouse, newest first.");

    protected override IQueryable<DocumentRow> Rows(Reading reading) =>
        from d in reading.Db.Set<WarehouseDocument>()
        join s in GroupRows.Sites(reading) on d.SiteId equals s.Id
        select new DocumentRow
        {
            Posting = d.PostingId,
            Number = d.Number,
            Kind = d.Kind,
            Site = s.Code,
            Person = GroupRows.People(reading.Db).Where(p => p.Id == d.PersonId).Select(p => p.Name).FirstOrDefault() ?? "",
            Reason = d.Reason,
            About = d.About,
            HappenedAt = d.HappenedAt,
            PostedAt = d.PostedAt,
        };
}
