using Crossdock.Governance.Approving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Tables;

/// <summary>Asks for the kinds of approval there are, each with its tables.</summary>
public sealed record ListTablesRequest;

/// <summary>A version of a table.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Number of the version.</param>
/// <param name="Entity">Code of the entity, or null for the group.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Note">What is new in it.</param>
/// <param name="DraftedBy">Who wrote it.</param>
/// <param name="DraftedAt">When.</param>
/// <param name="ActivatedBy">Who put it in force.</param>
/// <param name="ActivatedAt">When.</param>
public sealed record TableHead(
    int Id, int Number, string? Entity, TableState State, int Rows, string? Note, string DraftedBy, DateTimeOffset DraftedAt, string? ActivatedBy, DateTimeOffset? ActivatedAt);

/// <summary>A kind of approval.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Tables">Its tables, newest first.</param>
public sealed record TableKind(string Kind, string Title, IReadOnlyList<TableHead> Tables);

internal sealed class ListTables(Directory directory, People people, IEnumerable<ApprovalSubject> subjects) : IQuery<ListTablesRequest, IReadOnlyList<TableKind>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListTables>("GET /approval-tables", Permission.SeeApprovals)
        .WithSummary("Kinds of approval and their tables.");

    public async Task<Result<IReadOnlyList<TableKind>>> AnswerAsync(Reading reading, ListTablesRequest request, CancellationToken cancel)
    {
        var stored = await reading.Db.Set<StoredTable>().OrderByDescending(t => t.Id).ToListAsync(cancel);
        var kinds = new List<TableKind>();
        foreach (var subject in subjects.OrderBy(s => s.Title, StringComparer.Ordinal))
        {
            var heads = new List<TableHead>();
            foreach (var table in stored.Where(t => t.Kind == subject.Kind && (t.EntityId.Value == 0 || reading.Actor.WorksFor(t.EntityId)))) heads.Add(await HeadAsync(reading.Db, table, cancel));
            kinds.Add(new(subject.Kind, subject.Title, heads));
        }

        return Result<IReadOnlyList<TableKind>>.Of(kinds);
    }

    private async Task<TableHead> HeadAsync(CrossdockDb db, StoredTable table, CancellationToken cancel) => new(
        table.Id, table.Number, table.EntityId.Value == 0 ? null : (await directory.EntityAsync(db, table.EntityId, cancel))!.Code, table.State, table.Typed().Count, table.Note,
        await people.NameAsync(db, table.DraftedBy, cancel), table.DraftedAt, table.ActivatedBy is { } by ? await people.NameAsync(db, by, cancel) : null, table.ActivatedAt);
}

/// <summary>One version of a table.</summary>
/// <param name="Id">Its key.</param>
public sealed record FindTableRequest(int Id);

/// <summary>A version of a table with its rows.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">Kind of case.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Number">Number of the version.</param>
/// <param name="Entity">Code of the entity, or null for the group.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Currency">Currency of its amounts.</param>
/// <param name="WindowDays">Days within which cases count together.</param>
/// <param name="TolerancePercent">How much more than approved a change may come to, in percent.</param>
/// <param name="Rows">Its rows as typed.</param>
/// <param name="Sentences">Each row in words.</param>
/// <param name="Findings">What the checker finds now.</param>
/// <param name="Note">What is new in it.</param>
/// <param name="DraftedBy">Who wrote it.</param>
/// <param name="Mine">True when the reader wrote it.</param>
/// <param name="Version">What If-Match must name.</param>
/// <param name="Together">Which cases count together, in words; null when each stands by itself.</param>
public sealed record FindTableResponse(
    int Id, string Kind, string Title, int Number, string? Entity, TableState State, Currency Currency, int WindowDays, Quantity TolerancePercent,
    IReadOnlyList<ApprovalRowRequest> Rows, IReadOnlyList<string> Sentences, IReadOnlyList<TableFinding> Findings, string? Note, string DraftedBy, bool Mine, long Version, string? Together) : IVersioned;

