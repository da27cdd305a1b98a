using Crossdock.Company;
using Crossdock.Reliability.Tests.Killing;
using Crossdock.Sample;
using Crossdock.Web;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Reliability.Tests.Commands;

/// <summary>The command that loads the sample company and lets it live, as a process of its own.</summary>
public sealed class SampleCommandTests
{
    // What lives on posts into the periods of today.
    private static readonly SampleChoice Small = new(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), 3, new(Assortment: 20, Weeks: 3, OnlyStocked: true));

    [Theory, EachDatabase]
    public async Task It_finishes_what_was_begun_seals_all_of_it_lives_on_without_a_refusal_and_stops_cleanly(Engine engine)
    {
        await using var data = await TestDatabase.MigratedAsync(engine);
        await BeginAsync(data);
        await using var database = new Database(data.Location, ModuleCatalog.All);

        var (code, said) = await Node.CommandAsync(data, "sample");
        Assert.True(code == 0, said);
        Assert.Contains("The sample company is there", said, StringComparison.Ordinal);
        Assert.Equal(await CountAsync<Posting>(database), await CountAsync<Seal>(database));

        // Living on goes through the same desks as loading, so that one engine is enough.
        if (engine == Engine.Sqlite)
        {
            var before = await CountAsync<Posting>(database);
            (code, said) = await Node.InterruptedAsync(data, async () => await CountAsync<Posting>(database) >= before + 25, "sample", "--live", "--speed", "3600");
            Assert.True(code == 0, said);
            Assert.Contains("Stopped.", said, StringComparison.Ordinal);
            Assert.False(said.Contains("Refused in", StringComparison.Ordinal), said);
            Assert.True(await CountAsync<Posting>(database) >= before + 25, said);
            Assert.Equal(await CountAsync<Posting>(database), await CountAsync<Seal>(database));
        }

        (code, said) = await Node.CommandAsync(data, "verify");
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task A_speed_that_is_none_is_refused()
    {
        await using var data = await TestDatabase.EmptyAsync(Engine.Sqlite);
        var (code, said) = await Node.CommandAsync(data, "sample", "--live", "--speed", "0");
        Assert.Equal(78, code);
        Assert.Contains("The speed must be more than zero.", said, StringComparison.Ordinal);
    }

    /// <summary>Begins a small company, which the command then finishes as it was begun.</summary>
    private static async Task BeginAsync(TestDatabase data)
    {
        await using var app = await CrossdockApp.StartAsync(data, new() { KeepsDatabase = true });
        using var stop = new CancellationTokenSource();
        var load = app.Get<SampleLoader>().RunAsync(Path.Combine(AppContext.BaseDirectory, "samples"), Small, stop.Token);
        while (app.Get<LoadBoard>().Look().Postings < 150 && !load.IsCompleted) await Task.Delay(2, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
    }

    private static Task<int> CountAsync<T>(Database database)
        where T : class => database.ReadAsync(db => db.Set<T>().CountAsync());
}
