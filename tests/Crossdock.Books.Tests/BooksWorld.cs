using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Books.Tests;

/// <summary>One entity with its books and nothing else: journals are posted directly.</summary>
internal sealed class BooksWorld : IAsyncDisposable
{
    private int documents;

    private BooksWorld(CrossdockApp app) => App = app;

    public CrossdockApp App { get; }

    public LegalEntity Entity { get; private set; } = null!;

    public static async Task<BooksWorld> StartAsync(Engine engine, Func<Actor>? actor = null, FakeTimeProvider? time = null)
    {
        var world = new BooksWorld(await CrossdockApp.StartAsync(engine, SignedInClient.As(actor ?? (() => SignedInClient.Actor())) with { Time = time }));
        await world.DoAsync(async (work, cancel) =>
        {
            world.Entity = (await world.App.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity one", "EUR", "Europe/Berlin"), cancel)).Value;
            world.App.Get<Chart>().Found(work, world.Entity.Id, new(2025, 1, 1), 36);
            return Done.Yes;
        });
        return world;
    }

    /// <summary>Debits one account and credits another.</summary>
    public Task<Done> PostAsync(AccountRole debit, AccountRole credit, decimal amount, DateOnly day) => DoAsync((work, cancel) =>
    {
        var journal = new Journal(Entity.Id, day, JournalKind.Manual, Entity.Currency, $"M-{Interlocked.Increment(ref documents)}", Guid.CreateVersion7());
        journal.Debit(debit, Amount.Of(amount));
        journal.Credit(credit, Amount.Of(amount));
        return App.Get<Journals>().PostAsync(work, journal, cancel);
    });

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private async Task<T> DoAsync<T>(Func<Work, CancellationToken, Task<Result<T>>> act)
        where T : notnull => (await App.RunAsync(new AdHoc<T>(act), new Nothing())).Value;

    internal sealed record Nothing;

    private sealed class AdHoc<T>(Func<Work, CancellationToken, Task<Result<T>>> act) : IUse<Nothing, T>
        where T : notnull
    {
        public Task<Result<T>> ExecuteAsync(Work work, Nothing request, CancellationToken cancel) => act(work, cancel);
    }
}
