using Crossdock.Organisation;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Following;
using Crossdock.Storage.Http;
using Crossdock.Storage.Mailing;
using Crossdock.Web;
using Crossdock.Web.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Testing;

/// <summary>The whole product over a database of its own, in this process: the real pipeline, the real commit step.</summary>
public sealed class CrossdockApp : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly OpenedData data;
    private readonly WebApplication app;
    private readonly bool keepsDatabase;

    private CrossdockApp(TestDatabase database, OpenedData data, WebApplication app, bool keepsDatabase)
    {
        this.database = database;
        this.data = data;
        this.app = app;
        this.keepsDatabase = keepsDatabase;
    }

    /// <summary>The product's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>The engine below.</summary>
    public Engine Engine => database.Engine;

    /// <summary>The database.</summary>
    public Database Database => data.Database;

    /// <summary>Where a browser finds it; only when started with <see cref="AppOptions.Listen"/>.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Starts the product over an empty, migrated database.</summary>
    public static async Task<CrossdockApp> StartAsync(Engine engine = Engine.Sqlite, AppOptions? options = null)
    {
        var database = await TestDatabase.MigratedAsync(engine);
        return await StartAsync(database, options);
    }

    /// <summary>Starts the product over a given database, which it disposes of at the end unless <see cref="AppOptions.KeepsDatabase"/> says otherwise.</summary>
    public static async Task<CrossdockApp> StartAsync(TestDatabase database, AppOptions? options = null)
    {
        options ??= new();
        if ((await OpenedData.OpenAsync(database.Settings with { Mail = options.Mail }, CancellationToken.None)).Refused(out var no, out var data))
            throw new InvalidOperationException(no.Message);
        var app = WebHost.Build(data, builder =>
        {
            if (options.Listen) builder.WebHost.UseUrls("http://127.0.0.1:0");
            else builder.WebHost.UseTestServer();
            if (options.Time is { } time) builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            // Clocks post on their own: where a test counts what was posted it runs their uses itself.
            if (!options.Listen && !options.Clocks)
                foreach (var clock in builder.Services.Where(s => s.ImplementationType?.Name is "ExceptionClock" or "EscalationClock").ToList()) builder.Services.Remove(clock);
            builder.Logging.ClearProviders();
            options.Services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new(database, data, app, options.KeepsDatabase);
    }

    /// <summary>A service: a use, a query, a face.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>A client that has not signed in.</summary>
    public HttpClient Anonymous()
    {
        if (app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>() is TestServer server) return server.CreateClient();
        return new HttpClient { BaseAddress = Address };
    }

    /// <summary>A client of a new person with this role, by an API key as other systems have it.</summary>
    /// <param name="role">Code of the role.</param>
    /// <param name="sites">Codes of the sites they work at; none means all.</param>
    public async Task<HttpClient> AsAsync(string role, params string[] sites)
    {
        var made = await RunAsync(new IssueKey(Get<People>(), Get<ApiKeys>()), new IssueKeyRequest(role, role + " in a test", sites));
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Value.Key);
        return client;
    }

    /// <summary>Runs a use as the product itself, or as the given actor.</summary>
    public async Task<Result<TResponse>> RunAsync<TRequest, TResponse>(IUse<TRequest, TResponse> use, TRequest request, Actor? actor = null, string? key = null)
        where TRequest : notnull
        where TResponse : notnull
    {
        var caller = new Caller(actor ?? Actor.System("test")) { Use = use.GetType().Name, Key = key, Why = (request as IHasReason)?.Reason };
        return (await Get<CommitStep>().RunAsync(use, request, caller, CancellationToken.None)).Result;
    }

    /// <summary>Works balances out again, as the command line does; answers those that were put right.</summary>
    public async Task<Result<IReadOnlyList<Finding>>> RebuildAsync(string what) =>
        (await RunAsync(new Rebuild(Services.GetServices<IRebuilding>()), new RebuildRequest(what))).Refused(out var refusal, out var made) ? refusal : Result<IReadOnlyList<Finding>>.Of(made.Put);

    /// <summary>Asks a query as the product itself, or as the given actor.</summary>
    public Task<Result<TResponse>> AskAsync<TRequest, TResponse>(IQuery<TRequest, TResponse> query, TRequest request, Actor? actor = null)
        where TRequest : notnull
        where TResponse : notnull => Get<Asking>().AskAsync(query, request, actor ?? Actor.System("test"), CancellationToken.None);

    /// <summary>Ends when every follower has seen everything that is committed, and whatever that led to.</summary>
    public async Task SettledAsync()
    {
        using var most = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await Get<FollowerRunner>().SettledAsync(most.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await data.DisposeAsync();
        if (!keepsDatabase) await database.DisposeAsync();
    }
}

/// <summary>How a test wants the product.</summary>
public sealed record AppOptions
{
    /// <summary>True to listen on a free port, for a browser; otherwise requests stay in the process.</summary>
    public bool Listen { get; init; }

    /// <summary>A clock that stands still until it is moved; null for the real one.</summary>
    public FakeTimeProvider? Time { get; init; }

    /// <summary>True to let the clocks run that look for what is overdue; they always do for a browser.</summary>
    public bool Clocks { get; init; }

    /// <summary>True to leave the database there at the end, for another node on it.</summary>
    public bool KeepsDatabase { get; init; }

    /// <summary>The mail server documents go through; null for none.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Replaces services.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
