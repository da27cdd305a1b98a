using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Searching;

/// <summary>Asks for whatever is found by words.</summary>
/// <param name="Q">Words or beginnings of words; all must match.</param>
/// <param name="Kind">Only this kind, e.g. <c>item</c>.</param>
public sealed record SearchRequest([StringLength(100)] string? Q = null, [StringLength(30)] string? Kind = null);

/// <summary>One thing that was found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">First line.</param>
/// <param name="Subtitle">Second line.</param>
/// <param name="Href">Its page.</param>
/// <param name="Value">Its code or number.</param>
public sealed record SearchHit(string Kind, string Title, string Subtitle, string Href, string Value);

internal sealed class SearchQuery : IQuery<SearchRequest, IReadOnlyList<SearchHit>>
{
    private const int Most = 20;
    private const int MostCandidates = 200;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<SearchQuery>("GET /search", Permission.SignIn)
        .WithSummary("Items, partners and documents found by words.");

    public async Task<Result<IReadOnlyList<SearchHit>>> AnswerAsync(Reading reading, SearchRequest request, CancellationToken cancel)
    {
        var words = SearchText.WordsTyped(request.Q ?? "");
        if (words.Count == 0) return Result<IReadOnlyList<SearchHit>>.Of([]);
        var db = reading.Db;
        var longest = words[0];
        var candidates = await Matches(db, words, request.Kind).OrderBy(w => w.Word).Take(MostCandidates).ToListAsync(cancel);
        var best = candidates
            .GroupBy(w => (w.Kind, w.Key))
            .OrderByDescending(g => SearchText.Plain(g.Key.Key) == longest)
            .ThenByDescending(g => g.Any(w => w.Word == longest))
            .ThenBy(g => g.Key.Key.Length).ThenBy(g => g.Key.Key, StringComparer.Ordinal).ThenBy(g => g.Key.Kind, StringComparer.Ordinal)
            .Take(Most).Select(g => g.Key).ToList();
        var keys = best.ConvertAll(b => b.Key);
        var entries = (await db.Set<SearchEntry>().Where(e => keys.Contains(e.Key)).ToListAsync(cancel)).ToDictionary(e => (e.Kind, e.Key));
        return Result<IReadOnlyList<SearchHit>>.Of([
            .. best.Where(entries.ContainsKey).Select(b => entries[b]).Select(e => new SearchHit(e.Kind, e.Title, e.Subtitle, e.Href, e.Key))]);
    }

    /// <summary>Entries in which every word begins some word; the longest is looked up in the index, the others are checked per entry.</summary>
    private static IQueryable<SearchWord> Matches(CrossdockDb db, IReadOnlyList<string> words, string? kind)
    {
        var all = db.Set<SearchWord>().AsQueryable();
        if (words.Count == 0) return all.Where(w => false);
        var matches = Beginning(all, words[0]);
        if (!string.IsNullOrEmpty(kind)) matches = matches.Where(w => w.Kind == kind);
        foreach (var word in words.Skip(1))
        {
            var others = Beginning(all, word);
            matches = matches.Where(w => others.Any(o => o.Kind == w.Kind && o.Key == w.Key));
        }

        return matches;
    }

    private static IQueryable<SearchWord> Beginning(IQueryable<SearchWord> words, string beginning)
    {
        var end = beginning + "\uffff";
        return words.Where(w => string.Compare(w.Word, beginning) >= 0 && string.Compare(w.Word, end) < 0);
    }
}
