using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Web.Tests;

public sealed class RouteTests
{
    /// <summary>Signed in is enough: what happens there is the person's own.</summary>
    private static readonly string[] ForEveryoneSignedIn = ["/live", "/"];

    [Fact]
    public async Task Every_route_names_the_right_it_needs()
    {
        await using var app = await CrossdockApp.StartAsync();
        var bare = Catalog.Routes(app).Where(r => !Catalog.IsOpen(r) && !Catalog.IsGuarded(r)).Select(Catalog.PathOf).Except(ForEveryoneSignedIn);
        Assert.Empty(bare);
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_gets_401_or_the_sign_in_page()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        var wrong = new List<string>();
        foreach (var route in Catalog.Routes(app).Where(r => !Catalog.IsOpen(r)))
        {
            var path = string.Join('/', Catalog.PathOf(route).Split('/').Select(p => p.StartsWith('{') ? "1" : p));
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var answer = await client.SendAsync(request);
                var refused = answer.StatusCode == HttpStatusCode.Unauthorized
                    || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal));
                if (!refused) wrong.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_request_bounds_its_texts_and_its_lists()
    {
        await using var app = await CrossdockApp.StartAsync();
        var unbounded = from route in Catalog.Routes(app)
                        let use = route.Metadata.GetMetadata<UseRoute>()
                        where use is not null
                        from problem in Unbounded(use.Request, use.Request.Name, [])
                        where !route.RoutePattern.Parameters.Any(p => problem.StartsWith($"{use.Request.Name}.{p.Name} ", StringComparison.OrdinalIgnoreCase))
                        select problem;
        Assert.Empty(unbounded);
    }

    [Fact]
    public async Task Every_page_keeps_to_its_own_scripts_and_out_of_frames()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        using var answer = await client.GetAsync("/not-found");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)", html);
    }

    private static IEnumerable<string> Unbounded(Type type, string at, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;
        if (!type.IsVisible || type.IsValueType) yield return $"{at} is not a public record class: its rules would not be checked";
        var parameters = type.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var rules = property.GetCustomAttributes<ValidationAttribute>().Concat(parameters.FirstOrDefault(p => p.Name == property.Name)?.GetCustomAttributes<ValidationAttribute>() ?? []).ToList();
            var bounded = rules.Exists(r => r is StringLengthAttribute or MaxLengthAttribute or LengthAttribute or RegularExpressionAttribute or AllowedValuesAttribute);
            var element = ElementOf(property.PropertyType);
            if ((property.PropertyType == typeof(string) || element is not null) && !bounded) yield return $"{at}.{property.Name} has no greatest length";
            var part = element ?? property.PropertyType;
            if (part.IsClass && part != typeof(string) && part.Namespace?.StartsWith("Crossdock", StringComparison.Ordinal) == true)
            {
                foreach (var inner in Unbounded(part, $"{at}.{property.Name}", seen)) yield return inner;
            }
        }
    }

    private static Type? ElementOf(Type type) => type == typeof(string)
        ? null
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
