using System.ComponentModel.DataAnnotations;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Owning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Tables;

/// <summary>Writes the next version of an approval table. It decides nothing until somebody else puts it in force.</summary>
/// <param name="Kind">Kind of case.</param>
/// <param name="Rows">Its rows: for every case exactly one must fit.</param>
/// <param name="Entity">Code of the entity; for all entities without a table of their own when absent.</param>
/// <param name="Currency">Currency of its amounts; the entity's when absent.</param>
/// <param name="WindowDays">Cases of one group (orders to one supplier, say) within so many days count together; 0 for each by itself.</param>
/// <param name="TolerancePercent">How much more than approved a change may come to without asking again, in percent.</param>
/// <param name="Note">What is new in it.</param>
public sealed record DraftTableRequest(
    [Required, StringLength(40)] string Kind,
    [Required, MinLength(1), MaxLength(200)] IReadOnlyList<ApprovalRowRequest> Rows,
    [StringLength(12)] string? Entity = null,
    [StringLength(3)] string? Currency = null,
    [Range(0, 366)] int WindowDays = 1,
    Quantity? TolerancePercent = null,
    [StringLength(300)] string? Note = null);

/// <summary>The draft, with what the checker found.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Number of the version.</param>
/// <param name="Findings">What keeps it from being put in force; none when it is whole.</param>
/// <param name="Version">What If-Match must name.</param>
public sealed record DraftTableResponse(int Id, int Number, IReadOnlyList<TableFinding> Findings, long Version) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/approval-tables/{Id}";
}

internal sealed class DraftTable(Directory directory, IEnumerable<ApprovalSubject> subjects, TableProof proof) : IUse<DraftTableRequest, DraftTableResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<DraftTable>("POST /approval-tables", Permission.MaintainPolicies)
        .WithSummary("Write the next version of an approval table, as a draft.");

    public async Task<Result<DraftTableResponse>> ExecuteAsync(Work work, DraftTableRequest request, CancellationToken cancel)
    {
        if (subjects.All(s => s.Kind != request.Kind)) return Refusal.NotFound("kind of approval", request.Kind) with { Pointer = "/kind" };
        if ((await ForAsync(work, request, cancel)).Refused(out var refusal, out var place)) return refusal;
        if (Tolerance(request.TolerancePercent).Refused(out refusal, out var tolerance)) return refusal;
        var rows = new List<DecisionRow>();
        for (var i = 0; i < request.Rows.Count; i++)
        {
            if (request.Rows[i].Read(i + 1, place.Currency).Refused(out refusal, out var row)) return refusal;
            rows.Add(row);
        }

        var earlier = await work.Db.Set<StoredTable>().Where(t => t.Kind == request.Kind && t.EntityId == place.Entity).ToListAsync(cancel);
        foreach (var draft in earlier.Where(t => t.State == TableState.Draft))
        {
            draft.State = TableState.Retired;
            draft.RetiredAt = work.Now;
            draft.Version++;
        }

        var table = new StoredTable
        {
            Id = work.NewKey("approval-tables"),
            Kind = request.Kind,
            EntityId = place.Entity,
            Number = earlier.Select(t => t.Number).DefaultIfEmpty(0).Max() + 1,
            State = TableState.Draft,
            Currency = place.Currency,
            WindowDays = request.WindowDays,
            ToleranceHundredths = tolerance,
            Rows = StoredTable.Write(request.Rows),
            Note = request.Note,
            DraftedBy = work.Actor.Id,
            DraftedAt = work.Now,
            Version = 1,
        };
        work.Db.Add(table);
        work.Subject = $"approval table {table.Kind} {table.Number}";
        return new DraftTableResponse(table.Id, table.Number, await proof.RunAsync(work.Db, table, rows, cancel), table.Version);
    }

    private async Task<Result<(EntityId Entity, Currency Currency)>> ForAsync(Work work, DraftTableRequest request, CancellationToken cancel)
    {
        var entities = await directory.EntitiesAsync(work.Db, cancel);
        if (string.IsNullOrWhiteSpace(request.Entity))
        {
            if (!Currency.TryParse(request.Currency ?? entities.FirstOrDefault()?.Currency.Code ?? "", out var group))
                return Refusal.Invalid("governance.currency", "Say in which currency the amounts of a table for the whole group are.", "/currency");
            return (default(EntityId), group);
        }

        if (await directory.EntityAsync(work.Db, request.Entity, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity) with { Pointer = "/entity" };
        if (request.Currency is null) return (entity.Id, entity.Currency);
        return Currency.TryParse(request.Currency, out var currency) ? (entity.Id, currency) : Refusal.Invalid("governance.currency", $"'{request.Currency}' is no currency code.", "/currency");
    }

    private static Result<int> Tolerance(Quantity? percent)
    {
        if (percent is not { } given) return 0;
        return given.PercentHundredths() ?? (Result<int>)Refusal.Invalid("governance.tolerance", "The tolerance is a percentage from 0 to 100 with at most two decimals.", "/tolerancePercent");
    }
}

