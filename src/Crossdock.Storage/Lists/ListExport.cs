using System.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Sylvan.Data.Csv;

namespace Crossdock.Storage.Lists;

/// <summary>Writes the filtered and sorted rows as a file. Numbers stay numbers; text that a spreadsheet would run as a formula is made harmless.</summary>
internal static class ListExport
{
    public const int MostRows = 100_000;
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Header that says that rows were cut off.</summary>
    public const string CutHeader = "Crossdock-Rows-Cut-At";

    public static async Task<(byte[] File, bool Cut)> WriteAsync<TRow>(Listing<TRow> listing, IQueryable<TRow> rows, bool spreadsheet, CancellationToken cancel)
        where TRow : class
    {
        var columns = listing.Columns.Where(c => !c.Hidden).ToArray();
        using var table = new DataTable();
        table.Locale = System.Globalization.CultureInfo.InvariantCulture;
        foreach (var column in columns) table.Columns.Add(column.Title, spreadsheet ? ListValues.CellType(column.Type) : typeof(string));
        var cut = false;
        await foreach (var row in rows.Take(MostRows + 1).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (table.Rows.Count == MostRows)
            {
                cut = true;
                break;
            }

            table.Rows.Add([.. columns.Select(c => (spreadsheet ? Cell(c.Of(row)) : CsvText(c.Of(row), c.Kind)) ?? DBNull.Value)]);
        }

        return (await FileAsync(table, cut, spreadsheet, cancel), cut);
    }

    public static Task<byte[]> FileAsync(DataTable table, bool cut, bool spreadsheet, CancellationToken cancel) =>
        spreadsheet ? SpreadsheetAsync(table, cut, cancel) : CsvAsync(table, cut, cancel);

    /// <summary>A leading apostrophe keeps a spreadsheet from running what somebody typed into a name.</summary>
    public static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    public static object? Cell(object? value) => ListValues.Cell(value) is var cell && cell is string text ? Harmless(text) : cell;

    public static string? CsvText(object? value, ColumnKind kind) =>
        ListValues.Text(value) is { } text ? kind == ColumnKind.Text ? Harmless(text) : text : null;

    private static string CutLine => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Cut at {MostRows} rows: narrow the filter to see the rest.");

    private static async Task<byte[]> CsvAsync(DataTable table, bool cut, CancellationToken cancel)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        await using (var writer = CsvDataWriter.Create(text, new CsvDataWriterOptions { NewLine = "\r\n" }))
        {
            using var reader = table.CreateDataReader();
            await writer.WriteAsync(reader, cancel);
        }

        if (cut) await text.WriteAsync($"\"{CutLine}\"\r\n");
        return [.. System.Text.Encoding.UTF8.GetPreamble(), .. System.Text.Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static async Task<byte[]> SpreadsheetAsync(DataTable table, bool cut, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        using var reader = table.CreateDataReader();
        var sheets = new Dictionary<string, object> { ["Rows"] = reader };
        if (cut) sheets["Cut"] = new[] { new { Note = CutLine } };
        await file.SaveAsAsync(sheets, cancellationToken: cancel);
        return file.ToArray();
    }
}
