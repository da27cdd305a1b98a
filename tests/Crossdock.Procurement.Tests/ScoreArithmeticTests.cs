using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Scoring;

namespace Crossdock.Procurement.Tests;

/// <summary>The arithmetic of supplier scores: bounds as published, office hours, and what a change by either side does to what was asked for.</summary>
public sealed class ScoreArithmeticTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3: 81/263, 15/148, 0/20, 1/29.
    [Theory]
    [InlineData(81, 263, 0.2553)]
    [InlineData(15, 148, 0.0624)]
    [InlineData(0, 20, 0)]
    [InlineData(1, 29, 0.0061)]
    [InlineData(10, 10, 0.7225)]
    [InlineData(96, 100, 0.9016)]
    [InlineData(3, 3, 0.4385)]
    [InlineData(0, 5, 0)]
    public void The_lower_bound_is_the_published_one(long hits, long cases, double bound) => Assert.Equal((decimal)bound, ShareBound.LowerOf(hits, cases));

    [Fact]
    public void Nothing_has_no_bound() => Assert.Null(ShareBound.LowerOf(0, 0));

    [Theory]
    [InlineData("2026-01-15T10:00", "2026-01-15T15:30", 330)]
    [InlineData("2026-01-15T18:00", "2026-01-16T09:00", 60)]
    [InlineData("2026-01-16T15:00", "2026-01-19T09:00", 120)]
    [InlineData("2026-01-17T12:00", "2026-01-18T12:00", 0)]
    [InlineData("2026-01-15T10:00", "2026-01-20T10:00", 3 * 480)]
    [InlineData("2026-01-15T10:00", "2026-01-15T09:00", 0)]
    public void Working_minutes_run_from_eight_to_four_on_weekdays(string from, string to, int minutes) =>
        Assert.Equal(minutes, OfficeHours.Between(At(from), At(to), Berlin));

    [Theory]
    [InlineData("2026-01-15T10:00", "2026-01-16T10:00")]
    [InlineData("2026-01-16T10:00", "2026-01-19T10:00")]
    [InlineData("2026-01-16T17:00", "2026-01-19T16:00")]
    [InlineData("2026-01-17T11:00", "2026-01-19T16:00")]
    [InlineData("2026-01-15T06:00", "2026-01-15T16:00")]
    public void A_working_day_ends_after_eight_working_hours(string from, string to)
    {
        var end = OfficeHours.DayAfter(At(from), Berlin);
        Assert.Equal(At(to), end);
        Assert.Equal(OfficeHours.MinutesADay, OfficeHours.Between(At(from), end, Berlin));
    }

    [Fact]
    public void Goods_are_in_time_from_two_working_days_before_and_on_a_closed_day_until_the_next_one()
    {
        // Monday 19 January: Thursday and Friday before it are early enough; Saturday the 24th is closed.
        Assert.Equal(new Window(Day(15), Day(19)), Window.Around(Day(19), Day(19), WorkingDays.Usual));
        Assert.Equal(new Window(Day(22), Day(26)), Window.Around(Day(24), Day(24), WorkingDays.Usual));
    }

    [Fact]
    public void A_day_the_supplier_moves_is_not_the_day_it_is_measured_by()
    {
        var only = One([Released(100, 16), Confirmed(100, 16), Confirmed(100, 21)]);
        Assert.Equal((Units(100), Day(16), (Day(16), Day(16))), (only.Asked, only.Requested, only.Confirmed!.Value));
        Assert.False(only.DayMoved);
    }

    [Fact]
    public void A_day_we_move_asks_anew_and_forgets_what_was_confirmed()
    {
        var only = One([Released(100, 16), Confirmed(100, 16), Ours(100, 21)]);
        Assert.Equal((Units(100), Day(21), true), (only.Asked, only.Requested, only.DayMoved));
        Assert.Null(only.Confirmed);
        Assert.Equal((Day(22), Day(22)), One([Released(100, 16), Confirmed(100, 16), Ours(100, 21), Confirmed(100, 22)]).Confirmed);
    }

    [Fact]
    public void Less_of_ours_keeps_the_confirmation_more_does_not_and_less_of_the_suppliers_changes_nothing()
    {
        var less = One([Released(100, 16), Confirmed(100, 16), Ours(60, 16)]);
        Assert.Equal((Units(60), (Day(16), Day(16))), (less.Asked, less.Confirmed!.Value));
        Assert.Null(One([Released(100, 16), Confirmed(100, 16), Ours(120, 16)]).Confirmed);
        var theirs = One([Released(100, 16), Confirmed(60, 16)]);
        Assert.Equal(Units(100), theirs.Asked);
    }

    [Fact]
    public void Parts_the_supplier_makes_belong_to_the_line_we_asked_for()
    {
        var whole = Line(1, null, [Released(100, 16), Confirmed(60, 16)], [Came(16, 60)]);
        var part = Line(2, whole.Id, [Confirmed(40, 21)], [Came(21, 40)]);
        var only = Assert.Single(Schedule.Of([whole, part]));
        Assert.Equal((Units(100), Day(16), Day(21)), (only.Asked, only.Confirmed!.Value.First, only.Confirmed.Value.Last));
        Assert.Equal(2, only.Arrivals.Count);
        Assert.Equal(Units(60), only.GoodIn(Window.Around(Day(16), Day(16), WorkingDays.Usual)));
        Assert.Equal(Day(21), only.CompletedOn(Units(100)));

        // Another item instead is not what we asked for.
        var other = part with { Item = new(9) };
        Assert.Equal(Units(60), Schedule.Of([whole, other]).Single().GoodIn(new(Day(1), Day(31))));
    }

    [Fact]
    public void A_part_of_the_suppliers_that_we_ask_for_anew_stands_for_itself()
    {
        var whole = Line(1, null, [Released(100, 16), Confirmed(60, 16)]);
        var part = Line(2, whole.Id, [Confirmed(40, 21), Ours(40, 23) with { At = Moment(5) }]);
        Assert.Equal([(Units(60), Day(16)), (Units(40), Day(23))], Schedule.Of([whole, part]).Select(s => (s.Asked, s.Requested)));
    }

    [Fact]
    public void A_price_of_ours_for_what_is_open_makes_two_lines_that_are_together_what_was_asked_for()
    {
        var whole = Line(1, null, [Released(100, 16), Confirmed(100, 16), Ours(60, 16)], [Came(15, 60)]);
        var rest = Line(2, whole.Id, [Ours(40, 16) with { Confirmed = Day(16) }]);
        Assert.Equal([(Units(60), true), (Units(40), true)], Schedule.Of([whole, rest]).Select(s => (s.Asked, s.Confirmed == (Day(16), Day(16)))));
    }

    [Fact]
    public void What_we_cancel_before_its_day_is_out_what_the_supplier_cancels_is_not()
    {
        Assert.Null(One([Released(100, 16), Ended(LineChangeKind.Cancelled, 100)]).AskedBy(Day(16), Berlin));
        Assert.Equal(Units(100), One([Released(100, 16), Ended(LineChangeKind.Cancelled, 100) with { BySupplier = true }]).AskedBy(Day(16), Berlin));
        Assert.Equal(Units(100), One([Released(100, 16), Ended(LineChangeKind.Cancelled, 100) with { At = new DateTimeOffset(2026, 1, 17, 9, 0, 0, TimeSpan.Zero) }]).AskedBy(Day(16), Berlin));
        Assert.Equal(Units(70), Schedule.Of([Line(1, null, [Released(100, 16), Ended(LineChangeKind.ShortClosed, 100)], [Came(15, 70)])]).Single().AskedBy(Day(16), Berlin));
        Assert.Equal(Units(100), Schedule.Of([Line(1, null, [Released(100, 16), Ended(LineChangeKind.ShortClosed, 100) with { BySupplier = true }], [Came(15, 70)])]).Single().AskedBy(Day(16), Berlin));
    }

    [Fact]
    public void Damaged_goods_and_what_goes_back_are_not_in_full()
    {
        var line = Line(1, null, [Released(100, 16)], [Came(16, 90), Came(16, 10, Condition.Damaged)]);
        var window = new Window(Day(14), Day(16));
        Assert.Equal(Units(90), Schedule.Of([line]).Single().GoodIn(window));
        Assert.Equal(Units(90), Schedule.Of([line with { Returned = Units(10) }]).Single().GoodIn(window));
        Assert.Equal(Units(85), Schedule.Of([line with { Returned = Units(15) }]).Single().GoodIn(window));
    }

    private static Schedule One(IReadOnlyList<VersionFact> versions) => Assert.Single(Schedule.Of([Line(1, null, versions)]));

    private static LineFacts Line(int number, Guid? from, IReadOnlyList<VersionFact> versions, IReadOnlyList<ArrivalFact>? arrivals = null) => new()
    {
        Id = Guid.CreateVersion7(),
        PartedFrom = from,
        Order = "PO-1",
        Number = number,
        Supplier = new(1),
        Site = new(1),
        Item = new(1),
        Currency = Currency.Eur,
        Price = new(UnitPrice.Of(10), "piece", PackSize.One),
        Agreed = null,
        Ordered = versions[^1].Ordered,
        State = PurchaseLineState.Released,
        ReleasedAt = Moment(0),
        AnsweredAt = null,
        Versions = [.. versions.Select((v, i) => v with { Revision = i + 1 })],
        Arrivals = arrivals ?? [],
    };

    private static VersionFact Released(int ordered, int day) => new(Guid.Empty, 0, LineChangeKind.Released, Units(ordered), Day(day), null, false, Moment(0));

    // A part is made in the same commit as the answer it comes from: all confirmations are of one moment.
    private static VersionFact Confirmed(int ordered, int day) => new(Guid.Empty, 0, LineChangeKind.Confirmed, Units(ordered), Day(16), Day(day), true, Moment(1));

    private static VersionFact Ours(int ordered, int day) => new(Guid.Empty, 0, LineChangeKind.Changed, Units(ordered), Day(day), null, false, Moment(2));

    private static VersionFact Ended(LineChangeKind kind, int ordered) => new(Guid.Empty, 0, kind, Units(ordered), Day(16), null, false, Moment(3));

    private static ArrivalFact Came(int day, int quantity, Condition condition = Condition.Available) => new($"RC-{day}-{quantity}", Day(day), Units(quantity), condition);

    private static Quantity Units(int quantity) => Quantity.Units(quantity);

    private static DateOnly Day(int day) => new(2026, 1, day);

    private static DateTimeOffset Moment(int hours) => new DateTimeOffset(2026, 1, 8, 9, 0, 0, TimeSpan.Zero).AddHours(hours);

    private static DateTimeOffset At(string local) => Berlin.At(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture));
}
