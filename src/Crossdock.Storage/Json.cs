using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Storage;

/// <summary>The one way Crossdock reads and writes JSON: camelCase, strict, enums by name, decimals as strings.</summary>
public static class Json
{
    /// <summary>For requests and answers, and for reading facts.</summary>
    public static JsonSerializerOptions Web { get; } = Make(kept: false);

    /// <summary>For writing facts: what a fact derives from its other values (its site, its item) is not written twice.</summary>
    public static JsonSerializerOptions Facts { get; } = Make(kept: false, derived: false);

    /// <summary>Reads answers that were kept: what was null was left out when they were written, and that is no mistake.</summary>
    public static JsonSerializerOptions Kept { get; } = Make(kept: true);

    /// <summary>Applies the same rules to other options (those of minimal APIs).</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.Default;
        if (!options.Converters.Any(c => c is JsonStringEnumConverter))
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make(bool kept, bool derived = true)
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };
        Apply(options);
        options.RespectRequiredConstructorParameters = !kept;
        options.IgnoreReadOnlyProperties = !derived;
        options.MakeReadOnly();
        return options;
    }
}
