using System.Diagnostics.CodeAnalysis;

namespace Crossdock.Organisation;

/// <summary>How the codes of masters (sites, places, items, partners) are spelled: upper case, no blanks, so that one thing has one code.</summary>
public static class Code
{
    /// <summary>The one spelling of a code, as it is stored and looked up.</summary>
    public static string Normal(string code) => code.Trim().ToUpperInvariant();

    /// <summary>Refuses a code that could not be typed, printed or put into an address.</summary>
    /// <param name="text">What was entered.</param>
    /// <param name="what">What it is the code of, for the sentence.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="code">The stored spelling.</param>
    public static bool Refused(string text, string what, [NotNullWhen(true)] out Refusal? refusal, out string code)
    {
        code = Normal(text);
        refusal = code.Length > 0 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? null
            : new CodeNotUsable(what, text);
        return refusal is not null;
    }
}

/// <summary>A code holds something else than letters, digits, '-', '.' and '_'.</summary>
/// <param name="What">What it would be the code of.</param>
/// <param name="Text">What was entered.</param>
public sealed record CodeNotUsable(string What, string Text) : Refusal(RefusalKind.Invalid, "organisation.code_not_usable",
    $"'{Text}' cannot be the code of {What}: use letters, digits, '-', '.' and '_' only.");

/// <summary>The code is taken.</summary>
/// <param name="What">What already has it.</param>
/// <param name="Taken">The code.</param>
public sealed record CodeTaken(string What, string Taken) : Refusal(RefusalKind.Conflict, "organisation.code_taken",
    $"There is already a {What} '{Taken}'. Choose another code or open that one.");

/// <summary>Somebody changed it after it was read.</summary>
/// <param name="What">Which record.</param>
public sealed record ChangedMeanwhile(string What) : Refusal(RefusalKind.Stale, "organisation.changed_meanwhile",
    $"{What} was changed in the meantime. Reload it, look at what changed, and enter your change again.");
