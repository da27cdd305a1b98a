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
        await ArriveAsync(url => url.AbsolutePath.StartsWith(path, StringComparison.Ordinal) && !url.AbsolutePath.EndsWith("/new", StringComparison.Ordinal));
        return new Uri(Page.Url).AbsolutePath[path.Length..];
    }

    /// <summary>Waits until the address is as wanted and the page there is complete, scripts and all; asks the page itself, because an event may be over already.</summary>
    public async Task ArriveAsync(Func<Uri, bool> there)
    {
        // Waiting for the address by its event waits for ever when the page was there before anybody listened.
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!there(new Uri(Page.Url)))
        {
            if (waited.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException($"Still at {Page.Url}. {string.Join(" ", await Page.Locator("[role=alert]:visible").AllInnerTextsAsync())}");
            await Task.Delay(20);
        }

        await Page.WaitForFunctionAsync("document.readyState === 'complete'");
    }

    public Task FillAsync(string name, string value) => Page.Locator($"[name='{name}']:visible").First.FillAsync(value);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
