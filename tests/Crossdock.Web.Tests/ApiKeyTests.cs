using System.Net;

namespace Crossdock.Web.Tests;

public sealed class ApiKeyTests
{
    [Theory, EachDatabase]
    public async Task A_key_acts_with_the_rights_of_its_person_and_no_others(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        using var administrator = await app.AsAsync("administrator");
        using var buyer = await app.AsAsync("buyer");
        using var seen = await administrator.GetAsync("/api/v1/people");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        using var refused = await buyer.GetAsync("/api/v1/people");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_wrong_key_is_nobody()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "xd_wrong");
        using var answer = await client.GetAsync("/api/v1/people");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task After_ten_attempts_a_minute_signing_in_is_refused_with_429()
    {
        await using var app = await CrossdockApp.StartAsync();
        using var client = app.Anonymous();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var form = new FormUrlEncodedContent([new("login", "nobody"), new("password", "wrong")]);
            using var answer = await client.PostAsync("/sign-in", form);
            statuses.Add(answer.StatusCode);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(10));
        Assert.All(statuses.Skip(10), s => Assert.Equal(HttpStatusCode.TooManyRequests, s));
    }

    [Theory, EachDatabase]
    public async Task A_live_page_hears_what_another_person_posts_within_a_second(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        using var watcher = await app.AsAsync("administrator");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live?topics=all");
        using var answer = await watcher.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(": connected", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        using var posted = await watcher.PostUseAsync("/api/v1/people", new { login = "new.person", name = "New Person", roles = new[] { "buyer" } });
        Assert.True(posted.IsSuccessStatusCode, await posted.Content.ReadAsStringAsync());
        string? line;
        do line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false);
        Assert.Contains("\"topic\":\"all\"", line, StringComparison.Ordinal);
    }
}
