namespace Crossdock.Storage.Printing;

/// <summary>A document as it is printed: the same words for a page, a file and a mail. All texts are ready to read.</summary>
/// <param name="Title">What it is ("Purchase order").</param>
/// <param name="Number">Its number, with its version where it has one.</param>
/// <param name="From">Who sends it: name and address, a line each.</param>
/// <param name="To">To whom.</param>
/// <param name="Facts">What holds for the whole of it: label and value.</param>
/// <param name="Columns">Columns of its lines.</param>
/// <param name="Rows">Its lines: a text per column.</param>
/// <param name="Totals">What stands below the lines: label and value, the last one in bold.</param>
/// <param name="Notes">Paragraphs below.</param>
/// <param name="At">The instant it says it was made; the file carries it, so that the same document is the same file.</param>
public sealed record PaperDocument(
    string Title, string Number, IReadOnlyList<string> From, IReadOnlyList<string> To, IReadOnlyList<PaperFact> Facts, IReadOnlyList<PaperColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<PaperFact> Totals, IReadOnlyList<string> Notes, DateTimeOffset At)
{
    /// <summary>Its name as a file, without ending.</summary>
    public string FileName => string.Concat($"{Number}".Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '-'));
}

/// <summary>A label with its value.</summary>
/// <param name="Label">The label.</param>
/// <param name="Value">The value.</param>
public sealed record PaperFact(string Label, string Value);

/// <summary>A column of a printed table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Share">Its width as a share of all shares.</param>
/// <param name="Right">True for figures, which stand at the right.</param>
public sealed record PaperColumn(string Title, int Share, bool Right = false);
