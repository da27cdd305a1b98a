namespace Crossdock.Organisation;

/// <summary>A role: the rights one kind of work needs. A person may hold several.</summary>
/// <param name="Code">Its code; stored, so it is never renamed.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sentence">What somebody in it does.</param>
/// <param name="Permissions">What it grants.</param>
public sealed record Role(string Code, string Name, string Sentence, IReadOnlySet<Permission> Permissions);

/// <summary>The roles there are. They are part of the product, so that a release says what changed in them.</summary>
public static class Roles
{
    private static readonly Permission[] SeeEverything =
        [Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.SeeBooks];

    /// <summary>All roles, in the order people know them.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [
        Of("buyer", "Buyer", "Buys for the sites: orders, changes, expedites.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.CreatePurchaseOrder, Permission.ReleasePurchaseOrder, Permission.CreateRequisition, Permission.RunSourcing, Permission.MaintainAgreements),
        Of("receiver", "Receiver", "Books goods in at the dock and puts them away.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.ReceiveGoods, Permission.MoveStock, Permission.ChangeCondition, Permission.ReceiveReturns),
        Of("picker", "Picker", "Picks, packs and ships customer orders.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeeSales, Permission.PickGoods, Permission.MoveStock, Permission.ShipGoods),
        Of("counter", "Counter", "Counts places without seeing what is expected.",
            Permission.SeeItems, Permission.CountStock),
        Of("warehouse-manager", "Warehouse manager", "Runs a site: work, places, corrections, transfers.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.MaintainPlaces, Permission.ReceiveGoods,
            Permission.MoveStock, Permission.PickGoods, Permission.ShipGoods, Permission.AdjustStock, Permission.CountStock, Permission.ChangeCondition,
            Permission.TransferStock, Permission.ReceiveReturns, Permission.ReturnToSupplier, Permission.ReversePosting, Permission.CreateRequisition, Permission.Approve,
            Permission.EditLocalParameters, Permission.OverrideLevels),
        Of("sales", "Sales desk", "Takes customer orders and keeps promises.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeeSales, Permission.CreateSalesOrder, Permission.ChangeSalesOrder),
        Of("ap-clerk", "Accounts payable clerk", "Matches supplier invoices and settles differences.",
            Permission.SeeItems, Permission.SeePurchasing, Permission.SeeBooks, Permission.PostSupplierInvoice),
        Of("controller", "Controller", "Keeps the books: payments, journals, periods, taxes and rates.",
            [.. SeeEverything, Permission.SeeAudit, Permission.PaySupplier, Permission.ReceivePayment, Permission.PostJournal, Permission.ClosePeriod, Permission.MaintainTaxesAndRates,
            Permission.Approve, Permission.SeeApprovals, Permission.BreakGlass, Permission.AcceptConflict]),
        Of("steward", "Master data steward", "Keeps items, suppliers, customers and sites right.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.MaintainItems, Permission.MaintainSuppliers,
            Permission.ChangePrices, Permission.MaintainCustomers, Permission.MaintainSites, Permission.MaintainPlaces, Permission.ImportData),
        Of("auditor", "Auditor", "Reads everything, changes nothing.", [.. SeeEverything, Permission.SeeAudit, Permission.SeeApprovals]),
        Of("planner", "Planner", "Sets policies and watches shortages and excess.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.CreateRequisition, Permission.PlanPurchases, Permission.OverrideLevels),
        Of("executive", "Executive", "Sees the figures and where they come from.", SeeEverything),
        Of("procurement-manager", "Procurement manager", "Answers for buying: decides on what is risky, watches how much flows untouched.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.CreateRequisition, Permission.MaintainAgreements,
            Permission.Approve, Permission.SeeApprovals, Permission.BreakGlass),
        Of("council", "Governance council", "Lays down who decides what: approval tables, bounds, owners.",
            [.. SeeEverything, Permission.SeeAudit, Permission.SeeApprovals, Permission.MaintainPolicies,
            Permission.MaintainParameters, Permission.EditLocalParameters, Permission.MaintainOwnership, Permission.AcceptConflict]),
        Of("administrator", "Administrator", "Manages people and their rights, and nothing else.", Permission.ManagePeople),
        Of("integrator", "Integrator", "Connects other systems.",
            Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.ImportData),
    ];

    /// <summary>The role with this code, or null.</summary>
    public static Role? Find(string code) => All.FirstOrDefault(r => r.Code == code);

    private static Role Of(string code, string name, string sentence, params IEnumerable<Permission> permissions) =>
        new(code, name, sentence, permissions.Append(Permission.SignIn).ToHashSet());
}
