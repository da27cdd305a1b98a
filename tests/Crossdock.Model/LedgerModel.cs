namespace Crossdock.Model;

/// <summary>
/// The ledger as one sequential program, written from the rules of the scenario file alone. It decides the same
/// questions as the product with other code, so that each can show the other's mistakes.
/// </summary>
public partial class LedgerModel
{
    private readonly Dictionary<string, Item> items = [];
    private readonly Dictionary<(string Item, string Lot), DateOnly?> lots = [];
    private readonly HashSet<(string Item, string Serial)> serialsWithCustomers = [];
    private readonly Dictionary<PositionKey, Position> positions = [];
    private readonly Dictionary<(int Site, string Item), Pool> pools = [];
    private readonly SortedDictionary<int, Document> documents = [];
    private readonly Dictionary<int, (Command Command, Accepted Outcome)> answers = [];
    private readonly Dictionary<(Account Account, int Entity, int? Site), long> balances = [];
    private readonly HashSet<(int Entity, int Year, int Month)> closed = [];
    private readonly List<Journal> journals = [];
    private readonly List<ShareTaken> shares = [];
    private readonly IReadOnlySet<int> negativeSites;
    private Effects effects = new(0);

    /// <summary>Empty books; negative stock is allowed only at the sites named.</summary>
    public LedgerModel(params IEnumerable<int> sitesWithNegativeStock) => negativeSites = sitesWithNegativeStock.ToHashSet();

    /// <summary>The accounting day.</summary>
    public DateOnly Today { get; private set; } = World.FirstDay;

    /// <summary>The items by name.</summary>
    public IReadOnlyDictionary<string, Item> Items => items;

    /// <summary>The known lots and serials and when they expire.</summary>
    public IReadOnlyDictionary<(string Item, string Lot), DateOnly?> Lots => lots;

    /// <summary>Every position ever used, in the order of first use.</summary>
    public IEnumerable<Position> Positions => positions.Values.OrderBy(p => p.Order);

    /// <summary>Every cost pool ever used, by site and item.</summary>
    public IEnumerable<Pool> Pools => pools.Values.OrderBy(p => p.Site).ThenBy(p => p.Item.Name, StringComparer.Ordinal);

    /// <summary>The documents by number; commands that leave no document (items, days) are absent.</summary>
    public IReadOnlyDictionary<int, Document> Documents => documents;

    /// <summary>All journals in posting order.</summary>
    public IReadOnlyList<Journal> Journals => journals;

    /// <summary>All proportional parts ever taken.</summary>
    public IReadOnlyList<ShareTaken> Shares => shares;

    /// <summary>Whether a site may go below zero.</summary>
    public bool AllowsNegative(int site) => negativeSites.Contains(site);

    /// <summary>What is offered; everything, unless said otherwise.</summary>
    public Offer Offer { get; init; } = Offer.Everything;

    /// <summary>The last day of the latest closed month of an entity.</summary>
    public DateOnly? ClosedThrough(int entity) => closed.Where(c => c.Entity == entity)
        .Select(c => (DateOnly?)new DateOnly(c.Year, c.Month, 1).AddMonths(1).AddDays(-1)).Max();

    private bool IsClosed(int entity, DateOnly day) => closed.Contains((entity, day.Year, day.Month));

    /// <summary>The balance of an account of an entity in cents, debit positive; inventory over all its sites.</summary>
    public long Balance(Account account, int entity) =>
        balances.Where(b => b.Key.Account == account && b.Key.Entity == entity).Sum(b => b.Value);

    /// <summary>The balance of an account over both entities, in cents.</summary>
    public long Balance(Account account) => World.Entities.Sum(e => Balance(account, e));

    /// <summary>The inventory account of a site, in cents.</summary>
    public long InventoryOf(int site) =>
        balances.GetValueOrDefault((Account.Inventory, World.EntityOf(site), (int?)site));

    /// <summary>The balance of an account of an entity at the end of an accounting day, in cents.</summary>
    public long BalanceOn(Account account, int entity, DateOnly day) => journals
        .Where(j => j.Entity == entity && j.Day <= day)
        .SelectMany(j => j.Lines).Where(l => l.Account == account).Sum(l => l.Cents);

    /// <summary>The quantity of an item at a site, or everywhere.</summary>
    public decimal OnHand(string item, int? site = null) => positions.Values
        .Where(p => p.Key.Item == item && (site is null || p.Key.Site == site)).Sum(p => p.OnHand);

