using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Governance;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Moving;
using Crossdock.Warehouse.Transferring;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.Tests;

/// <summary>Duties on the floor: who handled an item does not adjust it, who keeps a place does not count it, whatever roles they have.</summary>
public sealed class SeparationTests
{
    private static readonly DateOnly LastDay = new(2026, 2, 20);

    [Theory, EachDatabase]
    public async Task Who_received_an_item_does_not_adjust_it_from_the_amount_on_and_below_it_only_under_a_control(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 100, 10_000m);
        var (rob, kim) = (await PersonAsync(world, "rob"), await PersonAsync(world, "kim"));
        World.Value(await world.RunAsync(Receive(world), new Plain(MovementKind.Receipt, "X", "A", "A1", 10, 1_000m, null, null), rob));

        // 5 at 100 are 500: hard. 4 are 400: soft, and nobody answers for it.
        Refused(await AdjustAsync(world, rob, 5), "organisation.duties_clash", "Conflict 7 (concealment)");
        Refused(await AdjustAsync(world, rob, 4), "organisation.clash_not_accepted", "Conflict 7 (concealment)");
        World.Value(await AdjustAsync(world, kim, 5));

        await SmallAsync(world, true);
        await AcceptAsync(world, 7, "rob", "kim");
        Refused(await AdjustAsync(world, rob, 5), "organisation.duties_clash", "Conflict 7 (concealment)");
        World.Value(await AdjustAsync(world, rob, 4));
        var hit = Assert.Single(await HitsAsync(world))!;
        Assert.Equal((7, "rob", "adjust the stock", "item X at A"), (hit["conflict"]!.GetValue<int>(), hit["person"]!.GetValue<string>(), hit["did"]!.GetValue<string>(), hit["chain"]!.GetValue<string>()));

        // The last day is whole, the day after it is over; so is a site that is small no more.
        world.Time.SetUtcNow(new DateTimeOffset(2026, 2, 20, 22, 59, 59, TimeSpan.Zero));
        World.Value(await AdjustAsync(world, rob, 1));
        await SmallAsync(world, false);
        Refused(await AdjustAsync(world, rob, 1), "organisation.clash_not_accepted", "Conflict 7 (");
        await SmallAsync(world, true);
        world.Time.SetUtcNow(new DateTimeOffset(2026, 2, 20, 23, 0, 0, TimeSpan.Zero));
        Refused(await AdjustAsync(world, rob, 1), "organisation.clash_not_accepted", "Conflict 7 (");
        Assert.Equal(2, (await HitsAsync(world)).Count);

