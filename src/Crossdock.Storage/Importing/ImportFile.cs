using System.Text;
using System.Text.Json.Nodes;
using Sylvan.Data.Csv;

namespace Crossdock.Storage.Importing;

/// <summary>A document of an import file.</summary>
/// <param name="Rows">Its rows, counted as a spreadsheet counts them: the headings are row 1.</param>
/// <param name="Name">What the file calls it, or null.</param>
/// <param name="Body">The request.</param>
internal sealed record ImportDocument(List<int> Rows, string? Name, JsonObject Body)
{
    /// <summary>The first cell that cannot be read, with what is wrong; null when all can.</summary>
    public (int Row, string Column, string Message)? Wrong { get; set; }
}

/// <summary>Reads import files: comma, semicolon or tab, headings in the first row, UTF-8 or Latin-1.</summary>
public static class ImportFile
{
    /// <summary>Code of the refusal of a column that the operation does not have.</summary>
    public const string UnknownColumnCode = "import.column";

    private const string NameColumn = "document";
    private const int MostRows = 20_000;
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>The text of a file's bytes: UTF-8, else Latin-1, which every byte is.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>
    /// The documents of a file. Rows with the same entry in the column <c>document</c> are lines of one; without that column, neighbouring rows
    /// whose head is the same are. An empty cell leaves its field out.
    /// </summary>
    internal static Result<IReadOnlyList<ImportDocument>> Read(string text, ImportShape shape)
    {
        var first = text.AsSpan().TrimStart("\r\n");
        if (first.IndexOfAny('\r', '\n') is var end and >= 0) first = first[..end];
        var delimiter = Delimiter(first);
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { HasHeaders = false, Delimiter = delimiter, BufferSize = 1 << 16 });
            if (!reader.Read()) return Refusal.Invalid("import.empty", "The file is empty. Its first row must hold the names of the columns.");
            if (Headings(reader, shape).Refused(out var no, out var headings)) return no;
            return Documents(reader, headings, shape, delimiter == ';');
        }
        catch (Exception exception) when (exception is CsvFormatException or CsvRecordTooLargeException)
        {
            return Refusal.Invalid("import.csv", "The file is not readable as rows and columns: a quotation mark is not closed, or a row is longer than 64,000 characters.");
        }
    }

    private static Result<List<ImportColumn?>> Headings(CsvDataReader reader, ImportShape shape)
    {
        var headings = new List<ImportColumn?>();
        for (var i = 0; i < reader.RowFieldCount; i++)
        {
            var heading = reader.GetString(i).Trim();
            var column = shape.Find(heading);
            if (column is null && !heading.Equals(NameColumn, StringComparison.OrdinalIgnoreCase))
                return Refusal.Invalid(UnknownColumnCode, $"There is no column '{heading}' here. Known are: {string.Join(", ", shape.Columns.Select(c => c.Name).Prepend(NameColumn).Distinct())}.");
            if (headings.Contains(column)) return Refusal.Invalid("import.column_twice", $"The column '{heading}' is there twice.");
            headings.Add(column);
        }

        return headings;
    }

    private static Result<IReadOnlyList<ImportDocument>> Documents(CsvDataReader reader, List<ImportColumn?> headings, ImportShape shape, bool decimalComma)
    {
        var documents = new List<ImportDocument>();
        var named = new Dictionary<string, ImportDocument>(StringComparer.Ordinal);
        for (var row = 2; reader.Read(); row++)
        {
            var cells = Enumerable.Range(0, reader.RowFieldCount).Select(i => reader.GetString(i).Trim()).ToList();
            if (cells.TrueForAll(c => c.Length == 0)) continue;
            if (row > MostRows + 1) return Refusal.Invalid("import.rows", $"The file has more than {MostRows} rows. Cut it into several.");
            if (cells.Count > headings.Count) return Refusal.Invalid("import.width", $"Row {row} has more cells than there are columns. Put cells with the delimiter in them between quotation marks.");
            var head = new JsonObject();
            var line = new JsonObject();
            string? name = null;
            (int, string, string)? wrong = null;
            foreach (var (cell, column) in cells.Zip(headings).Where(c => c.First.Length > 0))
            {
                if (column is null)
                {
                    name = cell;
                    continue;
                }

                var (value, problem) = ImportShape.Read(column, cell, decimalComma);
                if (problem is not null) wrong ??= (row, column.Name, problem);
                else (column.OfLine ? line : head)[column.Field] = value;
            }

            var joined = shape.Lines is null ? null : name is not null ? named.GetValueOrDefault(name) : documents.LastOrDefault() is { Name: null } last && SameHead(last.Body, head, shape.Lines) ? last : null;
            if (joined is not null && !SameHead(joined.Body, head, shape.Lines!))
                wrong ??= (row, headings.Find(c => c is { OfLine: false })?.Name ?? NameColumn, $"The head of {name} differs from that in row {joined.Rows[0]}.");
            if (joined is null)
            {
                joined = new([], name, head);
                documents.Add(joined);
                if (name is not null) named.TryAdd(name, joined);
            }

            joined.Rows.Add(row);
            if (line.Count > 0)
            {
                if (joined.Body[shape.Lines!] is not JsonArray lines) joined.Body[shape.Lines!] = lines = [];
                lines.Add(line);
            }

            joined.Wrong ??= wrong;
        }

        return documents.Count == 0 ? Refusal.Invalid("import.no_rows", "The file has headings and no rows.") : documents;
    }

    private static bool SameHead(JsonObject body, JsonObject head, string lines) =>
        body.Count(p => p.Key != lines) == head.Count && head.All(p => body.TryGetPropertyValue(p.Key, out var value) && JsonNode.DeepEquals(value, p.Value));

    private static char Delimiter(ReadOnlySpan<char> headings)
    {
        var best = ',';
        var most = headings.Count(',');
        foreach (var candidate in (char[])[';', '\t'])
        {
            if (headings.Count(candidate) <= most) continue;
            (best, most) = (candidate, headings.Count(candidate));
        }

        return best;
    }
}
