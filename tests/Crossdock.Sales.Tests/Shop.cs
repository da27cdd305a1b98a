using Crossdock.Organisation.Sites;
using Crossdock.Sales.Orders;
using Crossdock.Sales.Payments;
using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Picking;
using Crossdock.Warehouse.Shipping;
using Directory = Crossdock.Organisation.Directory;

namespace Crossdock.Sales.Tests;

/// <summary>A small trading company over a database of its own: entity E1 with sites A and B, customer C1, and items made as a test needs them.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly CrossdockApp app;

    private Shop(CrossdockApp app) => this.app = app;

    public CrossdockApp App => app;

    /// <summary>Opens the shop; the bins of site A are A1 to A5.</summary>
    public static async Task<Shop> OpenAsync(Engine engine, bool negativeStock = false, AppOptions? options = null)
    {
        var shop = new Shop(await CrossdockApp.StartAsync(engine, options));
        await shop.DoAsync<Foundation>(async (work, foundation, cancel) =>
        {
            var entity = (await foundation.CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value;
            shop.app.Get<Chart>().Found(work, entity.Id, new DateOnly(entity.DayOf(work.Now).Year, 1, 1), 24);
        });
        await shop.DoAsync<Foundation>(async (work, foundation, cancel) =>
        {
            var site = (await foundation.CreateSiteAsync(work, new CreateSiteRequest("E1", "A", "Site A", NegativeStockAllowed: negativeStock), cancel)).Value;
            _ = (await foundation.CreatePlacesAsync(work, site.Id, [.. Enumerable.Range(1, 5).Select(i => new NewPlace($"A{i}", PickSequence: i))], cancel)).Value;
            _ = (await foundation.CreateSiteAsync(work, new CreateSiteRequest("E1", "B", "Site B"), cancel)).Value;
        });
        await shop.CustomerAsync("C1");
        return shop;
    }

    public Task CustomerAsync(string code, Amount? creditLimit = null, string? taxCode = null, bool shipComplete = false) => DoAsync<PartnerMaster>(async (work, master, cancel) =>
        _ = (await master.CreateAsync(work, new NewPartner(PartnerKind.Customer, code, "Customer " + code, "EUR", CreditLimit: creditLimit, TaxCode: taxCode, ShipComplete: shipComplete), cancel)).Value);

    public Task ItemAsync(string code, Tracking tracking = Tracking.None, Valuation valuation = Valuation.MovingAverage, decimal price = 10, params NewPack[] packs) => DoAsync<ItemMaster>(async (work, master, cancel) =>
        _ = (await master.CreateAsync(work, new NewItem(code, "Item " + code, "pc", Tracking: tracking, Valuation: valuation, ListPrice: UnitPrice.Of(price), Packs: packs), cancel)).Value);

    public async Task<Item> FindItemAsync(string code) => (await app.Database.ReadAsync(async db => await app.Get<Items>().FindAsync(db, code)))!;

    public async Task<Site> SiteAsync(string code = "A") => (await app.Database.ReadAsync(async db => await app.Get<Directory>().SiteAsync(db, code)))!;

    /// <summary>Receives goods from a supplier, worth <paramref name="value"/> in all.</summary>
    public async Task ReceiveAsync(string item, decimal quantity, decimal value, string place = "A1", string? lot = null, DateOnly? expires = null)
    {
        var answer = await PostAsync(item, MovementKind.Receipt, quantity, value, place, inbound: true, lot, expires);
        Assert.True(answer.IsValue, answer.Refusal?.Message);
    }

    /// <summary>A movement of the ledger for which no use exists here.</summary>
    public async Task<Result<Done>> PostAsync(string itemCode, MovementKind kind, decimal quantity, decimal? value, string placeCode, bool inbound, string? lot = null, DateOnly? expires = null)
    {
        var item = await FindItemAsync(itemCode);
        var site = await SiteAsync();
        var place = (await app.Database.ReadAsync(async db => await app.Get<Directory>().PlaceAsync(db, site.Id, placeCode)))!;
        return await TryAsync(async (work, cancel) =>
        {
            var amount = Quantity.Of(quantity);
            var lots = app.Get<LotRegister>();
            var named = inbound ? await lots.InboundAsync(work, item, lot, expires, amount, false, cancel) : await lots.NamedAsync(work, item, lot, cancel);
            if (named.Refused(out var refusal, out var id)) return refusal;
            var at = new StockAt(site.Id, place.Id, Condition.Available, id);
            var move = new StockMove { Kind = kind, Item = item.Id, Quantity = amount, From = inbound ? null : at, To = inbound ? at : null, Value = value is { } v ? Amount.Of(v) : null };
            var document = new StockDocument(site.EntityId, work.Number("TEST"), Guid.CreateVersion7(), (await app.Get<Directory>().EntityAsync(work.Db, site.EntityId, cancel))!.DayOf(work.Now));
            return (await app.Get<StockLedger>().PostAsync(work, document, [move], cancel)).Refused(out refusal, out _) ? refusal : Done.Yes;
        });
    }

    public async Task<string> OrderAsync(string item, decimal quantity, bool backorders = true, string? lot = null, string? unit = null, decimal? price = null, DateOnly? day = null, string customer = "C1") =>
        (await TryOrderAsync(item, quantity, backorders, lot, unit, price, day, customer)).Value.Number;

    public Task<Result<CreateSalesOrderResponse>> TryOrderAsync(
        string item, decimal quantity, bool backorders = true, string? lot = null, string? unit = null, decimal? price = null, DateOnly? day = null, string customer = "C1", string? reason = null, Actor? actor = null) =>
        app.RunAsync(app.Get<CreateSalesOrder>(), new CreateSalesOrderRequest("A", customer,
            [new SalesLineRequest(item, Quantity.Of(quantity), unit, price is { } p ? UnitPrice.Of(p) : null, Lot: lot)], RequestedDay: day, BackordersAllowed: backorders, Reason: reason), actor, Guid.NewGuid().ToString());

    public Task<Result<ShipOrderResponse>> ShipAsync(string order, params ShipLineRequest[] lines) =>
        app.RunAsync(app.Get<ShipOrder>(), new ShipOrderRequest(order, lines.Length == 0 ? null : lines), key: Guid.NewGuid().ToString());

    public Task<Result<PickGoodsResponse>> PickAsync(string order, params PickLineRequest[] lines) =>
        app.RunAsync(app.Get<PickGoods>(), new PickGoodsRequest(order, lines.Length == 0 ? null : lines));

    public Task<Result<ReceiveCustomerReturnResponse>> ReturnAsync(string shipment, bool credit, params ReturnLineRequest[] lines) =>
        app.RunAsync(app.Get<ReceiveCustomerReturn>(), new ReceiveCustomerReturnRequest(shipment, lines, "not wanted", credit));

    public Task<Result<ReverseShipmentResponse>> ReverseAsync(string shipment, bool reopen = false) =>
        app.RunAsync(app.Get<ReverseShipment>(), new ReverseShipmentRequest(shipment, "booked by mistake", reopen));

    public Task<Result<ReceivePaymentResponse>> PayAsync(decimal amount, params PaymentAllocationRequest[] allocations) =>
        app.RunAsync(app.Get<ReceivePayment>(), new ReceivePaymentRequest("E1", "C1", Amount.Of(amount), allocations), key: Guid.NewGuid().ToString());

    /// <summary>Runs a set-up step in a commit of its own.</summary>
    public async Task DoAsync<TFace>(Func<Work, TFace, CancellationToken, Task> step)
        where TFace : notnull
    {
        var answer = await TryAsync(async (work, cancel) =>
        {
            await step(work, app.Get<TFace>(), cancel);
            return Done.Yes;
        });
        Assert.True(answer.IsValue, answer.Refusal?.Message);
    }

    /// <summary>Runs anything through the commit step.</summary>
    public Task<Result<Done>> TryAsync(Func<Work, CancellationToken, Task<Result<Done>>> step) => app.RunAsync(new Step(step), new StepRequest());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed record StepRequest;

    private sealed class Step(Func<Work, CancellationToken, Task<Result<Done>>> step) : IUse<StepRequest, Done>
    {
        public Task<Result<Done>> ExecuteAsync(Work work, StepRequest request, CancellationToken cancel) => step(work, cancel);
    }
}
