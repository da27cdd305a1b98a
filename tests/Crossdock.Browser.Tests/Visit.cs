using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Crossdock.Browser.Tests;

/// <summary>
/// A browser window of somebody at work, that remembers what its pages complained about. With CROSSDOCK_SCREENSHOTS set to a folder, each page
/// that is passed is pictured there.
/// </summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSDOCK_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;
    private static int pictured;
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly string who;

    public Visit(IBrowserContext context, IPage page, string who)
    {
        (this.context, this.who) = (context, who);
        Page = page;
        Watch(page);
    }

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"{page.Url}: {message.Text}");
        };
    }

    /// <summary>The page in front.</summary>
    public IPage Page { get; private set; }

    /// <summary>Script errors, failed requests and pages wider than the window so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Opens a page and expects it to answer.</summary>
    public async Task OpenAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer is { Status: 200 }, $"{path} answered {answer?.Status}");
        await LookAsync();
    }

    /// <summary>Presses a button that sends the form, and waits for the page it leads to.</summary>
    /// <returns>The last part of that page's address: the number of the document.</returns>
    public async Task<string> SendAsync(string button, string path)
    {
        var before = Page.Url;
        await (await ButtonAsync(button)).ClickAsync();
        await ArriveAsync(url => url.AbsoluteUri != before && url.AbsolutePath.StartsWith(path, StringComparison.Ordinal) && !url.AbsolutePath.EndsWith("/new", StringComparison.Ordinal));
        return new Uri(Page.Url).AbsolutePath[path.Length..];
    }

    /// <summary>Presses a button that sends the form and shows the page anew, and waits for the words that say it is done.</summary>
    public async Task DoAsync(string button, string done)
    {
        await (await ButtonAsync(button)).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-toasts]").GetByText(done).First).ToBeVisibleAsync();
        await SettleAsync();
        await LookAsync();
    }

    /// <summary>Presses a button and is refused: by this sentence, on the same page, with every field as it was filled.</summary>
    public async Task BeRefusedAsync(string button, string sentence)
    {
        var (before, filled) = (complaints.Count, await FilledAsync());
        await (await ButtonAsync(button)).ClickAsync();
        await Assertions.Expect((await FrontAsync()).Locator("[data-use-alert]:visible, [data-error].shown").Filter(new() { HasText = sentence }).First).ToBeVisibleAsync();
        Assert.Equal(filled, await FilledAsync());
        await LookAsync();

        // The browser tells of every request that was answered with a refusal; this one was to be.
        complaints.RemoveAll(c => complaints.IndexOf(c) >= before && c.Contains("Failed to load resource", StringComparison.Ordinal));
    }

    /// <summary>Follows a link by what it says.</summary>
    public async Task FollowAsync(string link, string path)
    {
        await Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
        await ArriveAsync(url => url.AbsolutePath.StartsWith(path, StringComparison.Ordinal));
    }

    /// <summary>Follows a link that opens beside the page, and goes on there.</summary>
    public async Task FollowBesideAsync(string link)
    {
        Page = await Page.RunAndWaitForPopupAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync());
        Watch(Page);
        await SettleAsync();
        await LookAsync();
    }

    /// <summary>Opens the dialog of an action in the menu of the page.</summary>
    public async Task ChooseActionAsync(string action)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "More actions", Exact = true }).ClickAsync();
        await Page.Locator("#page-menu").GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
    }

    /// <summary>Presses a button of the page that opens a dialog.</summary>
    public async Task OpenDialogAsync(string button)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
    }

    /// <summary>Waits until the address is as wanted and the page there is complete, scripts and all.</summary>
    public async Task ArriveAsync(Func<Uri, bool> there)
    {
        // Waiting for the address by its event waits for ever when the page was there before anybody listened.
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!there(new Uri(Page.Url)))
        {
            if (waited.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException($"Still at {Page.Url}. {string.Join(" ", await Page.Locator("[role=alert]:visible, [data-error].shown").AllInnerTextsAsync())}");
            await Task.Delay(20);
        }

        await SettleAsync();
        await LookAsync();
    }

    /// <summary>Fills the field of this name, of the open dialog if there is one.</summary>
    public async Task FillAsync(string name, string value) => await (await FieldAsync(name)).FillAsync(value);

    /// <summary>Chooses in the list of this name by the value or the words of the choice.</summary>
    public async Task ChooseAsync(string name, string choice) => await (await FieldAsync(name)).SelectOptionAsync(choice);

    /// <summary>Types into a field that searches, and takes the first that is found.</summary>
    public async Task FindAsync(string label, string words)
    {
        var field = (await FrontAsync()).GetByRole(AriaRole.Combobox, new() { Name = label }).First;
        await field.PressSequentiallyAsync(words);
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = words }).First.ClickAsync();
    }

    /// <summary>Ticks a box by what it says.</summary>
    public async Task TickAsync(string label) => await (await FrontAsync()).GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^" + Regex.Escape(label)) }).First.CheckAsync();

    /// <summary>Takes the tick out of a box.</summary>
    public async Task UntickAsync(string label) => await (await FrontAsync()).GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^" + Regex.Escape(label)) }).First.UncheckAsync();

    /// <summary>Pastes what was copied elsewhere into the field of this name.</summary>
    public async Task PasteAsync(string name, string text)
    {
        await Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await (await FieldAsync(name)).FocusAsync();
        await Page.Keyboard.PressAsync("Control+V");

        // Codes that were pasted are looked up: until then the fields show the codes, afterwards the names.
        await Assertions.Expect(Page.Locator("[data-combobox][aria-busy]")).ToHaveCountAsync(0);
    }

    public async Task<string> ValueAsync(string name) => await (await FieldAsync(name)).InputValueAsync();

    /// <summary>Expects the page to say this.</summary>
    public Task SeeAsync(string words) => Assertions.Expect(Page.Locator("main").GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

    /// <summary>Expects the page to say this nowhere.</summary>
    public Task SeeNotAsync(string words) => Assertions.Expect(Page.Locator("main").GetByText(words).Filter(new() { Visible = true })).ToHaveCountAsync(0);

    /// <summary>Expects the document's state, as it stands beside its number.</summary>
    public Task SeeStateAsync(string state) => Assertions.Expect(Page.Locator("[data-live-id='page-state']")).ToHaveTextAsync(state);

    /// <summary>Expects what a table or list says in the row that holds the first words.</summary>
    public Task SeeRowAsync(string row, string words) =>
        Assertions.Expect(Page.Locator("main tr, main dl > div, main li").Filter(new() { HasText = row, Visible = true }).Filter(new() { HasText = words }).First).ToBeVisibleAsync();

    /// <summary>The number of a document of this kind that the page names, e.g. <c>AP-000012</c>.</summary>
    public async Task<string> NumberAsync(string prefix)
    {
        var found = Numbers().Matches(await Page.Locator("main").InnerTextAsync()).FirstOrDefault(m => m.Value.StartsWith(prefix + "-", StringComparison.Ordinal));
        Assert.True(found is not null, $"{Page.Url} names no {prefix}.");
        return found.Value;
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>The open dialog, or the page.</summary>
    private async Task<ILocator> FrontAsync() => Page.Locator(await Page.Locator("dialog[open]").CountAsync() > 0 ? "dialog[open]" : "body");

    private async Task<ILocator> FieldAsync(string name) => (await FrontAsync()).Locator($"[name='{name}']:visible, .cd-combobox:has([name='{name}']) [role=combobox]").First;

    private async Task<ILocator> ButtonAsync(string name) => (await FrontAsync()).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    /// <summary>What stands in the fields of the page.</summary>
    private Task<string> FilledAsync() =>
        Page.EvaluateAsync<string>("[...document.querySelectorAll('form[data-use] :is(input, select, textarea)')].map(f => f.name + '=' + (f.type === 'checkbox' ? f.checked : f.value)).join('\\n')");

    /// <summary>Waits until the page is complete. It is asked again and again, because an event that came between two looks is never heard of, and a page that is just being left does not answer.</summary>
    private async Task SettleAsync()
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromMinutes(1))
        {
            try
            {
                if (await Page.EvaluateAsync<bool>("document.readyState === 'complete'")) return;
            }
            catch (PlaywrightException left) when (left.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
            {
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"{Page.Url} is not complete after a minute.");
    }

    /// <summary>Nothing is wider than the window; a picture, if wanted.</summary>
    private async Task LookAsync()
    {
        var over = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0) complaints.Add(string.Create(CultureInfo.InvariantCulture, $"{Page.Url}: {over} pixels wider than the window"));
        if (Pictures is null) return;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref pictured):000} {who} {new Uri(Page.Url).AbsolutePath.Replace('/', '-')}.png");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, "journeys", name), FullPage = true });
    }

    [GeneratedRegex("[A-Z]{2}-[0-9]{6}")]
    private static partial Regex Numbers();
}
