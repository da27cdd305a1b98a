using Crossdock.Warehouse.Shipping;

namespace Crossdock.Sales.Tests;

/// <summary>Several people want the same goods at the same instant.</summary>
public sealed class ConcurrencyScenarios
{
    [Theory, EachDatabase]
    public async Task S01_ten_pieces_go_to_ten_of_twenty_claimants(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        for (var round = 1; round <= 5; round++)
        {
            var item = $"X{round}";
            await shop.ItemAsync(item);
            await shop.ReceiveAsync(item, 10, 40);
            using var stop = new CancellationTokenSource();
            var polling = Task.Run(() => PollAsync(shop, item, stop.Token));
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => shop.TryOrderAsync(item, 1, backorders: false))));
            await stop.CancelAsync();

            Assert.Equal(10, answers.Count(a => a.IsValue));
            Assert.All(answers.Where(a => !a.IsValue), a => Assert.Equal("inventory.insufficient_stock", a.Refusal!.Code));
            Assert.True(await polling, "reserved was more than on hand at some moment");
            Assert.Equal(10, await shop.ReservedAsync(item));
            Assert.Equal(10, await shop.OnHandAsync(item));
            Assert.Equal(0, await shop.BackorderedAsync(item));
        }

        Assert.Equal(5 * 40m, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(5, await shop.CountAsync("inventory_movements"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S02_one_serial_goes_to_one_of_two_buyers_who_ships_at_once(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", Tracking.Serial);
        for (var round = 1; round <= 20; round++)
        {
            var serial = $"SN-{round}";
            await shop.ReceiveAsync("X", 1, 10, lot: serial);
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => shop.TryOrderAsync("X", 1, backorders: false, lot: serial))));
            var winner = Assert.Single(answers, a => a.IsValue);
            Assert.Equal("inventory.serial_reserved", answers.Single(a => !a.IsValue).Refusal!.Code);
            Assert.Equal(1, await shop.ReservedAsync("X", serial));

            var shipped = await shop.ShipAsync(winner.Value.Number);
            Assert.True(shipped.IsValue, shipped.Refusal?.Message);
            Assert.Equal(0, await shop.OnHandAsync("X", serial));
            Assert.Equal(0, await shop.ReservedAsync("X", serial));
        }

        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S03_three_kinds_of_demand_share_one_stock(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        for (var round = 1; round <= 10; round++)
        {
            var item = $"X{round}";
            await shop.ItemAsync(item);
            await shop.ReceiveAsync(item, 5, 5);
            var claims = new[]
            {
                Task.Run(async () => (await shop.TryOrderAsync(item, 5, backorders: false)).Refusal),
                Task.Run(() => ClaimAsync(shop, item, DemandKind.TransferLine)),
                Task.Run(() => ClaimAsync(shop, item, DemandKind.KitLine)),
            };
            var refusals = await Task.WhenAll(claims);
            Assert.Single(refusals, r => r is null);
            Assert.All(refusals.OfType<Refusal>(), r => Assert.Equal("inventory.insufficient_stock", r.Code));
            Assert.Equal(5, await shop.ReservedAsync(item));
        }

        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S04_parallel_receipts_and_issues_keep_the_running_balance(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 1000, 10_000);
        var orders = new List<string>();
        for (var i = 0; i < 10; i++) orders.Add(await shop.OrderAsync("X", 100));
        var work = Enumerable.Range(0, 400).OrderBy(i => i * 7919 % 401).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(client => Task.Run(async () =>
        {
            foreach (var i in work.Where(i => i % 16 == client))
            {
                if (i % 2 == 0)
                {
                    await shop.ReceiveAsync("X", 5, 50);
                }
                else
                {
                    var shipped = await shop.ShipAsync(orders[i / 2 % 10], new ShipLineRequest(1, Quantity.Units(5)));
                    Assert.True(shipped.IsValue, shipped.Refusal?.Message);
                }
            }
        })));

        Assert.Equal(1000, await shop.OnHandAsync("X"));
        Assert.Equal(10_000, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(-20_000, await shop.BalanceAsync(AccountRole.GoodsReceivedNotInvoiced));
        Assert.Equal(10_000, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(401, await shop.CountAsync("inventory_movements"));
        Assert.Equal(200, await shop.CountAsync("sales_invoices"));
        Assert.Equal(200, await shop.SumAsync("SELECT MAX(next) FROM storage_counters WHERE name = 'gapless:invoice:E1'", 1));
        Assert.Empty(await WalkAsync(shop));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S05_two_orders_want_the_same_five_and_one_ships(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        for (var round = 1; round <= 5; round++)
        {
            var item = $"X{round}";
            await shop.ItemAsync(item);
            await shop.ReceiveAsync(item, 5, 15);
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () => await shop.ShipAsync(await shop.OrderAsync(item, 5)))));
            var shipped = Assert.Single(answers, a => a.IsValue);
            Assert.Equal(Amount.Of(15), shipped.Value.Cost);
            Assert.Equal("warehouse.nothing_allocated", answers.Single(a => !a.IsValue).Refusal!.Code);
            Assert.Equal(0, await shop.OnHandAsync(item));
            Assert.Equal(5, await shop.BackorderedAsync(item));
        }

        Assert.Equal(75, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S06_two_hundred_orders_share_a_thousand_pieces_exactly(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 1000, 1000);
        var sizes = Enumerable.Range(0, 200).OrderBy(i => i * 7919 % 211).Select(i => i < 100 ? 10m : 5m).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(client => Task.Run(async () =>
        {
            var refused = 0;
            for (var i = client; i < sizes.Length; i += 32)
                if (!(await shop.TryOrderAsync("X", sizes[i])).IsValue) refused++;
            return refused;
        })));

        Assert.Equal(0, answers.Sum());
        Assert.Equal(1000, await shop.ReservedAsync("X"));
        Assert.Equal(1000, await shop.AllocationLinesAsync("X"));
        Assert.Equal(500, await shop.BackorderedAsync("X"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task Two_payments_for_one_invoice_settle_it_once(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 50, 100);
        var invoice = (await shop.ShipAsync(await shop.OrderAsync("X", 50))).Value.Invoice;
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => shop.PayAsync(500, new Payments.PaymentAllocationRequest(invoice, Amount.Of(500))))));
        Assert.Single(answers, a => a.IsValue);
        Assert.Equal("books.open_amount", answers.Single(a => !a.IsValue).Refusal!.Code);
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Receivables));
        Assert.Equal(500, await shop.BalanceAsync(AccountRole.Bank));
        Assert.Empty(await shop.ProblemsAsync());
    }

    private static async Task<bool> PollAsync(Shop shop, string item, CancellationToken stop)
    {
        var id = (await shop.FindItemAsync(item)).Id.Value;
        while (!stop.IsCancellationRequested)
            if (await shop.SumAsync($"SELECT COUNT(*) FROM inventory_positions WHERE item_id = {id} AND (allocated > quantity OR allocated < 0)", 1) != 0) return false;
        return true;
    }

    private static async Task<Refusal?> ClaimAsync(Shop shop, string itemCode, DemandKind kind)
    {
        var item = await shop.FindItemAsync(itemCode);
        var site = await shop.SiteAsync();
        var answer = await shop.TryAsync(async (work, cancel) =>
        {
            var demand = new NewDemand(Guid.CreateVersion7(), kind, item, site, Quantity.Units(5), site.DayOf(work.Now), 5, "TEST", BackordersAllowed: false);
            return (await shop.App.Get<Promises>().AddAsync(work, [demand], cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;
        });
        return answer.Refusal;
    }

    /// <summary>Walks the one position and the one pool in ledger order; answers the lines whose balance does not follow from the line before.</summary>
    private static async Task<IReadOnlyList<string>> WalkAsync(Shop shop)
    {
        var wrong = new List<string>();
        var positions = await shop.RowsAsync("""
            SELECT COALESCE(from_no, to_no) AS no, CASE WHEN from_no IS NULL THEN quantity ELSE -quantity END AS change, COALESCE(from_balance, to_balance) AS balance
            FROM inventory_movements ORDER BY COALESCE(from_no, to_no)
            """);
        var pools = await shop.RowsAsync("""
            SELECT COALESCE(from_pool_no, to_pool_no) AS no, CASE WHEN from_pool_no IS NULL THEN to_value ELSE -from_value END AS change, COALESCE(from_pool_value, to_pool_value) AS balance
            FROM inventory_movements ORDER BY COALESCE(from_pool_no, to_pool_no)
            """);
        foreach (var rows in new[] { positions, pools })
        {
            long balance = 0, number = 0;
            foreach (var row in rows)
            {
                balance += row.Change;
                number++;
                if (row.No != number || row.Balance != balance) wrong.Add($"entry {row.No} (place {number}): balance {row.Balance}, sum {balance}");
            }
        }

        return wrong;
    }
}
