using System.Globalization;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Releasing;

/// <summary>A line as it would be: what a decision is about.</summary>
/// <param name="Number">Its number in the order.</param>
/// <param name="Item">Key of the item.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="Price">Its price.</param>
/// <param name="Day">Day asked for.</param>
/// <param name="Use">How it stands to agreements.</param>
/// <param name="Agreement">The agreement's line that it uses or goes round.</param>
/// <param name="SalesLine">The line of the customer's order that the supplier ships.</param>
/// <param name="Schedule">What it shares with those it was written with, on other days.</param>
/// <param name="Ahead">How much of that whole those before it bring.</param>
internal sealed record CaseLine(
    int Number, ItemId Item, Quantity Quantity, PurchasePrice Price, DateOnly Day, AgreementUse Use = AgreementUse.None, Guid? Agreement = null, Guid? SalesLine = null, Guid? Schedule = null, Quantity Ahead = default)
{
    public static CaseLine Of(PurchaseLine line) => new(
        line.Number, line.ItemId, line.Ordered, line.PriceAsGiven, line.RequestedDay, line.AgreementUse, line.AgreementLineId, line.SalesLineId, line.ScheduleId, line.ScheduledAhead);

    public Amount AmountIn(Currency currency) => Price.ShareOf(Ahead, Quantity, currency);

    /// <summary>How much it brings with those it was written with: what a price and its breaks go by.</summary>
    public Quantity WholeOf(IEnumerable<CaseLine> lines) =>
        Schedule is null ? Quantity : lines.Where(l => l.Schedule == Schedule).Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity);

    /// <summary>The lines of an order that count, as they stand.</summary>
    public static IReadOnlyList<CaseLine> Of(IEnumerable<PurchaseLine> lines) =>
        [.. lines.Where(l => l.State != PurchaseLineState.Cancelled).OrderBy(l => l.Number)
            .Select(l => l.State == PurchaseLineState.ShortClosed ? Of(l) with { Quantity = l.Received } : Of(l)).Where(l => l.Quantity.IsPositive)];
}

/// <summary>Makes the case of a purchase order: always the whole order as it would be.</summary>
internal sealed class OrderCases(Directory directory, Items items, Partners partners, StockView stock, OrderMinimum minimum)
{
    public const string Kind = "purchase-order";

    /// <summary>Values of the exception dimension, the most serious first.</summary>
    public static readonly string[] Exceptions = ["duplicate", "price-above-terms", "no-terms", "off-terms-quantity", "below-minimum"];

    private const int MostLinesShown = 12;

