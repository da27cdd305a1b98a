using Crossdock.Procurement.Releasing;

namespace Crossdock.Procurement.Ordering;

/// <summary>A part of a line that comes on a day.</summary>
/// <param name="Quantity">In base units.</param>
/// <param name="Day">The day.</param>
public sealed record LinePart(Quantity Quantity, DateOnly Day);

/// <summary>
/// What a line is to become: parts with their days, a price, another item. What was received keeps its price and its line for good. The same edit
/// is first looked at, as it would be, and then done, so that what is decided is what happens.
/// </summary>
/// <param name="Parts">The whole line, what was received included, in parts; at least one.</param>
/// <param name="Price">Price of what is not received; null leaves it.</param>
/// <param name="Substitute">Another item for what is not received; null leaves it.</param>
internal sealed record LineEdit(IReadOnlyList<LinePart> Parts, PurchasePrice? Price, Item? Substitute)
{
    /// <summary>Why what is not received goes round its agreement from now on; null when it stays as it is.</summary>
    public string? OutsideReason { get; init; }

    /// <summary>True when we ask for the line on several days: its parts are deliveries, each with the day asked for.</summary>
    public bool Scheduled { get; init; }

    public Quantity Total => Parts.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);

    /// <summary>True when what is received must be parted from the rest: another price, item or standing to its agreement, or a first part below it.</summary>
    private bool IsParted(PurchaseLine line) =>
        line.Received.IsPositive && (Substitute is not null || OutsideReason is not null || (Price is { } price && !price.Equals(line.PriceAsGiven)) || Parts[0].Quantity < line.Received);

    /// <summary>The lines of the order as they would be.</summary>
    public IReadOnlyList<CaseLine> Project(IEnumerable<PurchaseLine> lines, PurchaseLine line)
    {
        var others = CaseLine.Of(lines.Where(l => l != line));
        var next = Math.Max(line.Number, others.Select(l => l.Number).DefaultIfEmpty(0).Max()) + 1;
        var own = new List<CaseLine>();
        var item = Substitute?.Id ?? line.ItemId;
        var price = Price ?? line.PriceAsGiven;
        var (schedule, ahead) = (ScheduleOf(line), line.ScheduledAhead);
        if (IsParted(line))
        {
            own.Add(CaseLine.Of(line) with { Quantity = line.Received, Schedule = schedule });
            ahead += line.Received;
        }

        foreach (var part in Rest(line))
        {
            own.Add(new CaseLine(
                own.Count == 0 ? line.Number : next++, item, part.Quantity, price, part.Day, OutsideReason is null ? line.AgreementUse : AgreementUse.Outside, line.AgreementLineId, line.SalesLineId,
                Substitute is null ? schedule : null, Substitute is null && schedule is not null ? ahead : Quantity.Zero));
            ahead += part.Quantity;
        }

        return [.. others.Concat(own).OrderBy(l => l.Number)];
    }

    /// <summary>Does it. Answers the number of the first new line, or null. Record the line itself by the caller; new lines are recorded here.</summary>
    public int? Apply(Work work, PurchaseOrder order, PurchaseLine line, Item item, LineChangeKind kind, string? reason, bool bySupplier, bool confirmed)
    {
        var book = work.State<OrderBook>();
        var rest = Rest(line).ToList();
        var apart = IsParted(line);
        int? first = null;
        var asked = line.RequestedDay;
        var ahead = line.ScheduledAhead + (apart ? line.Received : rest[0].Quantity);
        line.ScheduleId = ScheduleOf(line);
        if (apart)
        {
            Resize(line, item, line.Received);
        }
        else if (Substitute is not null)
        {
            line.State = PurchaseLineState.Cancelled;
        }
        else
        {
            Resize(line, item, rest[0].Quantity);
            SetDay(work, line, rest[0].Day, confirmed);
            if (Price is { } price) SetPrice(line, price);
            if (OutsideReason is { } why) line.GoRound(why);
            rest.RemoveAt(0);
        }

        foreach (var part in rest)
        {
            var added = New(work, order, line, Substitute ?? item, part.Quantity, book.LinesOf(order.Number).Max(l => l.Number) + 1);
            if (Price is { } given) SetPrice(added, given);
            if (added.ScheduleId is not null) added.ScheduledAhead = ahead;
            ahead += part.Quantity;
            SetDay(work, added, part.Day, confirmed);
            if (Scheduled) AskFor(added, part.Day, asked);
            if (OutsideReason is { } why) added.GoRound(why);
            book.Add(added);
            book.Record(work, added, kind, reason, bySupplier);
            if (added.State == PurchaseLineState.Draft) work.Announce(new PurchaseLineDrafted(added.Id, added.OrderNumber, added.Ordered, added.RequestedDay, added.ItemId, added.SiteId));
            else work.Announce(new PurchaseLineChanged(added.Id, added.OrderNumber, added.Open, added.ExpectedDay, added.ItemId, added.SiteId));
            first ??= added.Number;
        }

        return first;
    }

    /// <summary>A delivery stays one of its whole, into whatever parts it goes; a line that we ask for on several days becomes such a whole.</summary>
    private Guid? ScheduleOf(PurchaseLine line) => line.ScheduleId ?? (Scheduled ? line.Id : null);

    /// <summary>What was confirmed for another day does not hold for a delivery of its own, and a delivery is measured by its own day.</summary>
    private static void AskFor(PurchaseLine added, DateOnly day, DateOnly before)
    {
        added.FirstRequestedDay = day;
        if (day != before) (added.ConfirmedDay, added.FirstConfirmedDay) = (null, null);
    }

    /// <summary>The parts that are not a received part of their own.</summary>
    private IEnumerable<LinePart> Rest(PurchaseLine line)
    {
        var received = IsParted(line) ? line.Received : Quantity.Zero;
        foreach (var part in Parts)
        {
            var taken = Quantity.Min(received, part.Quantity);
            received -= taken;
            if (part.Quantity > taken) yield return part with { Quantity = part.Quantity - taken };
        }
    }

    private static void SetDay(Work work, PurchaseLine line, DateOnly day, bool confirmed)
    {
        if (!confirmed)
        {
            line.RequestedDay = day;
            return;
        }

        line.ConfirmedDay = day;
        line.FirstConfirmedDay ??= day;
        line.FirstAnsweredAt ??= work.Now;
    }

    internal static void Resize(PurchaseLine line, Item item, Quantity quantity)
    {
        var pack = item.PackOf(line.Unit) ?? item.PackOf(item.BaseUnit)!;
        line.Ordered = quantity;
        line.UnitQuantity = pack.Size.FromBase(quantity, pack.Decimals);
    }

    private static void SetPrice(PurchaseLine line, PurchasePrice price)
    {
        line.AtTerms = false;
        line.Price = price.Price;
        line.PriceUnit = price.Unit;
        line.PriceNumerator = price.Size.Numerator;
        line.PriceDenominator = price.Size.Denominator;
    }

    private static PurchaseLine New(Work work, PurchaseOrder order, PurchaseLine from, Item item, Quantity quantity, int number)
    {
        var same = item.Id == from.ItemId;
        var line = new PurchaseLine
        {
            Id = Guid.CreateVersion7(),
            OrderId = order.Id,
            OrderNumber = order.Number,
            Number = number,
            Kind = from.Kind,
            ArrangementId = same ? from.ArrangementId : null,
            SalesLineId = from.SalesLineId,
            EntityId = from.EntityId,
            SiteId = from.SiteId,
            SupplierId = from.SupplierId,
            Currency = from.Currency,
            ItemId = item.Id,
            PartedFrom = from.Id,
            ScheduleId = same ? from.ScheduleId : null,
            AgreedPrice = same ? from.AgreedPrice : null,
            Price = from.Price,
            PriceUnit = from.PriceUnit,
            PriceNumerator = from.PriceNumerator,
            PriceDenominator = from.PriceDenominator,
            AtTerms = same && from.AtTerms && from.State == PurchaseLineState.Draft,
            Unit = same ? from.Unit : item.BaseUnit,
            NeedArose = from.NeedArose,
            FirstRequestedDay = from.FirstRequestedDay,
            RequestedDay = from.RequestedDay,
            FirstAnsweredAt = from.FirstAnsweredAt,
            FirstConfirmedDay = same ? from.FirstConfirmedDay : null,
            ConfirmedDay = same ? from.ConfirmedDay : null,
            ReleasedAt = from.ReleasedAt ?? work.Now,
            WrittenBy = from.WrittenBy,
            ReleasedBy = from.ReleasedBy,
            Hands = from.Hands,
            State = from.State == PurchaseLineState.Draft ? PurchaseLineState.Draft : PurchaseLineState.Released,
            ToleranceHundredths = from.ToleranceHundredths,
            AgreementLineId = from.AgreementLineId,
            AgreementUse = from.AgreementUse,
            OutsideReason = from.OutsideReason,
        };
        Resize(line, item, quantity);
        return line;
    }
}
