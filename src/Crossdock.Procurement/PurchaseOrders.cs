using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Uninvoiced;

namespace Crossdock.Procurement;

/// <summary>
/// What others may ask of purchase orders: lines to receive, return and invoice against. It is the only writer of goods received, not
/// invoiced; quantities and worth per line follow from what is told here.
/// </summary>
public sealed class PurchaseOrders
{
    private readonly Directory directory;
    private readonly Items items;
    private readonly Partners partners;
    private readonly Supplies supplies;
    private readonly OrderWriter writer;
    private readonly AgreementDesk agreements;
    private readonly Segregation segregation;

    internal PurchaseOrders(Directory directory, Items items, Partners partners, Supplies supplies, OrderWriter writer, AgreementDesk agreements, Segregation segregation)
    {
        this.directory = directory;
        this.items = items;
        this.partners = partners;
        this.supplies = supplies;
        this.writer = writer;
        this.agreements = agreements;
        this.segregation = segregation;
    }

    /// <summary>Writes an order, as a draft or released at once. For the API, planning and loaders alike.</summary>
    public async Task<Result<CreatePurchaseOrderResponse>> CreateAsync(Work work, CreatePurchaseOrderRequest request, CancellationToken cancel)
    {
        if ((await writer.WriteAsync(work, request, cancel)).Refused(out var refusal, out var order)) return refusal;
        await StateSuppliesAsync(work, cancel);
        return new CreatePurchaseOrderResponse(order.Id, order.Number, order.FirstState, order.Version, order.Approval, order.TransferOffers);
    }

    /// <summary>Locks lines by their keys, in the order given; those that do not exist or are out of the person's scope are left out.</summary>
    public async Task<IReadOnlyList<PurchaseLineView>> LockLinesAsync(Work work, IReadOnlyCollection<Guid> lines, CancellationToken cancel) =>
        Visible(work, await work.State<OrderBook>().LockAsync(work, lines, cancel));

    /// <summary>Locks all lines of orders, by the orders' numbers.</summary>
    public async Task<IReadOnlyList<PurchaseLineView>> LockOrdersAsync(Work work, IReadOnlyCollection<string> numbers, CancellationToken cancel) =>
        Visible(work, await work.State<OrderBook>().LockLinesOfAsync(work, numbers, cancel));

    /// <summary>Number of the customer's order that a purchase order is shipped straight to the customer for; null for what comes here.</summary>
    public Task<string?> SoldAsync(CrossdockDb db, string order, CancellationToken cancel) =>
        db.Set<PurchaseOrder>().AsNoTracking().Where(o => o.Number == order).Select(o => o.SalesOrder).FirstOrDefaultAsync(cancel);

    /// <summary>How a line stands in this work, after what was told so far. It must be locked.</summary>
    public PurchaseLineView Now(Work work, Guid line) => work.State<OrderBook>().Line(line).View();

    /// <summary>Makes an order for goods that came without one, released, ready to be received on in the same commit.</summary>
    public async Task<Result<IReadOnlyList<PurchaseLineView>>> OpenUnorderedAsync(
        Work work, Site site, Partner supplier, IReadOnlyList<UnorderedLine> lines, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var made = writer.WriteUnordered(work, entity, site, supplier, lines);
        return Result<IReadOnlyList<PurchaseLineView>>.Of(made.Select(l => l.View()).ToList());
    }

    /// <summary>
    /// Takes a receipt on a locked line: refused beyond what is open and tolerated, over all receipts together. Answers its worth,
    /// which the caller posts as the movement's value.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="line">The line.</param>
    /// <param name="quantity">In base units.</param>
    /// <param name="receiptLine">Key of the receipt's line.</param>
    /// <param name="day">Accounting day, whose rate counts.</param>
    /// <param name="arrival">How the goods came.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<ReceiptWorth>> ReceiveAsync(Work work, Guid line, Quantity quantity, Guid receiptLine, DateOnly day, Arrival arrival, CancellationToken cancel)
    {
        var ordered = Changing(work, line);
        if (!ordered.IsBornReceived && ConflictMatrix.Clash(work.Actor.Id, Duty.ReceiveGoods, ordered.DeedsOf(work.Actor.Id), work.Now) is { } row) return new BuyerReceives(ordered.Document, row);
        if (ordered.Invoiced.IsPositive && (await ApartAsync(work, Duty.ReceiveGoods, ordered, cancel)).Refused(out var apart, out _)) return apart;
        if ((await RateAsync(work, ordered, day, cancel)).Refused(out var refusal, out var rate)) return refusal;
        if (ordered.Receive(quantity).Refused(out refusal, out var amount)) return refusal;
        ordered.SupplyChanged = true;
        if (ordered.IsConsigned) return new ReceiptWorth(Amount.Zero, Amount.Zero);
        var value = rate.Rate.Of(amount, rate.Functional);
        ordered.ReceivedValue += value;
        Enter(work, ordered, receiptLine, GrniKind.Receipt, quantity, -value, day, arrival: arrival);
        return new ReceiptWorth(amount, value);
    }

