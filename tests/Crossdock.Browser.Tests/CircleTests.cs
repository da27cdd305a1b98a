using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Crossdock.Browser.Tests;

/// <summary>The main circle walked by hand: each step by the person whose work it is, through the pages they have.</summary>
public sealed class CircleTests(ShownCompany company)
{
    private string item = "";
    private string supplier = "";
    private string customer = "";

    [Fact]
    public async Task Goods_are_ordered_received_sold_shipped_billed_and_paid_and_the_books_agree()
    {
        await ChooseAsync();
        var order = await BuyAsync();
        await ReceiveAsync(order);
        var invoice = await BillAsync(order);
        var sale = await SellAsync();
        var shipment = await ShipAsync(sale);
        Assert.StartsWith("SH-", shipment, StringComparison.Ordinal);
        await SettleAsync(invoice);
        await CountAsync();
        Assert.Empty(await company.FaultsAsync());
    }

    /// <summary>An item that ANK keeps without lots, its supplier, and a customer who is served from there.</summary>
    private async Task ChooseAsync()
    {
        item = await CodeAsync("""
            SELECT i.code AS "Value" FROM masterdata_items i JOIN masterdata_partners p ON p.id = i.supplier_id JOIN inventory_positions q ON q.item_id = i.id JOIN organisation_sites s ON s.id = q.site_id
            WHERE s.code = 'ANK' AND i.tracking = 0 AND i.base_unit = 'bottle' AND p.currency = 'USD' AND i.active GROUP BY i.code ORDER BY i.code LIMIT 1
            """);
        supplier = await CodeAsync($"SELECT p.code AS \"Value\" FROM masterdata_items i JOIN masterdata_partners p ON p.id = i.supplier_id WHERE i.code = '{item}'");
        customer = await CodeAsync("SELECT c.code AS \"Value\" FROM masterdata_partners c JOIN organisation_sites s ON s.id = c.home_site_id WHERE s.code = 'ANK' ORDER BY c.code LIMIT 1");
    }

    private Task<string> CodeAsync(string sql) => company.App.Database.ReadAsync(db => db.Database.SqlQueryRaw<string>(sql).SingleAsync());

    /// <summary>The buyer writes an order and releases it at once.</summary>
    private async Task<string> BuyAsync()
    {
        await using var visit = await company.VisitAsync("Buyer");
        await visit.OpenAsync($"/purchase-orders/new?supplier={supplier}");
        await visit.Page.Locator("[name='site']").SelectOptionAsync("ANK");
        await visit.FillAsync("lines[0].item", item);
        await visit.FillAsync("lines[0].quantity", "30");
        await visit.FillAsync("lines[0].unit", "bottle");
        await visit.FillAsync("lines[0].price", "7.25");
        await visit.FillAsync("lines[0].outsideAgreement", "Their price of the week");
        var number = await visit.SendAsync("Write it", "/purchase-orders/");
        await Assertions.Expect(visit.Page.GetByText("Released").First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
        return number;
    }

    /// <summary>The receiver scans the order, which has one line, and books what came.</summary>
    private async Task ReceiveAsync(string order)
    {
        await using var visit = await company.VisitAsync("Receiver");
        await visit.OpenAsync("/dock?site=ANK");
        await ScanAsync(visit, order);
        await Assertions.Expect(visit.Page.GetByText("Count it and book it in")).ToBeVisibleAsync();
        await visit.FillAsync("lines[0].quantity", "30");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Book it in" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "RC-" }).First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    /// <summary>Accounts payable enters what the supplier billed; a wrong total is refused with the difference and loses nothing.</summary>
    private async Task<string> BillAsync(string order)
    {
        await using var visit = await company.VisitAsync("Accounts payable clerk");
        await visit.OpenAsync($"/supplier-invoices/new?order={order}");
        await visit.FillAsync("number", "BY-HAND-1");
        await visit.FillAsync("day", SmallCompany.Choice.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.FillAsync("total", "217.00");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[data-use-alert]")).ToBeVisibleAsync();
        Assert.Equal("BY-HAND-1", await visit.Page.Locator("[name='number']").InputValueAsync());
        await visit.FillAsync("total", "217.50");
        return await visit.SendAsync("Post it", "/supplier-invoices/");
    }

    /// <summary>The sales desk keys an order; the pad says promise and net before it is sent.</summary>
    private async Task<string> SellAsync()
    {
        await using var visit = await company.VisitAsync("Sales desk");
        await visit.OpenAsync($"/sales-orders/new?customer={customer}&site=ANK");
        await visit.FillAsync("lines[0].item", item);
        await visit.FillAsync("lines[0].quantity", "4");
        await visit.FillAsync("lines[0].price", "11.50");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator("[data-pad-total='net']")).ToHaveTextAsync("46.00");
        return await visit.SendAsync("Promise", "/sales-orders/");
    }

    private async Task<string> ShipAsync(string order)
    {
        await using var visit = await company.VisitAsync("Warehouse manager");
        await visit.OpenAsync($"/shipping/{order}");
        return await visit.SendAsync("Ship what has stock", "/shipments/");
    }

    /// <summary>The controller pays the supplier, sees that all accounts agree, and drills from the ledger to a journal.</summary>
    private async Task SettleAsync(string invoice)
    {
        await using var visit = await company.VisitAsync("Controller");
        await visit.OpenAsync($"/supplier-invoices/{invoice}");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Pay", Exact = true }).First.ClickAsync();
        await visit.FillAsync("amount", "217.50");
        await visit.SendAsync("Book it", "/supplier-payments/");
        await visit.OpenAsync("/proof");
        await Assertions.Expect(visit.Page.GetByText("Everything agrees").First).ToBeVisibleAsync();
        await visit.Page.Locator("td.number a").First.ClickAsync();
        await visit.Page.Locator("a.row-link").First.ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.StartsWith("/books/journals/", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The counter counts a bin without seeing what is expected there.</summary>
    private async Task CountAsync()
    {
        var bin = await CodeAsync("""
            SELECT p.code AS "Value" FROM inventory_positions q JOIN organisation_places p ON p.id = q.place_id JOIN organisation_sites s ON s.id = p.site_id
            WHERE s.code = 'CID' AND q.quantity > 0 AND p.code LIKE '_-%' GROUP BY p.code HAVING COUNT(*) = 1 ORDER BY p.code LIMIT 1
            """);
        await using var visit = await company.VisitAsync("Counter");
        await visit.OpenAsync("/counts/new?site=CID");
        await ScanAsync(visit, bin);
        await visit.Page.Locator("[name='lines[0].counted']").FillAsync("7");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Enter the count" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("CN-").First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    /// <summary>A scanner types fast and ends with Enter; no field has the focus.</summary>
    private static async Task ScanAsync(Visit visit, string code)
    {
        await visit.Page.EvaluateAsync(
            """
            code => {
              document.activeElement.blur();
              for (const key of [...code, 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
            }
            """,
            code);
        await visit.ArriveAsync(url => url.Query.Contains(Uri.EscapeDataString(code), StringComparison.Ordinal));
    }
}
