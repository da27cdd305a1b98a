using System.Net;
using System.Text.RegularExpressions;
using Crossdock.Organisation;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Browser.Tests;

/// <summary>Follows every link a role sees, without script: each kind of page (same address but for numbers, same query keys) a few times.</summary>
internal static partial class Walk
{
    /// <summary>Addresses opened, with what they answered; kinds of pages in the order they were met.</summary>
    public static async Task<Walked> OfAsync(ShownCompany company, Role role, int perKind)
    {
        using var client = await company.ClientAsync(role);
        var walked = new Walked(role);
        var met = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var waiting = new Queue<string>(met);
        while (waiting.TryDequeue(out var address))
        {
            using var answer = await client.GetAsync(address);
            var text = await answer.Content.ReadAsStringAsync();
            walked.Answers[address] = answer.StatusCode;
            foreach (Match link in Link().Matches(text))
            {
                var next = WebUtility.HtmlDecode(link.Groups[1].Value);
                if (!met.Add(next) || next.StartsWith("/api/", StringComparison.Ordinal) || next.StartsWith("//", StringComparison.Ordinal)) continue;
                var kind = KindOf(next);
                var count = walked.Kinds.GetValueOrDefault(kind)?.Count ?? 0;
                if (count >= perKind) continue;
                if (count == 0) walked.Kinds[kind] = [];
                walked.Kinds[kind].Add(next);
                waiting.Enqueue(next);
            }
        }

        return walked;
    }

    private static string KindOf(string address)
    {
        var parts = address.Split('?', 2);
        var path = Numbered().Replace(parts[0], "/N");
        return parts.Length == 1 ? path : path + "?" + string.Join('&', QueryHelpers.ParseQuery(parts[1]).Keys.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""<a\b[^>]*?\bhref="(/[^"#]*)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"/[^/]*\d[^/]*")]
    private static partial Regex Numbered();
}

/// <summary>What a role's walk met.</summary>
/// <param name="Role">Whose walk it was.</param>
internal sealed record Walked(Role Role)
{
    public Dictionary<string, HttpStatusCode> Answers { get; } = [];

    public Dictionary<string, List<string>> Kinds { get; } = [];
}
