using System.Globalization;
using System.Text;

namespace Crossdock.MasterData.Searching;

/// <summary>How texts become the words they are found by: lower case, without accents, numbers without leading zeros.</summary>
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
                if (IsNumber(whole))
                {
                    // What a series has in common ("so") finds all of it, which helps nobody.
                    Add(words, whole[(whole.LastIndexOf('-') + 1)..]);
                    continue;
                }

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
            .Select(w => IsDigits(w) ? Short(w) : w)
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
        if (IsDigits(word)) word = Short(word);
        words.Add(word.Length > LongestWord ? word[..LongestWord] : word);
    }

    /// <summary>A document number: letters, then digits behind the last hyphen ("so-000123", "si-prairie-000001").</summary>
    private static bool IsNumber(string word) => word.LastIndexOf('-') is > 0 and var hyphen && char.IsAsciiLetter(word[0]) && hyphen < word.Length - 1 && IsDigits(word[(hyphen + 1)..]);

    private static bool IsDigits(string word) => !word.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static string Short(string digits) => digits.TrimStart('0') is { Length: > 0 } shorter ? shorter : "0";
}
