using Crossdock.Procurement.Ordering;
using Crossdock.Warehouse.Receiving;

namespace Crossdock.Bench;

/// <summary>Receipts of ten order lines: stock, value, journal, audit, facts. The floor writes the same rows by prepared SQL.</summary>
internal static class Receipt
{
    private const int Callers = 16;
    private const int Lines = 10;

    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        foreach (var engine in pace.Engines)
        {
            await using var world = await World.StartAsync(engine, items: Callers * Lines, listen: true);
            var orders = await OrdersAsync(world);
            var use = world.App.Get<ReceiveGoods>();
            var receiver = Actor.System("bench");
            var clients = new List<LeanClient>();
            for (var i = 0; i < Callers; i++) clients.Add(await LeanClient.AsAsync(world.App, "receiver"));

            Task BookAsync(int caller) => AcceptedAsync(world.App.RunAsync(use, Request(orders[caller]), receiver, Guid.NewGuid().ToString("N")));
            await BookAsync(0);
            await using var raw = await RawRows.OfAsync(world.App.Database, () => BookAsync(0));
            await Console.Error.WriteLineAsync($"  {engine}: one receipt writes {raw.Described}");

            // Product and floor take turns, so that both meet the same machine.
            var (inside, http, floor) = (new List<double>(), new List<double>(), new List<double>());
            await World.RunAsync(pace.WarmUp, Callers, BookAsync);
            await World.RunAsync(pace.WarmUp, raw.Writers, raw.WriteAsync);
            for (var run = 0; run < pace.Runs; run++)
            {
                inside.Add(await World.RunAsync(pace.Run, Callers, BookAsync));
                floor.Add(raw.Together * await World.RunAsync(pace.Run, raw.Writers, raw.WriteAsync));
                http.Add(await World.RunAsync(pace.Run, Callers, caller => clients[caller].PostAsync("/api/v1/receipts", Request(orders[caller]))));
            }

            yield return new($"receipt of 10 lines, 16 callers, in process, {engine}", "documents/s", World.Median(inside), World.Median(floor), 0.5);
            yield return new($"receipt of 10 lines, 16 clients, over HTTP, {engine}", "documents/s", World.Median(http), World.Median(floor), 0.3);
            foreach (var client in clients) client.Dispose();
        }
    }

    private static ReceiveGoodsRequest Request(string order) => new(
        "A", [.. Enumerable.Range(1, Lines).Select(line => new ReceiptLineRequest(Quantity.Units(1), Order: order, Line: line, Place: $"B{line}"))]);

    private static async Task AcceptedAsync<T>(Task<Result<T>> running)
        where T : notnull
    {
        var answer = await running;
        if (answer.Refused(out var no, out _)) throw new InvalidOperationException(no.Message);
    }

    /// <summary>One released order per caller, each over items of its own.</summary>
    private static async Task<string[]> OrdersAsync(World world)
    {
        using var buyer = await world.App.AsAsync("buyer");
        using var steward = await world.App.AsAsync("steward");
        (await steward.PostUseAsync("/api/v1/suppliers", new { code = "S1", name = "Supplier", currency = "EUR" })).EnsureSuccessStatusCode();
        var numbers = new string[Callers];
        for (var caller = 0; caller < Callers; caller++)
        {
            using var answer = await buyer.PostUseAsync("/api/v1/purchase-orders", new
            {
                supplier = "S1",
                site = "A",
                release = true,
                duplicate = "again",
                lines = Enumerable.Range(0, Lines).Select(i => new { item = $"I{(caller * Lines) + i}", quantity = "10000000", price = "2.35", requestedDay = "2030-01-01" }),
            });
            numbers[caller] = (await answer.ReadAsync<CreatePurchaseOrderResponse>()).Number;
        }

        return numbers;
    }
}
