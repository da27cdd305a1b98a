namespace Crossdock.Organisation.Tests;

public sealed class WorkingDayTests
{
    private static readonly DateOnly Friday = new(2026, 5, 1);

    [Fact]
    public void A_working_day_after_friday_is_monday() => Assert.Equal(new DateOnly(2026, 5, 4), WorkingDays.Usual.Add(Friday, 1));

    [Fact]
    public void Zero_working_days_after_saturday_is_monday() => Assert.Equal(new DateOnly(2026, 5, 4), WorkingDays.Usual.Add(Friday.AddDays(1), 0));

    [Fact]
    public void A_closed_day_is_left_out()
    {
        var days = WorkingDays.Usual with { Closed = new HashSet<DateOnly> { new(2026, 5, 4) } };
        Assert.Equal(new DateOnly(2026, 5, 5), days.Add(Friday, 1));
    }

    [Fact]
    public void Adding_one_by_one_comes_to_the_same_day() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 60]).Sample((start, count) =>
    {
        var day = WorkingDays.Usual.OnOrAfter(Friday.AddDays(start));
        var step = day;
        for (var i = 0; i < count; i++) step = WorkingDays.Usual.Add(step, 1);
        return step == WorkingDays.Usual.Add(day, count);
    });

    [Fact]
    public void A_day_is_the_day_of_the_place_not_of_greenwich()
    {
        var site = new Site(new(1), new(1), "DSM", "Des Moines", SiteRole.Hub, "America/Chicago", false, null, null);
        Assert.Equal(new DateOnly(2026, 4, 30), site.DayOf(new DateTimeOffset(2026, 5, 1, 3, 0, 0, TimeSpan.Zero)));
    }
}
