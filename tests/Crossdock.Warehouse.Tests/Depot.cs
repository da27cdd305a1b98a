using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Correcting;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.Tests;

/// <summary>The same company with people of their own, who ask and decide through the API by rules.</summary>
internal sealed class Depot(World world) : IAsyncDisposable
{
    // Answers leave absent values out.
    private static readonly JsonSerializerOptions Lenient = new(Json.Web) { RespectRequiredConstructorParameters = false, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };
    private readonly Dictionary<string, HttpClient> people = [];

    /// <summary>Below 100 by rule, more by the controller, from 1,000 by a warehouse manager and the controller; theft always by people.</summary>
    public static readonly ApprovalRowRequest[] UsualRows =
    [
        new("auto", Below: Amount.Of(100), Exception: "!theft"),
        new("controller", Below: Amount.Of(100), Exception: "theft"),
        new("controller", From: Amount.Of(100), Below: Amount.Of(1000)),
        new("warehouse-manager then controller", From: Amount.Of(1000)),
    ];

    public World World => world;

    /// <summary>Opens with 100 X at A1, worth 10.00 each.</summary>
    public static async Task<Depot> OpenAsync(Engine engine, Foundations? foundations = null, DateTimeOffset? now = null)
    {
        var world = await World.OpenAsync(engine, foundations ?? new Foundations(), now, people: true);
        await world.OpenStockAsync("A1", 100, 1000m);
        return new Depot(world);
    }

    /// <summary>Puts a table in force for the group.</summary>
    public async Task TableAsync(string kind, IReadOnlyList<ApprovalRowRequest>? rows = null, int windowDays = 0, decimal tolerance = 0)
    {
        foreach (var role in new[] { "warehouse-manager", "controller", "procurement-manager" }) await AsAsync(role);
        await AsAsync("warehouse-manager", 2);
        var draft = World.Value(await world.App.RunAsync(world.App.Get<DraftTable>(), new DraftTableRequest(kind, rows ?? UsualRows, WindowDays: windowDays, TolerancePercent: Quantity.Of(tolerance))));
        Assert.True(draft.Findings.Count == 0, string.Join("; ", draft.Findings.Select(f => f.Message)));
        World.Value(await world.App.RunAsync(world.App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version)));
    }

    /// <summary>The client of the one person of a role; with a number, of a further one.</summary>
    public async Task<HttpClient> AsAsync(string role, int number = 1, params string[] sites)
    {
        var name = role + number;
        return people.TryGetValue(name, out var known) ? known : people[name] = await world.App.AsAsync(role, sites);
    }

    public async Task<T> PostAsync<T>(string role, string path, object request, int number = 1, long? ifMatch = null, string? key = null) =>
        await ReadAsync<T>(await (await AsAsync(role, number)).SendUseAsync(HttpMethod.Post, "/api/v1" + path, request, ifMatch, key));

    /// <summary>Sends a use that is to be refused; answers status and code.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(string role, string path, object request, int number = 1, long? ifMatch = null)
    {
        using var answer = await (await AsAsync(role, number)).SendUseAsync(HttpMethod.Post, "/api/v1" + path, request, ifMatch);
        Assert.False(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, await answer.CodeAsync());
    }

    public static object Adjustment(decimal quantity, string reason = "LOST", string item = "X", string place = "A1", string? lot = null, string? note = "counted twice", string? day = null) =>
        new { site = "A", place, item, quantity = Text(quantity), reason, lot, note, day };

    public Task<AdjustStockResponse> AdjustAsync(decimal quantity, string reason = "LOST", int number = 1, string item = "X", string place = "A1", string? lot = null, string? day = null) =>
        PostAsync<AdjustStockResponse>("warehouse-manager", "/adjustments", Adjustment(quantity, reason, item, place, lot, day: day), number);

    public Task<JsonObject> DecideAsync(string approval, string role = "controller", string answer = "approve", string? comment = null, int number = 1) =>
        PostAsync<JsonObject>(role, "/approvals/decide", Decision(approval, answer, comment), number);

    public static object Decision(string approval, string answer = "approve", string? comment = null) => new { requests = new[] { approval }, answer, comment };

    public async Task<JsonObject> ApprovalAsync(string number, string role = "controller") => await ReadAsync<JsonObject>(await (await AsAsync(role)).GetAsync($"/api/v1/approvals/{number}"));

    public async Task<FindCorrectionResponse> CorrectionAsync(string number) => await ReadAsync<FindCorrectionResponse>(await (await AsAsync("warehouse-manager")).GetAsync($"/api/v1/corrections/{number}"));

    public Task<Quantity> OnHandAsync(string place = "A1", string item = "X") => world.OnHandAsync(place, item);

    /// <summary>Every check of <c>crossdock verify</c>, and the account of stock equals what lies there by hand.</summary>
    public async Task VerifyAsync(decimal inventory)
    {
        await world.VerifyAsync();
        Assert.Equal(inventory, await world.AccountAsync(AccountRole.Inventory));
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, Lenient)!;
    }

    public static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
