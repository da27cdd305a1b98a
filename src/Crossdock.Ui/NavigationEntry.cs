using System.Security.Claims;
using Crossdock.Kernel;

namespace Crossdock.Ui;

/// <summary>One place a person can go to from the left navigation; modules register theirs as services.</summary>
/// <param name="Group">Heading it stands under, in the trade's words ("Buying"); empty for the top of the list.</param>
/// <param name="Title">What the link says.</param>
/// <param name="Href">Where it leads, starting with a slash.</param>
/// <param name="Icon">A name of <see cref="Icon"/>.</param>
/// <param name="Permission">Who sees it; null for everybody who is signed in.</param>
/// <param name="Order">Position; groups stand in the order of their first entry.</param>
public sealed record NavigationEntry(string Group, string Title, string Href, string Icon, Permission? Permission = null, int Order = 0)
{
    /// <summary>The address without the view it opens on: where its own pages lie below.</summary>
    public string Path => Href.Split('?')[0];

    /// <summary>The letter that leads here after <c>g</c>, or null.</summary>
    public char? Key { get; init; }

    /// <summary>What one starts there ("Take an order"), as the start page offers it; null for a page that is looked at.</summary>
    public string? Task { get; init; }
}

/// <summary>A heading of the navigation with the entries the person may open.</summary>
/// <param name="Title">The heading; empty for entries without one.</param>
/// <param name="Entries">At least one entry, in order.</param>
public sealed record NavigationGroup(string Title, IReadOnlyList<NavigationEntry> Entries)
{
    /// <summary>The entries as lines: what starts a new one stands beside the list of those there are, when the person may open both.</summary>
    public IEnumerable<(NavigationEntry Entry, NavigationEntry? Start)> Lines
    {
        get
        {
            var starts = Entries.Where(e => Entries.Any(list => e.Href == list.Path + "/new")).ToDictionary(e => e.Href);
            return Entries.Where(e => !starts.ContainsKey(e.Href)).Select(e => (e, starts.GetValueOrDefault(e.Path + "/new")));
        }
    }
}

/// <summary>What of the navigation a person sees.</summary>
public static class Navigation
{
    /// <summary>Claim type under which a person's permissions travel; its value is the name of a <see cref="Permission"/>.</summary>
    public const string PermissionClaim = "permission";

    /// <summary>True when the person holds the permission.</summary>
    public static bool May(this ClaimsPrincipal? user, Permission permission) =>
        user?.HasClaim(PermissionClaim, permission.ToString()) == true;

    /// <summary>The groups and entries the person may open; nothing for someone who has not signed in.</summary>
    public static IReadOnlyList<NavigationGroup> For(ClaimsPrincipal? user, IEnumerable<NavigationEntry> entries) =>
        user?.Identity?.IsAuthenticated != true
            ? []
            : [.. entries
                .Where(entry => entry.Permission is not { } needed || user.May(needed))
                .OrderBy(entry => entry.Order).ThenBy(entry => entry.Title, StringComparer.Ordinal)
                .GroupBy(entry => entry.Group)
                .Select(group => new NavigationGroup(group.Key, [.. group]))];

    /// <summary>The entry whose address is the longest beginning of the path, or null.</summary>
    public static NavigationEntry? Current(string path, IEnumerable<NavigationGroup> groups) =>
        groups.SelectMany(group => group.Entries)
            .Where(entry => path == entry.Path || path.StartsWith(entry.Path.TrimEnd('/') + "/", StringComparison.Ordinal) && entry.Path != "/")
            .MaxBy(entry => entry.Path.Length);
}
