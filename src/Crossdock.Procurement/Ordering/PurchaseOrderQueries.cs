using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Releasing;
using Crossdock.Storage.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>One purchase order.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindPurchaseOrderRequest([Required, StringLength(20)] string Number);

/// <summary>A purchase order with its lines.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Standard, or made for goods that came without an order.</param>
/// <param name="State">What its lines say.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Currency">Currency of its prices.</param>
/// <param name="Incoterm">Delivery term.</param>
/// <param name="Reference">The supplier's number for it.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="ReleasedAt">When it was last released.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Version">What If-Match must name.</param>
/// <param name="Notes">Notes.</param>
/// <param name="Emergency">Why it could not wait.</param>
/// <param name="EmergencyCause">What made it an emergency.</param>
/// <param name="Premium">What the emergency costs more than the routine would have.</param>
/// <param name="Duplicate">Why it was ordered although the same was on its way.</param>
/// <param name="Approval">Request people decide on.</param>
/// <param name="Versions">Its versions, newest first.</param>
/// <param name="Proposals">Proposals that wait.</param>
/// <param name="Mails">Mails of it to the supplier, newest first.</param>
/// <param name="SalesOrder">The customer's order that the supplier ships straight to the customer, or null.</param>
/// <param name="Customer">Code of that customer.</param>
/// <param name="CustomerName">Name of that customer.</param>
/// <param name="TitlePoint">Where its goods become ours.</param>
/// <param name="Charges">What it costs beside its goods.</param>
/// <param name="PendingCharges">Charges that wait for those who decide, or null.</param>
/// <param name="BelowMinimum">Why it was released below what the supplier takes at least, or null.</param>
/// <param name="Shortfall">What a draft lacks to what the supplier takes at least, or null.</param>
public sealed record FindPurchaseOrderResponse(
    Guid Id, string Number, PurchaseOrderKind Kind, string State, string Supplier, string SupplierName, string Site, Currency Currency, string? Incoterm,
    string? Reference, DateTimeOffset CreatedAt, DateTimeOffset? ReleasedAt, Amount Total, IReadOnlyList<PurchaseLineResponse> Lines, long Version,
    string? Notes, string? Emergency, EmergencyCause EmergencyCause, Amount Premium, string? Duplicate, string? Approval, IReadOnlyList<OrderVersionHead> Versions, IReadOnlyList<OpenProposal> Proposals, IReadOnlyList<OrderMailHead> Mails,
    TitlePoint TitlePoint, IReadOnlyList<OrderCharge> Charges, IReadOnlyList<OrderCharge>? PendingCharges = null, string? BelowMinimum = null, OrderShortfall? Shortfall = null,
    string? SalesOrder = null, string? Customer = null, string? CustomerName = null) : IVersioned;

/// <summary>An order that would be below what its supplier takes at least, by value, weight or volume.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Goods">What the goods would come to.</param>
/// <param name="Minimum">The least value the supplier takes, or null.</param>
/// <param name="Lacking">What is missing to that; zero when it is reached.</param>
/// <param name="Currency">Currency of the amounts: the supplier's where a least value is asked for, else the order's.</param>
/// <param name="Measures">Weight and volume beside their least, where that is asked for.</param>
public sealed record OrderLack(string Supplier, string Name, Amount Goods, Amount? Minimum, Amount Lacking, Currency Currency, IReadOnlyList<MeasuredMinimum> Measures)
{
    internal LackWords Said => LackWords.Of(Goods, Minimum, Currency, Measures);
}

/// <summary>A draft that is below what its supplier takes at least, by value, weight or volume.</summary>
/// <param name="Goods">What its goods come to.</param>
/// <param name="Minimum">The least value the supplier takes, or null.</param>
/// <param name="Currency">Currency of both: the supplier's where a least value is asked for, else the order's.</param>
/// <param name="Measures">Weight and volume beside their least, where that is asked for.</param>
public sealed record OrderShortfall(Amount Goods, Amount? Minimum, Currency Currency, IReadOnlyList<MeasuredMinimum> Measures)
{
    internal LackWords Said => LackWords.Of(Goods, Minimum, Currency, Measures);
}

/// <summary>A mail of an order to its supplier.</summary>
/// <param name="Version">The version.</param>
/// <param name="Address">To whom.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it was sent, or asked for while it is not.</param>
/// <param name="Trouble">What the mail server said against it.</param>
public sealed record OrderMailHead(int Version, string Address, MailState State, DateTimeOffset At, string? Trouble);

/// <summary>A version of an order.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Cause">What made it.</param>
/// <param name="BySupplier">True when the supplier asked for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Person">Who.</param>
/// <param name="At">When.</param>
/// <param name="Total">What the order costs by it.</param>
public sealed record OrderVersionHead(int Number, string Cause, bool BySupplier, string? Reason, string Person, DateTimeOffset At, Amount Total);

