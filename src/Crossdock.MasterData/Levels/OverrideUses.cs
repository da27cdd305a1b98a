using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Levels;

/// <summary>Asks that a site keep more or less of an item than its level says, for a time.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="ReorderPoint">It orders at or below this, in base units.</param>
/// <param name="OrderUpTo">It orders up to this, in base units.</param>
/// <param name="Until">Last day, as the site counts days; from the next day on its level holds again.</param>
/// <param name="Effect">What it is to bring.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">First day; today when absent.</param>
public sealed record OverrideLevelRequest(
    [Required, StringLength(12)] string Site, [Required, StringLength(60)] string Item, Quantity ReorderPoint, Quantity OrderUpTo, DateOnly Until,
    [Required, StringLength(300)] string? Effect, [Required, StringLength(300)] string? Reason, DateOnly? From = null) : IHasReason;

/// <summary>Where an override stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Approval">The request people decide on, or null.</param>
/// <param name="Value">How much more or less the site may keep, at standard cost, or the dearest supplier's price without one.</param>
/// <param name="Currency">Currency of the value.</param>
public sealed record LevelOverrideStandResponse(string Number, LevelOverrideState State, string? Approval, Amount Value, Currency Currency) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/level-overrides/{Number}";
}

internal sealed class OverrideLevel(OverrideDesk desk, Directory directory, Items items, Partners partners, ParameterBook parameters, SearchIndex search) : IUse<OverrideLevelRequest, LevelOverrideStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<OverrideLevel>("POST /level-overrides", Permission.OverrideLevels)
        .WithSummary("Ask that a site keep more or less of an item than its level says, for a time.");

    public async Task<Result<LevelOverrideStandResponse>> ExecuteAsync(Work work, OverrideLevelRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site) with { Pointer = "/site" };
        if (await items.FindAsync(work.Db, request.Item, cancel) is not { } item) return Refusal.NotFound("item", request.Item) with { Pointer = "/item" };
        if (request.Reason.OrNull() is not { } reason) return new SayWhyAndWhatFor() { Pointer = "/reason" };
        if (request.Effect.OrNull() is not { } effect) return new SayWhyAndWhatFor() { Pointer = "/effect" };
        if (request.ReorderPoint.IsNegative || request.OrderUpTo < request.ReorderPoint) return new LevelsCrossed(item.Code, site.Code) { Pointer = "/orderUpTo" };
        if (!item.Allows(request.ReorderPoint) || !item.Allows(request.OrderUpTo)) return new LevelNotExact(item.Code, item.BaseUnit) { Pointer = "/orderUpTo" };
        var today = site.DayOf(work.Now);
        var from = request.From ?? today;
        if (from < today) return new OverrideBegins(from) { Pointer = "/from" };
        if (request.Until < from) return new OverrideEnds(from, request.Until) { Pointer = "/until" };
        var longest = await parameters.AtSiteAsync(work.Db, OverrideParameters.Longest, site.Id, work.Now, cancel);
        if (request.Until.DayNumber - from.DayNumber >= longest) return new OverrideTooLong(longest) { Pointer = "/until" };

        await work.LockAloneAsync(OverrideDesk.LockKey(site.Id, item.Id), cancel);
        if (await work.Db.Set<StoredLevel>().AsNoTracking().SingleOrDefaultAsync(l => l.ItemId == item.Id && l.SiteId == site.Id, cancel) is not { } level) return new NoLevelToOverride(item.Code, site.Code);
        if (level.ReorderPoint == request.ReorderPoint && level.OrderUpTo == request.OrderUpTo) return new LevelIsThat(item.Code, site.Code) { Pointer = "/orderUpTo" };
        if (await work.Db.Set<LevelOverride>().AsNoTracking().Where(o => o.ItemId == item.Id && o.SiteId == site.Id && (o.State == LevelOverrideState.Waiting || o.State == LevelOverrideState.Approved)
            && o.FromDay <= request.Until && o.UntilDay >= from).OrderBy(o => o.FromDay).FirstOrDefaultAsync(cancel) is { } other) return new OverriddenAlready(other.Number, other.FromDay, other.UntilDay);

        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var far = Far(request.OrderUpTo, level.OrderUpTo, request.ReorderPoint, level.ReorderPoint);
        if (await WorthAsync(work.Db, item, far, entity, today, cancel) is not { } worth) return new OverrideUnpriced(item.Code) { Pointer = "/item" };
        var asked = new LevelOverride
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("LO"),
            ItemId = item.Id,
            EntityId = site.EntityId,
            SiteId = site.Id,
            ReorderPoint = request.ReorderPoint,
            OrderUpTo = request.OrderUpTo,
            LevelReorderPoint = level.ReorderPoint,
            LevelOrderUpTo = level.OrderUpTo,
            Value = worth,
            FromDay = from,
            UntilDay = request.Until,
            Reason = reason,
            Effect = effect,
            OwnerId = work.Actor.Id,
            AskedAt = work.Now,
        };
        work.Db.Add(asked);
        search.Put(work, "level-override", asked.Number, asked.Number, $"{item.Code} at {site.Code}", $"/level-overrides/{asked.Number}", []);
        work.Subject = $"override {asked.Number}";
        if ((await desk.AskAsync(work, asked, cancel)).Refused(out var refusal, out _)) return refusal;
        return new LevelOverrideStandResponse(asked.Number, asked.State, asked.Approval, asked.Value, entity.Currency);
    }

    /// <summary>At standard cost; without one at the dearest of the suppliers' prices, so that nothing goes by rule because nobody priced it. Null without any.</summary>
    private async Task<Amount?> WorthAsync(CrossdockDb db, Item item, Quantity quantity, LegalEntity entity, DateOnly day, CancellationToken cancel)
    {
        if (item.StandardCost.Millionths > 0) return item.StandardCost.Times(quantity, entity.Currency);
        Amount? dearest = null;
        foreach (var terms in await partners.TermsOfItemAsync(db, item.Id, day, cancel))
        {
            var supplier = (await partners.FindAsync(db, terms.Supplier, cancel))!;
            if (await partners.RateAsync(db, supplier.Currency, entity.Currency, day, cancel) is not { } rate) continue;
            var worth = rate.Of(terms.PricePerBase.Times(quantity, supplier.Currency), entity.Currency);
            if (dearest is null || worth > dearest) dearest = worth;
        }

        return dearest;
    }

    /// <summary>How far the two levels are from each other: the farther of the two points counts.</summary>
    private static Quantity Far(Quantity upTo, Quantity levelUpTo, Quantity reorder, Quantity levelReorder) => Quantity.Max((upTo - levelUpTo).Abs(), (reorder - levelReorder).Abs());
}

