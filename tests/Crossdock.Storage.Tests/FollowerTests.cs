using Crossdock.Storage.Following;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Storage.Tests;

public sealed class FollowerTests
{
    [Theory, EachDatabase]
    public async Task A_follower_sees_every_fact_once_in_the_order_of_seals_across_restarts(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await using var running = await RunningAsync(ground, new Notes());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ground.PostAsync(work => work.Announce(new Noted("a" + i)))));
        await running.Runner.SettledAsync(CancellationToken.None);
        await running.DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ground.PostAsync(work => work.Announce(new Noted("b" + i)))));
        await using var again = await RunningAsync(ground, new Notes());
        await again.Runner.SettledAsync(CancellationToken.None);

        var seen = await ground.Database.ReadAsync(db => db.Set<Note>().OrderBy(n => n.Number).Select(n => n.Text).ToListAsync());
        var sealedFacts = (await ground.Facts.AfterAsync(0, 1000, CancellationToken.None)).Facts.Select(f => f.Fact.Body);
        Assert.Equal(80, seen.Count);
        Assert.Equal(sealedFacts, seen);
    }

    [Theory, EachDatabase]
    public async Task Following_leaves_no_posting_of_its_own(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await using var running = await RunningAsync(ground, new Notes());
        await ground.PostAsync(work => work.Announce(new Noted("one")));
        await running.Runner.SettledAsync(CancellationToken.None);
        Assert.Equal(1, await ground.CountAsync<Note>());
        Assert.Equal(1, await ground.CountAsync<Posting>());
        Assert.Equal(1, await ground.CountAsync<Seal>());
    }

    [Theory, EachDatabase]
    public async Task A_follower_that_breaks_goes_on_from_its_cursor(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await using var running = await RunningAsync(ground, new Notes { Breaks = 2 });
        await ground.PostAsync(work => work.Announce(new Noted("one")));
        await running.Runner.SettledAsync(CancellationToken.None);
        Assert.Equal(1, await ground.CountAsync<Note>());
    }

    [Fact]
    public async Task A_holder_of_an_old_epoch_can_no_longer_move_the_cursor()
    {
        await using var ground = await Ground.OpenAsync(Engine.Postgres);
        var old = new FollowerLease(ground.Commits, new Notes(), "old");
        Assert.True(await old.TakeAsync(alone: false, CancellationToken.None));
        var waiting = new FollowerLease(ground.Commits, new Notes(), "new");
        Assert.False(await waiting.TakeAsync(alone: false, CancellationToken.None));
        Assert.True(await waiting.TakeAsync(alone: true, CancellationToken.None));
        Assert.False(await old.HandleAsync([], 5, CancellationToken.None));
        Assert.True(await waiting.HandleAsync([], 7, CancellationToken.None));
        Assert.Equal(7, await ground.Database.ReadAsync(db => db.Set<FollowerCursor>().Select(c => c.SealNo).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_live_page_hears_of_its_topics_in_its_scope_from_now_on(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        using var sealer = ground.Sealer();
        await sealer.StartAsync(CancellationToken.None);
        await ground.PostAsync(work => work.Announce(new Noted("earlier", new SiteId(1))));
        while (await ground.Facts.HeadAsync(CancellationToken.None) == 0) await Task.Delay(10, TestContext.Current.CancellationToken);
        using var feed = new LiveFeed(ground.Facts, ground.Signal, NullLogger<LiveFeed>.Instance);
        using var mine = feed.Subscribe(["item:7", "fact:test.noted"], site => site.Value == 1);
        await feed.StartAsync(CancellationToken.None);
        await feed.StartedAsync(CancellationToken.None);
        await ground.PostAsync(work => work.Announce(new Noted("other site", new SiteId(2), new ItemId(7))));
        await ground.PostAsync(work =>
        {
            work.Subject = "note 12";
            work.Announce(new Noted("mine", new SiteId(1), new ItemId(7)));
        });
        var first = await mine.Events.ReadAsync(TestContext.Current.CancellationToken);
        var second = await mine.Events.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new LiveEvent("item:7", "Noted: note 12"), first);
        Assert.Equal("fact:test.noted", second.Topic);
        Assert.False(mine.Events.TryRead(out _));
        await feed.StopAsync(CancellationToken.None);
        await sealer.StopAsync(CancellationToken.None);
    }

    private static async Task<Running> RunningAsync(Ground ground, Follower follower)
    {
        var sealer = ground.Sealer();
        var runner = new FollowerRunner([follower], ground.Database, ground.Commits, ground.Facts, ground.Signal, NullLogger<FollowerRunner>.Instance);
        await sealer.StartAsync(CancellationToken.None);
        await runner.StartAsync(CancellationToken.None);
        return new(sealer, runner);
    }

    private sealed record Running(Sealing.Sealer Sealer, FollowerRunner Runner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Runner.StopAsync(CancellationToken.None);
            await Sealer.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Copies each fact into a note, numbered in the order it came.</summary>
    private sealed class Notes : Follower
    {
        private int broken;

        public int Breaks { get; init; }

        public override string Name => "test.notes";

        public override int MostSeals => 7;

        public override async Task HandleAsync(Work work, IReadOnlyList<SealedFact> facts, CancellationToken cancel)
        {
            if (broken++ < Breaks) throw new InvalidOperationException("a bug");
            var number = await work.Db.Set<Note>().CountAsync(cancel);
            foreach (var fact in facts) work.Db.Add(new Note { Id = Guid.CreateVersion7(), Text = fact.Fact.Body, Number = ++number });
        }
    }
}
