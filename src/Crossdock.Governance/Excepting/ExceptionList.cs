using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Excepting;

/// <summary>An exception in the queue.</summary>
public sealed record ExceptionRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its cause.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What is wrong.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it costs or breaks.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Where it is dealt with.</summary>
    public string Href { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public ExceptionState State { get; init; }

    /// <summary>True while it waits for somebody: neither over, nor snoozed, nor accepted.</summary>
    public bool Open { get; init; }

    /// <summary>True when the reader deals with such.</summary>
    public bool Mine { get; init; }

    /// <summary>What is at stake.</summary>
    public Amount Value { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>True when the reader answers for such.</summary>
    public bool First { get; init; }

    /// <summary>Who answers for it and is asked first.</summary>
    public string? AskedFirst { get; init; }

    /// <summary>Who works on it.</summary>
    public string? TakenBy { get; init; }

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>How often it has come back.</summary>
    public int Repeats { get; init; }

    /// <summary>Why it ended or is lived with.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it is overdue.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Exceptions of the entities and sites the reader works for.</summary>
public sealed class ExceptionList : Listing<ExceptionRow>
{
    /// <summary>Names the columns.</summary>
    public ExceptionList()
    {
        Column("number", "Exception", r => r.Number).Search();
        Column("kind", "Cause", r => r.Kind);
        Column("title", "What is wrong", r => r.Title).Search();
        Column("detail", "What it means", r => r.Detail);
        Column("state", "State", r => r.State);
        Column("open", "Open", r => r.Open);
        Column("mine", "For me", r => r.Mine);
        Column("first", "Asked first: me", r => r.First);
        Column("asked", "Asked first", r => r.AskedFirst).Search();
        Column("value", "Value", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Column("taken", "Taken by", r => r.TakenBy).Search();
        Column("entity", "Entity", r => r.Entity);
        Column("repeats", "Came back", r => r.Repeats);
        Column("reason", "Reason", r => r.Reason);
        Column("raised", "Raised", r => r.RaisedAt);
        Column("due", "Due", r => r.DueAt);
        Column("ended", "Ended", r => r.EndedAt);
        Order(r => r.Id, "due");
    }

    /// <inheritdoc/>
    public override string Name => "exceptions";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ExceptionList>("GET /exceptions", Permission.SignIn)
        .WithSummary("What is out of order: one row per decision, with its value, clock and owner.");

    /// <inheritdoc/>
    protected override IQueryable<ExceptionRow> Rows(Reading reading)
    {
        var people = GroupRows.People(reading.Db);
        var rights = reading.Actor.Permissions.ToList();
        var me = reading.Actor.Id;
        var items = reading.Db.Set<ExceptionItem>().AsQueryable();
        if (reading.Actor.Sites is { } sites)
        {
            var own = sites.ToList();
            items = items.Where(e => e.SiteId == null || own.Contains(e.SiteId.Value));
        }

        var all = reading.Actor.May(Permission.SeeApprovals);
        return from e in items
               join entity in GroupRows.Entities(reading) on e.EntityId equals entity.Id
               where all || rights.Contains(e.Owner)
               select new ExceptionRow
               {
                   Id = e.Id,
                   Number = e.Number,
                   Kind = e.Kind,
                   Title = e.Title,
                   Detail = e.Detail,
                   Href = e.Href,
                   State = e.State,
                   Open = e.State == ExceptionState.Raised || e.State == ExceptionState.InProgress,
                   Mine = rights.Contains(e.Owner),
                   Value = e.Value,
                   Currency = e.Currency,
                   First = e.AskedFirst == me,
                   AskedFirst = people.Where(p => p.Id == e.AskedFirst).Select(p => p.Name).FirstOrDefault(),
                   TakenBy = people.Where(p => p.Id == e.TakenBy).Select(p => p.Name).FirstOrDefault(),
                   Entity = entity.Code,
                   Repeats = e.Repeats,
                   Reason = e.Reason,
                   RaisedAt = e.RaisedAt,
                   DueAt = e.DueAt,
                   EndedAt = e.EndedAt,
               };
    }
}

/// <summary>Asks what causes exceptions.</summary>
/// <param name="Days">How far back; 90 when absent.</param>
public sealed record ExceptionCausesRequest([property: System.ComponentModel.DataAnnotations.Range(1, 3660)] int? Days = null);

/// <summary>A cause of exceptions.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Raised">How many were raised.</param>
/// <param name="Open">How many are open now.</param>
/// <param name="Repeated">Of those raised, how many had been there before.</param>
/// <param name="FalseAlarms">Of those raised, how many were none.</param>
/// <param name="MedianHours">Median hours until they ended; null when none has.</param>
public sealed record ExceptionCause(string Kind, string Title, int Raised, int Open, int Repeated, int FalseAlarms, decimal? MedianHours);

internal sealed class ListExceptionCauses(IEnumerable<ExceptionSource> sources) : IQuery<ExceptionCausesRequest, IReadOnlyList<ExceptionCause>>
{
    private const int UsualDays = 90;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListExceptionCauses>("GET /exceptions/causes", Permission.SeeApprovals)
        .WithSummary("Causes of exceptions, the most frequent first: repeats, false alarms, time to clear.");

    public async Task<Result<IReadOnlyList<ExceptionCause>>> AnswerAsync(Reading reading, ExceptionCausesRequest request, CancellationToken cancel)
    {
        var since = reading.Now.AddDays(-(request.Days ?? UsualDays));
        var entities = await GroupRows.Entities(reading).Select(e => e.Id).ToListAsync(cancel);
        var all = await reading.Db.Set<ExceptionItem>().Where(e => e.RaisedAt >= since && entities.Contains(e.EntityId))
            .Select(e => new { e.Kind, e.State, e.Repeats, e.RaisedAt, e.EndedAt }).ToListAsync(cancel);
        var causes = sources.Select(s =>
        {
            var own = all.Where(e => e.Kind == s.Kind).ToList();
            return new ExceptionCause(
                s.Kind, s.Title, own.Count, own.Count(e => e.State < ExceptionState.Resolved), own.Count(e => e.Repeats > 0), own.Count(e => e.State == ExceptionState.FalseAlarm),
                MedianHours.Of(own.Select(e => e.EndedAt - e.RaisedAt)));
        });
        return Result<IReadOnlyList<ExceptionCause>>.Of([.. causes.OrderByDescending(c => c.Raised).ThenBy(c => c.Title, StringComparer.Ordinal)]);
    }
}
