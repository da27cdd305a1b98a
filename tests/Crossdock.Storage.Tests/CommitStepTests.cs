using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Tests;

public sealed class CommitStepTests
{
    [Theory, EachDatabase]
    public async Task The_same_key_with_the_same_content_gives_the_stored_answer_and_posts_once(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var first = await ground.PostAsync(work => Add(work, "a"), key: "k");
        var again = await ground.PostAsync(work => Add(work, "b"), key: "k");
        Assert.False(first.Replayed);
        Assert.True(again.Replayed);
        Assert.Equal(first.Result.Value, again.Result.Value);
        Assert.Equal(first.PostingId, again.PostingId);
        Assert.Equal(1, await ground.CountAsync<Note>());
    }

    [Theory, EachDatabase]
    public async Task A_stored_answer_is_given_again_as_it_was_also_where_something_in_it_was_absent(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var caller = new Caller(Actor.System("test")) { Use = "Test", Key = "k", ContentHash = [1] };
        var first = await ground.Step.RunAsync(new Promise(), "a", caller, CancellationToken.None);
        var again = await ground.Step.RunAsync(new Promise(), "a", caller, CancellationToken.None);
        Assert.True(again.Replayed);
        Assert.Equal(new Promised("a", null), first.Result.Value);
        Assert.Equal(first.Result.Value, again.Result.Value);
    }

    private sealed record Promised(string Order, DateOnly? Day);

    private sealed class Promise : IUse<string, Promised>
    {
        public Task<Result<Promised>> ExecuteAsync(Work work, string request, CancellationToken cancel) => Task.FromResult<Result<Promised>>(new Promised(request, null));
    }

    [Theory, EachDatabase]
    public async Task The_same_key_with_other_content_is_refused(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await ground.PostAsync(work => Add(work, "a"), key: "k", content: 1);
        var other = await ground.PostAsync(work => Add(work, "b"), key: "k", content: 2);
        Assert.Equal("storage.key_reused", other.Result.Refusal!.Code);
        Assert.Equal(1, await ground.CountAsync<Note>());
    }

    [Theory, EachDatabase]
    public async Task A_key_whose_first_request_is_still_running_is_refused(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var go = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var first = ground.PostAsync(
            async work =>
            {
                started.TrySetResult();
                await go.Task;
                return Add(work, "a");
            },
            key: "k");
        await started.Task;
        var second = await ground.PostAsync(work => Add(work, "b"), key: "k");
        go.SetResult();
        Assert.Equal("storage.still_running", second.Result.Refusal!.Code);
        Assert.True((await first).Result.IsValue);
    }

    [Fact]
    public async Task Another_node_that_gets_the_key_of_a_running_request_is_told_so()
    {
        await using var ground = await Ground.OpenAsync(Engine.Postgres);
        await using var otherNode = ground.Database.OpenEngine(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var go = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var first = ground.PostAsync(
            async work =>
            {
                started.TrySetResult();
                await go.Task;
                return "first";
            },
            key: "k");
        await started.Task;
        var caller = new Caller(Actor.System("test")) { Use = "Test", Key = "k", ContentHash = [0] };
        var second = await new CommitStep(otherNode).RunAsync(new Do(_ => Task.FromResult<Result<string>>("second")), "", caller, CancellationToken.None);
        go.SetResult();
        Assert.Equal("storage.still_running", second.Result.Refusal!.Code);
        Assert.Equal("first", (await first).Result.Value);
    }

    [Theory, EachDatabase]
    public async Task A_refusal_stores_nothing_and_is_evaluated_again_under_the_same_key(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var no = await ground.PostAsync(
            work =>
            {
                Add(work, "lost");
                work.Announce(new Noted("lost"));
                return Task.FromResult<Result<string>>(new Refusal(RefusalKind.Refused, "test.no", "No."));
            },
            key: "k");
        Assert.Equal("test.no", no.Result.Refusal!.Code);
        Assert.Equal(0, await ground.CountAsync<Note>());
        Assert.Equal(0, await ground.CountAsync<Posting>());
        Assert.Equal(0, await ground.CountAsync<FactRow>());
        var yes = await ground.PostAsync(work => Add(work, "kept"), key: "k");
        Assert.True(yes.Result.IsValue);
        Assert.Equal(1, await ground.CountAsync<Note>());
    }

    [Theory, EachDatabase]
    public async Task Twenty_writers_who_each_read_before_they_write_lose_no_update(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await ground.OpenAccountAsync(1, 0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ground.PostAsync(async work =>
        {
            var read = (await work.SelectAsync(TestModule.FindBalance, [new Balance { Account = 1 }], CancellationToken.None)).Single();
            work.Change(TestModule.SetBalance, new Balance { Account = 1, Quantity = read.Quantity + Quantity.Units(1), Version = read.Version });
            return "yes";
        })));
        Assert.All(answers, a => Assert.True(a.Result.IsValue, a.Result.Refusal?.Message));
        Assert.Equal(Quantity.Units(20), await ground.BalanceAsync(1));
    }

