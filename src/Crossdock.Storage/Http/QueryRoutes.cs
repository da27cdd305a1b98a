using System.Reflection;
using Crossdock.Storage.Lists;
using Crossdock.Storage.Printing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Http;

/// <summary>What a query reads with: a context that does not track, the actor, the instant.</summary>
/// <param name="Db">The database.</param>
/// <param name="Actor">Who asks; rows outside their scope are not there for them.</param>
/// <param name="Now">The instant.</param>
public sealed record Reading(CrossdockDb Db, Actor Actor, DateTimeOffset Now)
{
    private readonly Dictionary<object, Task> asked = [];

    /// <summary>What several parts of one page need, asked once for all of them.</summary>
    /// <param name="what">Whose question it is.</param>
    /// <param name="ask">Asks it.</param>
    public Task<T> OnceAsync<T>(object what, Func<Task<T>> ask) => (Task<T>)(asked.TryGetValue(what, out var known) ? known : asked[what] = ask());
}

/// <summary>One question. Pages and the API ask the same ones.</summary>
/// <typeparam name="TRequest">From the route and the query string.</typeparam>
/// <typeparam name="TResponse">The answer.</typeparam>
public interface IQuery<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : notnull
{
    /// <summary>Answers, or says why not.</summary>
    Task<Result<TResponse>> AnswerAsync(Reading reading, TRequest request, CancellationToken cancel);
}

/// <summary>Asks queries, from pages and routes alike.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class Asking(Database database, TimeProvider time)
{
    /// <summary>Runs the query in a fresh read context.</summary>
    public Task<Result<TResponse>> AskAsync<TRequest, TResponse>(IQuery<TRequest, TResponse> query, TRequest request, Actor actor, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : notnull =>
        database.ReadAsync(db => query.AnswerAsync(new Reading(db, actor, time.GetUtcNow()), request, cancel));
}

/// <summary>Maps queries to GET routes.</summary>
public static class QueryRoutes
{
    private const string PdfType = "application/pdf";

    /// <summary>Maps a query; its request's properties come from the route and the query string.</summary>
    public static RouteHandlerBuilder MapQuery<TQuery>(this IEndpointRouteBuilder routes, string route, Permission permission)
        where TQuery : class
    {
        var contract = typeof(TQuery).GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuery<,>));
        var map = typeof(QueryRoutes).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (RouteHandlerBuilder)map.MakeGenericMethod([typeof(TQuery), .. contract.GetGenericArguments()]).Invoke(null, [routes, route, permission])!;
    }

    private static RouteHandlerBuilder Map<TQuery, TRequest, TResponse>(IEndpointRouteBuilder routes, string route, Permission permission)
        where TQuery : class, IQuery<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        var path = route.Split(' ', 2)[^1];
        Delegate handler = async (HttpContext http, [AsParameters] TRequest request) =>
        {
            if (ActorClaims.Read(http.User) is not { } actor) return Results.Unauthorized();
            if (RequestShape.Check(request) is { Count: > 0 } errors)
                return Problems.From(Refusal.Invalid("http.shape", errors[0].Message), errors);
            var answer = await http.RequestServices.GetRequiredService<Asking>()
                .AskAsync(http.RequestServices.GetRequiredService<TQuery>(), request, actor, http.RequestAborted);
            if (answer.Refused(out var no, out var response)) return Problems.From(no);
            if (response is ITabular table)
            {
                if (ListRoutes.FormatOf(http.Request).Refused(out no, out var format)) return Problems.From(no);
                if (format != "json") return await TableFile.AnswerAsync(table, format == "xlsx", http.RequestAborted);
            }

            if (response is PaperDocument paper) return Results.File(Paper.ToPdf(paper), PdfType, $"{paper.FileName}.pdf");
            if (response is IVersioned versioned) http.Response.Headers.ETag = $"\"{versioned.Version}\"";
            return Results.Ok(response);
        };
        var mapped = routes.MapLate<TQuery>("GET", path, permission, handler).WithMetadata(new QueryRoute(typeof(TQuery), typeof(TRequest), typeof(TResponse)));
        mapped = typeof(TResponse) == typeof(PaperDocument) ? mapped.Produces(200, contentType: PdfType) : mapped.Produces<TResponse>();
        return mapped
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
    }
}

/// <summary>Metadata of a mapped query.</summary>
public sealed record QueryRoute(Type Query, Type Request, Type Response);

/// <summary>An answer with a version: it becomes the ETag, and If-Match must name it on the next change.</summary>
public interface IVersioned
{
    /// <summary>The document's version.</summary>
    long Version { get; }
}
