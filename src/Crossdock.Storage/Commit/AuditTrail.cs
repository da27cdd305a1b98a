using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Crossdock.Storage.Commit;

/// <summary>
/// Writes down what a use changed, field by field, before and after. A few new rows are shown with their fields; where a use makes many
/// they are named by key only: they are their own "after", and every later change keeps its "before".
/// </summary>
internal static class AuditTrail
{
    /// <summary>Model annotation of properties whose values never enter the trail (password hashes, key hashes).</summary>
    public const string Secret = "Crossdock:Secret";

    /// <summary>Up to so many new rows of one posting are written down with their fields.</summary>
    private const int MostNewShown = 20;

    public static string? Capture(CrossdockDb db, Work work)
    {
        List<object>? changes = null;
        var entries = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var few = entries.Count(e => e.State == EntityState.Added) <= MostNewShown;
        foreach (var entry in entries)
        {
            if (Describe(entry, few) is { } change) (changes ??= []).Add(change);
        }

        return changes is null ? null : JsonSerializer.Serialize(changes, Json.Web);
    }

    private static Dictionary<string, object?>? Describe(EntityEntry entry, bool fieldsOfNew)
    {
        var change = new Dictionary<string, object?>
        {
            ["table"] = entry.Metadata.GetTableName(),
            ["key"] = string.Join("/", entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Show(entry.Property(p).CurrentValue))),
        };
        if (entry.State == EntityState.Added)
        {
            change["new"] = true;
            if (fieldsOfNew)
            {
                change["fields"] = entry.Properties.Where(p => !p.Metadata.IsPrimaryKey() && p.CurrentValue is not null)
                    .ToDictionary(p => Naming.ToSnakeCase(p.Metadata.Name), p => new object?[] { null, p.Metadata.FindAnnotation(Secret) is null ? Show(p.CurrentValue) : "***" });
            }

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
        IId<int> id => id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        IId<long> id => id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
