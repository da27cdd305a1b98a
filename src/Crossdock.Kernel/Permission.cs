namespace Crossdock.Kernel;

/// <summary>
/// Every right there is. A use, a query and a page name exactly one; roles are sets of them. The names are stored, so they are never renamed.
/// </summary>
public enum Permission
{
#pragma warning disable CS1591 // verb and noun say it; the sentence for people is in the roles page
    SeeStock = 1,
    SeeItems = 2,
    SeePurchasing = 3,
    SeeSales = 4,
    SeeBooks = 5,
    SeeAudit = 6,
    MaintainItems = 10,
    MaintainSuppliers = 11,
    MaintainCustomers = 12,
    MaintainSites = 13,
    ManagePeople = 14,
    CreatePurchaseOrder = 20,
    ReleasePurchaseOrder = 21,
    CreateRequisition = 22,
    RunSourcing = 24,
    ReceiveGoods = 30,
    MoveStock = 31,
    PickGoods = 32,
    ShipGoods = 33,
    AdjustStock = 34,
    CountStock = 35,
    ChangeCondition = 36,
    TransferStock = 37,
    ReceiveReturns = 38,
    ReturnToSupplier = 39,
    ReversePosting = 40,
    CreateSalesOrder = 50,
    ChangeSalesOrder = 51,
    PostSupplierInvoice = 60,
    PaySupplier = 61,
    ReceivePayment = 62,
    PostJournal = 63,
    ClosePeriod = 64,
    ImportData = 70,
    SignIn = 80,
    MaintainTaxesAndRates = 81,
    MaintainPlaces = 82,
    Approve = 90,
    SeeApprovals = 91,
    MaintainPolicies = 92,
    BreakGlass = 93,
    MaintainParameters = 94,
    EditLocalParameters = 95,
    MaintainOwnership = 97,
#pragma warning restore CS1591
}
