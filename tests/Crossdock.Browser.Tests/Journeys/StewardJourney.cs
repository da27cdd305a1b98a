using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>Who keeps master data right takes a supplier from its first mail to its first order.</summary>
public sealed class StewardJourney(ShownCompany company)
{
    [Fact]
    public async Task A_new_supplier_is_bought_from_once_approved_and_certified()
    {
        const string code = "BLUFF";
        await using var visit = await company.VisitAsync("Master data steward");
        await visit.OpenAsync("/suppliers");
        await visit.OpenDialogAsync("New supplier");
        await visit.FillAsync("code", "420");
        await visit.FillAsync("name", "Bluff Bitters Import");
        await visit.FillAsync("currency", "USD");
        await visit.BeRefusedAsync("Create", "420");
        await visit.FillAsync("code", code);
        await visit.SendAsync("Create", "/suppliers/");
        await visit.SeeAsync("Nothing can be ordered now");

        await visit.ChooseActionAsync("Assess it");
        await visit.ChooseAsync("risk", "low");
        await visit.FillAsync("category", "import");
        await visit.FillAsync("reason", "Two references, and their accounts of last year");
        await visit.DoAsync("Save", "Assessed");
        await visit.ChooseActionAsync("Ask for approval");
        await visit.FillAsync("reason", "Nobody else brings these bitters");
        await visit.DoAsync("Ask", code);
        foreach (var role in new[] { "Procurement manager", "Controller" }) await ApproveAsync(role);

        // Approved, but what comes over the border needs a licence.
        await using var buyer = await company.VisitAsync("Buyer");
        await buyer.OpenAsync($"/purchase-orders/new?supplier={code}&site=DVN");
        await buyer.FillAsync("lines[0].item", "11776");
        await buyer.FillAsync("lines[0].quantity", "12");
        await buyer.FillAsync("lines[0].unit", "bottle");
        await buyer.FillAsync("lines[0].price", "5.10");
        await buyer.FillAsync("lines[0].requestedDay", "2026-07-20");
        await buyer.BeRefusedAsync("Write it", "Purchasing policy 4.2");

        await CertifyAsync(visit, code, "2025-05-01", "2026-05-01");
        await visit.SeeRowAsync("import licence", "Ended");
        await visit.SeeAsync("Purchasing policy 4.2");
        await buyer.BeRefusedAsync("Write it", "Purchasing policy 4.2");

        await CertifyAsync(visit, code, "2026-05-01", "2027-05-01");
        await visit.SeeNotAsync("Nothing can be ordered now");
        await visit.SeeStateAsync("Approved");
        await buyer.SendAsync("Write it", "/purchase-orders/");
        await buyer.SeeStateAsync("Released");
        Assert.Empty(visit.Complaints);
        Assert.Empty(buyer.Complaints);
    }

    private static async Task CertifyAsync(Visit visit, string supplier, string from, string until)
    {
        await visit.OpenAsync("/suppliers/" + supplier);
        await visit.ChooseActionAsync("Enter a certificate");
        await visit.FillAsync("kind", "import licence");
        await visit.FillAsync("number", "IL-" + until);
        await visit.FillAsync("validFrom", from);
        await visit.FillAsync("validUntil", until);
        await visit.DoAsync("Enter it", "Entered");
    }

    /// <summary>Decides on the new supplier as one does in the morning: from the list of what waits.</summary>
    private async Task ApproveAsync(string role)
    {
        await using var visit = await company.VisitAsync(role);
        await visit.OpenAsync("/approvals?mine=true&state=pending&sort=due&q=Bluff");
        await visit.Page.Locator("main tr").Filter(new() { HasText = "Bluff Bitters Import" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.StartsWith("/approvals/AP-", StringComparison.Ordinal));
        await visit.SeeAsync("Nobody else brings these bitters");
        await visit.DoAsync("Approve", "is decided");
        Assert.Empty(visit.Complaints);
    }
}
