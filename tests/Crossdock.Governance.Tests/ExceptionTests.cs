using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Excepting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Governance.Tests;

/// <summary>What a test calls out of order.</summary>
internal sealed class Troubles : ExceptionSource
{
    public override string Kind => "test.trouble";

    public override string Title => "Troubles";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 8;

    public List<FoundException> Now { get; } = [];

    public override Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel) => Task.FromResult<IReadOnlyList<FoundException>>([.. Now]);
}

/// <summary>One live exception per cause and object, cleared when the cause is gone, never lost.</summary>
public sealed class ExceptionTests
{
    private sealed record House(CrossdockApp App, FakeTimeProvider Time, Troubles Troubles, EntityId Entity, HttpClient Buyer) : IAsyncDisposable
    {
        public static async Task<House> OpenAsync(Engine engine, bool clocks = false)
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));
            var troubles = new Troubles();
            var app = await CrossdockApp.StartAsync(engine, new() { Time = time, Clocks = clocks, Services = s => s.AddSingleton<ExceptionSource>(troubles) });
            var made = await app.RunAsync(new Found(app.Get<Foundation>()), new FoundRequest());
            return new(app, time, troubles, made.Value, await app.AsAsync("buyer"));
        }

        public void Add(string about, decimal value = 10, string detail = "Something is wrong.") =>
            Troubles.Now.Add(new(about, $"{about} is out of order", detail, "/items", Entity, Time.GetUtcNow()) { Value = Amount.Of(value), Currency = Currency.Eur });

        public async Task<ReconcileExceptionsResponse> ReconcileAsync() => (await App.RunAsync(App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest())).Value;

        public async Task<List<JsonNode>> OpenAsync()
        {
            var page = JsonNode.Parse(await Buyer.GetStringAsync("/api/v1/exceptions?open=true&mine=true&sort=due"))!;
            return [.. page["items"]!.AsArray().Select(i => i!)];
        }

        public Task<HttpResponseMessage> ActAsync(string number, string action, string? reason = null, DateTimeOffset? until = null) =>
            Buyer.PostUseAsync($"/api/v1/exceptions/{number}/act", new { action, reason, until });

        public ValueTask DisposeAsync() => App.DisposeAsync();

        private sealed record FoundRequest;

        private sealed class Found(Foundation foundation) : IUse<FoundRequest, EntityId>
        {
            public async Task<Result<EntityId>> ExecuteAsync(Work work, FoundRequest request, CancellationToken cancel) =>
                (await foundation.CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value.Id;
        }
    }

    [Theory, EachDatabase]
    public async Task It_is_raised_once_kept_true_and_cleared_with_a_trace(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        house.Add("PO-1");
        Assert.Equal((1, 0, 0), Of(await house.ReconcileAsync()));
        Assert.Equal((0, 0, 0), Of(await house.ReconcileAsync()));
        house.Troubles.Now.Clear();
        house.Add("PO-1", 25, "It became worse.");
        Assert.Equal((0, 0, 0), Of(await house.ReconcileAsync()));
        var open = Assert.Single(await house.OpenAsync());
        Assert.Equal(("25.00", "It became worse."), (open["value"]!.GetValue<string>(), open["detail"]!.GetValue<string>()));

        house.Troubles.Now.Clear();
        Assert.Equal((0, 1, 0), Of(await house.ReconcileAsync()));
        Assert.Empty(await house.OpenAsync());

        // It comes back: another exception, that says so.
        house.Add("PO-1");
        await house.ReconcileAsync();
        Assert.Equal(1, Assert.Single(await house.OpenAsync())["repeats"]!.GetValue<int>());
    }

    [Theory, EachDatabase]
    public async Task Two_who_look_at_once_raise_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        for (var i = 0; i < 8; i++)
        {
            house.Add($"PO-{i}");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest())));
            Assert.Equal(i + 1, await house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().CountAsync()));
        }
    }

    [Theory, EachDatabase]
    public async Task It_is_taken_put_off_lived_with_and_ended_with_a_reason(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        house.Add("PO-1");
        await house.ReconcileAsync();
        var number = Assert.Single(await house.OpenAsync())["number"]!.GetValue<string>();
        using (var others = await (await house.App.AsAsync("picker")).PostUseAsync($"/api/v1/exceptions/{number}/act", new { action = "take" }))
            Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        Assert.True((await house.ActAsync(number, "take")).IsSuccessStatusCode);
        Assert.Equal("governance.exception_until", await (await house.ActAsync(number, "snooze", until: house.Time.GetUtcNow().AddDays(8))).CodeAsync());
        Assert.True((await house.ActAsync(number, "snooze", until: house.Time.GetUtcNow().AddHours(2))).IsSuccessStatusCode);
        Assert.Empty(await house.OpenAsync());
        house.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal((0, 0, 1), Of(await house.ReconcileAsync()));
        Assert.Equal("inProgress", Assert.Single(await house.OpenAsync())["state"]!.GetValue<string>());

        Assert.Equal("governance.say_what_was_done", await (await house.ActAsync(number, "acceptRisk", until: house.Time.GetUtcNow().AddDays(5))).CodeAsync());
        Assert.True((await house.ActAsync(number, "acceptRisk", "they deliver again in March", house.Time.GetUtcNow().AddDays(5))).IsSuccessStatusCode);
        house.Time.Advance(TimeSpan.FromDays(6));
        await house.ReconcileAsync();
        Assert.Single(await house.OpenAsync());

        // Dealt with, but the cause stays: a day later it is back.
        Assert.True((await house.ActAsync(number, "resolve", "called them")).IsSuccessStatusCode);
        Assert.Equal("governance.exception_ended", await (await house.ActAsync(number, "take")).CodeAsync());
        Assert.Equal((0, 0, 0), Of(await house.ReconcileAsync()));
        house.Time.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal((1, 0, 0), Of(await house.ReconcileAsync()));

        // A false alarm stays one.
        var again = Assert.Single(await house.OpenAsync())["number"]!.GetValue<string>();
        Assert.True((await house.ActAsync(again, "falseAlarm", "a test order")).IsSuccessStatusCode);
        house.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal((0, 0, 0), Of(await house.ReconcileAsync()));
        var causes = JsonNode.Parse(await (await house.App.AsAsync("auditor")).GetStringAsync("/api/v1/exceptions/causes"))!.AsArray();
        var cause = causes.Single(c => c!["kind"]!.GetValue<string>() == "test.trouble")!;
        Assert.Equal((2, 1, 1), (cause["raised"]!.GetValue<int>(), cause["repeated"]!.GetValue<int>(), cause["falseAlarms"]!.GetValue<int>()));
    }

    [Theory, EachDatabase]
    public async Task The_clock_raises_it_by_itself(Engine engine)
    {
        await using var house = await House.OpenAsync(engine, clocks: true);
        house.Add("PO-1");
        for (var i = 0; i < 200 && (await house.OpenAsync()).Count == 0; i++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        var open = Assert.Single(await house.OpenAsync());

        // When nothing has changed it posts nothing, also when somebody said that it is none.
        await house.ActAsync(open["number"]!.GetValue<string>(), "falseAlarm", "it is none");
        var before = await house.App.Database.ReadAsync(db => db.Set<Storage.Posting>().CountAsync());
        for (var i = 0; i < 20; i++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, await house.App.Database.ReadAsync(db => db.Set<Storage.Posting>().CountAsync()));
    }

    private static (int, int, int) Of(ReconcileExceptionsResponse response) => (response.Raised, response.Cleared, response.Woken);
}
