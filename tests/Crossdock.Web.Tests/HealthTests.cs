using System.Net;

namespace Crossdock.Web.Tests;

public sealed class HealthTests
{
    [Theory, EachDatabase]
    public async Task A_started_node_is_live_ready_and_started(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        using var client = app.Anonymous();
        Assert.Equal("live", await client.GetStringAsync("/health/live"));
        Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
        Assert.Equal("started", await client.GetStringAsync("/health/startup"));
    }

    [Fact]
    public async Task A_node_that_waits_for_something_says_so_with_503()
    {
        await using var app = await CrossdockApp.StartAsync(options: new()
        {
            Services = services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IReadiness, NeverReady>(services),
        });
        using var client = app.Anonymous();
        using var answer = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("waiting for the sun", await answer.Content.ReadAsStringAsync());
        Assert.Equal("live", await client.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task A_browser_finds_the_product_on_its_own_port()
    {
        await using var app = await CrossdockApp.StartAsync(options: new() { Listen = true });
        using var client = app.Anonymous();
        Assert.Equal("127.0.0.1", app.Address.Host);
        Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
    }

    private sealed class NeverReady : IReadiness
    {
        public ValueTask<string?> WaitingForAsync(CancellationToken cancel) => new("the sun");
    }
}
