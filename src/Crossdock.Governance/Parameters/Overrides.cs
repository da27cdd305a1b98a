using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Parameters;

/// <summary>Where an approved value outside of the bounds stands at a site.</summary>
public enum OverrideState
{
    /// <summary>The site goes by it today.</summary>
    Live = 1,

    /// <summary>It begins later.</summary>
    Planned = 2,

    /// <summary>It ended on its last day or before, and the site went back inside of the bounds.</summary>
    Ended = 3,

    /// <summary>It ended, and the next one was there already: the site never went back.</summary>
    Prolonged = 4,
}

/// <summary>Asks how far the sites keep to their bounds, and whether what was let for a time ended in time.</summary>
/// <param name="Site">Code of a site; all sites when absent.</param>
/// <param name="State">Which of them: <c>live</c> (when absent), <c>planned</c>, <c>ended</c>, <c>prolonged</c> or <c>all</c>.</param>
public sealed record OverridesRequest([property: StringLength(12)] string? Site = null, [property: StringLength(12)] string? State = null);

/// <summary>How far a site keeps to the bounds.</summary>
/// <param name="Site">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Values">How many values it goes by: parameters, stock levels and whatever else may be overridden.</param>
/// <param name="Live">How many of them are approved exceptions from the bounds, today.</param>
/// <param name="Adherence">Percentage of the values that are none; null without values.</param>
/// <param name="Planned">How many exceptions begin later.</param>
/// <param name="Ended">How many exceptions ended in time.</param>
/// <param name="Prolonged">How many ended into the next one.</param>
/// <param name="InTime">Percentage of those that ended in time; null when none ended.</param>
public sealed record OverrideSite(string Site, string Name, int Values, int Live, Quantity? Adherence, int Planned, int Ended, int Prolonged, Quantity? InTime);

/// <summary>An approved value outside of the bounds, at a site that it reaches.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Key">The parameter.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Value">The value.</param>
/// <param name="Where">The scope it was set for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Owner">Who asked for it and answers for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effect">What it is to bring.</param>
/// <param name="Approval">The request that people approved; null when the table let it go.</param>
/// <param name="Href">Address of its page.</param>
public sealed record OverrideRow(
    string Site, string Key, string Title, string Value, string Where, OverrideState State, DateOnly From, DateOnly Until, string Owner, string Reason, string? Effect, string? Approval, string Href);

/// <summary>How far the sites keep to their bounds. The rows of a state are as many as the sites count of it.</summary>
/// <param name="Values">How many values the sites go by.</param>
/// <param name="Live">How many of them are approved exceptions, today.</param>
/// <param name="Adherence">Percentage of the values that are none.</param>
/// <param name="Ended">How many exceptions ended in time.</param>
/// <param name="Prolonged">How many ended into the next one.</param>
/// <param name="InTime">Percentage of those that ended in time.</param>
/// <param name="Sites">Each site.</param>
/// <param name="Rows">The exceptions asked for.</param>
public sealed record OverridesView(
    int Values, int Live, Quantity? Adherence, int Ended, int Prolonged, Quantity? InTime, IReadOnlyList<OverrideSite> Sites, IReadOnlyList<OverrideRow> Rows) : ITabular
{
    string ITabular.FileName => "overrides";

    IReadOnlyList<string> ITabular.Headings => ["Site", "Parameter", "Title", "Value", "Set for", "State", "From", "Until", "Owner", "Reason", "Effect", "Approval"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => new object?[]
    {
        r.Site, r.Key, r.Title, r.Value, r.Where, Ui.Words.Of(r.State), r.From, r.Until, r.Owner, r.Reason, r.Effect, r.Approval,
    });
}

