using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Consigning;
using Crossdock.Procurement.Offering;
using Crossdock.Procurement.Releasing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Writes orders: looks up what a request names, decides each line, and keeps head and lines for the save.</summary>
internal sealed class OrderWriter(
    Directory directory, Items items, Partners partners, SearchIndex search, DuplicateGuard guard, OrderRelease release, OfferDesk offers, AgreementDesk agreements, Arrangements arrangements,
    OrderMinimum minimum, SupplierOrderRules rules, DropShipping.DirectOrders direct)
{
    public const int MostLines = 500;

    private static readonly UnitPrice DearestPrice = UnitPrice.Of(1_000_000_000);

    /// <summary>
    /// Writes an order and, when asked to, releases it or asks people. Lines that come from requisitions are no duplicates of them, and what an agreement
    /// does not bear then stays a draft for a buyer.
    /// </summary>
    public async Task<Result<PurchaseOrder>> WriteAsync(Work work, CreatePurchaseOrderRequest request, CancellationToken cancel, bool guarded = true, bool orDraft = false)
    {
        if (request.Emergency?.Wrong is { } wrong) return wrong;
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", request.Site);
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        if (!supplier.Active) return new NotActive("supplier", supplier.Code);
        var currency = supplier.Currency;
        if (request.Currency is not null && !Currency.TryParse(request.Currency, out currency))
            return Refusal.Invalid("procurement.currency", $"'{request.Currency}' is no currency code.", "/currency");

        Sales.OrderToShip? sold = null;
        if (request.SalesOrder.OrNull() is { } wanted)
        {
            if (request.Consigned) return new DropShipping.DirectConsigned { Pointer = "/consigned" };
            if ((await direct.FindAsync(work, wanted, site, cancel)).Refused(out var unsold, out sold)) return unsold;
        }

        var kind = request.Consigned ? PurchaseOrderKind.Consigned : sold is null ? PurchaseOrderKind.Standard : PurchaseOrderKind.Direct;
        var order = NewOrder(work, kind, site, supplier, currency, request, sold: sold);
        if (request.TitlePoint is { } title && !Enum.IsDefined(title)) return new TitlePointUnknown { Pointer = "/titlePoint" };
        if (Charges.Decide(request.Charges ?? [], currency).Refused(out var wrongCharge, out var charges)) return wrongCharge;
        var rule = await rules.FindAsync(work.Db, supplier.Id, site.Id, cancel);
        order.Incoterm = (request.Incoterm.OrNull() ?? rule?.Incoterm ?? supplier.Incoterm)?.Trim().ToUpperInvariant();
        order.TitlePoint = request.TitlePoint ?? rule?.TitlePoint ?? TitlePoint.None;
        (order.Charges, order.ChargesByHand) = (Charges.Write(charges), request.Charges is not null);
        var covering = request.Consigned ? [] : await OffersAsync(work, site, request, cancel);
        var lines = new List<PurchaseLine>(request.Lines.Count);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await LinesAsync(work, order, supplier, site, request.Lines[i], lines.Count + 1, covering, sold, cancel)).Refused(out var refusal, out var written))
                return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            lines.AddRange(written);
            if (lines.Count > MostLines) return new TooManyLines(MostLines) { Pointer = $"/lines/{i}" };
        }

        if (order.Kind == PurchaseOrderKind.Consigned && lines.GroupBy(l => l.ItemId).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new ConsignedTwice(twice.Last().Number) { Pointer = $"/lines/{twice.Last().Number - 1}/item" };
        if (await direct.FitAsync(work, order, CaseLine.Of(lines), [], cancel) is { } beyond) return beyond;
        if (guarded && sold is null && order.DuplicateReason is null
            && await guard.CheckAsync(work, site.Id, lines.ConvertAll(l => (l.ItemId, l.RequestedDay)), cancel) is { } duplicate) return duplicate;

        Keep(work, order, supplier, lines);
        await minimum.ChargeAsync(work, order, CaseLine.Of(lines), cancel);
        if (request.Release && orDraft)
            order.DraftReason = (await agreements.BearAsync(work, order, CaseLine.Of(lines), cancel) ?? await minimum.CheckAsync(work, order, CaseLine.Of(lines), cancel))?.Message;
        if (!request.Release || order.DraftReason is not null) await offers.WeighAsync(work, order, lines, releasing: false, cancel);
        else if ((await release.ReleaseAsync(work, order, lines, request.Notes, cancel)).Refused(out var refused, out _))
        {
            // An open offer is a question, not a no: the order is kept as a draft until the buyer has answered.
            if (refused is not TransferFirst first) return refused;
            order.TransferOffers = first.Count;
        }

        foreach (var line in lines.Where(l => l.State == PurchaseLineState.Draft))
            work.Announce(new PurchaseLineDrafted(line.Id, order.Number, line.Ordered, line.RequestedDay, line.ItemId, line.SiteId));
        return order;
    }

    /// <summary>Goods that came without an order: ordered today, released, at the price their paper says.</summary>
    public List<PurchaseLine> WriteUnordered(Work work, LegalEntity entity, Site site, Partner supplier, IReadOnlyList<UnorderedLine> wanted)
    {
        var order = NewOrder(work, PurchaseOrderKind.Unordered, site, supplier, supplier.Currency, null);
        // The goods are here: their receipt is the decision, and the posting says whose.
        (order.ReleasedAt, order.ReleasedBy, order.DecisionId) = (work.Now, work.Actor.Id, work.PostingId);
        var day = entity.DayOf(work.Now);
        var lines = wanted.Select((w, i) => new PurchaseLine
        {
            Id = Guid.CreateVersion7(),
            OrderId = order.Id,
            OrderNumber = order.Number,
            Number = i + 1,
            Kind = order.Kind,
            EntityId = site.EntityId,
            SiteId = site.Id,
            SupplierId = supplier.Id,
            Currency = order.Currency,
            ItemId = w.Item.Id,
            Unit = w.Unit.Unit,
            UnitQuantity = w.Unit.Size.FromBase(w.Quantity, w.Unit.Decimals),
            Price = w.Price.Price,
            PriceUnit = w.Price.Unit,
            PriceNumerator = w.Price.Size.Numerator,
            PriceDenominator = w.Price.Size.Denominator,
            NeedArose = work.Now,
            FirstRequestedDay = day,
            RequestedDay = day,
            ReleasedAt = work.Now,
            State = PurchaseLineState.Released,
            WrittenBy = work.Actor.Id,
            Revision = 1,
            Ordered = w.Quantity,
            IsBornReceived = true,
        }).ToList();
        Keep(work, order, supplier, lines);
        return lines;
    }

    /// <summary>The order on which a supplier bills what was used of its stock in a month: nobody decides on it, what was shipped did.</summary>
    public PurchaseOrder OpenUsed(Work work, Site site, Partner supplier, Currency currency, string month)
    {
        var order = NewOrder(work, PurchaseOrderKind.Used, site, supplier, currency, null, month);
        (order.ReleasedAt, order.ReleasedBy, order.DecisionId) = (work.Now, work.Actor.Id, work.PostingId);
        Keep(work, order, supplier, []);
        return order;
    }

    /// <summary>A line of such an order: one item at one price. Its quantities follow from what is used.</summary>
    public static PurchaseLine AddUsed(Work work, PurchaseOrder order, DateOnly day, Item item, Guid arrangement, PurchasePrice price, Quantity quantity)
    {
        var book = work.State<OrderBook>();
        var line = new PurchaseLine
        {
            Id = Guid.CreateVersion7(),
            OrderId = order.Id,
            OrderNumber = order.Number,
            Number = book.LinesOf(order.Number).Count() + 1,
            Kind = order.Kind,
            ArrangementId = arrangement,
            EntityId = order.EntityId,
            SiteId = order.SiteId,
            SupplierId = order.SupplierId,
            Currency = order.Currency,
            ItemId = item.Id,
            Unit = price.Unit,
            Price = price.Price,
            PriceUnit = price.Unit,
            PriceNumerator = price.Size.Numerator,
            PriceDenominator = price.Size.Denominator,
            NeedArose = work.Now,
            FirstRequestedDay = day,
            RequestedDay = day,
            ReleasedAt = work.Now,
            State = PurchaseLineState.Released,
            WrittenBy = work.Actor.Id,
            Revision = 1,
            Ordered = quantity,
            IsBornReceived = true,
        };
        book.Add(line);
        return line;
    }

    private static PurchaseOrder NewOrder(Work work, PurchaseOrderKind kind, Site site, Partner supplier, Currency currency, CreatePurchaseOrderRequest? request, string? reference = null, Sales.OrderToShip? sold = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = work.Number("PO"),
        Kind = kind,
        EntityId = site.EntityId,
        SiteId = site.Id,
        SupplierId = supplier.Id,
        Currency = currency,
        SalesOrder = sold?.Number,
        CustomerId = sold?.Customer,
        Incoterm = supplier.Incoterm,
        Reference = reference ?? request?.Reference.OrNull(),
        Notes = request?.Notes.OrNull(),
        EmergencyReason = request?.Emergency?.Reason.OrNull(),
        EmergencyCause = request?.Emergency?.Cause ?? EmergencyCause.None,
        Premium = request?.Emergency?.Premium ?? Amount.Zero,
        DuplicateReason = request?.Duplicate.OrNull(),
        BelowMinimumReason = request?.BelowMinimum.OrNull(),
        CreatedBy = work.Actor.Id,
        CreatedAt = work.Now,
        PostingId = work.PostingId,
        Version = 1,
    };

    private void Keep(Work work, PurchaseOrder order, Partner supplier, List<PurchaseLine> lines)
    {
        work.State<OrderBook>().Add(order, lines);
        search.Put(work, "purchase-order", order.Number, order.Number, supplier.Name, $"/purchase-orders/{order.Number}", order.Reference is null ? [] : [order.Reference]);
    }

    /// <summary>A line as it is asked for, or its deliveries: several days have one price, that of the whole.</summary>
    private async Task<Result<IReadOnlyList<PurchaseLine>>> LinesAsync(
        Work work, PurchaseOrder order, Partner supplier, Site site, PurchaseLineRequest wanted, int number, IReadOnlyList<AgreedTerms> offers, Sales.OrderToShip? sold, CancellationToken cancel)
    {
        if (await items.FindAsync(work.Db, wanted.Item, cancel) is not { } item) return Refusal.NotFound("item", wanted.Item) with { Pointer = "/item" };
        if (!item.Active) return new NotActive("item", item.Code) { Pointer = "/item" };
        var terms = await partners.TermsAsync(work.Db, supplier.Id, item.Id, site.DayOf(work.Now), cancel);
        var unit = wanted.Unit ?? terms?.Unit ?? item.BaseUnit;
        if (PartsOf(wanted, order, item, unit, site.DayOf(work.Now)).Refused(out var refusal, out var parts)) return refusal;
        var quantity = parts.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
        var shown = item.PackOf(wanted.OrderUnit ?? unit);
        if (shown is null) return new UnitUnknown(item.Code, wanted.OrderUnit!, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = "/orderUnit" };
        if (!shown.Purchase && shown.Unit != item.BaseUnit) return new NotPurchaseUnit(item.Code, shown.Unit) { Pointer = "/unit" };
        DropShipping.BoundLine? bound = null;
        if (sold is not null && DropShipping.DirectOrders.Bind(sold, wanted.SalesLine, item, supplier).Refused(out refusal, out bound)) return refusal;
        if (sold is null && wanted.SalesLine is not null) return new DropShipping.SalesOrderMissing { Pointer = "/salesLine" };
        var wantedOn = wanted.Deliveries is not null ? parts[0].Day : wanted.RequestedDay ?? (terms is null ? bound?.Line.DueDay : Later(site.DayOf(work.Now).AddDays(terms.LeadTimeDays), bound?.Line.DueDay));
        Arrangement? arrangement = null;
        PurchasePrice price;
        var standing = Standing.None;
        if (order.Kind == PurchaseOrderKind.Consigned)
        {
            if ((await arrangements.OrderAsync(work, order, item, quantity, wanted, cancel)).Refused(out refusal, out var basis)) return refusal;
            (arrangement, price) = basis;
        }
        else
        {
            if (Priced(offers, order, supplier, terms, item, quantity, shown.Unit, wantedOn, wanted).Refused(out refusal, out var agreed)) return refusal;
            (price, standing) = agreed;
            if (parts.Skip(1).FirstOrDefault(p => AgreementDesk.Stand(offers, order, item, quantity, p.Day, wanted.Price is null ? null : price, wanted.Agreement.OrNull(), wanted.OutsideAgreement.OrNull())
                .Refused(out _, out var other) || other != agreed.Standing) is { } apart) return new DeliveriesApart(item.Code, apart.Day) { Pointer = "/deliveries" };
        }

        if (Tolerance(wanted.OverReceiptPercent).Refused(out refusal, out var tolerance)) return refusal;
        if (wantedOn is not { } day)
            return new NoDay(item.Code, supplier.Code) { Pointer = "/requestedDay" };
        var schedule = parts.Count > 1 ? Guid.CreateVersion7() : default(Guid?);
        var lines = parts.Select((part, i) => new PurchaseLine
        {
            Id = Guid.CreateVersion7(),
            OrderId = order.Id,
            OrderNumber = order.Number,
            Number = number + i,
            Kind = order.Kind,
            ScheduleId = schedule,
            ArrangementId = arrangement?.Id,
            SalesLineId = bound?.Line.Id,
            EntityId = order.EntityId,
            SiteId = order.SiteId,
            SupplierId = order.SupplierId,
            Currency = order.Currency,
            ItemId = item.Id,
            Unit = shown.Unit,
            UnitQuantity = shown.Size.FromBase(part.Quantity, shown.Decimals),
            Price = price.Price,
            PriceUnit = price.Unit,
            PriceNumerator = price.Size.Numerator,
            PriceDenominator = price.Size.Denominator,
            AtTerms = wanted.Price is null && standing.Price is null && arrangement is null,
            AgreedPrice = order.Currency == supplier.Currency ? terms?.PriceFor(quantity) : null,
            NeedArose = wanted.NeedArose ?? work.Now,
            FirstRequestedDay = schedule is null ? day : part.Day,
            RequestedDay = schedule is null ? day : part.Day,
            State = PurchaseLineState.Draft,
            WrittenBy = order.CreatedBy,
            ToleranceHundredths = tolerance,
            Ordered = part.Quantity,
        }).ToList();
        foreach (var line in lines) line.Stand(standing);
        if (schedule is not null) Deliveries.Share(lines);
        return lines;
    }

    /// <summary>How much a line is to bring, by its days; one part without a day of its own when it has not several.</summary>
    private static Result<IReadOnlyList<LinePart>> PartsOf(PurchaseLineRequest wanted, PurchaseOrder order, Item item, string unit, DateOnly today)
    {
        if (wanted.Deliveries is { } several)
        {
            if (wanted.RequestedDay is not null) return new DeliveriesAndDay(item.Code) { Pointer = "/requestedDay" };
            return order.Kind == PurchaseOrderKind.Consigned ? new DeliveriesConsigned(item.Code) { Pointer = "/deliveries" } : Deliveries.Decide(several, wanted.Quantity, item, unit, today);
        }

        if (wanted.Quantity is not { } asked) return new QuantityMissing(item.Code) { Pointer = "/quantity" };
        if (item.ToBase(asked, unit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
        return quantity.IsPositive ? new LinePart[] { new(quantity, default) } : new QuantityMissing(item.Code) { Pointer = "/quantity" };
    }

    /// <summary>The day the customer wants it, or the first the supplier can: nobody is asked for what cannot be.</summary>
    private static DateOnly Later(DateOnly possible, DateOnly? due) => due is { } day && day > possible ? day : possible;

    private async Task<IReadOnlyList<AgreedTerms>> OffersAsync(Work work, Site site, CreatePurchaseOrderRequest request, CancellationToken cancel)
    {
        var known = new List<ItemId>();
        foreach (var wanted in request.Lines)
            if (await items.FindAsync(work.Db, wanted.Item, cancel) is { } item) known.Add(item.Id);
        return await AgreementDesk.OffersAsync(work.Db, work.Now, site.EntityId, site.Id, known, cancel);
    }

    /// <summary>The price of a line and how it stands to agreements: an agreement's price comes before what is agreed with the supplier in general.</summary>
    private static Result<(PurchasePrice Price, Standing Standing)> Priced(
        IReadOnlyList<AgreedTerms> offers, PurchaseOrder order, Partner supplier, SupplierTerms? terms, Item item, Quantity quantity, string unit, DateOnly? day, PurchaseLineRequest wanted)
    {
        PurchasePrice? given = null;
        if (wanted.Price is not null)
        {
            if (PriceOf(item, supplier, terms, order.Currency, quantity, wanted.Price, wanted.PriceUnit ?? unit).Refused(out var wrong, out var price)) return wrong;
            given = price;
        }

        var standing = Standing.None;
        if (day is { } on && AgreementDesk.Stand(offers, order, item, quantity, on, given, wanted.Agreement.OrNull(), wanted.OutsideAgreement.OrNull()).Refused(out var refusal, out standing)) return refusal;
        if ((standing.Price ?? given) is { } known) return (known, standing);
        return PriceOf(item, supplier, terms, order.Currency, quantity, null, unit).Refused(out refusal, out var usual) ? refusal : (usual, standing);
    }

    /// <summary>The price as given per its unit; without one the agreed price per base unit, if it is in the order's currency.</summary>
    internal static Result<PurchasePrice> PriceOf(
        Item item, Partner supplier, SupplierTerms? terms, Currency currency, Quantity quantity, UnitPrice? given, string unit)
    {
        if (given is not { } price)
        {
            return terms is not null && supplier.Currency == currency
                ? new PurchasePrice(terms.PriceFor(quantity), item.BaseUnit, PackSize.One)
                : new NoPrice(item.Code, supplier.Code) { Pointer = "/price" };
        }

        if (price.IsNegative || price > DearestPrice) return new PriceNegative(item.Code) { Pointer = "/price" };
        return item.PackOf(unit) is { } pack
            ? new PurchasePrice(price, pack.Unit, pack.Size)
            : new UnitUnknown(item.Code, unit, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = "/priceUnit" };
    }

    private static Result<int> Tolerance(Quantity? percent)
    {
        if (percent is not { } given) return 0;
        return given.PercentHundredths(most: 1000) ?? (Result<int>)new ToleranceWrong { Pointer = "/overReceiptPercent" };
    }
}
