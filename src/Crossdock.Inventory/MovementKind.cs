namespace Crossdock.Inventory;

/// <summary>Why stock moved. Stored by number.</summary>
public enum MovementKind
{
    /// <summary>From a supplier to us.</summary>
    Receipt = 1,

    /// <summary>From place to place within a site.</summary>
    Move = 2,

    /// <summary>Another condition.</summary>
    ConditionChange = 3,

    /// <summary>Taken for a demand.</summary>
    Pick = 4,

    /// <summary>To a customer.</summary>
    Shipment = 5,

    /// <summary>Back from a customer.</summary>
    CustomerReturn = 6,

    /// <summary>Back to a supplier.</summary>
    SupplierReturn = 7,

    /// <summary>Found, lost or scrapped, with a reason.</summary>
    Adjustment = 8,

    /// <summary>The difference a count found.</summary>
    Count = 9,

    /// <summary>Sent to another site.</summary>
    TransferShipment = 10,

    /// <summary>Arrived from another site.</summary>
    TransferReceipt = 11,

    /// <summary>Lost between sites.</summary>
    TransitLoss = 12,

    /// <summary>Stock the books open with.</summary>
    Opening = 13,

    /// <summary>Thrown away.</summary>
    Scrap = 14,

    /// <summary>Value only: the receipt that filled a hole settles what the hole went out at.</summary>
    ShortageSettlement = 15,

    /// <summary>Stock of a supplier becomes ours where it lies, because it is used; a reversal gives it back.</summary>
    OwnershipChange = 16,

    /// <summary>A supplier shipped straight to our customer, first half: the goods are named with lot and owner, at the site that sold them, where they never lie.</summary>
    DirectReceipt = 17,

    /// <summary>The second half: they are the customer's, and we owe their supplier for them. They never were in a pool of ours.</summary>
    DirectShipment = 18,
}

/// <summary>How reliable the moment is at which a movement happened.</summary>
public enum HappenedSource
{
    /// <summary>A scan said so.</summary>
    Scan = 1,

    /// <summary>Somebody typed it.</summary>
    Keyed = 2,

    /// <summary>The system itself.</summary>
    System = 3,
}

/// <summary>The posting table of stock: the account that stands against inventory for each kind of movement.</summary>
public static class PostingTable
{
    /// <summary>The counter account, or null where value only moves between inventory accounts or not at all.</summary>
    public static AccountRole? Counter(MovementKind kind) => kind switch
    {
        MovementKind.Receipt or MovementKind.SupplierReturn or MovementKind.OwnershipChange => AccountRole.GoodsReceivedNotInvoiced,
        MovementKind.Shipment or MovementKind.CustomerReturn or MovementKind.DirectShipment => AccountRole.CostOfGoodsSold,
        MovementKind.Adjustment or MovementKind.Count => AccountRole.Adjustment,
        MovementKind.Scrap => AccountRole.Scrap,
        MovementKind.TransitLoss => AccountRole.TransitLoss,
        MovementKind.Opening => AccountRole.Opening,
        _ => null,
    };

    /// <summary>Where the difference goes between what a reversal takes out of a pool and what it gives back to the counter account.</summary>
    public static AccountRole Difference(MovementKind kind) => kind switch
    {
        MovementKind.Receipt or MovementKind.SupplierReturn or MovementKind.OwnershipChange => AccountRole.PriceVariance,
        MovementKind.Shipment or MovementKind.CustomerReturn => AccountRole.CostOfGoodsSold,
        _ => AccountRole.Adjustment,
    };
}
