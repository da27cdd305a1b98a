using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Web.Tests;

/// <summary>What the product is made of, for the tests that loop over all of it.</summary>
internal static class Catalog
{
    /// <summary>Routes for everyone, signed in or not. Short on purpose.</summary>
    public static readonly string[] Open =
    [
        "/health/live", "/health/ready", "/health/startup", "/openapi/{documentName}.json", "/reference/", "/error", "/not-found", "/loading", "/loading/state",
        "/{**path:file}", "/_framework/opaque-redirect", "/sign-in", "/sign-in/sample", "/sign-out",
    ];

    /// <summary>Assemblies of the modules, of storage and of the host.</summary>
    public static IReadOnlyList<System.Reflection.Assembly> Assemblies { get; } =
        [.. ModuleCatalog.All.Select(m => m.GetType().Assembly).Append(typeof(Database).Assembly).Append(typeof(WebHost).Assembly).Distinct()];

    public static IReadOnlyList<RouteEndpoint> Routes(CrossdockApp app) =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)];

    public static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    public static bool IsOpen(RouteEndpoint route) =>
        Open.Contains(PathOf(route)) || PathOf(route).StartsWith("/reference/", StringComparison.Ordinal);

    public static bool IsPage(RouteEndpoint route) => route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    public static bool IsGuarded(RouteEndpoint route) =>
        route.Metadata.GetMetadata<RequiresPermission>() is not null
        || route.Metadata.GetMetadata<NeedsAttribute>() is not null
        || route.Metadata.GetMetadata<SignedInAttribute>() is not null;
}
