namespace Crossdock.Company.Replaying;

/// <summary>Hands each event of the plan to the desk that turns it into requests.</summary>
internal sealed class Replayer
{
    private readonly Clerk clerk;
    private readonly SalesDesk sales;
    private readonly BuyingDesk buying;
    private readonly PayablesDesk payables;
    private readonly TransferDesk transfers;
    private readonly FloorDesk floor;
    private readonly bool oneWriter;

    public Replayer(SamplePlan plan, Clerk clerk, Staff staff, Engine engine)
    {
        this.clerk = clerk;
        oneWriter = engine == Engine.Sqlite;
        var places = plan.Sites.SelectMany(s => s.Bins).Where(b => b.Kind != SampleBinKind.Storage).DistinctBy(b => b.Code)
            .ToDictionary(b => b.Code, b => PlaceOf(b.Kind), StringComparer.Ordinal);
        transfers = new(clerk, staff);
        buying = new(clerk, staff, bin => places.GetValueOrDefault(bin, bin));
        floor = new(clerk, staff, places);
        var entityOf = plan.Sites.ToDictionary(s => s.Code, s => s.Entity, StringComparer.Ordinal);
        sales = new(clerk, staff, floor, entityOf, plan.Customers.ToDictionary(c => c.Code, c => c.PaymentTermsDays, StringComparer.Ordinal));
        payables = new(clerk, staff, buying, entityOf);
    }

    /// <summary>The buyers' desk.</summary>
    public BuyingDesk Buying => buying;

    /// <summary>One day: its events in their order, and at its end whatever has been waiting for stock.</summary>
    public async Task RunAsync(SampleDay day, CancellationToken cancel)
    {
        var lanes = oneWriter ? [day.Events] : day.Events.GroupBy(e => e.Site).Select(g => (IReadOnlyList<SampleEvent>)g.ToList()).ToList();
        await Task.WhenAll(lanes.Select(async events =>
        {
            var lane = new Lane(oneWriter ? 64 : 1);
            foreach (var happened in events)
            {
                cancel.ThrowIfCancellationRequested();
                // These read the book, which must not have requests on their way.
                if (happened is StockCounted or StockPutAway or StockAdjusted or ConditionChanged && !clerk.Recalls) await lane.DrainAsync();
                await lane.SendAsync(ChainsOf(happened), () => HandleAsync(happened, cancel));
            }

            await lane.DrainAsync();
        }));
        if (day.Events.Count > 0) await sales.FollowUpAsync(day.Events[^1].At, cancel);
    }

    /// <summary>One event, when the day has no end: live.</summary>
    public Task HandleAsync(SampleEvent happened, CancellationToken cancel) => happened switch
    {
        CustomerOrdered e => sales.OrderAsync(e, cancel),
        OrderPicked e => sales.PickAsync(e, cancel),
        OrderShipped e => sales.ShipAsync(e, cancel),
        CustomerInvoiced e => sales.InvoiceAsync(e),
        OrderLineCancelled e => sales.CancelAsync(e, cancel),
        CustomerPaid e => sales.CollectAsync(e, cancel),
        CustomerReturned e => sales.TakeBackAsync(e, cancel),
        ReturnAuthorised e => sales.AuthoriseAsync(e),
        ReturnInspected e => sales.InspectAsync(e, cancel),
        CustomerCredited e => sales.CreditAsync(e, cancel),
        StockPutAway e => floor.PutAwayAsync(e, cancel),
        PurchaseOrdered e => buying.OrderAsync(e, cancel),
        PurchaseAcknowledged e => buying.AcknowledgeAsync(e, cancel),
        GoodsArrived e => buying.ReceiveAsync(e, cancel),
        SupplierInvoiced e => payables.ArriveAsync(e),
        SupplierInvoiceMatched e => payables.MatchAsync(e, cancel),
        SupplierPaid e => payables.PayAsync(e, cancel),
        SupplierReturned e => buying.ReturnAsync(e, cancel),
        TransferOrdered e => transfers.OrderAsync(e, cancel),
        TransferShipped e => transfers.ShipAsync(e, cancel),
        TransferReceived e => transfers.ReceiveAsync(e, cancel),
        TransferShortClosed e => transfers.CloseShortAsync(e, cancel),
        StockCounted e => floor.CountAsync(e, cancel),
        StockAdjusted e => floor.AdjustAsync(e, cancel),
        ConditionChanged e => floor.ChangeConditionAsync(e, cancel),

        // Stock is allocated when an order comes in, and a count sheet is looked at, not written: both need no request. Freight has no
        // document before there is landed cost.
        OrderReleased or CountOrdered or FreightInvoiced => Task.CompletedTask,
        _ => throw new InvalidOperationException($"Nobody turns {happened.GetType().Name} into requests."),
    };

    /// <summary>Documents whose earlier requests must be answered before this one can be made.</summary>
    private static IReadOnlyCollection<string> ChainsOf(SampleEvent happened) => happened switch
    {
        CustomerOrdered e => [e.Order],
        OrderPicked e => [e.Order],
        OrderShipped e => [e.Order, e.Shipment],
        OrderLineCancelled e => [e.Order],
        CustomerReturned e => [e.Return],
        ReturnInspected e => [e.Return],
        CustomerCredited e => [e.Return],
        PurchaseOrdered e => [e.Order],
        PurchaseAcknowledged e => [e.Order],
        GoodsArrived e => [e.Order, e.Receipt],
        StockPutAway e => [e.Document],
        SupplierInvoiceMatched e => [e.Invoice],
        SupplierReturned e => [e.Receipt],
        TransferOrdered e => [e.Transfer],
        TransferShipped e => [e.Transfer],
        TransferReceived e => [e.Transfer],
        TransferShortClosed e => [e.Transfer],
        _ => [],
    };

    private static string PlaceOf(SampleBinKind kind) => kind switch
    {
        SampleBinKind.Receiving => "DOCK",
        SampleBinKind.Staging => "STAGE",
        SampleBinKind.Shipping => "SHIP",
        _ => "QUAR",
    };
}
