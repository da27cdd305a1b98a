namespace Crossdock.Governance.Parameters;

/// <summary>What a scope goes by on a day.</summary>
/// <param name="Value">The value.</param>
/// <param name="Row">The row that says so; null when nobody has set one.</param>
/// <param name="Source">The scope that it was set for.</param>
/// <param name="Bounds">The bounds it is held against; null when there are none.</param>
internal sealed record ParameterStand(long Value, ParameterValue? Row, Scope Source, ParameterBounds? Bounds)
{
    public bool IsInside => Bounds?.Contains(Value) != false;

    /// <summary>True while a value holds that ends by itself.</summary>
    public bool IsOverride => Row?.Until is not null;

    /// <summary>True when it lies outside of the bounds and people have let it, for its time.</summary>
    public bool IsAllowed => IsInside || Row is { Request: not null, Until: not null };
}

/// <summary>All values and bounds that were ever set, and what follows from them. The least scope that has a value that day goes before the larger.</summary>
internal sealed class ParameterHistory
{
    private readonly Dictionary<(string Parameter, Scope Scope), ParameterValue[]> values;
    private readonly Dictionary<(string Parameter, Scope Scope), ParameterBounds[]> bounds;

    public ParameterHistory(IEnumerable<ParameterValue> values, IEnumerable<ParameterBounds> bounds)
    {
        this.values = values.GroupBy(v => (v.Parameter, v.Scope)).ToDictionary(g => g.Key, g => g.LatestFirst());
        this.bounds = bounds.GroupBy(b => (b.Parameter, b.Scope)).ToDictionary(g => g.Key, g => g.OrderByDescending(b => b.Number).ToArray());
    }

    /// <summary>The same with bounds that were laid down just now.</summary>
    public ParameterHistory With(ParameterBounds laid) => new(values.Values.SelectMany(v => v), bounds.Values.SelectMany(b => b).Append(laid));

    /// <summary>Reads one parameter, or all of them.</summary>
    public static async Task<ParameterHistory> ReadAsync(CrossdockDb db, string? parameter, CancellationToken cancel) => new(
        await db.Set<ParameterValue>().AsNoTracking().Where(v => parameter == null || v.Parameter == parameter).ToListAsync(cancel),
        await db.Set<ParameterBounds>().AsNoTracking().Where(b => parameter == null || b.Parameter == parameter).ToListAsync(cancel));

    public ParameterStand Find(ParameterDefinition parameter, Scope scope, DateOnly day)
    {
        var (value, row, source) = ValueOf(parameter, scope, day);
        return new(value, row, source, BoundsOf(parameter, scope));
    }

    public (long Value, ParameterValue? Row, Scope Source) ValueOf(ParameterDefinition parameter, Scope scope, DateOnly day)
    {
        foreach (var place in scope.Upwards)
        {
            if (ValuesOf(parameter, place).On(day) is { Value: { } value } row) return (value, row, place);
        }

        return (parameter.Default, null, Scope.Group);
    }

    public ParameterBounds? BoundsOf(ParameterDefinition parameter, Scope scope)
    {
        foreach (var place in scope.Upwards)
            if (AllBoundsOf(parameter, place) is [{ IsLifted: false } laid, ..]) return laid;
        return null;
    }

    /// <summary>Values set for just this scope, the one that began last first.</summary>
    public ParameterValue[] ValuesOf(ParameterDefinition parameter, Scope scope) => values.GetValueOrDefault((parameter.Key, scope)) ?? [];

    /// <summary>Bounds laid down for just this scope, newest first.</summary>
    public ParameterBounds[] AllBoundsOf(ParameterDefinition parameter, Scope scope) => bounds.GetValueOrDefault((parameter.Key, scope)) ?? [];

    /// <summary>
    /// The approved exceptions from the bounds that a site went by, goes by, or will: its own and those of what it lies in, as far as nothing of
    /// its own stood before them. One that ended into another never let the site go back.
    /// </summary>
    public IEnumerable<(ParameterValue Row, OverrideState State)> OverridesAt(ParameterDefinition parameter, Scope site, DateOnly today)
    {
        foreach (var row in site.Upwards.SelectMany(place => ValuesOf(parameter, place)).Where(v => v is { Request: not null, Until: not null, Value: not null }))
        {
            if (ValueOf(parameter, site, row.ValidFrom > today ? row.ValidFrom : today).Row == row)
            {
                yield return (row, row.ValidFrom > today ? OverrideState.Planned : OverrideState.Live);
                continue;
            }

            // It counted at the site on its first day, or it never did: something nearer stood before it.
            if (row.ValidFrom > today || ValueOf(parameter, site, row.ValidFrom).Row != row) continue;
            var end = row.Until < today ? row.Until.Value : today;
            var next = ValueOf(parameter, site, end).Row is { } last && last != row ? last : ValueOf(parameter, site, end.AddDays(1)).Row;
            yield return (row, next?.Request is null ? OverrideState.Ended : OverrideState.Prolonged);
        }
    }

    /// <summary>How many values were set for just this scope: what a caller that looked names.</summary>
    public int SetCount(ParameterDefinition parameter, Scope scope) => ValuesOf(parameter, scope).Select(v => v.Number).DefaultIfEmpty().Max();

    /// <summary>How often bounds were laid down for just this scope.</summary>
    public int BoundsCount(ParameterDefinition parameter, Scope scope) => AllBoundsOf(parameter, scope).Select(b => b.Number).DefaultIfEmpty().Max();

    /// <summary>
    /// Where a parameter lies outside of its bounds on a day, each cause once: a value, or bounds, of just that scope. A site that only inherits
    /// both from above is not named beside it.
    /// </summary>
    public IEnumerable<(Scope Scope, ParameterStand Stand)> Outside(ParameterDefinition parameter, IEnumerable<Scope> scopes, Func<Scope, DateOnly> dayOf)
    {
        foreach (var scope in scopes)
        {
            var stand = Find(parameter, scope, dayOf(scope));
            if (!stand.IsAllowed && (stand.Source == scope || stand.Bounds!.Scope == scope)) yield return (scope, stand);
        }
    }
}