    [Theory, EachDatabase]
    public async Task A_condition_in_the_statement_lets_nobody_take_more_than_there_is(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await ground.OpenAccountAsync(1, 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ground.PostAsync(async work =>
        {
            var read = (await work.SelectAsync(TestModule.FindBalance, [new Balance { Account = 1 }], CancellationToken.None)).Single();
            if (read.Quantity < Quantity.Units(1)) return new Refusal(RefusalKind.Refused, "test.empty", "Nothing left.");
            work.Change(TestModule.AddToBalance, new BalanceDelta { Account = 1, Quantity = Quantity.Units(-1) });
            return "yes";
        })));
        Assert.Equal(10, answers.Count(a => a.Result.IsValue));
        Assert.Equal(6, answers.Count(a => a.Result.Refusal?.Code == "test.empty"));
        Assert.Equal(Quantity.Zero, await ground.BalanceAsync(1));
    }

    [Theory, EachDatabase]
    public async Task Numbers_never_repeat_between_callers_and_restarts(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var numbers = (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ground.PostAsync(work => Task.FromResult<Result<string>>(work.Number("N")))))).Select(a => a.Result.Value).ToList();
        await ground.ReopenAsync();
        numbers.AddRange((await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ground.PostAsync(work => Task.FromResult<Result<string>>(work.Number("N")))))).Select(a => a.Result.Value));
        Assert.Equal(200, numbers.Distinct().Count());
        Assert.All(numbers, n => Assert.Matches("^N-[0-9]{6}$", n));
    }

    [Theory, EachDatabase]
    public async Task A_gapless_series_has_no_gap_although_uses_are_refused(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ground.PostAsync(async work =>
        {
            var number = await work.GaplessNumberAsync("invoice", CancellationToken.None);
            return i % 3 == 0 ? new Refusal(RefusalKind.Refused, "test.no", "No.") : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        })));
        var given = answers.Where(a => a.Result.IsValue).Select(a => long.Parse(a.Result.Value, System.Globalization.CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, 13).Select(i => (long)i), given);
    }

    [Theory, EachDatabase]
    public async Task The_audit_trail_keeps_before_and_after_and_no_secret(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        var id = Guid.CreateVersion7();
        await ground.PostAsync(work =>
        {
            work.Subject = "note 1";
            work.Db.Add(new Note { Id = id, Text = "before", Secret = "s3cret" });
        });
        var changed = await ground.PostAsync(async work =>
        {
            work.Subject = "note 1";
            var note = await work.Db.Set<Note>().SingleAsync(n => n.Id == id);
            (note.Text, note.Secret, note.Quantity) = ("after", "other", Quantity.Of(1.5m));
            return "yes";
        });
        var posting = await ground.Database.ReadAsync(db => db.Set<Posting>().SingleAsync(p => p.Id == changed.PostingId));
        Assert.Equal("note 1", posting.Subject);
        Assert.Contains("\"text\":[\"before\",\"after\"]", posting.Changes, StringComparison.Ordinal);
        Assert.Contains("\"quantity\":[\"0\",\"1.5\"]", posting.Changes, StringComparison.Ordinal);
        Assert.Contains("\"secret\":[\"***\",\"***\"]", posting.Changes, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", posting.Changes, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Ledger_rows_and_postings_are_never_changed_even_by_hand(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        await ground.PostAsync(work => work.Insert(TestModule.InsertEntry, new Entry { Id = work.NewId(), PostingId = work.PostingId, Account = 1, Quantity = Quantity.Units(1) }));
        await using var db = ground.Database.Open();
        foreach (var table in new[] { "test_entries", "storage_postings" })
        {
            var update = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync($"UPDATE {table} SET id = id + 1"));
            Assert.Contains("never changed", update.Message, StringComparison.Ordinal);
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync($"DELETE FROM {table}"));
        }
    }

    private static string Add(Work work, string text)
    {
        work.Db.Add(new Note { Id = Guid.CreateVersion7(), Text = text });
        return text;
    }
}
