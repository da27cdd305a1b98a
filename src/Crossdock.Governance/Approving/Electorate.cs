using Crossdock.Governance.Delegating;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Approving;

/// <summary>What a case concerns: an entity, a site of it, and the site at the other end.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Site">The site; null when it concerns the whole entity.</param>
/// <param name="Other">The site at the other end; null when there is none.</param>
internal readonly record struct Whereabouts(EntityId Entity, SiteId? Site, SiteId? Other)
{
    /// <summary>Where somebody must work to be an approver of a route.</summary>
    public SiteId? For(string approver) => RouteStep.IsReceiving(approver) ? Other ?? Site : Site;

    /// <summary>True when it is in somebody's scope.</summary>
    public bool SeenBy(Actor actor) => actor.WorksIn(Entity, Site) || (Other is { } other && actor.WorksAt(Entity, other));
}

/// <summary>Finds who may decide: holders of roles within their scope, people named, owners of classes, and those who stand in for them.</summary>
internal sealed class Electorate(People people, Owners owners, TimeProvider time)
{
    /// <summary>What people whom an overdue step is escalated to vote as; it counts as any approver of the step.</summary>
    public const string Escalation = "escalation";

    /// <summary>Who is asked when a step is overdue or has nobody: those who answer for buying and for the books.</summary>
    public static readonly RouteStep EscalationStep = new(["procurement-manager", "controller"], 1);

    /// <summary>Everybody a step may ask, with what they are asked as; nobody who wrote the document.</summary>
    public async Task<IReadOnlyList<(Person Person, string As)>> OfStepAsync(
        CrossdockDb db, RouteStep step, Whereabouts where, IReadOnlySet<PersonId> writers, CancellationToken cancel)
    {
        var asked = new List<(Person, string)>();
        foreach (var approver in step.Approvers)
        {
            foreach (var person in await HoldersAsync(db, approver, where.Entity, where.For(approver), cancel))
                if (!writers.Contains(person.Id) && MayDecide(person, where.Entity, where.For(approver))) asked.Add((person, approver));
        }

        return asked;
    }

    /// <summary>True when a person, as they stand now, is one of an approver of a route.</summary>
    public async Task<bool> IsAsync(CrossdockDb db, Person person, string approver, Whereabouts where, CancellationToken cancel) =>
        MayDecide(person, where.Entity, where.For(approver))
        && (approver == Escalation
            ? EscalationStep.Approvers.Any(person.Roles.Contains)
            : (await HoldersAsync(db, approver, where.Entity, where.For(approver), cancel)).Any(p => p.Id == person.Id));

    /// <summary>Whose rights a person may use now on a case: their own first, then those of the people they stand in for.</summary>
    public async Task<IReadOnlyList<Person>> RightsOfAsync(Work work, PersonId person, string kind, Amount amount, CancellationToken cancel)
    {
        var rights = new List<Person>();
        if (await people.FindAsync(work.Db, person, cancel) is { Active: true } self) rights.Add(self);
        foreach (var delegation in await StandIns.To(work.Db, person, work.Now, kind, amount).OrderBy(d => d.Id).ToListAsync(cancel))
            if (await people.FindAsync(work.Db, delegation.PersonId, cancel) is { Active: true } other) rights.Add(other);
        return rights;
    }

    private static bool MayDecide(Person person, EntityId entity, SiteId? site)
    {
        var actor = person.ToActor();
        return actor.May(Permission.Approve) && actor.WorksIn(entity, site);
    }

    /// <summary>Everybody whom an approver of a route names and who may sign in; owners as they are now.</summary>
    public async Task<IReadOnlyList<Person>> HoldersAsync(CrossdockDb db, string approver, EntityId entity, SiteId? site, CancellationToken cancel)
    {
        approver = RouteStep.WhoOf(approver);
        if (ApprovalRoute.OwnedBy(approver) is { } owned)
        {
            var stand = await owners.FindAsync(db, owned, entity, site, time.GetUtcNow(), cancel);
            return [.. new[] { stand.Owner, stand.Deputy }.OfType<Person>()];
        }

        if (!approver.StartsWith('@')) return await people.InRoleAsync(db, approver, cancel);
        return await people.ByLoginAsync(db, approver[1..], cancel) is { Active: true } person ? [person] : [];
    }
}
