using System.Text.Json;

namespace Crossdock.Procurement.Ordering;

/// <summary>How an order stood after a release or a change: every line, who asked, why, and by which decision. Never changed.</summary>
internal sealed class OrderVersion
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid OrderId { get; init; }
    public int Number { get; init; }
    public string Cause { get; init; } = "";
    public bool BySupplier { get; init; }
    public string? Reason { get; init; }
    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }
    public long DecisionId { get; init; }
    public Amount Total { get; init; }

    public string? Incoterm { get; init; }
    public TitlePoint TitlePoint { get; init; }

    /// <summary>The charges as JSON.</summary>
    public string Charges { get; init; } = Procurement.Charges.None;

    /// <summary>The lines as JSON.</summary>
    public string Lines { get; init; } = "";

    public IReadOnlyList<VersionLine> Read() => JsonSerializer.Deserialize<List<VersionLine>>(Lines, Json.Kept)!;
}

/// <summary>A line in a version.</summary>
/// <param name="Line">Its number in the order.</param>
/// <param name="Item">Key of the item.</param>
/// <param name="Quantity">Ordered, in the supplier's unit.</param>
/// <param name="Unit">That unit.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">The price unit.</param>
/// <param name="Requested">Day asked for.</param>
/// <param name="Confirmed">Day confirmed.</param>
/// <param name="State">Where the line stands.</param>
/// <param name="Revision">The line's revision.</param>
/// <param name="Schedule">What it shares with the other deliveries of what was written as one line.</param>
/// <param name="Ahead">How much of that those before it bring, in base units.</param>
internal sealed record VersionLine(
    int Line, int Item, Quantity Quantity, string Unit, UnitPrice Price, string PriceUnit, DateOnly Requested, DateOnly? Confirmed, PurchaseLineState State, int Revision,
    Guid? Schedule = null, Quantity? Ahead = null);

internal static class OrderVersions
{
    /// <summary>Keeps how a released order stands now as its next version. Call it after the lines were changed, before the save.</summary>
    public static void Next(Work work, PurchaseOrder order, string cause, string? reason = null, bool bySupplier = false)
    {
        if (!order.IsReleased) return;
        var book = work.State<OrderBook>();
        var lines = book.LinesOf(order.Number).OrderBy(l => l.Number).ToList();
        order.VersionNumber++;
        book.Touch(order);
        work.Insert(PurchasingRows.InsertVersion, new OrderVersion
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            OrderId = order.Id,
            Number = order.VersionNumber,
            Cause = cause,
            BySupplier = bySupplier,
            Reason = reason.OrNull(),
            PersonId = work.Actor.Id,
            At = work.Now,
            DecisionId = order.DecisionId,
            Total = Total(order, lines),
            Incoterm = order.Incoterm,
            TitlePoint = order.TitlePoint,
            Charges = order.Charges,
            Lines = JsonSerializer.Serialize(lines.ConvertAll(l => new VersionLine(
                l.Number, l.ItemId.Value, l.UnitQuantity, l.Unit, l.Price, l.PriceUnit, l.RequestedDay, l.ConfirmedDay, l.State, l.Revision,
                l.ScheduleId, l.ScheduleId is null ? null : l.ScheduledAhead)), Json.Web),
        });
    }

    /// <summary>What an order costs with its charges, cancelled lines left out; nothing when all are cancelled.</summary>
    public static Amount Total(PurchaseOrder order, IEnumerable<PurchaseLine> lines)
    {
        var live = lines.Where(l => l.State != PurchaseLineState.Cancelled).ToList();
        return live.Count == 0 ? Amount.Zero : live.Aggregate(Charges.Total(Charges.Read(order.Charges)), (sum, l) => sum + l.PriceOf(l.Ordered));
    }
}
