using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sylvan.Data.Csv;

namespace Crossdock.SampleCut;

/// <summary>Reads and writes the comma-separated files, packed when the name ends in .gz.</summary>
internal static class Tables
{
    /// <summary>Each row as a function from column name to text.</summary>
    public static IEnumerable<Func<string, string>> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var text = new StreamReader(unpacked, Encoding.UTF8);
        using var csv = CsvDataReader.Create(text);
        while (csv.Read()) yield return column => csv.GetString(csv.GetOrdinal(column)).Trim();
    }

    public static void Write(string folder, string name, string header, IEnumerable<string> rows)
    {
        using var file = File.Create(Path.Combine(folder, name));
        using var packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.SmallestSize) : (Stream)file;
        using var text = new StreamWriter(packed, new UTF8Encoding(false)) { NewLine = "\n" };
        text.WriteLine(header);
        foreach (var row in rows) text.WriteLine(row);
    }

    public static string Row(params string[] cells) => string.Join(',', cells.Select(cell =>
        cell.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
