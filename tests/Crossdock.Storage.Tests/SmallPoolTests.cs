namespace Crossdock.Storage.Tests;

/// <summary>More callers than PostgreSQL connections.</summary>
public sealed class SmallPoolTests
{
    private const int Callers = 64;

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public async Task Many_callers_on_few_connections_all_get_their_numbers(int connections)
    {
        await using var ground = await Ground.OpenAsync(Engine.Postgres, connections);
        using var stop = new CancellationTokenSource();
        using var sealer = ground.Sealer();
        await sealer.StartAsync(stop.Token);
        using var listener = new Sealing.SealListener(ground.Database, ground.Signal, Microsoft.Extensions.Logging.Abstractions.NullLogger<Sealing.SealListener>.Instance);
        await listener.StartAsync(stop.Token);

        // What a use may do while it holds its connection: draw numbers of every kind and read masters outside its transaction.
        var posted = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => ground.PostAsync(async work =>
        {
            var (id, number, key) = (work.NewId(), work.Number("T"), work.NewKey("test"));
            await ground.CountAsync<Note>();
            return $"{id} {number} {key} {await work.GaplessNumberAsync("invoice", CancellationToken.None)}";
        }))));
        var answers = (await posted.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Select(a => a.Result.Value.Split(' ')).ToList();
        for (var column = 0; column < 3; column++) Assert.Equal(Callers, answers.Select(a => a[column]).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, Callers), answers.Select(a => int.Parse(a[3], System.Globalization.CultureInfo.InvariantCulture)).Order());
        await stop.CancelAsync();
        await sealer.StopAsync(CancellationToken.None);
        await listener.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_pool_too_small_for_a_node_is_refused_at_the_start()
    {
        await using var data = await TestDatabase.EmptyAsync(Engine.Postgres);
        var location = new Npgsql.NpgsqlConnectionStringBuilder(data.Location) { MaxPoolSize = 4 }.ConnectionString;
        await using var database = new Database(location, []);
        Assert.Contains("Maximum Pool Size=4 is too small", await SafeSettings.ComplaintAsync(database, CancellationToken.None), StringComparison.Ordinal);
    }
}
