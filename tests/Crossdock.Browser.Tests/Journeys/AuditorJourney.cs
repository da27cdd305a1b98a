using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>The auditor follows one purchase from the need to the money, takes the evidence along, and can change nothing.</summary>
public sealed class AuditorJourney(ShownCompany company)
{
    [Fact]
    public async Task One_purchase_is_followed_from_need_to_money_and_taken_along()
    {
        await using var visit = await company.VisitAsync("Auditor");
        await visit.OpenAsync("/purchase-trail");
        await visit.FillAsync("document", "PO-999999");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show its trail" }).ClickAsync();
        await visit.SeeAsync("No purchase belongs to PO-999999");
        Assert.Equal("PO-999999", await visit.ValueAsync("document"));
        await visit.FillAsync("document", "PO-000013");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show its trail" }).ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.EndsWith("/trail", StringComparison.Ordinal));
        await visit.SeeRowAsync("Sofia Rossi", "asked");
        await visit.SeeRowAsync("Peter Novak", "received");
        await visit.SeeRowAsync("Ana Torres", "invoice");

        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.True(lines.Length > 5, $"{lines.Length} lines");
        Assert.Contains(lines, l => l.Contains("Sofia Rossi", StringComparison.Ordinal) && l.Contains("PO-000013", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Nothing_can_be_written_anywhere()
    {
        await using var visit = await company.VisitAsync("Auditor");
        foreach (var page in new[] { "/requisitions", "/purchase-orders/PO-000033", "/approvals/AP-000007", "/suppliers/420", "/books/manual", "/approval-tables", "/parameters/procurement.need_waits", "/owners/customers", "/conflicts" })
        {
            await visit.OpenAsync(page);
            Assert.Equal(0, await visit.Page.Locator("main form[data-use]:visible").CountAsync());
        }

        Assert.Empty(visit.Complaints);
        foreach (var page in new[] { "/requisitions/new", "/purchase-orders/new", "/books/manual/new", "/people" })
        {
            var answer = await visit.Page.GotoAsync(page);
            Assert.Equal(403, answer!.Status);
        }
    }
}
