namespace Crossdock.Books.Accounts;

/// <summary>An account of an entity's chart.</summary>
internal sealed class Account
{
    public int Id { get; init; }
    public EntityId EntityId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public AccountKind Kind { get; init; }

    /// <summary>True when its balance comes from a sub-ledger: manual journals are refused there.</summary>
    public bool Controlled { get; init; }
}

/// <summary>One line of an entity's posting table: the account that plays a role.</summary>
internal sealed class AccountAssignment
{
    public EntityId EntityId { get; init; }
    public AccountRole Role { get; init; }
    public int AccountId { get; set; }
}

/// <summary>The chart that every new entity starts with.</summary>
internal static class ChartTemplate
{
    public static readonly (AccountRole Role, string Code, string Name, AccountKind Kind, bool Controlled)[] Accounts =
    [
        (AccountRole.Bank, "1000", "Bank", AccountKind.Asset, false),
        (AccountRole.Receivables, "1100", "Receivables", AccountKind.Asset, true),
        (AccountRole.SupplierAdvances, "1150", "Advances to suppliers", AccountKind.Asset, false),
        (AccountRole.InputTax, "1180", "Input tax", AccountKind.Asset, false),
        (AccountRole.Inventory, "1200", "Inventory", AccountKind.Asset, true),
        (AccountRole.InTransit, "1210", "Inventory in transit", AccountKind.Asset, true),
        (AccountRole.Payables, "2000", "Payables", AccountKind.Liability, true),
        (AccountRole.GoodsReceivedNotInvoiced, "2050", "Goods received, not invoiced", AccountKind.Liability, true),
        (AccountRole.CustomerAdvances, "2100", "Advances from customers", AccountKind.Liability, false),
        (AccountRole.OutputTax, "2180", "Output tax", AccountKind.Liability, false),
        (AccountRole.LandedCostClearing, "2200", "Landed cost clearing", AccountKind.Liability, false),
        (AccountRole.Opening, "3000", "Opening equity", AccountKind.Equity, false),
        (AccountRole.Sales, "4000", "Sales", AccountKind.Income, false),
        (AccountRole.SalesReturns, "4050", "Sales returns", AccountKind.Income, false),
        (AccountRole.CostOfGoodsSold, "5000", "Cost of goods sold", AccountKind.Expense, false),
        (AccountRole.PriceVariance, "5100", "Purchase price variance", AccountKind.Expense, false),
        (AccountRole.ReceivedWriteOff, "5110", "Received and never invoiced", AccountKind.Expense, false),
        (AccountRole.Adjustment, "5200", "Inventory gains and losses", AccountKind.Expense, false),
        (AccountRole.Scrap, "5210", "Scrapped goods", AccountKind.Expense, false),
        (AccountRole.TransitLoss, "5220", "Goods lost in transit", AccountKind.Expense, false),
        (AccountRole.Exchange, "5300", "Exchange gains and losses", AccountKind.Expense, false),
        (AccountRole.Rounding, "5900", "Rounding", AccountKind.Expense, false),
    ];
}
