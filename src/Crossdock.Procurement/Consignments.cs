using System.Globalization;
using Crossdock.Procurement.Consigning;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement;

/// <summary>What became of a supplier's stock with us. Stored by number.</summary>
public enum UsageKind
{
    /// <summary>It went to a customer.</summary>
    Shipped = 1,

    /// <summary>We took it over.</summary>
    TakenOver = 2,

    /// <summary>It was not there any more, or was thrown away.</summary>
    Lost = 3,
}

/// <summary>Some of a supplier's stock that a document uses or loses.</summary>
/// <param name="Owner">The supplier.</param>
/// <param name="Item">The item.</param>
/// <param name="Site">Where it lies.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Document">The document that posts it; its day is the day of the price.</param>
public sealed record ConsignedTake(PartnerId Owner, Item Item, Site Site, Quantity Quantity, UsageKind Kind, StockDocument Document);

/// <summary>
/// What others may ask of consignment: a supplier's stock is used or lost, and its price of the day is owed on the order of the month, which the
/// supplier bills. Call it with the gates of the items taken and before stock is posted; what it answers is the value of the movement.
/// </summary>
public sealed class Consignments
{
    private readonly Directory directory;
    private readonly Partners partners;
    private readonly Arrangements arrangements;
    private readonly PurchaseOrders orders;
    private readonly OrderWriter writer;

    internal Consignments(Directory directory, Partners partners, Arrangements arrangements, PurchaseOrders orders, OrderWriter writer)
    {
        this.directory = directory;
        this.partners = partners;
        this.arrangements = arrangements;
        this.orders = orders;
        this.writer = writer;
    }

    /// <summary>Takes a supplier's stock into use. Answers what we owe for it, in the entity's currency.</summary>
    public async Task<Result<Amount>> UseAsync(Work work, ConsignedTake take, CancellationToken cancel)
    {
        if (await arrangements.OfAsync(work.Db, take.Owner, take.Item.Id, take.Site.Id, take.Document.Day, cancel) is not { } arrangement)
            return new NoArrangement(take.Item.Code, take.Site.Code);
        return await OweAsync(work, take, arrangement, cancel);
    }

    /// <summary>
    /// Records that a supplier's stock is lost. Answers what we owe for it; null when the supplier bears the loss, or when nothing was agreed about
    /// the stock at all.
    /// </summary>
    public async Task<Result<Amount?>> LoseAsync(Work work, ConsignedTake take, CancellationToken cancel)
    {
        if (await arrangements.OfAsync(work.Db, take.Owner, take.Item.Id, take.Site.Id, take.Document.Day, cancel) is not { } arrangement) return Result<Amount?>.Of(null);
        if (arrangement.Loss == LossBearer.Us) return (await OweAsync(work, take, arrangement, cancel)).Refused(out var refusal, out var owed) ? refusal : Result<Amount?>.Of(owed);
        var price = (await Arrangements.PriceAsync(work.Db, arrangement.Id, take.Document.Day, cancel))!;
        Write(work, take, arrangement, price, Guid.CreateVersion7(), null, take.Quantity, new ReceiptWorth(Amount.Zero, Amount.Zero));
        return Result<Amount?>.Of(null);
    }

    /// <summary>What we would owe if a supplier's stock were lost on a day, in the entity's currency; null when the supplier bears it, or nothing was agreed. Written is nothing.</summary>
    public async Task<Result<Amount?>> LossWorthAsync(CrossdockDb db, PartnerId owner, Item item, Site site, Quantity quantity, DateOnly day, CancellationToken cancel)
    {
        if (await arrangements.OfAsync(db, owner, item.Id, site.Id, day, cancel) is not { Loss: LossBearer.Us } arrangement) return Result<Amount?>.Of(null);
        var price = (await Arrangements.PriceAsync(db, arrangement.Id, day, cancel))!;
        var functional = (await directory.EntityAsync(db, site.EntityId, cancel))!.Currency;
        return await partners.RateAsync(db, arrangement.Currency, functional, day, cancel) is { } rate
            ? Result<Amount?>.Of(rate.Of(price.AsGiven.AmountOf(quantity, arrangement.Currency), functional))
            : new NoRate(arrangement.Currency, functional, day);
    }

    /// <summary>True when a document used or lost stock of a supplier.</summary>
    public Task<bool> AnyAsync(CrossdockDb db, Guid document, CancellationToken cancel) => db.Set<UsedStock>().AnyAsync(u => u.DocumentId == document, cancel);

