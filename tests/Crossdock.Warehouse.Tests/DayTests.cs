using Crossdock.Warehouse.Addressing;

namespace Crossdock.Warehouse.Tests;

public sealed class DayTests
{
    [Theory, EachDatabase]
    public async Task S55_the_first_of_the_month_in_Auckland_is_the_first(Engine engine)
    {
        // March is not open: the books of this company begin with April.
        var april = new Foundations { TimeZone = "Pacific/Auckland", FirstMonth = new(2026, 4, 1) };
        await using var world = await World.OpenAsync(engine, april, new DateTimeOffset(2026, 3, 31, 13, 0, 0, TimeSpan.Zero));
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, value: 5m));
        var late = new DateTimeOffset(2026, 3, 31, 10, 59, 59, TimeSpan.Zero);
        (await world.PostAsync(MovementKind.Receipt, 1, value: 5m, at: late)).Refused(out var refusal, out _);
        Assert.Equal("books.period_closed", refusal?.Code);
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, value: 5m, at: late.AddSeconds(1)));

        // 5 April 2026 is the day the clock goes back: it has 25 hours.
        world.Time.SetUtcNow(new DateTimeOffset(2026, 4, 5, 12, 0, 0, TimeSpan.Zero));
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, value: 5m, at: new DateTimeOffset(2026, 4, 5, 11, 59, 59, TimeSpan.Zero)));
        Assert.Equal([20260401, 20260401, 20260405], await DaysAsync(world));
    }

    [Theory, EachDatabase]
    public async Task S55_the_evening_in_Bogota_is_still_today(Engine engine)
    {
        var april = new Foundations { TimeZone = "America/Bogota", FirstMonth = new(2026, 4, 1) };
        await using var world = await World.OpenAsync(engine, april, new DateTimeOffset(2026, 4, 2, 1, 30, 0, TimeSpan.Zero));
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, value: 5m));
        (await world.PostAsync(MovementKind.Receipt, 1, value: 5m, at: new DateTimeOffset(2026, 4, 1, 4, 59, 59, TimeSpan.Zero))).Refused(out var refusal, out _);
        Assert.Equal("books.period_closed", refusal?.Code);
        Assert.Equal([20260401], await DaysAsync(world));
    }

    [Theory]
    [InlineData("Pacific/Auckland", "2026-04-05", "2026-04-05T11:59:59.999999Z")]
    [InlineData("Pacific/Auckland", "2026-09-27", "2026-09-27T10:59:59.999999Z")]
    [InlineData("America/Bogota", "2026-04-01", "2026-04-02T04:59:59.999999Z")]
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T03:59:59.999999Z")]
    public void A_day_ends_with_its_last_instant_in_the_zone_of_the_site(string zone, string day, string instant)
    {
        var site = new Site(new(1), new(1), "A", "A", SiteRole.Hub, zone, false, null, null);
        var end = World.Value(Moment.Of(site, null, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), null, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), end.HappenedAt);
    }

    private static Task<List<int>> DaysAsync(World world) => world.App.Database.ReadAsync(db =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SqlQueryRaw<int>(db.Database, "SELECT day AS \"Value\" FROM books_journals ORDER BY id")));
}