    /// <summary>The position at a key, if it was ever used.</summary>
    public Position? PositionAt(PositionKey key) => positions.GetValueOrDefault(key);

    /// <summary>The pool of an item at a site, if it was ever used.</summary>
    public Pool? PoolOf(int site, string item) => pools.GetValueOrDefault((site, item));

    /// <summary>A document of a kind; fails if there is none with that number.</summary>
    public T DocumentOf<T>(int id) where T : Document => (T)documents[id];

    /// <summary>
    /// Carries a command out, or refuses it and changes nothing. The same number with the same content gives the
    /// stored answer again; with other content it is refused.
    /// </summary>
    public Outcome Apply(Command command)
    {
        if (answers.TryGetValue(command.Id, out var earlier))
            return CommandText.Of(earlier.Command) == CommandText.Of(command)
                ? earlier.Outcome
                : No(Reason.KeyReused, $"Number {command.Id} was used for another command.");
        effects = new Effects(command.Id);
        if (Decide(command) is { } refused) return refused;
        var accepted = effects.Accepted(WriteJournals());
        answers[command.Id] = (command, accepted);
        return accepted;
    }

    private Refused? Decide(Command command) => command switch
    {
        CreateItem c => Create(c),
        OpenPurchaseOrder c => Open(c),
        ClosePurchaseLine c => CloseShort(c),
        Receive c => Post(c),
        ReceiveUnordered c => Post(c),
        Move c => Post(c),
        ChangeCondition c => Post(c),
        CreateSalesOrder c => Take(c),
        Allocate c => Retry(c),
        CancelSalesLine c => Cancel(c),
        Ship c => Post(c),
        CustomerReturn c => Post(c),
        SupplierReturn c => Post(c),
        Adjust c => Post(c),
        Count c => Post(c),
        TransferShip c => Post(c),
        TransferReceive c => Post(c),
        Reverse c => Mirror(c),
        SupplierInvoice c => Post(c),
        LandedCost c => Post(c),
        CustomerPayment c => Post(c),
        SupplierPayment c => Post(c),
        ClosePeriod c => Close(c),
        PassDays c => Pass(c),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private Refused? Create(CreateItem c)
    {
        if (items.ContainsKey(c.Item)) return No(Reason.AlreadyExists, $"Item {c.Item} exists already.");
        if (c.SalesUnitNumerator < 1 || c.SalesUnitDenominator < 1 || c.StandardPrice < 0m)
            return No(Reason.NotPositive, "A unit or price is not above zero.");
        var whole = c.SalesUnitNumerator * (long)Math.Pow(10, c.Decimals);
        if (c.Decimals is < 0 or > 6 || whole % c.SalesUnitDenominator != 0)
            return No(Reason.Inexact, "One sales unit does not come out exact in the base unit.");
        if (c.Tracking == Tracking.Serial && c.Decimals != 0) return No(Reason.Inexact, "Serials are whole units.");
        items.Add(c.Item, new Item(c.Item, c.Decimals, c.Tracking, c.Method, c.StandardPrice));
        return null;
    }

    private Refused? Pass(PassDays c)
    {
        if (c.Days < 1) return No(Reason.NotPositive, "Days pass forward.");
        Today = Today.AddDays(c.Days);
        return null;
    }

    private Refused? Close(ClosePeriod c)
    {
        if (!World.Entities.Contains(c.Entity) || c.Month is < 1 or > 12) return No(Reason.UnknownReference, "No such period.");
        if (!World.Months.Contains(new DateOnly(c.Year, c.Month, 1))) return No(Reason.UnknownReference, "No such period.");
        return closed.Add((c.Entity, c.Year, c.Month)) ? null : No(Reason.WrongState, "The month is closed already.");
    }

    /// <summary>A refusal with its sentence.</summary>
    protected static Refused No(Reason reason, string sentence) => new(reason, sentence);

    /// <summary>The proportional part of a value: the one place where a value is rounded on its way out of a pool.</summary>
    protected virtual long Share(long value, decimal part, decimal whole) => Exactly.Share(value, part, whole);

    /// <summary>What of a position is not tied to an order line.</summary>
    protected virtual decimal FreeAt(Position position) => position.OnHand - position.Allocated;

    /// <summary>The amount that is written for a journal line.</summary>
    protected virtual long Written(Account account, long cents) => cents;

    private long TakeShare(long value, decimal part, decimal whole)
    {
        var cents = Share(value, part, whole);
        shares.Add(new ShareTaken(effects.Document, value, part, whole, cents));
        return cents;
    }
}
