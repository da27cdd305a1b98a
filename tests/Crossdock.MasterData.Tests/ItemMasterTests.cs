using System.Net;
using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Rates;
using Crossdock.MasterData.Searching;
using Crossdock.Storage.Lists;

namespace Crossdock.MasterData.Tests;

public sealed class ItemMasterTests
{
    private const string Bottle = "082184001172";

    [Theory, EachDatabase]
    public async Task An_item_is_found_by_every_number_it_has(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var number in new[] { "W-1", "w-1", Bottle, "00" + Bottle, "AC-77", "OLD-1" })
        {
            var item = await app.Database.ReadAsync(db => app.Get<Items>().FindAsync(db, number).AsTask());
            Assert.Equal("W-1", item?.Code);
        }

        var scanned = await app.Database.ReadAsync(db => app.Get<Items>().ByGtinAsync(db, "10082184001179").AsTask());
        Assert.Equal(("W-1", "case"), (scanned!.Value.Item.Code, scanned.Value.Pack.Unit));
        Assert.Null(await app.Database.ReadAsync(db => app.Get<Items>().FindAsync(db, "NOTHING").AsTask()));
    }

    [Theory, EachDatabase]
    public async Task The_search_finds_by_beginnings_of_words(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var text in new[] { "w-1", "tenn", "whis tenn", "fire", "ac-77", "82184001172", Bottle, "TENNESSEE fi" })
        {
            var hits = Yes(await app.AskAsync(app.Get<SearchQuery>(), new SearchRequest(text, "item")));
            Assert.Equal(new SearchHit("item", "Tennessee Fire", "W-1 · Whiskeys", "/items/W-1", "W-1"), hits[0]);
        }

        Assert.Empty(Yes(await app.AskAsync(app.Get<SearchQuery>(), new SearchRequest("tenn vodka"))));
        Assert.Equal(["customer", "supplier"], Yes(await app.AskAsync(app.Get<SearchQuery>(), new SearchRequest("acm"))).Select(h => h.Kind));
        Assert.Equal("W-1", Yes(await app.AskAsync(app.Get<ItemList>(), new ListRequest("tenn"))).Items.Single().Code);
    }

    [Theory, EachDatabase]
    public async Task An_import_creates_all_or_none(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var items = Enumerable.Range(1, 500).Select(i => new NewItem($"I{i:0000}", $"Item {i}", "ea", Packs: [new("case", 12)])).ToList();
        var bad = items.Take(499).Append(new NewItem("W-1", "Again", "ea")).ToList();
        Assert.Equal("organisation.code_taken", (await app.RunAsync(app.Get<ImportItems>(), new ImportItemsRequest(bad))).Refusal?.Code);
        Assert.Null(await app.Database.ReadAsync(db => app.Get<Items>().FindAsync(db, "I0001").AsTask()));
        Assert.Equal(500, Yes(await app.RunAsync(app.Get<ImportItems>(), new ImportItemsRequest(items))).Created);
        var page = Yes(await app.AskAsync(app.Get<ItemList>(), new ListRequest(Limit: 2, Sort: "-code")));
        Assert.Equal(["W-1", "I0500"], page.Items.Select(i => i.Code));
        Assert.Equal(("ACME", 501L), (page.Items[0].Supplier, page.Total));
    }

    [Theory, EachDatabase]
    public async Task A_trade_item_number_belongs_to_one_unit(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Assert.Equal("masterdata.gtin_taken", (await app.RunAsync(app.Get<CreateItem>(), new NewItem("W-2", "Other", "ea", Gtin: Bottle))).Refusal?.Code);
        Assert.Equal("masterdata.gtin_taken", (await app.RunAsync(app.Get<AddPack>(), new AddPackRequest("W-1", new("pallet", 720, 1, Bottle)))).Refusal?.Code);
    }

    [Theory, EachDatabase]
    public async Task A_change_of_an_item_is_seen_at_once_and_a_stale_one_is_refused(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var before = Yes(await app.AskAsync(app.Get<ShowItem>(), new ItemRequest("W-1")));
        var change = new ChangeItemRequest("W-1", before.Version, "Kentucky Fire", "Whiskeys", "A", true, UnitPrice.Of(16), UnitPrice.Of(24), "ACME");
        Yes(await app.RunAsync(app.Get<ChangeItem>(), change));
        Assert.Equal("Kentucky Fire", Yes(await app.AskAsync(app.Get<ShowItem>(), new ItemRequest("W-1"))).Name);
        Assert.Equal(RefusalKind.Stale, (await app.RunAsync(app.Get<ChangeItem>(), change)).Refusal?.Kind);
        Assert.Single(Yes(await app.AskAsync(app.Get<SearchQuery>(), new SearchRequest("kentucky"))));
        Assert.Empty(Yes(await app.AskAsync(app.Get<SearchQuery>(), new SearchRequest("tennessee"))));
    }

    [Theory, EachDatabase]
    public async Task Two_changes_of_one_version_at_once_leave_one_winner(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => app.RunAsync(
            app.Get<ChangeSupplier>(), new ChangeSupplierRequest("ACME", 1, $"Acme {i}", 30, true))));
        Assert.Single(answers, a => a.IsValue);
        Assert.Single(answers, a => a.Refusal?.Kind is RefusalKind.Stale or RefusalKind.Conflict);
    }

    [Theory, EachDatabase]
    public async Task A_rate_is_that_of_the_last_day_before_and_can_be_turned_round(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Yes(await app.RunAsync(app.Get<SetRates>(), new SetRatesRequest(
        [
            new(Currency.Usd, Currency.Eur, new(2026, 1, 1), UnitPrice.Of(0.8m)), new(Currency.Usd, Currency.Eur, new(2026, 2, 1), UnitPrice.Of(0.5m)),
        ])));
        async Task<UnitPrice?> RateAsync(Currency from, Currency to, DateOnly day) =>
            await app.Database.ReadAsync(db => app.Get<Partners>().RateAsync(db, from, to, day).AsTask());
        Assert.Equal(UnitPrice.Of(0.8m), await RateAsync(Currency.Usd, Currency.Eur, new(2026, 1, 31)));
        Assert.Equal(UnitPrice.Of(0.5m), await RateAsync(Currency.Usd, Currency.Eur, new(2026, 2, 1)));
        Assert.Equal(UnitPrice.Of(1.25m), await RateAsync(Currency.Eur, Currency.Usd, new(2026, 1, 2)));
        Assert.Equal(UnitPrice.Of(1), await RateAsync(Currency.Eur, Currency.Eur, new(2026, 1, 2)));
        Assert.Null(await RateAsync(Currency.Usd, Currency.Eur, new(2025, 12, 31)));
        Yes(await app.RunAsync(app.Get<SetRates>(), new SetRatesRequest([new(Currency.Usd, Currency.Eur, new(2026, 1, 15), UnitPrice.Of(0.7m))])));
        Assert.Equal(UnitPrice.Of(0.7m), await RateAsync(Currency.Usd, Currency.Eur, new(2026, 1, 31)));
    }

    [Theory, EachDatabase]
    public async Task Terms_are_replaced_as_a_whole_but_for_their_price(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Yes(await app.RunAsync(app.Get<SetTerms>(), new SetTermsRequest([new("ACME", "W-1", "case", 7, UnitPrice.Of(15), Breaks: [new(Quantity.Units(120), UnitPrice.Of(14))])])));
        Yes(await app.RunAsync(app.Get<SetTerms>(), new SetTermsRequest([new("ACME", "W-1", "case", 9)])));
        Assert.Equal("masterdata.price_by_change", (await app.RunAsync(app.Get<SetTerms>(), new SetTermsRequest([new("ACME", "W-1", "case", 9, UnitPrice.Of(13))]))).Refusal?.Code);
        var view = Yes(await app.AskAsync(app.Get<ShowItem>(), new ItemRequest("W-1"))).Terms.Single();
        Assert.Equal((UnitPrice.Of(15), 9, 1, Quantity.Units(12)), (view.PricePerBase, view.LeadTimeDays, view.Breaks.Count, view.Multiple));
        Assert.Equal(RefusalKind.NotFound, (await app.RunAsync(app.Get<SetTerms>(), new SetTermsRequest([new("NONE", "W-1", "case", 9)]))).Refusal?.Kind);
    }

    [Theory, EachDatabase]
    public async Task Partners_are_listed_by_their_kind(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var supplier = Assert.Single(Yes(await app.AskAsync(app.Get<SupplierList>(), new ListRequest("spirits"))).Items);
        Assert.Equal(("ACME", 1), (supplier.Code, supplier.Items));
        Assert.Single(Yes(await app.AskAsync(app.Get<SupplierList>(), new ListRequest(Sort: "-items"))).Items);
        Assert.Equal("Acme Shops", Assert.Single(Yes(await app.AskAsync(app.Get<CustomerList>(), new ListRequest())).Items).Name);
    }

    [Theory, EachDatabase]
    public async Task Over_http_an_unknown_item_is_a_404_problem(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v1/items/W-1")).StatusCode);
        Assert.Equal("not_found", (await app.AskAsync(app.Get<ShowItem>(), new ItemRequest("NONE"))).Refusal?.Code);
    }

    private static async Task<CrossdockApp> StartAsync(Engine engine)
    {
        var app = await CrossdockApp.StartAsync(engine);
        Yes(await app.RunAsync(app.Get<ImportPartners>(), new ImportPartnersRequest(
            [new(PartnerKind.Supplier, "ACME", "Acme Spirits", "USD"), new(PartnerKind.Customer, "ACME", "Acme Shops", "USD")])));
        Yes(await app.RunAsync(app.Get<CreateItem>(), new NewItem(
            "w-1", "Tennessee Fire", "bottle", "Whiskeys", "A", StandardCost: UnitPrice.Of(15.57m), ListPrice: UnitPrice.Of(23.36m), Supplier: "acme", Gtin: Bottle,
            Packs: [new("case", 12, 1, "10082184001179")], References: [new(ReferenceKind.Supplier, "ac-77", "ACME"), new(ReferenceKind.Superseded, "old-1")])));
        return app;
    }

    private static T Yes<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException(refusal.Message) : value;
}