        // After its days what was received no longer binds.
        world.Time.Advance(TimeSpan.FromDays(ConflictMatrix.RecordDays));
        World.Value(await AdjustAsync(world, rob, 5));
    }

    [Theory, EachDatabase]
    public async Task When_what_was_accepted_is_over_the_second_duty_is_blocked_and_in_the_queue(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 100m);
        await PersonAsync(world, "kim");
        var rob = await PersonAsync(world, "rob", "receiver");
        await SmallAsync(world, true);
        var (_, endsAt) = await AcceptAsync(world, 9, "rob", "kim");
        await SendAsync(world, HttpMethod.Put, "/people/rob/roles", new { roles = new[] { "receiver", "counter" } });
        var count = new CountStockRequest("A", [new("X", Quantity.Units(10), "A1")]);
        World.Value(await world.RunAsync(world.App.Get<CountStock>(), count, rob));
        Assert.Empty(await EndingAsync(world));

        // Two weeks before the end somebody is told, at the end the count is refused.
        world.Time.SetUtcNow(endsAt.AddDays(-14));
        Assert.Equal(["rob/9/A"], await EndingAsync(world));
        World.Value(await world.RunAsync(world.App.Get<CountStock>(), count, rob));
        world.Time.SetUtcNow(endsAt);
        Refused(await world.RunAsync(world.App.Get<CountStock>(), count, rob), "organisation.acceptance_over", "ended after 2026-02-20");
        Assert.Equal(["rob/9/A"], await EndingAsync(world));

        // Anew it passes; ended by hand it does not.
        var (anew, _) = await AcceptAsync(world, 9, "rob", "kim", LastDay.AddDays(30));
        World.Value(await world.RunAsync(world.App.Get<CountStock>(), count, rob));
        Assert.Empty(await EndingAsync(world));
        await SendAsync(world, HttpMethod.Post, $"/conflict-acceptances/{anew}/end", new { reason = "reviews were not done" });
        Refused(await world.RunAsync(world.App.Get<CountStock>(), count, rob), "organisation.acceptance_over", "Conflict 9 (");
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Who_keeps_a_place_does_not_count_what_is_valuable_there(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.RunAsync(new Dear(world.App.Get<ItemMaster>()), new DearRequest("DEAR")));
        await world.OpenStockAsync("A1", 10, 100m, "DEAR");
        await world.OpenStockAsync("A1", 10, 100m);
        var wim = await PersonAsync(world, "wim");
        foreach (var item in new[] { "DEAR", "X" })
            World.Value(await world.RunAsync(world.App.Get<MoveStock>(), new MoveStockRequest("A", item, Quantity.Units(1), "A1", "A2"), wim));
        Refused(await CountAsync(world, wim, "DEAR", 9), "organisation.clash_not_accepted", "Conflict 9 (concealment)");
        World.Value(await CountAsync(world, wim, "X", 9));
        World.Value(await CountAsync(world, await PersonAsync(world, "cora"), "DEAR", 9));
        world.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        World.Value(await CountAsync(world, wim, "DEAR", 9));
    }

    [Theory, EachDatabase]
    public async Task Who_sent_any_part_of_a_transfer_does_not_decide_on_it_nor_sends_more_after_deciding(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 6, 60m);
        var (first, last) = (await PersonAsync(world, "first"), await PersonAsync(world, "last"));
        var number = World.Value(await world.RunAsync(world.App.Get<CreateTransfer>(), new CreateTransferRequest("A", "B", new DateOnly(2026, 1, 25), [new("X", Quantity.Units(6))]))).Number;
        foreach (var (who, much) in new[] { (first, 2), (last, 2) })
            World.Value(await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number, [new(1, Quantity.Units(much))]), who));
        var loss = new LoseInTransitRequest(number, 1, Quantity.Units(1), "NOT-ARRIVED", "Short.");
        Refused(await world.RunAsync(world.App.Get<LoseInTransit>(), loss, last), "warehouse.sender_decides", "Conflict 12 (transit theft)");
        Refused(await world.RunAsync(world.App.Get<LoseInTransit>(), loss, first), "organisation.duties_clash", "Conflict 12 (transit theft)");
        var decides = await PersonAsync(world, "dora");
        World.Value(await world.RunAsync(world.App.Get<LoseInTransit>(), loss, decides));
        Refused(await world.RunAsync(world.App.Get<ShipTransfer>(), new ShipTransferRequest(number, [new(1, Quantity.Units(1))]), decides), "organisation.duties_clash", "Conflict 12 (");
    }

    private static void Refused<T>(Result<T> result, string code, string words)
    {
        Assert.Equal(code, result.Refusal?.Code);
        Assert.Equal(RefusalKind.Forbidden, result.Refusal!.Kind);
        Assert.Contains(words, result.Refusal.Message, StringComparison.Ordinal);
    }

    private static PostPlainly Receive(World world) => new(world.App.Get<Directory>(), world.App.Get<Items>(), world.App.Get<LotRegister>(), world.App.Get<StockLedger>());

    private static Task<Result<AdjustStockResponse>> AdjustAsync(World world, Actor who, long quantity) =>
        world.RunAsync(world.App.Get<AdjustStock>(), new AdjustStockRequest("A", "A1", "X", Quantity.Units(quantity), "LOST"), who);

    private static Task<Result<CountStockResponse>> CountAsync(World world, Actor who, string item, long counted) =>
        world.RunAsync(world.App.Get<CountStock>(), new CountStockRequest("A", [new(item, Quantity.Units(counted), "A1")]), who);

    private static Task<JsonNode> SmallAsync(World world, bool small) => SendAsync(world, HttpMethod.Post, "/small-sites", new { site = "A", small, reason = "Three people" });

    private static async Task<(int Id, DateTimeOffset EndsAt)> AcceptAsync(World world, int conflict, string person, string reviewer, DateOnly? until = null)
    {
        var accepted = await SendAsync(world, HttpMethod.Post, "/conflict-acceptances", new
        {
            conflict, person, site = "A", reviewer, everyDays = 7, control = "Counts again", until = (until ?? LastDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), reason = "Nobody else is there",
        });
        return (accepted["id"]!.GetValue<int>(), accepted["endsAt"]!.GetValue<DateTimeOffset>());
    }

    private static async Task<JsonArray> HitsAsync(World world)
    {
        using var client = world.App.Anonymous();
        return JsonNode.Parse(await client.GetStringAsync("/api/v1/conflicts"))!["hits"]!.AsArray();
    }

    private static async Task<JsonNode> SendAsync(World world, HttpMethod method, string path, object request)
    {
        using var client = world.App.Anonymous();
        using var answer = await client.SendUseAsync(method, "/api/v1" + path, request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<List<string>> EndingAsync(World world)
    {
        var source = world.App.Services.GetServices<ExceptionSource>().Single(s => s.Kind == "governance.acceptance_ending");
        return [.. (await world.App.Database.ReadAsync(db => source.FindAsync(db, world.Time.GetUtcNow(), CancellationToken.None))).Select(f => f.Object)];
    }

    /// <summary>A person at site A who acts with every right, as after any change of roles.</summary>
    private static async Task<Actor> PersonAsync(World world, string login, params string[] roles)
    {
        var made = await SendAsync(world, HttpMethod.Post, "/people", new { login, name = login, roles, sites = new[] { "A" } });
        return new Actor(new(made["id"]!.GetValue<int>()), login) { Permissions = Enum.GetValues<Permission>().ToHashSet() };
    }

    private sealed record DearRequest(string Code);

    /// <summary>An item in which much money lies.</summary>
    private sealed class Dear(ItemMaster items) : IUse<DearRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, DearRequest request, CancellationToken cancel) =>
            (await items.CreateAsync(work, new NewItem(request.Code, "Dear", "pc", Class: "A"), cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;
    }
}
