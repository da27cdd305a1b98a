using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Governance.Tests;

/// <summary>The engine answers go, wait or no, and nobody gets round it.</summary>
public sealed class EngineTests
{
    internal static readonly ApprovalRowRequest[] Usual =
    [
        new("auto", Below: Amount.Of(1000)), new("procurement-manager", From: Amount.Of(1000), Below: Amount.Of(5000), Hours: 500),
        new("2 of procurement-manager then controller", From: Amount.Of(5000), Below: Amount.Of(100_000)), new("refuse: nobody spends that", From: Amount.Of(100_000)),
    ];

    [Theory, EachDatabase]
    public async Task Without_a_table_the_right_to_do_it_decides(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        var verdict = await council.AskAsync("T1", 1_000_000);
        Assert.Equal((true, false), (verdict.Go, verdict.Ruled));
    }

    [Theory, EachDatabase]
    public async Task A_row_says_go_wait_or_no(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        Assert.True((await council.AskAsync("T1", 999.99m)).Go);
        var waits = await council.AskAsync("T2", 1000);
        Assert.False(waits.Go);
        Assert.Contains("Row 2", waits.Sentence, StringComparison.Ordinal);
        Assert.Equal("governance.rule_refuses", (await council.TryAskAsync("T3", 100_000)).Refusal?.Code);

        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("m1", waits.Request!));
        var heard = Assert.Single(council.Things.Heard);
        Assert.Equal(("T2", ApprovalState.Approved, (await council.RequestAsync(waits.Request!)).ContentHash), (heard.Document, heard.State, Convert.ToHexStringLower(heard.Hash)));
        Assert.True(heard.Decision > 0);
        Assert.True((await council.AskAsync("T2", 1000)).Go);
    }

    [Theory, EachDatabase]
    public async Task Several_must_agree_in_order_and_each_is_another_person(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        var request = (await council.AskAsync("T1", 5000)).Request!;
        Assert.Equal((HttpStatusCode.Forbidden, "governance.not_asked"), await council.RefusedAsync("c1", request));
        Assert.Equal(ApprovalState.Pending, await council.DecidedAsync("m1", request));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.voted_before"), await council.RefusedAsync("m1", request));
        Assert.Equal(ApprovalState.Pending, await council.DecidedAsync("m2", request));
        Assert.Equal(["Done", "Waiting"], (await council.RequestAsync(request)).Steps.Select(s => s.Stand));
        Assert.Empty(council.Things.Heard);
        Assert.Equal((HttpStatusCode.Forbidden, "governance.not_asked"), await council.RefusedAsync("m3", request));
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("c1", request));
        Assert.Equal((HttpStatusCode.Conflict, "governance.request_ended"), await council.RefusedAsync("c2", request));
        Assert.Single(council.Things.Heard);
    }

    [Theory, EachDatabase]
    public async Task All_of_means_one_of_each(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync([new("all of procurement-manager, controller")]);
        var request = (await council.AskAsync("T1", 1)).Request!;
        Assert.Equal(ApprovalState.Pending, await council.DecidedAsync("m1", request));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.not_asked"), await council.RefusedAsync("m2", request));
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("c2", request));
    }

    [Theory, EachDatabase]
    public async Task Nobody_decides_on_their_own_not_through_a_stand_in_and_no_administrator_either(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        await council.HireAsync("admin", "administrator");
        var own = (await council.AskAsync("T1", 2000, by: "m1")).Request!;
        var written = (await council.AskAsync("T2", 2000, writers: "m1")).Request!;
        Assert.Equal((HttpStatusCode.Forbidden, "governance.own_request"), await council.RefusedAsync("m1", own));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.own_request"), await council.RefusedAsync("m1", written));
        Assert.Equal(HttpStatusCode.Forbidden, (await council.RefusedAsync("admin", own)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await council.RefusedAsync("buyer", own)).Status);

        // m1 lends her right to c1, who has none for this step: it is not there for what she wrote.
        await council.As("m1").PostUseAsync("/api/v1/delegations", new { to = "c1", from = council.Time.GetUtcNow(), until = council.Time.GetUtcNow().AddDays(3) });
        Assert.Equal((HttpStatusCode.Forbidden, "governance.own_through_delegate"), await council.RefusedAsync("c1", own));
        var other = (await council.AskAsync("T3", 2000)).Request!;
        Assert.Contains(other, await council.InboxAsync("c1"));
        Assert.DoesNotContain(own, await council.InboxAsync("c1"));
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("c1", other));
        Assert.Equal("m1", (await council.RequestAsync(other)).Votes[0].OnBehalfOf);
    }

    [Theory, EachDatabase]
    public async Task A_stand_in_has_only_what_was_lent_and_only_as_long(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        await council.HireAsync("w1", "warehouse-manager");
        var now = council.Time.GetUtcNow();
        var lent = await Council.ReadAsync<JsonObject>(await council.As("m1").PostUseAsync("/api/v1/delegations", new { to = "c1", from = now.AddDays(1), until = now.AddDays(3), most = "3000.00" }));

        // c1 lends on what was lent to him: nothing.
        await council.As("c1").PostUseAsync("/api/v1/delegations", new { to = "w1", from = now, until = now.AddDays(10) });
        var small = (await council.AskAsync("T1", 2000)).Request!;
        var large = (await council.AskAsync("T2", 4000)).Request!;
        Assert.Equal("governance.not_asked", (await council.RefusedAsync("c1", small)).Code);
        council.Time.Advance(TimeSpan.FromDays(1.5));
        Assert.Equal("governance.not_asked", (await council.RefusedAsync("c1", large)).Code);
        Assert.Equal("governance.not_asked", (await council.RefusedAsync("w1", small)).Code);
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("c1", small));
        await Council.ReadAsync<JsonObject>(await council.As("m1").PostUseAsync($"/api/v1/delegations/{lent["id"]}/end", new { }));
        var later = (await council.AskAsync("T3", 2000)).Request!;
        Assert.Equal("governance.not_asked", (await council.RefusedAsync("c1", later)).Code);
        foreach (var (to, until, code) in new[] { ("m1", 2, "governance.delegated_to_oneself"), ("buyer", 2, "governance.delegate_decides_nothing"), ("m2", 200, "governance.delegation_time") })
        {
            using var no = await council.As("m1").PostUseAsync("/api/v1/delegations", new { to, from = now, until = now.AddDays(until) });
            Assert.Equal(code, await no.CodeAsync());
        }
    }

    [Theory, EachDatabase]
    public async Task Somebody_of_another_site_neither_sees_nor_decides(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        await council.HireAsync("far", "procurement-manager", "B");
        var request = (await council.AskAsync("T1", 2000)).Request!;
        Assert.Equal(HttpStatusCode.NotFound, (await council.RefusedAsync("far", request)).Status);
        Assert.Empty(await council.InboxAsync("far"));
        Assert.Equal([request], await council.InboxAsync("m2"));
    }

    [Theory, EachDatabase]
    public async Task Whoever_put_the_table_in_force_today_does_not_decide_by_it_today(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.HireAsync("law", "council");
        var draft = await council.DraftAsync(Usual);
        using var activated = await council.As("law").SendUseAsync(HttpMethod.Post, $"/api/v1/approval-tables/{draft.Id}/activate", new { }, draft.Version);
        Assert.True(activated.IsSuccessStatusCode, await activated.Content.ReadAsStringAsync());

        // The law giver becomes a manager.
        await council.DoAsync((work, cancel) => work.Db.Database.ExecuteSqlRawAsync("UPDATE organisation_person_roles SET role = 'procurement-manager' WHERE role = 'council'", cancel));
        await council.DoAsync((work, cancel) => MasterChanges.TellAsync(work, new PeopleChanged(), cancel));
        if (engine == Engine.Postgres) await Task.Delay(1100, TestContext.Current.CancellationToken);
        var request = (await council.AskAsync("T1", 2000)).Request!;
        Assert.Equal((HttpStatusCode.Forbidden, "governance.own_table"), await council.RefusedAsync("law", request));
        council.Time.Advance(TimeSpan.FromHours(16));
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("law", request));
    }

    [Theory, EachDatabase]
    public async Task An_edit_voids_what_was_asked_and_the_same_asked_twice_is_one_request(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        var first = (await council.AskAsync("T1", 2000)).Request!;
        Assert.Equal(first, (await council.AskAsync("T1", 2000)).Request);
        var second = (await council.AskAsync("T1", 2000, content: "with another line")).Request!;
        Assert.NotEqual(first, second);
        Assert.Equal(ApprovalState.Voided, (await council.RequestAsync(first)).State);
        Assert.Equal("governance.request_ended", (await council.RefusedAsync("m1", first)).Code);
        Assert.Equal([second], await council.InboxAsync("m1"));
    }

    [Theory, EachDatabase]
    public async Task What_lies_within_an_approval_goes_what_exceeds_it_asks_and_tolerance_does_not_add_up(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync([new("procurement-manager")], tolerance: 10);
        await council.DecidedAsync("m1", (await council.AskAsync("T1", 1000)).Request!);
        Assert.True((await council.AskAsync("T1", 800, content: "less")).Go);
        Assert.True((await council.AskAsync("T1", 1100, content: "a little more")).Go);
        Assert.False((await council.AskAsync("T1", 1100.01m, content: "and a little more")).Go);
        Assert.False((await council.AskAsync("T1", 900, attributes: new Dictionary<string, string> { [Dimensions.Contract] = "outside" })).Go);

        // Another document has nothing of it.
        Assert.False((await council.AskAsync("T2", 10)).Go);
    }

    [Theory, EachDatabase]
    public async Task Split_over_documents_and_people_within_the_window_it_is_seen_as_one(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.HireAsync("buyer2", "buyer");
        await council.TableAsync(Usual, windowDays: 2);
        Assert.True((await council.AskAsync("T1", 600, group: "supplier:1")).Go);
        Assert.False((await council.AskAsync("T2", 600, by: "buyer2", group: "supplier:1")).Go);
        Assert.True((await council.AskAsync("T3", 600, group: "supplier:2")).Go);
        Assert.True((await council.AskAsync("T1", 700, group: "supplier:1", content: "the same document again")).Go);
        council.Time.Advance(TimeSpan.FromDays(2.1));
        Assert.True((await council.AskAsync("T4", 600, by: "buyer2", group: "supplier:1")).Go);
    }

    [Theory, EachDatabase]
    public async Task Two_who_split_at_the_same_moment_do_not_both_go(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual, windowDays: 1);
        for (var round = 0; round < 15; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => council.AskAsync($"R{round}-{i}", 600, group: $"supplier:{round}")));
            Assert.Equal(1, answers.Count(a => a.Go));
        }
    }

    [Theory, EachDatabase]
    public async Task Two_who_approve_at_the_same_moment_end_it_once(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        for (var round = 0; round < 10; round++)
        {
            var request = (await council.AskAsync($"T{round}", 2000)).Request!;
            var answers = await Task.WhenAll(new[] { "m1", "m2", "m3" }.Select(m => council.DecideAsync(m, request)));
            Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
            Assert.Equal(1, await council.App.Database.ReadAsync(db => db.Set<Decision>().CountAsync(d => d.Request == request)));
        }
    }

    [Theory, EachDatabase]
    public async Task No_needs_a_reason_and_the_owner_hears_it(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        var request = (await council.AskAsync("T1", 2000)).Request!;
        Assert.Equal((HttpStatusCode.BadRequest, "governance.say_why"), await council.RefusedAsync("m1", request, "reject"));
        Assert.Equal(ApprovalState.Returned, await council.DecidedAsync("m1", request, "return", "which price?"));
        Assert.Equal(ApprovalState.Returned, council.Things.Heard.Single().State);

        // Asked again, another can still say no.
        var again = (await council.AskAsync("T1", 2000)).Request!;
        Assert.NotEqual(request, again);
        Assert.Equal(ApprovalState.Rejected, await council.DecidedAsync("m2", again, "reject", "no"));
    }

    [Theory, EachDatabase]
    public async Task A_batch_is_decided_all_or_none_and_what_moved_is_not_approved_unseen(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        var (one, own) = ((await council.AskAsync("T1", 2000)).Request!, (await council.AskAsync("T2", 2000, by: "m1")).Request!);
        using var batch = await council.As("m1").PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { one, own }, answer = "approve" });
        Assert.Equal(HttpStatusCode.Forbidden, batch.StatusCode);
        Assert.Equal(ApprovalState.Pending, (await council.RequestAsync(one)).State);

        var seen = (await council.RequestAsync(one)).Version;
        await Council.ReadAsync<JsonObject>(await council.As("m2").PostUseAsync($"/api/v1/approvals/{one}/ask", new { question = "Is it urgent?" }));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "governance.request_moved"), await council.RefusedAsync("m1", one, seen: seen));
        await Council.ReadAsync<JsonObject>(await council.As("buyer").PostUseAsync($"/api/v1/approvals/{one}/answer", new { answer = "Yes." }));
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("m1", one));
    }

    [Theory, EachDatabase]
    public async Task Taking_it_back_and_approving_it_at_once_ends_it_one_way(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        for (var round = 0; round < 8; round++)
        {
            var request = (await council.AskAsync($"T{round}", 2000)).Request!;
            var answers = await Task.WhenAll(council.DecideAsync("m1", request), council.As("buyer").PostUseAsync($"/api/v1/approvals/{request}/withdraw", new { }));
            Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
        }
    }

    [Theory, EachDatabase]
    public async Task Broken_glass_is_loud_and_looked_at_by_another(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        var request = (await council.AskAsync("T1", 6000)).Request!;
        Task<HttpResponseMessage> BreakAsync(string by, string reason) => council.As(by).PostUseAsync($"/api/v1/approvals/{request}/break-glass", new { reason });
        Assert.Equal(HttpStatusCode.Forbidden, (await BreakAsync("buyer", "the line stands still")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BreakAsync("c1", "now")).StatusCode);
        Assert.True((await BreakAsync("c1", "the line stands still")).IsSuccessStatusCode);
        Assert.Equal(ApprovalState.Approved, council.Things.Heard.Single().State);

        var review = Assert.Single(await council.InboxAsync("c2"));
        Assert.Empty(await council.InboxAsync("c1"));
        Assert.Equal("governance.own_request", (await council.RefusedAsync("c1", review)).Code);
        Assert.Equal(ApprovalState.Rejected, await council.DecidedAsync("c2", review, "reject", "it could have waited"));
        Assert.True(council.Things.Heard.Last().IsReview);

        var own = (await council.AskAsync("T2", 6000, by: "c1")).Request!;
        using var no = await council.As("c1").PostUseAsync($"/api/v1/approvals/{own}/break-glass", new { reason = "the line stands still" });
        Assert.Equal("governance.own_request", await no.CodeAsync());
    }

    [Theory, EachDatabase]
    public async Task What_is_overdue_comes_before_further_people_unless_a_question_is_open(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync([new("procurement-manager", Hours: 4)]);
        var (late, asked) = ((await council.AskAsync("T1", 1)).Request!, (await council.AskAsync("T2", 1)).Request!);
        await Council.ReadAsync<JsonObject>(await council.As("m1").PostUseAsync($"/api/v1/approvals/{asked}/ask", new { question = "Why?" }));
        Assert.Empty(await council.InboxAsync("c1"));
        council.Time.Advance(TimeSpan.FromHours(5));
        Council.Value(await council.App.RunAsync(council.App.Get<EscalateRequests>(), new EscalateRequestsRequest()));
        Assert.Equal([late], await council.InboxAsync("c1"));
        Assert.Equal("governance.not_asked", (await council.RefusedAsync("c1", asked)).Code);
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("c1", late));
        Assert.Contains((await council.RequestAsync(late)).Votes, v => v.Kind == VoteKind.Escalated);
    }

    [Theory, EachDatabase]
    public async Task Where_nobody_could_decide_others_are_asked_at_once(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync([new("procurement-manager")]);
        var request = (await council.AskAsync("T1", 1, by: "m1", writers: ["m2", "m3"])).Request!;
        Assert.Equal([request], await council.InboxAsync("c1"));
        Assert.Equal(ApprovalState.Approved, await council.DecidedAsync("c1", request));
    }

    [Theory, EachDatabase]
    public async Task The_requesters_own_limit_counts(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.HireAsync("law", "council");
        await council.TableAsync([new("auto", Limit: "within"), new("procurement-manager", Limit: "!within")]);
        Assert.False((await council.AskAsync("T1", 100)).Go);
        using (var set = await council.As("law").SendUseAsync(HttpMethod.Put, "/api/v1/approval-limits/buyer", new { kind = "thing", entity = "E1", amount = "150.00" })) Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        if (engine == Engine.Postgres) await Task.Delay(1100, TestContext.Current.CancellationToken);
        Assert.True((await council.AskAsync("T2", 150)).Go);
        Assert.False((await council.AskAsync("T3", 150.01m)).Go);
        using var own = await council.As("law").SendUseAsync(HttpMethod.Put, "/api/v1/approval-limits/law", new { kind = "thing", entity = "E1", amount = "150.00" });
        Assert.Equal("governance.own_limit", await own.CodeAsync());
    }

    [Theory, EachDatabase]
    public async Task What_was_decided_is_never_rewritten(Engine engine)
    {
        await using var council = await Council.OpenAsync(engine);
        await council.TableAsync(Usual);
        await council.DecidedAsync("m1", (await council.AskAsync("T1", 2000)).Request!);
        foreach (var sql in new[] { "UPDATE governance_votes SET person_id = 1", "DELETE FROM governance_votes", "UPDATE governance_decisions SET amount = 0", "DELETE FROM governance_decisions" })
            await Assert.ThrowsAnyAsync<Exception>(() => council.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        foreach (var check in Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<IVerification>(council.App.Services))
            Assert.Empty(await council.App.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None)));
    }

    /// <summary>Whatever sequence of edits and approvals: what goes is what one step would let go, or no more than people agreed to of the same.</summary>
    [Fact]
    public async Task No_sequence_of_edits_reaches_what_one_step_would_not()
    {
        await using var council = await Council.OpenAsync(Engine.Sqlite);
        await council.TableAsync(
        [
            new("auto", Below: Amount.Of(100), Contract: "!outside"), new("procurement-manager", From: Amount.Of(100), Contract: "!outside"), new("procurement-manager", Contract: "outside"),
        ], tolerance: 5);
        var random = new Random(7);
        var fresh = 0;
        for (var document = 0; document < 12; document++)
        {
            (decimal Amount, string Contract)? agreed = null;
            for (var step = 0; step < 25; step++)
            {
                var (amount, contract) = ((decimal)random.Next(1, 30) * 10, random.Next(4) == 0 ? "outside" : "inside");
                var attributes = new Dictionary<string, string> { [Dimensions.Contract] = contract };
                var verdict = await council.AskAsync($"D{document}", amount, attributes: attributes, content: $"{amount} {contract}");
                if (verdict.Go)
                {
                    var inOneStep = (await council.AskAsync($"F{fresh++}", amount, attributes: attributes, content: $"{amount} {contract}")).Go;
                    Assert.True(inOneStep || (agreed is { } a && a.Contract == contract && amount <= a.Amount * 1.05m), $"D{document} step {step}: {amount} {contract} went, agreed was {agreed}");
                }
                else if (random.Next(3) == 0)
                {
                    await council.DecidedAsync("m1", verdict.Request!);
                    agreed = (amount, contract);
                }
            }
        }
    }
}
