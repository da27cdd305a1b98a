using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Owning;

/// <summary>Asks who answers for what.</summary>
/// <param name="Orphans">True for only those that nobody answers for.</param>
public sealed record OwnersRequest(bool? Orphans = null);

/// <summary>Who answers for a class in a scope.</summary>
/// <param name="Code">The class.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Scope">The scope as it is sent.</param>
/// <param name="Where">The scope as people read it.</param>
/// <param name="Owner">Name of the owner who was named, or null.</param>
/// <param name="Deputy">Name of the deputy who was named, or null.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">To which day.</param>
/// <param name="Fault">Why nobody answers for it; null when somebody does.</param>
/// <param name="Count">What <c>seen</c> names when somebody is named.</param>
public sealed record OwnerRow(string Code, string Title, string Scope, string Where, string? Owner, string? Deputy, DateOnly? From, DateOnly? Until, string? Fault, int Count);

/// <summary>Who answers for what, those that nobody answers for on top.</summary>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Orphans">How many rows nobody answers for.</param>
/// <param name="Rows">The rows.</param>
public sealed record OwnersView(int Classes, int Orphans, IReadOnlyList<OwnerRow> Rows) : ITabular
{
    string ITabular.FileName => "owners";

    IReadOnlyList<string> ITabular.Headings => ["Class", "Title", "Scope", "Owner", "Deputy", "From", "Until", "What is wrong"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => new object?[] { r.Code, r.Title, r.Scope, r.Owner, r.Deputy, r.From, r.Until, r.Fault });
}

/// <summary>Reads who answers for what, for lists, pages and exceptions alike.</summary>
internal sealed class OwnerRegistry(Owners owners, OwnedClasses classes, Scopes scopes, People people)
{
    /// <summary>A row for the group, unless every entity has an owner of its own, and for each scope with one of its own.</summary>
    public async Task<IReadOnlyList<(OwnedClass Class, Scope Scope, OwnerNaming? Row, Ownership Stand)>> ReadAsync(CrossdockDb db, Actor? actor, DateTimeOffset now, CancellationToken cancel)
    {
        var history = await owners.HistoryAsync(db, cancel);
        var all = await scopes.AllAsync(db, actor, ScopeLevels.All, cancel);
        var days = new Dictionary<Scope, DateOnly>();
        foreach (var scope in all) days[scope] = await scopes.DayAsync(db, scope, now, cancel);
        var rows = new List<(OwnedClass, Scope, OwnerNaming?, Ownership)>();
        foreach (var owned in classes.All)
        {
            var own = all.Where(s => owned.Levels.HasFlag(s.Level)).Select(s => (Scope: s, Row: history.Own(owned.Code, s, days[s]))).ToList();
            var entities = own.Where(o => o.Scope.Level == ScopeLevels.Entity).ToList();
            var shared = entities.Count > 0 && entities.TrueForAll(e => e.Row is not null);
            foreach (var (scope, row) in own.Where(o => o.Row is not null || (o.Scope.Level == ScopeLevels.Group && !shared)))
                rows.Add((owned, scope, row, await owners.StandAsync(db, owned, row, cancel)));
        }

        return rows;
    }

    public async Task<OwnerRow> RowAsync(CrossdockDb db, OwnedClass owned, Scope scope, OwnerNaming? row, Ownership stand, CancellationToken cancel) => new(
        owned.Code, owned.Title, await scopes.TextAsync(db, scope, cancel), await scopes.WordsAsync(db, scope, cancel),
        row?.OwnerId is { } owner ? await people.NameAsync(db, owner, cancel) : null, row?.DeputyId is { } deputy ? await people.NameAsync(db, deputy, cancel) : null,
        row?.ValidFrom, row?.Until, stand.Fault, (await owners.HistoryAsync(db, cancel)).Count(owned.Code, scope));
}

internal sealed class ListOwners(OwnerRegistry registry, OwnedClasses classes) : IQuery<OwnersRequest, OwnersView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListOwners>("GET /owners", Permission.SignIn)
        .WithSummary("Who answers for what; what nobody answers for comes first.");

    public async Task<Result<OwnersView>> AnswerAsync(Reading reading, OwnersRequest request, CancellationToken cancel)
    {
        var rows = new List<OwnerRow>();
        foreach (var (owned, scope, row, stand) in await registry.ReadAsync(reading.Db, reading.Actor, reading.Now, cancel))
            rows.Add(await registry.RowAsync(reading.Db, owned, scope, row, stand, cancel));
        var orphans = rows.Count(r => r.Fault is not null);
        return new OwnersView(classes.All.Count, orphans, [.. rows.Where(r => request.Orphans != true || r.Fault is not null).OrderBy(r => r.Fault is null)]);
    }
}

/// <summary>Asks who answers for one class.</summary>
/// <param name="Code">The class.</param>
public sealed record OwnerViewRequest([property: Required, StringLength(80)] string Code);

