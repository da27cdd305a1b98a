using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage;

/// <summary>A check that is one query over both engines: it selects <c>"Row"</c> and <c>"Message"</c> of what is wrong.</summary>
/// <param name="number">Its place in the report.</param>
/// <param name="name">What must hold.</param>
/// <param name="queries">Each query finds rows for which it does not hold.</param>
public abstract class SqlCheck(int number, string name, params string[] queries) : IVerification
{
    /// <inheritdoc/>
    public int Number => number;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var query in queries)
        {
            if (findings.Count >= most) break;
            findings.AddRange(await db.Database.SqlQueryRaw<Finding>(query).Take(most - findings.Count).ToListAsync(cancel));
        }

        return findings;
    }
}
