using System.Net;
using System.Text.Json.Nodes;
using Crossdock.MasterData.ItemRecords;
using Crossdock.Storage.Lists;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Tests;

/// <summary>What items weigh and take up, and what goods lack to a minimum of it.</summary>
public sealed class MeasureTests
{
    [Theory, EachDatabase]
    public async Task An_item_may_have_a_weight_and_a_volume_and_shows_them_everywhere(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        var steward = await app.AsAsync("steward");
        await SendAsync(steward, HttpMethod.Post, "/items", new { code = "W", name = "Widget", baseUnit = "piece", weight = "1.212345", volume = "0.75" });
        await SendAsync(steward, HttpMethod.Post, "/items", new { code = "X", name = "Service", baseUnit = "piece" });
        await SendAsync(steward, HttpMethod.Post, "/items", new { code = "Y", name = "Voucher", baseUnit = "piece", weight = "0" });
        Assert.Equal((Quantity.Of(1.212345m), Quantity.Of(0.75m)), await FindAsync(app, "W"));
        Assert.Equal((null, null), await FindAsync(app, "X"));
        Assert.Equal((Quantity.Zero, null), await FindAsync(app, "Y"));
        var view = await app.AskAsync(app.Get<ShowItem>(), new ItemRequest("W"));
        Assert.Equal((Quantity.Of(1.212345m), Quantity.Of(0.75m)), (view.Value.Weight, view.Value.Volume));

        // The list is sorted by them whether they are known or not, each once.
        foreach (var sort in new[] { "weight", "-weight", "volume", "-volume" })
            Assert.Equal(["W", "X", "Y"], (await app.AskAsync(app.Get<ItemList>(), new ListRequest(Sort: sort))).Value.Items.Select(i => i.Code).Order());
        Assert.Equal(["W", "Y"], (await app.AskAsync(app.Get<ItemList>(), new ListRequest(Sort: "-weight"))).Value.Items.Where(i => i.Weight is not null).Select(i => i.Code));
        Assert.Contains("1.212345", (await steward.PageAsync("/items")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1.212345 kg", (await steward.PageAsync("/items/W")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_file_of_items_brings_their_weights(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        using var file = new StringContent("code,name,baseUnit,weight,volume\nW,Widget,piece,1.25,\nX,Other,piece,,0.7\nY,Wrong,piece,-1,\n", System.Text.Encoding.UTF8, "text/csv");
        using var answer = await (await app.AsAsync("steward")).PostAsync("/api/v1/imports/CreateItem?check=false&batch=b", file);
        var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(("posted posted refused", "masterdata.weight_out_of_range"), (string.Join(' ', read["documents"]!.AsArray().Select(d => (string?)d!["outcome"])), (string?)read["documents"]![2]!["code"]));
        Assert.Equal((Quantity.Of(1.25m), null), await FindAsync(app, "W"));
        Assert.Equal((null, Quantity.Of(0.7m)), await FindAsync(app, "X"));
    }

    [Theory, EachDatabase]
    public async Task What_is_said_of_an_item_later_is_seen_at_once_and_can_be_taken_back(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        var steward = await app.AsAsync("steward");
        await SendAsync(steward, HttpMethod.Post, "/items", new { code = "W", name = "Widget", baseUnit = "piece" });
        Assert.Contains("not known", (await steward.PageAsync("/items/W")).Body!.TextContent, StringComparison.Ordinal);
        await SendAsync(steward, HttpMethod.Put, "/items/w/measures", new { weight = "2.5", volume = "4" });
        Assert.Equal((Quantity.Of(2.5m), Quantity.Units(4)), await FindAsync(app, "W"));
        Assert.Equal("2.5", (await steward.PageAsync("/items/W")).QuerySelector("#item-measures [name=weight]")!.GetAttribute("value"));

        // Of the two what is left out is not known any more.
        await SendAsync(steward, HttpMethod.Put, "/items/W/measures", new { volume = "3" });
        Assert.Equal((null, Quantity.Units(3)), await FindAsync(app, "W"));

        // Each change is a version of the item, and a change of the rest says both as well.
        var item = (await app.AskAsync(app.Get<ShowItem>(), new ItemRequest("W"))).Value;
        Assert.Equal(3, item.Version);
        Assert.True((await app.RunAsync(app.Get<ChangeItem>(), new ChangeItemRequest("W", 3, "Widget", null, null, true, UnitPrice.Zero, UnitPrice.Zero, Weight: Quantity.Units(9)))).IsValue);
        Assert.Equal((Quantity.Units(9), null), await FindAsync(app, "W"));
        using var buyer = await (await app.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, "/api/v1/items/W/measures", new { weight = "1" });
        Assert.Equal(HttpStatusCode.Forbidden, buyer.StatusCode);
        Assert.Null((await (await app.AsAsync("buyer")).PageAsync("/items/W")).GetElementById("item-measures"));
    }

    [Theory, EachDatabase]
    public async Task Less_than_nothing_and_more_than_a_thousand_tons_are_refused(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        var steward = await app.AsAsync("steward");
        async Task<string?> RefusedAsync(HttpMethod method, string path, object request)
        {
            using var answer = await steward.SendUseAsync(method, "/api/v1" + path, request);
            return answer.IsSuccessStatusCode ? null : await answer.CodeAsync();
        }

        object New(string code, string? weight = null, string? volume = null) => new { code, name = "Item", baseUnit = "piece", weight, volume };
        Assert.Equal("masterdata.weight_out_of_range", await RefusedAsync(HttpMethod.Post, "/items", New("W", "-0.000001")));
        Assert.Equal("masterdata.weight_out_of_range", await RefusedAsync(HttpMethod.Post, "/items", New("W", "1000000.000001")));
        Assert.Equal("masterdata.volume_out_of_range", await RefusedAsync(HttpMethod.Post, "/items", New("W", "1", "-1")));
        Assert.Null(await RefusedAsync(HttpMethod.Post, "/items", New("W", "1000000", "0")));
        Assert.Equal("masterdata.weight_out_of_range", await RefusedAsync(HttpMethod.Put, "/items/W/measures", new { weight = "-1" }));
        Assert.Equal("masterdata.volume_out_of_range", await RefusedAsync(HttpMethod.Put, "/items/W/measures", new { volume = "1000001" }));
        Assert.Equal((Quantity.Units(1_000_000), Quantity.Zero), await FindAsync(app, "W"));
        var import = await app.RunAsync(app.Get<ImportItems>(), new ImportItemsRequest([new("A", "A", "piece"), new("B", "B", "piece", Volume: Quantity.Of(-1))]));
        Assert.Equal(("masterdata.volume_out_of_range", "/items/1/volume"), (import.Refusal!.Code, import.Refusal.Pointer));
        var changed = await app.RunAsync(app.Get<ChangeItem>(), new ChangeItemRequest("W", 1, "W", null, null, true, UnitPrice.Zero, UnitPrice.Zero, Weight: Quantity.Of(-1)));
        Assert.Equal("masterdata.weight_out_of_range", changed.Refusal!.Code);

        // The database itself takes no such row either.
        await using var db = app.Database.Open();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("UPDATE masterdata_items SET weight = -1"));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("UPDATE masterdata_items SET volume = -1"));
    }