internal sealed class FindTable(Directory directory, People people, TableProof proof, IEnumerable<ApprovalSubject> subjects) : IQuery<FindTableRequest, FindTableResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindTable>("GET /approval-tables/{id}", Permission.SeeApprovals)
        .WithSummary("One version of an approval table, with what the checker finds.");

    public async Task<Result<FindTableResponse>> AnswerAsync(Reading reading, FindTableRequest request, CancellationToken cancel)
    {
        if (await StoredTables.FindAsync(reading.Db, reading.Actor, request.Id, cancel) is not { } table) return Refusal.NotFound("approval table", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var rows = table.ToTable().Rows;
        var subject = subjects.Single(s => s.Kind == table.Kind);
        return new FindTableResponse(
            table.Id, table.Kind, subject.Title, table.Number,
            table.EntityId.Value == 0 ? null : (await directory.EntityAsync(reading.Db, table.EntityId, cancel))!.Code, table.State, table.Currency, table.WindowDays,
            new Quantity(table.ToleranceHundredths * (Quantity.Scale / 100)), table.Typed(), [.. rows.Select(r => r.Sentence(table.Currency))],
            await proof.RunAsync(reading.Db, table, rows, cancel), table.Note, await people.NameAsync(reading.Db, table.DraftedBy, cancel), table.DraftedBy == reading.Actor.Id, table.Version, subject.Together);
    }
}

internal static class StoredTables
{
    public static async Task<StoredTable?> FindAsync(CrossdockDb db, Actor actor, int id, CancellationToken cancel)
    {
        var table = await db.Set<StoredTable>().SingleOrDefaultAsync(t => t.Id == id, cancel);
        return table is null || (table.EntityId.Value != 0 && !actor.WorksFor(table.EntityId)) ? null : table;
    }
}

/// <summary>What a table would have said to the cases of the past.</summary>
/// <param name="Id">The table.</param>
/// <param name="Days">How far back; 365 when absent.</param>
public sealed record ReplayTableRequest(int Id, [property: System.ComponentModel.DataAnnotations.Range(1, 3660)] int? Days = null);

/// <summary>A case of the past that a table would have answered otherwise.</summary>
/// <param name="Document">The document.</param>
/// <param name="Amount">Its amount, in the entity's currency.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Then">What was said then.</param>
/// <param name="Now">The row that would say otherwise, in words; null when no row fits.</param>
public sealed record ReplayedCase(string Document, Amount Amount, DateTimeOffset At, string Then, string? Now);

/// <summary>A table over history.</summary>
/// <param name="Days">How far back.</param>
/// <param name="Cases">How many cases there were.</param>
/// <param name="TouchedThen">Of them, how many people had to decide on.</param>
/// <param name="TouchedNow">How many it would be.</param>
/// <param name="FewerTouchesPercent">The change in percent; null when nobody was asked then. Negative when there would be more.</param>
/// <param name="Stopped">Cases that went by rule and would be asked about or refused; the largest fifty.</param>
/// <param name="StoppedCount">How many those are.</param>
/// <param name="Freed">Cases people decided on that would go by rule; the largest fifty.</param>
/// <param name="FreedCount">How many those are.</param>
/// <param name="RejectedFreed">Of the freed ones, how many people had rejected: what the table would let through.</param>
/// <param name="MedianHours">Median hours people took then; null when nobody was asked.</param>
/// <param name="Sentence">The same in a sentence.</param>
public sealed record ReplayTableResponse(
    int Days, int Cases, int TouchedThen, int TouchedNow, decimal? FewerTouchesPercent, IReadOnlyList<ReplayedCase> Stopped, int StoppedCount,
    IReadOnlyList<ReplayedCase> Freed, int FreedCount, int RejectedFreed, decimal? MedianHours, string Sentence);

internal sealed class ReplayTable(Directory directory, ICaseRates rates) : IQuery<ReplayTableRequest, ReplayTableResponse>
{
    private const int Shown = 50;
    private const int UsualDays = 365;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ReplayTable>("GET /approval-tables/{id}/replay", Permission.SeeApprovals)
        .WithSummary("What an approval table would have said to the cases of the past.");

