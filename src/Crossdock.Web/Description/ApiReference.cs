using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Scalar.AspNetCore;

namespace Crossdock.Web.Description;

/// <summary>The description of the API for machines (<c>/openapi/v1.json</c>) and for people (<c>/reference</c>).</summary>
internal static class ApiReference
{
    public static void AddApiReference(this IServiceCollection services)
    {
        services.AddSingleton<IApiDescriptionProvider, QueryParameters>();
        services.AddOpenApi("v1", o =>
        {
            o.AddSchemaTransformer(ValueSchemas.TransformAsync);
            o.AddDocumentTransformer<RouteDescriptions>();
        });
    }

    public static void MapApiReference(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapScalarApiReference("/reference", o =>
        {
            o.Title = "Crossdock API";
            o.DefaultFonts = false;
            o.Telemetry = false;
        }).AllowAnonymous();
    }
}
