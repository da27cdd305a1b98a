using Crossdock.Storage.Commit;
using Crossdock.Storage.Rows;
using Crossdock.Storage.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Checking;

/// <summary>
/// Every posting's hash is that of its fields and ledger rows, and the seals are a dense, unbroken chain over them. A row that was changed,
/// deleted, inserted, swapped or re-dated behind the product's back is found, and named by its posting.
/// </summary>
internal sealed class ChainCheck(IReadOnlyList<IModule> modules) : IVerification
{
    private const int Window = 2000;
    private readonly IReadOnlyList<SealedTable> tables = [new SealedTable<FactRow>(LedgerStatements.Facts), .. modules.SelectMany(m => m.SealedTables)];

    public int Number => 9;

    public string Name => "postings and seals are an unbroken chain";

    public async Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var hashes = await ContentAsync(db, findings, most, cancel);
        await ChainAsync(db, hashes, findings, most, cancel);
        foreach (var table in tables)
        {
            if (findings.Count >= most) break;
            findings.AddRange(await db.Database.SqlQueryRaw<Finding>(table.OrphanSql).Take(most - findings.Count).ToListAsync(cancel));
        }

        return findings.Take(most).ToList();
    }

    /// <summary>Recomputes each posting's content hash from the rows that are there.</summary>
    private async Task<Dictionary<long, byte[]>> ContentAsync(CrossdockDb db, List<Finding> findings, int most, CancellationToken cancel)
    {
        using var hash = new CanonicalHash();
        var stored = new Dictionary<long, byte[]>();
        var after = 0L;
        while (true)
        {
            var postings = await db.Set<Posting>().AsNoTracking().Where(p => p.Id > after).OrderBy(p => p.Id).Take(Window).ToListAsync(cancel);
            if (postings.Count == 0) return stored;
            after = postings[^1].Id;
            var rows = postings.ToDictionary(p => p.Id, _ => new List<byte[]>());
            foreach (var table in tables)
            {
                await table.ReadAsync(db, postings[0].Id, after, hash, (posting, row) =>
                {
                    if (rows.TryGetValue(posting, out var list)) list.Add(row);
                }, cancel);
            }

            foreach (var posting in postings)
            {
                stored[posting.Id] = posting.ContentHash;
                if (findings.Count < most && !LedgerStatements.HashOf(hash, posting, rows[posting.Id]).AsSpan().SequenceEqual(posting.ContentHash))
                    findings.Add(new($"storage_postings {posting.Id} ({posting.Subject ?? posting.Use})", "its rows are not those that were posted"));
            }
        }
    }

    private static async Task ChainAsync(CrossdockDb db, Dictionary<long, byte[]> hashes, List<Finding> findings, int most, CancellationToken cancel)
    {
        var head = SealHead.Start;
        var seen = new HashSet<long>();
        await foreach (var seal in db.Set<Seal>().AsNoTracking().OrderBy(s => s.SealNo).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (findings.Count >= most) return;
            if (seal.SealNo != head.SealNo + 1) findings.Add(new($"storage_seals {seal.SealNo}", $"follows {head.SealNo}"));
            if (!hashes.TryGetValue(seal.PostingId, out var content))
            {
                findings.Add(new($"storage_seals {seal.SealNo}", $"seals posting {seal.PostingId}, which is not there"));
                return;
            }

            seen.Add(seal.PostingId);
            head = head.Next(seal.PostingId, content);
            if (!head.ChainHash.AsSpan().SequenceEqual(seal.ChainHash))
            {
                findings.Add(new($"storage_seals {seal.SealNo}", $"the chain breaks here (posting {seal.PostingId})"));
                return;
            }
        }

        if (db.Engine != Engine.Sqlite) return;
        foreach (var unsealed in hashes.Keys.Where(id => !seen.Contains(id)).Order().Take(most - findings.Count))
            findings.Add(new($"storage_postings {unsealed}", "has no seal"));
    }
}

/// <summary>The database's own integrity check: pages, indexes and constraints (SQLite); on PostgreSQL that every index is valid.</summary>
internal sealed class IntegrityCheck : IVerification
{
    public int Number => 11;

    public string Name => "the database is sound";

    public async Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel)
    {
        var sql = db.Engine == Engine.Sqlite
            ? "SELECT 'database' AS \"Row\", integrity_check AS \"Message\" FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
            : "SELECT c.relname AS \"Row\", 'the index is not valid' AS \"Message\" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid";
        return await db.Database.SqlQueryRaw<Finding>(sql).Take(most).ToListAsync(cancel);
    }
}
