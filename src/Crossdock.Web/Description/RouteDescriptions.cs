using System.Reflection;
using Crossdock.Storage.Http;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crossdock.Web.Description;

/// <summary>Adds what the routes of uses and lists have in common: keys, versions, pages, problems. What the address says is not asked for again in the body.</summary>
internal sealed class RouteDescriptions(IServiceProvider services) : IOpenApiDocumentTransformer
{
    private const string Bearer = "ApiKey";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Crossdock API",
            Version = typeof(RouteDescriptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            Description = "Everything the product can do, its own pages included. Problems follow RFC 9457; quantities and amounts are strings.",
        };
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key." };
        foreach (var description in context.DescriptionGroups.SelectMany(g => g.Items)) Describe(document, description);
        return Task.CompletedTask;
    }

    private void Describe(OpenApiDocument document, ApiDescription description)
    {
        var path = "/" + description.RelativePath?.TrimStart('/');
        if (!document.Paths.TryGetValue(path, out var item) || item.Operations is null) return;
        if (!item.Operations.TryGetValue(new HttpMethod(description.HttpMethod!), out var operation)) return;
        var metadata = description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiresPermission>().FirstOrDefault() is { } needs)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            operation.Description = (operation.Description is { } text ? text + " " : "") + $"Needs the right {needs.Permission}.";
            operation.Responses ??= [];
            Problem(operation, "401", "Nobody has signed in.");
            Problem(operation, "403", "None of the person's roles grants it.");
        }

        if (metadata.OfType<UseRoute>().FirstOrDefault() is { } use) DescribeUse(document, operation, use, description);
        if (metadata.OfType<ListRoute>().FirstOrDefault() is { } list) DescribeList(operation, list);
    }

    private static void DescribeUse(OpenApiDocument document, OpenApiOperation operation, UseRoute use, ApiDescription description)
    {
        operation.Parameters ??= [];
        var names = PathNames(description.RelativePath!);
        foreach (var name in names.Where(n => !operation.Parameters.Any(p => p.In == ParameterLocation.Path && p.Name == n)))
        {
            var numeric = use.Request.GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)?.PropertyType is { } type
                && (type == typeof(int) || type == typeof(long));
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = numeric ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }

        var post = description.HttpMethod == "POST";
        operation.Parameters.Add(Header("Idempotency-Key", post,
            "A new key for each new request, 1 to 255 characters. Sent again with the same body it gives the first answer; with another body it is refused."));
        if (use.NeedsIfMatch)
        {
            operation.Parameters.Add(Header("If-Match", true, "The version you looked at (its ETag)."));
            Problem(operation, "412", "Somebody changed it in the meantime.");
            Problem(operation, "428", "If-Match is missing.");
        }

        Problem(operation, "503", "Too busy or unable to write; nothing was posted, try again.");
        Shorten(document, operation, [.. names, "ifMatch"]);
    }

    /// <summary>Takes what the address and the headers say out of the body.</summary>
    private static void Shorten(OpenApiDocument document, OpenApiOperation operation, string[] names)
    {
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var content) != true || content?.Schema is not { } schema) return;
        var body = schema is OpenApiSchemaReference { Reference.Id: { } id } && document.Components?.Schemas?.TryGetValue(id, out var held) == true ? held : schema;
        if (body is not OpenApiSchema { Properties: { } properties } whole) return;
        foreach (var name in names)
        {
            var key = properties.Keys.FirstOrDefault(k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase));
            if (key is null) continue;
            properties.Remove(key);
            whole.Required?.Remove(key);
        }

        if (properties.Count == 0) operation.RequestBody = null;
    }

    private void DescribeList(OpenApiOperation operation, ListRoute list)
    {
        operation.Parameters ??= [];
        var columns = ListRoutes.Describe(services.GetRequiredService(list.List));
        operation.Parameters.Add(Query("q", "Words that must all occur in the searched columns.", JsonSchemaType.String));
        operation.Parameters.Add(Query("filter",
            "column:op:value, repeatable; op is one of eq, ne, lt, le, gt, ge, has; several eq on one column mean any of them. Columns: " + string.Join(", ", columns.Filterable) + ".", JsonSchemaType.Array));
        operation.Parameters.Add(Query("sort", "A column, with a leading minus for descending: " + string.Join(", ", columns.Sortable) + ".", JsonSchemaType.String));
        operation.Parameters.Add(Query("cursor", "Where the page before ended; the Link header holds the whole next address.", JsonSchemaType.String));
        operation.Parameters.Add(Query("limit", "Rows per page, 1 to 500; 50 when absent.", JsonSchemaType.Integer));
        operation.Parameters.Add(Query("format", "json, csv or xlsx; csv and xlsx hold all filtered rows, at most 100000.", JsonSchemaType.String));
        if (operation.Responses?.TryGetValue("200", out var response) == true && response.Content is { } content)
        {
            content["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            content["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        }
    }

    private static string[] PathNames(string path) =>
        [.. path.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}').Split(':')[0].TrimStart('*').TrimEnd('?'))];

    private static OpenApiParameter Header(string name, bool required, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = name == "If-Match" ? null : 255 },
    };

    private static OpenApiParameter Query(string name, string description, JsonSchemaType type) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = type, Items = type == JsonSchemaType.Array ? new OpenApiSchema { Type = JsonSchemaType.String } : null },
    };

    private static void Problem(OpenApiOperation operation, string status, string description)
    {
        operation.Responses ??= [];
        if (operation.Responses.TryGetValue(status, out var known) && !string.IsNullOrEmpty(known.Description))
        {
            known.Description = description;
            return;
        }

        operation.Responses[status] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
        };
    }
}
