using Crossdock.MasterData.Searching;
using Crossdock.Storage.Rows;

namespace Crossdock.MasterData;

/// <summary>
/// What the search finds: items, partners and documents of all modules. Each module puts its own things in, in the use that creates them.
/// Nothing secret goes in: whoever is signed in may find it.
/// </summary>
public sealed class SearchIndex
{
    private static readonly RowMap<SearchEntry> EntryMap = new("masterdata_search");
    private static readonly RowMap<SearchWord> WordMap = new("masterdata_search_words");
    private static readonly RowInsert<SearchEntry> InsertEntry = new(EntryMap, ignoreExisting: true);
    private static readonly RowInsert<SearchWord> InsertWord = new(WordMap, ignoreExisting: true);
    private static readonly RowDelete<SearchWord> DeleteWord = new(WordMap, nameof(SearchWord.Word), nameof(SearchWord.Kind), nameof(SearchWord.Key));
    private static readonly RowSelect<SearchEntry> FindEntry = new(EntryMap, false, "key", nameof(SearchEntry.Kind), nameof(SearchEntry.Key));
    private static readonly RowSelect<SearchWord> FindWords = new(WordMap, false, "word", nameof(SearchWord.Kind), nameof(SearchWord.Key));
    private static readonly RowUpdate<SearchEntry> ChangeEntry = new(
        "masterdata_search", "title = @Title, subtitle = @Subtitle, href = @Href", "masterdata_search.kind = @Kind AND masterdata_search.key = @Key");

    /// <summary>Makes a new thing findable. A thing that is in already keeps its title: change it with <see cref="ReplaceAsync"/>.</summary>
    /// <param name="work">The work that creates it.</param>
    /// <param name="kind">What it is, e.g. <c>item</c>, <c>supplier</c>, <c>purchase-order</c>.</param>
    /// <param name="key">Its code or number: what a form field takes as its value.</param>
    /// <param name="title">First line of the result.</param>
    /// <param name="subtitle">Second line.</param>
    /// <param name="href">Its page.</param>
    /// <param name="words">Further texts it is found by.</param>
    public void Put(Work work, string kind, string key, string title, string subtitle, string href, params IEnumerable<string> words)
    {
        work.Insert(InsertEntry, new() { Kind = kind, Key = key, Title = title, Subtitle = subtitle, Href = href });
        foreach (var word in SearchText.WordsOf([key, title, .. words]))
            work.Insert(InsertWord, new() { Word = word, Kind = kind, Key = key });
    }

    /// <summary>Changes a thing that is findable already, or puts it in.</summary>
    public async Task ReplaceAsync(Work work, string kind, string key, string title, string subtitle, string href, IEnumerable<string> words, CancellationToken cancel)
    {
        var entry = new SearchEntry { Kind = kind, Key = key, Title = title, Subtitle = subtitle, Href = href };
        if ((await work.SelectAsync(FindEntry, [entry], cancel)).Count == 0)
        {
            Put(work, kind, key, title, subtitle, href, words);
            return;
        }

        work.Change(ChangeEntry, entry);
        var wanted = SearchText.WordsOf([key, title, .. words]);
        var stored = await work.SelectAsync(FindWords, [new() { Kind = kind, Key = key }], cancel);
        foreach (var word in stored)
            if (!wanted.Remove(word.Word)) work.Delete(DeleteWord, word);
        foreach (var word in wanted) work.Insert(InsertWord, new() { Word = word, Kind = kind, Key = key });
    }

    internal void PutItem(Work work, Item item, IEnumerable<string> references) =>
        Put(work, "item", item.Code, item.Name, ItemSubtitle(item), $"/items/{item.Code}", ItemWords(item, references));

    internal Task ReplaceItemAsync(Work work, Item item, IEnumerable<string> references, CancellationToken cancel) =>
        ReplaceAsync(work, "item", item.Code, item.Name, ItemSubtitle(item), $"/items/{item.Code}", ItemWords(item, references), cancel);

    internal void PutPartner(Work work, Partner partner) =>
        Put(work, KindOf(partner), partner.Code, partner.Name, partner.Code, HrefOf(partner));

    internal Task ReplacePartnerAsync(Work work, Partner partner, CancellationToken cancel) =>
        ReplaceAsync(work, KindOf(partner), partner.Code, partner.Name, partner.Code, HrefOf(partner), [], cancel);

    private static string ItemSubtitle(Item item) => item.Category.Length == 0 ? item.Code : $"{item.Code} · {item.Category}";

    private static IEnumerable<string> ItemWords(Item item, IEnumerable<string> references) =>
        item.Packs.Select(p => p.Gtin).OfType<string>().SelectMany(g => new[] { g, Gtin.Parse(g).Value.ToShortest() }).Concat(references).Append(item.Category);

    private static string KindOf(Partner partner) => partner.Kind == PartnerKind.Supplier ? "supplier" : "customer";

    private static string HrefOf(Partner partner) => $"/{KindOf(partner)}s/{partner.Code}";
}
