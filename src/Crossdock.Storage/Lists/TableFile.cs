using System.Data;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Storage.Lists;

/// <summary>An answer that can also be had as a file, with <c>?format=csv</c> or <c>?format=xlsx</c>: the same figures as on the page.</summary>
public interface ITabular
{
    /// <summary>Name of the file, without its ending.</summary>
    string FileName { get; }

    /// <summary>Headings of the columns.</summary>
    IReadOnlyList<string> Headings { get; }

    /// <summary>One array per row, a value per heading: texts, exact values, dates.</summary>
    IEnumerable<object?[]> Cells { get; }
}

/// <summary>Writes a tabular answer as a file.</summary>
internal static class TableFile
{
    public static async Task<IResult> AnswerAsync(ITabular answer, bool spreadsheet, CancellationToken cancel)
    {
        using var table = new DataTable();
        table.Locale = System.Globalization.CultureInfo.InvariantCulture;
        foreach (var heading in answer.Headings) table.Columns.Add(heading, spreadsheet ? typeof(object) : typeof(string));
        foreach (var row in answer.Cells)
            table.Rows.Add([.. row.Select(c => (spreadsheet ? ListExport.Cell(c) : ListExport.CsvText(c, c is string ? ColumnKind.Text : ColumnKind.Exact)) ?? DBNull.Value)]);
        var file = await ListExport.FileAsync(table, cut: false, spreadsheet, cancel);
        return Results.File(file, spreadsheet ? ListExport.Xlsx : ListExport.Csv + "; charset=utf-8", $"{answer.FileName}.{(spreadsheet ? "xlsx" : "csv")}");
    }
}
