using Crossdock.Warehouse.Moving;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Warehouse.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task Every_page_of_warehouse_work_is_shown()
    {
        await using var world = await World.OpenAsync(Engine.Sqlite);
        await world.OpenStockAsync("A1", 10, 40m);
        var moved = World.Value(await world.MoveAsync("A1", "A2", 1));
        var count = World.Value(await world.CountAsync("A1", 9, null));
        var transfer = World.Value(await world.RunAsync(world.App.Get<CreateTransfer>(), new CreateTransferRequest("A", "B", new(2026, 1, 25), [new("X", Quantity.Units(2))])));
        World.Value(await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(transfer.Number)));
        using var client = world.App.Anonymous();
        string[] paths =
        [
            "/moves", "/moves?site=A&from=A1", "/moves?site=A&from=A1&item=X", "/putaways", "/counts/new", "/counts/new?site=A&place=A1", "/adjustments/new", "/condition-changes/new",
            "/transfers", "/transfers/new", $"/transfers/{transfer.Number}", "/stock-documents", $"/stock-documents/{moved.Number}", $"/stock-documents/{count.Number}",
        ];
        foreach (var path in paths) Assert.NotNull((await client.PageAsync(path)).QuerySelector("h1"));
    }

    [Fact]
    public async Task A_scan_is_first_a_bin_then_an_item_then_a_target()
    {
        await using var world = await World.OpenAsync(Engine.Sqlite);
        await world.OpenStockAsync("A1", 10, 40m);
        using var client = world.App.Anonymous();
        Assert.Equal("Scan an item in A1", (await client.PageAsync("/moves?site=A&scan=A1")).QuerySelector(".cd-scan-next")!.TextContent);
        var page = await client.PageAsync("/moves?site=A&from=A1&scan=X");
        Assert.Equal("Scan the bin they go to", page.QuerySelector(".cd-scan-next")!.TextContent);
        Assert.Equal("POST /api/v1/moves", page.QuerySelector("form[data-use]")!.GetAttribute("data-use"));
        Assert.Contains("neither a place nor an item", (await client.PageAsync("/moves?site=A&from=A1&scan=NOTHING")).QuerySelector(".cd-scan-band")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_of_a_count_does_not_show_what_the_book_says()
    {
        await using var world = await World.OpenAsync(Engine.Sqlite);
        await world.OpenStockAsync("A1", 7319, 40m);
        using var client = world.App.Anonymous();
        var page = await client.PageAsync("/counts/new?site=A&place=A1");
        Assert.Equal("1", page.QuerySelector("input[name='lines[0].entryNumber']")!.GetAttribute("value"));
        Assert.DoesNotContain("7319", page.DocumentElement.OuterHtml.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_same_key_moves_once(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 40m);
        using var client = world.App.Anonymous();
        var request = new MoveStockRequest("A", "X", Quantity.Units(4), "A1", "A2");
        using var first = await client.PostUseAsync("/api/v1/moves", request, "key-1");
        using var second = await client.PostUseAsync("/api/v1/moves", request, "key-1");
        Assert.Equal(System.Net.HttpStatusCode.Created, first.StatusCode);
        Assert.Equal((await first.ReadAsync<MoveStockResponse>()).Number, (await second.ReadAsync<MoveStockResponse>()).Number);
        Assert.Equal(Quantity.Units(4), await world.OnHandAsync("A2"));
        using var other = await client.PostUseAsync("/api/v1/moves", request with { Quantity = Quantity.Units(5) }, "key-1");
        Assert.Equal("storage.key_reused", await other.CodeAsync());
    }
}
