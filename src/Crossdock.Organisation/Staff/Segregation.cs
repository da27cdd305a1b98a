namespace Crossdock.Organisation.Staff;

/// <summary>Rights that no one person may hold together, whatever the roles are called. Conflicts within one document chain are checked at the document.</summary>
internal static class Segregation
{
    /// <summary>Pairs of duties, with what could go wrong.</summary>
    public static IReadOnlyList<(Permission One, Permission Other, string Risk)> Pairs { get; } =
    [
        (Permission.MaintainSuppliers, Permission.ReleasePurchaseOrder, "an invented supplier could be ordered from"),
        (Permission.MaintainSuppliers, Permission.PaySupplier, "a payment could be led astray"),
        (Permission.ReleasePurchaseOrder, Permission.ReceiveGoods, "goods could be received that never came"),
        (Permission.ReceiveGoods, Permission.PostSupplierInvoice, "a debt could be made up"),
        (Permission.PostSupplierInvoice, Permission.PaySupplier, "a made-up invoice could be paid"),
        (Permission.MaintainItems, Permission.ReleasePurchaseOrder, "costs could be bent to fit an order"),
        (Permission.MaintainItems, Permission.AdjustStock, "costs could be bent to fit an adjustment"),
        (Permission.MaintainPolicies, Permission.ReleasePurchaseOrder, "the rule could be bent to fit an order"),
        (Permission.MaintainParameters, Permission.ReleasePurchaseOrder, "the bound could be bent to fit an order"),
    ];

    private static readonly Permission[] Reading =
    [
        Permission.SignIn, Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.SeeBooks, Permission.SeeAudit,
        Permission.SeeApprovals, Permission.ManagePeople,
    ];

    /// <summary>Why these roles may not be held together, or null.</summary>
    public static Refusal? Conflict(IEnumerable<Role> roles)
    {
        var held = roles.SelectMany(r => r.Permissions).ToHashSet();
        if (held.Contains(Permission.ManagePeople) && held.Except(Reading).Cast<Permission?>().FirstOrDefault() is { } operational)
            return new DutiesConflict(Permission.ManagePeople, operational, "rights could be given to oneself");
        foreach (var (one, other, risk) in Pairs)
            if (held.Contains(one) && held.Contains(other)) return new DutiesConflict(one, other, risk);
        return null;
    }
}

internal sealed record DutiesConflict(Permission One, Permission Other, string Risk) : Refusal(RefusalKind.Refused, "organisation.duties_conflict",
    $"One person may not hold both {One} and {Other}: {Risk}. Give one of the roles to somebody else.");
