using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Sites;

/// <summary>The working days of a site, replacing what was there.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Weekdays">Weekdays it works.</param>
/// <param name="Closed">Single days it is closed.</param>
public sealed record SetCalendarRequest(
    [Required, StringLength(12)] string Site,
    [Required, MinLength(1), MaxLength(7)] IReadOnlyList<DayOfWeek> Weekdays,
    [MaxLength(1000)] IReadOnlyList<DateOnly>? Closed = null);

/// <summary>The calendar as stored.</summary>
/// <param name="Weekdays">Weekdays it works.</param>
/// <param name="Closed">How many single days it is closed.</param>
public sealed record SetCalendarResponse(IReadOnlyList<DayOfWeek> Weekdays, int Closed);

internal sealed class SetCalendar(Directory directory) : IUse<SetCalendarRequest, SetCalendarResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetCalendar>("PUT /sites/{site}/calendar", Permission.MaintainPlaces)
        .WithSummary("Set the working days of a site.");

    public async Task<Result<SetCalendarResponse>> ExecuteAsync(Work work, SetCalendarRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", request.Site);
        var weekdays = request.Weekdays.Where(Enum.IsDefined).Distinct().Order().ToArray();
        if (weekdays.Length == 0) return new NoWeekday();
        var mask = weekdays.Aggregate(0, (bits, day) => bits | (1 << (int)day));

        var calendar = await work.Db.Set<StoredCalendar>().SingleOrDefaultAsync(c => c.SiteId == site.Id, cancel);
        if (calendar is null) work.Db.Add(new StoredCalendar { SiteId = site.Id, Weekdays = mask });
        else calendar.Weekdays = mask;

        var wanted = (request.Closed ?? []).ToHashSet();
        var stored = await work.Db.Set<StoredClosedDay>().Where(c => c.SiteId == site.Id).ToListAsync(cancel);
        work.Db.RemoveRange(stored.Where(c => !wanted.Contains(c.Day)));
        foreach (var day in wanted.Except(stored.Select(c => c.Day))) work.Db.Add(new StoredClosedDay { SiteId = site.Id, Day = day });

        work.Subject = $"calendar of {site.Code}";
        await MasterChanges.TellAsync(work, new SitesChanged(site.Id), cancel);
        return new SetCalendarResponse(weekdays, wanted.Count);
    }
}