/// <summary>All that is to be found wrong with a table in this group: its logic, its names, and steps that too few people can take.</summary>
internal sealed class TableProof(Directory directory, Electorate electorate, OwnedClasses classes)
{
    public async Task<IReadOnlyList<TableFinding>> RunAsync(CrossdockDb db, StoredTable table, IReadOnlyList<DecisionRow> rows, CancellationToken cancel)
    {
        var findings = TableCheck.Run(rows, table.Currency).ToList();
        var sites = (await directory.SitesAsync(db, cancel)).Select(s => Dimensions.Normal(s.Code)).Append(Dimensions.None).ToHashSet();
        var entities = (await directory.EntitiesAsync(db, cancel)).Select(e => Dimensions.Normal(e.Code)).ToHashSet();
        foreach (var row in rows)
        {
            Names(row, Dimensions.Site, sites);
            Names(row, Dimensions.Entity, entities);
            findings.AddRange(row.Route.Steps.SelectMany(s => s.Approvers).Select(ApprovalRoute.OwnedBy).OfType<string>().Where(c => classes.Find(c) is null)
                .Select(c => new TableFinding(TableFault.Unknown, [row.Number], $"Row {row.Number}: there is no class '{c}' that somebody could own.")));
            var seats = new List<IReadOnlySet<PersonId>>();
            foreach (var step in row.Route.Steps)
            {
                List<IReadOnlySet<PersonId>> own = [.. Seats.Of(step, await HoldersAsync(db, table, step, cancel))];
                var able = Seats.Filled(own);
                if (able < own.Count) findings.Add(new(TableFault.Nobody, [row.Number], $"Row {row.Number}: '{step}' needs {own.Count}, and only {able} could decide."));
                else seats.AddRange(own);
            }

            // Nobody votes twice, so the steps need different people.
            var over = Seats.Filled(seats);
            if (over < seats.Count) findings.Add(new(TableFault.Nobody, [row.Number], $"Row {row.Number}: its steps need {seats.Count} different people, and only {over} could decide."));
        }

        return findings;

        void Names(DecisionRow row, string dimension, HashSet<string> known)
        {
            if (!row.When.TryGetValue(dimension, out var values)) return;
            findings.AddRange(values.Select(DecisionRow.Named).Except(known).Where(v => v != Dimensions.Other).Order(StringComparer.Ordinal).Select(v => new TableFinding(TableFault.Unknown, [row.Number], $"Row {row.Number}: there is no {dimension} '{v}'.")));
        }
    }

    private async Task<Dictionary<string, IReadOnlySet<PersonId>>> HoldersAsync(CrossdockDb db, StoredTable table, RouteStep step, CancellationToken cancel)
    {
        var holders = new Dictionary<string, IReadOnlySet<PersonId>>();
        foreach (var approver in step.Approvers)
        {
            holders[approver] = (await electorate.HoldersAsync(db, approver, table.EntityId, null, cancel)).Where(p => p.ToActor() is var a && a.May(Permission.Approve) && (table.EntityId.Value == 0 || a.WorksFor(table.EntityId))).Select(p => p.Id).ToHashSet();
        }

        return holders;
    }
}

/// <summary>Puts a draft in force; the version before it is retired.</summary>
/// <param name="Id">The draft.</param>
/// <param name="IfMatch">Version of the draft that was looked at.</param>
public sealed record ActivateTableRequest(int Id, long IfMatch);

/// <summary>The table in force.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Number of the version.</param>
/// <param name="Version">Its version.</param>
public sealed record ActivateTableResponse(int Id, int Number, long Version);

