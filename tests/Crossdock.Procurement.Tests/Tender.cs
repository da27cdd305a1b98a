using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Sourcing;

namespace Crossdock.Procurement.Tests;

/// <summary>A company that asks V and D for quotations: bids are due tomorrow at noon, UTC.</summary>
internal sealed class Tender(Trade trade) : IAsyncDisposable
{
    /// <summary>Up to 1,000 by rule when the best wins and more than one was asked, else by the procurement manager.</summary>
    public static readonly ApprovalRowRequest[] UsualRows =
    [
        new("auto", Below: Amount.Of(1000), Exception: "none"),
        new("procurement-manager", Below: Amount.Of(1000), Exception: "!none"),
        new("procurement-manager", From: Amount.Of(1000)),
    ];

    public static DateTimeOffset Due { get; } = new(2026, 1, 16, 12, 0, 0, TimeSpan.Zero);

    public Trade Trade => trade;

    public static async Task<Tender> OpenAsync(Engine engine, decimal dollar = 0.90m)
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync(AwardCases.Kind, UsualRows);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<RateTable>().SetAsync(work, [new(Currency.Of("USD"), Currency.Of("EUR"), new DateOnly(2026, 1, 1), UnitPrice.Of(dollar))], cancel)).Value);
        return new Tender(trade);
    }

    /// <summary>Asks V and D for 60 pieces of W, unless told otherwise; answers the number.</summary>
    public async Task<string> AskAsync(object? more = null)
    {
        var request = new JsonObject
        {
            ["site"] = "A",
            ["dueAt"] = Due,
            ["suppliers"] = new JsonArray("V", "D"),
            ["lines"] = new JsonArray(new JsonObject { ["item"] = "W", ["quantity"] = "60", ["needDay"] = "2026-02-10" }),
        };
        if (more is not null)
            foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more, Json.Web)!.AsObject()) request[name] = value?.DeepClone();
        return (await trade.PostAsync<QuotationStandResponse>("buyer", "/quotation-requests", request)).Number;
    }

    public static object Bid(string supplier, string price, int days = 7, string? quantity = null, string? unit = null, string? priceUnit = null, string? currency = null, string? minimum = null, int line = 1, string? note = null) =>
        new { supplier, currency, note, lines = new[] { new { line, price, priceUnit, leadTimeDays = days, quantity, unit, minimum } } };

    public Task<KeyBidResponse> BidAsync(string request, object bid, int buyer = 1) => trade.PostAsync<KeyBidResponse>("buyer", $"/quotation-requests/{request}/bids", bid, buyer);

    /// <summary>Lets the time pass until bids are due, or further.</summary>
    public void Open(int secondsAfter = 0) => trade.Time.Advance(Due - trade.Time.GetUtcNow() + TimeSpan.FromSeconds(secondsAfter));

    public async Task<FindQuotationResponse> FindAsync(string request) => Trade.Value(await trade.App.AskAsync(trade.App.Get<FindQuotation>(), new(request)));

    public static object Give(string supplier, string quantity, int line = 1, string? unit = null) => new { line, supplier, quantity, unit };

    public async Task<HttpResponseMessage> AwardAsync(string request, object[] lines, string? reason = null, int buyer = 1, long? version = null) =>
        await (await trade.AsAsync("buyer", buyer)).SendUseAsync(HttpMethod.Post, $"/api/v1/quotation-requests/{request}/award", new { lines, reason }, version ?? (await FindAsync(request)).Version);

    public async Task<QuotationStandResponse> AwardedAsync(string request, string? reason, params object[] lines)
    {
        using var answer = await AwardAsync(request, lines, reason);
        return await Trade.ReadAsync<QuotationStandResponse>(answer);
    }

    /// <summary>Tries an award that is to be refused; answers the code and the sentence.</summary>
    public async Task<(string? Code, string Sentence)> RefusedAwardAsync(string request, params object[] lines)
    {
        using var answer = await AwardAsync(request, lines);
        Assert.False(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (problem["code"]?.GetValue<string>(), problem["detail"]?.GetValue<string>() ?? "");
    }

    public Task<ConvertAwardResponse> ConvertAsync(string request) => trade.PostAsync<ConvertAwardResponse>("buyer", $"/quotation-requests/{request}/convert", new { });

    /// <summary>A client of one person with several roles.</summary>
    public Task<HttpClient> PersonAsync(params string[] roles) => trade.PersonAsync(string.Join('-', roles), roles);

    public ValueTask DisposeAsync() => trade.DisposeAsync();
}
