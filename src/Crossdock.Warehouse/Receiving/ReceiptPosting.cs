namespace Crossdock.Warehouse.Receiving;

/// <summary>
/// Posts a receipt: order lines, stock with value and journal, supplies, document. What waiting orders need becomes available at the dock
/// in the same commit, so the receipt that covers a back-order releases it.
/// </summary>
internal sealed class ReceiptPosting(ReceiptLookup lookup, PurchaseOrders orders, StockLedger ledger, Promises promises, LotRegister lots, SearchIndex search)
{
    public static Receipt New(Work work, ReceiptKind kind = ReceiptKind.Receipt, Guid? reverseOf = null, string? reason = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = work.Number("RC"),
        Kind = kind,
        PostingId = work.PostingId,
        PersonId = work.Actor.Id,
        ReverseOf = reverseOf,
        Reason = reason,
        Version = 1,
    };

    /// <summary>Posts it and fills in the head, which the caller inserts or updates.</summary>
    public async Task<Result<ReceiveGoodsResponse>> PostAsync(Work work, Receipt receipt, ReceiveGoodsRequest request, CancellationToken cancel)
    {
        if ((await lookup.FindAsync(work, request, cancel)).Refused(out var refusal, out var found)) return refusal;
        var happened = request.HappenedAt ?? work.Now;
        var day = found.Entity.DayOf(happened);
        if ((await LotsAsync(work, found, cancel)).Refused(out refusal, out var lotOf)) return refusal;
        var crossing = found.Parts.Where(p => p.MayCrossDock).Select(p => p.Item).DistinctBy(i => i.Id).ToList();
        var waiting = crossing.Count == 0 ? [] : new Dictionary<ItemId, Quantity>(await promises.WaitingAsync(work, crossing, found.Site, cancel));

        var moves = new List<StockMove>(found.Parts.Count);
        var value = Amount.Zero;
        var crossed = 0;
        for (var i = 0; i < found.Parts.Count; i++)
        {
            var part = found.Parts[i];
            var id = Guid.CreateVersion7();
            if ((await orders.ReceiveAsync(work, part.Ordered.Id, part.Quantity, id, day, new(receipt.Number, found.Site.DayOf(request.ArrivedAt ?? happened), part.Condition), cancel)).Refused(out refusal, out var worth)) return refusal;
            var line = Line(receipt, i + 1, id, part, lotOf[i], CrossDock(part, waiting), worth);
            moves.AddRange(Moves(line, part.Ordered.Owner, found, happened, request.Source));
            work.Insert(ReceivingTables.InsertLine, line);
            value += worth.Value;
            if (line.CrossDocked.IsPositive) crossed++;
        }

        var document = new StockDocument(found.Entity.Id, receipt.Number, receipt.Id, day, found.Supplier.Id);
        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out _)) return refusal;
        await orders.StateSuppliesAsync(work, cancel);
        Complete(work, receipt, request, found, happened, day, value);
        search.Put(work, "receipt", receipt.Number, receipt.Number, found.Supplier.Name, $"/receipts/{receipt.Number}", request.DeliveryNote is null ? [] : [request.DeliveryNote]);
        work.Announce(new GoodsReceived(receipt.Number, found.Site.Id, found.Supplier.Id, found.Parts.Count, crossed));
        return new ReceiveGoodsResponse(receipt.Id, receipt.Number, found.Parts.Count, crossed, value, found.Entity.Currency);
    }

    /// <summary>Lots and serials after the order lines and before the gates: the order of locks that holds everywhere.</summary>
    private async Task<Result<LotId[]>> LotsAsync(Work work, LookedUp found, CancellationToken cancel)
    {
        var lotOf = new LotId[found.Parts.Count];
        for (var i = 0; i < lotOf.Length; i++)
        {
            var part = found.Parts[i];
            if (part.Item.Tracking == Tracking.None && string.IsNullOrWhiteSpace(part.Lot)) continue;
            if ((await lots.InboundAsync(work, part.Item, part.Lot, part.Asked.ExpiresOn, part.Quantity, isReturn: false, cancel)).Refused(out var refusal, out lotOf[i])) return refusal;
        }

        return lotOf;
    }

    private static Quantity CrossDock(ReceiptPart part, Dictionary<ItemId, Quantity> waiting)
    {
        if (!part.MayCrossDock) return Quantity.Zero;
        var needed = Quantity.Min(part.Quantity, Quantity.Max(waiting[part.Item.Id], Quantity.Zero));
        waiting[part.Item.Id] -= needed;
        return needed;
    }

    private static ReceiptLine Line(Receipt receipt, int number, Guid id, ReceiptPart part, LotId lot, Quantity crossDocked, ReceiptWorth worth) => new()
    {
        Id = id,
        ReceiptId = receipt.Id,
        Number = number,
        OrderLineId = part.Ordered.Id,
        OrderNumber = part.Ordered.Order,
        ItemId = part.Item.Id,
        Unit = part.Unit.Unit,
        UnitQuantity = part.Unit.Size.FromBase(part.Quantity, part.Unit.Decimals),
        Quantity = part.Quantity,
        LotId = lot,
        PlaceId = part.Place.Id,
        Condition = part.Condition,
        CrossDocked = crossDocked,
        Amount = worth.Amount,
        Value = worth.Value,
        Version = 1,
    };

    private static IEnumerable<StockMove> Moves(ReceiptLine line, PartnerId owner, LookedUp found, DateTimeOffset happened, HappenedSource source)
    {
        var crossValue = line.CrossDocked == line.Quantity ? line.Value : line.Value.Share(line.CrossDocked, line.Quantity, found.Entity.Currency);
        if (line.CrossDocked.IsPositive) yield return Move(line, owner, found.Site.Id, Condition.Available, line.CrossDocked, crossValue, happened, source);
        if (line.CrossDocked < line.Quantity)
            yield return Move(line, owner, found.Site.Id, line.Condition, line.Quantity - line.CrossDocked, line.Value - crossValue, happened, source);
    }

    private static StockMove Move(ReceiptLine line, PartnerId owner, SiteId site, Condition condition, Quantity quantity, Amount value, DateTimeOffset happened, HappenedSource source) => new()
    {
        Kind = MovementKind.Receipt,
        Item = line.ItemId,
        Quantity = quantity,
        To = new StockAt(site, line.PlaceId, condition, line.LotId, owner),
        Value = value,
        Line = line.Id,
        HappenedAt = happened,
        Source = source,
    };

    private static void Complete(Work work, Receipt receipt, ReceiveGoodsRequest request, LookedUp found, DateTimeOffset happened, DateOnly day, Amount value)
    {
        receipt.State = ReceiptState.Posted;
        receipt.EntityId = found.Entity.Id;
        receipt.SiteId = found.Site.Id;
        receipt.SupplierId = found.Supplier.Id;
        receipt.DeliveryNote = request.DeliveryNote;
        receipt.ArrivedAt = request.ArrivedAt;
        receipt.HappenedAt = happened;
        receipt.Source = request.Source;
        receipt.Day = day;
        receipt.PostedAt = work.Now;
        receipt.PostingId = work.PostingId;
        receipt.PersonId = work.Actor.Id;
        receipt.Currency = found.Entity.Currency;
        receipt.Value = value;
    }
}
