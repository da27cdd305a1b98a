using Crossdock.Governance.Parameters;
using Crossdock.Storage.Commit;

namespace Crossdock.Governance;

/// <summary>What the parameters are set to, from memory. A new value counts at once in the process that set it and within a second on other nodes.</summary>
public sealed class ParameterBook
{
    private readonly MasterMemory<Shelf> memory;
    private readonly Directory directory;

    /// <summary>The book of the database; one per process.</summary>
    public ParameterBook(Database database, CommitEngine engine, TimeProvider time, Directory directory, IEnumerable<ParameterDefinition> definitions)
    {
        memory = new(database, engine, time, ParametersChanged.Name);
        this.directory = directory;
        Definitions = [.. definitions.OrderBy(d => d.Module, StringComparer.Ordinal).ThenBy(d => d.Title, StringComparer.Ordinal)];
        ByKey = Definitions.ToDictionary(d => d.Key, StringComparer.Ordinal);
    }

    internal IReadOnlyList<ParameterDefinition> Definitions { get; }

    internal IReadOnlyDictionary<string, ParameterDefinition> ByKey { get; }

    /// <summary>The value for an entity, or a site of it, on a day as that entity or site counts days; in the unit of the parameter's kind.</summary>
    public async ValueTask<long> ValueAsync(CrossdockDb db, ParameterDefinition parameter, EntityId entity, SiteId? site, DateOnly day, CancellationToken cancel) =>
        (await HistoryAsync(db, cancel)).ValueOf(parameter, new Scope(entity, site ?? default), day).Value;

    /// <summary>The value at a site now.</summary>
    public async ValueTask<int> AtSiteAsync(CrossdockDb db, ParameterDefinition parameter, SiteId site, DateTimeOffset now, CancellationToken cancel)
    {
        var at = (await directory.SiteAsync(db, site, cancel))!;
        return checked((int)await ValueAsync(db, parameter, at.EntityId, at.Id, at.DayOf(now), cancel));
    }

    /// <summary>The value for an entity, or a site of it, now.</summary>
    public async ValueTask<int> NowAsync(CrossdockDb db, ParameterDefinition parameter, EntityId entity, SiteId? site, DateTimeOffset now, CancellationToken cancel) => site is { } at
        ? await AtSiteAsync(db, parameter, at, now, cancel)
        : checked((int)await ValueAsync(db, parameter, entity, null, (await directory.EntityAsync(db, entity, cancel))!.DayOf(now), cancel));

    /// <summary>The value for the whole group now.</summary>
    public async ValueTask<int> OfGroupAsync(CrossdockDb db, ParameterDefinition parameter, DateTimeOffset now, CancellationToken cancel) =>
        checked((int)await ValueAsync(db, parameter, default, null, await new Scopes(directory).DayAsync(db, Scope.Group, now, cancel), cancel));

    internal async ValueTask<ParameterHistory> HistoryAsync(CrossdockDb db, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        return shelf.History ??= await memory.ReadAsync(db, d => ParameterHistory.ReadAsync(d, null, cancel));
    }

    private sealed class Shelf
    {
        public ParameterHistory? History { get; set; }
    }
}
