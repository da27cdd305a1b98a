using Crossdock.Ui;

namespace Crossdock.Books.Periods;

/// <summary>Companies whose last accounting month ends soon, or has ended: nothing is posted after it until the next one is opened.</summary>
/// <param name="directory">Entities.</param>
internal sealed class MonthsToOpen(Directory directory)
    : HomeQueue("Accounting months to open", 5, Tone.Bad, Permission.SeeBooks, [Permission.ClosePeriod])
{
    /// <summary>How long before the end it is said.</summary>
    private const int DaysAhead = 7;

    /// <inheritdoc/>
    public override string Href(DateOnly today) => "/books/periods";

    /// <inheritdoc/>
    public override async Task<QueueSight> SeeAsync(Reading reading, DateOnly today, CancellationToken cancel)
    {
        var last = await reading.Db.Set<Period>().GroupBy(p => p.EntityId).Select(g => new { Entity = g.Key, Month = g.Max(p => p.Month) }).ToDictionaryAsync(g => g.Entity, g => g.Month, cancel);
        var rows = new List<(DateOnly Until, QueueRow Row)>();
        foreach (var entity in (await directory.EntitiesAsync(reading.Db, cancel)).Where(e => reading.Actor.WorksFor(e.Id)))
        {
            if (!last.TryGetValue(entity.Id, out var month)) continue;
            var here = entity.DayOf(reading.Now);
            var until = Period.LastDayOf(month);
            if (until.DayNumber - here.DayNumber >= DaysAhead) continue;
            rows.Add((until, new QueueRow(
                entity.Name,
                $"Nothing can be posted after {QueueWords.Day(until)}",
                until < here ? QueueWords.Due(until, here) : $"ends {QueueWords.Due(until, here)}",
                $"/books/periods?entity={Uri.EscapeDataString(entity.Code)}&month={Period.MonthOf(until.AddDays(1))}")));
        }

        return new(rows.Count, [.. rows.OrderBy(r => r.Until).Select(r => r.Row)]);
    }
}