    /// <summary>Takes back all that a document used and lost, with the amounts it had; refused when the supplier has billed it.</summary>
    public async Task<Result<Done>> GiveBackAsync(Work work, Guid document, StockDocument reversal, CancellationToken cancel)
    {
        var used = await work.Db.Set<UsedStock>().AsNoTracking().Where(u => u.DocumentId == document).OrderBy(u => u.Id).ToListAsync(cancel);
        var book = work.State<OrderBook>();
        await book.LockAsync(work, used.Select(u => u.LineId).OfType<Guid>().ToList(), cancel);
        foreach (var usage in used)
        {
            var id = Guid.CreateVersion7();
            if (usage.LineId is { } line && PurchaseOrders.Unuse(work, book.Line(line), usage.Quantity, new ReceiptWorth(usage.Amount, usage.Value), id, reversal.Day).Refused(out var refusal, out _)) return refusal;
            work.Insert(ConsigningTables.InsertUsage, new UsedStock
            {
                Id = id,
                PostingId = work.PostingId,
                ArrangementId = usage.ArrangementId,
                EntityId = usage.EntityId,
                SiteId = usage.SiteId,
                SupplierId = usage.SupplierId,
                ItemId = usage.ItemId,
                Kind = usage.Kind,
                LineId = usage.LineId,
                DocumentId = reversal.Id,
                Document = reversal.Number,
                Reverses = usage.Id,
                Quantity = -usage.Quantity,
                Price = usage.Price,
                PriceUnit = usage.PriceUnit,
                Amount = -usage.Amount,
                Value = -usage.Value,
                Day = reversal.Day,
                At = work.Now,
            });
        }

        return Done.Yes;
    }

    private async Task<Result<Amount>> OweAsync(Work work, ConsignedTake take, Arrangement arrangement, CancellationToken cancel)
    {
        var day = take.Document.Day;
        var price = (await Arrangements.PriceAsync(work.Db, arrangement.Id, day, cancel))!;
        var line = await LineAsync(work, take, arrangement, price, cancel);
        var id = Guid.CreateVersion7();
        if ((await orders.UseAsync(work, line, take.Quantity, id, day, cancel)).Refused(out var refusal, out var worth)) return refusal;
        LineEdit.Resize(line, take.Item, line.Ordered);
        Write(work, take, arrangement, price, id, line, take.Quantity, worth);
        return worth.Value;
    }

    /// <summary>
    /// The line of the month's order with this item at this price, locked; order and line are made when they are missing. Uses of a supplier's stock
    /// at a site pass one at a time from here to the commit.
    /// </summary>
    private async Task<PurchaseLine> LineAsync(Work work, ConsignedTake take, Arrangement arrangement, ArrangementPrice price, CancellationToken cancel)
    {
        await work.LockAloneAsync((0x55534544L << 32) | unchecked((uint)((take.Owner.Value * 65_537) + take.Site.Id.Value)), cancel);
        var month = string.Create(CultureInfo.InvariantCulture, $"{take.Document.Day:yyyy-MM}");
        var book = work.State<OrderBook>();
        if (book.Made(o => o.Kind == PurchaseOrderKind.Used && o.SupplierId == take.Owner && o.SiteId == take.Site.Id && o.Reference == month) is not { } order)
        {
            var number = await work.Db.Set<PurchaseOrder>().AsNoTracking()
                .Where(o => o.SupplierId == take.Owner && o.SiteId == take.Site.Id && o.Kind == PurchaseOrderKind.Used && o.Reference == month).Select(o => o.Number).FirstOrDefaultAsync(cancel);
            order = number is null ? null : (await book.LockOrderAsync(work, number, cancel))?.Order;
        }

        var entity = (await directory.EntityAsync(work.Db, take.Site.EntityId, cancel))!;
        var supplier = (await partners.FindAsync(work.Db, take.Owner, cancel))!;
        var wanted = price.AsGiven;
        order ??= writer.OpenUsed(work, take.Site, supplier, arrangement.Currency, month);
        var line = book.LinesOf(order.Number).FirstOrDefault(l => l.ItemId == take.Item.Id && l.PriceUnit == wanted.Unit && l.Price == wanted.Price);
        return line ?? OrderWriter.AddUsed(work, order, entity.DayOf(work.Now), take.Item, arrangement.Id, wanted, take.Quantity);
    }

    private static void Write(Work work, ConsignedTake take, Arrangement arrangement, ArrangementPrice price, Guid id, PurchaseLine? line, Quantity quantity, ReceiptWorth worth)
    {
        work.Insert(ConsigningTables.InsertUsage, new UsedStock
        {
            Id = id,
            PostingId = work.PostingId,
            ArrangementId = arrangement.Id,
            EntityId = take.Site.EntityId,
            SiteId = take.Site.Id,
            SupplierId = take.Owner,
            ItemId = take.Item.Id,
            Kind = take.Kind,
            LineId = line?.Id,
            DocumentId = take.Document.Id,
            Document = take.Document.Number,
            Quantity = quantity,
            Price = price.Price,
            PriceUnit = price.PriceUnit,
            Amount = worth.Amount,
            Value = worth.Value,
            Day = take.Document.Day,
            At = work.Now,
        });
        work.Announce(new ConsignedStockUsed(arrangement.Number, take.Document.Number, take.Kind, quantity, take.Item.Id, take.Site.Id));
    }
}

/// <summary>Some of a supplier's stock was used or lost.</summary>
public sealed record ConsignedStockUsed(string Arrangement, string Document, UsageKind Kind, Quantity Quantity, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.consigned_used";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}
