using System.IO.Compression;
using System.Net;
using Crossdock.Procurement.Sourcing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Tests;

/// <summary>What was bid is read by nobody before its time, whatever way they come in.</summary>
public sealed class SealedTests
{
    private const string Price = "7.654321";
    private const string Words = "quietwords";

    /// <summary>Everything that somebody with any role can read about it: each GET route that takes its number, code or nothing, and every list in each format.</summary>
    private static async Task<Dictionary<string, string>> ReadAllAsync(Tender tender, string request)
    {
        var read = new Dictionary<string, string>();
        foreach (var role in new[] { "buyer", "procurement-manager", "controller", "auditor", "council", "planner" })
        {
            var client = await tender.Trade.AsAsync(role);
            foreach (var address in Addresses(tender, request))
            {
                using var answer = await client.GetAsync(address);
                var bytes = await answer.Content.ReadAsByteArrayAsync();
                read[$"{role} {address}"] = bytes is [(byte)'P', (byte)'K', ..] ? Unzip(bytes) : System.Text.Encoding.UTF8.GetString(bytes);
            }
        }

        return read;
    }

    private static IEnumerable<string> Addresses(Tender tender, string request)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["number"] = request, ["supplier"] = "V", ["code"] = "V", ["item"] = "W", ["site"] = "A", ["bid"] = "1", ["line"] = "1", ["operation"] = "KeyBid" };
        var routes = tender.Trade.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET"))
            .Select(e => e.RoutePattern).Where(p => !p.RawText!.Contains("**", StringComparison.Ordinal) && !p.RawText.Contains("_content", StringComparison.Ordinal) && !p.RawText.StartsWith("/live", StringComparison.Ordinal) && !p.RawText.Contains(".css", StringComparison.Ordinal) && !p.RawText.Contains(".js", StringComparison.Ordinal) && !p.RawText.Contains("lib/", StringComparison.Ordinal));
        foreach (var route in routes.DistinctBy(r => r.RawText))
        {
            var path = "/" + route.RawText!.TrimStart('/');
            foreach (var parameter in route.Parameters) path = System.Text.RegularExpressions.Regex.Replace(path, "\\{\\*?" + parameter.Name + "[^}]*\\}", known.GetValueOrDefault(parameter.Name, "1"));
            yield return path;
            if (!path.StartsWith("/api/", StringComparison.Ordinal)) continue;
            foreach (var format in new[] { "csv", "xlsx" }) yield return $"{path}?format={format}";
            yield return $"{path}?q={Price}";
            yield return $"{path}?q={Words}";
        }
    }

    private static string Unzip(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }

    private static bool Tells(KeyValuePair<string, string> page) =>
        !page.Key.Contains("?q=", StringComparison.Ordinal) && (page.Value.Contains(Price, StringComparison.Ordinal) || page.Value.Contains(Words, StringComparison.Ordinal));

    [Theory, EachDatabase]
    public async Task Nobody_reads_a_sealed_bid_one_second_before_it_is_due_and_everybody_at_the_instant(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", Price, 13, note: Words));
        await tender.BidAsync(request, new { supplier = "D", noBid = Words + " as well" });

        tender.Open(secondsAfter: -1);
        await tender.Trade.App.SettledAsync();
        var before = await ReadAllAsync(tender, request);
        Assert.Contains($"buyer /api/v1/quotation-requests/{request}", before.Keys);
        Assert.Contains($"buyer /quotation-requests/{request}", before.Keys);
        Assert.Contains("auditor /api/v1/audit?format=csv", before.Keys);
        Assert.Contains(request, before[$"buyer /quotation-requests/{request}"], StringComparison.Ordinal);
        Assert.Contains("KeyBid", before["auditor /api/v1/audit?format=csv"], StringComparison.Ordinal);
        Assert.Empty(before.Where(Tells).Select(p => p.Key));
        Assert.DoesNotContain(before, p => p.Key.Contains("?q=", StringComparison.Ordinal) && p.Key.Contains("/search", StringComparison.Ordinal) && p.Value.Contains(request, StringComparison.Ordinal));
        var found = await tender.FindAsync(request);
        Assert.Equal((QuotationState.Published, false), (found.State, found.Readable));
        Assert.All(found.Lines, l => Assert.Empty(l.Offers));

        tender.Open();
        found = await tender.FindAsync(request);
        Assert.Equal((QuotationState.Closed, true, Price, 13), (found.State, found.Readable, found.Lines[0].Offers[0].Price.ToString(), found.Lines[0].Offers[0].LeadTimeDays));
        Assert.Equal(Words + " as well", found.Bids[0].NoBid);
        var after = await ReadAllAsync(tender, request);
        Assert.Equal(
            [$"/api/v1/quotation-requests/{request}", $"/quotation-requests/{request}"],
            after.Where(Tells).Select(p => p.Key.Split(' ')[1].Split('?')[0]).Distinct().Order(StringComparer.Ordinal));

        tender.Open(secondsAfter: 1);
        Assert.True((await tender.FindAsync(request)).Readable);
        await tender.Trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task More_time_keeps_them_sealed_and_it_is_given_only_before_it_is_over(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", Price));
        Assert.Equal("procurement.quotation_not_longer", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/extend", new { dueAt = Tender.Due, reason = "sooner" })).Code);
        tender.Open(-1);
        await tender.Trade.PostAsync<QuotationStandResponse>("buyer", $"/quotation-requests/{request}/extend", new { dueAt = Tender.Due.AddHours(1), reason = "a supplier asked" });
        tender.Open(10);
        Assert.Equal((QuotationState.Published, false), ((await tender.FindAsync(request)).State, (await tender.FindAsync(request)).Readable));
        Assert.False((await tender.BidAsync(request, Tender.Bid("D", "9"))).Late);
        tender.Open(3600);
        Assert.Equal("procurement.quotation_state", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/extend", new { dueAt = Tender.Due.AddHours(9), reason = "too late" })).Code);
        Assert.Equal(2, (await tender.FindAsync(request)).Lines[0].Offers.Count);
    }

    [Theory, EachDatabase]
    public async Task What_was_given_up_before_it_was_opened_stays_unread(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", Price, note: Words));
        await tender.Trade.PostAsync<QuotationStandResponse>("buyer", $"/quotation-requests/{request}/cancel", new { reason = "not needed" });
        tender.Open(86_400);
        var found = await tender.FindAsync(request);
        Assert.Equal((QuotationState.Cancelled, false), (found.State, found.Readable));
        Assert.Empty(found.Lines[0].Offers);
    }

    [Theory, EachDatabase]
    public async Task Before_its_time_they_are_opened_only_when_all_have_answered_and_then_a_bid_is_late(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", Price));
        Assert.Equal("procurement.bids_missing", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/close", new { })).Code);
        await tender.BidAsync(request, new { supplier = "D", noBid = "no stock" });
        Assert.False((await tender.FindAsync(request)).Readable);
        await tender.Trade.PostAsync<QuotationStandResponse>("buyer", $"/quotation-requests/{request}/close", new { });
        Assert.True((await tender.FindAsync(request)).Readable);
        Assert.True((await tender.BidAsync(request, Tender.Bid("D", "1"))).Late);
        Assert.Equal(["V"], (await tender.FindAsync(request)).Lines[0].Offers.Select(o => o.Supplier));
    }

    [Theory, EachDatabase]
    public async Task A_late_bid_is_unread_until_two_others_let_it_count(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", "10"));
        await tender.BidAsync(request, Tender.Bid("D", "9"));
        tender.Open();
        var both = await tender.PersonAsync("buyer", "procurement-manager");
        using (var keyed = await both.PostUseAsync($"/api/v1/quotation-requests/{request}/bids", Tender.Bid("D", Price, currency: "EUR", note: Words))) Assert.True((await Trade.ReadAsync<KeyBidResponse>(keyed)).Late);
        var path = $"/quotation-requests/{request}/bids/D/2/accept";
        using (var own = await both.PostUseAsync("/api/v1" + path, new { reason = "my own" })) Assert.Equal("procurement.own_late_bid", await own.CodeAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await tender.Trade.RefusedAsync("buyer", path, new { reason = "a buyer" })).Status);

        async Task<string[]> PricesAsync() => [.. (await tender.FindAsync(request)).Lines[0].Offers.Select(o => o.Price.ToString()).Order(StringComparer.Ordinal)];
        await tender.Trade.PostAsync<AcceptLateBidResponse>("procurement-manager", path, new { reason = "the line was down" });
        Assert.Equal("procurement.late_accepted_before", (await tender.Trade.RefusedAsync("procurement-manager", path, new { reason = "again" })).Code);
        Assert.Equal(["10.00", "9.00"], await PricesAsync());
        Assert.DoesNotContain(await ReadAllAsync(tender, request), Tells);
        Assert.Equal("procurement.no_offer", (await tender.RefusedAwardAsync(request, Tender.Give("D", "1"), Tender.Give("nobody", "1"))).Code);

        await tender.Trade.PostAsync<AcceptLateBidResponse>("controller", path, new { reason = "the line was down" });
        Assert.Equal(["10.00", Price], await PricesAsync());
        Assert.Equal("procurement.bid_not_late", (await tender.Trade.RefusedAsync("procurement-manager", path, new { reason = "a third" }, number: 2)).Code);
        Assert.Equal("procurement.bid_not_late", (await tender.Trade.RefusedAsync("procurement-manager", $"/quotation-requests/{request}/bids/V/1/accept", new { reason = "in time" })).Code);
        await tender.Trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_who_accept_at_once_are_two_and_one_who_does_so_twice_is_one(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        tender.Open();
        await tender.BidAsync(request, Tender.Bid("V", "10"));
        var manager = await tender.Trade.AsAsync("procurement-manager");
        var controller = await tender.Trade.AsAsync("controller");
        var answers = await Task.WhenAll(new[] { manager, manager, manager, controller, controller }.Select(c => c.PostUseAsync($"/api/v1/quotation-requests/{request}/bids/V/1/accept", new { reason = "fair" })));
        Assert.Equal(2, answers.Count(a => a.IsSuccessStatusCode));
        var bid = Assert.Single((await tender.FindAsync(request)).Bids);
        Assert.Equal((true, 2), (bid.Counts, bid.Accepted));
    }

    [Theory, EachDatabase]
    public async Task The_last_bid_counts_each_is_kept_and_the_same_request_is_one(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        var buyer = await tender.Trade.AsAsync("buyer");
        using (var first = await buyer.PostUseAsync($"/api/v1/quotation-requests/{request}/bids", Tender.Bid("V", "10"), "one key"))
        using (var again = await buyer.PostUseAsync($"/api/v1/quotation-requests/{request}/bids", Tender.Bid("V", "10"), "one key"))
        {
            Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
            Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        }

        using (var other = await buyer.PostUseAsync($"/api/v1/quotation-requests/{request}/bids", Tender.Bid("V", "11"), "one key")) Assert.False(other.IsSuccessStatusCode);
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => buyer.PostUseAsync($"/api/v1/quotation-requests/{request}/bids", Tender.Bid("V", $"9.{i}"))));
        Assert.Equal(Enumerable.Range(2, 6), (await Task.WhenAll(answers.Select(Trade.ReadAsync<KeyBidResponse>))).Select(b => b.Bid).Order());
        await tender.BidAsync(request, Tender.Bid("V", "8.5"));
        Assert.Equal(8, await tender.Trade.App.Database.ReadAsync(db => db.Set<Bid>().CountAsync()));
        tender.Open();
        Assert.Equal("8.50", Assert.Single((await tender.FindAsync(request)).Lines[0].Offers).Price.ToString());
        await tender.Trade.VerifyAsync();
    }
}
