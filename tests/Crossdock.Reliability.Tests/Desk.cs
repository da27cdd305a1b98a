using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Reliability.Tests;

/// <summary>Somebody who works through the API and insists on an answer.</summary>
internal sealed class Desk(HttpClient client)
{
    public HttpClient Client => client;

    /// <summary>Today where the company works, which for an hour or two of the night is not the day of UTC.</summary>
    public static string Today => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Time zone of the company.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Posts to an address below <c>/api/v1</c>; answers what came back, and fails when it is a problem.</summary>
    public Task<JsonNode> PostAsync(string path, object request) => SendAsync(HttpMethod.Post, path, request);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object request, long? ifMatch = null)
    {
        using var answer = await client.SendUseAsync(method, "/api/v1" + path, request, ifMatch);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Posts and answers the number of the document that came of it.</summary>
    public async Task<string> NumberAsync(string path, object request) => (await PostAsync(path, request))["number"]!.GetValue<string>();

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await client.GetAsync("/api/v1" + path);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"GET {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
