using Crossdock.Kernel;

namespace Crossdock.Sample;

/// <summary>One day of the replay: its events in the order they happened.</summary>
public sealed record SampleDay(DateOnly Date, IReadOnlyList<SampleEvent> Events);

/// <summary>What is still to be done on the morning after the replay, by document key.</summary>
/// <param name="PurchaseOrdersDue">Purchase orders expected today.</param>
/// <param name="PurchaseOrdersLate">Purchase orders that should have come before.</param>
/// <param name="PurchaseOrdersLater">Purchase orders expected after today.</param>
/// <param name="ReceiptsToPutAway">Receipts and transfers that stand on the dock.</param>
/// <param name="OrdersToPick">Customer orders released and not picked.</param>
/// <param name="ShipmentsWaiting">Shipments picked and not left.</param>
/// <param name="OrdersToRelease">Customer orders with something not yet released, back-orders among them.</param>
/// <param name="InvoicesToMatch">Supplier invoices that came in and are not matched.</param>
/// <param name="TransfersInTransit">Transfers on the road.</param>
/// <param name="CountsToDo">Counts asked for.</param>
public sealed record OpenWork(
    IReadOnlyList<string> PurchaseOrdersDue, IReadOnlyList<string> PurchaseOrdersLate, IReadOnlyList<string> PurchaseOrdersLater,
    IReadOnlyList<string> ReceiptsToPutAway, IReadOnlyList<string> OrdersToPick, IReadOnlyList<string> ShipmentsWaiting, IReadOnlyList<string> OrdersToRelease,
    IReadOnlyList<string> InvoicesToMatch, IReadOnlyList<string> TransfersInTransit, IReadOnlyList<string> CountsToDo);

/// <summary>
/// The sample company: masters, opening balances, demand history and thirteen weeks of work, complete and without a database.
/// The same files, day and seed always give the same plan.
/// </summary>
public sealed record SamplePlan
{
    /// <summary>The day the plan is for; its last event is on the day before.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Whole weeks the source's dates were moved by.</summary>
    public required int ShiftWeeks { get; init; }

    /// <summary>First day of the replay, a Monday.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The two legal entities.</summary>
    public required IReadOnlyList<SampleEntity> Entities { get; init; }

    /// <summary>The six warehouses.</summary>
    public required IReadOnlyList<SampleSite> Sites { get; init; }

    /// <summary>All vendors.</summary>
    public required IReadOnlyList<SampleSupplier> Suppliers { get; init; }

    /// <summary>All items.</summary>
    public required IReadOnlyList<SampleItem> Items { get; init; }

    /// <summary>The shops.</summary>
    public required IReadOnlyList<SampleCustomer> Customers { get; init; }

    /// <summary>What is kept where.</summary>
    public required IReadOnlyList<SampleStockedItem> Stocked { get; init; }

    /// <summary>What was found about the codes of the source.</summary>
    public required IReadOnlyList<CodeFinding> CodeFindings { get; init; }

    /// <summary>Item numbers of the demand that are no longer on the product list, with the bottles they stood for.</summary>
    public required IReadOnlyDictionary<string, long> UnlistedItems { get; init; }

    /// <summary>Exchange rates, oldest first.</summary>
    public required IReadOnlyList<SampleRate> Rates { get; init; }

    /// <summary>Opening stock, one document per site, on the evening before the first day.</summary>
    public required IReadOnlyList<SampleOpening> Openings { get; init; }

    /// <summary>Opening books, one per entity.</summary>
    public required IReadOnlyList<OpeningBooks> Books { get; init; }

    /// <summary>Demand of the 104 weeks before the first day, of listed items.</summary>
    public required IReadOnlyList<DemandWeek> History { get; init; }

    /// <summary>The replay.</summary>
    public required IReadOnlyList<SampleDay> Days { get; init; }

    /// <summary>Invoice lines of the window left out because their item is not in the stocked assortment.</summary>
    public required int LinesOutsideAssortment { get; init; }

    /// <summary>What is left for today.</summary>
    public required OpenWork Open { get; init; }
}

/// <summary>How large the company is made.</summary>
/// <param name="Assortment">How many items it keeps in stock, the most often bought first.</param>
/// <param name="Weeks">Whole weeks of the replay before the current one, up to the thirteen the source has.</param>
/// <param name="OnlyStocked">True to leave out the items it does not keep, with their earlier demand.</param>
public sealed record SampleOptions(int Assortment = 360, int Weeks = 13, bool OnlyStocked = false);
