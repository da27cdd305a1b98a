namespace Crossdock.Sample.Tests;

/// <summary>Follows the stock of a plan by the events alone, with no knowledge of how they were made.</summary>
internal sealed class StockWalk
{
    private readonly Dictionary<(string Site, string Item, string? Lot, string Bin, SampleCondition? Condition), long> places = [];
    private readonly Dictionary<(string Transfer, int Line, string? Lot), long> transit = [];
    private readonly Dictionary<string, SampleSite> sites;

    public StockWalk(SamplePlan plan)
    {
        sites = plan.Sites.ToDictionary(site => site.Code, StringComparer.Ordinal);
        foreach (var opening in plan.Openings)
            foreach (var line in opening.Lines) Move(opening, opening.Site, line.Item, line.Lot, line.Bin, SampleCondition.Available, line.Quantity);
    }

    public int Movements { get; private set; }

    public List<string> Faults { get; } = [];

    public IEnumerable<long> Balances => places.Values;

    public long InTransit => transit.Values.Sum();

    public void Follow(SampleEvent happened)
    {
        var site = happened.Site;
        switch (happened)
        {
            case OrderPicked picked:
                foreach (var line in picked.Lines) Shift(happened, site, line.Item, line.Lot, line.Quantity, line.Bin, SampleCondition.Available, picked.ToBin, SampleCondition.Available);
                break;
            case OrderShipped shipped:
                foreach (var line in shipped.Lines) Move(happened, site, line.Item, line.Lot, shipped.FromBin, SampleCondition.Available, -line.Quantity);
                break;
            case GoodsArrived arrived:
                foreach (var line in arrived.Lines) Move(happened, site, line.Item, line.Lot, arrived.Bin, null, line.Good + line.Damaged);
                break;
            case StockPutAway put:
                foreach (var line in put.Lines) Shift(happened, site, line.Item, line.Lot, line.Quantity, line.FromBin, null, line.ToBin, line.Condition);
                break;
            case TransferShipped shipped:
                foreach (var line in shipped.Lines)
                {
                    Move(happened, site, line.Item, line.Lot, line.Bin, SampleCondition.Available, -line.Quantity);
                    Road(shipped.Transfer, line.Line, line.Lot, line.Quantity);
                }

                break;
            case TransferReceived received:
                foreach (var line in received.Lines)
                {
                    Road(received.Transfer, line.Line, line.Lot, -line.Received);
                    Move(happened, site, line.Item, line.Lot, received.Bin, null, line.Received);
                }

                break;
            case TransferShortClosed closed:
                foreach (var line in closed.Lines) Road(closed.Transfer, line.Line, line.Lot, -line.Short);
                break;
            case CustomerReturned back:
                foreach (var line in back.Lines) Move(happened, site, line.Item, line.Lot, line.Bin, SampleCondition.Quarantine, line.Quantity);
                break;
            default:
                FollowFloor(happened, site);
                break;
        }
    }

    private void FollowFloor(SampleEvent happened, string site)
    {
        switch (happened)
        {
            case ReturnInspected inspected:
                foreach (var line in inspected.Restocked) Shift(happened, site, line.Item, line.Lot, line.Quantity, inspected.FromBin, SampleCondition.Quarantine, line.Bin, SampleCondition.Available);
                foreach (var line in inspected.Damaged) Shift(happened, site, line.Item, line.Lot, line.Quantity, inspected.FromBin, SampleCondition.Quarantine, inspected.FromBin, SampleCondition.Damaged);
                break;
            case SupplierReturned returned:
                foreach (var line in returned.Lines) Move(happened, site, line.Item, line.Lot, line.Bin, SampleCondition.Damaged, -line.Quantity);
                break;
            case StockCounted counted:
                foreach (var line in counted.Lines)
                {
                    var book = places.GetValueOrDefault((site, line.Item, line.Lot, line.Bin, SampleCondition.Available));
                    if (book != line.Book.Micros) Faults.Add($"{counted.Count}: the book says {book}, not {line.Book.Micros}");
                    if (line.Counted != line.Book) Move(happened, site, line.Item, line.Lot, line.Bin, SampleCondition.Available, line.Counted - line.Book);
                }

                break;
            case StockAdjusted adjusted:
                Move(happened, site, adjusted.Item, adjusted.Lot, adjusted.Bin, adjusted.Condition, adjusted.Quantity);
                break;
            case ConditionChanged changed:
                Shift(happened, site, changed.Item, changed.Lot, changed.Quantity, changed.FromBin, changed.From, changed.ToBin, changed.To);
                break;
        }
    }

    private void Shift(object cause, string site, string item, string? lot, Quantity quantity, string from, SampleCondition? was, string to, SampleCondition? becomes)
    {
        Move(cause, site, item, lot, from, was, -quantity);
        Move(cause, site, item, lot, to, becomes, quantity);
        Movements--;
    }

    private void Move(object cause, string site, string item, string? lot, string bin, SampleCondition? condition, Quantity quantity)
    {
        Movements++;
        if (quantity.IsZero) Faults.Add($"{cause} moves nothing of {item}");
        if (sites[site].Bins.All(known => known.Code != bin)) Faults.Add($"{cause}: {site} has no bin {bin}");
        var key = (site, item, lot, bin, condition);
        var balance = places.GetValueOrDefault(key) + quantity.Micros;
        if (balance < 0) Faults.Add($"{cause}: {key} would be {balance / Quantity.Scale}");
        if (balance == 0) places.Remove(key);
        else places[key] = balance;
    }

    private void Road(string transfer, int line, string? lot, Quantity quantity)
    {
        var key = (transfer, line, lot);
        var balance = transit.GetValueOrDefault(key) + quantity.Micros;
        if (balance < 0) Faults.Add($"{key} received more than was shipped");
        if (balance == 0) transit.Remove(key);
        else transit[key] = balance;
        if (quantity.IsPositive) Movements--;
    }
}
