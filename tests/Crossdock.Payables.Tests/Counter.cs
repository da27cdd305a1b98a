using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;

namespace Crossdock.Payables.Tests;

/// <summary>
/// The company of <see cref="Buying"/> with a customer C, asked over the API by a person of each role. Items are sold at 20.00. Numbers are text, as
/// clients send them.
/// </summary>
internal sealed class Counter : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> people = [];

    private Counter(Buying buying) => Company = buying;

    public Buying Company { get; }

    public static async Task<Counter> OpenAsync(Engine engine)
    {
        var counter = new Counter(await Buying.OpenAsync(engine));
        await counter.Company.DoAsync(async (work, cancel) =>
            _ = (await counter.Company.App.Get<PartnerMaster>().CreateAsync(work, new NewPartner(PartnerKind.Customer, "C", "Customer C", "EUR"), cancel)).Value);
        return counter;
    }

    public Task ItemAsync(string code, Valuation valuation = Valuation.MovingAverage, Tracking tracking = Tracking.None) => Company.DoAsync(async (work, cancel) => _ = (await Company.App.Get<ItemMaster>().CreateAsync(
        work, new NewItem(code, "Item " + code, "piece", Valuation: valuation, Tracking: tracking, ListPrice: UnitPrice.Of(20), Packs: [new NewPack("case", 12)]), cancel)).Value);

    /// <summary>Posts a use in a role; the answer must be yes.</summary>
    public async Task<JsonNode> DoAsync(string role, string path, object request, long? ifMatch = null)
    {
        using var answer = await SendAsync(role, path, request, ifMatch);
        return await ReadAsync(answer);
    }

    /// <summary>Posts a use that must be refused; answers the code.</summary>
    public async Task<string?> RefusedAsync(string role, string path, object request, long? ifMatch = null)
    {
        using var answer = await SendAsync(role, path, request, ifMatch);
        Assert.False(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        return await answer.CodeAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(string role, string path, object request, long? ifMatch = null, string? key = null) =>
        await (await AsAsync(role)).SendUseAsync(HttpMethod.Post, "/api/v1" + path, request, ifMatch, key);

    public async Task<JsonNode> SeeAsync(string role, string path)
    {
        using var answer = await (await AsAsync(role)).GetAsync("/api/v1" + path);
        return await ReadAsync(answer);
    }

    /// <summary>An arrangement of supplier V for an item at site A, 10.00 a piece, at most 100, unless said otherwise. Answers its number.</summary>
    public async Task<string> ArrangeAsync(string item = "X", decimal price = 10, string supplier = "V", string loss = "us", bool first = false, bool promisable = true, int ageDays = 0, decimal minimum = 0, string? until = null) =>
        Text((await DoAsync("procurement-manager", "/consignments", new
        {
            supplier, item, site = "A", price = Of(price), maximum = "100", minimum = Of(minimum), loss, first, promisable, ageDays, until,
        }))["number"]);

    /// <summary>Orders consigned goods and books them into bin A1; answers order and receipt.</summary>
    public async Task<(string Order, string Receipt)> ConsignAsync(decimal quantity, string item = "X", string supplier = "V", string? lot = null)
    {
        var order = Text((await DoAsync("buyer", "/purchase-orders", new
        {
            supplier, site = "A", release = true, consigned = true, duplicate = "a test orders it again", lines = new[] { new { item, quantity = Of(quantity), unit = "piece", requestedDay = InAWeek } },
        }))["number"]);
        return (order, await ReceiveAsync(order, quantity, lot));
    }

    private string InAWeek => DateOnly.FromDateTime(Company.Time.GetUtcNow().UtcDateTime).AddDays(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<string> ReceiveAsync(string order, decimal quantity, string? lot = null) => Text((await DoAsync("receiver", "/receipts", new
    {
        site = "A", lines = new[] { new { order, line = 1, quantity = Of(quantity), unit = "piece", place = "A1", lot } },
    }))["number"]);

    /// <summary>A customer order of one line; answers its number.</summary>
    public async Task<string> SellAsync(decimal quantity, string item = "X") => Text((await DoAsync("sales", "/sales-orders", new
    {
        site = "A", customer = "C", lines = new[] { new { item, quantity = Of(quantity) } },
    }))["number"]);

    /// <summary>Puts a table in force: below an amount by rule, from it on by the controller.</summary>
    public async Task TableAsync(string kind, decimal below)
    {
        await AsAsync("controller");
        var draft = Buying.Value(await Company.App.RunAsync(Company.App.Get<DraftTable>(), new DraftTableRequest(kind, [new("auto", Below: Amount.Of(below)), new("controller", From: Amount.Of(below))])));
        Assert.Empty(draft.Findings);
        Buying.Value(await Company.App.RunAsync(Company.App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version)));
    }

    /// <summary>The controller agrees to what is asked.</summary>
    public Task AgreeAsync(string approval) => DoAsync("controller", "/approvals/decide", new { requests = new[] { approval }, answer = "approve" });

    /// <summary>Ships all that is allocated of an order; answers the shipment.</summary>
    public async Task<string> ShipAsync(string order, string? happenedAt = null) => Text((await DoAsync("picker", "/shipments", new { order, happenedAt }))["number"]);

    /// <summary>The order on which the used stock of a supplier is billed.</summary>
    public async Task<JsonNode> UsedAsync(string supplier = "V") => (await SeeAsync("buyer", $"/consigned-usage?filter=supplier%3Aeq%3A{supplier}"))["items"]!;

    public Task<JsonNode> ArrangementAsync(string number) => SeeAsync("buyer", $"/consignments/{number}");

    /// <summary>What of the item is in one of the trade's words.</summary>
    public async Task<decimal> PartAsync(StockWord word, string item = "X") => (await Company.StockAsync(item))?.Parts[word].ToDecimal() ?? 0;

    public async Task<decimal> FreeAsync(string item = "X") => (await Company.StockAsync(item))?.Free.ToDecimal() ?? 0;

    public Task<decimal> AccountAsync(AccountRole role) => Company.AccountAsync(role);

    public Task VerifyAsync() => Company.VerifyAsync();

    public static string Text(JsonNode? node) => node!.ToString();

    public static decimal Number(JsonNode? node) => decimal.Parse(node!.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    public static string Of(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Company.DisposeAsync();

    private async Task<HttpClient> AsAsync(string role) => people.TryGetValue(role, out var known) ? known : people[role] = await Company.App.AsAsync(role);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }
}
