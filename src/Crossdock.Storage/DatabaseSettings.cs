using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage;

/// <summary>A few values about the database itself, by name: whether it is the sample company and how far its loading is.</summary>
public static class DatabaseSettings
{
    /// <summary>A value, or null when it was never set.</summary>
    public static async Task<string?> ReadAsync(CrossdockDb db, string name, CancellationToken cancel) =>
        (await db.Set<Setting>().AsNoTracking().FirstOrDefaultAsync(s => s.Name == name, cancel))?.Value;

    /// <summary>Sets a value in this commit.</summary>
    public static async Task SetAsync(Work work, string name, string value, CancellationToken cancel)
    {
        if (await work.Db.Set<Setting>().FirstOrDefaultAsync(s => s.Name == name, cancel) is { } known) known.Value = value;
        else work.Db.Add(new Setting { Name = name, Value = value });
    }
}

/// <summary>Answers kept under request keys, for a job that continues where it stopped.</summary>
public static class KeptAnswers
{
    /// <summary>All kept answers whose key begins so, as JSON by key.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ListAsync(CrossdockDb db, string prefix, CancellationToken cancel) =>
        (await db.Set<RequestKey>().AsNoTracking().Where(k => k.Key.StartsWith(prefix)).Select(k => new { k.Key, k.Answer }).ToListAsync(cancel))
            .ToDictionary(k => k.Key, k => k.Answer, StringComparer.Ordinal);
}