    [Fact]
    public void An_order_lacks_what_any_of_the_minima_lacks()
    {
        var least = new OrderMinima(Amount.Of(100), Quantity.Units(500), Quantity.Units(20));
        OrderSize Size(decimal value, decimal kilograms, decimal litres) => OrderSize.Of(Weighing(kilograms, litres), Quantity.Units(1), Amount.Of(value));
        Assert.Equal("52.00 EUR, 380 kg and 20 l", least.Gap(Size(48, 120, 0)).Missing(Currency.Eur));
        Assert.Equal(("380 kg", "2.00 EUR and 1.5 l"), (least.Gap(Size(102, 120, 21.5m)).Missing(Currency.Eur), least.Gap(Size(102, 120, 21.5m)).Beyond(Currency.Eur)));
        Assert.Equal([true, true, true, false], new[] { Size(99.99m, 500, 20), Size(100, 499.999999m, 20), Size(100, 500, 19.999999m), Size(100, 500, 20) }.Select(s => least.Gap(s).IsOpen));
        Assert.Equal("", least.Gap(Size(100, 500, 20)).Beyond(Currency.Eur));

        // What is not asked for, or asked for with zero, lacks nothing.
        Assert.False(new OrderMinima(Amount.Zero, Quantity.Zero, Quantity.Zero).IsAny);
        Assert.False(new OrderMinima(Weight: Quantity.Zero).Gap(default).IsOpen);
        Assert.False(new OrderMinima().Gap(default).IsOpen);
    }