/// <summary>Ends an override before its last day, or takes it back while people decide on it.</summary>
/// <param name="Number">The override.</param>
/// <param name="Reason">Why.</param>
public sealed record EndOverrideRequest([Required, StringLength(20)] string Number, [Required, StringLength(300)] string? Reason) : IHasReason;

internal sealed class EndOverride(Approvals approvals, Directory directory) : IUse<EndOverrideRequest, LevelOverrideStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<EndOverride>("POST /level-overrides/{number}/end", Permission.OverrideLevels)
        .WithSummary("End an override: the level of the site holds again at once.");

    public async Task<Result<LevelOverrideStandResponse>> ExecuteAsync(Work work, EndOverrideRequest request, CancellationToken cancel)
    {
        if (await work.Db.Set<LevelOverride>().SingleOrDefaultAsync(o => o.Number == request.Number, cancel) is not { } found || !work.Actor.WorksAt(found.EntityId, found.SiteId))
            return Refusal.NotFound("override", request.Number);
        if (request.Reason.OrNull() is not { } reason) return new SayWhyAndWhatFor() { Pointer = "/reason" };
        var today = (await directory.SiteAsync(work.Db, found.SiteId, cancel))!.DayOf(work.Now);
        switch (found.State)
        {
            case LevelOverrideState.Waiting:
                await approvals.WithdrawAsync(work, OverrideDesk.Kind, found.Number, reason, cancel);
                OverrideDesk.Move(work, found, LevelOverrideState.Withdrawn, reason);
                break;
            case LevelOverrideState.Approved when found.UntilDay >= today:
                found.EndedOn = today;
                OverrideDesk.Move(work, found, LevelOverrideState.Ended, reason);
                break;
            default:
                return new OverrideEnded(found.Number);
        }

        work.Subject = $"override {found.Number}";
        return new LevelOverrideStandResponse(found.Number, found.State, null, found.Value, (await directory.EntityAsync(work.Db, found.EntityId, cancel))!.Currency);
    }
}

internal sealed record NoLevelToOverride(string Item, string Site) : Refusal(RefusalKind.Refused, "masterdata.no_level_to_override",
    $"{Item} has no stock level at {Site}, so there is nothing to override. A level is set first.");

internal sealed record OverrideUnpriced(string Item) : Refusal(RefusalKind.Refused, "masterdata.override_unpriced",
    $"{Item} has no standard cost and no supplier's price in a currency with a rate, so nobody can say what the override comes to. Give it one first.");

internal sealed record LevelIsThat(string Item, string Site) : Refusal(RefusalKind.Invalid, "masterdata.level_is_that",
    $"That is the level of {Item} at {Site} already.");

internal sealed record OverriddenAlready(string Number, DateOnly From, DateOnly Until) : Refusal(RefusalKind.Conflict, "masterdata.overridden_already",
    $"{Number} overrides it from {From.Words()} to {Until.Words()}. End that one first, or take other days.");

internal sealed record OverrideBegins(DateOnly From) : Refusal(RefusalKind.Invalid, "masterdata.override_begins",
    $"{From.Words()} is over: an override holds from today on at the earliest.");

internal sealed record OverrideEnds(DateOnly From, DateOnly Until) : Refusal(RefusalKind.Invalid, "masterdata.override_ends",
    $"It would end on {Until.Words()}, before it begins on {From.Words()}.");

internal sealed record OverrideTooLong(int Days) : Refusal(RefusalKind.Invalid, "masterdata.override_too_long",
    $"An override holds for {Days} days at most. What is to stay is a level of its own.");

internal sealed record SayWhyAndWhatFor() : Refusal(RefusalKind.Invalid, "masterdata.say_why_and_what_for",
    "Say why the level does not fit and what the override is to bring: whoever looks later holds it against that.");

internal sealed record OverrideEnded(string Number) : Refusal(RefusalKind.Conflict, "masterdata.override_ended",
    $"{Number} is over: there is nothing to end.");
