namespace Crossdock.Governance.Separating;

/// <summary>Conflicts of duties that were accepted at small sites and end soon, or have ended: from then on the person cannot do the second duty.</summary>
internal sealed class EndingAcceptances(Segregation segregation) : ExceptionSource
{
    private const int DaysBefore = 14;

    public override string Kind => "governance.acceptance_ending";

    public override string Title => "Accepted conflicts that end";

    public override Permission Owner => Permission.AcceptConflict;

    public override int Hours => 24;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var ending = await segregation.EndingAsync(db, now, now.AddDays(DaysBefore), cancel);
        return [.. ending.Select(e => new FoundException(
            $"{e.Person.Login}/{e.Row.Number}/{e.Site.Code}",
            !e.Holds ? $"Conflict {e.Row.Number} of {e.Person.Name} at {e.Site.Code} is no longer accepted" : $"Conflict {e.Row.Number} of {e.Person.Name} at {e.Site.Code} is accepted until {e.Until.Words()} only",
            $"{e.Row.Chain} {(!e.Holds ? "The second duty is blocked now." : "After that the second duty is blocked.")} Look at what the reviews found, then accept it anew or take one of the roles away.",
            "/conflicts", e.Site.EntityId, e.EndsAt <= now ? e.EndsAt : !e.Holds ? now : e.EndsAt.AddDays(-DaysBefore)) { Site = e.Site.Id })];
    }
}
