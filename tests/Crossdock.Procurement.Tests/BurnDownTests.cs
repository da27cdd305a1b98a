using CsCheck;
using Crossdock.Procurement.Agreeing;

namespace Crossdock.Procurement.Tests;

/// <summary>The pace by which an agreement is used up.</summary>
public sealed class BurnDownTests
{
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly To = new(2026, 12, 31);

    [Fact]
    public void Half_used_in_ninety_days_lasts_ninety_more() => Assert.Equal(new DateOnly(2026, 6, 29), BurnDown.UsedUpOn(50, 100, From, To, new DateOnly(2026, 3, 31)));

    [Fact]
    public void One_large_order_at_the_start_is_no_pace() => Assert.Null(BurnDown.UsedUpOn(50, 100, From, To, From.AddDays(10)));

    [Fact]
    public void What_lasts_until_its_end_has_no_such_day() => Assert.Null(BurnDown.UsedUpOn(20, 100, From, To, new DateOnly(2026, 3, 31)));

    [Fact]
    public void It_is_all_used_only_when_nothing_is_left() => Assert.Equal((99, 100, 100), (BurnDown.Percent(9_999, 10_000), BurnDown.Percent(10_000, 10_000), BurnDown.Percent(0, 0)));

    [Fact]
    public void The_day_it_is_used_up_is_never_earlier_than_the_pace_says() =>
        Gen.Select(Gen.Long[1, 1000], Gen.Long[1, 1000], Gen.Int[40, 364]).Sample((used, more, at) =>
        {
            var today = From.AddDays(at);
            if (BurnDown.UsedUpOn(used, used + more, From, To, today) is not { } day) return;
            var days = day.DayNumber - today.DayNumber;
            Assert.True(days * used >= more * (at + 1) && (days - 1) * used < more * (at + 1));
        });
}
