using System.Text.Json.Nodes;

namespace Crossdock.Reliability.Tests.Killing;

/// <summary>Sixty-four clients want the last ten pieces, on two processes where the engine lets two share a database and on the one that may own the file where it does not.</summary>
public sealed class TwoNodeTests(ITestOutputHelper output)
{
    private const int Clients = 64;
    private const int Pieces = 10;

    [Theory, EachDatabase]
    public async Task The_last_ten_pieces_go_to_exactly_ten(Engine engine)
    {
        var rounds = Counts.Of(3, 50);
        await using var ground = await Ground.FoundAsync(engine, async desk =>
        {
            for (var round = 1; round <= rounds; round++) await desk.PostAsync("/items", new { code = $"R{round}", name = $"Of round {round}", baseUnit = "pc", listPrice = "7" });
            var lines = Enumerable.Range(1, rounds).Select(round => new { item = $"R{round}", place = "A1", quantity = "10", value = "40" });
            await desk.PostAsync("/opening-balances", new { site = "A", lines });
        });
        await using var first = await Node.StartAsync(ground.Data);
        await using var second = engine == Engine.Postgres ? await Node.StartAsync(ground.Data) : null;
        Node[] nodes = second is null ? [first] : [first, second];
        var clients = Enumerable.Range(0, Clients).Select(i => (Sales: nodes[i % nodes.Length].Client(ground.SalesKey), Warehouse: nodes[i % nodes.Length].Client(ground.WarehouseKey))).ToArray();
        for (var round = 1; round <= rounds; round++) await RoundAsync(ground, clients, $"R{round}", round % 3);

        foreach (var (sales, warehouse) in clients)
        {
            sales.Dispose();
            warehouse.Dispose();
        }

        Assert.Null(await ground.FollowedAsync(TimeSpan.FromSeconds(60)));
        Assert.Empty(await ground.FindingsAsync());
        foreach (var node in nodes) Assert.Equal(0, await node.StopAsync());
        output.WriteLine($"{engine}: {rounds} rounds, {Clients} clients on {nodes.Length} processes, {Pieces} pieces sold in each");
    }

    private static async Task RoundAsync(Ground ground, (HttpClient Sales, HttpClient Warehouse)[] clients, string item, int kind)
    {
        // 0: no back-orders; 1: back-orders; 2: four of them report a piece lost instead of ordering. What is gone is gone: a loss is taken also from under a promise.
        var requests = clients.Select((_, i) => kind == 2 && i / 2 % 16 == 1
            ? new Sent(false, "/adjustments", new { site = "A", place = "A1", item, quantity = "1", reason = "LOST" }, Guid.NewGuid().ToString("N"))
            : new Sent(true, "/sales-orders", new { site = "A", customer = "C1", backordersAllowed = kind == 1, lines = new[] { new { item, quantity = "1" } } }, Guid.NewGuid().ToString("N"))).ToArray();
        await Task.WhenAll(requests.Select((request, i) => Task.Run(() => Load.SendAsync(request.BySales ? clients[i].Sales : clients[i].Warehouse, request))));

        Assert.DoesNotContain(requests, r => r.Status is null or >= 500);
        var lost = requests.Count(r => r is { BySales: false, Accepted: true });
        var allocated = requests.Where(r => r is { BySales: true, Accepted: true }).Select(r => JsonNode.Parse(r.Answer!)!).Where(a => a["allocated"]!.GetValue<int>() == 1).Select(a => a["number"]!.GetValue<string>()).ToList();
        Assert.Equal(kind == 2 ? 4 : 0, lost);
        Assert.InRange(allocated.Count, Pieces - lost, Pieces);
        Assert.All(requests.Where(r => !r.Accepted), r => Assert.True(JsonNode.Parse(r.Answer!)!["detail"]!.GetValue<string>().Length > 15 && r.Status == 422, r.Answer));
        var orders = requests.Count(r => r is { BySales: true, Accepted: true });
        Assert.Equal(kind == 1 ? Clients : allocated.Count, orders);
        Assert.Equal(orders - (Pieces - lost), await ground.BackorderedAsync(item));
        Assert.Equal((Pieces - lost, Pieces - lost), (await ground.OnHandAsync(item), await ground.AllocatedAsync(item)));

        var shipped = await Task.WhenAll(allocated.Select((order, i) => Task.Run(async () =>
        {
            var shipment = new Sent(false, "/shipments", new { order }, Guid.NewGuid().ToString("N"));
            await Load.SendAsync(clients[i].Warehouse, shipment);
            return shipment;
        })));
        Assert.Equal(Pieces - lost, shipped.Count(s => s.Accepted));
        Assert.All(shipped, s => Assert.True(s.Accepted || s.Status == 422, s.Answer));
        Assert.Equal((0m, 0m), (await ground.OnHandAsync(item), await ground.AllocatedAsync(item)));
    }
}
