using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.DropShipping;

/// <summary>Takes a ship notice back that was wrong.</summary>
/// <param name="Number">Number of the notice.</param>
/// <param name="Reason">What was wrong.</param>
public sealed record ReverseShipNoticeRequest([Required, StringLength(20)] string Number, [Required, StringLength(400, MinimumLength = 3)] string Reason) : IHasReason;

/// <summary>The mirror that was posted.</summary>
/// <param name="Number">Number of the mirror.</param>
/// <param name="ReversalOf">Number of the notice.</param>
/// <param name="CreditNote">Number of the credit note for the customer's invoice.</param>
public sealed record ReverseShipNoticeResponse(string Number, string ReversalOf, string? CreditNote) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/ship-notices/{Number}";
}

/// <summary>
/// Mirrors a ship notice with today's date, once: cost, what we owe, the customer's invoice. Both orders wait for it again. Refused when the supplier has billed it.
/// </summary>
internal sealed class ReverseShipNotice(
    Directory directory, Items items, PurchaseOrders purchases, SalesOrders sales, StockLedger ledger, Demands demands, CustomerInvoices invoices, SearchIndex search)
    : IUse<ReverseShipNoticeRequest, ReverseShipNoticeResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseShipNotice>("POST /ship-notices/{number}/reverse", Permission.ReversePosting)
        .WithSummary("Reverse what was keyed about a drop shipment, by a mirror entry.");

    public async Task<Result<ReverseShipNoticeResponse>> ExecuteAsync(Work work, ReverseShipNoticeRequest request, CancellationToken cancel)
    {
        if ((await work.SelectAsync(DropShippingTables.LockNotice, [new ShipNotice { Number = request.Number.Trim() }], cancel)).SingleOrDefault() is not { } head
            || !work.Actor.WorksAt(head.EntityId, head.SiteId)) return Refusal.NotFound("ship notice", request.Number);
        if (head.MirrorOf is not null) return new MirrorNotice(head.Number);
        if (head.ReversedBy is { } by) return new NoticeReversed(head.Number, by);
        var lines = await work.Db.Set<ShipNoticeLine>().AsNoTracking().Where(l => l.NoticeId == head.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var bought = await purchases.LockLinesAsync(work, lines.ConvertAll(l => l.PurchaseLineId), cancel);
        if ((await sales.LockAsync(work, head.SalesOrder, cancel)).Refused(out var refusal, out _)) return refusal;
        foreach (var group in lines.GroupBy(l => l.PurchaseLineId))
        {
            if (bought.First(b => b.Id == group.Key) is var line && line.Uninvoiced < group.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))
                return new NoticeBilled(head.Number, $"{line.Order} line {line.Number}");
        }

        var site = (await directory.SiteAsync(work.Db, head.SiteId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, head.EntityId, cancel))!;
        var document = new StockDocument(entity.Id, work.Number("SN"), Guid.CreateVersion7(), entity.DayOf(work.Now), head.SupplierId);
        foreach (var line in lines)
        {
            if ((await purchases.ReverseReceiptAsync(work, line.PurchaseLineId, line.Quantity, new(line.Amount, line.Value), line.Id, document.Id, document.Day, cancel)).Refused(out refusal, out _)) return refusal;
        }

        if ((await ledger.ReverseAsync(work, head.Id, document, cancel)).Refused(out refusal, out _)) return refusal;
        var quantities = lines.GroupBy(l => l.SalesLineId).Select(g => new LineQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))).ToList();
        foreach (var line in quantities)
        {
            var item = (await items.FindAsync(work.Db, lines.First(l => l.SalesLineId == line.Line).ItemId, cancel))!;
            if ((await demands.UnshipAsync(work, line.Line, item, site, line.Quantity, reopen: true, cancel)).Refused(out refusal, out _)) return refusal;
        }

        await purchases.StateSuppliesAsync(work, cancel);
        var credits = lines.GroupBy(l => l.InvoiceLineId!.Value).Select(g => new CreditQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))).ToList();
        if ((await invoices.CreditAsync(work, head.InvoiceId!.Value, new(document.Id, document.Number, document.Day), credits, mirror: true, cancel)).Refused(out refusal, out var credit)) return refusal;
        sales.Unshipped(work, head.SalesOrderId, quantities, reopen: true, request.Reason);
        Write(work, head, lines, document, credit, request.Reason);
        work.Subject = $"ship notice {head.Number}";
        search.Put(work, "ship-notice", document.Number, document.Number, $"Reversal of {head.Number}", $"/ship-notices/{document.Number}", head.Number, head.PurchaseOrder, head.SalesOrder);
        work.Announce(new SupplierShipped(document.Number, head.PurchaseOrder, head.SalesOrder, site.Id));
        return new ReverseShipNoticeResponse(document.Number, head.Number, credit.Number);
    }

    private static void Write(Work work, ShipNotice head, List<ShipNoticeLine> lines, StockDocument document, PostedInvoice credit, string reason)
    {
        work.Insert(DropShippingTables.InsertNotice, new ShipNotice
        {
            Id = document.Id,
            Number = document.Number,
            EntityId = head.EntityId,
            SiteId = head.SiteId,
            SupplierId = head.SupplierId,
            CustomerId = head.CustomerId,
            PurchaseOrder = head.PurchaseOrder,
            SalesOrderId = head.SalesOrderId,
            SalesOrder = head.SalesOrder,
            DeliveryNote = head.DeliveryNote,
            Day = document.Day,
            Currency = head.Currency,
            Value = head.Value,
            InvoiceId = credit.Id,
            InvoiceNumber = credit.Number,
            MirrorOf = head.Id,
            Reason = reason,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            Version = 1,
        });
        foreach (var line in lines)
        {
            work.Insert(DropShippingTables.InsertLine, new ShipNoticeLine
            {
                Id = Guid.CreateVersion7(),
                NoticeId = document.Id,
                Line = line.Line,
                PurchaseLineId = line.PurchaseLineId,
                PurchaseLine = line.PurchaseLine,
                SalesLineId = line.SalesLineId,
                SalesLine = line.SalesLine,
                ItemId = line.ItemId,
                LotId = line.LotId,
                Unit = line.Unit,
                UnitQuantity = line.UnitQuantity,
                Quantity = line.Quantity,
                Amount = line.Amount,
                Value = line.Value,
            });
        }

        head.ReversedBy = document.Number;
        work.Change(DropShippingTables.MarkReversed, head);
    }
}
