using System.Globalization;
using Crossdock.Organisation;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Crossdock.Browser.Tests;

/// <summary>
/// Each kind of page, seen by the first role that meets it: accessible by axe without serious finding, no script error, no failed request, nothing
/// wider than the window. With CROSSDOCK_SCREENSHOTS set to a folder, each page is also pictured there.
/// </summary>
public sealed class LookTests(ShownCompany company)
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
                foreach (var look in Look.All) found.AddRange(await FaultsAsync(visit.Page, address, look));
            }

            found.AddRange(visit.Complaints);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(pages.Sum(p => p.Addresses.Count) >= 60, "Fewer than 60 kinds of pages were met.");
    }

    /// <summary>One address of each kind of page, under the first role that meets it. A list with another filter looks as the list does.</summary>
    private async Task<List<(Role Role, List<string> Addresses)>> MeetAsync()
    {
        var pages = new List<(Role, List<string>)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in Watched.Select(code => Roles.Find(code)!))
        {
            var walked = await Walk.OfAsync(company, role, perKind: 1);
            pages.Add((role, [.. walked.Kinds.Where(k => seen.Add(k.Key.Split('?')[0] + (k.Key.Contains("/new?", StringComparison.Ordinal) ? "?" : ""))).Select(k => k.Value[0])]));
        }

        return pages;
    }

    private static async Task<List<string>> FaultsAsync(IPage page, string address, Look look)
    {
        await page.SetViewportSizeAsync(look.Width, look.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
        var faults = new List<string>();
        if (look.Rules is { } rules)
        {
            var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations], RunOnly = rules.Length == 0 ? null : RunOnlyOptions.Rules(rules) });
            faults.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                select $"{look.Name} {address}: {violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(n => n.Target))}");
        }

        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{look.Name} {address}: {over} pixels wider than the window"));
        if (Pictures is not null)
        {
            var file = string.Concat(address.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, look.Name, (file.Length == 0 ? "home" : file) + ".png"), FullPage = true });
        }

        return faults;
    }
}
