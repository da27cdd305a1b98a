using Crossdock.Inventory.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks for one movement.</summary>
/// <param name="Id">Ledger id.</param>
public sealed record MovementRequest(long Id);

/// <summary>A movement with everything behind it: both clocks, its value, who asked for it and why.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="LagSeconds">Seconds from when it happened to when it was posted.</param>
/// <param name="PoolQuantity">Quantity of the item at the site after it, where value moved.</param>
/// <param name="PoolValue">Value of the item at the site after it, where value moved.</param>
/// <param name="Journal">Id of its journal, or null when no value moved.</param>
/// <param name="Counter">The account role that stands against inventory, or null.</param>
/// <param name="CounterValue">What stood against inventory, debit positive.</param>
/// <param name="Use">What was asked for.</param>
/// <param name="Request">Id of the request.</param>
/// <param name="Subject">The document it is about.</param>
/// <param name="Why">The reason given.</param>
/// <param name="ReversedBy">Movement that mirrors it, or null.</param>
/// <param name="SealNumber">Its number in the chain of seals; null in the instant before it is sealed.</param>
public sealed record MovementDetail(
    MovementView Movement, long LagSeconds, Quantity? PoolQuantity, Amount? PoolValue, long? Journal, AccountRole? Counter, Amount? CounterValue,
    string Use, Guid Request, string? Subject, string? Why, long? ReversedBy, long? SealNumber);

internal sealed class FindMovement(MovementReader reader) : IQuery<MovementRequest, MovementDetail>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindMovement>("GET /movements/{id}", Permission.SeeStock)
        .WithSummary("One movement: both clocks, value, journal, person, request and reason.");

    public async Task<Result<MovementDetail>> AnswerAsync(Reading reading, MovementRequest request, CancellationToken cancel)
    {
        var set = reading.Db.Set<Movement>().AsNoTracking();
        if (await ListMovements.Scoped(reading, set).SingleOrDefaultAsync(m => m.Id == request.Id, cancel) is not { } movement)
            return Refusal.NotFound("movement", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var view = (await reader.ReadAsync(reading.Db, [movement], cancel))[0];
        var posting = await reading.Db.Set<Posting>().AsNoTracking().SingleAsync(p => p.Id == movement.PostingId, cancel);
        var seal = await reading.Db.Set<Seal>().AsNoTracking().Where(s => s.PostingId == movement.PostingId).Select(s => (long?)s.SealNo).FirstOrDefaultAsync(cancel);
        var reversedBy = await set.Where(m => m.ReverseOf == movement.Id).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancel);
        return new MovementDetail(
            view, (long)(movement.PostedAt - movement.HappenedAt).TotalSeconds,
            movement.ToPoolQuantity ?? movement.FromPoolQuantity, movement.ToPoolValue ?? movement.FromPoolValue,
            movement.JournalId, movement.CounterRole, movement.CounterValue,
            posting.Use, posting.RequestId, posting.Subject, posting.Why, reversedBy, seal);
    }
}
