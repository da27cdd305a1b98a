using Crossdock.Storage.Following;
using Crossdock.Web;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Reliability.Tests.Killing;

/// <summary>A founded company in a database that nodes come to and go from.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private const string Warehouse = "warehouse-manager";
    private const string Sales = "sales";
    private readonly Dictionary<string, string> keys = [];

    private Ground(TestDatabase data)
    {
        Data = data;
        Database = new(data.Location, ModuleCatalog.All);
    }

    public TestDatabase Data { get; }

    public Database Database { get; }

    public string WarehouseKey => keys[Warehouse];

    public string SalesKey => keys[Sales];

    /// <summary>Founds the company of <see cref="Circle"/> and what else the test needs, and leaves the database without a node.</summary>
    public static async Task<Ground> FoundAsync(Engine engine, Func<Desk, Task> more)
    {
        var ground = new Ground(await TestDatabase.MigratedAsync(engine));
        var options = SignedInClient.As(() => SignedInClient.Actor()) with { KeepsDatabase = true };
        await using var app = await CrossdockApp.StartAsync(ground.Data, options);
        using var client = app.Anonymous();
        var desk = new Desk(client);
        await Circle.FoundAsync(desk);
        await more(desk);
        foreach (var role in new[] { Warehouse, Sales })
        {
            using var member = await app.AsAsync(role);
            ground.keys[role] = member.DefaultRequestHeaders.Authorization!.Parameter!;
        }

        return ground;
    }

    public async Task<long> NumberAsync(string sql) =>
        (await Database.ReadAsync(db => db.Database.SqlQueryRaw<long>($"SELECT CAST(({sql}) AS bigint) AS \"Value\"").ToListAsync()))[0];

    /// <summary>On hand of an item, over all places.</summary>
    public async Task<decimal> OnHandAsync(string item) => await OfItemAsync(item, "quantity") / 1_000_000m;

    public async Task<decimal> AllocatedAsync(string item) => await OfItemAsync(item, "allocated") / 1_000_000m;

    public async Task<decimal> BackorderedAsync(string item) =>
        await NumberAsync($"SELECT COALESCE(SUM(p.backordered), 0) FROM inventory_pools p JOIN masterdata_items i ON i.id = p.item_id WHERE i.code = '{item}'") / 1_000_000m;

    /// <summary>What the checks of <c>crossdock verify</c> find.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync() =>
        [.. (await Crossdock.Web.Commands.VerifyCommand.CheckAsync(Database, CancellationToken.None)).Checks.SelectMany(c => c.Findings.Select(f => $"{c.Number} {f.Row}: {f.Message}"))];

    /// <summary>Waits until every posting is sealed and the follower has seen all of it, then says what is wrong with either; null when nothing is.</summary>
    public async Task<string?> FollowedAsync(TimeSpan atMost)
    {
        using var most = new CancellationTokenSource(atMost);
        while (await NumberAsync("SELECT (SELECT COUNT(*) FROM storage_postings) - (SELECT COUNT(*) FROM storage_seals)") != 0)
            if (most.IsCancellationRequested) return "postings stayed without a seal"; else await Task.Delay(20, CancellationToken.None);
        if (await NumberAsync("SELECT MAX(seal_no) - COUNT(*) FROM storage_seals") != 0) return "the seals have a gap";

        var expected = CountedFacts.Nothing;
        foreach (var fact in (await new SealedFacts(Database).AfterAsync(0, int.MaxValue, CancellationToken.None)).Facts) expected = CountedFacts.Next(expected, fact);
        while (true)
        {
            var line = await Database.ReadAsync(db => DatabaseSettings.ReadAsync(db, CountedFacts.Setting, CancellationToken.None));
            if (line == expected) return null;
            if (most.IsCancellationRequested) return $"the follower stands at '{line}' where the facts come to '{expected}'";
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Data.DisposeAsync();
    }

    private Task<long> OfItemAsync(string item, string column) =>
        NumberAsync($"SELECT COALESCE(SUM(p.{column}), 0) FROM inventory_positions p JOIN masterdata_items i ON i.id = p.item_id WHERE i.code = '{item}'");
}
