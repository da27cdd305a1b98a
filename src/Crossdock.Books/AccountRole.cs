namespace Crossdock.Books;

/// <summary>
/// What an account is for. Postings name roles; each entity's posting table says which account of its chart plays the role. Stored by number: never renumber.
/// </summary>
public enum AccountRole
{
    /// <summary>Inventory at sites.</summary>
    Inventory = 1,

    /// <summary>Inventory in transit.</summary>
    InTransit = 2,

    /// <summary>Goods received, not invoiced.</summary>
    GoodsReceivedNotInvoiced = 3,

    /// <summary>Payables.</summary>
    Payables = 4,

    /// <summary>Receivables.</summary>
    Receivables = 5,

    /// <summary>Bank.</summary>
    Bank = 6,

    /// <summary>Advances paid to suppliers.</summary>
    SupplierAdvances = 7,

    /// <summary>Advances received from customers.</summary>
    CustomerAdvances = 8,

    /// <summary>Cost of goods sold.</summary>
    CostOfGoodsSold = 10,

    /// <summary>Revenue.</summary>
    Sales = 11,

    /// <summary>Credits to customers for returned goods.</summary>
    SalesReturns = 12,

    /// <summary>Purchase price variance.</summary>
    PriceVariance = 13,

    /// <summary>Inventory gains and losses.</summary>
    Adjustment = 14,

    /// <summary>Scrapped goods.</summary>
    Scrap = 15,

    /// <summary>Goods lost between sites.</summary>
    TransitLoss = 16,

    /// <summary>Exchange gains and losses.</summary>
    Exchange = 17,

    /// <summary>Landed cost clearing.</summary>
    LandedCostClearing = 18,

    /// <summary>Goods received that nobody bills, and credits that do not come.</summary>
    ReceivedWriteOff = 19,

    /// <summary>Input tax.</summary>
    InputTax = 20,

    /// <summary>Output tax.</summary>
    OutputTax = 21,

    /// <summary>Equity of the opening.</summary>
    Opening = 30,

    /// <summary>Differences that other accounts' rounding leaves.</summary>
    Rounding = 31,
}

/// <summary>Which side of the accounts an account stands on.</summary>
public enum AccountKind
{
    /// <summary>What the entity has.</summary>
    Asset = 1,

    /// <summary>What it owes.</summary>
    Liability = 2,

    /// <summary>What is left for its owners.</summary>
    Equity = 3,

    /// <summary>What it earns.</summary>
    Income = 4,

    /// <summary>What it costs.</summary>
    Expense = 5,
}
