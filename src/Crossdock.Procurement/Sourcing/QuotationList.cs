using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>A request for quotation in the list.</summary>
public sealed record QuotationRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where it stands now.</summary>
    public QuotationState State { get; init; }

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the first item asked for.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the first item asked for.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>How many lines it has.</summary>
    public int Lines { get; init; }

    /// <summary>How many suppliers are asked.</summary>
    public int Invited { get; init; }

    /// <summary>How many of them have answered in time.</summary>
    public int Answered { get; init; }

    /// <summary>True when bids are sealed.</summary>
    public bool Sealed { get; init; }

    /// <summary>Until when bids come in.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Request people decide on.</summary>
    public string? Approval { get; init; }

    /// <summary>Who asks.</summary>
    public string Buyer { get; init; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Requests for quotation of the sites the reader works at, newest first. It says who has answered, never what.</summary>
public sealed class QuotationList : Listing<QuotationRow>
{
    /// <summary>Names the columns.</summary>
    public QuotationList()
    {
        Column("number", "Request", r => r.Number).Search();
        Column("state", "State", r => r.State);
        Column("site", "Site", r => r.Site);
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("lines", "Lines", r => r.Lines);
        Column("invited", "Asked", r => r.Invited);
        Column("answered", "Answered", r => r.Answered);
        Column("sealed", "Sealed", r => r.Sealed);
        Column("due", "Due", r => r.DueAt);
        Column("approval", "Approval", r => r.Approval);
        Column("buyer", "Buyer", r => r.Buyer).Search();
        Column("created", "Written", r => r.CreatedAt);
        Order(r => r.Id, "-created");
    }

    /// <inheritdoc/>
    public override string Name => "quotation-requests";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<QuotationList>("GET /quotation-requests", Permission.SeePurchasing)
        .WithSummary("Requests for quotation, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<QuotationRow> Rows(Reading reading)
    {
        var now = reading.Now;
        var lines = reading.Db.Set<QuotationLine>();
        var invited = reading.Db.Set<Invitation>();
        var bids = reading.Db.Set<Bid>().Where(b => !b.IsLate);
        var people = GroupRows.People(reading.Db);
        return from r in reading.Db.Set<QuotationRequest>()
               join s in GroupRows.Sites(reading) on r.SiteId equals s.Id
               join first in lines on new { RequestId = r.Id, Line = 1 } equals new { first.RequestId, first.Line }
               join i in MasterRows.Items(reading.Db) on first.ItemId equals i.Id
               select new QuotationRow
               {
                   Id = r.Id,
                   Number = r.Number,
                   State = r.State == QuotationState.Published && r.DueAt <= now ? QuotationState.Closed : r.State,
                   Site = s.Code,
                   Item = i.Code,
                   ItemName = i.Name,
                   Lines = lines.Count(l => l.RequestId == r.Id),
                   Invited = invited.Count(v => v.RequestId == r.Id),
                   Answered = invited.Count(v => v.RequestId == r.Id && bids.Any(b => b.RequestId == r.Id && b.SupplierId == v.SupplierId)),
                   Sealed = r.IsSealed,
                   DueAt = r.DueAt,
                   Approval = r.Approval,
                   Buyer = people.Where(p => p.Id == r.CreatedBy).Select(p => p.Name).FirstOrDefault() ?? "Crossdock",
                   CreatedAt = r.CreatedAt,
               };
    }
}
