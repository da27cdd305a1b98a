namespace Crossdock.Organisation.Separating;

internal sealed record DutiesConflict(RightsClash Clash) : Refusal(RefusalKind.Forbidden, "organisation.duties_conflict",
    $"{Clash.Row.Title}: one person may not hold both {Clash.One} and {Clash.Other}. Give one of the roles to somebody else.");

internal sealed record ConflictNotSmall(RightsClash Clash) : Refusal(RefusalKind.Forbidden, "organisation.conflict_not_small",
    $"{Clash.Row.Title}: {Clash.One} and {Clash.Other} may be in one hand only at small sites. Limit the person to sites that are registered as small, or give one of the roles to somebody else.");

internal sealed record ConflictNotAccepted(RightsClash Clash, string Site) : Refusal(RefusalKind.Forbidden, "organisation.conflict_not_accepted",
    $"{Clash.Row.Title}: {Clash.One} and {Clash.Other} in one hand at {Site} need a compensating control that was accepted for this person and has not expired. A controller accepts it under Conflicts.");

internal sealed record AcceptanceOver(Conflict Row, string Site, DateOnly? Until) : Refusal(RefusalKind.Forbidden, "organisation.acceptance_over",
    $"{Row.Title}: you hold both duties at {Site}, and {(Until is { } day ? $"what allowed it ended after {day:yyyy-MM-dd}" : "nobody has accepted it")}. A controller accepts it anew, or somebody else does this.");

internal sealed record DutiesClash(Conflict Row, Duty Duty, string Chain) : Refusal(RefusalKind.Forbidden, "organisation.duties_clash",
    $"{Row.Title}: you may not {Duties.Words(Duty)}, because of what you did before on {Chain}. Somebody else does it.");

internal sealed record ClashNotAccepted(Conflict Row, Duty Duty, string Chain) : Refusal(RefusalKind.Forbidden, "organisation.clash_not_accepted",
    $"{Row.Title}: you may not {Duties.Words(Duty)}, because of what you did before on {Chain}, unless it is a small site and a compensating control was accepted for you there. Somebody else does it.");

internal sealed record NoSuchConflict(int Number) : Refusal(RefusalKind.NotFound, "organisation.conflict_unknown", $"The matrix has rows 1 to {ConflictMatrix.All.Count}, not {Number}.");

internal sealed record ConflictIsHard(int Number) : Refusal(RefusalKind.Refused, "organisation.conflict_hard", $"Conflict {Number} is hard: nobody can accept it.");

internal sealed record SiteNotSmall(string Site) : Refusal(RefusalKind.Refused, "organisation.site_not_small", $"{Site} is not registered as a small site, so nothing can be accepted there.");

internal sealed record AcceptedForOneself() : Refusal(RefusalKind.Forbidden, "organisation.accepted_for_oneself", "Nobody accepts a conflict of their own. Ask another controller.");

internal sealed record ReviewsOneself() : Refusal(RefusalKind.Invalid, "organisation.reviews_oneself", "Somebody other than the person must look at what they did.");

internal sealed record AcceptanceDays(int Most) : Refusal(RefusalKind.Invalid, "organisation.acceptance_days", $"It ends after today and within {Most} days.");

internal sealed record AcceptanceEnded() : Refusal(RefusalKind.Conflict, "organisation.acceptance_ended", "It is over already.");
