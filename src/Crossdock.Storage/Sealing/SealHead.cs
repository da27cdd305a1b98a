using System.Buffers.Binary;
using System.Security.Cryptography;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Rows;
using SQLitePCL;

namespace Crossdock.Storage.Sealing;

/// <summary>The end of the hash chain.</summary>
/// <param name="SealNo">Number of the last seal, 0 before the first.</param>
/// <param name="PostingId">Its posting.</param>
/// <param name="ChainHash">Its chain hash, 32 zero bytes before the first.</param>
internal sealed record SealHead(long SealNo, long PostingId, byte[] ChainHash)
{
    public static readonly SealHead Start = new(0, 0, new byte[32]);

    private const string Last = "SELECT seal_no, posting_id, chain_hash FROM storage_seals ORDER BY seal_no DESC LIMIT 1";

    /// <summary>Next link: SHA-256 of the previous chain hash, the number (big-endian) and the content hash.</summary>
    public SealHead Next(long postingId, ReadOnlySpan<byte> contentHash)
    {
        Span<byte> bytes = stackalloc byte[32 + 8 + 32];
        ChainHash.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[32..], SealNo + 1);
        contentHash.CopyTo(bytes[40..]);
        return new(SealNo + 1, postingId, SHA256.HashData(bytes));
    }

    public Seal ToRow() => new() { SealNo = SealNo, PostingId = PostingId, ChainHash = ChainHash };

    public void Write(SqliteStatements statements)
    {
        var queued = new QueuedRows<Seal>(LedgerStatements.InsertSeal);
        queued.Rows.Add(ToRow());
        queued.RunSqlite(statements);
    }

    public static SealHead Read(SqliteStatements statements)
    {
        var statement = statements.Prepare(Last);
        var head = raw.sqlite3_step(statement) == raw.SQLITE_ROW
            ? new SealHead(raw.sqlite3_column_int64(statement, 0), raw.sqlite3_column_int64(statement, 1), raw.sqlite3_column_blob(statement, 2).ToArray())
            : Start;
        raw.sqlite3_reset(statement);
        return head;
    }
}
