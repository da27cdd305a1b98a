using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Storage.Importing;

/// <summary>What a file of documents may be imported as.</summary>
/// <param name="Operation">Name of the use.</param>
/// <param name="Columns">Headings that its files may have, in order.</param>
public sealed record ImportKind(string Operation, IReadOnlyList<string> Columns);

/// <summary>How an import ended, document by document.</summary>
/// <param name="Operation">Name of the use.</param>
/// <param name="Checked">True when it was only checked and nothing was posted.</param>
/// <param name="Accepted">Documents that were posted, or would be.</param>
/// <param name="Repeated">Documents that had been posted before from a file of the same name.</param>
/// <param name="Refused">Documents that were refused.</param>
/// <param name="Documents">Each document.</param>
public sealed record ImportAnswer(string Operation, bool Checked, int Accepted, int Repeated, int Refused, IReadOnlyList<ImportedDocument> Documents);

/// <summary>How one document of an import ended.</summary>
/// <param name="Row">Its first row; the headings are row 1.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Outcome">"posted", "would be posted", "posted before" or "refused".</param>
/// <param name="Document">What the file calls it, or null.</param>
/// <param name="Number">Number of the new document, when it has one.</param>
/// <param name="Location">Address of its page, when it has one.</param>
/// <param name="WrongRow">Row that is wrong, when refused for one.</param>
/// <param name="Column">Column that is wrong, when refused for one.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Message">Why it was refused.</param>
public sealed record ImportedDocument(
    int Row, int Rows, string Outcome, string? Document = null, string? Number = null, string? Location = null, int? WrongRow = null, string? Column = null, string? Code = null, string? Message = null)
{
    /// <summary>Why it was refused, for the audit trail.</summary>
    internal Refusal? No { get; init; }
}

/// <summary>
/// Posts the documents of a file by the same uses that pages and API call, each document by itself and once: the same document of a file of
/// the same name is not posted again, so that a file may be corrected and sent as a whole.
/// </summary>
/// <param name="services">Holds the uses.</param>
/// <param name="endpoints">All addresses of the product.</param>
public sealed class DocumentImport(IServiceProvider services, EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, ImportedUse>> uses = new(() =>
        endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<ImportedUse>()).OfType<ImportedUse>().ToDictionary(u => u.Name, StringComparer.Ordinal));

    /// <summary>What somebody may import, by name.</summary>
    public IReadOnlyList<ImportKind> KindsFor(Actor actor) =>
        [.. uses.Value.Values.Where(u => actor.May(u.Permission)).OrderBy(u => u.Name, StringComparer.Ordinal).Select(u => new ImportKind(u.Name, [.. u.Shape.Columns.Select(c => c.Name)]))];

    /// <summary>Checks or posts a file.</summary>
    /// <param name="operation">Name of the use.</param>
    /// <param name="text">The file: headings, then rows; comma, semicolon or tab.</param>
    /// <param name="batch">Name of the file. The same document of the same file is posted once.</param>
    /// <param name="check">True to find out what would happen, each document by itself, and to keep nothing.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="cancel">Cancels between two documents.</param>
    public async Task<Result<ImportAnswer>> RunAsync(string operation, string text, string? batch, bool check, Actor actor, CancellationToken cancel)
    {
        if (!uses.Value.TryGetValue(operation, out var use)) return Refusal.NotFound("import", operation);
        if (!actor.May(use.Permission)) return new Refusal(RefusalKind.Forbidden, "import.forbidden", "None of your roles grants this. Ask whoever manages people for the right.");
        if (text.Contains('\0', StringComparison.Ordinal)) return Refusal.Invalid("import.nul", "The file is not a text file. Save it as CSV.");
        if (ImportFile.Read(text, use.Shape).Refused(out var no, out var documents)) return no;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var done = new List<ImportedDocument>(documents.Count);
        foreach (var document in documents)
        {
            var content = $"{operation}\n{batch}\n{document.Name}\n{document.Body.ToJsonString()}";
            var times = seen[content] = seen.GetValueOrDefault(content) + 1;
            var key = "import:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{content}\n{times}"))));
            done.Add(await RunOneAsync(use, document, actor, key, check, cancel));
        }

        int Count(params string[] outcomes) => done.Count(d => outcomes.Contains(d.Outcome));
        return new ImportAnswer(operation, check, Count("posted", "would be posted"), Count("posted before"), Count("refused"), done);
    }

    private async Task<ImportedDocument> RunOneAsync(ImportedUse use, ImportDocument document, Actor actor, string key, bool check, CancellationToken cancel)
    {
        var told = new ImportedDocument(document.Rows[0], document.Rows.Count, "refused", document.Name);
        if (document.Wrong is { } wrong) return told with { WrongRow = wrong.Row, Column = wrong.Column, Code = "import.cell", Message = wrong.Message };
        var outcome = await use.RunAsync(services, document.Body, actor, key, check, cancel);
        if (outcome.No is { } no)
        {
            var (pointer, message) = outcome.Errors is [var first, ..] ? (first.Pointer, first.Message) : (no.Pointer, no.Message);
            var (row, column) = Place(use.Shape, document, pointer);
            return told with { WrongRow = row, Column = column, Code = no.Code, Message = message, No = no };
        }

        return told with { Outcome = check ? "would be posted" : outcome.Repeated ? "posted before" : "posted", Number = outcome.Number, Location = outcome.Location };
    }

    /// <summary>Row and column of a field of the request, as far as the file has them.</summary>
    private static (int? Row, string? Column) Place(ImportShape shape, ImportDocument document, string? pointer)
    {
        var parts = pointer?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts is [var list, var index, ..] && list == shape.Lines && int.TryParse(index, CultureInfo.InvariantCulture, out var line) && line >= 0 && line < document.Rows.Count)
            return (document.Rows[line], parts.Length > 2 ? shape.Columns.FirstOrDefault(c => c.OfLine && c.Field == parts[2])?.Name : null);
        return parts is [var field, ..] ? (document.Rows[0], shape.Columns.FirstOrDefault(c => !c.OfLine && c.Field == field)?.Name) : (null, null);
    }
}
