using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>The executive asks of each figure: which rows are that?</summary>
public sealed class ExecutiveJourney(ShownCompany company)
{
    [Fact]
    public async Task A_figure_is_followed_down_to_the_documents_it_counts()
    {
        await using var visit = await company.VisitAsync("Executive");
        await visit.OpenAsync("/figures");
        await visit.FillAsync("from", "2026-05-20");
        await visit.FillAsync("until", "2026-05-01");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await visit.SeeAsync("Nothing can be shown.");
        Assert.Equal("2026-05-20", await visit.ValueAsync("from"));
        await visit.FollowAsync("Last four weeks", "/figures");
        await visit.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = "Touchless lines" }).First.ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.StartsWith("/figures/", StringComparison.Ordinal));
        await visit.SeeRowAsync("Counted", "line");
        await visit.Page.Locator("main td").GetByRole(AriaRole.Link).Filter(new() { HasText = "PO-" }).First.ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.StartsWith("/purchase-orders/", StringComparison.Ordinal));
        await visit.SeeAsync("Versions");
        Assert.All(visit.Complaints, c => Assert.Contains("until=2026-05-01", c, StringComparison.Ordinal));
    }
}
