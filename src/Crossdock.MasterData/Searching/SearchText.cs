using System.Globalization;
using System.Text;

namespace Crossdock.MasterData.Searching;

/// <summary>How texts become the words they are found by: lower case, without accents, numbers also without leading zeros.</summary>
internal static class SearchText
{
    private const int LongestWord = 40;
    private const int MostTyped = 6;

    public static HashSet<string> WordsOf(IEnumerable<string> texts)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var chunk in Plain(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                var whole = chunk.Trim('.', ',', ';', ':', '(', ')', '"', '\'', '/');
                Add(words, whole);
                foreach (var part in whole.Split(['-', '.', '/', '_', '&', '\'', ',', '(', ')', '#', '+'], StringSplitOptions.RemoveEmptyEntries)) Add(words, part);
            }
        }

        return words;
    }

    /// <summary>The words somebody typed, longest first; a word with a hyphen or a point in it stays whole.</summary>
    public static IReadOnlyList<string> WordsTyped(string text) =>
        [.. Plain(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.Trim('.', ',', ';', ':', '(', ')', '"', '\'', '/'))
            .Where(w => w.Length > 0)
            .Select(w => w.Length > LongestWord ? w[..LongestWord] : w)
            .Distinct().OrderByDescending(w => w.Length).Take(MostTyped)];

    /// <summary>Lower case, accents gone.</summary>
    public static string Plain(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(c);
        return plain.ToString().Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    private static void Add(HashSet<string> words, string word)
    {
        if (word.Length == 0) return;
        words.Add(word.Length > LongestWord ? word[..LongestWord] : word);
        if (word[0] != '0' || word.AsSpan().ContainsAnyExceptInRange('0', '9')) return;
        var digits = word.TrimStart('0');
        if (digits.Length > 0) words.Add(digits);
    }
}