internal sealed class ActivateTable(TableProof proof) : IUse<ActivateTableRequest, ActivateTableResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ActivateTable>("POST /approval-tables/{id}/activate", Permission.MaintainPolicies)
        .WithSummary("Put a draft in force; somebody else than its writer does.");

    public async Task<Result<ActivateTableResponse>> ExecuteAsync(Work work, ActivateTableRequest request, CancellationToken cancel)
    {
        if (await StoredTables.FindAsync(work.Db, work.Actor, request.Id, cancel) is not { } table)
            return Refusal.NotFound("approval table", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (table.State != TableState.Draft) return new NotADraft(table.Number, table.State);
        if (table.Version != request.IfMatch) return new RequestTableStale();
        if (table.DraftedBy == work.Actor.Id && work.Actor.Id.Value != 0) return new OwnDraft(table.Number);
        if ((await proof.RunAsync(work.Db, table, table.ToTable().Rows, cancel)) is { Count: > 0 } findings) return new TableNotWhole(findings.Count, findings[0].Message);

        foreach (var old in await work.Db.Set<StoredTable>().Where(t => t.Kind == table.Kind && t.EntityId == table.EntityId && t.State == TableState.InForce).ToListAsync(cancel))
        {
            old.State = TableState.Retired;
            old.RetiredAt = work.Now;
            old.Version++;
        }

        (table.State, table.ActivatedBy, table.ActivatedAt) = (TableState.InForce, work.Actor.Id, work.Now);
        table.Version++;
        work.Subject = $"approval table {table.Kind} {table.Number}";
        await MasterChanges.TellAsync(work, new ApprovalTablesChanged(), cancel);
        return new ActivateTableResponse(table.Id, table.Number, table.Version);
    }
}

/// <summary>How much somebody may spend by themselves, in the currency of the entity.</summary>
/// <param name="Login">The person.</param>
/// <param name="Kind">Kind of case.</param>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Amount">The limit; without one it is taken away.</param>
/// <param name="Reason">Why.</param>
public sealed record SetLimitRequest(
    [Required, StringLength(80)] string Login, [Required, StringLength(40)] string Kind, [Required, StringLength(12)] string Entity, Amount? Amount = null,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The limit as it is kept.</summary>
/// <param name="Amount">The limit, or null.</param>
public sealed record SetLimitResponse(Amount? Amount);

internal sealed class SetLimit(Directory directory, People people, IEnumerable<ApprovalSubject> subjects) : IUse<SetLimitRequest, SetLimitResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetLimit>("PUT /approval-limits/{login}", Permission.MaintainPolicies)
        .WithSummary("Set how much somebody may spend by themselves.");

    public async Task<Result<SetLimitResponse>> ExecuteAsync(Work work, SetLimitRequest request, CancellationToken cancel)
    {
        if (await people.ByLoginAsync(work.Db, request.Login, cancel) is not { } person) return Refusal.NotFound("person", request.Login);
        if (person.Id == work.Actor.Id) return new OwnLimit();
        if (subjects.All(s => s.Kind != request.Kind)) return Refusal.NotFound("kind of approval", request.Kind) with { Pointer = "/kind" };
        if (await directory.EntityAsync(work.Db, request.Entity, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity) with { Pointer = "/entity" };
        if (request.Amount is { IsNegative: true }) return Refusal.Invalid("governance.limit", "A limit is not negative.", "/amount");
        var stored = await work.Db.Set<StoredLimit>().SingleOrDefaultAsync(l => l.PersonId == person.Id && l.Kind == request.Kind && l.EntityId == entity.Id, cancel);
        if (request.Amount is not { } amount)
        {
            if (stored is not null) work.Db.Remove(stored);
        }
        else if (stored is not null)
        {
            stored.Amount = amount;
        }
        else
        {
            work.Db.Add(new StoredLimit { PersonId = person.Id, Kind = request.Kind, EntityId = entity.Id, Amount = amount });
        }

        work.Subject = $"limit of {person.Login}";
        await MasterChanges.TellAsync(work, new ApprovalTablesChanged(), cancel);
        return new SetLimitResponse(request.Amount);
    }
}

internal sealed record NotADraft(int Number, TableState State) : Refusal(RefusalKind.Conflict, "governance.not_a_draft",
    $"Version {Number} is {(State == TableState.InForce ? "in force already" : "retired")}. Write a new version.");

internal sealed record RequestTableStale() : Refusal(RefusalKind.Stale, "governance.table_stale", "The draft was changed in the meantime. Look again.");

internal sealed record OwnDraft(int Number) : Refusal(RefusalKind.Forbidden, "governance.own_draft", $"You wrote version {Number}, so somebody else must put it in force.");

internal sealed record TableNotWhole(int Count, string First) : Refusal(RefusalKind.Refused, "governance.table_not_whole",
    $"The table has {(Count == 1 ? "a fault" : $"{Count} faults")}: {First} Write a version without.");

internal sealed record OwnLimit() : Refusal(RefusalKind.Forbidden, "governance.own_limit", "Nobody sets their own limit.");
