using Crossdock.Governance.Owning;
using Crossdock.Storage.Commit;

namespace Crossdock.Governance;

/// <summary>Who answers for a class of objects somewhere.</summary>
/// <param name="Owner">The owner who was named and still may; else null.</param>
/// <param name="Deputy">The deputy who was named and still may; else null.</param>
/// <param name="Fault">Why there is no owner; null when there is one.</param>
public sealed record Ownership(Person? Owner, Person? Deputy, string? Fault)
{
    /// <summary>Who is asked first: the owner, else the deputy.</summary>
    public Person? First => Owner ?? Deputy;
}

/// <summary>Who answers for what, from memory. Somebody who left, or lost the right or the place, answers for nothing from that moment on.</summary>
public sealed class Owners
{
    private readonly MasterMemory<Shelf> memory;
    private readonly People people;
    private readonly Directory directory;
    private readonly OwnedClasses classes;

    internal Owners(Database database, CommitEngine engine, TimeProvider time, People people, Directory directory, OwnedClasses classes)
    {
        memory = new(database, engine, time, OwnersChanged.Name);
        (this.people, this.directory, this.classes) = (people, directory, classes);
    }

    /// <summary>Who answers for a class in an entity, or at a site of it, now: the owner of the least scope that has one that day.</summary>
    public async ValueTask<Ownership> FindAsync(CrossdockDb db, string code, EntityId entity, SiteId? site, DateTimeOffset now, CancellationToken cancel)
    {
        var history = await HistoryAsync(db, cancel);
        var scope = new Scope(entity, site ?? default);
        return classes.Find(code) is { } owned ? await StandAsync(db, owned, history.Find(code, scope, await new Scopes(directory).DayAsync(db, scope, now, cancel)), cancel) : new(null, null, "there is no such class");
    }

    internal async ValueTask<OwnerHistory> HistoryAsync(CrossdockDb db, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        return shelf.History ??= await memory.ReadAsync(db, d => OwnerHistory.ReadAsync(d, null, cancel));
    }

    /// <summary>How what was named stands with the people as they are now.</summary>
    internal async ValueTask<Ownership> StandAsync(CrossdockDb db, OwnedClass owned, OwnerNaming? row, CancellationToken cancel)
    {
        if (row?.OwnerId is not { } id) return new(null, null, "nobody is named");
        var owner = await people.FindAsync(db, id, cancel);
        var deputy = row.DeputyId is { } other ? await people.FindAsync(db, other, cancel) : null;
        var fault = owner is null ? "nobody is named" : Unfit(owner, owned, row.Scope);
        return new(fault is null ? owner : null, deputy is not null && Unfit(deputy, owned, row.Scope) is null ? deputy : null, fault);
    }

    /// <summary>Why somebody cannot answer for a class in a scope; null when they can.</summary>
    internal static string? Unfit(Person person, OwnedClass owned, Scope scope)
    {
        var actor = person.ToActor();
        if (!person.Active) return $"{person.Name} no longer signs in";
        if (!actor.May(owned.Right)) return $"no role of {person.Name} lets them {Ui.Words.Of(owned.Right)}";
        return scope.IsWithin(actor) ? null : $"{person.Name} does not work for all of it";
    }

    private sealed class Shelf
    {
        public OwnerHistory? History { get; set; }
    }
}
