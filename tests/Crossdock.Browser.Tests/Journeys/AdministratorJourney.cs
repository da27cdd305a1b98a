namespace Crossdock.Browser.Tests.Journeys;

/// <summary>The administrator gives rights, but never both sides of a conflict to one person.</summary>
public sealed class AdministratorJourney(ShownCompany company)
{
    [Fact]
    public async Task Rights_that_conflict_are_refused_by_the_row_that_names_them()
    {
        await using var visit = await company.VisitAsync("Administrator");
        await visit.OpenAsync("/people");
        await visit.OpenDialogAsync("New person");
        await visit.FillAsync("name", "Anton Krag");
        await visit.FillAsync("login", "anton");
        await visit.FillAsync("password", "nobody guesses this one");
        await visit.TickAsync("Buyer");
        await visit.TickAsync("Master data steward");
        await visit.BeRefusedAsync("Create", "Conflict");
        await visit.UntickAsync("Master data steward");
        await visit.SendAsync("Create", "/people/");

        await visit.TickAsync("Administrator");
        await visit.BeRefusedAsync("Set roles", "Conflict 15");
        await visit.UntickAsync("Administrator");
        await visit.TickAsync("Planner");
        await visit.DoAsync("Set roles", "The roles are set");
        Assert.Empty(visit.Complaints);

        await using var hired = await company.VisitAsync("anton", "nobody guesses this one");
        await hired.SeeAsync("Anton Krag");
        await hired.FollowAsync("New requisition", "/requisitions/new");
    }
}
