using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Levels;

/// <summary>Asks for overrides of stock levels and keeps what became of them.</summary>
internal sealed class OverrideDesk(Directory directory, Items items, Approvals approvals)
{
    public const string Kind = "policy-override";

    public async Task<Result<Verdict>> AskAsync(Work work, LevelOverride asked, CancellationToken cancel)
    {
        var site = (await directory.SiteAsync(work.Db, asked.SiteId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, asked.EntityId, cancel))!;
        var item = (await items.FindAsync(work.Db, asked.ItemId, cancel))!;
        if ((await approvals.AskAsync(work, CaseOf(asked, site, entity, item), cancel)).Refused(out var refusal, out var verdict)) return refusal;
        asked.Approval = verdict.Request;
        Move(work, asked, verdict.Go ? LevelOverrideState.Approved : LevelOverrideState.Waiting, null);
        return verdict;
    }

    public static void Move(Work work, LevelOverride moved, LevelOverrideState state, string? why)
    {
        (moved.State, moved.Why) = (state, why);
        moved.Version++;
        work.Announce(new LevelOverrideMoved(moved.Number, state, moved.SiteId, moved.ItemId));
    }

    /// <summary>The override of an item at a site is decided on one after the other.</summary>
    public static long LockKey(SiteId site, ItemId item) => (0x4C564F52L << 32) | unchecked((uint)((site.Value * 65_537) + item.Value));

    /// <summary>What holds instead of a level, as people read it.</summary>
    public static string Words(Quantity level, Quantity instead, string unit) => level == instead ? $"{level.Words(unit)}, as ever" : $"{instead.Words(unit)} instead of {level.Words(unit)}";

    private static Case CaseOf(LevelOverride asked, Site site, LegalEntity entity, Item item) => new()
    {
        Kind = Kind,
        Document = asked.Number,
        Title = $"Override {asked.Number} of {item.Code} at {site.Code}",
        Href = $"/level-overrides/{asked.Number}",
        Entity = entity.Id,
        Site = site.Id,
        Requester = asked.OwnerId,
        Amount = asked.Value,
        Currency = entity.Currency,
        // A site's levels are not moved one by one past what would be asked of them together.
        Group = $"policy-override:{site.Id.Value}",
        Attributes = new Dictionary<string, string>
        {
            [Dimensions.Criticality] = Item.CriticalityOf([item]),
            [Dimensions.Exception] = asked.Lowers ? OverrideApproval.Lowers : OverrideApproval.Raises,
        },
        Content =
        [
            new("Item", item.Code) { Said = $"{item.Code} {item.Name}" },
            new("Site", site.Code) { Said = $"{site.Code} {site.Name}" },
            new("Order at or below", Change(asked.LevelReorderPoint, asked.ReorderPoint)) { Said = Words(asked.LevelReorderPoint, asked.ReorderPoint, item.BaseUnit) },
            new("Order up to", Change(asked.LevelOrderUpTo, asked.OrderUpTo)) { Said = Words(asked.LevelOrderUpTo, asked.OrderUpTo, item.BaseUnit) },
            new("From", $"{asked.FromDay:yyyy-MM-dd}") { Said = asked.FromDay.Words() },
            new("Until", $"{asked.UntilDay:yyyy-MM-dd}") { Said = $"{asked.UntilDay.Words()}; then the level holds again" },
        ],
        Facts = [new("What it is to bring", asked.Effect), new($"{(asked.Lowers ? "Less" : "More")} in stock, at cost", asked.Value.Words(entity.Currency))],
        Reason = asked.Reason,
    };

    private static string Change(Quantity level, Quantity instead) => string.Create(CultureInfo.InvariantCulture, $"{instead} instead of {level}");
}

/// <summary>Overrides of stock levels as something that may need approval.</summary>
internal sealed class OverrideApproval(Directory directory) : ApprovalSubject
{
    public const string Raises = "raises";

    public const string Lowers = "lowers";

    public override string Kind => OverrideDesk.Kind;

    public override string Title => "Policy overrides";

    public override string? Together => "overrides of one site";

    public override Permission Reads => Permission.SeeItems;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = [Raises, Lowers] };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        var asked = await work.Db.Set<LevelOverride>().SingleAsync(o => o.Number == end.Document, cancel);
        if (asked.State != LevelOverrideState.Waiting || asked.Approval != end.Request) return Done.Yes;
        if (end.State == ApprovalState.Withdrawn) OverrideDesk.Move(work, asked, LevelOverrideState.Withdrawn, $"{end.Request} was withdrawn.");
        else if (end.State != ApprovalState.Approved) OverrideDesk.Move(work, asked, LevelOverrideState.Rejected, $"{end.Request} was {end.State.ToString().ToLowerInvariant()}.");
        else if (asked.UntilDay < (await directory.SiteAsync(work.Db, asked.SiteId, cancel))!.DayOf(work.Now)) return new OverrideOver(asked.Number, asked.UntilDay);
        else OverrideDesk.Move(work, asked, LevelOverrideState.Approved, null);
        return Done.Yes;
    }
}

internal sealed record OverrideOver(string Number, DateOnly Until) : Refusal(RefusalKind.Refused, "masterdata.override_over",
    $"{Number} was asked for until {Until.Words()}, which is over. Return it, and it is asked for anew.");
