using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Parameters;

/// <summary>Asks what the parameters are set to for a scope.</summary>
/// <param name="Scope"><c>group</c>, <c>entity:CODE</c> or <c>site:CODE</c>; when absent the reader's one site, or the group.</param>
public sealed record ParametersRequest([property: StringLength(40)] string? Scope = null);

/// <summary>A scope that can be chosen.</summary>
/// <param name="Scope">The scope as it is sent.</param>
/// <param name="Where">The scope as people read it.</param>
public sealed record ScopeChoice(string Scope, string Where);

/// <summary>A parameter as a scope goes by it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Module">The part of the house it belongs to.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Value">What the scope goes by today.</param>
/// <param name="Source">Where that was set; null for the default.</param>
/// <param name="Corporate">What the group goes by.</param>
/// <param name="Bounds">The bounds it is held against, or null.</param>
/// <param name="Inside">True when it lies inside of them.</param>
/// <param name="Until">The last day it holds, when it falls back by itself.</param>
/// <param name="NextExpiry">The next day at which a value within the reader's scope falls back.</param>
/// <param name="Places">For how many scopes it has a value of its own.</param>
/// <param name="Waiting">Number of a request for approval that is open, or null.</param>
public sealed record ParameterRow(
    string Key, string Module, string Title, string Effect, string Value, string? Source, string Corporate, string? Bounds, bool Inside, DateOnly? Until, DateOnly? NextExpiry, int Places, string? Waiting);

/// <summary>All parameters as a scope goes by them.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Where">The scope as people read it.</param>
/// <param name="Scopes">The scopes that can be chosen.</param>
/// <param name="Rows">The parameters, by module.</param>
public sealed record ParametersView(string Scope, string Where, IReadOnlyList<ScopeChoice> Scopes, IReadOnlyList<ParameterRow> Rows) : ITabular
{
    string ITabular.FileName => "parameters";

    IReadOnlyList<string> ITabular.Headings => ["Parameter", "Module", "Title", "Value", "Set for", "Corporate", "Bounds", "Inside", "Until"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => new object?[] { r.Key, r.Module, r.Title, r.Value, r.Source ?? "default", r.Corporate, r.Bounds, r.Inside ? "yes" : "no", r.Until });
}

internal sealed class ListParameters(ParameterBook book, Scopes scopes) : IQuery<ParametersRequest, ParametersView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListParameters>("GET /parameters", Permission.SignIn)
        .WithSummary("What the parameters are set to for a scope, with their bounds.");

    public async Task<Result<ParametersView>> AnswerAsync(Reading reading, ParametersRequest request, CancellationToken cancel)
    {
        var (db, actor) = (reading.Db, reading.Actor);
        var all = await scopes.AllAsync(db, actor, ScopeLevels.All, cancel);
        var sites = all.Where(s => s.Level == ScopeLevels.Site).ToList();
        var scope = actor.Sites is not null && sites.Count == 1 ? sites[0] : Scope.Group;
        if (request.Scope.OrNull() is { } asked && (await scopes.ReadAsync(db, actor, asked, cancel)).Refused(out var refusal, out scope)) return refusal;
        var history = await book.HistoryAsync(db, cancel);
        var days = new Dictionary<Scope, DateOnly>();
        foreach (var place in all) days[place] = await scopes.DayAsync(db, place, reading.Now, cancel);
        var open = await db.Set<ParameterRequest>().Where(r => r.State == ApprovalState.Pending).ToListAsync(cancel);
        var rows = new List<ParameterRow>();
        foreach (var parameter in book.Definitions)
        {
            var stand = history.Find(parameter, scope, days[scope]);
            var own = all.Where(s => history.ValuesOf(parameter, s).On(days[s])?.Value is not null).ToList();
            var ends = own.Select(s => history.Find(parameter, s, days[s]).Row?.Until).Where(u => u is not null).Min();
            rows.Add(new(
                parameter.Key, parameter.Module, parameter.Title, parameter.Effect, parameter.Words(stand.Value),
                stand.Row is null ? null : await scopes.WordsAsync(db, stand.Source, cancel),
                parameter.Words(history.ValueOf(parameter, Scope.Group, days[Scope.Group]).Value), stand.Bounds?.Words(parameter), stand.IsInside, stand.Row?.Until, ends, own.Count,
                open.Find(r => r.Parameter == parameter.Key && days.ContainsKey(r.Scope))?.Approval));
        }

        var choices = new List<ScopeChoice>();
        foreach (var place in all) choices.Add(new(await scopes.TextAsync(db, place, cancel), await scopes.WordsAsync(db, place, cancel)));
        return new ParametersView(await scopes.TextAsync(db, scope, cancel), await scopes.WordsAsync(db, scope, cancel), choices, rows);
    }
}

