using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Storage.Http;

/// <summary>Turns refusals into RFC 9457 problem details, in this one place.</summary>
public static class Problems
{
    /// <summary>The HTTP status of a kind of refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Refused => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"{kind} has no status."),
    };

    /// <summary>A refusal as problem details: type, title, status, detail, code, errors, explain, traceId.</summary>
    public static IResult From(Refusal refusal, IReadOnlyList<FieldError>? errors = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code, ["traceId"] = Activity.Current?.TraceId.ToString() };
        if (errors is null && refusal.Pointer is { } pointer) errors = [new(pointer, refusal.Message)];
        if (errors is not null) extensions["errors"] = errors;
        if (refusal.Explain is { } explain) extensions["explain"] = explain;
        return Results.Problem(
            detail: refusal.Message,
            statusCode: StatusOf(refusal.Kind),
            title: TitleOf(refusal.Kind),
            type: "/problems/" + refusal.Code.Replace('_', '-'),
            extensions: extensions);
    }

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "The request is not valid",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Conflict => "Conflict",
        RefusalKind.Refused => "Refused",
        RefusalKind.Stale => "Changed in the meantime",
        RefusalKind.PreconditionRequired => "Version needed",
        _ => "Not available now",
    };
}
