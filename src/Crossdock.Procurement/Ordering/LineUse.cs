using Crossdock.Ui;

namespace Crossdock.Procurement.Ordering;

/// <summary>How a line stands after a change.</summary>
/// <param name="Order">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Ordered">Ordered, in base units.</param>
/// <param name="Received">Received.</param>
/// <param name="Open">Still to come.</param>
/// <param name="RequestedDay">Day asked for.</param>
/// <param name="ConfirmedDay">Day the supplier confirmed, or null.</param>
/// <param name="NewLine">Number of the line that carries the open part at its new price, if one was made.</param>
/// <param name="Version">Version of the order.</param>
/// <param name="Approval">Number of the request that decides on the change, when it waits for people; the line then stands as before.</param>
public sealed record PurchaseLineStandResponse(
    string Order, int Line, Quantity Ordered, Quantity Received, Quantity Open, DateOnly RequestedDay, DateOnly? ConfirmedDay, int? NewLine, long Version, string? Approval = null);

/// <summary>What the uses on one line share: finding it locked, and stating how it stands.</summary>
internal static class LineUse
{
    public static async Task<Result<(PurchaseOrder Order, PurchaseLine Line)>> FindAsync(Work work, string order, int number, CancellationToken cancel)
    {
        if (await work.State<OrderBook>().LockOrderAsync(work, order, cancel) is not { } found) return Refusal.NotFound("purchase order", order);
        return found.Lines.FirstOrDefault(l => l.Number == number) is { } line
            ? line.Kind == PurchaseOrderKind.Used ? new UsedLine(line.Document) : (found.Order, line)
            : Refusal.NotFound("purchase order line", $"{order} line {number}");
    }

    /// <summary>Nobody approves unseen: an order that waits and is edited is asked about again when it is released.</summary>
    public static async Task WithdrawAsync(Work work, Approvals approvals, PurchaseOrder order, CancellationToken cancel, string why = "A line was changed.")
    {
        if (order.IsReleased || order.Approval is null) return;
        await approvals.WithdrawAsync(work, Releasing.OrderCases.Kind, order.Number, why, cancel);
        order.Approval = null;
    }

    /// <summary>Keeps the version of the line and tells who listens.</summary>
    public static PurchaseLineStandResponse Finish(
        Work work, PurchaseOrder order, PurchaseLine line, LineChangeKind kind, string? reason = null, bool bySupplier = false, int? newLine = null)
    {
        var book = work.State<OrderBook>();
        book.Touch(order);
        book.Record(work, line, kind, reason, bySupplier);
        work.Subject = $"purchase order {line.Document}";
        work.Announce(new PurchaseLineChanged(line.Id, line.OrderNumber, line.Open, line.ExpectedDay, line.ItemId, line.SiteId));
        OrderVersions.Next(work, order, $"Line {line.Number} {Words.Of(kind)}", reason, bySupplier);
        return Stand(order, line, newLine, null);
    }

    public static PurchaseLineStandResponse Stand(PurchaseOrder order, PurchaseLine line, int? newLine, string? approval) =>
        new(line.OrderNumber, line.Number, line.Ordered, line.Received, line.Open, line.RequestedDay, line.ConfirmedDay, newLine, order.Version + 1, approval);
}
