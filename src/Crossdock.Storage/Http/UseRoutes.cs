using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Importing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Crossdock.Storage.Http;

/// <summary>An answer that is a new document: 201 with its address.</summary>
public interface ILocated
{
    /// <summary>Address of the document's page, e.g. <c>/receipts/RC-000012</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    string Location { get; }
}

/// <summary>Maps uses to routes: body and route values make the request, the commit step makes the answer.</summary>
public static class UseRoutes
{
    /// <summary>Authentication type of the browser's cookie: writes with it need the antiforgery token; API keys do not.</summary>
    public const string CookieType = "Identity.Application";

    /// <summary>Code of the refusal of a field that the request does not have.</summary>
    public const string UnknownFieldCode = "http.unknown_field";

    private const string UnmappedMember = "could not be mapped to any .NET member";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>
    /// Maps a use. The request is the JSON body plus the route values of the same names; a property named <c>IfMatch</c> is filled from
    /// the If-Match header (428 when absent). POST needs an <c>Idempotency-Key</c>.
    /// </summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="route">Method and path, e.g. <c>POST /receipts</c>.</param>
    /// <param name="permission">The one right it needs.</param>
    public static RouteHandlerBuilder MapUse<TUse>(this IEndpointRouteBuilder routes, string route, Permission permission)
        where TUse : class
    {
        var contract = typeof(TUse).GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUse<,>));
        var map = typeof(UseRoutes).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (RouteHandlerBuilder)map.MakeGenericMethod([typeof(TUse), .. contract.GetGenericArguments()]).Invoke(null, [routes, route, permission])!;
    }

    private static RouteHandlerBuilder Map<TUse, TRequest, TResponse>(IEndpointRouteBuilder routes, string route, Permission permission)
        where TUse : class, IUse<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        var parts = route.Split(' ', 2);
        var method = parts[0];
        Delegate handler = (HttpContext http) => HandleAsync<TUse, TRequest, TResponse>(http, method, parts[1]);
        var ifMatch = typeof(TRequest).GetProperty("IfMatch") is not null;
        return routes.MapLate<TUse>(method, parts[1], permission, handler)
            .WithMetadata(new UseRoute(typeof(TUse), typeof(TRequest), typeof(TResponse), ifMatch))
            .WithMetadata(IsImported(method, permission) ? [new ImportedUse<TUse, TRequest, TResponse>(route, permission)] : [])
            .Accepts<TRequest>("application/json")
            .Produces<TResponse>(typeof(ILocated).IsAssignableFrom(typeof(TResponse)) ? 201 : 200)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(422);
    }

    /// <summary>Files bring documents and masters; people, passwords and keys are made one by one.</summary>
    private static bool IsImported(string method, Permission permission) => method == "POST" && permission is not (Permission.ManagePeople or Permission.SignIn);

    private static async Task<IResult> HandleAsync<TUse, TRequest, TResponse>(HttpContext http, string method, string path)
        where TUse : class, IUse<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        var cancel = http.RequestAborted;
        if (ActorClaims.Read(http.User) is not { } actor) return Results.Unauthorized();
        if (await ForgedAsync(http) is { } forged) return Problems.From(forged);

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (method == "POST" && key.Length is 0 or > 255)
            return Problems.From(Refusal.Invalid("http.idempotency_key", "Send an Idempotency-Key header of 1 to 255 characters, a new one for each new request."));

        var (refusal, request, hash) = await ReadAsync<TRequest>(http, method + " " + path, cancel);
        if (refusal is not null)
        {
            if (refusal.Code == UnknownFieldCode) RefusedAttempt.Note(http, refusal);
            return Problems.From(refusal);
        }

        if (RequestShape.Check(request!) is { Count: > 0 } errors)
            return Problems.From(Refusal.Invalid("http.shape", errors.Count == 1 ? errors[0].Message : $"{errors.Count} fields are not valid: {errors[0].Message}"), errors);

        var caller = new Caller(actor)
        {
            Key = key.Length == 0 ? null : key,
            ContentHash = hash,
            Use = typeof(TUse).Name,
            Why = (request as IHasReason)?.Reason,
        };
        var answer = await http.RequestServices.GetRequiredService<CommitStep>()
            .RunAsync(http.RequestServices.GetRequiredService<TUse>(), request!, caller, cancel);
        if (answer.Result.Refused(out var no, out var response))
        {
            if (no.Kind == RefusalKind.Forbidden) RefusedAttempt.Note(http, no);
            return Problems.From(no);
        }

        if (answer.Replayed) http.Response.Headers["Idempotency-Replayed"] = "true";
        http.Response.Headers["Crossdock-Posting"] = answer.PostingId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return response is ILocated located ? Results.Created(located.Location, response) : Results.Ok(response);
    }

    /// <summary>A write with the browser's cookie may come from another site's page unless it carries the token of ours: why it is refused then, or null.</summary>
    internal static async Task<Refusal?> ForgedAsync(HttpContext http) =>
        http.User.Identity?.AuthenticationType == CookieType && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
            ? Refusal.Invalid("http.antiforgery", "The page is too old. Reload it and try again.")
            : null;

    private static async Task<(Refusal? No, TRequest? Request, byte[] Hash)> ReadAsync<TRequest>(HttpContext http, string route, CancellationToken cancel)
        where TRequest : notnull
    {
        JsonObject body;
        try
        {
            if (http.Request.ContentLength is null or > 0 && http.Request.Headers.ContainsKey(HeaderNames.ContentType) && !http.Request.HasJsonContentType())
                return (Refusal.Invalid("http.content_type", "Send the body as application/json."), default, []);
            if (http.Request.ContentLength is 0) body = [];
            else if (await JsonNode.ParseAsync(http.Request.Body, null, Strict, cancel) is JsonObject parsed) body = parsed;
            else return (Refusal.Invalid("http.body", "The body must be a JSON object."), default, []);
        }
        catch (JsonException exception)
        {
            return (Refusal.Invalid("http.json", $"The body is not valid JSON: {exception.Message}"), default, []);
        }

        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (typeof(TRequest).GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not { } property) continue;
            var jsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (body.ContainsKey(jsonName) && body[jsonName]?.ToString() != value?.ToString())
                return (Refusal.Invalid("http.route", $"'{jsonName}' in the body differs from the address.", "/" + jsonName), default, []);
            var numeric = property.PropertyType == typeof(int) || property.PropertyType == typeof(long);
            if (numeric && !long.TryParse(value?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out _))
                return (Refusal.NotFound(jsonName, value?.ToString() ?? ""), default, []);
            body[jsonName] = numeric ? JsonValue.Create(long.Parse(value!.ToString()!, System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(value?.ToString());
        }

        if (typeof(TRequest).GetProperty("IfMatch") is not null)
        {
            var header = http.Request.Headers.IfMatch.ToString().Trim('"', 'W', '/', ' ');
            if (header.Length == 0)
                return (new Refusal(RefusalKind.PreconditionRequired, "http.if_match", "Send If-Match with the version you looked at."), default, []);
            if (!long.TryParse(header, System.Globalization.CultureInfo.InvariantCulture, out var version))
                return (new Refusal(RefusalKind.Stale, "http.if_match", "The version in If-Match is none of this document's."), default, []);
            body["ifMatch"] = version;
        }

        return Deserialize<TRequest>(body, route).Refused(out var no, out var read) ? (no, default, []) : (null, read.Request, read.Hash);
    }

    /// <summary>The request that a JSON body holds, with the hash that tells it from another under the same request key.</summary>
    internal static Result<(TRequest Request, byte[] Hash)> Deserialize<TRequest>(JsonObject body, string route)
        where TRequest : notnull
    {
        try
        {
            var text = body.ToJsonString();
            var request = JsonSerializer.Deserialize<TRequest>(text, Json.Web);
            if (request is null) return Refusal.Invalid("http.body", "The body is missing.");
            return (request, SHA256.HashData(Encoding.UTF8.GetBytes(route + "\n" + text)));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or OverflowException or FormatException)
        {
            var path = (exception as JsonException)?.Path;
            return Refusal.Invalid(exception.Message.Contains(UnmappedMember, StringComparison.Ordinal) ? UnknownFieldCode : "http.json", ShapeMessage(exception), path is null ? null : "/" + path.TrimStart('$', '.').Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
        }
    }

    /// <summary>The serializer's message names .NET types; keep what a caller can act on.</summary>
    private static string ShapeMessage(Exception exception)
    {
        var message = exception.Message;
        if (message.Contains("missing required properties", StringComparison.Ordinal) || message.Contains("was missing required", StringComparison.Ordinal))
            return "Missing: " + message[(message.LastIndexOf(':') + 1)..].Trim(' ', '.') + ".";
        if (message.Contains(UnmappedMember, StringComparison.Ordinal))
            return "Unknown field " + message.Split('\'')[1] + ".";
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return "A field has the wrong type.";
        return message.Split(" Path:")[0];
    }
}

/// <summary>A request that carries a reason for the audit trail.</summary>
public interface IHasReason
{
    /// <summary>Why.</summary>
    string? Reason { get; }
}

/// <summary>Metadata of a mapped use, for tests and the API description.</summary>
public sealed record UseRoute(Type Use, Type Request, Type Response, bool NeedsIfMatch);
