using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Parameters;

/// <summary>Which values of a site the drift shows.</summary>
internal enum DriftPart
{
    /// <summary>Those that differ from what the group goes by.</summary>
    Differs = 1,

    /// <summary>Those outside of their bounds.</summary>
    Outside = 2,

    /// <summary>Those that fall back by themselves soon.</summary>
    Ending = 3,

    /// <summary>Those inside of their bounds.</summary>
    Inside = 4,

    /// <summary>All of them.</summary>
    All = 5,
}

/// <summary>Asks how far the sites have moved from what the group goes by.</summary>
/// <param name="Site">Code of a site; all sites when absent.</param>
/// <param name="Part">Which values: <c>differs</c> (when absent), <c>outside</c>, <c>ending</c>, <c>inside</c> or <c>all</c>.</param>
public sealed record DriftRequest([property: StringLength(12)] string? Site = null, [property: StringLength(12)] string? Part = null);

/// <summary>How far a site has moved.</summary>
/// <param name="Site">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Values">How many values it goes by.</param>
/// <param name="Inside">How many of them lie inside of their bounds, or have none.</param>
/// <param name="Governed">How many lie outside and were approved for a time.</param>
/// <param name="Differ">How many differ from what the group goes by.</param>
/// <param name="Ending">How many fall back by themselves soon.</param>
public sealed record DriftSite(string Site, string Name, int Values, int Inside, int Governed, int Differ, int Ending);

/// <summary>A value of a site.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Key">The parameter.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Value">What the site goes by.</param>
/// <param name="Source">Where that was set; null for the default.</param>
/// <param name="Corporate">What the group goes by.</param>
/// <param name="Difference">By how much it differs; null when it does not.</param>
/// <param name="Bounds">Its bounds, or null.</param>
/// <param name="Inside">True when it lies inside of them.</param>
/// <param name="Approval">The request that let it lie outside, or null.</param>
/// <param name="Until">The last day it holds, when it falls back by itself.</param>
/// <param name="Reason">Why it was set.</param>
/// <param name="Person">Who set it.</param>
public sealed record DriftRow(
    string Site, string Key, string Title, string Value, string? Source, string Corporate, string? Difference, string? Bounds, bool Inside, string? Approval, DateOnly? Until, string? Reason, string? Person);

/// <summary>How far the sites have moved.</summary>
/// <param name="Values">How many values the sites go by.</param>
/// <param name="Inside">How many of them lie inside of their bounds.</param>
/// <param name="Sites">Each site.</param>
/// <param name="Rows">The values asked for.</param>
public sealed record DriftView(int Values, int Inside, IReadOnlyList<DriftSite> Sites, IReadOnlyList<DriftRow> Rows) : ITabular
{
    string ITabular.FileName => "drift";

    IReadOnlyList<string> ITabular.Headings => ["Site", "Parameter", "Title", "Value", "Set for", "Corporate", "Difference", "Bounds", "Inside", "Approval", "Until", "Reason", "Set by"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => new object?[]
    {
        r.Site, r.Key, r.Title, r.Value, r.Source ?? "default", r.Corporate, r.Difference, r.Bounds, r.Inside ? "yes" : "no", r.Approval, r.Until, r.Reason, r.Person,
    });
}

internal sealed class ShowDrift(ParameterBook book, Scopes scopes, Directory directory, People people) : IQuery<DriftRequest, DriftView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowDrift>("GET /parameters/drift", Permission.SignIn)
        .WithSummary("How far the values of the sites have moved from what the group goes by, and which lie outside of their bounds.");

    public async Task<Result<DriftView>> AnswerAsync(Reading reading, DriftRequest request, CancellationToken cancel)
    {
        var (db, actor) = (reading.Db, reading.Actor);
        var part = DriftPart.Differs;
        if (request.Part.OrNull() is { } word && (!Enum.TryParse(word, ignoreCase: true, out part) || !Enum.IsDefined(part)))
            return Refusal.Invalid("governance.drift_part", "Say differs, outside, ending, inside or all.", "/part");
        Site? only = null;
        if (request.Site.OrNull() is { } code)
        {
            only = await directory.SiteAsync(db, code, cancel);
            if (only is null || !actor.WorksAt(only.EntityId, only.Id)) return Refusal.NotFound("site", code);
        }

        var history = await book.HistoryAsync(db, cancel);
        var groupDay = await scopes.DayAsync(db, Scope.Group, reading.Now, cancel);
        var (sites, rows, values, inside) = (new List<DriftSite>(), new List<DriftRow>(), 0, 0);
        foreach (var scope in await scopes.AllAsync(db, actor, ScopeLevels.Site, cancel))
        {
            var site = (await directory.SiteAsync(db, scope.Site, cancel))!;
            var today = site.DayOf(reading.Now);
            var soon = today.AddDays(checked((int)history.ValueOf(GovernanceParameters.OverrideWarning, scope, today).Value));
            var all = book.Definitions.Where(d => d.Levels.HasFlag(ScopeLevels.Site))
                .Select(d => (Of: d, Stand: history.Find(d, scope, today), Corporate: history.ValueOf(d, Scope.Group, groupDay).Value)).ToList();
            var own = new DriftSite(site.Code, site.Name, all.Count, all.Count(v => v.Stand.IsInside), all.Count(v => v.Stand is { IsInside: false, IsAllowed: true }),
                all.Count(v => v.Stand.Value != v.Corporate), all.Count(v => v.Stand.Row?.Until <= soon));
            sites.Add(own);
            if (only is not null && only.Id != site.Id) continue;
            (values, inside) = (values + own.Values, inside + own.Inside);
            foreach (var (of, stand, corporate) in all.Where(v => Belongs(part, v.Stand, v.Corporate, soon)))
                rows.Add(await RowAsync(db, site, of, stand, corporate, cancel));
        }

        return new DriftView(values, inside, sites, rows);
    }

    private static bool Belongs(DriftPart part, ParameterStand stand, long corporate, DateOnly soon) => part switch
    {
        DriftPart.Differs => stand.Value != corporate,
        DriftPart.Outside => !stand.IsInside,
        DriftPart.Ending => stand.Row?.Until <= soon,
        DriftPart.Inside => stand.IsInside,
        _ => true,
    };

    private async Task<DriftRow> RowAsync(CrossdockDb db, Site site, ParameterDefinition of, ParameterStand stand, long corporate, CancellationToken cancel) => new(
        site.Code, of.Key, of.Title, of.Words(stand.Value), stand.Row is null ? null : await scopes.WordsAsync(db, stand.Source, cancel), of.Words(corporate), Difference(of, stand.Value, corporate),
        stand.Bounds?.Words(of), stand.IsInside, stand.Row?.Request, stand.Row?.Until, stand.Row?.Reason, stand.Row is { } row ? await people.NameAsync(db, row.PersonId, cancel) : null);

    private static string? Difference(ParameterDefinition of, long value, long corporate) =>
        value == corporate ? null : of.IsWord ? "another" : value > corporate ? of.Words(value - corporate) + " more" : of.Words(corporate - value) + " less";
}
