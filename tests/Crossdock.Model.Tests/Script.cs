using Crossdock.Model;

namespace Crossdock.Model.Tests;

/// <summary>A scenario told in a few words: every step must be accepted unless it says otherwise.</summary>
internal sealed class Script(params IEnumerable<int> negativeSites)
{
    private int last;

    public LedgerModel Model { get; } = new(negativeSites);

    public static PositionKey X { get; } = new(1, "A1", "X");

    public int Next() => ++last;

    public Accepted Do(Command command)
    {
        var outcome = Model.Apply(command);
        Assert.True(outcome is Accepted, $"{CommandText.Of(command)}: {outcome}");
        Assert.Empty(InvariantCheck.Of(Model));
        return (Accepted)outcome;
    }

    public Refused Refuse(Reason reason, Command command)
    {
        var before = LedgerStatement.Of(Model);
        var refused = Assert.IsType<Refused>(Model.Apply(command));
        Assert.Equal(reason, refused.Reason);
        Assert.Equal(before, LedgerStatement.Of(Model));
        return refused;
    }

    public Script Item(
        int decimals = 0, Tracking tracking = Tracking.None, CostMethod method = CostMethod.Average, decimal price = 0m)
    {
        Do(new CreateItem(Next(), "X", decimals, tracking, method, price));
        return this;
    }

    public int Order(decimal quantity, decimal price, decimal per = 1m, decimal tolerance = 0m, int site = 1)
    {
        Do(new OpenPurchaseOrder(Next(), site, [new PurchaseLine("X", quantity, price, per, tolerance)]));
        return last;
    }

    public int Receive(int order, decimal quantity, string? lot = null, DateOnly? expiry = null)
    {
        Do(new Receive(Next(), order, 0, quantity, "A1", Lot: lot, Expiry: expiry));
        return last;
    }

    /// <summary>An order and its full receipt.</summary>
    public int Buy(decimal quantity, decimal price, decimal per = 1m, string? lot = null, DateOnly? expiry = null, int site = 1) =>
        Receive(Order(quantity, price, per, 0m, site), quantity, lot, expiry);

    public int Sell(decimal quantity, decimal price = 0m, int daysAhead = 0, bool backOrder = true)
    {
        Do(new CreateSalesOrder(Next(), 1, Model.Today.AddDays(daysAhead), [new SalesLine("X", quantity, price)], backOrder));
        return last;
    }

    public int Ship(int order, decimal quantity)
    {
        Do(new Ship(Next(), order, 0, quantity));
        return last;
    }

    /// <summary>An order and its full shipment.</summary>
    public int SellAndShip(decimal quantity, decimal price = 0m) => Ship(Sell(quantity, price), quantity);

    /// <summary>Ships one piece after another and tells the cost of each.</summary>
    public decimal[] ShipOneByOne(int pieces)
    {
        var order = Sell(pieces);
        return [.. Enumerable.Range(0, pieces).Select(_ =>
            Do(new Ship(Next(), order, 0, 1m)).Booked(Account.CostOfGoods) / 100m)];
    }

    public int Reverse(int document)
    {
        Do(new Reverse(Next(), document));
        return last;
    }

    public Script PassTo(DateOnly day)
    {
        if (day > Model.Today) Do(new PassDays(Next(), day.DayNumber - Model.Today.DayNumber));
        return this;
    }

    public Script OnHand(decimal quantity)
    {
        Assert.Equal(quantity, Model.OnHand("X"));
        return this;
    }

    /// <summary>The balances, debit positive; accounts not named are not looked at.</summary>
    public Script Says(params (Account Account, decimal Balance)[] expected)
    {
        Assert.Equal(expected, expected.Select(e => (e.Account, Model.Balance(e.Account) / 100m)));
        return this;
    }
}
