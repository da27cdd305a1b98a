using Crossdock.Books.Accounts;
using Crossdock.Books.Opening;
using Crossdock.Company.Replaying;
using Crossdock.Governance.Tables;
using Crossdock.Inventory.History;
using Crossdock.MasterData;
using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Qualifying;
using Crossdock.MasterData.Rates;
using Crossdock.Organisation;
using Crossdock.Organisation.Sites;
using Crossdock.Warehouse.Opening;

namespace Crossdock.Company.Founding;

/// <summary>Everything the company has before its first day: books, sites, people, partners, items, stock, and the demand of two years.</summary>
internal sealed class Masters(SamplePlan plan, Clerk clerk, LoadBoard board)
{
    private const int AtOnce = 500;
    private const string BankAccount = "1000";
    private readonly DateTimeOffset at = plan.Openings.Min(o => o.At).AddDays(-1);
    private int steps;

    public async Task FoundAsync(Staff staff, CancellationToken cancel)
    {
        foreach (var step in new Func<CancellationToken, Task>[] { EntitiesAsync, SitesAsync, c => staff.HireAsync(clerk, plan, at, c), PartnersAsync, AssessAsync, RulesAsync, new HouseRules(plan, clerk, staff, at).LayDownAsync, ItemsAsync, TermsAsync, RatesAsync, c => (Agreements = new(plan, clerk, staff, at)).MakeAsync(c), new SecondSources(plan, clerk, staff, at).MakeAsync, StockAsync, BankAsync, HistoryAsync })
        {
            await step(cancel);
            board.Reach(null, ++steps);
        }
    }

    public const int Steps = 15;

    /// <summary>What was agreed with suppliers.</summary>
    public SupplierAgreements? Agreements { get; private set; }

    private async Task EntitiesAsync(CancellationToken cancel)
    {
        var first = plan.Books.Min(b => b.On);
        var months = ((plan.Today.Year - first.Year) * 12) + plan.Today.Month - first.Month + 3;
        foreach (var entity in plan.Entities)
        {
            await AskAsync<CreateEntityRequest, CreateEntityResponse>("entities", $"entity:{entity.Code}", new(entity.Code, entity.Name, entity.Currency.Code, entity.TimeZone), cancel);
            await AskAsync<FoundBooksRequest, FoundBooksResponse>("books", $"books:{entity.Code}", new(entity.Code, first, months), cancel);
        }
    }

    private async Task SitesAsync(CancellationToken cancel)
    {
        foreach (var site in plan.Sites)
        {
            await AskAsync<CreateSiteRequest, CreateSiteResponse>("sites", $"site:{site.Code}", new(
                site.Entity, site.Code, site.Name, site.Role == SampleSiteRole.Hub ? SiteRole.Hub : SiteRole.Branch, site.TimeZone,
                Latitude: (decimal)site.Latitude, Longitude: (decimal)site.Longitude), cancel);
            await AskAsync<CreatePlacesRequest, CreatePlacesResponse>("places", $"places:{site.Code}", new(
                site.Code, [.. site.Bins.Where(b => b.Kind == SampleBinKind.Storage).Select(b => new NewPlace(b.Code, PlaceKind.Bin, b.Zone, b.PickSequence))]), cancel);
        }
    }

    private async Task PartnersAsync(CancellationToken cancel)
    {
        var suppliers = plan.Suppliers.Select(s => new NewPartner(PartnerKind.Supplier, s.Code, s.Name, s.Currency.Code, s.PaymentTermsDays, Incoterm: s.Incoterm));
        var customers = plan.Customers.Select(c => new NewPartner(PartnerKind.Customer, c.Code, c.Name, c.Currency.Code, c.PaymentTermsDays, c.Site, Address: $"{c.City}, IA {c.Zip}"));
        foreach (var (chunk, index) in suppliers.Concat(customers).Chunk(AtOnce).Select((c, i) => (c, i)))
            await AskAsync<ImportPartnersRequest, ImportPartnersResponse>("partner imports", $"partners:{index}", new(chunk), cancel);
    }

