using System.Diagnostics;

namespace Crossdock.Reliability.Tests.Killing;

/// <summary>The product, killed in the middle of its work again and again.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Clients = 8;

    // A database server notices at its next write that its client is gone.
    private static readonly TimeSpan MostStillRunning = TimeSpan.FromSeconds(30);

    [Theory, EachDatabase]
    public async Task What_was_acknowledged_survives_every_kill_and_nothing_is_half_there(Engine engine)
    {
        var kills = engine == Engine.Sqlite ? Counts.Of(4, 40) : Counts.Of(2, 20);
        var order = "";
        await using var ground = await Ground.FoundAsync(engine, async desk => order = await desk.NumberAsync("/purchase-orders", new
        {
            supplier = "V",
            site = "A",
            release = true,
            duplicate = "again",
            lines = new[] { "X", "F" }.Select(item => new { item, quantity = "1000000", price = "3.37", requestedDay = Desk.Today }),
        }));
        var all = new List<Sent>();
        var unknown = 0;
        var seed = Random.Shared.Next(1_000_000);
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        var node = await Node.StartAsync(ground.Data);
        for (var kill = 1; kill <= kills; kill++)
        {
            var load = new Load(ground, order, seed + kill);
            var work = load.RunAsync(node, Clients);
            while (load.Answers == 0 && !work.IsCompleted) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(10, 1200), TestContext.Current.CancellationToken);
            await node.KillAsync();
            await work;
            await node.DisposeAsync();

            var where = $"kill {kill} of seed {seed}: ";
            Assert.Equal(where, where + string.Join('\n', await ground.FindingsAsync()));
            node = await Node.StartAsync(ground.Data);
            unknown += load.Requests.Count(r => r.Status is null);
            await AskAgainAsync(ground, node, load.Requests, where);
            all.AddRange(load.Requests.Where(r => r.Accepted));
            await AddsUpAsync(ground, all, where);
        }

        await AskAgainAsync(ground, node, all, "at the end: ");
        await AddsUpAsync(ground, all, "at the end: ");
        Assert.Null(await ground.FollowedAsync(TimeSpan.FromSeconds(60)));
        var (code, said) = await Node.CommandAsync(ground.Data, "verify");
        Assert.True(code == 0, said);
        Assert.Equal(0, await node.StopAsync());
        await node.DisposeAsync();
        output.WriteLine($"{engine}: {kills} kills, {all.Count} acknowledged, {unknown} left without an answer by a kill");
    }

    /// <summary>Whoever asks again with the same key gets the answer they had; who had none gets one, and it is true from then on.</summary>
    private static async Task AskAgainAsync(Ground ground, Node node, IEnumerable<Sent> requests, string where)
    {
        using var warehouse = node.Client(ground.WarehouseKey);
        using var sales = node.Client(ground.SalesKey);
        foreach (var first in requests.Where(r => r.Accepted || r.Status is null))
        {
            var again = first with { Status = null };
            for (var since = Stopwatch.StartNew(); ; await Task.Delay(100))
            {
                Assert.True(await Load.SendAsync(first.BySales ? sales : warehouse, again), where + "the node does not answer");
                if (!again.Answer!.Contains("storage.still_running", StringComparison.Ordinal)) break;
                Assert.True(since.Elapsed < MostStillRunning, $"{where}{first.Path} still runs {since.Elapsed.TotalSeconds:0} s after the kill");
            }

            if (first.Status is null)
            {
                Assert.True(again.Status < 500, where + again.Answer);
                (first.Status, first.Answer, first.Posting) = (again.Status, again.Answer, again.Posting);
            }
            else
            {
                Assert.Equal((where, first.Status, first.Posting, first.Answer), (where, again.Status, again.Posting, again.Answer));
            }
        }
    }

    private static async Task AddsUpAsync(Ground ground, List<Sent> accepted, string where)
    {
        Assert.Equal((where, accepted.Count), (where, accepted.Select(a => a.Posting).Distinct().Count()));
        Assert.Equal((where, accepted.Count), (where, (int)await ground.NumberAsync("SELECT COUNT(*) FROM storage_request_keys k JOIN storage_postings p ON p.id = k.posting_id WHERE k.principal_id > 0")));
        foreach (var item in new[] { "X", "F" })
            Assert.Equal((where, item, accepted.Sum(a => a.Changes.Where(c => c.Item == item).Sum(c => c.Change))), (where, item, await ground.OnHandAsync(item)));
    }
}
