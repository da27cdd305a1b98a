using Crossdock.Company.Founding;
using Crossdock.MasterData;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Pricing;
using Crossdock.MasterData.Qualifying;
using Crossdock.Procurement;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Consigning;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Warehouse.Consigning;
using Crossdock.Warehouse.Receiving;

namespace Crossdock.Company.Replaying;

/// <summary>What is left to decide this morning, so that each queue of buying holds real work: answers that differ, needs, a new supplier, a changed bank account, and what the floor and the books ask for.</summary>
internal sealed class OpenDecisions(SamplePlan plan, Clerk clerk, Staff staff, BuyingDesk buying, SupplierAgreements agreements)
{
    public async Task MakeAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await AnswersAsync(at, cancel);
        await NeedsAsync(at, cancel);
        await SuppliersAsync(at, cancel);
        await PricesAsync(at, cancel);
        await new OpenParameters(plan, clerk, staff).MakeAsync(at, cancel);
        await AgreementsAsync(at, cancel);
        await ConsignmentAsync(at, cancel);
        await new OpenDropShipments(plan, clerk, staff).MakeAsync(at, cancel);
        await new OpenCorrections(plan, clerk, staff, buying).MakeAsync(at, cancel);
        await new OpenQuotations(plan, clerk, staff).MakeAsync(at, cancel);
        await new OpenOrders(plan, clerk, staff).MakeAsync(at, cancel);
    }

    /// <summary>Suppliers answered orders that are to come: most as asked, some later, less, or dearer.</summary>
    private async Task AnswersAsync(DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var (order, index) in plan.Open.PurchaseOrdersLater.Take(10).Select((o, i) => (o, i)))
        {
            if (buying.NumberOf(order) is not { } number) continue;
            if (await clerk.LookAsync<FindPurchaseOrderRequest, FindPurchaseOrderResponse>(staff.Buyer, new(number), cancel) is not { } found) continue;
            if (found.Lines.FirstOrDefault(l => l.Open.IsPositive) is not { } line) continue;
            var said = (index % 5) switch
            {
                0 => new AnswerLineRequest(line.Number, Day: Coming(line.RequestedDay.AddDays(6)), Note: "Truck is full this week"),
                1 => new AnswerLineRequest(line.Number, Quantity: new(line.Ordered.Micros / 2 / Quantity.Scale * Quantity.Scale), Unit: line.BaseUnit, Note: "Half is left until the next bottling"),
                2 => new AnswerLineRequest(line.Number, Price: new(line.Price.Millionths / 100 * 104), PriceUnit: line.PriceUnit, Note: "New list since Monday"),
                _ => new AnswerLineRequest(line.Number, Day: Coming(line.RequestedDay.AddDays(1))),
            };
            if (!(said.Quantity?.IsPositive ?? true)) continue;
            await clerk.AskAsync<AnswerPurchaseOrderRequest, AnswerPurchaseOrderResponse>(
                staff.Buyer, "supplier answers", $"open:answer:{order}", at, new(number, [said]), cancel, "procurement.nothing_to_answer", "procurement.line_not_open");
        }
    }

    /// <summary>What is late already comes tomorrow.</summary>
    private DateOnly Coming(DateOnly day) => day > plan.Today ? day : plan.Today.AddDays(1);

    private async Task NeedsAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var bySupplier = plan.Stocked.Select(s => s.Item).Distinct().ToHashSet(StringComparer.Ordinal);
        var items = plan.Items.Where(i => bySupplier.Contains(i.Code)).ToList();
        var hubs = plan.Sites.Where(s => s.Role == SampleSiteRole.Hub).ToList();
        for (var i = 0; i < 8 && i * 9 < items.Count; i++)
        {
            var item = items[i * 9];
            var cases = i % 4 == 3 ? 60 * Math.Max(1, item.MinimumCases) : item.MinimumCases;
            var who = i % 2 == 0 ? staff.Planner : staff.Manager;
            await clerk.AskAsync<CreateRequisitionRequest, CreateRequisitionResponse>(who, "requisitions", $"open:need:{i}", at, new(
                hubs[i % hubs.Count].Code,
                [new(item.Code, Quantity.Units(cases * item.BottlesPerCase), plan.Today.AddDays(30 + (5 * i)), item.Packs[0].Unit)],
                i % 4 == 3 ? "Season opens in a month" : null, Order: i % 3 != 2), cancel, "procurement.duplicate_supply");
        }

        foreach (var (index, cases) in new[] { (7, 120), (16, 400) })
        {
            if (index >= items.Count) continue;
            var large = items[index];
            await clerk.AskAsync<CreatePurchaseOrderRequest, CreatePurchaseOrderResponse>(staff.Buyer, "purchase orders", $"open:large:{index}", at, new(
                large.Supplier, hubs[^1].Code, [new(large.Code, Quantity.Units(cases * Math.Max(1, large.MultipleCases) * large.BottlesPerCase), large.Packs[0].Unit, RequestedDay: plan.Today.AddDays(45))],
                Release: true, Notes: "Price rises in January; this covers the first quarter"), cancel, "procurement.duplicate_supply");
        }

        if (items.Count < 5) return;
        var urgent = items[4];
        await clerk.AskAsync<CreatePurchaseOrderRequest, CreatePurchaseOrderResponse>(staff.Buyer, "purchase orders", "open:emergency", at, new(
            urgent.Supplier, hubs[0].Code, [new(urgent.Code, Quantity.Units(urgent.MinimumCases * urgent.BottlesPerCase), urgent.Packs[0].Unit, RequestedDay: plan.Today.AddDays(2))],
            Release: true, Emergency: new EmergencyBuy("A pallet broke at the dock and a shop opens on Friday", EmergencyCause.Quality, Amount.Of(35)), Duplicate: "The order on its way comes too late"), cancel);
    }

    /// <summary>
    /// Letters and lists of prices: one that holds for open orders too and waits for those who decide, one that begins in a few days, one that falls, and
    /// one that is only written.
    /// </summary>
    private async Task PricesAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var letters = new[]
        {
            (Percent: 112, Days: 3, Open: true, Ask: true, Source: PriceSource.Letter, Why: "Glass and freight, says their letter"),
            (Percent: 102, Days: 5, Open: false, Ask: true, Source: PriceSource.List, Why: "Yearly list"),
            (Percent: 97, Days: 10, Open: false, Ask: true, Source: PriceSource.Negotiated, Why: "For the volume of last year"),
            (Percent: 104, Days: 14, Open: false, Ask: false, Source: PriceSource.List, Why: "List of the season"),
        };
        var costs = plan.Items.ToDictionary(i => i.Code, i => i.Cost, StringComparer.Ordinal);
        var suppliers = plan.Days.SelectMany(d => d.Events).OfType<PurchaseOrdered>().GroupBy(o => o.Supplier).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        foreach (var ((supplier, letter), index) in suppliers.Zip(letters).Select((pair, i) => (pair, i)))
        {
            // To whole cents.
            var prices = supplier.SelectMany(o => o.Lines).Select(l => l.Item).Distinct(StringComparer.Ordinal).Take(8)
                .Select(item => new NewPrice(item, new UnitPrice(Exact.MultiplyDivide(costs[item].Millionths, letter.Percent, 1_000_000) * 10_000))).ToList();
            await clerk.AskAsync<ChangePricesRequest, PriceChangeStandResponse>(staff.Steward, "price changes", $"open:prices:{index}", at, new(
                supplier.Key, Prices: prices, ValidFrom: plan.Today.AddDays(letter.Days), Source: letter.Source,
                Reference: $"of {plan.Today.AddDays(-3):yyyy-MM-dd}", OpenOrders: letter.Open, Reason: letter.Why, Ask: letter.Ask), cancel);
        }
    }

    private async Task SuppliersAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await clerk.AskAsync<CreateSupplierRequest, CreatePartnerResponse>(staff.Steward, "suppliers", "open:supplier", at, new(
            "NEW-1", "Loess Hills Botanicals", "USD", 30, Address: "12 Orchard Road\nSidney, IA"), cancel);
        await clerk.AskAsync<ProposeBankAccountRequest, BankAccountResponse>(staff.Steward, "bank accounts", "open:bank", at, new(
            plan.Suppliers[0].Code, "DE89 3704 0044 0532 0130 00", plan.Suppliers[0].Name, "Called back on the number of the contract", "They changed their bank"), cancel);
    }

    /// <summary>Stock of two suppliers lies at a hub, of which some was taken over; of others nothing has come yet, which is less than was agreed.</summary>
    private async Task ConsignmentAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var hub = plan.Sites.First(s => s.Role == SampleSiteRole.Hub).Code;
        var items = plan.Items.Where(i => !i.LotTracked).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var candidates = plan.Stocked.Where(s => s.Site == hub && items.ContainsKey(s.Item)).OrderByDescending(s => s.Item, StringComparer.Ordinal).DistinctBy(s => items[s.Item].Supplier);
        var (arranged, filled) = (0, 0);
        foreach (var stocked in candidates)
        {
            if (filled == 2 && arranged > 2) break;
            var item = items[stocked.Item];
            var most = Quantity.Units(10 * item.BottlesPerCase);

            // Who decided on orders of an item does not agree on its price, and what is on its way already is not asked for again.
            if (await clerk.AskAsync<CreateArrangementRequest, ArrangementResponse>(staff.ProcurementManager, "consignment arrangements", $"open:consignment:{item.Code}", at, new(
                item.Supplier, item.Code, hub, item.Cost, most, Quantity.Units(2 * item.BottlesPerCase), AgeDays: 120, Loss: arranged == 1 ? LossBearer.Supplier : LossBearer.Us, First: true),
                cancel, "organisation.duties_clash") is not { } made) continue;
            arranged++;
            if (filled == 2) continue;
            if (await clerk.AskAsync<ReplenishArrangementRequest, CreatePurchaseOrderResponse>(
                staff.Buyer, "purchase orders", $"open:consigned:{item.Code}", at, new(made.Number), cancel, "procurement.duplicate_supply") is not { } order) continue;
            if (await clerk.AskAsync<ReceiveGoodsRequest, ReceiveGoodsResponse>(staff.Receiver, "receipts", $"open:consigned-receipt:{item.Code}", at, new(
                hub, [new(most, Order: order.Number, Line: 1, Place: stocked.HomeBin)]), cancel, "procurement.line_not_open") is null) continue;
            filled++;
            await clerk.AskAsync<TakeOverRequest, TakeOverResponse>(staff.Buyer, "ownership changes", $"open:taken-over:{item.Code}", at, new(
                hub, stocked.HomeBin, item.Code, item.Supplier, Quantity.Units(item.BottlesPerCase), "A case is opened for the tasting room"), cancel);
        }
    }

    /// <summary>The deliveries of the next weeks are ordered; a renewal at higher prices waits for those who decide.</summary>
    private async Task AgreementsAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var hubs = plan.Sites.Where(s => s.Role == SampleSiteRole.Hub).ToList();
        if (agreements.Of(AgreementPart.Weekly) is { } weekly)
            await clerk.AskAsync<ReleaseScheduleRequest, ReleaseScheduleResponse>(staff.Buyer, "releases of schedules", "open:schedule", at, new(weekly.Number, plan.Today.AddDays(28), hubs.First(h => h.Entity == weekly.Asked.Entity).Code), cancel);
        if (agreements.Of(AgreementPart.EndsSoon) is not { } ending) return;
        var dearer = ending.Asked.Lines!.Select(l => l with { Price = new(l.Price.Millionths / 100 * 103), Breaks = [] });
        await clerk.AskAsync<CreateAgreementRequest, AgreementStandResponse>(staff.Buyer, "agreements", "open:renewal", at, ending.Asked with
        {
            Title = $"{ending.Asked.Title}, renewed",
            ValidFrom = ending.Asked.ValidTo.AddDays(1),
            ValidTo = ending.Asked.ValidTo.AddYears(1),
            Lines = [.. dearer],
            Reason = "They ask three percent more from then on",
        }, cancel);
    }
}
