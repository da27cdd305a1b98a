namespace Crossdock.Storage.Tests;

/// <summary>Uses that share a commit do not share their fate.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task A_use_that_breaks_or_is_refused_takes_nothing_from_the_others_of_its_commit()
    {
        await using var ground = await Ground.OpenAsync(Engine.Sqlite);
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
        var more = Enumerable.Range(10, 10).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        await release();
        Assert.All(await Task.WhenAll(good.Concat(more)), a => Assert.True(a.Result.IsValue));
        Assert.Equal("test.no", (await refused).Result.Refusal!.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken);
        Assert.Equal(20, await ground.CountAsync<Note>());
        Assert.Equal(21, await ground.CountAsync<Posting>());
    }

    [Fact]
    public async Task When_the_shared_commit_fails_its_members_run_again_one_by_one()
    {
        await using var ground = await Ground.OpenAsync(Engine.Sqlite);
        var release = await HoldWriterAsync(ground);
        var good = Enumerable.Range(0, 8).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        var orphan = ground.PostAsync(work => work.Insert(TestModule.InsertChild, new Child { Id = 1, ParentId = 99 }));
        var more = Enumerable.Range(8, 8).Select(i => ground.PostAsync(work => Add(work, i))).ToList();
        await release();
        Assert.All(await Task.WhenAll(good.Concat(more)), a => Assert.True(a.Result.IsValue, a.Result.Refusal?.Message));
        Assert.False((await orphan).Result.IsValue);
        Assert.Equal(16, await ground.CountAsync<Note>());
        Assert.Equal(await ground.CountAsync<Posting>(), await ground.CountAsync<Seal>());
    }

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

    private static void Add(Work work, int number) => work.Db.Add(new Note { Id = Guid.CreateVersion7(), Text = "n", Number = number });
}
