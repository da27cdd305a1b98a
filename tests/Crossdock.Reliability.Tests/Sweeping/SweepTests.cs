using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Storage.Http;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Reliability.Tests.Sweeping;

/// <summary>Every route of the running product, asked for what nobody should ask: the answer is a no that can be acted on, and nothing changes.</summary>
public sealed class SweepTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["site"] = "A",
        ["entity"] = "E1",
        ["item"] = "X",
        ["place"] = "A1",
        ["customer"] = "C1",
        ["supplier"] = "V",
        ["from"] = "A1",
        ["to"] = "A2",
        ["currency"] = "EUR",
        ["unit"] = "pc",
        ["baseUnit"] = "pc",
        ["reason"] = "LOST",
        ["timeZone"] = "Europe/Berlin",
        ["taxCode"] = "S19",
        ["lot"] = "LOT-1",
    };

    private static readonly string[] Texts =
    [
        "", " ", "none such", "-1", "0", "99999999999999999999", "1e400", "NaN", "9999-12-31", "0001-01-01", "2026-02-30", "9999-12-31T23:59:59-14:00", "%00", "%F0%9F%9A%9A", "'; DROP TABLE x; --", "a:b:c", "__proto__", "../../etc", "[]", "{}",
    ];

    /// <summary>A path with a NUL never comes this far: the server refuses it.</summary>
    private static IEnumerable<string> InAddress => Texts.Where(t => t.Trim().Length > 0 && t != "%00");

    [Theory, EachDatabase]
    public async Task Uses_refuse_nonsense_in_every_field_and_change_nothing(Engine engine)
    {
        await using var sweep = await Sweep.OverACompanyAsync(engine);
        var before = await sweep.TablesAsync();
        foreach (var (route, use) in sweep.Of<UseRoute>())
        {
            var postings = await sweep.PostingsAsync();
            var accepted = 0;
            var address = await sweep.AddressAsync(route);
            var (method, body) = RequestOf(route, use);
            foreach (var raw in (string[])["", "{", "[]", "null", "\"text\"", "{\"a\":1,\"a\":2}", "{\"unknownField\":1}", new string('[', 5000)])
                if (await sweep.AskAsync(method, address, raw, "with " + raw[..Math.Min(20, raw.Length)])) accepted++;
            if (await sweep.AskAsync(method, address, "<a/>", "as xml", "text/xml")) accepted++;
            if (await sweep.AskAsync(method, address, body.ToJsonString(), "with a version that is none", ifMatch: "\"none\"")) accepted++;
            foreach (var field in Bodies.Fields(body))
                foreach (var value in sweep.Share(Bodies.Nonsense))
                    if (await sweep.AskAsync(method, address, Bodies.With(body, field, value).ToJsonString(), $"{string.Join('/', field)}={Short(value)}")) accepted++;
            foreach (var text in sweep.Share(InAddress).Where(_ => route.RoutePattern.Parameters.Count > 0))
                if (await sweep.AskAsync(method, Spoilt(route, text), body.ToJsonString(), "in the address")) accepted++;

            var after = await sweep.TablesAsync();
            // What was tried without the right leaves a row in the audit trail, and nothing else.
            var changed = Tables.Changed(before, after).Where(t => t is not ("storage_postings" or "storage_seals")).ToList();
            if (accepted == 0 && changed.Count > 0) sweep.Wrong.Enqueue($"{method} {address} refused everything and changed {string.Join(", ", changed)}");
            if (await sweep.PostingsAsync() - postings != accepted) sweep.Wrong.Enqueue($"{method} {address} accepted {accepted} and left {await sweep.PostingsAsync() - postings} postings");
            before = after;
        }

        output.WriteLine($"{engine}: {sweep.Asked} requests");
        Assert.True(sweep.Wrong.IsEmpty, $"{sweep.Wrong.Count} answers are wrong:\n{string.Join('\n', sweep.Wrong.Take(100))}");
    }

    [Theory, EachDatabase]
    public async Task Whoever_works_elsewhere_changes_nothing_here(Engine engine)
    {
        await using var sweep = await Sweep.OverACompanyAsync(engine);
        var addresses = new Dictionary<RouteEndpoint, string>();
        foreach (var (route, _) in sweep.Of<UseRoute>()) addresses[route] = await sweep.AddressAsync(route);
        sweep.Who = SignedInClient.Actor(entities: new HashSet<EntityId> { new(1_000_000) }, sites: new HashSet<SiteId> { new(1_000_000) });
        foreach (var (route, use) in sweep.Of<UseRoute>())
        {
            var (method, body) = RequestOf(route, use);
            var scoped = body.ContainsKey("site") || body.ContainsKey("entity") || Sweep.PathOf(route).Contains("/sites/{", StringComparison.Ordinal) || Sweep.PathOf(route).Contains("/entities/{", StringComparison.Ordinal);
            if (await sweep.AskAsync(method, addresses[route], body.ToJsonString(), "from elsewhere") && scoped) sweep.Wrong.Enqueue($"{method} {addresses[route]} let somebody in who works elsewhere: {body.ToJsonString()}");
        }

        Assert.True(sweep.Wrong.IsEmpty, $"{sweep.Wrong.Count} answers are wrong:\n{string.Join('\n', sweep.Wrong.Take(100))}");
    }

    [Theory, EachDatabase]
    public async Task Queries_and_lists_answer_nonsense_in_every_parameter_with_a_sentence(Engine engine)
    {
        await using var sweep = await Sweep.OverACompanyAsync(engine);
        var before = await sweep.TablesAsync();
        foreach (var (route, query) in sweep.Of<QueryRoute>())
        {
            var address = await sweep.AddressAsync(route);
            var names = query.Request.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(n => route.RoutePattern.GetParameter(n) is null).Append("unknown").Append("format").ToList();
            var usual = names.Where(Known.ContainsKey).ToDictionary(n => n, n => Known[n]);
            foreach (var name in names)
                foreach (var text in sweep.Share(Texts)) await sweep.AskAsync(HttpMethod.Get, address + Query(usual.Where(u => u.Key != name).Append(new(name, text))), null, "");
            await SpoilAddressAsync(sweep, route);
        }

        foreach (var (route, list) in sweep.Of<ListRoute>())
        {
            var address = await sweep.AddressAsync(route);
            var (sortable, filterable) = ListRoutes.Describe(sweep.Service(list.List));
            foreach (var name in (string[])["q", "filter", "sort", "cursor", "limit", "format", "unknown"])
                foreach (var text in sweep.Share(Texts)) await sweep.AskAsync(HttpMethod.Get, address + Query([new(name, text)]), null, "");
            foreach (var column in filterable)
                foreach (var text in sweep.Share(Texts))
                    foreach (var op in (string[])["eq", "ne", "lt", "ge", "has", "?"]) await sweep.AskAsync(HttpMethod.Get, address + Query([new("filter", $"{column}:{op}:{(text.StartsWith('%') ? Uri.UnescapeDataString(text) : text)}")]), null, "");
            foreach (var column in sortable.SelectMany(c => (string[])[c, "-" + c]))
                foreach (var place in (string[])["[]", "[\"" + column + "\",null,null]", "[\"" + column + "\",1,1]", "[\"" + column + "\",\"x\",\"x\"]", "[\"" + column + "\",{},[]]", "[\"" + column + "\",1e99,\"9e99\"]", "[1,2,3]", "{}", "[\"" + column + "\",\"9999999999999999999\",\"99999999999999999999\"]", "[\"" + column + "\",\"a\\u0000\",\"b\\u0000\"]"])
                    await sweep.AskAsync(HttpMethod.Get, address + Query([new("sort", column), new("cursor", System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(place)))]), null, place);
            await SpoilAddressAsync(sweep, route);
        }

        output.WriteLine($"{engine}: {sweep.Asked} requests");
        Assert.Empty(Tables.Changed(before, await sweep.TablesAsync()));
        Assert.True(sweep.Wrong.IsEmpty, $"{sweep.Wrong.Count} answers are wrong:\n{string.Join('\n', sweep.Wrong.Take(100))}");
    }

    [Theory, EachDatabase]
    public async Task Pages_never_break_on_nonsense_in_their_address(Engine engine)
    {
        await using var sweep = await Sweep.OverACompanyAsync(engine);
        var before = await sweep.TablesAsync();
        foreach (var (route, page) in sweep.Pages)
        {
            var address = await sweep.AddressAsync(route);
            var names = page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(p => (p, p.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(p => p.Item2 is not null)
                .Select(p => p.Item2!.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.p.Name)).Concat(["q", "filter", "sort", "cursor", "limit"]).Distinct();
            await sweep.AskAsync(HttpMethod.Get, address, null, "as it is");
            foreach (var name in names)
                foreach (var text in sweep.Share(Texts)) await sweep.AskAsync(HttpMethod.Get, address + Query([new(name, text)]), null, "");
            await SpoilAddressAsync(sweep, route);
        }

        output.WriteLine($"{engine}: {sweep.Asked} requests");
        Assert.Empty(Tables.Changed(before, await sweep.TablesAsync()));
        Assert.True(sweep.Wrong.IsEmpty, $"{sweep.Wrong.Count} answers are wrong:\n{string.Join('\n', sweep.Wrong.Take(100))}");
    }

    private static async Task SpoilAddressAsync(Sweep sweep, RouteEndpoint route)
    {
        if (route.RoutePattern.Parameters.Count == 0) return;
        foreach (var text in sweep.Share(InAddress))
            await sweep.AskAsync(HttpMethod.Get, Spoilt(route, text), null, "in the address");
    }

    /// <summary>Method and a plausible body of a use; what its address says, the body leaves out.</summary>
    private static (HttpMethod Method, JsonObject Body) RequestOf(RouteEndpoint route, UseRoute use)
    {
        var body = Bodies.Of(use.Request, Known);
        foreach (var parameter in route.RoutePattern.Parameters) body.Remove(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name));
        return (new(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]), body);
    }

    /// <summary>An address with a text in place of each of its parameters.</summary>
    private static string Spoilt(RouteEndpoint route, string text) =>
        string.Join('/', Sweep.PathOf(route).Split('/').Select(p => p.StartsWith('{') ? text.StartsWith('%') ? text : Uri.EscapeDataString(text) : p));

    private static string Short(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return text[..Math.Min(40, text.Length)];
    }

    private static string Query(IEnumerable<KeyValuePair<string, string>> parts) =>
        "?" + string.Join('&', parts.Select(p => $"{p.Key}={(p.Value.StartsWith('%') ? p.Value : Uri.EscapeDataString(p.Value))}"));
}
