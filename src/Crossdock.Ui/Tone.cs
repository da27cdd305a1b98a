namespace Crossdock.Ui;

/// <summary>How urgent something looks. A tone never stands alone: the words beside it say the same.</summary>
public enum Tone
{
    /// <summary>Nothing to do.</summary>
    Neutral,

    /// <summary>In progress, or chosen.</summary>
    Info,

    /// <summary>Done, agreed, on time.</summary>
    Good,

    /// <summary>Needs a look soon.</summary>
    Warning,

    /// <summary>Wrong, late, or blocked.</summary>
    Bad,
}

/// <summary>Class names of tones.</summary>
internal static class Tones
{
    internal static string Class(this Tone tone) => tone switch
    {
        Tone.Info => "tone-info",
        Tone.Good => "tone-good",
        Tone.Warning => "tone-warning",
        Tone.Bad => "tone-bad",
        _ => "tone-neutral",
    };

    /// <summary>An id or class made of a title: lower case letters, digits and dashes.</summary>
    internal static string Slug(string text) =>
        string.Join('-', string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