/// <summary>Asks about one parameter.</summary>
/// <param name="Key">Its name.</param>
public sealed record ParameterViewRequest([property: Required, StringLength(60)] string Key);

/// <summary>How a parameter stands for a scope.</summary>
/// <param name="Scope">The scope as it is sent.</param>
/// <param name="Where">The scope as people read it.</param>
/// <param name="Value">What it goes by today, in words.</param>
/// <param name="Text">The same as it is typed.</param>
/// <param name="Source">Where that was set; null for the default.</param>
/// <param name="Own">True when it was set for just this scope.</param>
/// <param name="Bounds">The bounds it is held against, or null.</param>
/// <param name="Low">The least of the scope's own bounds.</param>
/// <param name="High">The greatest of them.</param>
/// <param name="Inside">True when it lies inside of the bounds.</param>
/// <param name="Until">The last day it holds, when it falls back by itself.</param>
/// <param name="SetCount">What <c>seen</c> names when a value is set.</param>
/// <param name="BoundsCount">What <c>seen</c> names when bounds are laid down.</param>
/// <param name="MayEdit">True when the reader may set it there.</param>
public sealed record ParameterPlace(
    string Scope, string Where, string Value, string Text, string? Source, bool Own, string? Bounds, string? Low, string? High, bool Inside, DateOnly? Until, int SetCount, int BoundsCount, bool MayEdit);

/// <summary>Something that was set.</summary>
/// <param name="At">When.</param>
/// <param name="Person">Who.</param>
/// <param name="Where">For whom.</param>
/// <param name="IsBounds">True when bounds were laid down.</param>
/// <param name="Value">What, in words.</param>
/// <param name="From">The first day it holds; null for bounds, which hold from then on.</param>
/// <param name="Until">The last day it holds.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effect">What it was to bring.</param>
/// <param name="Approval">The request that people approved.</param>
public sealed record ParameterChange(DateTimeOffset At, string Person, string Where, bool IsBounds, string Value, DateOnly? From, DateOnly? Until, string Reason, string? Effect, string? Approval);

/// <summary>A value outside of the bounds that waits for those who decide.</summary>
/// <param name="Approval">Number of the request.</param>
/// <param name="Where">For whom.</param>
/// <param name="Value">What, in words.</param>
/// <param name="Until">The last day it would hold.</param>
/// <param name="Person">Who asks.</param>
public sealed record ParameterWaiting(string Approval, string Where, string Value, DateOnly Until, string Person);

/// <summary>One parameter with its values and its history.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Module">The part of the house it belongs to.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Default">The value where nobody has set one.</param>
/// <param name="Least">The least the product can work with.</param>
/// <param name="Most">The most.</param>
/// <param name="Words">The words that can be chosen; none for a number.</param>
/// <param name="Places">The scopes it can be set for, within the reader's.</param>
/// <param name="Waiting">What waits for those who decide.</param>
/// <param name="History">What was set, newest first.</param>
public sealed record ParameterView(
    string Key, string Module, string Title, string Effect, ParameterKind Kind, string Default, string Least, string Most, IReadOnlyList<string> Words,
    IReadOnlyList<ParameterPlace> Places, IReadOnlyList<ParameterWaiting> Waiting, IReadOnlyList<ParameterChange> History);

