using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>A version of a table is written, checked, replayed and put in force, through the API.</summary>
public sealed class TableVersionTests
{
    [Theory, EachDatabase]
    public async Task A_draft_with_a_fault_or_of_ones_own_is_not_put_in_force(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.HireAsync("law", "council");
        await council.HireAsync("law2", "council");
        async Task<(HttpStatusCode, string?)> ActivateAsync(string by, JsonObject draft)
        {
            using var answer = await council.As(by).SendUseAsync(HttpMethod.Post, $"/api/v1/approval-tables/{draft["id"]}/activate", new { }, draft["version"]!.GetValue<long>());
            return (answer.StatusCode, answer.IsSuccessStatusCode ? null : await answer.CodeAsync());
        }

        async Task<JsonObject> DraftAsync(object[] rows) => await Council.ReadAsync<JsonObject>(await council.As("law").PostUseAsync("/api/v1/approval-tables", new { kind = "thing", currency = "EUR", rows }));
        var faulty = await DraftAsync([new { route = "auto", below = "10.00" }]);
        Assert.NotEmpty(faulty["findings"]!.AsArray());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "governance.table_not_whole"), await ActivateAsync("law2", faulty));
        var good = await DraftAsync([new { route = "auto" }]);
        Assert.Equal((HttpStatusCode.Forbidden, "governance.own_draft"), await ActivateAsync("law", good));
        Assert.Equal((HttpStatusCode.OK, null), await ActivateAsync("law2", good));
        Assert.Equal((HttpStatusCode.Conflict, "governance.not_a_draft"), await ActivateAsync("law2", good));

        // A step that nobody can take is a fault, and so is a site that does not exist.
        Assert.Contains((await DraftAsync([new { route = "@nobody" }]))["findings"]!.AsArray(), f => f!["fault"]!.GetValue<string>() == "nobody");
        Assert.Contains((await DraftAsync([new { route = "auto", site = "!Z" }, new { route = "controller", site = "Z" }]))["findings"]!.AsArray(), f => f!["message"]!.GetValue<string>().Contains("no site 'z'", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task A_table_is_replayed_over_the_cases_of_the_past(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(EngineTests.Usual);
        for (var i = 1; i <= 6; i++) await council.AskAsync($"A{i}", 150 * i);
        for (var i = 1; i <= 4; i++)
        {
            var request = (await council.AskAsync($"B{i}", 1000 * i)).Request!;
            council.Time.Advance(TimeSpan.FromHours(i));
            await council.DecidedAsync("m1", request, i == 4 ? "reject" : "approve", "seen");
        }

        var draft = await council.DraftAsync([new("auto", From: Amount.Of(700), Below: Amount.Of(2500)), new("procurement-manager", Below: Amount.Of(700)), new("procurement-manager", From: Amount.Of(2500))]);
        var replay = Council.Value(await council.App.AskAsync(council.App.Get<ReplayTable>(), new ReplayTableRequest(draft.Id)));
        Assert.Equal((10, 4, 6, 4, 2, 0), (replay.Cases, replay.TouchedThen, replay.TouchedNow, replay.StoppedCount, replay.FreedCount, replay.RejectedFreed));
        Assert.Equal(2.5m, replay.MedianHours);
        Assert.Equal("Of 10 cases people decided 4: 50 % more touches, 4 cases you would have stopped.", replay.Sentence);
    }
}
