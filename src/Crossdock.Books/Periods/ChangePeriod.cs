using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
namespace Crossdock.Books.Periods;

/// <summary>Opens or closes an accounting month.</summary>
/// <param name="Code">Code of the entity.</param>
/// <param name="Month">The month, <c>yyyyMM</c>.</param>
/// <param name="Reason">Why; needed to open a closed month again.</param>
public sealed record ChangePeriodRequest([Required, StringLength(20)] string Code, [Range(190001, 299912)] int Month, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The month as it is now.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Month">The month.</param>
/// <param name="State">Its state.</param>
public sealed record ChangePeriodResponse(string Entity, int Month, PeriodState State);

internal sealed class ClosePeriod(Directory directory) : IUse<ChangePeriodRequest, ChangePeriodResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ClosePeriod>("POST /entities/{code}/periods/{month}/close", Permission.ClosePeriod)
        .WithSummary("Close an accounting month: nothing is posted into it any more.");

    public Task<Result<ChangePeriodResponse>> ExecuteAsync(Work work, ChangePeriodRequest request, CancellationToken cancel) =>
        PeriodChange.ExecuteAsync(directory, work, request, PeriodState.Closed, cancel);
}

internal sealed class OpenPeriod(Directory directory) : IUse<ChangePeriodRequest, ChangePeriodResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<OpenPeriod>("POST /entities/{code}/periods/{month}/open", Permission.ClosePeriod)
        .WithSummary("Open an accounting month: a new one, or with a reason a closed one again.");

    public async Task<Result<ChangePeriodResponse>> ExecuteAsync(Work work, ChangePeriodRequest request, CancellationToken cancel)
    {
        if (request.Month % 100 is 0 or > 12) return Refusal.Invalid("books.month", "A month is yyyyMM, e.g. 202603.", "/month");
        return await PeriodChange.ExecuteAsync(directory, work, request, PeriodState.Open, cancel);
    }
}

internal static class PeriodChange
{
    /// <summary>Waits until every posting that found the month open has committed, then changes its state.</summary>
    public static async Task<Result<ChangePeriodResponse>> ExecuteAsync(Directory directory, Work work, ChangePeriodRequest request, PeriodState wanted, CancellationToken cancel)
    {
        if (await directory.EntityAsync(work.Db, request.Code, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        await work.LockAloneAsync(work.State<PeriodGuard>().LockKey(entity.Id, request.Month), cancel);
        var period = await work.Db.Set<Period>().FirstOrDefaultAsync(p => p.EntityId == entity.Id && p.Month == request.Month, cancel);
        if (period is null && wanted == PeriodState.Closed) return Refusal.NotFound("accounting month", request.Month.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (period?.State == wanted) return new Refusal(RefusalKind.Conflict, "books.period_state", $"{request.Month} is {wanted} already.");
        if (period is not null && wanted == PeriodState.Open && string.IsNullOrWhiteSpace(request.Reason))
            return Refusal.Invalid("books.reason", "Say why the closed month must be opened again.", "/reason");
        if (period is null) work.Db.Add(new Period { EntityId = entity.Id, Month = request.Month, State = wanted });
        else period.State = wanted;
        if (period is not null && wanted == PeriodState.Open) period.ReopenedBy = work.Actor.Id;
        work.Subject = $"period {request.Month} of {entity.Code}";
        return new ChangePeriodResponse(entity.Code, request.Month, wanted);
    }
}
