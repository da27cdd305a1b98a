using System.Reflection;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Crossdock.Storage.Lists;

/// <summary>Metadata of a mapped list, for tests and the API description.</summary>
/// <param name="List">The listing.</param>
/// <param name="Row">Its row.</param>
public sealed record ListRoute(Type List, Type Row);

/// <summary>Maps lists to GET routes.</summary>
public static class ListRoutes
{
    private static readonly string[] Reserved = ["q", "filter", "sort", "cursor", "limit", "format"];

    /// <summary>
    /// Maps a list: JSON pages with a Link header, or the whole list as CSV or XLSX (Accept, or <c>?format=csv|xlsx</c>). Query: q, filter,
    /// sort, cursor, limit; any column's key as well (<c>?state=open</c> means <c>filter=state:eq:open</c>).
    /// </summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="route">Method and path, e.g. <c>GET /items</c>.</param>
    /// <param name="permission">The one right it needs.</param>
    public static RouteHandlerBuilder MapList<TList>(this IEndpointRouteBuilder routes, string route, Permission permission)
        where TList : class
    {
        var contract = typeof(TList).GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuery<,>));
        var row = contract.GetGenericArguments()[1].GetGenericArguments()[0];
        var map = typeof(ListRoutes).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (RouteHandlerBuilder)map.MakeGenericMethod(typeof(TList), row).Invoke(null, [routes, route, permission])!;
    }

    /// <summary>Reads a list request from the query string, the same way for the API and for pages.</summary>
    public static Result<ListRequest> Read<TRow>(Listing<TRow> listing, IEnumerable<KeyValuePair<string, StringValues>> query)
        where TRow : class
    {
        var request = new ListRequest();
        var filters = new List<string>();
        foreach (var (key, values) in query)
        {
            var text = values.ToString();
            switch (key)
            {
                case "q": request = request with { Search = text }; break;
                case "sort": request = request with { Sort = text }; break;
                case "cursor": request = request with { Cursor = text }; break;
                case "format": break;
                case "filter": filters.AddRange(values.OfType<string>().Where(v => v.Length > 0)); break;
                case "limit":
                    if (!int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var limit)) return ListRefusals.Limit;
                    request = request with { Limit = limit };
                    break;
                default:
                    if (!listing.Columns.Any(c => c.Key == key && c.Filterable))
                        return ListRefusals.Column(key, listing.Columns.Where(c => c.Filterable).Select(c => c.Key).Concat(Reserved));
                    filters.AddRange(values.OfType<string>().Where(v => v.Length > 0).Select(v => $"{key}:eq:{v}"));
                    break;
            }
        }

        return request with { Filter = [.. filters] };
    }

    /// <summary>Column keys of a listing, for the API description.</summary>
    /// <param name="listing">A <see cref="Listing{TRow}"/>.</param>
    public static (IReadOnlyList<string> Sortable, IReadOnlyList<string> Filterable) Describe(object listing) => ((IListing)listing).Keys;

    private static RouteHandlerBuilder Map<TList, TRow>(IEndpointRouteBuilder routes, string route, Permission permission)
        where TList : Listing<TRow>
        where TRow : class
    {
        var path = route.Split(' ', 2)[^1];
        Delegate handler = (HttpContext http) => HandleAsync<TList, TRow>(http);
        return routes.MapLate<TList>("GET", path, permission, handler)
            .WithMetadata(new ListRoute(typeof(TList), typeof(TRow)))
            .Produces<ListPage<TRow>>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
    }

    private static async Task<IResult> HandleAsync<TList, TRow>(HttpContext http)
        where TList : Listing<TRow>
        where TRow : class
    {
        if (ActorClaims.Read(http.User) is not { } actor) return Results.Unauthorized();
        var listing = http.RequestServices.GetRequiredService<TList>();
        if (Read(listing, http.Request.Query).Refused(out var no, out var request)) return Problems.From(no);
        if (FormatOf(http.Request).Refused(out no, out var format)) return Problems.From(no);
        return format == "json" ? await PageAsync(http, listing, request, actor) : await ExportAsync(http, listing, request, actor, format);
    }

    private static async Task<IResult> PageAsync<TRow>(HttpContext http, Listing<TRow> listing, ListRequest request, Actor actor)
        where TRow : class
    {
        var answer = await http.RequestServices.GetRequiredService<Asking>().AskAsync(listing, request, actor, http.RequestAborted);
        if (answer.Refused(out var no, out var page)) return Problems.From(no);
        if (page.Next is { } next)
        {
            var query = http.Request.Query.Where(p => p.Key != "cursor").SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v))).Append(new("cursor", next));
            http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{QueryString.Create(query!)}>; rel=\"next\"";
        }

        return Results.Ok(page);
    }

    private static async Task<IResult> ExportAsync<TRow>(HttpContext http, Listing<TRow> listing, ListRequest request, Actor actor, string format)
        where TRow : class
    {
        var database = http.RequestServices.GetRequiredService<Database>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var spreadsheet = format == "xlsx";
        var answer = await database.ReadAsync<Result<(byte[] File, bool Cut)>>(async db =>
            listing.All(new Reading(db, actor, now), request).Refused(out var refusal, out var rows)
                ? refusal
                : await ListExport.WriteAsync(listing, rows, spreadsheet, http.RequestAborted));
        if (answer.Refused(out var no, out var export)) return Problems.From(no);
        if (export.Cut) http.Response.Headers[ListExport.CutHeader] = ListExport.MostRows.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.File(export.File, spreadsheet ? ListExport.Xlsx : ListExport.Csv + "; charset=utf-8", $"{listing.Name}-{now:yyyy-MM-dd}.{format}");
    }

    internal static Result<string> FormatOf(HttpRequest request)
    {
        if (request.Query["format"].ToString() is { Length: > 0 } asked)
            return asked is "json" or "csv" or "xlsx" ? asked : ListRefusals.Format(asked);
        var accept = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).FirstOrDefault()?.MediaType.Value;
        return accept switch
        {
            ListExport.Csv => "csv",
            ListExport.Xlsx => "xlsx",
            _ => "json",
        };
    }
}
