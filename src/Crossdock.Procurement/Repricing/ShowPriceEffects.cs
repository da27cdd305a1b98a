using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.Pricing;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Sales;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Repricing;

/// <summary>Asks what a price change does, before and after it is decided.</summary>
/// <param name="Number">The change.</param>
public sealed record PriceEffectsRequest([Required, StringLength(20)] string Number);

/// <summary>An order line that a price change touches.</summary>
/// <param name="Order">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Quantity">What is ordered, or still open, in base units.</param>
/// <param name="Unit">The base unit.</param>
/// <param name="Day">Day it is expected.</param>
/// <param name="Price">Its price, per base unit.</param>
/// <param name="NewPrice">The price the change would give it.</param>
/// <param name="Difference">What it would cost more, in the order's currency; less when negative.</param>
/// <param name="Words">What happens to it.</param>
public sealed record PriceEffectLine(string Order, int Line, string Item, Quantity Quantity, string Unit, DateOnly Day, UnitPrice Price, UnitPrice NewPrice, Amount Difference, string Words);

/// <summary>What an item is sold for and earns, at the old and the new price.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="SoldAt">What customers paid on average for one base unit in the last 90 days, net, less credits; the list price when nobody bought it.</param>
/// <param name="IsList">True when it is the list price.</param>
/// <param name="Before">What of it is left at the old price, as a share; null when there was none.</param>
/// <param name="After">What is left at the new price.</param>
public sealed record PriceEffectMargin(string Item, string ItemName, UnitPrice SoldAt, bool IsList, decimal? Before, decimal After);

/// <summary>What a price change does.</summary>
/// <param name="Drafts">Drafts at the terms, which are priced anew.</param>
/// <param name="Open">Released lines that are still open and whose price no agreement or consignment arrangement says.</param>
/// <param name="Margins">Items by what is left of what customers pay for them, least first.</param>
/// <param name="DraftDifference">What the drafts cost more, in the supplier's currency.</param>
/// <param name="OpenDifference">What the open lines would cost more.</param>
/// <param name="Currency">That currency.</param>
public sealed record PriceEffectsView(
    IReadOnlyList<PriceEffectLine> Drafts, IReadOnlyList<PriceEffectLine> Open, IReadOnlyList<PriceEffectMargin> Margins, Amount DraftDifference, Amount OpenDifference, Currency Currency);

internal sealed class ShowPriceEffects(FindPriceChange query, Directory directory, Items items, Partners partners) : IQuery<PriceEffectsRequest, PriceEffectsView>
{
    private const int SoldDays = 90;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowPriceEffects>("GET /price-changes/{number}/effects", Permission.SeePurchasing)
        .WithSummary("What a price change does to drafts, open orders and margins, for its five hundred prices with most effect.");

    public async Task<Result<PriceEffectsView>> AnswerAsync(Reading reading, PriceEffectsRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if ((await query.AnswerAsync(reading, new(request.Number), cancel)).Refused(out var refusal, out var change)) return refusal;
        var supplier = (await partners.FindAsync(db, PartnerKind.Supplier, change.Supplier, cancel))!;
        var prices = change.Rows.ToLookup(r => new ItemId(r.ItemId), r => new DatedPrice(r.ValidFrom, r.Price) { Breaks = r.Breaks });
        var known = await items.FindManyAsync(db, prices.Select(p => p.Key), cancel);
        var ids = known.Keys.ToList();
        var lines = await (from l in PricedOrders.Touched(db, supplier, ids)
                           join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
                           orderby l.OrderNumber, l.Number
                           select l).ToListAsync(cancel);
        var agreed = await AgreementDesk.PricedAsync(db, lines, cancel);
        lines.RemoveAll(l => agreed.Contains(l.Id));
        var live = (await ProposalDesk.LiveAsync(db, lines.ConvertAll(l => l.Id), cancel)).ToLookup(p => p.LineId);
        var sites = new Dictionary<SiteId, DateOnly>();
        foreach (var site in lines.Select(l => l.SiteId).Distinct()) sites[site] = (await directory.SiteAsync(db, site, cancel))!.DayOf(reading.Now);

        var drafts = lines.Where(l => l.State == PurchaseLineState.Draft).Select(l => Line(l, known[l.ItemId], prices, l.Ordered, l.Ordered, sites[l.SiteId], from => DraftWords(l.SiteId, from))).OfType<PriceEffectLine>().ToList();
        var open = lines.Where(l => l.State == PurchaseLineState.Released).Select(l => Line(l, known[l.ItemId], prices, l.Open, l.Ordered, l.ExpectedDay, _ => OpenWords(change, live[l.Id].FirstOrDefault()))).OfType<PriceEffectLine>().ToList();
        return new PriceEffectsView(
            drafts, open, await MarginsAsync(db, change, known, reading.Now, cancel),
            drafts.Aggregate(Amount.Zero, (sum, l) => sum + l.Difference), open.Aggregate(Amount.Zero, (sum, l) => sum + l.Difference), supplier.Currency);

        string DraftWords(SiteId site, DateOnly from) => from <= sites[site] ? "Costs that as soon as it is decided." : $"Costs that when it is released from {from.Words()} on.";
    }

