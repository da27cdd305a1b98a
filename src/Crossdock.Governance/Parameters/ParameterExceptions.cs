namespace Crossdock.Governance.Parameters;

/// <summary>Values that lie outside of their bounds without anybody having let them: the bounds were narrowed after they were set.</summary>
internal sealed class OutsideValues(ParameterBook book, Scopes scopes, Directory directory) : ExceptionSource
{
    public override string Kind => "governance.parameter_outside";

    public override string Title => "Parameters outside their bounds";

    public override Permission Owner => Permission.EditLocalParameters;

    public override int Hours => 72;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var history = await book.HistoryAsync(db, cancel);
        var all = await scopes.AllAsync(db, null, ScopeLevels.All, cancel);
        var days = new Dictionary<Scope, DateOnly>();
        foreach (var scope in all) days[scope] = await scopes.DayAsync(db, scope, now, cancel);

        // What concerns the group stands with its first entity, as every exception has one.
        var first = (await directory.EntitiesAsync(db, cancel)).FirstOrDefault();
        var found = new List<FoundException>();
        foreach (var parameter in book.Definitions)
        {
            foreach (var (scope, stand) in history.Outside(parameter, all, s => days[s]))
            {
                var where = await scopes.WordsAsync(db, scope, cancel);
                var entity = scope.Level == ScopeLevels.Group ? first! : (await directory.EntityAsync(db, scope.Entity, cancel))!;
                var since = stand.Bounds!.At > stand.Row?.At || stand.Row is null ? stand.Bounds.At : stand.Row.At;
                found.Add(new($"{parameter.Key}@{await scopes.TextAsync(db, scope, cancel)}", $"{parameter.Title} lies outside its bounds: {where}",
                    $"It is {parameter.Words(stand.Value)}, and the bounds are {stand.Bounds.Words(parameter)}. Set it inside, or ask for an override with a last day.",
                    $"/parameters/{parameter.Key}", entity.Id, since)
                {
                    Site = scope.Level == ScopeLevels.Site ? scope.Site : null,
                    Currency = entity.Currency,
                });
            }
        }

        return found;
    }
}

/// <summary>Values that fall back by themselves soon: whoever still needs them asks in time.</summary>
internal sealed class EndingOverrides(ParameterBook book, Scopes scopes, Directory directory) : ExceptionSource
{
    public override string Kind => "governance.override_ending";

    public override string Title => "Overrides that end soon";

    public override Permission Owner => Permission.EditLocalParameters;

    public override int Hours => 72;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var history = await book.HistoryAsync(db, cancel);
        var found = new List<FoundException>();
        foreach (var scope in await scopes.AllAsync(db, null, ScopeLevels.Entity | ScopeLevels.Site, cancel))
        {
            var today = await scopes.DayAsync(db, scope, now, cancel);
            var soon = today.AddDays(checked((int)history.ValueOf(GovernanceParameters.OverrideWarning, scope, today).Value));
            foreach (var parameter in book.Definitions)
            {
                var stand = history.Find(parameter, scope, today);
                if (stand.Source != scope || stand.Row is not { Until: { } until } row || until > soon) continue;
                var then = history.ValueOf(parameter, scope, until.AddDays(1)).Value;
                var entity = (await directory.EntityAsync(db, scope.Entity, cancel))!;
                var where = await scopes.WordsAsync(db, scope, cancel);
                found.Add(new($"{parameter.Key}@{await scopes.TextAsync(db, scope, cancel)}#{row.Number}", $"{parameter.Title} falls back soon: {where}",
                    $"{parameter.Words(stand.Value)} holds until {until.Words()}; from the next day on it is {parameter.Words(then)}. It was set because: {row.Reason}. Let it end, or ask for it anew.",
                    $"/parameters/{parameter.Key}", entity.Id, row.At)
                {
                    Site = scope.Level == ScopeLevels.Site ? scope.Site : null,
                    Currency = entity.Currency,
                });
            }
        }

        return found;
    }
}
