namespace Crossdock.Organisation;

/// <summary>An act that must be kept apart from others. Stored by number, so it is never renumbered.</summary>
public enum Duty
{
#pragma warning disable CS1591 // the words for people are in Duties
    MaintainSupplier = 1,
    MaintainBank = 2,
    EditTerms = 3,
    WriteOrder = 4,
    ReleaseOrder = 5,
    ApproveOrder = 6,
    ReceiveGoods = 7,
    PickGoods = 8,
    AdjustStock = 9,
    CountStock = 10,
    ApproveVariance = 11,
    KeepPlace = 12,
    MatchInvoice = 13,
    PaySupplier = 14,
    SetReorderPolicy = 15,
    ApproveBeyondBounds = 16,
    ShipTransfer = 17,
    DecideShortage = 18,
    AcceptReturn = 19,
    CreditReturn = 20,
    EditApprovalTable = 21,
    ApproveUnderTable = 22,
    AdministerUsers = 23,
    WriteOperations = 24,
    ChangeAllocationRank = 25,
    SellToOwnCustomer = 26,
    SetTransferPrice = 27,
    ApproveIntercompany = 28,
    SetAutonomy = 29,
    ApproveRecommendation = 30,
    OwnSupplierClaim = 31,
    ReceiveClaimedGoods = 32,
    ReopenPeriod = 33,
    PostInPeriod = 34,
    DelegateApproval = 35,
    ApproveThroughDelegate = 36,
#pragma warning restore CS1591
}

/// <summary>What duties are called, and which rights they are done with.</summary>
public static class Duties
{
    private static readonly Dictionary<Duty, (string Words, Permission[] Rights)> Known = new()
    {
        [Duty.MaintainSupplier] = ("maintain the supplier", [Permission.MaintainSuppliers]),
        [Duty.MaintainBank] = ("maintain the supplier's bank account", [Permission.MaintainSuppliers]),
        [Duty.EditTerms] = ("set the item's cost or price terms", [Permission.MaintainItems, Permission.MaintainSuppliers]),
        [Duty.WriteOrder] = ("write the requisition or order", [Permission.CreateRequisition, Permission.CreatePurchaseOrder]),
        [Duty.ReleaseOrder] = ("release the order", [Permission.ReleasePurchaseOrder]),
        [Duty.ApproveOrder] = ("approve the order", [Permission.Approve]),
        [Duty.ReceiveGoods] = ("receive the goods", [Permission.ReceiveGoods]),
        [Duty.PickGoods] = ("pick the goods", [Permission.PickGoods]),
        [Duty.AdjustStock] = ("adjust the stock", [Permission.AdjustStock]),
        [Duty.CountStock] = ("count", [Permission.CountStock]),
        [Duty.ApproveVariance] = ("approve the variance", [Permission.Approve]),
        [Duty.KeepPlace] = ("move stock in and out of the place", [Permission.MoveStock]),
        [Duty.MatchInvoice] = ("match and post the invoice", [Permission.PostSupplierInvoice]),
        [Duty.PaySupplier] = ("pay the supplier", [Permission.PaySupplier]),
        [Duty.SetReorderPolicy] = ("set the reorder policy", []),
        [Duty.ApproveBeyondBounds] = ("approve buys beyond its bounds", [Permission.Approve]),
        [Duty.ShipTransfer] = ("ship the transfer", [Permission.TransferStock]),
        [Duty.DecideShortage] = ("decide on what did not arrive", [Permission.AdjustStock]),
        [Duty.AcceptReturn] = ("accept the customer's return", [Permission.ReceiveReturns]),
        [Duty.CreditReturn] = ("credit the customer's return", [Permission.ChangeSalesOrder]),
        [Duty.EditApprovalTable] = ("write the approval table", [Permission.MaintainPolicies]),
        [Duty.ApproveUnderTable] = ("approve or release under it", [Permission.Approve, Permission.ReleasePurchaseOrder]),
        [Duty.AdministerUsers] = ("manage people and their rights", [Permission.ManagePeople]),
        [Duty.WriteOperations] = ("do any other work that writes", []),
        [Duty.ChangeAllocationRank] = ("change who is served first", []),
        [Duty.SellToOwnCustomer] = ("sell to one's own customer", [Permission.CreateSalesOrder]),
        [Duty.SetTransferPrice] = ("set the price between entities", []),
        [Duty.ApproveIntercompany] = ("approve what moves between entities", [Permission.Approve]),
        [Duty.SetAutonomy] = ("deploy a model or raise its autonomy", []),
        [Duty.ApproveRecommendation] = ("approve what it recommends", [Permission.Approve]),
        [Duty.OwnSupplierClaim] = ("own the claim against the supplier", []),
        [Duty.ReceiveClaimedGoods] = ("receive the returned or credited goods", [Permission.ReceiveGoods]),
        [Duty.ReopenPeriod] = ("open a closed month again", [Permission.ClosePeriod]),
        [Duty.PostInPeriod] = ("post in it", []),
        [Duty.DelegateApproval] = ("let somebody stand in", [Permission.Approve]),
        [Duty.ApproveThroughDelegate] = ("approve one's own through them", [Permission.Approve]),
    };

    /// <summary>What people call it, as "you may not ...".</summary>
    public static string Words(Duty duty) => Known.TryGetValue(duty, out var known) ? known.Words : duty.ToString();

    /// <summary>The rights it is done with; none where no use for it exists yet, or where any right will do.</summary>
    public static IReadOnlyList<Permission> Rights(Duty duty) => Known[duty].Rights;
}
