using System.Net;
using System.Text.RegularExpressions;

namespace Crossdock.Organisation.Tests;

/// <summary>Keeps cookies and sends forms with their token, as a browser does.</summary>
internal sealed partial class Browser(CrossdockApp app) : IDisposable
{
    private readonly HttpClient client = app.Anonymous();
    private readonly Dictionary<string, string> cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public async Task<(HttpStatusCode Status, string Text, string? Location)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    /// <summary>Opens the page, takes its token and posts the fields.</summary>
    public async Task<(HttpStatusCode Status, string Text, string? Location)> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(page)).Text).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", WebUtility.HtmlDecode(token))]),
        };
        return await SendAsync(request);
    }

    public async Task<string?> SignInAsync(string login, string password, string next = "/account") =>
        (await PostAsync("/sign-in", "/sign-in", ("login", login), ("password", password), ("next", next))).Location;

    public void Dispose() => client.Dispose();

    private async Task<(HttpStatusCode Status, string Text, string? Location)> SendAsync(HttpRequestMessage request)
    {
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        using var answer = await client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0) cookies.Remove(pair[0]);
            else cookies[pair[0]] = pair[1];
        }

        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.ToString());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
