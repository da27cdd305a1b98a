using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Crossdock.Storage.Http;

/// <summary>
/// Maps handlers of one use, query or list each: with its name, its tag and the one right it needs. Their glue (parameters from the request,
/// the answer into the response) is compiled when the route is first called. The framework would compile it for all routes at start, which
/// takes most of the time until the first answer.
/// </summary>
internal static class LateRoutes
{
    /// <summary>Maps the handler of <typeparamref name="TNamed"/>. Its description is read now, from its parameters; only the compiling waits.</summary>
    public static RouteHandlerBuilder MapLate<TNamed>(this IEndpointRouteBuilder routes, string method, string path, Permission permission, Delegate handler)
    {
        var names = RoutePatternFactory.Parse(path).Parameters.Select(p => p.Name).ToArray();
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, Options(null)).RequestDelegate);
        var builder = routes.MapMethods(path, [method], http => compiled.Value(http));
        builder.Add(endpoint =>
        {
            RequestDelegateFactory.InferMetadata(handler.Method, Options(endpoint));
            endpoint.Metadata.Add(handler.Method);
        });
        return new RouteHandlerBuilder([builder])
            .WithName(typeof(TNamed).Name)
            .WithTags(path.Split('/')[1])
            .WithMetadata(new RequiresPermission(permission))
            .RequireAuthorization(p => p.RequireAuthenticatedUser().RequireClaim(ActorClaims.PermissionType, permission.ToString()));

        RequestDelegateFactoryOptions Options(EndpointBuilder? endpoint) => new()
        {
            ServiceProvider = routes.ServiceProvider,
            RouteParameterNames = names,
            DisableInferBodyFromParameters = method == "GET",
            EndpointBuilder = endpoint,
        };
    }
}