/// <summary>Somebody was named.</summary>
/// <param name="At">When.</param>
/// <param name="Person">By whom.</param>
/// <param name="Where">For where.</param>
/// <param name="Owner">The owner, or null.</param>
/// <param name="Deputy">The deputy, or null.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Reason">Why.</param>
public sealed record OwnerChange(DateTimeOffset At, string Person, string Where, string? Owner, string? Deputy, DateOnly From, DateOnly? Until, string Reason);

/// <summary>Somebody who could answer for it.</summary>
/// <param name="Login">Their login.</param>
/// <param name="Name">Their name.</param>
public sealed record OwnerChoice(string Login, string Name);

/// <summary>Who answers for one class.</summary>
/// <param name="Code">The class.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Right">What an owner must be able to do, in words.</param>
/// <param name="Places">The scopes within the reader's, each with its own owner or none.</param>
/// <param name="People">Who could answer for it, for those who name owners.</param>
/// <param name="History">Who was named, newest first.</param>
public sealed record OwnerView(string Code, string Title, string Right, IReadOnlyList<OwnerRow> Places, IReadOnlyList<OwnerChoice> People, IReadOnlyList<OwnerChange> History);

internal sealed class FindOwner(OwnerRegistry registry, Owners owners, OwnedClasses classes, Scopes scopes, People people) : IQuery<OwnerViewRequest, OwnerView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindOwner>("GET /owners/{code}", Permission.SignIn)
        .WithSummary("Who answers for one class of objects, where, and who did before.");

    public async Task<Result<OwnerView>> AnswerAsync(Reading reading, OwnerViewRequest request, CancellationToken cancel)
    {
        if (classes.Find(request.Code) is not { } owned) return Refusal.NotFound("class", request.Code);
        var db = reading.Db;
        var history = await owners.HistoryAsync(db, cancel);
        var (places, changes) = (new List<OwnerRow>(), new List<OwnerChange>());
        foreach (var scope in await scopes.AllAsync(db, reading.Actor, owned.Levels, cancel))
        {
            var row = history.Find(owned.Code, scope, await scopes.DayAsync(db, scope, reading.Now, cancel));
            places.Add(await registry.RowAsync(db, owned, scope, row, await owners.StandAsync(db, owned, row, cancel), cancel));
            foreach (var n in history.Of(owned.Code, scope))
            {
                changes.Add(new(n.At, await people.NameAsync(db, n.PersonId, cancel), places[^1].Where, n.OwnerId is { } owner ? await people.NameAsync(db, owner, cancel) : null,
                    n.DeputyId is { } deputy ? await people.NameAsync(db, deputy, cancel) : null, n.ValidFrom, n.Until, n.Reason));
            }
        }

        return new OwnerView(owned.Code, owned.Title, Ui.Words.Of(owned.Right), places, reading.Actor.May(Permission.MaintainOwnership) ? await AbleAsync(db, owned, cancel) : [], [.. changes.OrderByDescending(c => c.At)]);
    }

    private async Task<IReadOnlyList<OwnerChoice>> AbleAsync(CrossdockDb db, OwnedClass owned, CancellationToken cancel)
    {
        var able = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in Roles.All.Where(r => r.Permissions.Contains(owned.Right)))
            foreach (var person in await people.InRoleAsync(db, role.Code, cancel)) able[person.Login] = person.Name;
        return [.. able.Select(a => new OwnerChoice(a.Key, a.Value)).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}

/// <summary>Classes that nobody answers for: no owner was named, or the owner left or lost the right. Looked for from the first owner that is named on.</summary>
internal sealed class OwnerlessClasses(OwnerRegistry registry, Owners owners, Scopes scopes, Directory directory) : ExceptionSource
{
    public override string Kind => "governance.ownerless";

    public override string Title => "Nobody answers for it";

    public override Permission Owner => Permission.MaintainOwnership;

    public override int Hours => 72;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<FoundException>();
        if (!(await owners.HistoryAsync(db, cancel)).IsBegun || (await directory.EntitiesAsync(db, cancel)).FirstOrDefault() is not { } first) return found;
        foreach (var (owned, scope, row, stand) in await registry.ReadAsync(db, null, now, cancel))
        {
            if (stand.Fault is not { } fault) continue;
            var where = await scopes.WordsAsync(db, scope, cancel);
            var entity = scope.Level == ScopeLevels.Group ? first : (await directory.EntityAsync(db, scope.Entity, cancel))!;
            found.Add(new($"{owned.Code}@{await scopes.TextAsync(db, scope, cancel)}", $"Nobody answers for {owned.Title}: {where}",
                $"{char.ToUpperInvariant(fault[0])}{fault[1..]}.{(stand.Deputy is { } deputy ? $" {deputy.Name} is asked meanwhile." : "")} Name an owner.", $"/owners/{owned.Code}", entity.Id, row?.At ?? now)
            {
                Site = scope.Level == ScopeLevels.Site ? scope.Site : null,
                Currency = entity.Currency,
            });
        }

        return found;
    }
}
