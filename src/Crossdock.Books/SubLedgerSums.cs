namespace Crossdock.Books;

/// <summary>Reads sums per entity for sub-ledgers.</summary>
public static class SubLedgerSums
{
    /// <summary>The moment as the database keeps it; for now, the end of time.</summary>
    public static long Until(DateTimeOffset? moment) => moment is { } at ? Instants.ToMicros(at) : long.MaxValue;

    /// <summary>Runs a query that selects <c>"EntityId"</c> and <c>"Amount"</c> (ten-thousandths).</summary>
    public static async Task<IReadOnlyDictionary<EntityId, Amount>> ReadAsync(CrossdockDb db, string sql, CancellationToken cancel, params object[] values) =>
        await db.Database.SqlQueryRaw<EntitySum>(sql, values).ToDictionaryAsync(s => new EntityId(s.EntityId), s => new Amount(s.Amount), cancel);

    internal sealed record EntitySum(int EntityId, long Amount);
}