/// <summary>A proposal that waits.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="State">Who decides.</param>
/// <param name="BySupplier">True when the supplier made it.</param>
/// <param name="Impact">What it would do.</param>
/// <param name="Broken">Promises it would break.</param>
/// <param name="Approval">Request people decide on.</param>
public sealed record OpenProposal(string Number, int Line, Answering.ProposalState State, bool BySupplier, string Impact, int Broken, string? Approval);

/// <summary>A line of a purchase order. Quantities without a unit are in the item's base unit.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number in the order.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Name of the item.</param>
/// <param name="State">Where it stands.</param>
/// <param name="UnitQuantity">The quantity in the supplier's unit.</param>
/// <param name="Unit">That unit.</param>
/// <param name="BaseUnit">The item's base unit.</param>
/// <param name="Ordered">The controlling quantity.</param>
/// <param name="Received">Received, less reversals.</param>
/// <param name="Returned">Gone back.</param>
/// <param name="Invoiced">Billed.</param>
/// <param name="Open">Still to come.</param>
/// <param name="Uninvoiced">What the next invoice may bill.</param>
/// <param name="UninvoicedAmount">The same in money.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">The price unit.</param>
/// <param name="Amount">What the line costs.</param>
/// <param name="FirstRequestedDay">Day asked for at release.</param>
/// <param name="RequestedDay">Day asked for now.</param>
/// <param name="ConfirmedDay">Day confirmed.</param>
/// <param name="Agreement">The agreement it uses or goes round, or null.</param>
/// <param name="Delivery">Which of the deliveries of what was written as one line; 0 when it stands by itself.</param>
/// <param name="Deliveries">How many there are.</param>
public sealed record PurchaseLineResponse(
    Guid Id, int Number, string Item, string ItemName, PurchaseLineState State, Quantity UnitQuantity, string Unit, string BaseUnit, Quantity Ordered,
    Quantity Received, Quantity Returned, Quantity Invoiced, Quantity Open, Quantity Uninvoiced, Amount UninvoicedAmount, UnitPrice Price, string PriceUnit,
    Amount Amount, DateOnly FirstRequestedDay, DateOnly RequestedDay, DateOnly? ConfirmedDay, LineAgreement? Agreement = null, int Delivery = 0, int Deliveries = 0);

/// <summary>How a line stands to an agreement.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="Use">Released against it, or round it.</param>
/// <param name="Why">Why it goes round.</param>
/// <param name="Left">What is left of its cap of quantity, of a draft after its release; negative when there is not enough. Null without a cap.</param>
/// <param name="ValueLeft">The same of its cap of value.</param>
public sealed record LineAgreement(string Number, AgreementUse Use, string? Why, Quantity? Left, Amount? ValueLeft);

