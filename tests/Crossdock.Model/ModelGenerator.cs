namespace Crossdock.Model;

/// <summary>
/// Makes commands at random from one seed. It keeps a model of its own to look at, so that it can aim at interesting
/// states: the last piece, the tolerance edge, an old ledger number, the first of the month, a second reversal.
/// </summary>
public sealed partial class ModelGenerator
{
    private readonly Random random;
    private readonly List<Command> made = [];
    private readonly (int Weight, Func<Command?> Make)[] useful;
    private readonly Func<Command?>[] invalid;
    private readonly Queue<Command> firsts = new();
    private int lastId;

    /// <summary>A generator; the same seed gives the same commands.</summary>
    public ModelGenerator(int seed, LedgerModel? model = null)
    {
        random = new Random(seed);
        Model = model ?? new LedgerModel();
        useful =
        [
            (6, Purchase), (14, ReceiveOrdered), (5, ReceiveFree), (6, MoveStock), (5, Inspect), (12, Sell), (4, TryAgain),
            (3, CancelLine), (14, ShipLine), (5, TakeBack), (5, SendBack), (6, Correct), (6, CountPosition), (5, SendToSite),
            (6, ReceiveTransfer), (8, ReverseSomething), (6, Invoice), (2, Freight), (3, GetPaid), (3, Pay), (2, CloseMonth),
            (4, () => new PassDays(NextId(), random.Next(1, 10))), (1, EndShort), (1, Repeat),
        ];
        invalid =
        [
            NothingMoved, TooMuchMoved, MissingPosition, TooMuchShipped, ReversedTwice, UnknownDocument, UnknownItem, BeyondTolerance,
            Remainder, WithoutLot, SerialAgain, OtherEntity, OverPaid, StaleCount, IntoClosedPeriod, IntoFuture, KeyReused,
            MonthClosedBefore, TooMuchReturned, OverInvoiced, ItemAgain, TooEarlyLoss,
        ];
        if (!Model.Offer.LandedCosts) useful = [.. useful.Where(u => u.Make != Freight)];
        foreach (var item in FirstItems()) firsts.Enqueue(item);
    }

    /// <summary>The generator's own model, after the commands made so far.</summary>
    public LedgerModel Model { get; }

    /// <summary>The next command; about 15 in 100 are wrong on purpose.</summary>
    public Command Next()
    {
        var command = firsts.Count > 0 ? firsts.Dequeue() : Choose();
        made.Add(command);
        Model.Apply(command);
        return command;
    }

    /// <summary>The next commands.</summary>
    public IReadOnlyList<Command> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private Command Choose()
    {
        while (true)
        {
            var command = random.Next(100) < 15 ? Pick(invalid)() : Weighted()();
            if (command is not null) return command;
        }
    }

    private Func<Command?> Weighted()
    {
        var at = random.Next(useful.Sum(u => u.Weight));
        foreach (var (weight, make) in useful)
            if ((at -= weight) < 0) return make;
        return useful[0].Make;
    }

    private IEnumerable<CreateItem> FirstItems() =>
    [
        new CreateItem(NextId(), "PIECE", 0, Tracking.None, CostMethod.Average, 2.5m),
        new CreateItem(NextId(), "LAYER", 0, Tracking.None, CostMethod.Fifo, 3.33m),
        new CreateItem(NextId(), "LOT", 0, Tracking.Lot, CostMethod.Average, 1m),
        new CreateItem(NextId(), "SERIAL", 0, Tracking.Serial, CostMethod.Average, 100m),
        new CreateItem(NextId(), "WEIGHT", 3, Tracking.None, CostMethod.Average, 0.777m),
        new CreateItem(NextId(), "FIRSTLOT", 0, Tracking.Lot, CostMethod.Fifo, 0.01m),
    ];

    private int NextId() => ++lastId;

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private bool Chance(int percent) => random.Next(100) < percent;

    private Item AnyItem() => Pick<Item>([.. Model.Items.Values.OrderBy(i => i.Name, StringComparer.Ordinal)]);

    private T? PickOrNothing<T>(IEnumerable<T> many) where T : class =>
        many.ToList() is { Count: > 0 } list ? Pick(list) : null;

    private T? Recent<T>(IEnumerable<T> many) where T : class
    {
        var list = many.ToList();
        return list.Count == 0 ? null : Chance(50) ? list[^random.Next(1, Math.Min(4, list.Count) + 1)] : Pick(list);
    }

    private static decimal Unit(Item item) => 1m / (decimal)Math.Pow(10, item.Decimals);

    private static decimal Floored(decimal quantity, Item item) => Math.Floor(quantity / Unit(item)) * Unit(item);

    /// <summary>A quantity up to a maximum, often an edge: all of it, all but one, one.</summary>
    private decimal Some(decimal maximum, Item item)
    {
        var unit = Unit(item);
        if (item.Tracking == Tracking.Serial || maximum <= unit) return unit;
        return random.Next(6) switch
        {
            0 or 1 => maximum,
            2 => unit,
            3 => maximum - unit,
            _ => unit * random.Next(1, (int)Math.Min(maximum / unit, 1_000_000m) + 1),
        };
    }

    private decimal Price() => Pick([0.001m, 0.01m, 0.333m, 1m, 2.5m, 3.02m, 5.07m, 10m, 18.18m, 100m, 0m]);

    private decimal Amount(Item item) => item.Decimals == 0 ? random.Next(1, 25) : random.Next(1, 25_000) * Unit(item);

    private List<Position> FreePositions() =>
        [.. Model.Positions.Where(p => p.OnHand - p.Allocated > 0m)];

    private IEnumerable<T> Live<T>() where T : Document =>
        Model.Documents.Values.OfType<T>().Where(d => d.ReversedBy is null);

    private IEnumerable<(PurchaseOrder Order, PurchaseOrderLine Line, int Number)> PurchaseLines() =>
        Live<PurchaseOrder>().SelectMany(o => o.Lines.Select((l, i) => (o, l, i)));

    private IEnumerable<(SalesOrder Order, SalesOrderLine Line, int Number)> SalesLines() =>
        Live<SalesOrder>().SelectMany(o => o.Lines.Select((l, i) => (o, l, i)));

    private (string? Lot, DateOnly? Expiry) SomeLot(Item item)
    {
        if (item.Tracking == Tracking.None) return (null, null);
        if (item.Tracking == Tracking.Serial) return ($"S{lastId}", null);
        var number = random.Next(5);
        DateOnly? expiry = number == 4 ? null : World.FirstDay.AddDays(15 * (number + 1));
        return ($"L{number}", expiry);
    }

    private DateOnly? SomeDay(int site)
    {
        if (Chance(85)) return null;
        var earliest = Model.ClosedThrough(World.EntityOf(site))?.AddDays(1) ?? World.FirstDay;
        var span = Model.Today.DayNumber - earliest.DayNumber;
        return Chance(30) ? earliest : earliest.AddDays(random.Next(span + 1));
    }

    private Condition SomeCondition() => Chance(75) ? Condition.Available : Pick([Condition.Quarantine, Condition.Damaged]);
}
