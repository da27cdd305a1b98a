using Crossdock.Books.Periods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Accounts;

/// <summary>Gives an entity its books.</summary>
/// <param name="Code">Code of the entity.</param>
/// <param name="FirstDay">A day in the first accounting month.</param>
/// <param name="Months">How many months are opened from there.</param>
public sealed record FoundBooksRequest([Required, StringLength(20)] string Code, DateOnly FirstDay, [Range(1, 240)] int Months = 24);

/// <summary>The books as founded.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Accounts">Number of accounts.</param>
/// <param name="FirstMonth">First open month, <c>yyyyMM</c>.</param>
/// <param name="LastMonth">Last open month.</param>
public sealed record FoundBooksResponse(string Entity, int Accounts, int FirstMonth, int LastMonth);

internal sealed class FoundBooks(Directory directory, Chart chart) : IUse<FoundBooksRequest, FoundBooksResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<FoundBooks>("POST /entities/{code}/books", Permission.ClosePeriod)
        .WithSummary("Give an entity its chart of accounts, posting table and first open months.");

    public async Task<Result<FoundBooksResponse>> ExecuteAsync(Work work, FoundBooksRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(work.Db, request.Code, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        if (await work.Db.Set<Account>().AnyAsync(a => a.EntityId == entity.Id, cancel))
            return new Refusal(RefusalKind.Conflict, "books.founded", $"{entity.Name} has its books already.");
        work.Subject = $"books of {entity.Code}";
        chart.Found(work, entity.Id, request.FirstDay, request.Months);
        return new FoundBooksResponse(entity.Code, ChartTemplate.Accounts.Length, Period.MonthOf(request.FirstDay), Period.MonthOf(request.FirstDay.AddMonths(request.Months - 1)));
    }
}
