using Crossdock.Storage.Commit;
using Crossdock.Storage.Following;
using Crossdock.Storage.Rows;
using Crossdock.Storage.Sealing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Storage.Tests;

/// <summary>A document as modules have them.</summary>
internal sealed class Note
{
    public Guid Id { get; init; }
    public required string Text { get; set; }
    public string? Secret { get; set; }
    public Quantity Quantity { get; set; }
    public Amount? Amount { get; set; }
    public DateOnly? Due { get; set; }
    public NoteState State { get; set; }
    public int Number { get; init; }
    public SiteId? SiteId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal enum NoteState
{
    Open = 1,
    Done = 2,
}

/// <summary>A ledger row.</summary>
internal sealed class Entry
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public int Account { get; init; }
    public Quantity Quantity { get; init; }
}

/// <summary>A balance that may not go below zero.</summary>
internal sealed class Balance
{
    public int Account { get; init; }
    public Quantity Quantity { get; init; }
    public long Version { get; init; }
}

internal sealed class BalanceDelta
{
    public int Account { get; init; }
    public Quantity Quantity { get; init; }
}

internal sealed class Child
{
    public long Id { get; init; }
    public long ParentId { get; init; }
}

internal sealed record Noted(string Text, SiteId? Site = null, ItemId? Item = null) : IFact
{
    public static string Name => "test.noted";
}

internal sealed class TestModule : IModule
{
    public static readonly RowInsert<Entry> InsertEntry = new(new("test_entries"), sealedRow: true);
    public static readonly RowMap<Balance> Balances = new("test_balances");
    public static readonly RowInsert<Balance> InsertBalance = new(Balances, ignoreExisting: true);
    public static readonly RowSelect<Balance> FindBalance = new(Balances, lockRows: false, "account", nameof(Balance.Account));
    public static readonly RowUpdate<BalanceDelta> AddToBalance = new("test_balances",
        "quantity = test_balances.quantity + @Quantity, version = version + 1", "account = @Account AND test_balances.quantity + @Quantity >= 0");
    public static readonly RowUpdate<Balance> SetBalance = new("test_balances",
        "quantity = @Quantity, version = version + 1", "account = @Account AND version = @Version");
    public static readonly RowInsert<Child> InsertChild = new(new("test_children"));

    public string Name => "test";

    public IEnumerable<string> AppendOnlyTables => ["test_entries"];

    public void Model(ModelBuilder model, Engine engine)
    {
        model.Entity<Note>(e =>
        {
            e.ToTable("test_notes");
            e.Property(n => n.Secret).HasAnnotation(AuditTrail.Secret, true);
        });
        model.Entity<Entry>().ToTable("test_entries");
        model.Entity<Balance>(e =>
        {
            e.ToTable("test_balances");
            e.HasKey(b => b.Account);
        });
    }

    public void Services(IServiceCollection services)
    {
    }

    public void Endpoints(IEndpointRouteBuilder routes)
    {
    }

    // Only a deferred reference makes a COMMIT itself fail, on demand.
    public IEnumerable<string> SchemaStatements(Engine engine) =>
    [
        "CREATE TABLE IF NOT EXISTS test_parents (id BIGINT PRIMARY KEY)",
        "CREATE TABLE IF NOT EXISTS test_children (id BIGINT PRIMARY KEY, parent_id BIGINT NOT NULL REFERENCES test_parents (id) DEFERRABLE INITIALLY DEFERRED)",
    ];
}

/// <summary>A use made of a method.</summary>
internal sealed class Do(Func<Work, Task<Result<string>>> body) : IUse<string, string>
{
    public Task<Result<string>> ExecuteAsync(Work work, string request, CancellationToken cancel) => body(work);
}

/// <summary>Storage alone, over a database of its own.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private static readonly IModule[] Modules = [new TestModule()];
    private readonly TestDatabase data;

    private Ground(TestDatabase data, Database database)
    {
        this.data = data;
        Database = database;
        Commits = database.OpenEngine(TimeProvider.System, NullLogger.Instance);
        Step = new(Commits);
        Signal = new(database, Commits);
        Facts = new(database);
    }

    public Database Database { get; }

    public CommitEngine Commits { get; private set; }

    public CommitStep Step { get; private set; }

    public SealSignal Signal { get; }

    public SealedFacts Facts { get; }

    public static async Task<Ground> OpenAsync(Engine engine, int? connections = null)
    {
        var data = await TestDatabase.EmptyAsync(engine);
        var location = connections is { } most ? new Npgsql.NpgsqlConnectionStringBuilder(data.Location) { MaxPoolSize = most }.ConnectionString : data.Location;
        var database = new Database(location, Modules);
        await SchemaSetup.CreateAsync(database, CancellationToken.None);
        return new(data, database);
    }

    public async Task<CommitAnswer<string>> PostAsync(Func<Work, Task<Result<string>>> body, string? key = null, byte content = 0) =>
        await Step.RunAsync(new Do(body), "", new Caller(Actor.System("test")) { Use = "Test", Key = key, ContentHash = [content] }, CancellationToken.None);

    public Task<CommitAnswer<string>> PostAsync(Action<Work> body, string? key = null, byte content = 0) => PostAsync(
        work =>
        {
            body(work);
            return Task.FromResult<Result<string>>("yes");
        },
        key, content);

    public async Task ReopenAsync()
    {
        await Commits.DisposeAsync();
        Commits = Database.OpenEngine(TimeProvider.System, NullLogger.Instance);
        Step = new(Commits);
    }

    public Task<int> CountAsync<T>()
        where T : class => Database.ReadAsync(db => db.Set<T>().CountAsync());

    public async Task<Quantity> BalanceAsync(int account) => (await Database.ReadAsync(db => db.Set<Balance>().SingleAsync(b => b.Account == account))).Quantity;

    public Task OpenAccountAsync(int account, long units) =>
        PostAsync(work => work.Insert(TestModule.InsertBalance, new Balance { Account = account, Quantity = Quantity.Units(units) }));

    public Sealer Sealer() => new(Database, Commits, Signal, NullLogger<Sealer>.Instance);

    public async ValueTask DisposeAsync()
    {
        await Commits.DisposeAsync();
        await Database.DisposeAsync();
        await data.DisposeAsync();
    }
}
