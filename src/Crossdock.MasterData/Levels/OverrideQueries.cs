using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Crossdock.Governance.Parameters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Levels;

/// <summary>Asks for one override.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindOverrideRequest([Required, StringLength(20)] string Number);

/// <summary>An override of a stock level. Quantities are in the item's base unit.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Unit">Its base unit.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="SiteName">Its name.</param>
/// <param name="ReorderPoint">It orders at or below this.</param>
/// <param name="OrderUpTo">It orders up to this.</param>
/// <param name="LevelReorderPoint">The level when it was asked for.</param>
/// <param name="LevelOrderUpTo">The level when it was asked for.</param>
/// <param name="Lowers">True when the site keeps less than its level.</param>
/// <param name="Value">How much more or less the site may keep, at standard cost, or the dearest supplier's price without one.</param>
/// <param name="Currency">Currency of the value.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Holds">True when it holds today.</param>
/// <param name="Begins">True when it holds from a later day on.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effect">What it is to bring.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="Approval">The request people decide or decided on.</param>
/// <param name="Why">Why it ended, when it did.</param>
public sealed record LevelOverrideView(
    string Number, LevelOverrideState State, string Item, string ItemName, string Unit, string Site, string SiteName, Quantity ReorderPoint, Quantity OrderUpTo, Quantity LevelReorderPoint,
    Quantity LevelOrderUpTo, bool Lowers, Amount Value, Currency Currency, DateOnly From, DateOnly Until, bool Holds, bool Begins, string Reason, string Effect, string Owner, DateTimeOffset AskedAt, string? Approval, string? Why);

internal sealed class FindOverride(Directory directory, Items items, People people) : IQuery<FindOverrideRequest, LevelOverrideView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindOverride>("GET /level-overrides/{number}", Permission.SeeItems)
        .WithSummary("One override of a stock level.");

    public async Task<Result<LevelOverrideView>> AnswerAsync(Reading reading, FindOverrideRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await db.Set<LevelOverride>().SingleOrDefaultAsync(o => o.Number == request.Number, cancel) is not { } found || !reading.Actor.WorksAt(found.EntityId, found.SiteId))
            return Refusal.NotFound("override", request.Number);
        var site = (await directory.SiteAsync(db, found.SiteId, cancel))!;
        var today = site.DayOf(reading.Now);
        var item = (await items.FindAsync(db, found.ItemId, cancel))!;
        return new LevelOverrideView(
            found.Number, found.State, item.Code, item.Name, item.BaseUnit, site.Code, site.Name, found.ReorderPoint, found.OrderUpTo, found.LevelReorderPoint, found.LevelOrderUpTo, found.Lowers, found.Value,
            (await directory.EntityAsync(db, found.EntityId, cancel))!.Currency, found.FromDay, found.UntilDay, found.HoldsOn(today), found.State == LevelOverrideState.Approved && found.FromDay > today, found.Reason, found.Effect,
            await people.NameAsync(db, found.OwnerId, cancel), found.AskedAt, found.Approval, found.Why);
    }
}

/// <summary>Stock levels among what sites override.</summary>
internal sealed class LevelOverrideSource(Items items) : IOverrideSource
{
    public async Task<IReadOnlyDictionary<SiteId, int>> ValuesAsync(CrossdockDb db, CancellationToken cancel) =>
        await db.Set<StoredLevel>().GroupBy(l => l.SiteId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    public async Task<IReadOnlyList<SiteOverride>> OverridesAsync(CrossdockDb db, IReadOnlyDictionary<SiteId, DateOnly> today, CancellationToken cancel)
    {
        var sites = today.Keys.ToList();
        var all = await db.Set<LevelOverride>().AsNoTracking()
            .Where(o => sites.Contains(o.SiteId) && (o.State == LevelOverrideState.Approved || o.State == LevelOverrideState.Ended)).OrderBy(o => o.Number).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, all.Select(o => o.ItemId).Distinct(), cancel);
        var ofSame = all.ToLookup(o => (o.SiteId, o.ItemId));
        return [.. all.Where(o => LastDay(o) >= o.FromDay).Select(o => new SiteOverride(
            o.SiteId, o.Number, $"Stock level of {known[o.ItemId].Code} {known[o.ItemId].Name}", Value(o, known[o.ItemId]), "the site", StateOf(o, ofSame[(o.SiteId, o.ItemId)], today[o.SiteId]), o.FromDay,
            LastDay(o), o.OwnerId, o.Reason, o.Effect, o.Approval, $"/level-overrides/{o.Number}"))];
    }

    /// <summary>The last day it held or is to hold; before its first when it was ended on its first day or earlier.</summary>
    private static DateOnly LastDay(LevelOverride of) => of.EndedOn is { } ended ? ended.AddDays(-1) : of.UntilDay;

    private static OverrideState StateOf(LevelOverride of, IEnumerable<LevelOverride> same, DateOnly today)
    {
        var last = LastDay(of);
        if (last >= today) return of.FromDay > today ? OverrideState.Planned : OverrideState.Live;
        return same.Any(o => o.FromDay == last.AddDays(1) && LastDay(o) >= o.FromDay) ? OverrideState.Prolonged : OverrideState.Ended;
    }

    private static string Value(LevelOverride of, Item item) => string.Create(CultureInfo.InvariantCulture,
        $"{of.ReorderPoint} to {of.OrderUpTo.Words(item.BaseUnit)} instead of {of.LevelReorderPoint} to {of.LevelOrderUpTo}");
}

/// <summary>Overrides of stock levels that end soon: whoever still needs them asks in time, or has the level changed.</summary>
internal sealed class EndingLevelOverrides(Directory directory, Items items, ParameterBook parameters) : ExceptionSource
{
    public override string Kind => "masterdata.level_override_ending";

    public override string Title => "Overrides of stock levels that end soon";

    public override Permission Owner => Permission.OverrideLevels;

    public override int Hours => 72;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var earliest = LevelOverride.EarliestToday(now);
        var all = await db.Set<LevelOverride>().AsNoTracking().Where(o => o.State == LevelOverrideState.Approved && o.UntilDay >= earliest).OrderBy(o => o.Number).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, all.Select(o => o.ItemId).Distinct(), cancel);
        var found = new List<FoundException>();
        foreach (var ending in all)
        {
            var site = (await directory.SiteAsync(db, ending.SiteId, cancel))!;
            var today = site.DayOf(now);
            if (!ending.HoldsOn(today) || ending.UntilDay > today.AddDays(await parameters.AtSiteAsync(db, OverrideParameters.Warning, site.Id, now, cancel))) continue;
            if (all.Exists(o => o.SiteId == ending.SiteId && o.ItemId == ending.ItemId && o.FromDay == ending.UntilDay.AddDays(1))) continue;
            var item = known[ending.ItemId];
            found.Add(new(ending.Number, $"{item.Code} {item.Name} goes back to its level soon: {site.Name}",
                $"It is kept up to {ending.OrderUpTo.Words(item.BaseUnit)} until {ending.UntilDay.Words()}; then its level holds again. It was overridden because: {ending.Reason} It was to bring: {ending.Effect} Let it end, or ask for it anew.",
                $"/level-overrides/{ending.Number}", ending.EntityId, ending.AskedAt)
            {
                Site = site.Id,
                Value = ending.Value,
                Currency = (await directory.EntityAsync(db, ending.EntityId, cancel))!.Currency,
            });
        }

        return found;
    }
}