    /// <summary>Vendors abroad are imports and a little risky; of the others a few are watched.</summary>
    private async Task AssessAsync(CancellationToken cancel)
    {
        foreach (var (supplier, index) in plan.Suppliers.Select((s, i) => (s, i)))
        {
            var abroad = supplier.Currency != Currency.Usd;
            var risk = abroad || index % 7 == 3 ? SupplierRisk.Medium : index % 23 == 11 ? SupplierRisk.High : SupplierRisk.Low;
            await AskAsync<AssessSupplierRequest, SupplierStandResponse>("assessments", $"assess:{supplier.Code}", new(
                supplier.Code, risk, abroad ? "Delivers from overseas" : risk == SupplierRisk.Low ? "Deliveries of the last years" : "Few deliveries, some late", abroad ? "import" : "domestic"), cancel);
            if (abroad)
                await AskAsync<AddCertificateRequest, CertificateResponse>("certificates", $"licence:{supplier.Code}", new(
                    supplier.Code, "import licence", $"IL-{4100 + index}", plan.FirstDay.AddYears(-1), plan.Today.AddDays(12 + (20 * index % 37)), "Folder of the supplier"), cancel);
        }
    }

    /// <summary>Who decides what, from the first day on: routine buys flow, large and risky ones meet people.</summary>
    private async Task RulesAsync(CancellationToken cancel)
    {
        await AskAsync<RequireCertificateRequest, RequireCertificateResponse>("certificate rules", "rule:import", new("import licence", "Purchasing policy 4.2", "import"), cancel);
        await TableAsync("purchase-order", "Orders up to 20,000 flow by rule", 1,
        [
            new("auto", Below: Amount.Of(20_000), Risk: "!high", Exception: "!duplicate", Emergency: "no"),
            new("procurement-manager", Below: Amount.Of(20_000), Risk: "!high", Exception: "duplicate", Emergency: "no"),
            new("procurement-manager", Below: Amount.Of(50_000), Risk: "high", Emergency: "no"),
            new("procurement-manager", From: Amount.Of(20_000), Below: Amount.Of(50_000), Risk: "!high", Emergency: "no"),
            new("procurement-manager then controller", From: Amount.Of(50_000), Emergency: "no", Hours: 48),
            new("auto, review procurement-manager in 2 days", Emergency: "yes"),
        ], cancel);
        await TableAsync("requisition", "What planning asks for and needs up to 2,500 flow by rule", 1,
        [
            new("auto", Exception: "planned", Emergency: "no"),
            new("auto", Below: Amount.Of(2_500), Exception: "!planned", Emergency: "no"),
            new("procurement-manager", From: Amount.Of(2_500), Exception: "!planned", Emergency: "no"),
            new("auto, review procurement-manager in 2 days", Emergency: "yes"),
        ], cancel);
        await TableAsync("agreement", "What binds us for long is decided by people", 0,
        [
            new("auto", Below: Amount.Of(25_000), Exception: "none"),
            new("procurement-manager", Below: Amount.Of(25_000), Exception: "!none"),
            new("procurement-manager", From: Amount.Of(25_000), Below: Amount.Of(250_000)),
            new("procurement-manager then controller", From: Amount.Of(250_000), Hours: 48),
        ], cancel);
        await TableAsync("award", "The best of several bids flows up to 10,000", 0,
        [
            new("auto", Below: Amount.Of(10_000), Risk: "!high", Exception: "none"),
            new("procurement-manager", Below: Amount.Of(10_000), Risk: "high", Exception: "none"),
            new("procurement-manager", Below: Amount.Of(10_000), Exception: "!none"),
            new("procurement-manager", From: Amount.Of(10_000), Below: Amount.Of(50_000)),
            new("procurement-manager then controller", From: Amount.Of(50_000), Hours: 48),
        ], cancel);
        await TableAsync("price-change", "Prices that cost up to 2,500 more a year flow by rule", 30,
        [
            new("auto", Below: Amount.Of(2_500), Exception: "!above-10-percent"),
            new("procurement-manager", Below: Amount.Of(2_500), Exception: "above-10-percent"),
            new("procurement-manager", From: Amount.Of(2_500), Below: Amount.Of(25_000)),
            new("procurement-manager then controller", From: Amount.Of(25_000), Hours: 48),
        ], cancel);
        await TableAsync("supplier", "Whom we buy from is decided by two", 0, [new("procurement-manager then controller")], cancel);
        await TableAsync("policy-override", "A site keeps up to 250 more or less a month by itself, less of a class A item never", 30,
        [
            new("auto", Below: Amount.Of(250), Exception: "!lowers"),
            new("auto", Below: Amount.Of(250), Criticality: "!a", Exception: "lowers"),
            new("procurement-manager", Below: Amount.Of(250), Criticality: "a", Exception: "lowers"),
            new("procurement-manager", From: Amount.Of(250), Below: Amount.Of(5_000)),
            new("procurement-manager then controller", From: Amount.Of(5_000), Hours: 48),
        ], cancel);
        await TableAsync("parameter", "Leaving the bounds is decided by the controller", 0, [new("controller", Hours: 48)], cancel);
        await StockRulesAsync(cancel);
    }

