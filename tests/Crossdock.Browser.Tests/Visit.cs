using Microsoft.Playwright;

namespace Crossdock.Browser.Tests;

/// <summary>A browser window that remembers what its pages complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"{page.Url}: {message.Text}");
        };
    }

    public IPage Page { get; }

    /// <summary>Script errors and failed requests so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Opens a page and expects it to answer.</summary>
    public async Task OpenAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer is { Status: 200 }, $"{path} answered {answer?.Status}");
    }

    /// <summary>Presses a button that sends the form, and waits for the page it leads to.</summary>
    /// <returns>The last part of that page's address: the number of the document.</returns>
    public async Task<string> SendAsync(string button, string path)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
        await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith(path, StringComparison.Ordinal) && !new Uri(url).AbsolutePath.EndsWith("/new", StringComparison.Ordinal));
        return new Uri(Page.Url).AbsolutePath[path.Length..];
    }

    public Task FillAsync(string name, string value) => Page.Locator($"[name='{name}']:visible").First.FillAsync(value);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
