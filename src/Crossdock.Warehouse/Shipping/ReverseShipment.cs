using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Shipping;

/// <summary>Takes a shipment back that was booked by mistake.</summary>
/// <param name="Number">Number of the shipment.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reopen">True when the customer still wants the goods: the order lines are open again.</param>
public sealed record ReverseShipmentRequest([Required] string Number, [Required, StringLength(400, MinimumLength = 3)] string Reason, bool Reopen = false) : IHasReason;

/// <summary>The mirror that was posted.</summary>
/// <param name="Number">Number of the mirror.</param>
/// <param name="ReversalOf">Number of the shipment.</param>
/// <param name="CreditNote">Number of the credit note for its invoice.</param>
public sealed record ReverseShipmentResponse(string Number, string ReversalOf, string? CreditNote) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/shipments/{Number}";
}

/// <summary>Mirrors a shipment with today's date, once: goods, cost, invoice. Refused when some of it came back as a return.</summary>
internal sealed class ReverseShipment(Directory directory, Items items, StockLedger ledger, Demands demands, SalesOrders orders, CustomerInvoices invoices, Consignments consignments, SearchIndex search)
    : IUse<ReverseShipmentRequest, ReverseShipmentResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseShipment>("POST /shipments/{number}/reverse", Permission.ReversePosting)
        .WithSummary("Reverse a shipment by a mirror entry.");

    public async Task<Result<ReverseShipmentResponse>> ExecuteAsync(Work work, ReverseShipmentRequest request, CancellationToken cancel)
    {
        if ((await LockedShipment.LockAsync(work, request.Number, cancel)).Refused(out var refusal, out var shipment)) return refusal;
        var (head, lines) = shipment;
        if (lines.FirstOrDefault(l => l.Returned.IsPositive) is { } back) return new GoodsCameBack(head.Number, back.Line, back.Returned);
        if ((await orders.LockAsync(work, head.OrderNumber, cancel)).Refused(out refusal, out _)) return refusal;
        var site = (await directory.SiteAsync(work.Db, head.SiteId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, head.EntityId, cancel))!;
        var document = new StockDocument(entity.Id, work.Number("SH"), Guid.CreateVersion7(), entity.DayOf(work.Now), head.CustomerId);
        if ((await ledger.ReverseAsync(work, head.Id, document, cancel)).Refused(out refusal, out _)) return refusal;
        if ((await consignments.GiveBackAsync(work, head.Id, document, cancel)).Refused(out refusal, out _)) return refusal;

        var quantities = lines.GroupBy(l => l.OrderLineId).Select(g => new LineQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))).ToList();
        foreach (var line in quantities)
        {
            var item = (await items.FindAsync(work.Db, lines.First(l => l.OrderLineId == line.Line).ItemId, cancel))!;
            if ((await demands.UnshipAsync(work, line.Line, item, site, line.Quantity, request.Reopen, cancel)).Refused(out refusal, out _)) return refusal;
        }

        PostedInvoice? credit = null;
        if (head.InvoiceId is { } invoice)
        {
            var credits = lines.GroupBy(l => l.InvoiceLineId!.Value).Select(g => new CreditQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))).ToList();
            if ((await invoices.CreditAsync(work, invoice, new(document.Id, document.Number, document.Day), credits, mirror: true, cancel)).Refused(out refusal, out credit)) return refusal;
        }

        orders.Unshipped(work, head.OrderId, quantities, request.Reopen, request.Reason);
        Write(work, shipment, document, credit, request.Reason);
        work.Subject = $"shipment {head.Number}";
        search.Put(work, "shipment", document.Number, document.Number, $"Reversal of {head.Number}", $"/shipments/{document.Number}", head.Number, head.OrderNumber);
        work.Announce(new GoodsShipped(document.Number, head.OrderNumber, site.Id));
        return new ReverseShipmentResponse(document.Number, head.Number, credit?.Number);
    }

    private static void Write(Work work, LockedShipment shipment, StockDocument document, PostedInvoice? credit, string reason)
    {
        var (head, lines) = shipment;
        work.Insert(ShippingTables.InsertShipment, new Shipment
        {
            Id = document.Id,
            Number = document.Number,
            EntityId = head.EntityId,
            SiteId = head.SiteId,
            CustomerId = head.CustomerId,
            OrderId = head.OrderId,
            OrderNumber = head.OrderNumber,
            Day = document.Day,
            InvoiceId = credit?.Id,
            InvoiceNumber = credit?.Number,
            MirrorOf = head.Id,
            Reason = reason,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            HappenedAt = work.Now,
            Source = HappenedSource.System,
        });
        head.ReversedBy = document.Number;
        work.Change(ShippingTables.MarkReversed, head);
        foreach (var line in lines)
        {
            work.Insert(ShippingTables.InsertLine, new ShipmentLine
            {
                Id = Guid.CreateVersion7(),
                ShipmentId = document.Id,
                Line = line.Line,
                OrderLineId = line.OrderLineId,
                OrderLine = line.OrderLine,
                ItemId = line.ItemId,
                LotId = line.LotId,
                Unit = line.Unit,
                Quantity = line.Quantity,
                Cost = line.Cost,
            });

            // What was taken back cannot come back a second time.
            line.Returned = line.Quantity;
            line.ReturnedCost = line.Cost;
            work.Change(ShippingTables.UpdateReturned, line);
        }
    }
}
