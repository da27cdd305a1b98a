namespace Crossdock.Storage.Tests;

/// <summary>Uses that share a commit do not share their fate.</summary>
public sealed class GroupCommitTests
{
    [Theory, EachDatabase]
    public async Task A_use_that_breaks_conflicts_or_is_refused_takes_nothing_from_the_others_of_its_commit(Engine engine)
    {
        await using var ground = await OneWriterAsync(engine);
        var release = await HoldWriterAsync(ground);
        var good = Enumerable.Range(0, 10).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        var refused = ground.PostAsync(work =>
        {
            Add(work, 100);
            return Task.FromResult<Result<string>>(new Refusal(RefusalKind.Refused, "test.no", "No."));
        });
        var broken = ground.PostAsync((Action<Work>)(work =>
        {
            Add(work, 101);
            throw new InvalidOperationException("a bug");
        }));
        var conflicting = ground.PostAsync(ConflictingOnce());
        var more = Enumerable.Range(10, 10).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        var conflictingLast = ground.PostAsync(ConflictingOnce());
        await release();
        Assert.All(await Task.WhenAll(good.Concat(more)), a => Assert.True(a.Result.IsValue));
        Assert.Equal("test.no", (await refused).Result.Refusal!.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken);
        Assert.True((await conflicting).Result.IsValue);
        Assert.True((await conflictingLast).Result.IsValue);
        Assert.Equal(22, await ground.CountAsync<Note>());
        Assert.Equal(23, await ground.CountAsync<Posting>());
    }

    [Theory, EachDatabase]
    public async Task When_the_shared_commit_fails_its_members_run_again_one_by_one(Engine engine)
    {
        await using var ground = await OneWriterAsync(engine);
        using var sealer = ground.Sealer();
        await sealer.StartAsync(CancellationToken.None);
        var release = await HoldWriterAsync(ground);
        var good = Enumerable.Range(0, 8).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        var orphan = ground.PostAsync(work => work.Insert(TestModule.InsertChild, new Child { Id = 1, ParentId = 99 }));
        var more = Enumerable.Range(8, 8).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        await release();
        Assert.All(await Task.WhenAll(good.Concat(more)), a => Assert.True(a.Result.IsValue, a.Result.Refusal?.Message));
        if (engine == Engine.Sqlite) Assert.False((await orphan).Result.IsValue);
        else Assert.Equal(Npgsql.PostgresErrorCodes.ForeignKeyViolation, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => orphan)).SqlState);
        Assert.Equal(16, await ground.CountAsync<Note>());
        while (!await ground.Facts.AllSealedAsync(CancellationToken.None)) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(await ground.CountAsync<Posting>(), await ground.CountAsync<Seal>());
    }

    /// <summary>PostgreSQL with the smallest pool runs one use at a time, so that all others wait and share.</summary>
    private static Task<Ground> OneWriterAsync(Engine engine) => Ground.OpenAsync(engine, engine == Engine.Postgres ? Database.FewestConnections : null);

    private static async Task<Func<Task>> HoldWriterAsync(Ground ground)
    {
        var go = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var holding = ground.PostAsync(async _ =>
        {
            started.TrySetResult();
            await go.Task;
            return "held";
        });
        await started.Task;
        return () =>
        {
            go.SetResult();
            return holding;
        };
    }

    /// <summary>At first changes a balance that is not there, which shows only when its rows are written: with the commit, if it is the last of its transaction.</summary>
    private static Action<Work> ConflictingOnce()
    {
        var runs = 0;
        return work =>
        {
            Add(work, 102);
            if (++runs == 1) work.Change(TestModule.AddToBalance, new BalanceDelta { Account = -1, Quantity = Quantity.Units(1) });
        };
    }

    private static void Add(Work work, int number) => work.Db.Add(new Note { Id = Guid.CreateVersion7(), Text = "n", Number = number });
}
