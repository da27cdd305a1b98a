using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crossdock.Web.Description;

/// <summary>Describes the exact value types as they travel: decimals as strings.</summary>
internal static class ValueSchemas
{
    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        var optional = Nullable.GetUnderlyingType(type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Quantity)) Text(schema, optional, @"^-?[0-9]+(\.[0-9]{1,6})?$", "A quantity, up to six decimals.", "12.5");
        else if (type == typeof(Amount)) Text(schema, optional, @"^-?[0-9]+(\.[0-9]{1,4})?$", "An amount of money, up to four decimals; the currency stands beside it.", "1234.50");
        else if (type == typeof(UnitPrice)) Text(schema, optional, @"^-?[0-9]+(\.[0-9]{1,6})?$", "A price per base unit, up to six decimals.", "0.0375");
        else if (type == typeof(Currency)) Text(schema, optional, "^[A-Z]{3}$", "A currency by its ISO 4217 code.", "EUR");
        return Task.CompletedTask;
    }

    private static void Text(OpenApiSchema schema, bool optional, string pattern, string description, string example)
    {
        schema.Type = optional ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format = null;
        schema.Pattern = pattern;
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Description = description;
        schema.Examples = [example];
    }
}