internal sealed class ShowOverrides(ParameterBook book, Scopes scopes, Directory directory, People people, IEnumerable<IOverrideSource> sources) : IQuery<OverridesRequest, OverridesView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowOverrides>("GET /parameters/overrides", Permission.SignIn)
        .WithSummary("How far the sites keep to their bounds, and which approved exceptions from them live, ended in time or were prolonged.");

    public async Task<Result<OverridesView>> AnswerAsync(Reading reading, OverridesRequest request, CancellationToken cancel)
    {
        var (db, actor) = (reading.Db, reading.Actor);
        OverrideState? wanted = OverrideState.Live;
        if (request.State.OrNull() is { } word)
        {
            if (word.Equals("all", StringComparison.OrdinalIgnoreCase)) wanted = null;
            else if (Enum.TryParse<OverrideState>(word, ignoreCase: true, out var named) && Enum.IsDefined(named)) wanted = named;
            else return Refusal.Invalid("governance.override_state", "Say live, planned, ended, prolonged or all.", "/state");
        }

        Site? only = null;
        if (request.Site.OrNull() is { } code)
        {
            only = await directory.SiteAsync(db, code, cancel);
            if (only is null || !actor.WorksAt(only.EntityId, only.Id)) return Refusal.NotFound("site", code);
        }

        var seen = new Dictionary<SiteId, (Site Site, Scope Scope)>();
        foreach (var scope in await scopes.AllAsync(db, actor, ScopeLevels.Site, cancel))
            if (only is null || only.Id == scope.Site) seen.Add(scope.Site, ((await directory.SiteAsync(db, scope.Site, cancel))!, scope));
        var today = seen.ToDictionary(s => s.Key, s => s.Value.Site.DayOf(reading.Now));
        var (of, all) = await OfParametersAsync(db, seen.Values.Select(s => s.Scope), today, cancel);
        foreach (var source in sources)
        {
            foreach (var (site, count) in await source.ValuesAsync(db, cancel)) of[site] = of.GetValueOrDefault(site) + count;
            all.AddRange(await source.OverridesAsync(db, today, cancel));
        }

        var (sites, rows) = (new List<OverrideSite>(), new List<OverrideRow>());
        foreach (var (id, (site, _)) in seen)
        {
            var found = all.Where(o => o.Site == id).ToList();
            int Count(OverrideState state) => found.Count(o => o.State == state);
            var count = of.GetValueOrDefault(id);
            sites.Add(new(site.Code, site.Name, count, Count(OverrideState.Live), Share(count - Count(OverrideState.Live), count),
                Count(OverrideState.Planned), Count(OverrideState.Ended), Count(OverrideState.Prolonged), Share(Count(OverrideState.Ended), Count(OverrideState.Ended) + Count(OverrideState.Prolonged))));
            foreach (var o in found.Where(o => wanted is null || o.State == wanted).OrderBy(o => o.From).ThenBy(o => o.Key, StringComparer.Ordinal))
                rows.Add(new(site.Code, o.Key, o.Title, o.Value, o.Where, o.State, o.From, o.Until, await people.NameAsync(db, o.Owner, cancel), o.Reason, o.Effect, o.Approval, o.Href));
        }

        var (values, live) = (sites.Sum(s => s.Values), sites.Sum(s => s.Live));
        var (ended, prolonged) = (sites.Sum(s => s.Ended), sites.Sum(s => s.Prolonged));
        return new OverridesView(values, live, Share(values - live, values), ended, prolonged, Share(ended, ended + prolonged), sites, rows);
    }

    /// <summary>How many parameters each site goes by, and its approved exceptions from their bounds.</summary>
    private async Task<(Dictionary<SiteId, int> Values, List<SiteOverride> All)> OfParametersAsync(
        CrossdockDb db, IEnumerable<Scope> sites, Dictionary<SiteId, DateOnly> today, CancellationToken cancel)
    {
        var history = await book.HistoryAsync(db, cancel);
        var definitions = book.Definitions.Where(d => d.Levels.HasFlag(ScopeLevels.Site)).ToList();
        var all = new List<SiteOverride>();
        foreach (var scope in sites)
        {
            var code = (await directory.SiteAsync(db, scope.Site, cancel))!.Code;
            foreach (var definition in definitions)
            {
                foreach (var (row, state) in history.OverridesAt(definition, scope, today[scope.Site]))
                {
                    all.Add(new(scope.Site, definition.Key, definition.Title, definition.Words(row.Value!.Value), await scopes.WordsAsync(db, row.Scope, cancel), state, row.ValidFrom, row.Until!.Value,
                        row.PersonId, row.Reason, row.Effect, row.Request!, $"/parameters/{definition.Key}?scope=site:{Uri.EscapeDataString(code)}"));
                }
            }
        }

        return (today.Keys.ToDictionary(s => s, _ => definitions.Count), all);
    }

    /// <summary>A percentage with one decimal, rounded half away from zero; null of nothing.</summary>
    private static Quantity? Share(int part, int whole) => whole == 0 ? null : Quantity.Of(decimal.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero));
}
