using Crossdock.Storage.Commit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Http;

/// <summary>
/// Asks the product's own uses and queries by their request, inside the process: the same ones that are mapped to routes, and only those.
/// For jobs that play a company; modules call each other's faces instead.
/// </summary>
/// <param name="services">Holds the uses.</param>
/// <param name="commits">Runs them.</param>
/// <param name="asking">Asks the queries.</param>
public sealed class UseDesk(IServiceProvider services, CommitStep commits, Asking asking)
{
    private Lazy<Routes>? routes;

    /// <summary>Says where the mapped routes are; the host does it once, after all modules have mapped theirs.</summary>
    public void Learn(ICollection<EndpointDataSource> sources) => routes = new(() => new Routes(sources.SelectMany(s => s.Endpoints)));

    /// <summary>Runs the use that takes this request.</summary>
    public Task<CommitAnswer<TResponse>> RunAsync<TRequest, TResponse>(TRequest request, Caller caller, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : notnull
    {
        var use = Known.Uses[(typeof(TRequest), typeof(TResponse))];
        return commits.RunAsync((IUse<TRequest, TResponse>)services.GetRequiredService(use), request, caller with { Use = use.Name }, cancel);
    }

    /// <summary>Asks the query that takes this request.</summary>
    public Task<Result<TResponse>> AskAsync<TRequest, TResponse>(TRequest request, Actor actor, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : notnull
    {
        var query = Known.Queries[(typeof(TRequest), typeof(TResponse))];
        return asking.AskAsync((IQuery<TRequest, TResponse>)services.GetRequiredService(query), request, actor, cancel);
    }

    private Routes Known => (routes ?? throw new InvalidOperationException("Nothing is mapped yet.")).Value;

    private sealed class Routes
    {
        public Routes(IEnumerable<Microsoft.AspNetCore.Http.Endpoint> endpoints)
        {
            foreach (var endpoint in endpoints)
            {
                if (endpoint.Metadata.GetMetadata<UseRoute>() is { } use) Uses.TryAdd((use.Request, use.Response), use.Use);
                if (endpoint.Metadata.GetMetadata<QueryRoute>() is { } query) Queries.TryAdd((query.Request, query.Response), query.Query);
            }
        }

        public Dictionary<(Type Request, Type Response), Type> Uses { get; } = [];

        public Dictionary<(Type Request, Type Response), Type> Queries { get; } = [];
    }
}