    [Fact]
    public void A_minimum_says_of_which_items_nothing_is_known()
    {
        var least = new OrderMinima(Weight: Quantity.Units(500));
        Item[] known = [Weighing(2.5m, null)], some = [Weighing(2.5m, null), Weighing(null, 1, "B"), Weighing(null, 1, "A")];
        var size = OrderSize.Of(known[0], Quantity.Units(48), Amount.Zero);
        var full = Assert.Single(least.Measured(size, known));
        Assert.Equal(("120 kg of 500 kg", "380 kg lacking to the minimum of 500 kg."), (full.Words, full.Note));
        var measured = Assert.Single(least.Measured(size, some));
        Assert.Equal("380 kg lacking to the minimum of 500 kg. No weight is known of A and B, which count as nothing.", measured.Note);
        Assert.Equal("The minimum of 120 kg is reached.", Assert.Single(new OrderMinima(Weight: Quantity.Units(120)).Measured(size, known)).Note);
        Item[] many = [.. "GFEDCBA".Select(c => Weighing(1, null, c.ToString()))];
        Assert.Equal("No volume is known of A, B, C, D, E and 2 more, which count as nothing.", Assert.Single(new OrderMinima(Volume: Quantity.Units(1)).Measured(default, many)).UnknownWords);
        Assert.Empty(new OrderMinima(Amount.Of(5)).Measured(size, some));
    }

    [Fact]
    public void A_minimum_is_reached_by_the_exact_sum_and_never_by_a_rounded_one() =>
        Gen.Select(Gen.Long[0, 5_000_000], Gen.Long[0, 5_000_000]).Array[1, 6].Sample(lines =>
        {
            // Both measures have six decimals, so a product has twelve; decimal keeps all of them.
            var exact = lines.Sum(l => (decimal)l.Item1 / Quantity.Scale * l.Item2 / Quantity.Scale);
            var size = lines.Aggregate(default(OrderSize), (sum, l) => sum + OrderSize.Of(Weighing((decimal)l.Item1 / Quantity.Scale, null), new(l.Item2), Amount.Zero));
            var up = new Quantity((long)decimal.Ceiling(exact * Quantity.Scale));
            var (least, more) = (new OrderMinima(Weight: up), new OrderMinima(Weight: up + new Quantity(1)));
            var reached = up.IsZero || !least.Gap(size).IsOpen == (up.ToDecimal() <= exact);
            return reached && more.Gap(size).IsOpen && size.Weight.ToDecimal() <= exact && exact - size.Weight.ToDecimal() < 0.000001m
                && more.Measured(size, [])[0].Lacking == more.Weight!.Value - size.Weight;
        });

    private static Item Weighing(decimal? weight, decimal? volume, string code = "W") => new(
        new(1), code, "Item", "", "A", "piece", 0, default, default, true, default, default, null, null, [],
        weight is { } w ? Quantity.Of(w) : null, volume is { } v ? Quantity.Of(v) : null);

    private static async Task<(Quantity? Weight, Quantity? Volume)> FindAsync(CrossdockApp app, string code)
    {
        var item = (await app.Database.ReadAsync(db => app.Get<Items>().FindAsync(db, code).AsTask()))!;
        return (item.Weight, item.Volume);
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, object request)
    {
        using var answer = await client.SendUseAsync(method, "/api/v1" + path, request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
