using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Proving;

/// <summary>Asks where the chain of seals stands.</summary>
/// <param name="Code">Code of the entity whose day "today" is.</param>
public sealed record LedgerHeadRequest([Required, StringLength(20)] string Code);

/// <summary>The end of the chain of seals.</summary>
/// <param name="SealNumber">Number of the last seal; 0 before the first.</param>
/// <param name="ChainHash">Its hash, hexadecimal, or null.</param>
/// <param name="SealedAt">When its posting was posted.</param>
/// <param name="Today">Postings sealed since the entity's day began: the seals after <paramref name="LastBeforeToday"/>.</param>
/// <param name="LastBeforeToday">Number of the last seal of the days before.</param>
public sealed record LedgerHead(long SealNumber, string? ChainHash, DateTimeOffset? SealedAt, long Today, long LastBeforeToday);

/// <summary>Where the chain of seals stands, and how much of it is of today.</summary>
/// <param name="directory">Entities.</param>
public sealed class ShowLedgerHead(Directory directory) : IQuery<LedgerHeadRequest, LedgerHead>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowLedgerHead>("GET /entities/{code}/ledger-head", Permission.SeeBooks)
        .WithSummary("The last seal, its chain hash, and how many postings were sealed today.");

    /// <inheritdoc/>
    public async Task<Result<LedgerHead>> AnswerAsync(Reading reading, LedgerHeadRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(reading.Db, request.Code, cancel) is not { } entity || !reading.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        var last = await (
            from s in reading.Db.Set<Seal>()
            join p in reading.Db.Set<Storage.Posting>() on s.PostingId equals p.Id
            orderby s.SealNo descending
            select new { s.SealNo, s.ChainHash, p.PostedAt }).FirstOrDefaultAsync(cancel);
        if (last is null) return new LedgerHead(0, null, null, 0, 0);

        // The chain is dense and in the order of time, so its first seal of today is found by halving, however long it is.
        var today = entity.DayOf(reading.Now);
        long before = 0, since = last.SealNo + 1;
        while (since - before > 1)
        {
            var middle = before + ((since - before) / 2);
            var postedAt = await (
                from s in reading.Db.Set<Seal>()
                join p in reading.Db.Set<Storage.Posting>() on s.PostingId equals p.Id
                where s.SealNo == middle
                select p.PostedAt).SingleAsync(cancel);
            if (entity.DayOf(postedAt) < today) before = middle;
            else since = middle;
        }

        return new LedgerHead(last.SealNo, Convert.ToHexStringLower(last.ChainHash), last.PostedAt, last.SealNo - before, before);
    }
}
