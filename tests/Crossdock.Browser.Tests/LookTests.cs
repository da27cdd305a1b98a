using System.Globalization;
using Crossdock.Organisation;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Crossdock.Browser.Tests;

/// <summary>
/// Each kind of page, seen by the first role that meets it: accessible by axe without serious finding, no script error, no failed request, nothing
/// wider than the window. With CROSSDOCK_SCREENSHOTS set to a folder, each page is also pictured there.
/// </summary>
public sealed class LookTests(ShownCompany company)
{
    private static readonly string[] Watched = ["warehouse-manager", "controller", "buyer", "sales", "steward", "ap-clerk", "receiver", "counter", "administrator"];
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSDOCK_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    public static TheoryData<string> Looks => ["desk-light", "desk-dark", "phone-light", "phone-dark"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_kind_of_page_is_accessible_quiet_and_fits(string name)
    {
        var look = new[] { Look.Desk, Look.DeskDark, Look.Phone, Look.PhoneDark }.Single(l => l.Name == name);
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in Watched.Select(code => Roles.Find(code)!))
        {
            var walked = await Walk.OfAsync(company, role, perKind: 1);
            await using var visit = await company.VisitAsync(role.Name, look);
            foreach (var (kind, addresses) in walked.Kinds.Prepend(KeyValuePair.Create("/ of " + role.Code, new List<string> { "/" })))
            {
                // A list with another filter looks as the list does.
                if (!seen.Add(kind.Split('?')[0] + (kind.Contains("?scan", StringComparison.Ordinal) || kind.Contains("customer", StringComparison.Ordinal) ? kind : ""))) continue;
                found.AddRange(await FaultsAsync(visit, addresses[0], look));
            }

            found.AddRange(visit.Complaints);
        }

        Assert.Empty(found);
        Assert.True(seen.Count >= 60, $"Only {seen.Count} kinds of pages were met.");
    }

    private static async Task<List<string>> FaultsAsync(Visit visit, string address, Look look)
    {
        await visit.OpenAsync(address);
        var faults = new List<string>();
        var result = await visit.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        faults.AddRange(
            from violation in result.Violations
            where violation.Impact is "serious" or "critical"
            select $"{look.Name} {address}: {violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(n => n.Target))}");
        var over = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{look.Name} {address}: {over} pixels wider than the window"));
        if (Pictures is not null)
        {
            var file = string.Concat(address.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, look.Name, (file.Length == 0 ? "home" : file) + ".png"), FullPage = true });
        }

        return faults;
    }
}
