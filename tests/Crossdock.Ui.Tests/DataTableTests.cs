using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;

namespace Crossdock.Ui.Tests;

public class DataTableTests
{
    private sealed record Row(string Number, Amount Value);

    private static readonly RenderFragment Columns = builder =>
    {
        builder.OpenComponent<Column<Row>>(0);
        builder.AddComponentParameter(1, "Title", "Order");
        builder.AddComponentParameter(2, "SortKey", "number");
        builder.AddComponentParameter(3, "ChildContent", (RenderFragment<Row>)(row => cell => cell.AddContent(0, row.Number)));
        builder.CloseComponent();
        builder.OpenComponent<Column<Row>>(4);
        builder.AddComponentParameter(5, "Title", "Value");
        builder.AddComponentParameter(6, "Number", true);
        builder.AddComponentParameter(7, "ChildContent", (RenderFragment<Row>)(row => cell => cell.AddContent(0, row.Value.ToString())));
        builder.CloseComponent();
    };

    private static Task<IElement> Table(string address, params (string, object?)[] more) => Rendered.Of<DataTable<Row>>(address, null,
        [("Items", new[] { new Row("PO-1", Amount.Of(5)), new Row("PO-2", Amount.Of(7)) }), ("Columns", Columns), ("Caption", "Orders"), .. more]);

    [Fact]
    public async Task A_heading_sorts_and_keeps_the_filter_but_not_the_page()
    {
        var table = await Table("/orders?q=pump&cursor=abc");
        Assert.Equal("/orders?q=pump&sort=number", table.QuerySelector("thead a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_heading_that_sorts_says_its_direction_and_turns_it()
    {
        var heading = (await Table("/orders?sort=number")).QuerySelector("th[aria-sort]")!;
        Assert.Equal("ascending", heading.GetAttribute("aria-sort"));
        Assert.Equal("/orders?sort=-number", heading.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/orders", (await Table("/orders?sort=-number")).QuerySelector("thead a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_first_cell_is_the_link_of_its_row()
    {
        Func<Row, string?> href = row => "/orders/" + row.Number;
        var links = (await Table("/orders", ("RowHref", href))).QuerySelectorAll("tbody a.row-link");
        Assert.Equal(["/orders/PO-1", "/orders/PO-2"], links.Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Numbers_are_right_aligned_and_columns_without_a_key_do_not_sort()
    {
        var table = await Table("/orders");
        Assert.Equal(2, table.QuerySelectorAll("tbody td.number").Length);
        Assert.Single(table.QuerySelectorAll("thead a"));
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_next()
    {
        RenderFragment empty = builder => builder.AddContent(0, "Release a proposal.");
        var table = await Table("/orders", ("Items", Array.Empty<Row>()), ("Empty", empty));
        Assert.Null(table.QuerySelector("table"));
        Assert.Contains("Release a proposal.", table.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticks_belong_to_the_form_they_are_meant_for()
    {
        Func<Row, string> key = row => row.Number;
        var ticks = (await Table("/orders", ("Selectable", true), ("SelectionForm", "release"), ("RowKey", key))).QuerySelectorAll("tbody input[type=checkbox]");
        Assert.All(ticks, tick => Assert.Equal(("release", "ids[]"), (tick.GetAttribute("form"), tick.GetAttribute("name"))));
        Assert.Equal(["PO-1", "PO-2"], ticks.Select(tick => tick.GetAttribute("value")));
    }

    [Fact]
    public async Task The_next_page_keeps_the_query()
    {
        var pages = await Rendered.Of<Pagination>("/orders?q=pump&cursor=a", null, ("Shown", 50), ("Total", 1284L), ("Next", "b c"));
        Assert.Equal(["/orders?q=pump", "/orders?q=pump&cursor=b%20c"], pages.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task An_export_takes_the_query_of_the_page_along()
    {
        var links = await Rendered.Of<ExportLinks>("/orders?q=pump&cursor=a", null, ("Href", "/api/v1/orders"));
        Assert.Equal("/api/v1/orders?q=pump&format=csv", links.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_chip_removes_its_filter_alone_and_the_form_carries_the_others()
    {
        var bar = await Rendered.Of<FilterBar>("/orders?q=pump&site=1&state=late&cursor=a", null,
            ("Fields", new[] { "site" }), ("Chips", new[] { new FilterChip("site", null, "Site: Ames") }));
        Assert.Equal("/orders?q=pump&state=late", bar.QuerySelector(".cd-chip")!.GetAttribute("href"));
        Assert.Equal(["state"], bar.QuerySelectorAll("input[type=hidden]").Select(field => field.GetAttribute("name")));
    }
}