    public async Task<Result<ReplayTableResponse>> AnswerAsync(Reading reading, ReplayTableRequest request, CancellationToken cancel)
    {
        if (await StoredTables.FindAsync(reading.Db, reading.Actor, request.Id, cancel) is not { } stored) return Refusal.NotFound("approval table", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var table = stored.ToTable();
        var days = request.Days ?? UsualDays;
        var since = reading.Now.AddDays(-days);
        var entities = await EntitiesAsync(reading, table, cancel);
        var went = await reading.Db.Set<Decision>()
            .Where(d => d.Kind == table.Kind && d.At >= since && entities.Contains(d.EntityId) && (d.Outcome == Outcome.Auto || d.Outcome == Outcome.Review)).ToListAsync(cancel);
        var asked = await reading.Db.Set<ApprovalRequest>()
            .Where(r => r.Kind == table.Kind && r.AskedAt >= since && entities.Contains(r.EntityId) && !r.IsReview && r.State != ApprovalState.Voided).ToListAsync(cancel);

        var weigh = await WeighAsync(reading, table, went.Select(d => (d.TableId, d.EntityId)).Concat(asked.Select(r => (r.TableId, r.EntityId))), cancel);
        var stopped = went.Select(d => (Case: d, Row: Match(weigh(d.TableId, d.EntityId, d.Weighed), d.Attributes)))
            .Where(x => x.Row is null or { Route.Kind: RouteKind.People or RouteKind.Refuse }).ToList();
        var freed = asked.Select(r => (Case: r, Row: Match(weigh(r.TableId, r.EntityId, r.Weighed), r.Attributes)))
            .Where(x => x.Row is { Route.Kind: RouteKind.Auto or RouteKind.Review }).ToList();
        DecisionRow? Match(Amount? weighed, string attributes) => weighed is { } amount ? table.Match(amount, Weigher.ReadText(attributes)) : null;
        var touchedNow = asked.Count - freed.Count + stopped.Count;
        var median = MedianHours.Of(asked.Select(r => r.EndedAt - r.AskedAt));
        decimal? fewer = asked.Count == 0 ? null : decimal.Round(100m * (asked.Count - touchedNow) / asked.Count, 0);
        return new ReplayTableResponse(
            days, went.Count + asked.Count, asked.Count, touchedNow, fewer,
            [.. stopped.OrderByDescending(s => s.Case.Weighed).Take(Shown).Select(s => new ReplayedCase(s.Case.Document, s.Case.Amount, s.Case.At, "by rule", s.Row?.Sentence(table.Currency)))], stopped.Count,
            [.. freed.OrderByDescending(f => f.Case.Weighed).Take(Shown).Select(f => new ReplayedCase(f.Case.Document, f.Case.Amount, f.Case.AskedAt, Ui.Words.Of(f.Case.State), f.Row?.Sentence(table.Currency)))], freed.Count,
            freed.Count(f => f.Case.State == ApprovalState.Rejected), median, Say(went.Count + asked.Count, asked.Count, touchedNow, fewer, stopped.Count));
    }

    /// <summary>The entities the table is for, of those the reader works for: a group's table is not for those that have their own.</summary>
    private async Task<List<EntityId>> EntitiesAsync(Reading reading, DecisionTable table, CancellationToken cancel)
    {
        if (table.Entity.Value != 0) return [table.Entity];
        var own = await reading.Db.Set<StoredTable>().Where(t => t.Kind == table.Kind && t.State == TableState.InForce && t.EntityId != default).Select(t => t.EntityId).ToListAsync(cancel);
        return [.. (await directory.EntitiesAsync(reading.Db, cancel)).Select(e => e.Id).Where(e => !own.Contains(e) && reading.Actor.WorksFor(e))];
    }

    /// <summary>Turns what was weighed then, in the currency of the table of then or of the books, into the table's currency at today's rate; null without one.</summary>
    private async Task<Func<int, EntityId, Amount, Amount?>> WeighAsync(Reading reading, DecisionTable table, IEnumerable<(int Table, EntityId Entity)> cases, CancellationToken cancel)
    {
        var currencies = await reading.Db.Set<StoredTable>().Where(t => t.Kind == table.Kind).ToDictionaryAsync(t => t.Id, t => t.Currency, cancel);
        var factors = new Dictionary<(int, EntityId), UnitPrice?>();
        foreach (var (then, id) in cases.Distinct())
        {
            var entity = (await directory.EntityAsync(reading.Db, id, cancel))!;
            var currency = then == 0 ? entity.Currency : currencies[then];
            factors[(then, id)] = currency == table.Currency ? UnitPrice.Of(1) : await rates.RateAsync(reading.Db, currency, table.Currency, entity.DayOf(reading.Now), cancel);
        }

        return (then, id, weighed) => factors[(then, id)] is { } rate ? new Amount(Exact.MultiplyDivide(weighed.TenThousandths, rate.Millionths, UnitPrice.Scale)) : null;
    }

    private static string Say(int cases, int then, int now, decimal? fewer, int stopped)
    {
        if (cases == 0) return "There are no cases yet to compare with.";
        var touches = fewer switch
        {
            null => now == 0 ? "nobody asked, as then" : $"{now} asked about where nobody was",
            0 => "as many touches as then",
            > 0 => $"{fewer} % fewer touches",
            _ => $"{-fewer} % more touches",
        };
        return $"Of {cases} {(cases == 1 ? "case" : "cases")} people decided {then}: {touches}, {stopped} {(stopped == 1 ? "case" : "cases")} you would have stopped.";
    }
}