    public async Task<Result<Case>> OfAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> lines, string? reason, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, order.EntityId, cancel))!;
        var site = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!;
        var supplier = (await partners.FindAsync(work.Db, order.SupplierId, cancel))!;
        var day = entity.DayOf(work.Now);
        if (await partners.RateAsync(work.Db, order.Currency, entity.Currency, day, cancel) is not { } rate) return new NoRate(order.Currency, entity.Currency, day);
        var known = await items.FindManyAsync(work.Db, lines.Select(l => l.Item), cancel);
        var charges = lines.Count == 0 ? [] : Charges.Read(order.Charges);
        var total = OrderMinimum.GoodsOf(lines, order.Currency) + Charges.Total(charges);
        if ((await minimum.LookAsync(work.Db, order, lines, work.Now, cancel)).Refused(out var noRate, out var look)) return noRate;
        var offers = await AgreementDesk.FindAsync(work.Db, lines.Where(l => l.Agreement is not null).Select(l => l.Agreement!.Value), cancel);
        var (contract, exception) = await ComplianceAsync(work.Db, order, supplier, lines, offers, site.DayOf(work.Now), look is { IsBelow: true }, cancel);
        return new Case
        {
            Kind = Kind,
            Document = order.Number,
            Title = $"Purchase order {order.Number} to {supplier.Name}",
            Href = $"/purchase-orders/{order.Number}",
            Entity = order.EntityId,
            Site = order.SiteId,
            Requester = order.CreatedBy.Value == 0 ? work.Actor.Id : order.CreatedBy,
            Writers = [work.Actor.Id],
            Amount = rate.Of(total, entity.Currency),
            Currency = entity.Currency,
            Group = $"supplier:{order.SupplierId.Value}",
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Category] = supplier.Category ?? Dimensions.None,
                [Dimensions.Risk] = supplier.Risk.ToString(),
                [Dimensions.Criticality] = Item.CriticalityOf(known.Values),
                [Dimensions.Contract] = contract,
                [Dimensions.Exception] = exception,
                [Dimensions.Emergency] = order.EmergencyReason is null ? "no" : "yes",
            },
            Content =
            [
                new("Supplier", supplier.Code) { Said = $"{supplier.Code} {supplier.Name}" }, new("To", site.Code) { Said = $"{site.Code} {site.Name}" }, new("Currency", order.Currency.Code), new("Delivery term", order.Incoterm ?? "none"),
                new("Emergency", order.EmergencyReason is null ? "no" : order.EmergencyCause.ToString()) { Said = order.EmergencyReason is null ? null : Ui.Words.Of(order.EmergencyCause) },
                .. Shipped(order),
                .. lines.Select(l => new CaseFact($"Line {l.Number}", Text(l, known[l.Item], offers)) { Said = Said(l, known[l.Item], offers) }),
                .. order.TitlePoint == TitlePoint.None ? [] : new CaseFact[] { new("Goods become ours", TitleWords.Of(order.TitlePoint)) },
                .. charges.Select((c, i) => new CaseFact($"Charge {i + 1}", Charges.Words(c, order.Currency))),
            ],
            Facts = [.. look is { IsBelow: true } ? new CaseFact[] { new("Below the minimum", look.Words), new("Why below the minimum", order.BelowMinimumReason ?? "Nobody said.") } : [],
                new("Total", $"{total.Words(order.Currency)}{(order.Currency == entity.Currency ? "" : $" = {rate.Of(total, entity.Currency).Words(entity.Currency)}")}")],
            Details = async token => new CaseDetails(await WritersAsync(work, order, token), await FactsAsync(work, order, supplier, site, lines, known, token)),
            Reason = reason ?? order.EmergencyReason ?? order.DuplicateReason ?? (look is { IsBelow: true } ? order.BelowMinimumReason : null),
        };
    }

    /// <summary>What goes straight to a customer is decided on as such.</summary>
    private static IEnumerable<CaseFact> Shipped(PurchaseOrder order) => order.SalesOrder is { } sold ? [new("Shipped to the customer of", sold)] : [];

    private async Task<(string Contract, string Exception)> ComplianceAsync(
        CrossdockDb db, PurchaseOrder order, Partner supplier, IReadOnlyList<CaseLine> lines, IReadOnlyDictionary<Guid, AgreedTerms> offers, DateOnly day, bool below, CancellationToken cancel)
    {
        var outside = lines.Any(l => l.Use == AgreementUse.Outside);
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (order.DuplicateReason is not null) found.Add(Exceptions[0]);
        if (below) found.Add(Exceptions[4]);
        foreach (var line in lines)
        {
            var terms = await partners.TermsAsync(db, supplier.Id, line.Item, day, cancel);
            var (inside, whole) = (line.Use == AgreementUse.Inside, line.WholeOf(lines));
            var priced = inside && offers[line.Agreement!.Value].Line.IsPriced;
            if (terms is null || supplier.Currency != order.Currency)
            {
                if (!priced) found.Add(Exceptions[2]);
                outside |= !inside;
            }
            else
            {
                // The price of an agreement is the agreed one, whatever the terms say.
                if (!priced && line.Price.PerBase > terms.PriceFor(whole))
                {
                    found.Add(Exceptions[1]);
                    outside = true;
                }

                // How much of a supplier's own stock comes is agreed by its least and most. Deliveries come to the least together, each in whole packs.
                if (order.Kind != PurchaseOrderKind.Consigned && (terms.OrderQuantityFor(whole) != whole || (terms.Multiple.IsPositive && line.Quantity.Micros % terms.Multiple.Micros != 0))) found.Add(Exceptions[3]);
            }
        }

        return (outside ? "outside" : "inside", Exceptions.FirstOrDefault(found.Contains) ?? Dimensions.None);
    }

    /// <summary>Everybody who wrote the order or changed a line of it.</summary>
    private static async Task<IReadOnlyList<PersonId>> WritersAsync(Work work, PurchaseOrder order, CancellationToken cancel)
    {
        var changed = await (from c in work.Db.Set<LineChange>().AsNoTracking()
                             join l in work.Db.Set<PurchaseLine>().AsNoTracking() on c.LineId equals l.Id
                             where l.OrderId == order.Id
                             select c.PersonId).Distinct().ToListAsync(cancel);
        return [order.CreatedBy, .. changed];
    }

    private async Task<IReadOnlyList<CaseFact>> FactsAsync(
        Work work, PurchaseOrder order, Partner supplier, Site site, IReadOnlyList<CaseLine> lines, IReadOnlyDictionary<ItemId, Item> known, CancellationToken cancel)
    {
        var facts = new List<CaseFact>();
        if (order.EmergencyReason is { } emergency) facts.Add(new("Why it cannot wait", emergency));
        if (order.Premium.IsPositive) facts.Add(new("Premium over the routine", order.Premium.Words(order.Currency)));
        if (order.DuplicateReason is { } duplicate) facts.Add(new("Why again", duplicate));
        foreach (var line in work.State<OrderBook>().LinesOf(order.Number).Where(l => l.AgreementUse == AgreementUse.Outside).OrderBy(l => l.Number))
            facts.Add(new($"Why line {line.Number} is outside its agreement", line.OutsideReason ?? "Nobody said."));
        facts.Add(new("Its standing", $"{supplier.Name}, risk {supplier.Risk.ToString().ToLowerInvariant()}{(supplier.Category is { } c ? $", {c}" : "")}"));
        foreach (var line in lines.Take(MostLinesShown))
        {
            var item = known[line.Item];
            var terms = await partners.TermsAsync(work.Db, supplier.Id, item.Id, site.DayOf(work.Now), cancel);
            var there = (await stock.PartitionAsync(work.Db, item.Id, null, cancel)).ToList();
            var here = there.FirstOrDefault(p => p.Site.Id == site.Id);
            var elsewhere = there.Where(p => p.Site.Id != site.Id).Aggregate(Quantity.Zero, (sum, p) => sum + p.Free);
            var whole = line.WholeOf(lines);
            var agreed = terms is null ? "no agreed price" : line.Price.PerBase > terms.PriceFor(whole)
                ? $"agreed {terms.PriceFor(whole)}, asked {line.Price.PerBase} per {item.BaseUnit}"
                : "at the agreed price";
            var alone = (await partners.TermsOfItemAsync(work.Db, item.Id, site.DayOf(work.Now), cancel)).All(t => t.Supplier == supplier.Id) ? "; no other supplier has a price" : "";
            facts.Add(new($"{item.Code} {item.Name}",
                $"{agreed}{alone}; at {site.Code} free {(here?.Free ?? Quantity.Zero).Grouped}, waiting {(here?.Backordered ?? Quantity.Zero).Grouped}, on order {(here?.OnOrder ?? Quantity.Zero).Grouped}; free at other sites {elsewhere.Words(item.BaseUnit)}"));
        }

        return facts;
    }

    private static string Text(CaseLine line, Item item, IReadOnlyDictionary<Guid, AgreedTerms> offers) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Code}, {line.Quantity} {item.BaseUnit} at {line.Price}, by {line.Day:yyyy-MM-dd}{By(line, offers)}");

    private static string Said(CaseLine line, Item item, IReadOnlyDictionary<Guid, AgreedTerms> offers) =>
        $"{item.Code} {item.Name}, {line.Quantity.Words(item.BaseUnit)} at {line.Price}, by {line.Day.Words()}{By(line, offers)}";

    private static string By(CaseLine line, IReadOnlyDictionary<Guid, AgreedTerms> offers) => line.Use switch
    {
        AgreementUse.Inside => $", by {offers[line.Agreement!.Value].Agreement.Number}",
        AgreementUse.Outside => $", outside {offers[line.Agreement!.Value].Agreement.Number}",
        _ => "",
    };
}
