using Crossdock.Storage.Commit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Crossdock.Storage.Sealing;

/// <summary>
/// PostgreSQL: gives committed postings their dense, final order within 50 ms and chains their hashes. One node at a time does it: the
/// lease is a lock of the connection that also writes, so whoever loses the lease can no longer write.
/// </summary>
public sealed partial class Sealer(Database database, CommitEngine engine, SealSignal signal, ILogger<Sealer> logger) : BackgroundService
{
    /// <summary>Name of the notification that tells other nodes of new seals.</summary>
    public const string Channel = "crossdock_sealed";

    private const long Lease = 0x63_72_6f_73_73_01;
    private const int MostPerBatch = 1000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Standby = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim wake = new(0, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Engine != Engine.Postgres) return;
        engine.Committed += _ => Wake();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Postgres!.OpenConnectionAsync(stoppingToken);
                if (await TakeLeaseAsync(connection, stoppingToken)) await SealAsync(connection, stoppingToken);
                else await Task.Delay(Standby, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                LostLease(logger, exception);
                await Task.Delay(Standby, CancellationToken.None);
            }
        }
    }

    private static async Task<bool> TakeLeaseAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Lease });
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private async Task SealAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var head = await ReadHeadAsync(connection, cancel);
        while (true)
        {
            var (next, count) = await SealBatchAsync(connection, head, cancel);
            head = next;
            if (count > 0)
            {
                signal.Pulse();
                await NotifyAsync(cancel);
            }

            // Not for every commit by itself: those of the next moment are sealed together.
            if (count > 0 && count < MostPerBatch) await Task.Delay(Gather, cancel);
            if (count < MostPerBatch) await wake.WaitAsync(Poll, cancel);
        }
    }

    private static async Task<SealHead> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT seal_no, posting_id, chain_hash FROM storage_seals ORDER BY seal_no DESC LIMIT 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)) : SealHead.Start;
    }

    private static async Task<(SealHead Head, int Count)> SealBatchAsync(NpgsqlConnection connection, SealHead head, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var seals = new List<Seal>();
        await using (var pending = new NpgsqlCommand(
            "SELECT p.posting_id, t.content_hash FROM storage_pending_seals p JOIN storage_postings t ON t.id = p.posting_id ORDER BY p.order_no LIMIT $1", connection))
        {
            pending.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostPerBatch });
            await using var reader = await pending.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                head = head.Next(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
                seals.Add(head.ToRow());
            }
        }

        if (seals.Count == 0)
        {
            await transaction.RollbackAsync(cancel);
            return (head, 0);
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        var insert = new NpgsqlBatchCommand("INSERT INTO storage_seals (seal_no, posting_id, chain_hash) SELECT * FROM unnest($1, $2, $3)");
        insert.Parameters.Add(Longs(seals.Select(s => s.SealNo)));
        insert.Parameters.Add(Longs(seals.Select(s => s.PostingId)));
        insert.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. seals.Select(s => s.ChainHash)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        var delete = new NpgsqlBatchCommand("DELETE FROM storage_pending_seals WHERE posting_id = ANY($1)");
        delete.Parameters.Add(Longs(seals.Select(s => s.PostingId)));
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(delete);
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return (head, seals.Count);
    }

    private static NpgsqlParameter Longs(IEnumerable<long> values) =>
        new NpgsqlParameter<long[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    /// <summary>Tells the other nodes, after the commit and on a connection of its own: a notification inside a posting would serialise all commits.</summary>
    private async Task NotifyAsync(CancellationToken cancel)
    {
        await using var command = database.Postgres!.CreateCommand("NOTIFY " + Channel);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private void Wake()
    {
        try
        {
            if (wake.CurrentCount == 0) wake.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // Two commits at once, or the node is stopping: it is awake already.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sealer lost its connection and with it the lease; it asks for it again.")]
    private static partial void LostLease(ILogger logger, Exception exception);
}

/// <summary>PostgreSQL: hears from the sealer of another node that there are new seals.</summary>
public sealed partial class SealListener(Database database, SealSignal signal, ILogger<SealListener> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Engine != Engine.Postgres) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Postgres!.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, _) => signal.Pulse();
                await using var command = new NpgsqlCommand("LISTEN " + Sealer.Channel, connection);
                await command.ExecuteNonQueryAsync(stoppingToken);
                while (true) await connection.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                Deaf(logger, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications of new seals are interrupted; the poll goes on.")]
    private static partial void Deaf(ILogger logger, Exception exception);
}
