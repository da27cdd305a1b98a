using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Periods;

/// <summary>Asks for the accounting months of an entity.</summary>
/// <param name="Code">Code of the entity.</param>
public sealed record PeriodsRequest([Required, StringLength(20)] string Code);

/// <summary>An accounting month.</summary>
/// <param name="Month">The month, <c>yyyyMM</c>.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="State">Whether it can be posted to.</param>
/// <param name="Journals">Journals in it.</param>
public sealed record PeriodView(int Month, DateOnly From, DateOnly To, PeriodState State, long Journals)
{
    internal static PeriodView Of(int month, PeriodState state, long journals) => new(month, Period.FirstDayOf(month), Period.LastDayOf(month), state, journals);
}

/// <summary>The accounting months of an entity.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Months">Newest first.</param>
public sealed record PeriodsView(string Entity, IReadOnlyList<PeriodView> Months);

/// <summary>Lists the accounting months of an entity with what was posted in them.</summary>
/// <param name="directory">Entities.</param>
public sealed class ListPeriods(Directory directory) : IQuery<PeriodsRequest, PeriodsView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListPeriods>("GET /entities/{code}/periods", Permission.SeeBooks)
        .WithSummary("The accounting months of an entity, newest first.");

    /// <inheritdoc/>
    public async Task<Result<PeriodsView>> AnswerAsync(Reading reading, PeriodsRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(reading.Db, request.Code, cancel) is not { } entity || !reading.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Code);
        var journals = await reading.Db.Database.SqlQueryRaw<MonthCount>(
            """SELECT day / 100 AS "Month", CAST(COUNT(*) AS bigint) AS "Count" FROM books_journals WHERE entity_id = {0} GROUP BY day / 100""", entity.Id.Value)
            .ToDictionaryAsync(m => m.Month, m => m.Count, cancel);
        var months = await reading.Db.Set<Period>().Where(p => p.EntityId == entity.Id).OrderByDescending(p => p.Month).ToListAsync(cancel);
        return new PeriodsView(entity.Code, months.ConvertAll(p => PeriodView.Of(p.Month, p.State, journals.GetValueOrDefault(p.Month))));
    }

    internal sealed record MonthCount(int Month, long Count);
}
