using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Ui.Tests;

/// <summary>Renders components as a page at an address would show them.</summary>
internal static class Rendered
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    internal static async Task<IElement> Of<TComponent>(string address, ClaimsPrincipal? user, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
            .AddSingleton<NavigationManager>(new FixedAddress(address))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(new PageRights(new DefaultEndpointDataSource(Page("/items/{code:int}", Permission.SeeStock), Page("/items/new", Permission.MaintainItems))))
            .AddNavigation(
                new NavigationEntry("", "Home", "/", "home"),
                new NavigationEntry("Buying", "Purchase orders", "/purchase-orders", "cart", Permission.SeePurchasing, 200),
                new NavigationEntry("Money", "Journals", "/journals", "books", Permission.SeeBooks, 500));
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        var context = new DefaultHttpContext { RequestServices = provider };
        if (user is not null) context.User = user;

        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            RenderFragment content = builder =>
            {
                builder.OpenComponent<TComponent>(0);
                foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
                builder.CloseComponent();
            };
            var root = await renderer.RenderComponentAsync<CascadingValue<HttpContext>>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CascadingValue<HttpContext>.Value)] = context,
                [nameof(CascadingValue<HttpContext>.ChildContent)] = content,
            }));
            return root.ToHtmlString();
        });
        return (await new HtmlParser().ParseDocumentAsync(html)).Body!;
    }

    internal static Task<IElement> Of<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => Of<TComponent>("/", null, parameters);

    internal static ClaimsPrincipal Person(params Permission[] permissions) => new(new ClaimsIdentity(
        [new Claim("name", "Ines Aldo"), .. permissions.Select(permission => new Claim(Navigation.PermissionClaim, permission.ToString()))], "test"));

    private static RouteEndpoint Page(string address, Permission needed) => new(
        _ => Task.CompletedTask, RoutePatternFactory.Parse(address), 0, new(new ComponentTypeMetadata(typeof(PlainLayout)), new Needs(needed)), null);

    /// <summary>As a page says which right it needs.</summary>
    private sealed class Needs(Permission permission) : IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new ClaimsAuthorizationRequirement(Navigation.PermissionClaim, [permission.ToString()])];
    }

    private sealed class FixedAddress : NavigationManager
    {
        internal FixedAddress(string address) => Initialize("http://localhost/", "http://localhost" + address);
    }
}