    /// <summary>The line with the price the change has for its day; null when it costs that already, or when the change begins later.</summary>
    private static PriceEffectLine? Line(
        PurchaseLine line, Item item, ILookup<ItemId, DatedPrice> prices, Quantity open, Quantity ordered, DateOnly day, Func<DateOnly, string> words)
    {
        // A draft has no day of order yet: a price that begins later shows too.
        var later = line.State == PurchaseLineState.Draft ? prices[line.ItemId].MinBy(p => p.ValidFrom) : null;
        if ((DatedPrice.On(prices[line.ItemId], day) ?? later) is not { } price) return null;
        var (old, dear) = (line.PriceAsGiven, new PurchasePrice(price.For(ordered), item.BaseUnit, PackSize.One));
        return dear.Equals(old) ? null : new(
            line.OrderNumber, line.Number, item.Code, open, item.BaseUnit, line.ExpectedDay, old.PerBase, dear.Price, dear.AmountOf(open, line.Currency) - old.AmountOf(open, line.Currency), words(price.ValidFrom));
    }

    private static string OpenWords(PriceChangeView change, Proposal? live) =>
        live is { Channel: AnswerChannel.PriceLetter } ? $"{live.Number} asks for it."
        : live is not null ? $"Left as it is: {live.Number} is to be decided on first."
        : change.OpenOrders && change.State is PriceChangeState.Draft or PriceChangeState.Waiting ? "The supplier asks for it: a proposal will be there for the buyer."
        : "Keeps its price.";

    private async Task<IReadOnlyList<PriceEffectMargin>> MarginsAsync(CrossdockDb db, PriceChangeView change, IReadOnlyDictionary<ItemId, Item> known, DateTimeOffset now, CancellationToken cancel)
    {
        // What customers pay is looked at in the currency of the books; without a rate nothing can be compared.
        if (await partners.RateAsync(db, change.Currency, change.Books, DateOnly.FromDateTime(now.UtcDateTime), cancel) is not { } rate) return [];
        var sold = await SoldPrices.SinceAsync(db, change.Books, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-SoldDays), [.. known.Keys], cancel);
        return [.. change.Rows.GroupBy(r => r.ItemId).Select(g => g.MaxBy(r => r.ValidFrom)!).Select(r => (Row: r, Item: known[new(r.ItemId)], Paid: sold.TryGetValue(new(r.ItemId), out var paid) ? paid : (UnitPrice?)null))
            .Select(r => (r.Row, r.Item, At: r.Paid ?? r.Item.ListPrice, IsList: r.Paid is null)).Where(r => !r.At.IsZero && !r.At.IsNegative)
            .Select(r => new PriceEffectMargin(r.Item.Code, r.Item.Name, r.At, r.IsList, r.Row.Before is { } before ? Left(r.At, before, rate) : null, Left(r.At, r.Row.Price, rate)))
            .OrderBy(m => m.After).ThenBy(m => m.Item, StringComparer.Ordinal)];
    }

    private static decimal Left(UnitPrice sold, UnitPrice cost, UnitPrice rate) =>
        decimal.Round(1 - ((decimal)Exact.MultiplyDivide(cost.Millionths, rate.Millionths, UnitPrice.Scale) / sold.Millionths), 4, MidpointRounding.AwayFromZero);
}
