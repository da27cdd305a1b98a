using System.Text.Json.Nodes;
using Crossdock.Storage.Http;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Web.Tests;

public sealed class ApiReferenceTests
{
    [Fact]
    public async Task The_description_lists_every_route_of_the_api_with_its_headers()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        var missing = new List<string>();
        foreach (var route in Catalog.Routes(app).Where(r => Catalog.PathOf(r).StartsWith("/api/", StringComparison.Ordinal)))
        {
            var path = Catalog.PathOf(route).TrimEnd('/');
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                if (document["paths"]![path]?[method.ToLowerInvariant()] is not { } operation)
                {
                    missing.Add($"{method} {path}");
                    continue;
                }

                var parameters = operation["parameters"]?.AsArray().Select(p => p!["name"]!.GetValue<string>()).ToList() ?? [];
                missing.AddRange(route.RoutePattern.Parameters.Where(p => !parameters.Contains(p.Name, StringComparer.OrdinalIgnoreCase)).Select(p => $"{method} {path}: parameter {p.Name}"));
                if (route.Metadata.GetMetadata<UseRoute>() is { } use)
                {
                    if (!parameters.Contains("Idempotency-Key")) missing.Add($"{method} {path}: Idempotency-Key");
                    if (use.NeedsIfMatch && !parameters.Contains("If-Match")) missing.Add($"{method} {path}: If-Match");
                    if (operation["summary"] is null) missing.Add($"{method} {path}: summary");
                }

                if (route.Metadata.GetMetadata<ListRoute>() is not null && !parameters.Contains("cursor")) missing.Add($"{method} {path}: cursor");
                if (operation["responses"]!["401"] is null) missing.Add($"{method} {path}: 401");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Quantities_and_amounts_are_described_as_strings()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        var schemas = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!["components"]!["schemas"]!.AsObject();
        foreach (var name in new[] { "Quantity", "Amount", "UnitPrice" }.Where(schemas.ContainsKey))
        {
            // Where the first use of a value is an optional one, its schema allows null as well.
            var type = schemas[name]!["type"]!;
            var kinds = type is JsonArray several ? several.Select(t => t!.GetValue<string>()).ToList() : [type.GetValue<string>()];
            Assert.Contains("string", kinds);
            Assert.DoesNotContain("number", kinds);
            Assert.NotNull(schemas[name]!["pattern"]);
        }

        Assert.DoesNotContain("\"ifMatch\"", schemas.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_loads_nothing_from_elsewhere()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        var html = await client.GetStringAsync("/reference/");
        Assert.DoesNotMatch("(?:src|href)=[\"']?(?:https?:)?//", html);
    }
}
