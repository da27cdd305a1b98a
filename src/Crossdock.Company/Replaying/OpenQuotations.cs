using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Sourcing;

namespace Crossdock.Company.Replaying;

/// <summary>Requests for quotation as a buyer finds them in the morning: some still running, some to be evaluated, one whose award waits for a decision.</summary>
internal sealed class OpenQuotations(SamplePlan plan, Clerk clerk, Staff staff)
{
    private const string Kind = "quotations";
    private readonly string site = plan.Sites.First(s => s.Role == SampleSiteRole.Hub).Code;

    /// <summary>What a supplier asks, in percent of what the usual one does, and how fast it is.</summary>
    private sealed record Said(string Supplier, int Percent, int Days, int Share = 100);

    public async Task MakeAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var items = plan.Items.Where(i => plan.Stocked.Any(s => s.Item == i.Code)).ToList();
        var others = plan.Suppliers.Where(s => s.Currency == Currency.Usd).Select(s => s.Code).ToList();
        if (items.Count < 10 || others.Count < 5) return;
        string Other(SampleItem item, int number) => others.Where(s => s != item.Supplier).ElementAt(number);

        var (running, empty, first, second, waiting, needed) = (items[1], items[3], items[5], items[6], items[8], items[9]);
        await AskAsync(at, "running", running, 40, 3, [running.Supplier, Other(running, 0), Other(running, 1)], [new(Other(running, 0), 97, 14)], cancel);
        await AskAsync(at, "empty", empty, 25, 5, [empty.Supplier, Other(empty, 2)], [], cancel);
        await NeededAsync(at, needed, [needed.Supplier, Other(needed, 0)], cancel);

        // The cheapest is not approved yet, and the one that is fast has not enough: there is something to weigh.
        if (await AskAsync(at, "first", first, 60, 4, [first.Supplier, Other(first, 1), "NEW-1"], [new(first.Supplier, 100, 12), new(Other(first, 1), 96, 9, 50), new("NEW-1", 88, 7)], cancel) is { } toEvaluate)
            await CloseAsync(at, "first", toEvaluate, cancel);
        if (await AskAsync(at, "second", second, 30, 4, [second.Supplier, Other(second, 0), Other(second, 3)], [new(second.Supplier, 100, 10), new(Other(second, 0), 101, 5), new(Other(second, 3), 94, 30)], cancel) is { } another)
            await CloseAsync(at, "second", another, cancel);
        if (await AskAsync(at, "waiting", waiting, 80, 4, [waiting.Supplier, Other(waiting, 2)], [new(waiting.Supplier, 100, 10), new(Other(waiting, 2), 70, 10)], cancel) is not { } decided) return;
        if (await CloseAsync(at, "waiting", decided, cancel) is not { } closed) return;
        await clerk.AskAsync<AwardQuotationRequest, QuotationStandResponse>(staff.Buyer, Kind, "open:quotation:waiting:award", at, new(
            decided, closed.Version, [new(1, waiting.Supplier, Quantity.Units(80 * waiting.BottlesPerCase))], "An introductory price of one that has never delivered this to us; we keep the usual source for the season"), cancel);
    }

    /// <summary>A need that a person asked for, which the buyer has taken to the market.</summary>
    private async Task NeededAsync(DateTimeOffset at, SampleItem item, string[] suppliers, CancellationToken cancel)
    {
        var need = await clerk.AskAsync<CreateRequisitionRequest, CreateRequisitionResponse>(staff.Planner, "requisitions", "open:quotation:need", at, new(
            site, [new(item.Code, Quantity.Units(item.MinimumCases * item.BottlesPerCase), plan.Today.AddDays(60), item.Packs[0].Unit)], "Could be had for less elsewhere", Order: false), cancel, "procurement.duplicate_supply");
        if (need is not { State: RequisitionState.Approved }) return;
        await clerk.AskAsync<CreateQuotationRequest, QuotationStandResponse>(staff.Buyer, Kind, "open:quotation:needed", at, new(site, Due(6), suppliers, Requisitions: [need.Number]), cancel);
    }

    private async Task<string?> AskAsync(DateTimeOffset at, string key, SampleItem item, int cases, int days, string[] suppliers, Said[] bids, CancellationToken cancel)
    {
        var asked = await clerk.AskAsync<CreateQuotationRequest, QuotationStandResponse>(staff.Buyer, Kind, $"open:quotation:{key}", at, new(
            site, Due(days), suppliers, [new(item.Code, Quantity.Units(cases), plan.Today.AddDays(50), item.Packs[^1].Unit)], Notes: "Prices free warehouse"), cancel);
        if (asked is null) return null;
        foreach (var bid in bids)
        {
            var own = plan.Suppliers.FirstOrDefault(s => s.Code == bid.Supplier && s.Code == item.Supplier)?.Currency ?? Currency.Usd;
            await clerk.AskAsync<KeyBidRequest, KeyBidResponse>(staff.Buyer, "bids", $"open:quotation:{key}:{bid.Supplier}", at, new(asked.Number, bid.Supplier,
                [new(1, PriceOf(item, own, bid.Percent), item.Packs[0].Unit, bid.Days, Quantity.Units(cases * bid.Share / 100), item.Packs[^1].Unit)], own.Code), cancel);
        }

        return asked.Number;
    }

    private Task<QuotationStandResponse?> CloseAsync(DateTimeOffset at, string key, string number, CancellationToken cancel) =>
        clerk.AskAsync<CloseQuotationRequest, QuotationStandResponse>(staff.Buyer, Kind, $"open:quotation:{key}:close", at, new(number), cancel);

    /// <summary>Part of the usual price, to the cent, in the currency of the supplier that bids.</summary>
    private UnitPrice PriceOf(SampleItem item, Currency currency, int percent)
    {
        var euro = plan.Rates.Count > 0 ? plan.Rates[^1].Millionths : 1_000_000;
        var price = item.CostCurrency == currency || item.CostCurrency == Currency.Usd ? item.Cost.Millionths : Exact.MultiplyDivide(item.Cost.Millionths, euro, 1_000_000);
        return new(Exact.RoundTo(Exact.MultiplyDivide(price, percent, 100), UnitPrice.Scale / 100));
    }

    private DateTimeOffset Due(int days) => new(plan.Today.AddDays(days).ToDateTime(new TimeOnly(22, 0)), TimeSpan.Zero);
}
