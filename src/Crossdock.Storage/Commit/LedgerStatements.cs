using Crossdock.Storage.Rows;

namespace Crossdock.Storage.Commit;

/// <summary>A posting's place in the queue of the sealer; its order number is drawn by the database when all locks are held.</summary>
internal sealed class PendingRow
{
    public long PostingId { get; init; }
}

internal static class LedgerStatements
{
    public static readonly RowMap<Posting> Postings = new("storage_postings");
    public static readonly RowMap<FactRow> Facts = new("storage_facts");
    public static readonly RowMap<Seal> Seals = new("storage_seals");
    public static readonly RowMap<RequestKey> RequestKeys = new("storage_request_keys");

    public static readonly RowInsert<Posting> InsertPosting = new(Postings);
    public static readonly RowInsert<FactRow> InsertFact = new(Facts, sealedRow: true);
    public static readonly RowInsert<Seal> InsertSeal = new(Seals);
    public static readonly RowInsert<RequestKey> InsertRequestKey = new(RequestKeys);
    public static readonly RowInsert<PendingRow> InsertPending = new(new("storage_pending_seals"));
    public static readonly RowSelect<RequestKey> FindRequestKey = new(RequestKeys, lockRows: false, "key", nameof(RequestKey.PrincipalId), nameof(RequestKey.Key));

    /// <summary>
    /// Content hash of a posting: its own fields, then the hashes of the ledger rows it wrote, sorted, so that it does not depend on the
    /// order of writing.
    /// </summary>
    public static byte[] HashOf(Posting posting, IEnumerable<QueuedRows> rows)
    {
        using var hash = new CanonicalHash();
        return HashOf(hash, posting, rows.Where(r => r.SealedRows).SelectMany(r => r.RowHashes(hash)).ToList());
    }

    /// <summary>The same from row hashes; they are sorted in place.</summary>
    public static byte[] HashOf(CanonicalHash hash, Posting posting, List<byte[]> rowHashes)
    {
        Header(hash, posting);
        rowHashes.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        foreach (var row in rowHashes) hash.Bytes(row);
        return hash.Finish();
    }

    /// <summary>The fields of the posting itself, without the hash.</summary>
    public static void Header(CanonicalHash hash, Posting posting)
    {
        foreach (var column in Postings.Columns.Where(c => c.Property != nameof(Posting.ContentHash))) column.Hash(hash, posting);
    }
}