internal sealed class FindPurchaseOrder(Directory directory, Items items, Partners partners, People people, Releasing.OrderMinimum minimum) : IQuery<FindPurchaseOrderRequest, FindPurchaseOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindPurchaseOrder>("GET /purchase-orders/{number}", Permission.SeePurchasing)
        .WithSummary("One purchase order with its lines.");

    public async Task<Result<FindPurchaseOrderResponse>> AnswerAsync(Reading reading, FindPurchaseOrderRequest request, CancellationToken cancel)
    {
        var order = await reading.Db.Set<PurchaseOrder>().AsNoTracking().FirstOrDefaultAsync(o => o.Number == request.Number, cancel);
        if (order is null || !reading.Actor.WorksAt(order.EntityId, order.SiteId)) return Refusal.NotFound("purchase order", request.Number);
        var lines = await reading.Db.Set<PurchaseLine>().AsNoTracking().Where(l => l.OrderId == order.Id).OrderBy(l => l.Number).ToListAsync(cancel);
        var known = await items.FindManyAsync(reading.Db, lines.Select(l => l.ItemId), cancel);
        var supplier = (await partners.FindAsync(reading.Db, order.SupplierId, cancel))!;
        var offers = await AgreementDesk.FindAsync(reading.Db, lines.Where(l => l.AgreementLineId is not null).Select(l => l.AgreementLineId!.Value), cancel);
        var rows = lines.ConvertAll(l => Counted(Row(l, known[l.ItemId], l.AgreementLineId is { } id ? offers[id] : null), l, lines));
        var customer = order.CustomerId is { } to ? await partners.FindAsync(reading.Db, to, cancel) : null;
        var total = OrderVersions.Total(order, lines);
        return new FindPurchaseOrderResponse(
            order.Id, order.Number, order.Kind, order.Approval is not null && !order.IsReleased ? PurchaseOrder.Waiting : PurchaseOrder.StateOf(lines), supplier.Code, supplier.Name, (await directory.SiteAsync(reading.Db, order.SiteId, cancel))!.Code,
            order.Currency, order.Incoterm, order.Reference, order.CreatedAt, order.ReleasedAt, total, rows, order.Version,
            order.Notes, order.EmergencyReason, order.EmergencyCause, order.Premium, order.DuplicateReason, order.Approval, await VersionsAsync(reading.Db, order, cancel), await ProposalsAsync(reading.Db, order, cancel),
            await Outbox.Of(reading.Db, Sending.OrderMail.Name, order.Number).Select(m => new OrderMailHead(m.DocumentVersion, m.Address, m.State, m.SentAt ?? m.CreatedAt, m.Trouble)).ToListAsync(cancel),
            order.TitlePoint, Charges.Read(order.Charges), order.PendingCharges is { } pending ? Charges.Read(Ordering.PendingCharges.Read(pending).Charges) : null, order.BelowMinimumReason,
            await ShortfallAsync(reading, order, lines, cancel), order.SalesOrder, customer?.Code, customer?.Name);
    }

    private async Task<OrderShortfall?> ShortfallAsync(Reading reading, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, CancellationToken cancel)
    {
        if (order.IsReleased || lines.All(l => l.State != PurchaseLineState.Draft)) return null;
        return (await minimum.LookAsync(reading.Db, order, Releasing.CaseLine.Of(lines), reading.Now, cancel)).Refused(out _, out var look) || look is not { IsBelow: true }
            ? null
            : new OrderShortfall(look.Goods.Value, look.Minimum.Value, look.Currency, look.Measures);
    }

    private async Task<IReadOnlyList<OrderVersionHead>> VersionsAsync(CrossdockDb db, PurchaseOrder order, CancellationToken cancel)
    {
        var heads = new List<OrderVersionHead>();
        foreach (var v in await db.Set<OrderVersion>().AsNoTracking().Where(v => v.OrderId == order.Id).OrderByDescending(v => v.Number)
            .Select(v => new { v.Number, v.Cause, v.BySupplier, v.Reason, v.PersonId, v.At, v.Total }).ToListAsync(cancel))
        {
            heads.Add(new(v.Number, v.Cause, v.BySupplier, v.Reason, await people.NameAsync(db, v.PersonId, cancel), v.At, v.Total));
        }

        return heads;
    }

    private static async Task<IReadOnlyList<OpenProposal>> ProposalsAsync(CrossdockDb db, PurchaseOrder order, CancellationToken cancel) =>
        await db.Set<Answering.Proposal>().AsNoTracking()
            .Where(p => p.OrderId == order.Id && (p.State == Answering.ProposalState.AwaitingBuyer || p.State == Answering.ProposalState.AwaitingApproval)).OrderBy(p => p.LineNumber)
            .Select(p => new OpenProposal(p.Number, p.LineNumber, p.State, p.BySupplier, p.Impact, p.BrokenPromises, p.Approval)).ToListAsync(cancel);

    private static PurchaseLineResponse Row(PurchaseLine line, Item item, AgreedTerms? offer) => new(
        line.Id, line.Number, item.Code, item.Name, line.State, line.UnitQuantity, line.Unit, item.BaseUnit, line.Ordered, line.Received, line.Returned, line.Invoiced,
        line.Open, line.Uninvoiced, line.View().UninvoicedAmount, line.Price, line.PriceUnit, line.PriceOf(line.Ordered), line.FirstRequestedDay, line.RequestedDay,
        line.ConfirmedDay, offer is null || line.AgreementUse == AgreementUse.None ? null : Agreed(line, offer));

    private static PurchaseLineResponse Counted(PurchaseLineResponse row, PurchaseLine line, IReadOnlyList<PurchaseLine> lines)
    {
        var all = lines.Where(l => line.ScheduleId is not null && l.ScheduleId == line.ScheduleId && l.State != PurchaseLineState.Cancelled).OrderBy(l => l.ExpectedDay).ThenBy(l => l.Number).ToList();
        return all.Count > 1 && all.Contains(line) ? row with { Delivery = all.IndexOf(line) + 1, Deliveries = all.Count } : row;
    }

    private static LineAgreement Agreed(PurchaseLine line, AgreedTerms offer)
    {
        var draft = line is { State: PurchaseLineState.Draft, AgreementUse: AgreementUse.Inside };
        var (takes, costs) = draft ? (line.Ordered, line.PriceOf(line.Ordered)) : (Quantity.Zero, Amount.Zero);
        return new(offer.Agreement.Number, line.AgreementUse, line.OutsideReason, offer.Line.QuantityLeft - takes, offer.Agreement.ValueLeft - costs);
    }
}
