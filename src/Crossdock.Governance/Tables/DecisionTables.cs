using System.Collections.Concurrent;
using Crossdock.Storage.Commit;

namespace Crossdock.Governance.Tables;

/// <summary>The tables in force, from memory.</summary>
internal sealed class DecisionTables
{
    private readonly MasterMemory<Shelf> memory;

    public DecisionTables(Database database, CommitEngine engine, TimeProvider time) => memory = new(database, engine, time, ApprovalTablesChanged.Name);

    /// <summary>The table of a kind for an entity: its own, else the group's; null when none is in force.</summary>
    public async ValueTask<DecisionTable?> InForceAsync(CrossdockDb db, string kind, EntityId entity, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        shelf.Tables ??= (await memory.ReadAsync(db, d => d.Set<StoredTable>().Where(t => t.State == TableState.InForce).ToListAsync(cancel)))
            .ToDictionary(t => (t.Kind, t.EntityId), t => t.ToTable());
        return shelf.Tables.GetValueOrDefault((kind, entity)) ?? shelf.Tables.GetValueOrDefault((kind, default));
    }

    /// <summary>How much a person may decide to spend on a kind in an entity on their own; null when nothing is laid down.</summary>
    public async ValueTask<Amount?> LimitAsync(CrossdockDb db, PersonId person, string kind, EntityId entity, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        shelf.Limits ??= (await memory.ReadAsync(db, d => d.Set<StoredLimit>().ToListAsync(cancel))).ToDictionary(l => (l.PersonId, l.Kind, l.EntityId), l => l.Amount);
        return shelf.Limits.TryGetValue((person, kind, entity), out var amount) ? amount : null;
    }

    private sealed class Shelf
    {
        public Dictionary<(string Kind, EntityId Entity), DecisionTable>? Tables { get; set; }

        public Dictionary<(PersonId Person, string Kind, EntityId Entity), Amount>? Limits { get; set; }
    }
}

/// <summary>A person's own limit for a kind of case in an entity, in the entity's currency.</summary>
internal sealed class StoredLimit
{
    public PersonId PersonId { get; init; }
    public required string Kind { get; init; }
    public EntityId EntityId { get; init; }
    public Amount Amount { get; set; }
}