    /// <summary>What the floor corrects: a few bottles flow, what was stolen or is worth more meets somebody who was not there.</summary>
    private async Task StockRulesAsync(CancellationToken cancel)
    {
        await TableAsync("stock-adjustment", "Up to 250 of an item a week flow by rule, theft never", 7,
        [
            new("auto", Below: Amount.Of(250), Exception: "!theft"),
            new("controller", Below: Amount.Of(250), Exception: "theft"),
            new("controller", From: Amount.Of(250)),
        ], cancel);
        await TableAsync("write-off", "Broken bottles up to 250 of an item a week flow by rule", 7,
        [
            new("auto", Below: Amount.Of(250)),
            new("controller", From: Amount.Of(250), Below: Amount.Of(2_500)),
            new("controller then procurement-manager", From: Amount.Of(2_500), Hours: 48),
        ], cancel);
        await TableAsync("count-variance", "A count is posted up to 500, or 150 when an item is beyond its tolerance", 1,
        [
            new("auto", Below: Amount.Of(500), Exception: "within-tolerance"),
            new("auto", Below: Amount.Of(150), Exception: "!within-tolerance"),
            new("warehouse-manager", From: Amount.Of(150), Below: Amount.Of(500), Exception: "!within-tolerance"),
            new("warehouse-manager then controller", From: Amount.Of(500)),
        ], cancel);
        await TableAsync("transfer", "Below a floor the managers of both sites agree", 0, [new("warehouse-manager then receiving warehouse-manager")], cancel);
    }

    private async Task TableAsync(string kind, string note, int windowDays, IReadOnlyList<ApprovalRowRequest> rows, CancellationToken cancel)
    {
        var draft = await AskAsync<DraftTableRequest, DraftTableResponse>("approval tables", $"table:{kind}", new(kind, rows, Currency: "USD", WindowDays: windowDays, TolerancePercent: Quantity.Units(2), Note: note), cancel);
        if (draft is not null) await AskAsync<ActivateTableRequest, ActivateTableResponse>("approval tables", $"table:{kind}:on", new(draft.Id, draft.Version), cancel);
    }

    private async Task ItemsAsync(CancellationToken cancel)
    {
        var classes = plan.Stocked.GroupBy(s => s.Item).ToDictionary(g => g.Key, g => g.Min(s => s.Class).ToString(), StringComparer.Ordinal);
        var euro = plan.Rates.Count > 0 ? plan.Rates[^1].Millionths : 1_000_000;
        var rows = plan.Items.Select(item => new NewItem(
            item.Code, item.Name, item.Packs[0].Unit, item.Category, classes.GetValueOrDefault(item.Code),
            Tracking: item.LotTracked ? Tracking.Lot : Tracking.None,
            StandardCost: item.CostCurrency == Currency.Usd ? item.Cost : new UnitPrice(Exact.MultiplyDivide(item.Cost.Millionths, euro, 1_000_000)),
            ListPrice: item.Price, Supplier: item.Supplier, ShelfLifeDays: item.ShelfLifeDays, Gtin: item.Packs[0].Gtin?.ToString(),
            Packs: [.. item.Packs.Skip(1).Select(p => new NewPack(p.Unit, p.Size.Numerator, p.Size.Denominator, p.Gtin?.ToString()))],
            Weight: item.Weight));
        foreach (var (chunk, index) in rows.Chunk(AtOnce).Select((c, i) => (c, i)))
            await AskAsync<ImportItemsRequest, ImportItemsResponse>("item imports", $"items:{index}", new(chunk), cancel);
    }

