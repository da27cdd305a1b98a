namespace Crossdock.Warehouse.Addressing;

/// <summary>When something happened, as a request says it.</summary>
/// <param name="HappenedAt">The instant, or null for now.</param>
/// <param name="Source">How we know.</param>
internal readonly record struct Moment(DateTimeOffset? HappenedAt, HappenedSource Source)
{
    /// <summary>
    /// The moment a request names: an instant, or a whole day of the site, which means its last instant so that everything else of
    /// that day comes first. Today's day means now.
    /// </summary>
    public static Result<Moment> Of(Site site, DateTimeOffset? happenedAt, DateOnly? day, HappenedSource? source, DateTimeOffset now)
    {
        if (happenedAt is not null && day is not null) return new MomentTwice();
        if (day is not { } named || named == site.DayOf(now)) return new Moment(happenedAt, source ?? HappenedSource.Keyed);
        return named > site.DayOf(now) ? new MomentInFuture(named) : new Moment(site.Zone.LastOf(named), source ?? HappenedSource.Keyed);
    }

    /// <summary>The accounting day of the moment.</summary>
    public DateOnly DayFor(LegalEntity entity, DateTimeOffset now) => entity.DayOf(HappenedAt ?? now);
}

internal sealed record MomentTwice() : Refusal(RefusalKind.Invalid, "warehouse.moment_twice", "Give either the instant it happened or the day, not both.");

internal sealed record MomentInFuture(DateOnly Day) : Refusal(RefusalKind.Invalid, "warehouse.moment_in_future", $"{Day:yyyy-MM-dd} has not come yet at this site.");
