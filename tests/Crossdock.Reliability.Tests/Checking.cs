using Crossdock.Storage.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Reliability.Tests;

/// <summary>What <c>crossdock verify</c> says, asked in the process.</summary>
internal static class Checking
{
    /// <summary>Every finding of every check, with the check's number before it.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(this CrossdockApp app)
    {
        await using var db = app.Database.Open();
        return (await app.FindingsAsync(db)).Select(f => $"{f.Check} {f.Finding.Row}: {f.Finding.Message}").ToList();
    }

    public static async Task<IReadOnlyList<(int Check, Finding Finding)>> FindingsAsync(this CrossdockApp app, CrossdockDb db)
    {
        var found = new List<(int, Finding)>();
        foreach (var check in app.Services.GetServices<IVerification>().OrderBy(c => c.Number))
        {
            found.AddRange((await check.FindAsync(db, 5, CancellationToken.None)).Select(f => (check.Number, f)));

            // After an error PostgreSQL answers nothing more in this transaction.
            if (found.Exists(f => f.Item2.Row.StartsWith("check ", StringComparison.Ordinal))) break;
        }

        return found;
    }

    /// <summary>Waits until every posting has its seal.</summary>
    public static async Task SealedAsync(this CrossdockApp app)
    {
        while (await app.Database.ReadAsync(async db => await db.Set<Posting>().CountAsync() != await db.Set<Seal>().CountAsync())) await Task.Delay(20);
    }
}
