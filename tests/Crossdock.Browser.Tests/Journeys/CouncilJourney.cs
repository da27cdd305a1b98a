using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>The council lays down who decides what, within which bounds, and who answers for it.</summary>
public sealed class CouncilJourney(ShownCompany company)
{
    private const string Role = "Governance council";

    [Fact]
    public async Task A_table_with_a_gap_is_mended_replayed_and_put_in_force_by_another()
    {
        const string password = "a second pair of eyes";
        await using (var administrator = await company.VisitAsync("Administrator"))
        {
            await administrator.OpenAsync("/people");
            await administrator.OpenDialogAsync("New person");
            await administrator.FillAsync("name", "Greta Holm");
            await administrator.FillAsync("login", "greta");
            await administrator.FillAsync("password", password);
            await administrator.TickAsync(Role);
            await administrator.SendAsync("Create", "/people/");
        }

        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/approval-tables");
        await visit.Page.Locator(".card").Filter(new() { HasText = "Awards of quotations" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.StartsWith("/approval-tables/", StringComparison.Ordinal));
        await visit.FollowAsync("Write the next version", "/approval-tables/new");
        await visit.FillAsync("note", "Awards are looked at from 8,000 on");
        await visit.FillAsync("rows[0].below", "8,000");
        await visit.FillAsync("rows[0].route", "owt");
        await visit.BeRefusedAsync("Write and check", "owt");
        await visit.FillAsync("rows[0].route", "auto");
        await visit.SendAsync("Write and check", "/approval-tables/");
        await visit.SeeAsync("The checker found a fault");
        await visit.SeeAsync("8,000");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Put in force" })).ToBeDisabledAsync();

        await visit.FollowAsync("Write the next version", "/approval-tables/new");
        for (var row = 1; row < 4; row++)
            await visit.FillAsync($"rows[{row}].{(await visit.ValueAsync($"rows[{row}].from") is "" ? "below" : "from")}", "8,000");
        await visit.FillAsync("note", "Awards are looked at from 8,000 on");
        var table = await visit.SendAsync("Write and check", "/approval-tables/");
        await visit.SeeAsync("Exactly one row fits every case");
        await visit.SeeAsync("Over the last year");
        await visit.SeeRowAsync("Would have been stopped", "0");
        await visit.SeeAsync("You wrote it: somebody else must put it in force.");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Put in force" })).ToBeDisabledAsync();

        await using var other = await company.VisitAsync("greta", password);
        await other.OpenAsync("/approval-tables/" + table);
        await other.DoAsync("Put in force", "is in force");
        await other.SeeStateAsync("In force");
        Assert.Empty(visit.Complaints);
        Assert.Empty(other.Complaints);
    }

    [Fact]
    public async Task A_site_sets_a_value_in_its_bounds_and_asks_for_one_outside_of_them()
    {
        await using (var visit = await company.VisitAsync("Warehouse manager"))
        {
            await visit.OpenAsync("/parameters/procurement.need_waits?scope=site:CBF");
            await visit.FillAsync("value", "5");
            await visit.FillAsync("reason", "Trucks come on Fridays");
            await visit.DoAsync("Set it", "set");
            await visit.SeeRowAsync("CBF", "5");
            await visit.ChooseAsync("scope", "site:CBF");
            await visit.FillAsync("value", "10");
            await visit.FillAsync("reason", "The road is closed");
            await visit.BeRefusedAsync("Set it", "say until which day and what it is to bring");
            await visit.FillAsync("until", "2026-06-30");
            await visit.FillAsync("effect", "Fewer single pallets while the road is closed");
            await visit.DoAsync("Set it", "AP-");
            await visit.SeeAsync("10 days is asked for");
            Assert.Empty(visit.Complaints);
        }

        await using (var controller = await company.VisitAsync("Controller"))
        {
            await controller.OpenAsync("/parameters/procurement.need_waits");
            var notice = controller.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "10 days is asked for" });
            await notice.GetByRole(AriaRole.Link).ClickAsync();
            await controller.ArriveAsync(url => url.AbsolutePath.StartsWith("/approvals/", StringComparison.Ordinal));
            await controller.SeeAsync("Fewer single pallets while the road is closed");
            await controller.DoAsync("Approve", "is decided");
            Assert.Empty(controller.Complaints);
        }

        await using var council = await company.VisitAsync(Role);
        await council.OpenAsync("/parameters/drift?site=CBF&part=outside");
        await council.SeeRowAsync("CBF", "10 days");
        await council.SeeRowAsync("10 days", "2026-06-30");
        Assert.Empty(council.Complaints);
    }

    [Fact]
    public async Task What_nobody_answers_for_gets_an_owner()
    {
        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/owners/customers");
        await visit.SeeRowAsync("the group", "nobody");
        await visit.ChooseAsync("owner", "Mei Chen");
        await visit.BeRefusedAsync("Name", "Needed.");
        await visit.FillAsync("reason", "She keeps the suppliers already");
        await visit.DoAsync("Name", "Named");
        await visit.SeeRowAsync("the group", "Mei Chen");
        Assert.Empty(visit.Complaints);
    }
}
