using System.Globalization;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Releasing;

/// <summary>An order beside the least its supplier takes.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Currency">Currency of the value: the supplier's where a least value is asked for, else the order's.</param>
/// <param name="Goods">What its goods come to.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Measures">Weight and volume beside their least, where that is asked for.</param>
internal sealed record MinimumLook(Partner Supplier, string Site, Currency Currency, OrderSize Goods, OrderMinima Minimum, IReadOnlyList<MeasuredMinimum> Measures)
{
    public bool IsBelow => Minimum.Gap(Goods).IsOpen;

    public LackWords Said => LackWords.Of(Goods.Value, Minimum.Value, Currency, Measures);

    public string Words => Said.Unknown.Length == 0 ? Said.Beside : $"{Said.Beside}. {Said.Unknown}";
}

/// <summary>
/// Whether an order comes to what its supplier takes at least, by value, weight and volume, and what it charges to deliver it. Goods count, charges do not. An emergency, what stays the
/// supplier's, what was used of it, and an order of deliveries of a schedule are not asked: their quantities were decided otherwise.
/// </summary>
internal sealed class OrderMinimum(SupplierOrderRules rules, Partners partners, Directory directory, Items items)
{
    /// <summary>The order beside the minimum; null when none is asked of it, and a refusal when no rate says what it comes to.</summary>
    public async Task<Result<MinimumLook?>> LookAsync(CrossdockDb db, PurchaseOrder order, IReadOnlyList<CaseLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        if (order.Kind != PurchaseOrderKind.Standard || order.EmergencyReason is not null || lines.Count == 0) return default(MinimumLook);
        if (await rules.FindAsync(db, order.SupplierId, order.SiteId, cancel) is not { Minimum: { IsAny: true } least }) return default(MinimumLook);
        if (await IsCalledOffAsync(db, lines, cancel)) return default(MinimumLook);
        var supplier = (await partners.FindAsync(db, order.SupplierId, cancel))!;
        var site = (await directory.SiteAsync(db, order.SiteId, cancel))!;
        var (goods, currency) = (GoodsOf(lines, order.Currency), order.Currency);
        if (least.Value is { IsPositive: true } && order.Currency != supplier.Currency)
        {
            var day = site.DayOf(now);
            if (await partners.RateAsync(db, order.Currency, supplier.Currency, day, cancel) is not { } rate) return new NoRate(order.Currency, supplier.Currency, day);
            (goods, currency) = (rate.Of(goods, supplier.Currency), supplier.Currency);
        }

        var known = await items.FindManyAsync(db, lines.Select(l => l.Item), cancel);
        var size = lines.Aggregate(new OrderSize(goods, 0, 0), (sum, l) => sum + OrderSize.Of(known[l.Item], l.Quantity, Amount.Zero));
        return new MinimumLook(supplier, site.Code, currency, size, least, least.Measured(size, known.Values));
    }

    /// <summary>What an order that nobody has written yet would lack to the minimum; null when it would not, or when no rate says.</summary>
    public async Task<OrderLack?> WouldLackAsync(CrossdockDb db, Partner supplier, Site site, Currency currency, IReadOnlyList<CaseLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        var order = new PurchaseOrder { Kind = PurchaseOrderKind.Standard, EntityId = site.EntityId, SiteId = site.Id, SupplierId = supplier.Id, Currency = currency };
        return (await LookAsync(db, order, lines, now, cancel)).Refused(out _, out var look) || look is not { IsBelow: true }
            ? null
            : new OrderLack(supplier.Code, supplier.Name, look.Goods.Value, look.Minimum.Value, look.Minimum.Gap(look.Goods).Value is { IsPositive: true } lacking ? lacking : Amount.Zero, look.Currency, look.Measures);
    }

