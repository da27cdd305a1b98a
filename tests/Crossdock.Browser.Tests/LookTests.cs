using System.Globalization;
using System.Text.RegularExpressions;
using Crossdock.Organisation;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Crossdock.Browser.Tests;

/// <summary>
/// Each kind of page, seen by the first role that meets it: accessible by axe without serious finding, no script error, no failed request, nothing
/// wider than the window. With CROSSDOCK_SCREENSHOTS set to a folder, each page is also pictured there.
/// </summary>
public sealed partial class LookTests(ShownCompany company)
{
    private static readonly string[] Watched = ["warehouse-manager", "controller", "buyer", "sales", "steward", "counter", "administrator"];
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSDOCK_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    [Fact]
    public async Task Every_kind_of_page_is_accessible_quiet_and_fits()
    {
        var found = new List<string>();
        var pages = await MeetAsync();
        foreach (var (role, addresses) in pages)
        {
            await using var visit = await company.VisitAsync(role.Name);
            foreach (var address in addresses)
            {
                await visit.OpenAsync(address);
                foreach (var look in Look.All) found.AddRange(await FaultsAsync(visit.Page, role, address, look));
            }

            found.AddRange(visit.Complaints);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(pages.Sum(p => p.Addresses.Count) >= 60, "Fewer than 60 kinds of pages were met.");
    }

    /// <summary>One address of each kind of page, under the first role that meets it; the start page of each role. A list with another filter looks as the list does.</summary>
    private async Task<List<(Role Role, List<string> Addresses)>> MeetAsync()
    {
        var pages = new List<(Role, List<string>)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in Watched.Select(code => Roles.Find(code)!))
        {
            var walked = await Walk.OfAsync(company, role, perKind: 1);
            pages.Add((role, ["/", .. walked.Kinds.Where(k => k.Key != "/" && seen.Add(LookOf(k.Key))).Select(k => k.Value[0])]));
        }

        return pages;
    }

    private static string LookOf(string kind) => Named().Replace(kind.Split('?')[0], "$1/N") + (kind.Contains("/new?", StringComparison.Ordinal) ? "?" : "");

    /// <summary>Records whose codes are words.</summary>
    [GeneratedRegex("^/(people|sites)/(?!new|roles)[^/]+")]
    private static partial Regex Named();

    private static async Task<List<string>> FaultsAsync(IPage page, Role role, string address, Look look)
    {
        await page.SetViewportSizeAsync(look.Width, look.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme, ReducedMotion = ReducedMotion.Reduce });
        var faults = new List<string>();
        if (look.Rules is { } rules)
        {
#pragma warning disable CS0618 // the other way opens one more page for every look, which takes six times as long; no page has frames
            var result = await page.Locator(":root").RunAxeLegacy(new AxeRunOptions { ResultTypes = [ResultType.Violations], RunOnly = rules.Length == 0 ? null : RunOnlyOptions.Rules(rules) });
#pragma warning restore CS0618
            faults.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                select $"{look.Name} {address}: {violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(n => n.Target))}");
        }

        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{look.Name} {address}: {over} pixels wider than the window"));
        if (Pictures is not null)
        {
            var file = role.Code + string.Concat(address.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, look.Name, file + ".png"), FullPage = true });
        }

        return faults;
    }
}

/// <summary>A way to look at a page.</summary>
/// <param name="Rules">Rules of axe to hold it to: none without a list, all with an empty one. What one look has shown another need not repeat.</param>
internal sealed record Look(string Name, int Width, int Height, ColorScheme Scheme, string[]? Rules)
{
    /// <summary>In an order that changes one thing at a time.</summary>
    public static IReadOnlyList<Look> All { get; } =
    [
        new("desk-light", 1440, 900, ColorScheme.Light, []),
        new("desk-dark", 1440, 900, ColorScheme.Dark, ["color-contrast"]),
        new("phone-dark", 412, 915, ColorScheme.Dark, null),
        new("phone-light", 412, 915, ColorScheme.Light, ["target-size", "label", "select-name", "button-name", "link-name", "scrollable-region-focusable"]),
    ];
}
