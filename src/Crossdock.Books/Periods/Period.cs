namespace Crossdock.Books.Periods;

/// <summary>An accounting month of an entity.</summary>
internal sealed class Period
{
    public EntityId EntityId { get; init; }

    /// <summary><c>yyyyMM</c>.</summary>
    public int Month { get; init; }

    public PeriodState State { get; set; }

    /// <summary>Who opened it again after it was closed: they post nothing in it.</summary>
    public PersonId? ReopenedBy { get; set; }

    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    public static DateOnly FirstDayOf(int month) => new(month / 100, month % 100, 1);

    public static DateOnly LastDayOf(int month) => FirstDayOf(month).AddMonths(1).AddDays(-1);
}

internal sealed record ReopenerPosts(DateOnly Day) : Refusal(RefusalKind.Forbidden, "books.reopener_posts",
    $"{ConflictMatrix.Row(20).Title}: you opened the month of {Day:yyyy-MM-dd} again, so somebody else posts in it.");

internal sealed record PeriodClosed(DateOnly Day) : Refusal(RefusalKind.Refused, "books.period_closed",
    $"The accounting period of {Day:yyyy-MM-dd} is closed or not open yet. Post with a day in an open period.");
