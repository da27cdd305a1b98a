using System.Diagnostics;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace Crossdock.Web.Hosting;

/// <summary>What is answered when no use answered: problem details below <c>/api</c>, a page elsewhere.</summary>
internal static class ErrorAnswers
{
    public static void UseErrorAnswers(this WebApplication app)
    {
        app.UseWhen(IsApi, api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = http => WriteAsync(http, StatusOf(http.Features.Get<IExceptionHandlerFeature>()?.Error)),
                StatusCodeSelector = StatusOf,
            });
            api.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
        });
        app.UseWhen(http => !IsApi(http), pages =>
        {
            pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
    }

    /// <summary>Answers 400 where the path or the query holds a NUL character: no record has one, and PostgreSQL refuses to look for it.</summary>
    public static void UseReadableAddresses(this WebApplication app) => app.Use((http, next) =>
    {
        if (!http.Request.Path.Value!.Contains('\0', StringComparison.Ordinal) && !http.Request.QueryString.Value!.Contains("%00", StringComparison.Ordinal)) return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static bool IsApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/health")
        || http.Request.Path.StartsWithSegments("/openapi") || http.Request.Path.StartsWithSegments("/live");

    private static int StatusOf(Exception? exception) => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static Task WriteAsync(HttpContext http, int status)
    {
        var (code, title, detail) = status switch
        {
            400 => ("http.bad_request", "The request is not valid", "The address or the headers cannot be read."),
            401 => ("http.unauthorized", "Sign in first", "Sign in, or send 'Authorization: Bearer' with an API key."),
            403 => ("http.forbidden", "Not allowed", "None of your roles grants this. Ask whoever manages people for the right."),
            404 => ("http.no_route", "Not found", "There is nothing at this address."),
            405 => ("http.method", "Method not allowed", "This address does not know this method."),
            413 => ("http.too_large", "Too large", "The body is larger than this address takes."),
            415 => ("http.content_type", "Wrong content type", "Send the body as application/json."),
            429 => ("http.too_many", "Too many requests", "Wait a minute and try again."),
            500 => ("http.broken", "Something broke", "Nothing was posted by this request. Tell your administrator the trace id."),
            _ => ("http.status", "Not answered", "The request was not answered."),
        };
        return Results.Problem(detail, statusCode: status, title: title, type: "/problems/" + code.Replace('_', '-'), extensions: new Dictionary<string, object?>
        {
            ["code"] = code,
            ["traceId"] = Activity.Current?.TraceId.ToString(),
        }).ExecuteAsync(http);
    }
}
