using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crossdock.Storage.Http;

namespace Crossdock.Storage.Importing;

/// <summary>A column of an import file.</summary>
/// <param name="Name">Its heading, e.g. <c>customer</c>; <c>line.price</c> where the document's head has a field of the same name.</param>
/// <param name="Field">Name of the field in the request.</param>
/// <param name="OfLine">True for a field of a line, false for one of the document's head.</param>
/// <param name="Type">Its type.</param>
internal sealed record ImportColumn(string Name, string Field, bool OfLine, Type Type);

/// <summary>What a request looks like as rows: the plain fields of its head, and those of the lines in its one list.</summary>
internal sealed partial class ImportShape
{
    private ImportShape(IReadOnlyList<ImportColumn> columns, string? lines) => (Columns, Lines) = (columns, lines);

    /// <summary>All columns, in the order of the request.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Name of the list of lines; null when a row is a document.</summary>
    public string? Lines { get; }

    public static ImportShape Of(Type request)
    {
        var head = request.GetProperties().Where(p => p.CanWrite && p.Name != "IfMatch" && IsPlain(p.PropertyType)).ToList();
        var list = request.GetProperties().FirstOrDefault(p => LineOf(p.PropertyType) is not null);
        var columns = head.ConvertAll(p => new ImportColumn(Json(p), Json(p), false, Plain(p.PropertyType)));
        if (list is null) return new(columns, null);
        columns.AddRange(
            from property in LineOf(list.PropertyType)!.GetProperties()
            where property.CanWrite && IsPlain(property.PropertyType)
            let name = Json(property)
            select new ImportColumn(columns.Exists(c => c.Name == name) ? "line." + name : name, name, true, Plain(property.PropertyType)));
        return new(columns, Json(list));
    }

    /// <summary>The column of a heading, whatever its case, spaces and dashes; null when there is none.</summary>
    public ImportColumn? Find(string heading)
    {
        var wanted = Bare(heading);
        return Columns.FirstOrDefault(c => Bare(c.Name) == wanted) ?? Columns.FirstOrDefault(c => c.OfLine && "LINE." + Bare(c.Field) == wanted);
    }

    /// <summary>A cell as the request's JSON has it, or what is wrong with it.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="text">Its text, not empty.</param>
    /// <param name="decimalComma">True when the file writes 1,5 for one and a half.</param>
    public static (JsonNode? Value, string? Wrong) Read(ImportColumn column, string text, bool decimalComma)
    {
        if (column.Type == typeof(bool))
        {
            return text.ToUpperInvariant() switch
            {
                "YES" or "TRUE" or "1" or "X" => (JsonValue.Create(true), null),
                "NO" or "FALSE" or "0" => (JsonValue.Create(false), null),
                _ => (null, $"'{text}' is neither yes nor no."),
            };
        }

        if (column.Type == typeof(int) || column.Type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (JsonValue.Create(number), null) : (null, $"'{text}' is not a whole number.");
        if (IsExact(column.Type))
        {
            var plain = decimalComma && !text.Contains('.', StringComparison.Ordinal) ? text.Replace(',', '.') : text;
            return Exact().IsMatch(plain) ? (JsonValue.Create(plain), null) : (null, $"'{text}' is not a plain number. Write it without thousands separators, for example {(decimalComma ? "1234,5" : "1234.5")}.");
        }

        if (column.Type == typeof(DateOnly))
        {
            foreach (var format in (string[])["yyyy-MM-dd", "d.M.yyyy"])
                if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), null);
            return (null, $"'{text}' is not a day. Write it as 2026-03-31.");
        }

        if (IsTexts(column.Type)) return (new JsonArray([.. text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => JsonValue.Create(t))]), null);
        if (Scientific().IsMatch(text)) return (null, $"'{text}' was cut by the spreadsheet. Give the column the format Text and enter the number again.");
        return (JsonValue.Create(text), null);
    }

    /// <summary>A heading without what people write differently.</summary>
    private static string Bare(string heading) => string.Concat(heading.Where(c => c is not (' ' or '_' or '-'))).ToUpperInvariant();

    private static string Json(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsExact(Type type) => type == typeof(Quantity) || type == typeof(Amount) || type == typeof(UnitPrice) || type == typeof(decimal);

    private static bool IsPlain(Type type) => Plain(type) is var plain
        && (plain == typeof(string) || plain == typeof(bool) || plain == typeof(int) || plain == typeof(long) || plain == typeof(Guid) || plain == typeof(DateOnly) || plain == typeof(DateTimeOffset)
            || plain == typeof(Currency) || plain.IsEnum || IsExact(plain) || IsTexts(plain));

    private static bool IsTexts(Type type) => type != typeof(string) && typeof(IEnumerable<string>).IsAssignableFrom(type);

    /// <summary>The record of a list's elements; null when the type is no list of records.</summary>
    private static Type? LineOf(Type type) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list
        && RequestShape.IsRequestPart(list.GetGenericArguments()[0])
            ? list.GetGenericArguments()[0]
            : null;

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"^\d([.,]\d+)?E\+\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();
}
