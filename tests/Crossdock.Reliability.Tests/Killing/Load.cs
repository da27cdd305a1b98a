using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Crossdock.Reliability.Tests.Killing;

/// <summary>A request as it was sent, with what is known of its fate.</summary>
internal sealed record Sent(bool BySales, string Path, object Request, string Key, params (string Item, decimal Change)[] Changes)
{
    /// <summary>Status of the answer, or null when none came.</summary>
    public int? Status { get; set; }

    public string? Answer { get; set; }

    public string? Posting { get; set; }

    public bool Accepted => Status is >= 200 and < 300;
}

/// <summary>Several people who receive, order, ship, adjust and move without pause, until the node is gone.</summary>
internal sealed class Load(Ground ground, string purchaseOrder, int seed)
{
    private readonly ConcurrentQueue<Sent> sent = new();

    public IReadOnlyCollection<Sent> Requests => sent;

    public int Answers => sent.Count(s => s.Status is not null);

    public Task RunAsync(Node node, int clients) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => WorkAsync(node, new Random(seed * 100 + client)))));

    /// <summary>Sends a request and notes the answer. A connection that breaks leaves its fate unknown.</summary>
    public static async Task<bool> SendAsync(HttpClient client, Sent request)
    {
        try
        {
            using var answer = await client.PostUseAsync("/api/v1" + request.Path, request.Request, request.Key);
            var text = await answer.Content.ReadAsStringAsync();
            request.Answer = text;
            request.Posting = answer.Headers.TryGetValues("Crossdock-Posting", out var posting) ? posting.Single() : null;
            request.Status = (int)answer.StatusCode;
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task WorkAsync(Node node, Random random)
    {
        using var warehouse = node.Client(ground.WarehouseKey);
        using var sales = node.Client(ground.SalesKey);
        var orders = new Queue<(string Number, decimal Quantity)>();
        while (true)
        {
            var next = Next(random, orders);
            sent.Enqueue(next);
            if (!await SendAsync(next.BySales ? sales : warehouse, next)) return;
            if (next is { BySales: true, Accepted: true }) orders.Enqueue((JsonNode.Parse(next.Answer!)!["number"]!.GetValue<string>(), 1m));
        }
    }

    private Sent Next(Random random, Queue<(string Number, decimal Quantity)> orders)
    {
        var key = Guid.NewGuid().ToString("N");
        var count = random.Next(1, 5);
        return random.Next(100) switch
        {
            < 25 => new(false, "/receipts", new { site = "A", lines = new object[] { Line(1, count, "A1"), Line(2, 1, "A2") } }, key, ("X", count), ("F", 1)),
            < 45 => new(true, "/sales-orders", new { site = "A", customer = "C1", backordersAllowed = false, lines = new[] { new { item = "X", quantity = "1" } } }, key),
            < 65 when orders.TryDequeue(out var order) => new(false, "/shipments", new { order = order.Number }, key, ("X", -order.Quantity)),
            < 75 => new(false, "/adjustments", new { site = "A", place = "A2", item = "F", quantity = "1", reason = "FOUND" }, key, ("F", 1)),
            < 85 => new(false, "/adjustments", new { site = "A", place = "A2", item = "F", quantity = "2", reason = "LOST" }, key, ("F", -2)),
            _ => new(false, "/moves", new { site = "A", item = "X", quantity = "1", from = "A1", to = "A2" }, key),
        };
    }

    private object Line(int line, int quantity, string place) =>
        new { quantity = quantity.ToString(System.Globalization.CultureInfo.InvariantCulture), order = purchaseOrder, line, place };
}
