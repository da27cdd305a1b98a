namespace Crossdock.Governance;

/// <summary>How far a value or an owner reaches; a key of 0 stands for all of them.</summary>
internal readonly record struct Scope(EntityId Entity, SiteId Site)
{
    public static readonly Scope Group;

    public ScopeLevels Level => Site.Value != 0 ? ScopeLevels.Site : Entity.Value != 0 ? ScopeLevels.Entity : ScopeLevels.Group;

    /// <summary>True when somebody works for all of it.</summary>
    public bool IsWithin(Actor actor) => Level switch
    {
        ScopeLevels.Site => actor.WorksAt(Entity, Site),
        ScopeLevels.Entity => actor.WorksFor(Entity) && actor.Sites is null,
        _ => actor is { Entities: null, Sites: null },
    };

    /// <summary>Itself and those it lies in, the least first.</summary>
    public IReadOnlyList<Scope> Upwards => Level switch
    {
        ScopeLevels.Site => [this, new(Entity, default), Group],
        ScopeLevels.Entity => [this, Group],
        _ => [Group],
    };
}

/// <summary>Scopes as people name them: <c>group</c>, <c>entity:US1</c>, <c>site:DSM</c>.</summary>
internal sealed class Scopes(Directory directory)
{
    private const string GroupWord = "group";
    private const string EntityWord = "entity:";
    private const string SiteWord = "site:";

    /// <summary>Reads a scope; refused as not there when it is none, or lies outside of where the person works.</summary>
    public async ValueTask<Result<Scope>> ReadAsync(CrossdockDb db, Actor actor, string text, CancellationToken cancel)
    {
        var word = text.Trim();
        if (word.Equals(GroupWord, StringComparison.OrdinalIgnoreCase)) return Scope.Group;
        if (word.StartsWith(EntityWord, StringComparison.OrdinalIgnoreCase)
            && await directory.EntityAsync(db, word[EntityWord.Length..], cancel) is { } entity && actor.WorksFor(entity.Id)) return new Scope(entity.Id, default);
        if (word.StartsWith(SiteWord, StringComparison.OrdinalIgnoreCase)
            && await directory.SiteAsync(db, word[SiteWord.Length..], cancel) is { } site && actor.WorksAt(site.EntityId, site.Id)) return new Scope(site.EntityId, site.Id);
        return Refusal.NotFound("scope", text) with { Pointer = "/scope" };
    }

    /// <summary>The scope as it is sent.</summary>
    public async ValueTask<string> TextAsync(CrossdockDb db, Scope scope, CancellationToken cancel) => scope.Level switch
    {
        ScopeLevels.Site => SiteWord + (await directory.SiteAsync(db, scope.Site, cancel))!.Code,
        ScopeLevels.Entity => EntityWord + (await directory.EntityAsync(db, scope.Entity, cancel))!.Code,
        _ => GroupWord,
    };

    /// <summary>The scope as people read it.</summary>
    public async ValueTask<string> WordsAsync(CrossdockDb db, Scope scope, CancellationToken cancel) => scope.Level switch
    {
        ScopeLevels.Site => (await directory.SiteAsync(db, scope.Site, cancel))!.Code,
        ScopeLevels.Entity => "Entity " + (await directory.EntityAsync(db, scope.Entity, cancel))!.Code,
        _ => "The group",
    };

    /// <summary>The day of an instant as the scope counts days. For the group it is the earliest of its entities' days: what holds from it holds everywhere at once.</summary>
    public async ValueTask<DateOnly> DayAsync(CrossdockDb db, Scope scope, DateTimeOffset now, CancellationToken cancel) => scope.Level switch
    {
        ScopeLevels.Site => (await directory.SiteAsync(db, scope.Site, cancel))!.DayOf(now),
        ScopeLevels.Entity => (await directory.EntityAsync(db, scope.Entity, cancel))!.DayOf(now),
        _ => (await directory.EntitiesAsync(db, cancel)).Select(e => e.DayOf(now)).DefaultIfEmpty(DateOnly.FromDateTime(now.UtcDateTime)).Min(),
    };

    /// <summary>The group, its entities and its sites within where the person works, of the levels asked for.</summary>
    public async ValueTask<IReadOnlyList<Scope>> AllAsync(CrossdockDb db, Actor? actor, ScopeLevels levels, CancellationToken cancel)
    {
        var all = new List<Scope>();
        if (levels.HasFlag(ScopeLevels.Group)) all.Add(Scope.Group);
        foreach (var entity in await directory.EntitiesAsync(db, cancel))
        {
            if (actor?.WorksFor(entity.Id) == false) continue;
            if (levels.HasFlag(ScopeLevels.Entity)) all.Add(new(entity.Id, default));
            if (levels.HasFlag(ScopeLevels.Site))
                all.AddRange((await directory.SitesAsync(db, cancel)).Where(s => s.EntityId == entity.Id && actor?.WorksAt(s.EntityId, s.Id) != false).Select(s => new Scope(s.EntityId, s.Id)));
        }

        return all;
    }
}
