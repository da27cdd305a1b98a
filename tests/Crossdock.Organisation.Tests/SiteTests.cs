using System.Net;
using Crossdock.Organisation.Sites;

namespace Crossdock.Organisation.Tests;

public sealed class SiteTests
{
    [Theory, EachDatabase]
    public async Task A_new_site_has_its_standard_places(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        var directory = app.Get<Directory>();
        await app.Database.ReadAsync(async db =>
        {
            var site = await directory.SiteAsync(db, "dsm");
            Assert.Equal((41.586835m, -93.624959m), (site!.Latitude, site.Longitude));
            Assert.Equal("America/Chicago", site.TimeZone);
            var places = await directory.PlacesAsync(db, site.Id);
            Assert.Equal(StandardPlaces.All.Select(p => p.Code).Order(), places.Select(p => p.Code).Order());
            Assert.Equal("DOCK", (await directory.PlaceAsync(db, site.Id, PlaceKind.Dock))!.Code);
            var supplier = await directory.PlaceAsync(db, site.Id, "SUPPLIER");
            Assert.True(supplier!.IsVirtual);
            Assert.Equal(supplier, await directory.PlaceAsync(db, supplier.Id));
            return 0;
        });
    }

    [Theory, EachDatabase]
    public async Task Places_created_over_the_api_are_known_at_once_in_pick_order(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var manager = await app.ClientAsync("mia", "warehouse-manager");
        var before = await (await manager.GetAsync("/api/v1/sites/DSM/places?kind=bin")).ReadAsync<PlacesView>();
        Assert.Empty(before.Places);
        var answer = await manager.PostUseAsync("/api/v1/sites/DSM/places", new { places = new[] { new { code = "b-2", pickSequence = 2 }, new { code = "A-1", pickSequence = 1 } } });
        Assert.Equal(2, (await answer.ReadAsync<CreatePlacesResponse>()).Created);
        var after = await (await manager.GetAsync("/api/v1/sites/DSM/places?kind=bin")).ReadAsync<PlacesView>();
        Assert.Equal(["A-1", "B-2"], after.Places.Select(p => p.Code));
        var page = await (await manager.GetAsync("/api/v1/sites/DSM/places?kind=bin&take=1")).ReadAsync<PlacesView>();
        Assert.Equal("A-1", page.Next);
    }

    [Theory, EachDatabase]
    public async Task A_code_is_given_once(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var steward = await app.ClientAsync("sam", "steward");
        var answer = await steward.PostUseAsync("/api/v1/sites", new { entity = "US1", code = "dsm", name = "Again" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("organisation.code_taken", await answer.CodeAsync());
        var twice = await steward.PostUseAsync("/api/v1/sites/CID/places", new { places = new[] { new { code = "A-1" }, new { code = "a-1" } } });
        Assert.Equal("organisation.code_taken", await twice.CodeAsync());
        var standard = await steward.PostUseAsync("/api/v1/sites/CID/places", new { places = new[] { new { code = "DOCK" } } });
        Assert.Equal("organisation.code_taken", await standard.CodeAsync());
    }

    [Theory, EachDatabase]
    public async Task Bad_fields_of_an_entity_are_refused_in_order(Engine engine)
    {
        await using var app = await CrossdockApp.StartAsync(engine);
        async Task<string?> CodeOfAsync(CreateEntityRequest request) => (await app.RunAsync(app.Get<CreateEntity>(), request)).Refusal?.Code;
        Assert.Equal("organisation.code_not_usable", await CodeOfAsync(new("U S", "X", "??", "Nowhere")));
        Assert.Equal("organisation.currency_unknown", await CodeOfAsync(new("US", "X", "??", "Nowhere")));
        Assert.Equal("organisation.time_zone_unknown", await CodeOfAsync(new("US", "X", "USD", "Nowhere")));
    }

    [Theory, EachDatabase]
    public async Task A_site_out_of_scope_is_not_there(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var manager = await app.ClientAsync("mia", "warehouse-manager", ["CID"]);
        var sites = await (await manager.GetAsync("/api/v1/sites")).ReadAsync<List<SiteView>>();
        Assert.Equal(["CID"], sites.Select(s => s.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/api/v1/sites/DSM/places")).StatusCode);
        var answer = await manager.SendUseAsync(HttpMethod.Put, "/api/v1/sites/DSM/places/STAGE/blocked", new { blocked = true, reason = "flooded" });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_blocked_place_says_so(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var manager = await app.ClientAsync("mia", "warehouse-manager");
        (await manager.SendUseAsync(HttpMethod.Put, "/api/v1/sites/DSM/places/STAGE/blocked", new { blocked = true, reason = "flooded" })).EnsureSuccessStatusCode();
        Assert.True(await app.Database.ReadAsync(async db =>
        {
            var directory = app.Get<Directory>();
            var site = await directory.SiteAsync(db, "DSM");
            return (await directory.PlaceAsync(db, site!.Id, "STAGE"))!.Blocked;
        }));
    }

    [Theory, EachDatabase]
    public async Task A_calendar_replaces_the_one_before(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        foreach (var closed in new[] { new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 24) })
        {
            Group.Yes(await app.RunAsync(app.Get<SetCalendar>(), new SetCalendarRequest("DSM", [DayOfWeek.Saturday, DayOfWeek.Thursday], [closed])));
        }

        var days = await app.Database.ReadAsync(async db =>
        {
            var site = await app.Get<Directory>().SiteAsync(db, "DSM");
            return await app.Get<Directory>().WorkingDaysAsync(db, site!.Id);
        });
        Assert.Equal(new DateOnly(2026, 12, 26), days.OnOrAfter(new DateOnly(2026, 12, 24)));
        Assert.Equal([new DateOnly(2026, 12, 24)], days.Closed);
    }
}
