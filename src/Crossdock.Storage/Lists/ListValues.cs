using System.Globalization;
using System.Text.Json;

namespace Crossdock.Storage.Lists;

/// <summary>How the values of columns are read from addresses and shown in exports.</summary>
internal static class ListValues
{
    public static ColumnKind KindOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(Currency)) return ColumnKind.Text;
        if (type == typeof(int) || type == typeof(long)) return ColumnKind.Number;
        if (type == typeof(Quantity) || type == typeof(Amount) || type == typeof(UnitPrice)) return ColumnKind.Exact;
        if (type == typeof(DateOnly)) return ColumnKind.Date;
        if (type == typeof(DateTimeOffset)) return ColumnKind.Instant;
        if (type == typeof(bool)) return ColumnKind.YesNo;
        if (type.IsEnum) return ColumnKind.Choice;
        if (type == typeof(Guid) || type.IsAssignableTo(typeof(IId<int>)) || type.IsAssignableTo(typeof(IId<long>))) return ColumnKind.Key;
        throw new NotSupportedException($"A list cannot show a {type.Name}.");
    }

    /// <summary>Reads a filter value; null when it is none of the column's.</summary>
    public static object? Parse(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return text;
        if (type == typeof(Currency)) return Currency.TryParse(text, out var currency) ? currency : null;
        if (type == typeof(int)) return int.TryParse(text, CultureInfo.InvariantCulture, out var small) ? small : null;
        if (type == typeof(long)) return long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(Quantity)) return Quantity.TryParse(text, out var quantity) ? quantity : null;
        if (type == typeof(Amount)) return Amount.TryParse(text, out var amount) ? amount : null;
        if (type == typeof(UnitPrice)) return UnitPrice.TryParse(text, out var price) ? price : null;
        if (type == typeof(DateOnly)) return DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : null;
        if (type == typeof(Guid)) return Guid.TryParse(text, out var id) ? id : null;
        if (type == typeof(DateTimeOffset)) return ParseInstant(text);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().FirstOrDefault(v => ChoiceText(v) == text);
        if (type.IsAssignableTo(typeof(IId<int>))) return int.TryParse(text, CultureInfo.InvariantCulture, out var key) ? Activator.CreateInstance(type, key) : null;
        return long.TryParse(text, CultureInfo.InvariantCulture, out var longKey) ? Activator.CreateInstance(type, longKey) : null;
    }

    /// <summary>A word of a choice, as JSON spells it.</summary>
    public static string ChoiceText(object value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);

    /// <summary>Plain text for CSV.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Enum choice => ChoiceText(choice),
        IId<int> id => id.Value.ToString(CultureInfo.InvariantCulture),
        IId<long> id => id.Value.ToString(CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A typed cell for a spreadsheet: numbers and dates stay numbers and dates.</summary>
    public static object? Cell(object? value) => value switch
    {
        Quantity quantity => quantity.ToDecimal(),
        Amount amount => amount.ToDecimal(),
        UnitPrice price => price.ToDecimal(),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset instant => instant.UtcDateTime,
        int or long or bool => value,
        _ => Text(value),
    };

    /// <summary>Type of the cells of a column.</summary>
    public static Type CellType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return KindOf(type) switch
        {
            ColumnKind.Exact => typeof(decimal),
            ColumnKind.Date or ColumnKind.Instant => typeof(DateTime),
            ColumnKind.Number or ColumnKind.YesNo => type,
            _ => typeof(string),
        };
    }

    private static object? ParseInstant(string text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)) return null;
        return instant;
    }
}
