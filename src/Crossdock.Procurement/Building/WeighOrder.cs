using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Building;

/// <summary>What an order would come to if just this were ordered. The last three lists are read side by side: the first item with the first quantity.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Needs">Requisition lines, as PR-000012/1.</param>
/// <param name="Drafts">Numbers of drafts.</param>
/// <param name="Item">Items to order another quantity of, or beside what waits.</param>
/// <param name="Quantity">How much of each in all.</param>
/// <param name="Unit">Units; empty for the supplier's.</param>
public sealed record WeighOrderRequest(
    [Required] string Supplier,
    [Required] string Site,
    [MaxLength(500)] string[]? Needs = null,
    [MaxLength(50)] string[]? Drafts = null,
    [MaxLength(500)] string[]? Item = null,
    [MaxLength(500)] string[]? Quantity = null,
    [MaxLength(500)] string[]? Unit = null);

/// <summary>What it would come to, in the supplier's currency, and in words.</summary>
/// <param name="Goods">Goods, at the prices of these quantities.</param>
/// <param name="Lacks">What is missing to the least value the supplier takes.</param>
/// <param name="Minimum">That least value, or null.</param>
/// <param name="Delivery">What delivery costs.</param>
/// <param name="Worth">The goods in words.</param>
/// <param name="WorthNote">How they stand to the least.</param>
/// <param name="DeliveryWords">The delivery in words.</param>
/// <param name="DeliveryNote">From what on it is free.</param>
/// <param name="Amounts">What each item comes to, by its code.</param>
/// <param name="Measures">Weight and volume beside their least, where the supplier asks for that, with the items of which they are not known.</param>
public sealed record WeighOrderResponse(
    Amount Goods, Amount Lacks, Amount? Minimum, Amount Delivery, string Worth, string WorthNote, string DeliveryWords, string DeliveryNote, IReadOnlyDictionary<string, Amount> Amounts,
    IReadOnlyList<MeasuredMinimum> Measures);

/// <summary>Answers what the order builder shows while somebody ticks and types. Nothing is written.</summary>
internal sealed class WeighOrder(Directory directory, Items items, Partners partners, WaitingDesk desk) : IQuery<WeighOrderRequest, WeighOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<WeighOrder>("GET /order-builder/worth", Permission.SeePurchasing)
        .WithSummary("What an order would come to if just this were ordered, and what is missing to the least the supplier takes.");

    public async Task<Result<WeighOrderResponse>> AnswerAsync(Reading reading, WeighOrderRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await directory.SiteAsync(db, request.Site, cancel) is not { } site || !reading.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        if (await partners.FindAsync(db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        var chosen = new Chosen((request.Needs ?? []).ToHashSet(StringComparer.Ordinal), (request.Drafts ?? []).ToHashSet(StringComparer.Ordinal));
        var waiting = await desk.OfAsync(db, reading.Actor, reading.Now, supplier.Id, site.Id, cancel, chosen);
        var sizes = waiting.Items.ToDictionary(i => i.Price.Item.Id, i => (i.Price, i.Size));
        if ((await TypedAsync(db, supplier, site, request, reading.Now, cancel)).Refused(out var refusal, out var typed)) return refusal;
        foreach (var (price, quantity) in typed) sizes[price.Item.Id] = (price, price.IsKnown ? price.SizeOf(quantity) : default);
        var size = sizes.Values.Aggregate(default(OrderSize), (sum, s) => sum + s.Size);
        var (goods, measures) = (size.Value, waiting.Minimum.Measured(size, sizes.Values.Where(s => s.Price.IsKnown).Select(s => s.Price.Item)));
        var worth = PlanWorth.Of(supplier.Currency, goods, waiting.Rule);
        return new WeighOrderResponse(
            goods, waiting.Rule?.Lacks(goods) ?? Amount.Zero, waiting.Rule?.MinimumValue, worth.Delivery, worth.Words, worth.Note, worth.DeliveryWords, worth.DeliveryNote,
            sizes.Values.ToDictionary(s => s.Price.Item.Code, s => s.Size.Value, StringComparer.Ordinal), measures);
    }

    /// <summary>What was typed. A quantity that is no number yet counts as not typed; half a unit is for the order itself to refuse.</summary>
    private async Task<Result<IReadOnlyList<(ItemPrice Price, Quantity Quantity)>>> TypedAsync(
        CrossdockDb db, Partner supplier, Site site, WeighOrderRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<(Item Item, Quantity Quantity)>();
        for (var i = 0; i < (request.Item?.Length ?? 0); i++)
        {
            if (!Quantity.TryParse(request.Quantity?.ElementAtOrDefault(i) ?? "", out var given) || !given.IsPositive) continue;
            if (await items.FindAsync(db, request.Item![i], cancel) is not { } item) return Refusal.NotFound("item", request.Item[i]);
            var unit = request.Unit?.ElementAtOrDefault(i).OrNull() ?? (await partners.TermsAsync(db, supplier.Id, item.Id, site.DayOf(now), cancel))?.Unit ?? item.BaseUnit;
            if (item.ToBase(given, unit).Refused(out _, out var quantity)) continue;
            found.Add((item, quantity));
        }

        var prices = await desk.PricesAsync(db, supplier, site, found.ConvertAll(f => f.Item.Id), now, cancel);
        return found.ConvertAll(f => (prices[f.Item.Id], f.Quantity));
    }
}

/// <summary>What goods for a supplier come to beside what it laid down, in words.</summary>
internal sealed record PlanWorth(Amount Delivery, string Words, string Note, string DeliveryWords, string DeliveryNote)
{
    public static PlanWorth Of(Currency currency, Amount goods, SupplierOrderRule? rule) =>
        Of(currency, goods, rule?.MinimumValue, goods.IsPositive ? rule?.ChargeFor(goods) ?? Amount.Zero : Amount.Zero, rule?.FreeFrom, rule?.Minimum is { IsAny: true });

    public static PlanWorth Of(Currency currency, Amount goods, Amount? minimum, Amount delivery, Amount? free, bool isMinimumAsked)
    {
        string Money(Amount amount) => QueueWords.Of(amount, currency);
        return new(
            delivery, Money(goods),
            minimum is not { IsPositive: true } least ? isMinimumAsked ? "Of the value no minimum is asked." : "The supplier takes any order."
                : goods >= least ? $"The minimum of {Money(least)} is reached." : $"{Money(least - goods)} lacking to the minimum of {Money(least)}.",
            delivery.IsPositive ? Money(delivery) : "free",
            free is { } from ? goods >= from ? $"Free from {Money(from)} on." : $"Free from {Money(from)} on, {Money(from - goods)} more." : delivery.IsPositive ? "On every order." : "No charge is laid down.");
    }
}
