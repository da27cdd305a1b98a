using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Ui;

/// <summary>The state of a list page as its address carries it: immutable, so every link is the current state with one thing changed.</summary>
public sealed class QueryState
{
    /// <summary>Key of the search text.</summary>
    public const string Search = "q";

    /// <summary>Key of the sort column; a leading minus means descending.</summary>
    public const string Sort = "sort";

    /// <summary>Key of the keyset cursor; dropped whenever anything else changes.</summary>
    public const string Cursor = "cursor";

    private readonly IReadOnlyList<KeyValuePair<string, string>> pairs;

    private QueryState(string path, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        Path = path;
        this.pairs = pairs;
    }

    /// <summary>The page's path, without query.</summary>
    public string Path { get; }

    /// <summary>All keys with their values, in the order of the address; a key may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>The state of the page being shown.</summary>
    public static QueryState Of(NavigationManager navigation) => Parse(new Uri(navigation.Uri).PathAndQuery);

    /// <summary>Reads a path with query, such as <c>/orders?q=pump&amp;sort=-date</c>. Empty values are dropped.</summary>
    public static QueryState Parse(string pathAndQuery)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0) return new(pathAndQuery, []);
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var pair in new QueryStringEnumerable(pathAndQuery[mark..]))
            if (pair.DecodeValue() is { Length: > 0 } value) pairs.Add(new(pair.DecodeName().ToString(), value.ToString()));
        return new(pathAndQuery[..mark], pairs);
    }

    /// <summary>The first value of a key, or null.</summary>
    public string? this[string key] => pairs.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>Every value of a key.</summary>
    public IReadOnlyList<string> All(string key) => [.. pairs.Where(pair => pair.Key == key).Select(pair => pair.Value)];

    /// <summary>The key set to one value; starts again at the first page unless the key is the cursor.</summary>
    public QueryState With(string key, string? value) =>
        value is null or "" ? Without(key) : new(Path, [.. Kept(key, null), new(key, value)]);

    /// <summary>Without the key, or without one of its values; starts again at the first page.</summary>
    public QueryState Without(string key, string? value = null) => new(Path, Kept(key, value));

    /// <summary>The same query for another address, for instance an export.</summary>
    public QueryState At(string path) => new(path, pairs);

    /// <summary>The link a column heading carries: ascending first, then descending, then back to the list's own order.</summary>
    public QueryState Sorted(string column) => this[Sort] switch
    {
        var sort when sort == column => With(Sort, "-" + column),
        var sort when sort == "-" + column => Without(Sort),
        _ => With(Sort, column),
    };

    /// <summary>The address: path and query.</summary>
    public override string ToString() => pairs.Count == 0
        ? Path
        : Path + "?" + string.Join('&', pairs.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));

    private List<KeyValuePair<string, string>> Kept(string key, string? value) =>
        [.. pairs.Where(pair => pair.Key != Cursor && (pair.Key != key || (value is not null && pair.Value != value)))];
}