internal sealed class FindParameter(ParameterBook book, Scopes scopes, People people) : IQuery<ParameterViewRequest, ParameterView>
{
    private const int MostShown = 200;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindParameter>("GET /parameters/{key}", Permission.SignIn)
        .WithSummary("One parameter: what each scope goes by, its bounds, and who set what when and why.");

    public async Task<Result<ParameterView>> AnswerAsync(Reading reading, ParameterViewRequest request, CancellationToken cancel)
    {
        if (book.ByKey.GetValueOrDefault(request.Key) is not { } parameter) return Refusal.NotFound("parameter", request.Key);
        var db = reading.Db;
        var history = await book.HistoryAsync(db, cancel);
        var all = await scopes.AllAsync(db, reading.Actor, parameter.Levels, cancel);
        var places = new List<ParameterPlace>();
        foreach (var scope in all)
        {
            var stand = history.Find(parameter, scope, await scopes.DayAsync(db, scope, reading.Now, cancel));
            var own = history.AllBoundsOf(parameter, scope) is [{ IsLifted: false } laid, ..] ? laid : null;
            places.Add(new(
                await scopes.TextAsync(db, scope, cancel), await scopes.WordsAsync(db, scope, cancel), parameter.Words(stand.Value), parameter.Text(stand.Value),
                stand.Row is null ? null : await scopes.WordsAsync(db, stand.Source, cancel), stand.Row is not null && stand.Source == scope, stand.Bounds?.Words(parameter),
                own?.Low is { } low ? parameter.Text(low) : null, own?.High is { } high ? parameter.Text(high) : null, stand.IsInside, stand.Row?.Until,
                history.SetCount(parameter, scope), history.BoundsCount(parameter, scope),
                reading.Actor.May(Permission.EditLocalParameters) && ParameterDesk.MayNot(reading.Actor, scope) is null));
        }

        var waiting = new List<ParameterWaiting>();
        foreach (var asked in await db.Set<ParameterRequest>().Where(r => r.Parameter == parameter.Key && r.State == ApprovalState.Pending).OrderBy(r => r.Number).ToListAsync(cancel))
        {
            if (asked.Approval is { } number && all.Contains(asked.Scope))
                waiting.Add(new(number, await scopes.WordsAsync(db, asked.Scope, cancel), parameter.Words(asked.Value), asked.Until, await people.NameAsync(db, asked.PersonId, cancel)));
        }

        return new ParameterView(
            parameter.Key, parameter.Module, parameter.Title, parameter.Effect, parameter.Kind, parameter.Words(parameter.Default), parameter.Words(parameter.Least), parameter.Words(parameter.Most),
            parameter.AllWords, places, waiting, await ChangesAsync(db, parameter, history, all, cancel));
    }

    private async Task<IReadOnlyList<ParameterChange>> ChangesAsync(CrossdockDb db, ParameterDefinition parameter, ParameterHistory history, IReadOnlyList<Scope> all, CancellationToken cancel)
    {
        var changes = new List<ParameterChange>();
        foreach (var scope in all)
        {
            var where = await scopes.WordsAsync(db, scope, cancel);
            foreach (var v in history.ValuesOf(parameter, scope))
            {
                changes.Add(new(v.At, await people.NameAsync(db, v.PersonId, cancel), where, false, v.Value is { } value ? parameter.Words(value) : "as the larger scope says",
                    v.ValidFrom, v.Until, v.Reason, v.Effect, v.Request));
            }

            foreach (var b in history.AllBoundsOf(parameter, scope))
                changes.Add(new(b.At, await people.NameAsync(db, b.PersonId, cancel), where, true, b.Words(parameter), null, null, b.Reason, null, null));
        }

        return [.. changes.OrderByDescending(c => c.At).Take(MostShown)];
    }
}