    /// <summary>Why an order may not be released as it is, or null: it is below the minimum, and nobody said why.</summary>
    public async Task<Refusal?> CheckAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> lines, CancellationToken cancel)
    {
        if ((await LookAsync(work.Db, order, lines, work.Now, cancel)).Refused(out var refusal, out var look)) return refusal;
        return look is { IsBelow: true } && order.BelowMinimumReason is null ? BelowMinimum.Of(look) : null;
    }

    /// <summary>Gives an order the charge its supplier asks for a delivery of it, unless somebody has set its charges. True when they are others now.</summary>
    public async Task<bool> ChargeAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> lines, CancellationToken cancel)
    {
        if (order.Kind != PurchaseOrderKind.Standard || order.ChargesByHand) return false;
        var charge = await rules.FindAsync(work.Db, order.SupplierId, order.SiteId, cancel) is { DeliveryCharge.IsPositive: true } rule && lines.Count > 0
            ? await ChargeAsync(work, order, GoodsOf(lines, order.Currency), rule, cancel)
            : Amount.Zero;
        var now = Charges.Write(Charges.Delivery(charge));
        if (now == order.Charges) return false;
        order.Charges = now;
        return true;
    }

    /// <summary>In the order's currency; without a rate nothing is charged, and the release says that there is none.</summary>
    private async Task<Amount> ChargeAsync(Work work, PurchaseOrder order, Amount goods, SupplierOrderRule rule, CancellationToken cancel)
    {
        var supplier = (await partners.FindAsync(work.Db, order.SupplierId, cancel))!;
        if (order.Currency == supplier.Currency) return rule.ChargeFor(goods);
        var day = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!.DayOf(work.Now);
        return await partners.RateAsync(work.Db, order.Currency, supplier.Currency, day, cancel) is { } there && await partners.RateAsync(work.Db, supplier.Currency, order.Currency, day, cancel) is { } back
            ? back.Of(rule.ChargeFor(there.Of(goods, supplier.Currency)), order.Currency)
            : Amount.Zero;
    }

    public static Amount GoodsOf(IEnumerable<CaseLine> lines, Currency currency) => lines.Aggregate(Amount.Zero, (sum, l) => sum + l.AmountIn(currency));

    private static async Task<bool> IsCalledOffAsync(CrossdockDb db, IReadOnlyList<CaseLine> lines, CancellationToken cancel)
    {
        if (lines.Any(l => l.Use != AgreementUse.Inside)) return false;
        var offers = await AgreementDesk.FindAsync(db, lines.Select(l => l.Agreement!.Value), cancel);
        return offers.Values.All(o => o.Agreement.Kind == AgreementKind.Scheduling);
    }
}

internal sealed record BelowMinimum(string Supplier, string Goods, string Minimum, string Lacking, string Unknown) : Refusal(RefusalKind.Refused, "procurement.below_minimum",
    $"{Supplier} takes orders from {Minimum} on, and this one comes to {Goods}.{(Unknown.Length == 0 ? "" : $" {Unknown}")} Add goods for {Lacking}, or say why it goes below the minimum.")
{
    public static BelowMinimum Of(MinimumLook look) => new(look.Supplier.Name, look.Said.Goods, look.Said.Least, look.Said.Lacking, look.Said.Unknown)
    {
        Pointer = "/belowMinimum",
        Explain = Explained(look),
    };

    /// <summary>What is missing by measure, each only where it is, and where to look for more.</summary>
    private static Dictionary<string, string> Explained(MinimumLook look)
    {
        var explain = new Dictionary<string, string>
        {
            ["page"] = $"/order-builder?supplier={Uri.EscapeDataString(look.Supplier.Code)}&site={Uri.EscapeDataString(look.Site)}",
            ["pageWords"] = "See what else could be ordered",
        };
        if (look.Minimum.Gap(look.Goods).Value is { IsPositive: true } value) explain["lacking"] = value.ToDecimal().ToString(CultureInfo.InvariantCulture);
        foreach (var measure in look.Measures.Where(m => m.Lacking.IsPositive)) explain[measure.Measure == MinimumMeasure.Weight ? "lackingWeight" : "lackingVolume"] = measure.Lacking.ToString();
        return explain;
    }
}
