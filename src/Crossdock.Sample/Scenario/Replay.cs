using Crossdock.Sample.Masters;

namespace Crossdock.Sample.Scenario;

/// <summary>
/// One day after the other. The desks work in windows of the clock that do not overlap where they touch the same stock, so the
/// order of the events is the order in which the stock was followed.
/// </summary>
internal sealed class Replay
{
    private readonly World world;
    private readonly OrderDesk orders;
    private readonly BuyingDesk buying;
    private readonly TransferDesk transfers;
    private readonly FloorDesk floor;

    public Replay(World world, ILookup<DateOnly, InvoiceRow> invoices, Dictionary<int, LeadTimeProfile> profiles)
    {
        this.world = world;
        floor = new(world);
        orders = new(world, invoices);
        buying = new(world, profiles, floor);
        transfers = new(world);
    }

    public SampleDay Run(DateOnly day)
    {
        orders.Place(day);
        if (!day.IsWorkday()) return world.Close(day);
        transfers.PutAwayLeftovers(day);
        buying.PutAwayLeftovers(day);
        orders.CancelStale(day);
        floor.InspectReturns(day);
        floor.Decide(day);
        orders.ReleaseMorning(day);
        orders.Pick(day);
        buying.Acknowledge(day);
        buying.Bill(day);
        floor.Remember(day, orders.Ship(day));
        transfers.Receive(day);
        buying.Receive(day);
        buying.Pay(day);
        orders.ReleaseAfternoon(day);
        transfers.Send(day);
        buying.Order(day);
        floor.TakeReturns(day);
        floor.Count(day);
        floor.Mishaps(day);
        floor.AskForCounts(day);
        orders.Collect(day);
        return world.Close(day);
    }

    public OpenWork OpenOn(DateOnly today)
    {
        var due = today.OrNextWorkday();
        var expected = buying.Expected.ToList();
        return new(
            [.. expected.Where(order => order.Expected >= today && order.Expected <= due).Select(order => order.Order)],
            [.. expected.Where(order => order.Expected < today).Select(order => order.Order)],
            [.. expected.Where(order => order.Expected > due).Select(order => order.Order)],
            [.. buying.OnDock, .. transfers.OnDock], [.. orders.ToPick], [.. orders.ToShip], [.. orders.ToRelease], [.. buying.Unmatched], [.. transfers.InTransit], [.. floor.CountsToDo]);
    }
}
