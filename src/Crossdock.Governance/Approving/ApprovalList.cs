using Crossdock.Governance.Delegating;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Approving;

/// <summary>A request for approval in the list.</summary>
public sealed record ApprovalRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Kind of what is to be decided on.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The document.</summary>
    public string Document { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string Title { get; init; } = "";

    /// <summary>How it stands.</summary>
    public ApprovalState State { get; init; }

    /// <summary>True when the reader is asked.</summary>
    public bool Mine { get; init; }

    /// <summary>True when the reader asked for it.</summary>
    public bool Asked { get; init; }

    /// <summary>True when it was done already and is looked at afterwards.</summary>
    public bool Review { get; init; }

    /// <summary>Who asks.</summary>
    public string Requester { get; init; } = "";

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>What is at stake.</summary>
    public Amount Amount { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>The step that waits.</summary>
    public string Route { get; init; } = "";

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it is overdue.</summary>
    public DateTimeOffset DueAt { get; init; }
}

/// <summary>
/// Requests for approval that the reader is asked about, asked for, or may look at. Those the reader is asked about are found through the
/// people that each waiting step names and through whom the reader stands in for.
/// </summary>
public sealed class ApprovalList : Listing<ApprovalRow>
{
    private readonly IEnumerable<ApprovalSubject> subjects;

    /// <summary>Names the columns.</summary>
    /// <param name="subjects">What may need approval.</param>
    public ApprovalList(IEnumerable<ApprovalSubject> subjects)
    {
        this.subjects = subjects;
        Column("number", "Approval", r => r.Number).Search();
        Column("title", "About", r => r.Title).Search();
        Column("kind", "Kind", r => r.Kind);
        Column("document", "Document", r => r.Document).Search();
        Column("state", "State", r => r.State);
        Column("mine", "For me", r => r.Mine);
        Column("asked-by-me", "Asked by me", r => r.Asked);
        Column("review", "Afterwards", r => r.Review);
        Column("requester", "Asked by", r => r.Requester).Search();
        Column("entity", "Entity", r => r.Entity);
        Column("amount", "Amount", r => r.Amount);
        Column("currency", "Currency", r => r.Currency);
        Column("route", "Route", r => r.Route);
        Column("asked", "Asked", r => r.AskedAt);
        Column("due", "Due", r => r.DueAt);
        Order(r => r.Id, "-asked");
    }

    /// <inheritdoc/>
    public override string Name => "approvals";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ApprovalList>("GET /approvals", Permission.SignIn)
        .WithSummary("Requests for approval: those you are asked about, those you asked for, and what else you may see.");

    /// <inheritdoc/>
    protected override IQueryable<ApprovalRow> Rows(Reading reading)
    {
        var (db, me) = (reading.Db, reading.Actor.Id);
        var written = string.Create(System.Globalization.CultureInfo.InvariantCulture, $",{me.Value},");
        var people = GroupRows.People(db);
        var standing = StandIns.To(db, me, reading.Now);
        var rows = from r in Requests(reading)
                   join e in GroupRows.Entities(reading) on r.EntityId equals e.Id
                   select new ApprovalRow
                   {
                       Id = r.Id,
                       Number = r.Number,
                       Kind = r.Kind,
                       Document = r.Document,
                       Title = r.Title,
                       State = r.State,
                       Mine = !("," + r.Writers + ",").Contains(written)
                           && !db.Set<Vote>().Any(v => v.RequestId == r.Id && v.Kind == VoteKind.Approved && v.PersonId == me)
                           && db.Set<Wait>().Any(w => w.RequestId == r.Id && (w.PersonId == me || standing.Any(d =>
                               d.PersonId == w.PersonId && (d.Kind == null || d.Kind == r.Kind) && (d.Most == null || d.Most >= r.Amount)))),
                       Asked = r.Requester == me,
                       Review = r.IsReview,
                       Requester = people.Where(p => p.Id == r.Requester).Select(p => p.Name).FirstOrDefault() ?? "Crossdock",
                       Entity = e.Code,
                       Amount = r.Amount,
                       Currency = r.Currency,
                       Route = r.Route,
                       AskedAt = r.AskedAt,
                       DueAt = r.DueAt,
                   };
        return reading.Actor.May(Permission.SeeApprovals) ? rows : rows.Where(r => r.Mine || r.Asked);
    }

    /// <summary>Requests of the sites and entities the reader works for, without those whose case they are not shown.</summary>
    private IQueryable<ApprovalRequest> Requests(Reading reading)
    {
        var requests = reading.Db.Set<ApprovalRequest>().AsQueryable();
        var blind = subjects.Where(s => s.Shows is { } needed && !reading.Actor.May(needed)).Select(s => s.Kind).ToList();
        if (blind.Count > 0) requests = requests.Where(r => !blind.Contains(r.Kind));
        if (reading.Actor.Sites is not { } sites) return requests;
        var own = sites.ToList();
        return requests.Where(r => r.SiteId == null || own.Contains(r.SiteId.Value) || (r.OtherSiteId != null && own.Contains(r.OtherSiteId.Value)));
    }
}
