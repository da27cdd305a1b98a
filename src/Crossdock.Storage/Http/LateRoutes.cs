using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Crossdock.Storage.Http;

/// <summary>
/// Maps handlers whose glue (parameters from the request, the answer into the response) is compiled when their route is first called. The
/// framework compiles it for all routes at start, which takes most of the time until the first answer.
/// </summary>
internal static class LateRoutes
{
    /// <summary>Maps a handler. Its description is read now, from its parameters; only the compiling waits.</summary>
    public static RouteHandlerBuilder MapLate(this IEndpointRouteBuilder routes, string method, string path, Delegate handler)
    {
        var names = RoutePatternFactory.Parse(path).Parameters.Select(p => p.Name).ToArray();
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, Options(null)).RequestDelegate);
        var builder = routes.MapMethods(path, [method], http => compiled.Value(http));
        builder.Add(endpoint =>
        {
            RequestDelegateFactory.InferMetadata(handler.Method, Options(endpoint));
            endpoint.Metadata.Add(handler.Method);
        });
        return new RouteHandlerBuilder([builder]);

        RequestDelegateFactoryOptions Options(EndpointBuilder? endpoint) => new()
        {
            ServiceProvider = routes.ServiceProvider,
            RouteParameterNames = names,
            DisableInferBodyFromParameters = method == "GET",
            EndpointBuilder = endpoint,
        };
    }
}
