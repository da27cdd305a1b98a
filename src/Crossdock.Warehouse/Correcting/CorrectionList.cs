using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Correcting;

/// <summary>A correction in a list.</summary>
public sealed record CorrectionRow
{
    /// <summary>Key; later ones are greater.</summary>
    public long Sequence { get; init; }

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>What it does.</summary>
    public CorrectionKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public CorrectionState State { get; init; }

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the first item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Code of the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>What it was worth when it was last asked about.</summary>
    public Amount Value { get; init; }

    /// <summary>Currency of that.</summary>
    public Currency Currency { get; init; }

    /// <summary>Who asks.</summary>
    public string Person { get; init; } = "";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The request people decide on.</summary>
    public string? Approval { get; init; }
}

/// <summary>Corrections of stock that people were asked about, of the sites the reader works at.</summary>
public sealed class CorrectionList : Listing<CorrectionRow>
{
    /// <summary>Names the columns.</summary>
    public CorrectionList()
    {
        Column("number", "Correction", r => r.Number).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("state", "State", r => r.State);
        Column("site", "Site", r => r.Site);
        Column("item", "Item", r => r.Item).Search();
        Column("reason", "Reason", r => r.Reason);
        Column("value", "Value", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Column("person", "Asked by", r => r.Person).Search();
        Column("asked", "Asked", r => r.AskedAt);
        Column("approval", "Approval", r => r.Approval).Search();
        Column("sequence", "Sequence", r => r.Sequence).Hide();
        Order(r => r.Sequence, "-sequence");
    }

    /// <inheritdoc/>
    public override string Name => "corrections";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<CorrectionList>("GET /corrections", Permission.SeeStock)
        .WithSummary("Adjustments, write-offs, counts and losses on the way that people were asked about, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<CorrectionRow> Rows(Reading reading)
    {
        var people = GroupRows.People(reading.Db);
        var items = MasterRows.Items(reading.Db);
        return from c in reading.Db.Set<Correction>()
               join s in GroupRows.Sites(reading) on c.SiteId equals s.Id
               join e in GroupRows.Entities(reading) on c.EntityId equals e.Id
               select new CorrectionRow
               {
                   Sequence = c.Sequence,
                   Number = c.Number,
                   Kind = c.Kind,
                   State = c.State,
                   Site = s.Code,
                   Item = (from l in reading.Db.Set<CorrectionLine>() join i in items on l.ItemId equals i.Id where l.CorrectionId == c.Id orderby l.Line select i.Code).FirstOrDefault() ?? "",
                   Reason = c.Reason,
                   Value = c.Value,
                   Currency = e.Currency,
                   Person = people.Where(p => p.Id == c.AskedBy).Select(p => p.Name).FirstOrDefault() ?? "Crossdock",
                   AskedAt = c.AskedAt,
                   Approval = c.Approval,
               };
    }
}
