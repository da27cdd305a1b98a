using Scalar.AspNetCore;

namespace Crossdock.Web.Description;

/// <summary>The description of the API for machines (<c>/openapi/v1.json</c>) and for people (<c>/reference</c>).</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1");

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapScalarApiReference("/reference", o =>
        {
            o.Title = "Crossdock API";
            o.DefaultFonts = false;
        }).AllowAnonymous();
    }
}
