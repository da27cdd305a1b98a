using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Moving;
using Crossdock.Warehouse.Opening;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Warehouse.Tests;

/// <summary>The product with one entity, two sites A and B with bins A1, A2 (B1, B2), and a piece item X; further items on demand.</summary>
internal sealed class World : IAsyncDisposable
{
    private const int ReceivedAgainstOrders = 13;

    private World(CrossdockApp app, FakeTimeProvider time)
    {
        App = app;
        Time = time;
    }

    public CrossdockApp App { get; }

    public FakeTimeProvider Time { get; }

    public static Task<World> OpenAsync(Engine engine, bool negativeAtA = false, string timeZone = "Europe/Berlin", DateTimeOffset? now = null) =>
        OpenAsync(engine, new Foundations { NegativeAtA = negativeAtA, TimeZone = timeZone }, now);

    public static async Task<World> OpenAsync(Engine engine, Foundations foundations, DateTimeOffset? now = null, bool people = false)
    {
        var time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 1, 20, 9, 0, 0, TimeSpan.Zero));
        var signedIn = people ? new AppOptions() : SignedInClient.As(() => SignedInClient.Actor());
        var world = new World(await CrossdockApp.StartAsync(engine, signedIn with { Time = time }), time);
        Value(await world.App.RunAsync(new Found(world.App.Get<Foundation>(), world.App.Get<ItemMaster>(), world.App.Get<Chart>()), foundations));
        return world;
    }

    public static T Value<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}") : value;

    public static DateTimeOffset At(int month, int day, int hour = 12) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);

    public async Task OpenStockAsync(string place, long quantity, decimal value, string item = "X", string site = "A", string? lot = null, DateTimeOffset? at = null, Condition? condition = null) =>
        Value(await RunAsync(App.Get<OpenStock>(), new OpenStockRequest(site, [new(item, place, Quantity.Units(quantity), Amount.Of(value), Lot: lot, Condition: condition)], at)));

    public Task<Result<TResponse>> RunAsync<TRequest, TResponse>(IUse<TRequest, TResponse> use, TRequest request, Actor? actor = null)
        where TRequest : notnull
        where TResponse : notnull => App.RunAsync(use, request, actor);

    public Task<Result<MoveStockResponse>> MoveAsync(string from, string to, long quantity, string item = "X", string? lot = null) =>
        RunAsync(App.Get<MoveStock>(), new MoveStockRequest("A", item, Quantity.Units(quantity), from, to, Lot: lot));

    public Task<Result<AdjustStockResponse>> AdjustAsync(string place, long quantity, string reason, string item = "X", DateTimeOffset? at = null, string? lot = null, string? note = null, string site = "A") =>
        RunAsync(App.Get<AdjustStock>(), new AdjustStockRequest(site, place, item, Quantity.Units(quantity), reason, note, Lot: lot, HappenedAt: at));

    public Task<Result<CountStockResponse>> CountAsync(string place, long counted, long? entry, string item = "X", bool rebase = false, DateTimeOffset? at = null, string? lot = null) =>
        RunAsync(App.Get<CountStock>(), new CountStockRequest("A", [new(item, Quantity.Units(counted), place, entry, Lot: lot)], Rebase: rebase, HappenedAt: at));

    /// <summary>Posts plain movements, as the modules above the warehouse do.</summary>
    public Task<Result<PostedPlainly>> PostAsync(MovementKind kind, long quantity, string place = "A1", decimal? value = null, string item = "X", string site = "A", DateTimeOffset? at = null, string? lot = null) =>
        RunAsync(new PostPlainly(App.Get<Directory>(), App.Get<Items>(), App.Get<LotRegister>(), App.Get<StockLedger>()), new Plain(kind, item, site, place, quantity, value, at, lot));

    public async Task<Quantity> OnHandAsync(string place, string item = "X", string site = "A") =>
        Value(await App.AskAsync(App.Get<Inventory.Looking.ListPositions>(), new(site, place, item))).Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);

    public async Task<long> EntryAsync(string place, string item = "X") =>
        Value(await App.AskAsync(App.Get<ShowCountSheet>(), new("A", place, item))).Single().EntryNumber;

    /// <summary>Balance of an account of the entity, debit positive.</summary>
    public Task<decimal> AccountAsync(AccountRole role, string? site = null) => App.Database.ReadAsync(async db =>
    {
        var id = site is null ? null : (await App.Get<Directory>().SiteAsync(db, site))?.Id.Value;
        var sql = "SELECT CAST(COALESCE(SUM(l.amount), 0) AS bigint) AS \"Value\" FROM books_lines l JOIN books_account_roles r ON r.account_id = l.account_id WHERE r.role = {0}"
            + (id is null ? "" : " AND l.site_id = {1}");
        object[] values = id is null ? [(int)role] : [(int)role, id.Value];
        return new Amount(await db.Database.SqlQueryRaw<long>(sql, values).SingleAsync()).ToDecimal();
    });

    /// <summary>Runs the checks of <c>crossdock verify</c>; there is nothing to find. Plain receipts of these tests have no order and no document of their own, so what says so is left out.</summary>
    public async Task VerifyAsync()
    {
        foreach (var check in App.Services.GetServices<IVerification>().Where(c => c.Number != ReceivedAgainstOrders))
        {
            var findings = await App.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None));
            var broken = findings.Where(f => !f.Message.StartsWith("no document TEST-", StringComparison.Ordinal)).ToList();
            Assert.True(broken.Count == 0, $"{check.Name}: {string.Join("; ", broken.Select(f => f.Row + ": " + f.Message))}");
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
