using System.Net;
using System.Text.Json;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Company.Tests;

/// <summary>Every list of the product over a company's rows: whatever it is sorted by, its pages follow each other without gap or repeat.</summary>
public sealed class ListingTests
{
    [Theory, EachDatabase]
    public async Task Every_list_turns_its_pages_by_every_column_and_filters_by_what_it_shows(Engine engine)
    {
        await using var company = await SmallCompany.LoadedAsync(engine);
        using var client = await company.App.AsAsync("controller");
        var lists = company.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Path: e.RoutePattern.RawText!, Route: e.Metadata.GetMetadata<ListRoute>())).Where(e => e.Route is not null).ToList();
        Assert.True(lists.Count >= 15);

        var faults = new List<string>();
        var turned = 0;
        foreach (var (path, route) in lists)
        {
            var (sortable, filterable) = ListRoutes.Describe(company.App.Services.GetRequiredService(route!.List));
            foreach (var sort in sortable.SelectMany(key => new[] { key, "-" + key }))
            {
                if (await PagesAsync(client, $"{path}?limit=7&sort={sort}") is not { } fault) turned++;
                else if (fault.Length > 0) faults.Add($"{path} by {sort}: {fault}");
            }

            foreach (var key in filterable)
            {
                using var answer = await client.GetAsync($"{path}?limit=1&filter={key}:ne:");
                if ((int)answer.StatusCode >= 500) faults.Add($"{path}: {key} is not empty: {answer.StatusCode}");
            }
        }

        Assert.Empty(faults);
        Assert.True(turned > 100, $"Only {turned} orders had a second page.");
    }

    /// <summary>Null when three pages followed each other, a fault, or nothing to say when there is one page only.</summary>
    private static async Task<string?> PagesAsync(HttpClient client, string address)
    {
        var rows = new List<string>();
        var next = (string?)address;
        long total = 0;
        for (var page = 0; page < 3 && next is not null; page++)
        {
            using var answer = await client.GetAsync(next);
            if (answer.StatusCode != HttpStatusCode.OK) return $"page {page + 1} answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
            if (page == 0) total = json.RootElement.GetProperty("total").GetInt64();
            rows.AddRange(json.RootElement.GetProperty("items").EnumerateArray().Select(r => r.GetRawText()));
            next = json.RootElement.TryGetProperty("next", out var cursor) && cursor.ValueKind == JsonValueKind.String ? $"{address}&cursor={cursor.GetString()}" : null;
        }

        if (rows.Distinct().Count() != rows.Count) return "a row is repeated";
        var expected = Math.Min(total, 21);
        return rows.Count != expected ? $"{rows.Count} rows instead of {expected}" : total <= 7 ? "" : null;
    }
}
