using Crossdock.Kernel;

namespace Crossdock.Sample.Scenario;

internal sealed record TransferState(string Key, SampleSite From, SampleSite To, List<TransferReceiptLine> Lines);

/// <summary>Branches are filled up from their hub by a truck that leaves in the afternoon and arrives on the next working morning.</summary>
internal sealed class TransferDesk(World world)
{
    private const int Leftovers = 325, Arriving = 630, PuttingAway = 845, Ordering = 960, Leaving = 975, Closing = 1003;
    private readonly Dice dice = new(world.Seed, "transfers");
    private readonly List<(DateOnly Arrives, TransferState Transfer)> road = [];
    private readonly List<(DateOnly Day, TransferState Transfer)> missing = [];
    private readonly List<TransferState> dock = [];

    public IEnumerable<string> InTransit => road.Select(truck => truck.Transfer.Key);

    public IEnumerable<string> OnDock => dock.Select(transfer => transfer.Key);

    // Some truck leaves on every working day.
    private static bool Leaves(string branch, DayOfWeek day) => branch switch
    {
        "WLO" => day is DayOfWeek.Monday or DayOfWeek.Thursday,
        "DVN" => day is DayOfWeek.Tuesday or DayOfWeek.Friday,
        "SUX" => day is DayOfWeek.Tuesday,
        _ => day is DayOfWeek.Wednesday,
    };

    public void Send(DateOnly day)
    {
        foreach (var branch in world.Sites.Where(site => site.SuppliedBy is not null && Leaves(site.Code, day.DayOfWeek)))
        {
            var hub = world.Sites.First(site => site.Code == branch.SuppliedBy);
            var cases = new List<CaseLine>();
            var taken = new List<StockLine>();
            foreach (var stock in world.Stocks.Where(stock => stock.Site == branch && stock.Position <= stock.Reorder))
            {
                var source = world.Find(hub.Code, stock.Item.Code);
                var perCase = stock.Item.BottlesPerCase;
                // What the hub owes its own shops stays there.
                var count = Math.Min((stock.UpTo - stock.Position + perCase - 1) / perCase, ((source?.Available ?? 0) - Math.Max(0, source?.Owed ?? 0)) / perCase);
                if (count <= 0) continue;
                cases.Add(new(cases.Count + 1, stock.Item.Code, count, Quantity.Units(count * perCase), UnitPrice.Zero));
                stock.InTransit += count * perCase;
                foreach (var part in source!.Take(count * perCase)) taken.Add(new(cases.Count, stock.Item.Code, part.Lot, source.HomeBin, Quantity.Units(part.Bottles)));
            }

            if (cases.Count == 0) continue;
            var transfer = new TransferState(world.Number("TR"), hub, branch, Arrival(taken));
            world.Emit(new TransferOrdered(world.At(day, Ordering), hub.Code, transfer.Key, branch.Code, cases));
            world.Emit(new TransferShipped(world.At(day, Leaving), hub.Code, transfer.Key, branch.Code, taken));
            road.Add((day.AddWorkdays(1), transfer));
        }
    }

    // One truck in eight arrives with a bottle or two missing on one line.
    private List<TransferReceiptLine> Arrival(List<StockLine> taken)
    {
        var shortAt = dice.Falls(125) ? dice.Next(taken.Count) : -1;
        return [.. taken.Select((line, index) =>
        {
            var missingBottles = index == shortAt ? Quantity.Min(Quantity.Units(dice.Between(1, 2)), line.Quantity) : Quantity.Zero;
            return new TransferReceiptLine(line.Line, line.Item, line.Lot, line.Quantity - missingBottles, missingBottles);
        })];
    }

    public void Receive(DateOnly day)
    {
        var arrived = road.FindAll(truck => truck.Arrives <= day);
        road.RemoveAll(truck => truck.Arrives <= day);
        foreach (var (_, transfer) in arrived)
        {
            world.Emit(new TransferReceived(world.At(day, Arriving + dice.Next(60)), transfer.To.Code, transfer.Key, transfer.From.Code, transfer.To.Dock, transfer.Lines));
            foreach (var line in transfer.Lines)
            {
                var stock = world.Find(transfer.To.Code, line.Item)!;
                stock.InTransit -= Bottles(line.Received + line.Short);
                stock.OnDock += Bottles(line.Received);
            }

            if (transfer.Lines.Any(line => line.Short.IsPositive)) missing.Add((day.AddWorkdays(2), transfer));
            if (dice.Falls(200)) dock.Add(transfer);
            else PutAway(world.At(day, PuttingAway + dice.Next(60)), transfer);
        }

        var given = missing.FindAll(loss => loss.Day <= day);
        missing.RemoveAll(loss => loss.Day <= day);
        foreach (var (_, transfer) in given)
        {
            world.Emit(new TransferShortClosed(world.At(day, Closing), transfer.To.Code, transfer.Key,
                [.. transfer.Lines.Where(line => line.Short.IsPositive)], "Not on the truck and not at the hub"));
        }
    }

    public void PutAwayLeftovers(DateOnly day)
    {
        foreach (var transfer in dock) PutAway(world.At(day, Leftovers), transfer);
        dock.Clear();
    }

    private void PutAway(DateTimeOffset at, TransferState transfer)
    {
        var lines = new List<PutAwayLine>();
        foreach (var line in transfer.Lines.Where(line => line.Received.IsPositive))
        {
            var stock = world.Find(transfer.To.Code, line.Item)!;
            stock.OnDock -= Bottles(line.Received);
            stock.Put(line.Lot, world.ExpiryOf(line.Item, line.Lot), Bottles(line.Received));
            lines.Add(new(line.Line, line.Item, line.Lot, transfer.To.Dock, stock.HomeBin, line.Received, SampleCondition.Available));
        }

        world.Emit(new StockPutAway(at, transfer.To.Code, transfer.Key, lines));
    }

    private static int Bottles(Quantity quantity) => (int)(quantity.Micros / Quantity.Scale);
}
