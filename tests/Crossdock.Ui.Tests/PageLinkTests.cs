using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;

namespace Crossdock.Ui.Tests;

public class PageLinkTests
{
    [Theory]
    [InlineData("/items/7", Permission.SeeStock, true)]
    [InlineData("/items/7?site=A#rows", Permission.SeeStock, true)]
    [InlineData("/items/7?site=A", Permission.SeeItems, false)]
    [InlineData("/items/new", Permission.SeeStock, false)]
    [InlineData("/items/new", Permission.MaintainItems, true)]
    [InlineData("/items", Permission.SeeItems, true)]
    [InlineData("/elsewhere/7", Permission.SeeItems, true)]
    public async Task A_link_is_one_for_those_who_may_open_its_page_and_text_for_others(string address, Permission held, bool leads)
    {
        var body = await Rendered.Of<PageLink>("/", Rendered.Person(held), ("Href", address), ("ChildContent", (RenderFragment)(b => b.AddContent(0, "Seven"))));
        Assert.Equal("Seven", body.TextContent.Trim());
        Assert.Equal(leads ? address : null, body.QuerySelector("a")?.GetAttribute("href"));
    }

    [Theory]
    [InlineData(Permission.SeeStock, true)]
    [InlineData(Permission.SeeItems, false)]
    public async Task A_row_leads_nobody_to_a_page_that_refuses_them(Permission held, bool leads)
    {
        RenderFragment columns = builder =>
        {
            builder.OpenComponent<Column<string>>(0);
            builder.AddComponentParameter(1, "Title", "Item");
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment<string>)(code => cell => cell.AddContent(0, code)));
            builder.CloseComponent();
        };
        var table = await Rendered.Of<DataTable<string>>("/items", Rendered.Person(held),
            ("Items", new[] { "7" }), ("Columns", columns), ("Caption", "Items"), ("RowHref", (Func<string, string?>)(code => "/items/" + code)));
        Assert.Equal("7", table.QuerySelector("tbody td")!.TextContent.Trim());
        Assert.Equal(leads, table.QuerySelector(".row-link") is not null);
    }
}
