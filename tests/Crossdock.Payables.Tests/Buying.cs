using Crossdock.Organisation.Sites;
using Crossdock.Payables.Invoicing;
using Crossdock.Payables.Paying;
using Crossdock.Procurement.Ordering;
using Crossdock.Warehouse.Receiving;
using Crossdock.Warehouse.SupplierReturns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Payables.Tests;

/// <summary>A company that buys: entity E1 in euro with site A (bins A1, A2), suppliers V (euro) and D (dollar), items as a test needs them.</summary>
internal sealed class Buying : IAsyncDisposable
{
    private Buying(CrossdockApp app, FakeTimeProvider time)
    {
        App = app;
        Time = time;
    }

    public CrossdockApp App { get; }

    public FakeTimeProvider Time { get; }

    public static DateOnly Today => new(2026, 1, 15);

    public static async Task<Buying> OpenAsync(Engine engine)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));
        var buying = new Buying(await CrossdockApp.StartAsync(engine, new() { Time = time }), time);
        await buying.DoAsync(async (work, cancel) =>
        {
            var entity = (await buying.App.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value;
            buying.App.Get<Chart>().Found(work, entity.Id, new DateOnly(2026, 1, 1), 12);
        });
        await buying.DoAsync(async (work, cancel) =>
        {
            var foundation = buying.App.Get<Foundation>();
            var site = (await foundation.CreateSiteAsync(work, new CreateSiteRequest("E1", "A", "Site A"), cancel)).Value;
            _ = (await foundation.CreatePlacesAsync(work, site.Id, [new NewPlace("A1", PickSequence: 1), new NewPlace("A2", PickSequence: 2)], cancel)).Value;
            var partners = buying.App.Get<PartnerMaster>();
            _ = (await partners.CreateAsync(work, new NewPartner(PartnerKind.Supplier, "V", "Supplier V", "EUR"), cancel)).Value;
            _ = (await partners.CreateAsync(work, new NewPartner(PartnerKind.Supplier, "W", "Supplier W", "EUR"), cancel)).Value;
            _ = (await partners.CreateAsync(work, new NewPartner(PartnerKind.Supplier, "D", "Supplier D", "USD"), cancel)).Value;
        });
        return buying;
    }

    public static T Value<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}") : value;

    public Task ItemAsync(string code, Valuation valuation = Valuation.MovingAverage, string baseUnit = "piece", int decimals = 0, Tracking tracking = Tracking.None, params NewPack[] packs) =>
        DoAsync(async (work, cancel) => _ = (await App.Get<ItemMaster>().CreateAsync(
            work, new NewItem(code, "Item " + code, baseUnit, BaseDecimals: decimals, Valuation: valuation, Tracking: tracking, Packs: packs), cancel)).Value);

    public Task RateAsync(DateOnly day, decimal dollarInEuro) => DoAsync(async (work, cancel) =>
        _ = (await App.Get<RateTable>().SetAsync(work, [new(Currency.Usd, Currency.Eur, day, UnitPrice.Of(dollarInEuro))], cancel)).Value);

    /// <summary>A released order of one line.</summary>
    public async Task<string> OrderAsync(string item, decimal quantity, decimal price, string? unit = null, string supplier = "V", decimal tolerancePercent = 0) =>
        Value(await TryOrderAsync(supplier, Line(item, quantity, price, unit, tolerancePercent))).Number;

    public Task<Result<CreatePurchaseOrderResponse>> TryOrderAsync(string supplier, params PurchaseLineRequest[] lines) =>
        App.RunAsync(App.Get<CreatePurchaseOrder>(), new CreatePurchaseOrderRequest(supplier, "A", lines, Release: true, Duplicate: "a test orders it again"));

    public static PurchaseLineRequest Line(string item, decimal quantity, decimal price, string? unit = null, decimal tolerancePercent = 0) => new(
        item, Quantity.Of(quantity), unit, UnitPrice.Of(price), RequestedDay: new DateOnly(2026, 1, 22), OverReceiptPercent: Quantity.Of(tolerancePercent));

    public async Task<PurchaseLineResponse> LineAsync(string order, int line = 1) =>
        Value(await App.AskAsync(App.Get<FindPurchaseOrder>(), new(order))).Lines.Single(l => l.Number == line);

    /// <summary>Receives on the first line of an order into a bin.</summary>
    public Task<Result<ReceiveGoodsResponse>> TryReceiveAsync(string order, decimal quantity, string? unit = null, string? place = "A1") =>
        ReceiveAsync(new ReceiptLineRequest(Quantity.Of(quantity), unit, Order: order, Line: 1, Place: place));

    public Task<Result<ReceiveGoodsResponse>> ReceiveAsync(params ReceiptLineRequest[] lines) =>
        App.RunAsync(App.Get<ReceiveGoods>(), new ReceiveGoodsRequest("A", lines), key: Guid.NewGuid().ToString());

    public async Task<string> ReceiveAsync(string order, decimal quantity, string? unit = null, string? place = "A1") => Value(await TryReceiveAsync(order, quantity, unit, place)).Number;

    /// <summary>Orders and receives in one go; answers the receipt.</summary>
    public async Task<string> BuyAsync(string item, decimal quantity, decimal price) => await ReceiveAsync(await OrderAsync(item, quantity, price), quantity);

    public async Task<string> PrepareAsync(string order, decimal quantity) => Value(await App.RunAsync(
        App.Get<PrepareReceipt>(), new PrepareReceiptRequest(new("A", [new(Quantity.Of(quantity), Order: order, Line: 1, Place: "A1")])))).Number;

    public Task<Result<ReceiveGoodsResponse>> PostAsync(string receipt, string? key = null) => App.RunAsync(App.Get<PostReceipt>(), new PostReceiptRequest(receipt), key: key ?? Guid.NewGuid().ToString());

    public Task<Result<ReverseReceiptResponse>> ReverseAsync(string receipt, ReceiveGoodsRequest? replacement = null) =>
        App.RunAsync(App.Get<ReverseReceipt>(), new ReverseReceiptRequest(receipt, "booked wrongly", replacement));

    public Task<Result<ReturnToSupplierResponse>> ReturnAsync(string receipt, decimal quantity, int line = 1) =>
        App.RunAsync(App.Get<ReturnToSupplier>(), new ReturnToSupplierRequest(receipt, [new(line, Quantity.Of(quantity))], "wrong goods"));

    public Task<Result<PostSupplierInvoiceResponse>> InvoiceAsync(
        string order, decimal quantity, decimal price, decimal total, string number = "R-1", DateOnly? day = null, string supplier = "V", string? unit = null) =>
        App.RunAsync(App.Get<PostSupplierInvoice>(), new PostSupplierInvoiceRequest(
            supplier, number, day ?? Today, [new(Quantity.Of(quantity), UnitPrice.Of(price), Order: order, Line: 1, Unit: unit)], Amount.Of(total)));

    public Task<Result<PaySupplierResponse>> PayAsync(decimal amount, string? invoice = null, DateOnly? day = null, string supplier = "V") =>
        App.RunAsync(App.Get<PaySupplier>(), new PaySupplierRequest(
            "E1", supplier, Amount.Of(amount), day, invoice is null ? null : [new(invoice, Amount.Of(amount))]), key: Guid.NewGuid().ToString());

    /// <summary>Ships from bin A1, plainly; answers what left stock.</summary>
    public async Task<decimal> ShipAsync(string itemCode, decimal quantity)
    {
        var value = Amount.Zero;
        await DoAsync(async (work, cancel) =>
        {
            var site = (await App.Get<Directory>().SiteAsync(work.Db, "A", cancel))!;
            var item = (await App.Get<Items>().FindAsync(work.Db, itemCode, cancel))!;
            var bin = (await App.Get<Directory>().PlaceAsync(work.Db, site.Id, "A1", cancel))!;
            var move = new StockMove { Kind = MovementKind.Shipment, Item = item.Id, Quantity = Quantity.Of(quantity), From = new StockAt(site.Id, bin.Id, Condition.Available) };
            var document = new StockDocument(site.EntityId, work.Number("T"), Guid.CreateVersion7(), Today);
            value = Value(await App.Get<StockLedger>().PostAsync(work, document, [move], cancel))[0].Value;
        });
        return value.ToDecimal();
    }

    /// <summary>Balance of an account, debit less credit.</summary>
    public Task<decimal> AccountAsync(AccountRole role, DateOnly? until = null) => App.Database.ReadAsync(async db =>
    {
        var last = until is { } day ? Instants.ToNumber(day) : int.MaxValue;
        return new Amount(await db.Database.SqlQueryRaw<long>(
            "SELECT CAST(COALESCE(SUM(l.amount), 0) AS bigint) AS \"Value\" FROM books_lines l JOIN books_account_roles r ON r.account_id = l.account_id WHERE r.role = {0} AND l.day <= {1}",
            (int)role, last).SingleAsync()).ToDecimal();
    });

    public async Task BalancesAsync(decimal? stock = null, decimal? uninvoiced = null, decimal? payable = null, decimal? variance = null, decimal? sold = null, decimal? exchange = null, decimal? bank = null)
    {
        foreach (var (role, expected) in new[]
        {
            (AccountRole.Inventory, stock), (AccountRole.GoodsReceivedNotInvoiced, uninvoiced), (AccountRole.Payables, payable), (AccountRole.PriceVariance, variance),
            (AccountRole.CostOfGoodsSold, sold), (AccountRole.Exchange, exchange), (AccountRole.Bank, bank),
        })
        {
            if (expected is { } amount) Assert.Equal((role, amount), (role, await AccountAsync(role)));
        }
    }

    public Task<SitePartition?> StockAsync(string itemCode) => App.Database.ReadAsync(async db =>
    {
        var item = (await App.Get<Items>().FindAsync(db, itemCode))!;
        return (await App.Get<StockView>().PartitionAsync(db, item.Id, null, CancellationToken.None)).FirstOrDefault();
    });

    public async Task<decimal> OnHandAsync(string itemCode) => (await StockAsync(itemCode))?.Total.ToDecimal() ?? 0;

    public async Task<decimal> OnOrderAsync(string itemCode) => (await StockAsync(itemCode))?.OnOrder.ToDecimal() ?? 0;

    /// <summary>Runs every check of <c>crossdock verify</c>; there is nothing to find. Plain shipments of these tests have no document of their own.</summary>
    public async Task VerifyAsync()
    {
        foreach (var check in App.Services.GetServices<IVerification>())
        {
            var findings = await App.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None));
            // Needs made here without an order of their own have no line to stand on.
            var broken = findings.Where(f => !f.Message.StartsWith("no document T-", StringComparison.Ordinal) && !f.Message.StartsWith("no order line", StringComparison.Ordinal)).ToList();
            Assert.True(broken.Count == 0, $"{check.Name}: {string.Join("; ", broken.Select(f => f.Row + ": " + f.Message))}");
        }
    }

    /// <summary>Runs anything in a commit of its own.</summary>
    public async Task DoAsync(Func<Work, CancellationToken, Task> step)
    {
        var answer = await App.RunAsync(new Step(step), new StepRequest());
        Assert.True(answer.IsValue, answer.Refusal?.Message);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed record StepRequest;

    private sealed class Step(Func<Work, CancellationToken, Task> step) : IUse<StepRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, StepRequest request, CancellationToken cancel)
        {
            await step(work, cancel);
            return Done.Yes;
        }
    }
}