    private async Task TermsAsync(CancellationToken cancel)
    {
        var leadTimes = plan.Suppliers.ToDictionary(s => s.Code, s => s.LeadTimeDays, StringComparer.Ordinal);
        var rows = plan.Items.Select(item => new NewTerms(
            item.Supplier, item.Code, item.Packs[^1].Unit, leadTimes[item.Supplier], item.Cost,
            Quantity.Units(item.MinimumCases * item.BottlesPerCase), Quantity.Units(item.MultipleCases * item.BottlesPerCase)));
        foreach (var (chunk, index) in rows.Chunk(AtOnce).Select((c, i) => (c, i)))
            await AskAsync<SetTermsRequest, SetTermsResponse>("terms", $"terms:{index}", new(chunk), cancel);
    }

    private Task RatesAsync(CancellationToken cancel)
    {
        // The first known rate also holds for the days before it, because an opening may need one.
        var opening = plan.Openings.Min(o => DateOnly.FromDateTime(o.At.DateTime)).AddDays(-1);
        var rates = plan.Rates.Select(r => new NewRate(r.Currency, r.In, r.From, new UnitPrice(r.Millionths))).ToList();
        if (rates.Count > 0 && rates[0].Day > opening) rates.Insert(0, rates[0] with { Day = opening });
        return AskAsync<SetRatesRequest, SetRatesResponse>("rates", "rates", new(rates), cancel);
    }

    private async Task StockAsync(CancellationToken cancel)
    {
        foreach (var opening in plan.Openings)
        {
            foreach (var (chunk, index) in opening.Lines.Chunk(AtOnce).Select((c, i) => (c, i)))
            {
                await clerk.AskAsync<OpenStockRequest, OpenStockResponse>(Staff.Loader, "opening balances", $"opening:{opening.Site}:{index}", opening.At, new(
                    opening.Site, [.. chunk.Select(l => new OpenStockLine(l.Item, l.Bin, l.Quantity, l.Value, Lot: l.Lot, ExpiresOn: l.Expiry))]), cancel);
            }
        }
    }

    /// <summary>The books open with what is in the bank; from then on what is written by hand is looked at by others.</summary>
    private async Task BankAsync(CancellationToken cancel)
    {
        foreach (var books in plan.Books)
            await clerk.AskAsync<OpenAccountsRequest, OpenAccountsResponse>(Staff.Loader, "opening journals", $"bank:{books.Entity}", plan.Openings.Max(o => o.At), new(
                books.Entity, [new(BankAccount, books.Bank)], books.On), cancel);
        await TableAsync("journal", "Small accruals flow, the rest is looked at by somebody else", 7,
        [
            new("auto", Below: Amount.Of(500), Exception: "none"),
            new("controller", Below: Amount.Of(500), Exception: "!none"),
            new("controller", From: Amount.Of(500)),
        ], cancel);
        await TableAsync("received-write-off", "What no supplier bills goes below the price of a case, the rest is looked at", 30, [new("auto", Below: Amount.Of(50)), new("controller", From: Amount.Of(50))], cancel);
    }

    /// <summary>What the shops of a site asked for is the demand at the site.</summary>
    private async Task HistoryAsync(CancellationToken cancel)
    {
        var siteOf = plan.Customers.ToDictionary(c => c.Code, c => c.Site, StringComparer.Ordinal);
        foreach (var site in plan.History.GroupBy(h => siteOf[h.Customer]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var items = site.GroupBy(h => h.Item).OrderBy(g => g.Key, StringComparer.Ordinal).Select(item => new PastDemandOfItem(item.Key,
                [.. item.GroupBy(h => h.WeekStart).OrderBy(w => w.Key).Select(w => new PastDemandWeek(w.Key, w.Aggregate(Quantity.Zero, (sum, h) => sum + h.Quantity)))]));
            foreach (var (chunk, index) in items.Chunk(AtOnce / 5).Select((c, i) => (c, i)))
                await AskAsync<ImportDemandHistoryRequest, ImportDemandHistoryResponse>("demand imports", $"history:{site.Key}:{index}", new(site.Key, chunk), cancel);
        }
    }

    private Task<TResponse?> AskAsync<TRequest, TResponse>(string kind, string key, TRequest request, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : class => clerk.AskAsync<TRequest, TResponse>(Staff.Loader, kind, key, at, request, cancel);
}
