using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Testing;

/// <summary>Sends uses the way a client of the API does.</summary>
public static class Requests
{
    /// <summary>Posts a use with an Idempotency-Key of its own, unless one is given.</summary>
    public static Task<HttpResponseMessage> PostUseAsync(this HttpClient client, string path, object request, string? key = null) =>
        client.SendUseAsync(HttpMethod.Post, path, request, key: key);

    /// <summary>Sends a use.</summary>
    public static async Task<HttpResponseMessage> SendUseAsync(this HttpClient client, HttpMethod method, string path, object request, long? ifMatch = null, string? key = null)
    {
        using var message = new HttpRequestMessage(method, path) { Content = JsonContent.Create(request, request.GetType(), options: Json.Web) };
        message.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        if (ifMatch is { } version) message.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await client.SendAsync(message);
    }

    /// <summary>Reads an answer of the expected type; fails with the problem's text when it is none.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, Json.Web)!;
    }

    /// <summary>The refusal code of a problem.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())?["code"]?.GetValue<string>();
}
