using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Crossdock.Storage.Http;

/// <summary>One field that has the wrong shape.</summary>
/// <param name="Pointer">JSON pointer of the field.</param>
/// <param name="Message">What is wrong.</param>
public sealed record FieldError(string Pointer, string Message);

/// <summary>Checks the shape attributes of a request (present, in range, length), on record parameters or properties, nested and in lists.</summary>
public static class RequestShape
{
    private const int MostErrors = 50;
    private static readonly string OutsideDays = $"must lie between {BusinessDays.First:yyyy-MM-dd} and {BusinessDays.Last:yyyy-MM-dd}.";
    private static readonly ConcurrentDictionary<Type, Field[]> Shapes = new();

    /// <summary>All fields that are wrong, at most fifty; empty when the shape is right.</summary>
    public static IReadOnlyList<FieldError> Check(object request)
    {
        var errors = new List<FieldError>();
        Check(request, "", errors);
        return errors;
    }

    private static void Check(object value, string pointer, List<FieldError> errors)
    {
        foreach (var field in Shapes.GetOrAdd(value.GetType(), FieldsOf))
        {
            if (errors.Count >= MostErrors) return;
            var held = field.Property.GetValue(value);
            var at = $"{pointer}/{field.JsonName}";
            foreach (var rule in field.Rules)
            {
                var result = rule.GetValidationResult(held, new ValidationContext(value) { DisplayName = field.JsonName, MemberName = field.Property.Name });
                if (result is not null && result != ValidationResult.Success) errors.Add(new(at, result.ErrorMessage ?? "Not valid."));
            }

            if (Unfit(held) is { } why) errors.Add(new(at, $"{field.JsonName} {why}"));
            if (held is null || held is string || !field.Nested) continue;
            if (held is IEnumerable list)
            {
                var index = 0;
                foreach (var element in list)
                {
                    if (element is null) errors.Add(new($"{at}/{index}", "May not be null."));
                    else if (Unfit(element) is { } no) errors.Add(new($"{at}/{index}", $"An element {no}"));
                    else if (IsRequestPart(element.GetType())) Check(element, $"{at}/{index}", errors);
                    index++;
                }
            }
            else
            {
                Check(held, at, errors);
            }
        }
    }

    private static Field[] FieldsOf(Type type)
    {
        var parameters = type.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [];
        return type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.GetIndexParameters().Length == 0).Select(property =>
        {
            var parameter = parameters.FirstOrDefault(p => p.Name == property.Name);
            var rules = property.GetCustomAttributes<ValidationAttribute>().Concat(parameter?.GetCustomAttributes<ValidationAttribute>() ?? []).ToArray();
            var nested = IsRequestPart(property.PropertyType) || (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType));
            return new Field(property, JsonNamingPolicy.CamelCase.ConvertName(property.Name), rules, nested);
        }).Where(f => f.Rules.Length > 0 || f.Nested || MayBeUnfit(f.Property.PropertyType)).ToArray();
    }

    private static bool MayBeUnfit(Type type) =>
        type == typeof(string) || ((Nullable.GetUnderlyingType(type) ?? type) is var held && (held == typeof(DateOnly) || held == typeof(DateTimeOffset)));

    /// <summary>What no field may hold, whatever it is about: days that no business has, and texts that no database keeps.</summary>
    private static string? Unfit(object? held) => held switch
    {
        DateOnly day when !BusinessDays.Hold(day) => OutsideDays,
        DateTimeOffset instant when !BusinessDays.Hold(DateOnly.FromDateTime(instant.UtcDateTime)) => OutsideDays,
        string text when text.Contains('\0', StringComparison.Ordinal) => "must not contain a NUL character.",
        _ => null,
    };

    /// <summary>True for a record of a request, whose fields are looked at one by one.</summary>
    internal static bool IsRequestPart(Type type) =>
        type.IsClass && type != typeof(string) && type.Namespace?.StartsWith("Crossdock", StringComparison.Ordinal) == true;

    private sealed record Field(PropertyInfo Property, string JsonName, ValidationAttribute[] Rules, bool Nested);
}
