using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Crossdock.Storage.Commit;

/// <summary>
/// Writes down what a use changed, field by field, before and after. New rows are named by key only: they are their own "after",
/// and every later change keeps its "before".
/// </summary>
internal static class AuditTrail
{
    /// <summary>Model annotation of properties whose values never enter the trail (password hashes, key hashes).</summary>
    public const string Secret = "Crossdock:Secret";

    public static string? Capture(CrossdockDb db, Work work)
    {
        List<object>? changes = null;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (Describe(entry) is { } change) (changes ??= []).Add(change);
        }

        return changes is null ? null : JsonSerializer.Serialize(changes, Json.Web);
    }

    private static Dictionary<string, object?>? Describe(EntityEntry entry)
    {
        var change = new Dictionary<string, object?>
        {
            ["table"] = entry.Metadata.GetTableName(),
            ["key"] = string.Join("/", entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Show(entry.Property(p).CurrentValue))),
        };
        if (entry.State == EntityState.Added)
        {
            change["new"] = true;
            return change;
        }

        var fields = new Dictionary<string, object?[]>();
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.IsPrimaryKey()) continue;
            if (entry.State == EntityState.Modified && (!property.IsModified || Equals(property.OriginalValue, property.CurrentValue))) continue;
            var hidden = property.Metadata.FindAnnotation(Secret) is not null;
            fields[Naming.ToSnakeCase(property.Metadata.Name)] = entry.State == EntityState.Deleted
                ? [hidden ? "***" : Show(property.OriginalValue), null]
                : [hidden ? "***" : Show(property.OriginalValue), hidden ? "***" : Show(property.CurrentValue)];
        }

        if (entry.State == EntityState.Modified && fields.Count == 0) return null;
        change["fields"] = fields;
        return change;
    }

    private static string? Show(object? value) => value switch
    {
        null => null,
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset instant => instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
