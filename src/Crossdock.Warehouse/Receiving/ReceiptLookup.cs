namespace Crossdock.Warehouse.Receiving;

/// <summary>What one part of a receipt is: so much of an item on one order line. A serial is a part of its own.</summary>
internal sealed record ReceiptPart(
    ReceiptLineRequest Asked, Item Item, Pack Unit, Quantity Quantity, PurchaseLineView Ordered, Place Place, Condition Condition, bool MayCrossDock, string? Lot);

/// <summary>A receipt with everything it names looked up; its order lines are locked.</summary>
internal sealed record LookedUp(Site Site, LegalEntity Entity, Partner Supplier, IReadOnlyList<ReceiptPart> Parts);

/// <summary>Finds what a receipt names, in one locked read of the order lines; masters come from memory.</summary>
internal sealed class ReceiptLookup(Directory directory, Items items, Partners partners, PurchaseOrders orders)
{
    public async Task<Result<LookedUp>> FindAsync(Work work, ReceiveGoodsRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", request.Site);
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        if (request.ArrivedAt > work.Now.AddMinutes(5)) return new ArrivedInFuture { Pointer = "/arrivedAt" };
        if ((await SupplierAsync(work, request, cancel)).Refused(out var refusal, out var supplier)) return refusal;

        var byId = await orders.LockLinesAsync(work, request.Lines.Select(l => l.OrderLine).OfType<Guid>().ToList(), cancel);
        var byOrder = await orders.LockOrdersAsync(work, request.Lines.Where(l => l.OrderLine is null).Select(l => l.Order).OfType<string>().Distinct().ToList(), cancel);
        var book = new OrderedLines(byId.Concat(byOrder).DistinctBy(l => l.Id));
        var parts = new List<ReceiptPart>(request.Lines.Count);
        var unordered = new List<(int At, UnorderedLine Line)>();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await LineAsync(work, site, supplier, request.Lines[i], book, parts, unordered, cancel)).Refused(out refusal, out _))
                return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
        }

        supplier ??= await partners.FindAsync(work.Db, book.Supplier!.Value, cancel);
        if (book.Stranger(supplier!.Id) is { } stranger) return new OtherSupplier(stranger);
        if (unordered.Count > 0)
        {
            if ((await orders.OpenUnorderedAsync(work, site, supplier, unordered.ConvertAll(u => u.Line), cancel)).Refused(out refusal, out var made)) return refusal;
            for (var i = 0; i < made.Count; i++) parts[unordered[i].At] = parts[unordered[i].At] with { Ordered = made[i] };
        }

        return new LookedUp(site, entity, supplier, parts.SelectMany(Serials).ToList());
    }

    private async Task<Result<Partner?>> SupplierAsync(Work work, ReceiveGoodsRequest request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Supplier))
        {
            return request.Lines.Any(l => l.OrderLine is null && l.Order is null)
                ? new SupplierMissing { Pointer = "/supplier" }
                : Result<Partner?>.Of(null);
        }

        return await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is { } supplier
            ? supplier
            : Refusal.NotFound("supplier", request.Supplier);
    }

    private async Task<Result<Done>> LineAsync(
        Work work, Site site, Partner? supplier, ReceiptLineRequest asked, OrderedLines book, List<ReceiptPart> parts, List<(int, UnorderedLine)> unordered, CancellationToken cancel)
    {
        if (asked.OrderLine is null && asked.Item is null && (asked.Order is null || asked.Line is null)) return new LineNamesNothing();
        var named = book.Named(asked);
        if (asked.OrderLine is not null && named is null) return Refusal.NotFound("order line", asked.OrderLine.Value.ToString());
        if (asked.Order is not null && !book.Has(asked.Order)) return Refusal.NotFound("purchase order", asked.Order);
        if (asked is { OrderLine: null, Order: not null, Line: not null } && named is null) return Refusal.NotFound("purchase order line", $"{asked.Order} line {asked.Line}");
        if (await ItemAsync(work, asked, named, cancel) is not { } item) return Refusal.NotFound("item", asked.Item!) with { Pointer = "/item" };
        if (named is not null && named.Item != item.Id) return new OtherItem($"{named.Order} line {named.Number}", item.Code);
        var unit = item.PackOf(asked.Unit ?? item.BaseUnit);
        if (item.ToBase(asked.Quantity, asked.Unit ?? item.BaseUnit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return Refusal.Invalid("warehouse.quantity", "The quantity must be more than zero.", "/quantity");
        if (asked.Serials is { } serials && quantity != Quantity.Units(serials.Count)) return new SerialsDoNotCount(item.Code, quantity, serials.Count);
        if ((await PlaceAsync(work, site, asked, cancel)).Refused(out refusal, out var at)) return refusal;
        var part = new ReceiptPart(asked, item, unit!, quantity, named!, at.Place, at.Condition, at.MayCrossDock, asked.Lot);

        if (asked.OrderLine is null && asked.Order is null)
        {
            if ((await PriceAsync(work, supplier!, site.DayOf(work.Now), item, unit!, quantity, asked, cancel)).Refused(out refusal, out var price)) return refusal;
            unordered.Add((parts.Count, new UnorderedLine(item, quantity, unit!, price)));
            parts.Add(part);
            return Done.Yes;
        }

        var spread = named is null ? book.Spread(asked.Order!, item.Id, quantity) : [(named, quantity)];
        if (spread.Count == 0) return new NotOnOrder(asked.Order!, item.Code);
        foreach (var (line, share) in spread)
        {
            if (line.Site != site.Id) return new OtherSite(line.Order, site.Code);
            if (line.SalesLine is not null) return new DropShipping.DropShipped(line.Order);
            // A supplier's goods are put away first: only then do they wait for somebody.
            parts.Add(part with { Ordered = line, Quantity = share, MayCrossDock = part.MayCrossDock && line.Owner == default });
        }

        return Done.Yes;
    }

    private async ValueTask<Item?> ItemAsync(Work work, ReceiptLineRequest asked, PurchaseLineView? named, CancellationToken cancel) =>
        asked.Item is null ? await items.FindAsync(work.Db, named!.Item, cancel) : await items.FindAsync(work.Db, asked.Item, cancel);

    private async Task<Result<(Place Place, Condition Condition, bool MayCrossDock)>> PlaceAsync(Work work, Site site, ReceiptLineRequest asked, CancellationToken cancel)
    {
        if (asked.Place is null)
        {
            var dock = await directory.PlaceAsync(work.Db, site.Id, PlaceKind.Dock, cancel) ?? throw new InvalidOperationException($"Site {site.Code} has no dock.");
            return (dock, asked.Condition ?? Condition.Receiving, asked.Condition is null or Condition.Receiving);
        }

        if (await directory.PlaceAsync(work.Db, site.Id, asked.Place, cancel) is not { IsVirtual: false } place || place.Kind == PlaceKind.Transit)
            return Refusal.NotFound("place", asked.Place) with { Pointer = "/place" };
        var usual = place.Kind switch { PlaceKind.Dock => Condition.Receiving, PlaceKind.Quarantine => Condition.Quarantine, _ => Condition.Available };
        var condition = asked.Condition ?? usual;
        return (place, condition, place.Kind == PlaceKind.Dock && condition == Condition.Receiving);
    }

    private async Task<Result<PurchasePrice>> PriceAsync(
        Work work, Partner supplier, DateOnly day, Item item, Pack unit, Quantity quantity, ReceiptLineRequest asked, CancellationToken cancel)
    {
        if (asked.Price is not { } price)
        {
            return await partners.TermsAsync(work.Db, supplier.Id, item.Id, day, cancel) is { } terms
                ? new PurchasePrice(terms.PriceFor(quantity), item.BaseUnit, PackSize.One)
                : new PriceMissing(item.Code) { Pointer = "/price" };
        }

        if (price.IsNegative) return Refusal.Invalid("warehouse.price", "The price cannot be less than zero.", "/price");
        return item.PackOf(asked.PriceUnit ?? unit.Unit) is { } pack
            ? new PurchasePrice(price, pack.Unit, pack.Size)
            : new UnitUnknown(item.Code, asked.PriceUnit!, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = "/priceUnit" };
    }

    private static IEnumerable<ReceiptPart> Serials(ReceiptPart part) => part.Asked.Serials is not { Count: > 0 } serials
        ? [part]
        : serials.Select(serial => part with { Lot = serial, Quantity = Quantity.Units(1) });
}

/// <summary>The locked order lines of a receipt, with what this receipt has already used of them.</summary>
internal sealed class OrderedLines(IEnumerable<PurchaseLineView> lines)
{
    private readonly List<PurchaseLineView> lines = lines.ToList();
    private readonly Dictionary<Guid, Quantity> used = [];

    public PartnerId? Supplier => lines.Count == 0 ? null : lines[0].Supplier;

    public bool Has(string order) => lines.Any(l => l.Order == order);

    /// <summary>An order among them that is not this supplier's.</summary>
    public string? Stranger(PartnerId supplier) => lines.Find(l => l.Supplier != supplier)?.Order;

    public PurchaseLineView? Named(ReceiptLineRequest asked) =>
        asked.OrderLine is { } id ? lines.Find(l => l.Id == id)
        : asked is { Order: { } order, Line: { } number } ? lines.Find(l => l.Order == order && l.Number == number)
        : null;

    /// <summary>Fills the order's open lines of the item in their order; what is left over goes on the last one, where tolerance decides.</summary>
    public List<(PurchaseLineView Line, Quantity Quantity)> Spread(string order, ItemId item, Quantity quantity)
    {
        var own = lines.Where(l => l.Order == order && l.Item == item && l.State == PurchaseLineState.Released).OrderBy(l => l.Number).ToList();
        if (own.Count == 0) own = lines.Where(l => l.Order == order && l.Item == item).TakeLast(1).ToList();
        var spread = new List<(PurchaseLineView Line, Quantity Quantity)>();
        for (var i = 0; i < own.Count && quantity.IsPositive; i++)
        {
            var before = used.GetValueOrDefault(own[i].Id);
            var part = i == own.Count - 1 ? quantity : Quantity.Min(quantity, own[i].Open - before);
            if (!part.IsPositive) continue;
            used[own[i].Id] = before + part;
            spread.Add((own[i], part));
            quantity -= part;
        }

        return spread;
    }
}