    /// <summary>
    /// Takes a receipt back with the worth it had; refused when it is invoiced. What is open on the line grows again, unless the order was
    /// made for the goods that came: then nothing is awaited any more.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="line">The line.</param>
    /// <param name="quantity">In base units.</param>
    /// <param name="worth">What the receipt was worth.</param>
    /// <param name="receiptLine">Key of the receipt's line.</param>
    /// <param name="reversal">Key of the reversal.</param>
    /// <param name="day">Accounting day.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<Done>> ReverseReceiptAsync(
        Work work, Guid line, Quantity quantity, ReceiptWorth worth, Guid receiptLine, Guid reversal, DateOnly day, CancellationToken cancel)
    {
        var ordered = Changing(work, line);
        if (ordered.Unreceive(quantity, worth.Amount, worth.Value) is { } refusal) return refusal;
        ordered.SupplyChanged = true;

        // What was received of a line that is closed is what it took of its agreement. The agreement is a document: it is locked before positions are.
        if (ordered.State == PurchaseLineState.ShortClosed) await agreements.FollowAsync(work, [ordered], cancel);
        if (ordered.Received.IsZero && ordered.Kind == PurchaseOrderKind.Unordered) (ordered.State, ordered.SupplyChanged) = (PurchaseLineState.Cancelled, false);
        if (!ordered.IsConsigned) Enter(work, ordered, reversal, GrniKind.Reversal, -quantity, worth.Value, day, receiptLine);
        return Done.Yes;
    }

    /// <summary>
    /// Sends goods back on a locked line. Answers what the supplier owes for them: the receipt's price, or the invoice's for the part that
    /// is invoiced. It does not open the order again.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="line">The line.</param>
    /// <param name="quantity">In base units.</param>
    /// <param name="receiptShare">What the receipt line booked for that quantity, in the entity's currency.</param>
    /// <param name="returnLine">Key of the return's line.</param>
    /// <param name="day">Accounting day.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<ReceiptWorth>> ReturnAsync(
        Work work, Guid line, Quantity quantity, Amount receiptShare, Guid returnLine, DateOnly day, CancellationToken cancel)
    {
        var ordered = Changing(work, line);
        var entity = (await directory.EntityAsync(work.Db, ordered.EntityId, cancel))!;
        if (ordered.Return(quantity, receiptShare, entity.Currency).Refused(out var refusal, out var worth)) return refusal;
        if (!ordered.IsConsigned) Enter(work, ordered, returnLine, GrniKind.Return, quantity, worth.Value, day);
        return worth;
    }

    /// <summary>What billing a quantity costs by the order, in its currency, without doing it.</summary>
    public Amount InvoiceAmount(Work work, Guid line, Quantity quantity) => work.State<OrderBook>().Line(line).InvoiceAmount(quantity);

    /// <summary>Bills a quantity of a locked line at the order's price: refused beyond what was received, net of returns.</summary>
    public async Task<Result<InvoiceWorth>> InvoiceAsync(Work work, Guid line, Quantity quantity, Guid invoiceLine, DateOnly day, CancellationToken cancel)
    {
        var ordered = Changing(work, line);
        if ((await ApartAsync(work, Duty.MatchInvoice, ordered, cancel)).Refused(out var apart, out _)) return apart;
        if ((await RateAsync(work, ordered, day, cancel)).Refused(out var refusal, out var rate)) return refusal;
        if (ordered.Invoice(quantity, rate.Rate, rate.Functional).Refused(out refusal, out var worth)) return refusal;
        Enter(work, ordered, invoiceLine, GrniKind.Invoice, quantity, worth.Cleared, day);
        return worth;
    }

    /// <summary>Takes an invoice line back with the worth it had.</summary>
    public void ReverseInvoice(Work work, Guid line, Quantity quantity, InvoiceWorth worth, Guid invoiceLine, Guid reversal, DateOnly day)
    {
        var ordered = Changing(work, line);
        ordered.Uninvoice(quantity, worth);
        Enter(work, ordered, reversal, GrniKind.Reversal, -quantity, -worth.Cleared, day, invoiceLine);
    }

    /// <summary>
    /// Takes all that is left of a locked line off goods received, not invoiced, because no bill (or no credit) will come for it. Whether
    /// anything is left, and who may say so, is for the caller to ask: <see cref="ApartAsync(Work, PersonId, Duty, PurchaseLineView, CancellationToken)"/>.
    /// </summary>
    public WriteOffWorth WriteOff(Work work, Guid line, Guid writeOff, DateOnly day)
    {
        var ordered = Changing(work, line);
        var worth = ordered.WriteOff();
        Enter(work, ordered, writeOff, GrniKind.WriteOff, worth.Quantity, worth.Value, day);
        return worth;
    }

    /// <summary>Takes a write-off back with the worth it had: the bill is awaited again.</summary>
    public void ReverseWriteOff(Work work, Guid line, WriteOffWorth worth, Guid writeOff, Guid reversal, DateOnly day)
    {
        var ordered = Changing(work, line);
        ordered.Unwrite(worth);
        Enter(work, ordered, reversal, GrniKind.Reversal, -worth.Quantity, -worth.Value, day, writeOff);
    }

    /// <summary>Refuses a duty about a line to somebody who received or billed on it.</summary>
    public async Task<Result<Done>> ApartAsync(Work work, PersonId voice, Duty duty, PurchaseLineView line, CancellationToken cancel)
    {
        var deeds = (await OrderHands.DeedsAsync(work, voice, [line.Id], cancel)).SelectMany(d => d.Deeds);
        return await segregation.ApartAsync(work, voice, duty, deeds, $"{line.Order} line {line.Number}", line.Site, default, cancel);
    }

    /// <summary>Owes for consigned stock that was used, on the locked line of its month. Answers what it is worth.</summary>
    internal async Task<Result<ReceiptWorth>> UseAsync(Work work, PurchaseLine line, Quantity quantity, Guid usage, DateOnly day, CancellationToken cancel)
    {
        if ((await RateAsync(work, line, day, cancel)).Refused(out var refusal, out var rate)) return refusal;
        if (line.Use(quantity).Refused(out refusal, out var amount)) return refusal;
        var value = rate.Rate.Of(amount, rate.Functional);
        line.ReceivedValue += value;
        line.Changed = true;
        Enter(work, line, usage, GrniKind.Usage, quantity, -value, day);
        return new ReceiptWorth(amount, value);
    }

    /// <summary>Takes back that consigned stock was used, with the worth it had; refused when the supplier has billed it.</summary>
    internal static Result<Done> Unuse(Work work, PurchaseLine line, Quantity quantity, ReceiptWorth worth, Guid usage, DateOnly day)
    {
        if (line.Unuse(quantity, worth.Amount, worth.Value) is { } refusal) return refusal;
        line.Changed = true;
        Enter(work, line, usage, GrniKind.Reversal, -quantity, worth.Value, day);
        return Done.Yes;
    }

    /// <summary>
    /// States what is still to come on every line this work changed. Call it once, after stock was posted, so that the goods that came
    /// keep the promises they were tied to.
    /// </summary>
    public async Task StateSuppliesAsync(Work work, CancellationToken cancel)
    {
        await agreements.FollowAsync(work, work.State<OrderBook>().WithSupplyChanged, cancel);
        var now = new List<SupplyNow>();
        foreach (var line in work.State<OrderBook>().WithSupplyChanged.ToList())
        {
            line.SupplyChanged = false;
            if (line.State == PurchaseLineState.Draft || line.IsBornReceived) continue;
            if (line.IsConsigned && !await PromisableAsync(work.Db, line, cancel)) continue;
            now.Add(new SupplyNow(
                line.Id, SupplyKind.PurchaseLine, (await items.FindAsync(work.Db, line.ItemId, cancel))!, (await directory.SiteAsync(work.Db, line.SiteId, cancel))!,
                line.ExpectedDay, line.ConfirmedDay is null ? SupplyStage.Released : SupplyStage.Confirmed, line.Open, line.OrderNumber, line.SalesLineId));
        }

        if (now.Count > 0) await supplies.SetAsync(work, now, cancel);
    }

    /// <summary>Lines of an item at a site that bring something or may still: drafts and what is open. Planning counts both.</summary>
    public async Task<IReadOnlyList<PurchaseLineView>> OpenLinesAsync(CrossdockDb db, ItemId item, SiteId site, CancellationToken cancel)
    {
        var lines = await db.Set<PurchaseLine>().AsNoTracking()
            .Where(l => l.ItemId == item && l.SiteId == site && l.SalesLineId == null && (l.State == PurchaseLineState.Draft || (l.State == PurchaseLineState.Released && l.Received < l.Ordered)))
            .OrderBy(l => l.RequestedDay).ThenBy(l => l.Id).ToListAsync(cancel);
        return lines.ConvertAll(l => l.View());
    }

    /// <summary>Lines by their keys, as they stand, for pages of other documents.</summary>
    public async Task<IReadOnlyDictionary<Guid, PurchaseLineView>> LinesAsync(CrossdockDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        var found = await db.Set<PurchaseLine>().AsNoTracking().Where(l => lines.Contains(l.Id)).ToListAsync(cancel);
        return found.ToDictionary(l => l.Id, l => l.View());
    }

    /// <summary>All lines of an order, as they stand; none when there is no such order for this person.</summary>
    public async Task<IReadOnlyList<PurchaseLineView>> LinesOfAsync(CrossdockDb db, Actor actor, string order, CancellationToken cancel)
    {
        var found = await db.Set<PurchaseLine>().AsNoTracking().Where(l => l.OrderNumber == order).OrderBy(l => l.Number).ToListAsync(cancel);
        return found.Where(l => actor.WorksAt(l.EntityId, l.SiteId)).Select(l => l.View()).ToList();
    }

    /// <summary>
    /// Lines that may still be received at a site, most urgent day first; with an order number or an item only those. For the dock.
    /// </summary>
    public async Task<IReadOnlyList<PurchaseLineView>> ReceivableAsync(
        CrossdockDb db, SiteId site, string? order, ItemId? item, int most, CancellationToken cancel)
    {
        var lines = db.Set<PurchaseLine>().AsNoTracking().Where(l => l.SiteId == site && l.SalesLineId == null && l.State == PurchaseLineState.Released && l.Received < l.Ordered);
        if (order is not null) lines = lines.Where(l => l.OrderNumber == order);
        if (item is { } wanted) lines = lines.Where(l => l.ItemId == wanted);
        var found = await lines.OrderBy(l => l.ConfirmedDay ?? l.RequestedDay).ThenBy(l => l.Id).Take(most).ToListAsync(cancel);
        return found.ConvertAll(l => l.View());
    }

    /// <summary>Keeps apart who receives on a line and who bills it.</summary>
    private async Task<Result<Done>> ApartAsync(Work work, Duty duty, PurchaseLine line, CancellationToken cancel)
    {
        var deeds = (await OrderHands.DeedsAsync(work, work.Actor.Id, [line.Id], cancel)).SelectMany(d => d.Deeds);
        return await segregation.ApartAsync(work, duty, deeds, line.Document, line.SiteId, cancel: cancel);
    }

    /// <summary>Goods to come that stay the supplier's are supply only where customers may be promised them.</summary>
    private static Task<bool> PromisableAsync(CrossdockDb db, PurchaseLine line, CancellationToken cancel) =>
        db.Set<Consigning.Arrangement>().AsNoTracking().Where(a => a.Id == line.ArrangementId).Select(a => a.Promisable).FirstOrDefaultAsync(cancel);

    private static List<PurchaseLineView> Visible(Work work, IReadOnlyList<PurchaseLine> lines) =>
        lines.Where(l => work.Actor.WorksAt(l.EntityId, l.SiteId)).Select(l => l.View()).ToList();

    private static PurchaseLine Changing(Work work, Guid line)
    {
        var ordered = work.State<OrderBook>().Line(line);
        ordered.Changed = true;
        return ordered;
    }

    private static void Enter(Work work, PurchaseLine line, Guid source, GrniKind kind, Quantity quantity, Amount amount, DateOnly day, Guid? reversalOf = null, Arrival? arrival = null) =>
        work.Insert(GrniRows.Insert, new GrniEntry
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            EntityId = line.EntityId,
            LineId = line.Id,
            Revision = line.Revision,
            SourceId = source,
            Kind = kind,
            Quantity = quantity,
            Amount = amount,
            Day = day,
            ReversalOf = reversalOf,
            Receipt = arrival?.Receipt,
            ArrivedOn = arrival?.Day,
            Condition = arrival?.Condition,
        });

    private async ValueTask<Result<(UnitPrice Rate, Currency Functional)>> RateAsync(Work work, PurchaseLine line, DateOnly day, CancellationToken cancel)
    {
        var functional = (await directory.EntityAsync(work.Db, line.EntityId, cancel))!.Currency;
        return await partners.RateAsync(work.Db, line.Currency, functional, day, cancel) is { } rate
            ? (rate, functional)
            : new NoRate(line.Currency, functional, day);
    }
}
