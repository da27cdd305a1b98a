using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Mailing;
using Crossdock.Storage.Printing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sending;

/// <summary>Asks for an order as the supplier reads it.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Version">Number of the version; the last when absent.</param>
public sealed record PrintPurchaseOrderRequest([Required, StringLength(20)] string Number, [property: Range(1, 10_000)] int? Version = null);

internal sealed class PrintPurchaseOrder(OrderPaper papers) : IQuery<PrintPurchaseOrderRequest, PaperDocument>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<PrintPurchaseOrder>("GET /purchase-orders/{number}/pdf", Permission.SeePurchasing)
        .WithSummary("A version of a purchase order as a PDF.");

    public async Task<Result<PaperDocument>> AnswerAsync(Reading reading, PrintPurchaseOrderRequest request, CancellationToken cancel)
    {
        var order = await reading.Db.Set<PurchaseOrder>().AsNoTracking().FirstOrDefaultAsync(o => o.Number == request.Number, cancel);
        if (order is null || !reading.Actor.WorksAt(order.EntityId, order.SiteId)) return Refusal.NotFound("purchase order", request.Number);
        if (!order.IsReleased) return new NotReleased(order.Number);
        return await papers.OfAsync(reading.Db, order, request.Version ?? order.VersionNumber, cancel) is { } paper
            ? paper
            : Refusal.NotFound("version", $"{request.Version} of {order.Number}");
    }
}

/// <summary>Mails an order again.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Address">To whom; the supplier's address for orders when absent.</param>
public sealed record SendPurchaseOrderRequest([Required, StringLength(20)] string Number, [StringLength(254)] string? Address = null);

/// <summary>The mail that will be sent.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Version">The version that is mailed.</param>
/// <param name="Address">To whom.</param>
public sealed record SendPurchaseOrderResponse(string Number, int Version, string Address);

internal sealed class SendPurchaseOrder(Partners partners, Outbox outbox) : IUse<SendPurchaseOrderRequest, SendPurchaseOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SendPurchaseOrder>("POST /purchase-orders/{number}/send", Permission.CreatePurchaseOrder)
        .WithSummary("Mail the last version of a released order to its supplier again.");

    public async Task<Result<SendPurchaseOrderResponse>> ExecuteAsync(Work work, SendPurchaseOrderRequest request, CancellationToken cancel)
    {
        if (await work.State<OrderBook>().LockOrderAsync(work, request.Number, cancel) is not { } found) return Refusal.NotFound("purchase order", request.Number);
        if (!found.Order.IsReleased) return new NotReleased(found.Order.Number);
        if (!outbox.IsOpen) return new NoMailServer();
        var address = request.Address.OrNull() ?? (await partners.FindAsync(work.Db, found.Order.SupplierId, cancel))!.OrderEmail;
        if (address is null) return new NoOrderAddress(found.Order.Number);
        if (!MailSettings.IsAddress(address)) return Refusal.Invalid("procurement.mail_address", $"'{address}' is no mail address.", "/address");
        await outbox.PutAgainAsync(work, OrderMail.Name, found.Order.Number, found.Order.VersionNumber, address, cancel);
        work.Subject = $"purchase order {found.Order.Number}";
        return new SendPurchaseOrderResponse(found.Order.Number, found.Order.VersionNumber, address);
    }
}

internal sealed record NotReleased(string Number) : Refusal(RefusalKind.Refused, "procurement.not_released",
    $"{Number} is not released: there is nothing yet that a supplier may read.");

internal sealed record NoMailServer() : Refusal(RefusalKind.Refused, "procurement.no_mail_server",
    "No mail server is set up, so nothing can be mailed. Take the PDF, or have whoever runs Crossdock set CROSSDOCK_MAIL.");

internal sealed record NoOrderAddress(string Number) : Refusal(RefusalKind.Refused, "procurement.no_order_address",
    $"The supplier of {Number} has no address for orders. Enter it on the supplier's page, or name one here.");

/// <summary>Orders whose mail was given up: the supplier does not know of them.</summary>
internal sealed class UnsentOrders : ExceptionSource
{
    public override string Kind => "procurement.mail_failed";

    public override string Title => "Orders that could not be mailed";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 4;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var mails = db.Set<Mail>().AsNoTracking().Where(m => m.Kind == OrderMail.Name);
        var failed = await (from m in mails
                            where m.State == MailState.Failed && !mails.Any(later => later.Document == m.Document && later.CreatedAt > m.CreatedAt && later.State != MailState.Failed)
                            join o in db.Set<PurchaseOrder>().AsNoTracking() on m.Document equals o.Number
                            select new { m.Document, m.Address, m.Trouble, m.DocumentVersion, m.CreatedAt, o.EntityId, o.SiteId, o.Currency, o.Id, o.VersionNumber }).ToListAsync(cancel);
        var found = new List<FoundException>();
        foreach (var mail in failed.GroupBy(f => f.Document).Select(g => g.MaxBy(f => f.CreatedAt)!))
        {
            var total = await db.Set<OrderVersion>().Where(v => v.OrderId == mail.Id && v.Number == mail.VersionNumber).Select(v => v.Total).SingleAsync(cancel);
            found.Add(new(
                mail.Document, $"{mail.Document} did not reach {mail.Address}", $"Version {mail.DocumentVersion}: {mail.Trouble} Correct the address and send it again, or give it to the supplier another way.",
                $"/purchase-orders/{mail.Document}", mail.EntityId, mail.CreatedAt) { Site = mail.SiteId, Value = total, Currency = mail.Currency });
        }

        return found;
    }
}
