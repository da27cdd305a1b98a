using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Reliability.Tests.Sweeping;

/// <summary>Everything the database holds, as one hash per table.</summary>
internal static class Tables
{
    // Numbers may be drawn by requests that come to nothing; keys' and cursors' clocks go on by themselves.
    private static readonly string[] Drifting = ["storage_counters", "storage_cursors", "storage_data_protection_keys", "storage_pending_seals", "storage_seals"];

    public static async Task<SortedDictionary<string, string>> HashesAsync(CrossdockDb db)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Except(Drifting)) hashes[table] = await HashAsync(db, table);
        return hashes;
    }

    /// <summary>Tables whose content differs.</summary>
    public static IEnumerable<string> Changed(SortedDictionary<string, string> before, SortedDictionary<string, string> after) => before.Where(b => after[b.Key] != b.Value).Select(b => b.Key);

    private static async Task<string> HashAsync(CrossdockDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // names of the model's own tables
        command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        rows.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    private static string? Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
