using Crossdock.Procurement.Agreeing;

namespace Crossdock.Procurement.Ordering;

/// <summary>A delivery of a line that is to come on several days.</summary>
/// <param name="Day">The day it is wanted.</param>
/// <param name="Quantity">How much, in the line's unit.</param>
public sealed record LineDelivery(DateOnly Day, Quantity Quantity);

/// <summary>
/// Lines that are written as one and come on several days. Each delivery is a line of its own: it is answered, received and promised by itself. They
/// share the price of the whole, and their amounts are shares of the whole's, so that they add up to the cent.
/// </summary>
internal static class Deliveries
{
    public const int Most = 60;

    /// <summary>The deliveries of a line, the earliest first. A line that is out already may keep the day it has.</summary>
    public static Result<IReadOnlyList<LinePart>> Decide(IReadOnlyList<LineDelivery> wanted, Quantity? whole, Item item, string unit, DateOnly today, DateOnly? kept = null)
    {
        if (wanted.Count < 2) return new DeliveriesFew(item.Code) { Pointer = "/deliveries" };
        var parts = new List<LinePart>(wanted.Count);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i] is not { } one) return new QuantityMissing(item.Code) { Pointer = $"/deliveries/{i}/quantity" };
            if (item.ToBase(one.Quantity, unit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = $"/deliveries/{i}/quantity" };
            if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = $"/deliveries/{i}/quantity" };
            if (one.Day < today && one.Day != kept) return new DeliveryPast(item.Code, one.Day) { Pointer = $"/deliveries/{i}/day" };
            if (parts.Exists(p => p.Day == one.Day)) return new DeliveryDayTwice(item.Code, one.Day) { Pointer = $"/deliveries/{i}/day" };
            parts.Add(new(quantity, one.Day));
        }

        var sum = parts.Aggregate(Quantity.Zero, (all, p) => all + p.Quantity);
        if (whole is { } given)
        {
            if (item.ToBase(given, unit).Refused(out var refusal, out var asked)) return refusal with { Pointer = "/quantity" };
            if (asked != sum) return new DeliveriesSum(item.Code, sum, asked, item.BaseUnit) { Pointer = "/deliveries" };
        }

        return parts.OrderBy(p => p.Day).ToList();
    }

    /// <summary>How much a line and those written with it bring together: what a price and its breaks go by.</summary>
    public static Quantity WholeOf(IEnumerable<PurchaseLine> lines, PurchaseLine line) => line.ScheduleId is null ? line.Ordered : line.Ordered + OthersOf(lines, line);

    /// <summary>What those that were written with a line bring.</summary>
    public static Quantity OthersOf(IEnumerable<PurchaseLine> lines, PurchaseLine line) => line.ScheduleId is not { } schedule
        ? Quantity.Zero
        : lines.Where(l => l.ScheduleId == schedule && l.Id != line.Id && l.State != PurchaseLineState.Cancelled).Aggregate(Quantity.Zero, (sum, l) => sum + l.Ordered);

    /// <summary>
    /// What is left of a draft's deliveries shares the amount of what is left, and costs what an agreement asks for that much: one of them became
    /// another, or nothing. At the terms their price follows at the release. What is out already stays as it is.
    /// </summary>
    public static async Task SettleAsync(Work work, PurchaseOrder order, PurchaseLine line, CancellationToken cancel)
    {
        if (line.ScheduleId is not { } schedule) return;
        var book = work.State<OrderBook>();
        var left = book.LinesOf(order.Number).Where(l => l.ScheduleId == schedule && l.State == PurchaseLineState.Draft).OrderBy(l => l.RequestedDay).ThenBy(l => l.Number).ToList();
        Share(left);
        var offers = await AgreementDesk.FindAsync(work.Db, left.Where(l => l.AgreementUse == AgreementUse.Inside).Select(l => l.AgreementLineId!.Value), cancel);
        foreach (var own in left)
        {
            own.Changed = true;
            if (own.AgreementUse != AgreementUse.Inside || offers[own.AgreementLineId!.Value].Line is not { IsPriced: true } agreed) continue;
            var price = agreed.PriceFor(WholeOf(left, own));
            if (price.Equals(own.PriceAsGiven)) continue;
            (own.Price, own.PriceUnit, own.PriceNumerator, own.PriceDenominator) = (price.Price, price.Unit, price.Size.Numerator, price.Size.Denominator);
            book.Record(work, own, LineChangeKind.Changed, "Another delivery of it was changed");
        }
    }

    /// <summary>Each takes its share of the whole's amount, in their order.</summary>
    public static void Share(IEnumerable<PurchaseLine> deliveries)
    {
        var ahead = Quantity.Zero;
        foreach (var line in deliveries)
        {
            line.ScheduledAhead = ahead;
            ahead += line.Ordered;
        }
    }
}

internal sealed record DeliveriesFew(string Item) : Refusal(RefusalKind.Invalid, "procurement.deliveries_few",
    $"Several days for {Item} are at least two. For one day give the requested day.");

internal sealed record DeliveriesAndDay(string Item) : Refusal(RefusalKind.Invalid, "procurement.deliveries_and_day",
    $"{Item} has several days and one requested day. Give one or the other.");

internal sealed record DeliveryPast(string Item, DateOnly Day) : Refusal(RefusalKind.Invalid, "procurement.delivery_past",
    $"{Item} cannot be delivered on {Day:yyyy-MM-dd}: that day is over.");

internal sealed record DeliveryDayTwice(string Item, DateOnly Day) : Refusal(RefusalKind.Invalid, "procurement.delivery_day_twice",
    $"{Item} has {Day:yyyy-MM-dd} twice. Name each day once.");

internal sealed record DeliveriesSum(string Item, Quantity Sum, Quantity Whole, string Unit) : Refusal(RefusalKind.Invalid, "procurement.deliveries_sum",
    $"The deliveries of {Item} come to {Sum} {Unit}, the line to {Whole} {Unit}. Make them agree, or leave the line's quantity empty.");

internal sealed record DeliveriesApart(string Item, DateOnly Day) : Refusal(RefusalKind.Invalid, "procurement.deliveries_apart",
    $"On {Day:yyyy-MM-dd} another agreement holds for {Item} than on its first day. Write a line of its own for it.");

internal sealed record DeliveriesConsigned(string Item) : Refusal(RefusalKind.Invalid, "procurement.deliveries_consigned",
    $"{Item} is consigned: ask for what is to come on one day, and for more when it has come.");

internal sealed record DeliveriesBySupplier(string Line) : Refusal(RefusalKind.Invalid, "procurement.deliveries_by_supplier",
    $"{Line}: what the supplier brings on several days is keyed as its answer, in parts.");

internal sealed record TooManyLines(int Most) : Refusal(RefusalKind.Invalid, "procurement.too_many_lines", $"An order has at most {Most} lines, each delivery counted. Write several orders.");
