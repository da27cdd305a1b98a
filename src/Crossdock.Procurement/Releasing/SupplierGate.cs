namespace Crossdock.Procurement.Releasing;

/// <summary>Whether a supplier may be ordered from now. It is asked at every release, also when people approved it before.</summary>
internal static class SupplierGate
{
    public static Refusal? Refuse(Partner supplier)
    {
        if (!supplier.Active) return new NotActiveSupplier(supplier.Code);
        return supplier.Standing switch
        {
            SupplierStanding.Approved => null,
            SupplierStanding.Requested => new SupplierNotApproved(supplier.Code, "is not approved yet", "Its approval is waiting: see the supplier's page for who decides"),
            SupplierStanding.Suspended => new SupplierNotApproved(supplier.Code, "is suspended", "A master data steward can ask for it to be approved again"),
            _ => new SupplierNotApproved(supplier.Code, "was not approved", "A master data steward can ask again"),
        };
    }
}

internal sealed record NotActiveSupplier(string Code) : Refusal(RefusalKind.Refused, "procurement.supplier_closed",
    $"The supplier {Code} is closed; nothing more can be ordered. A master data steward can open it again.");

internal sealed record SupplierNotApproved(string Code, string What, string Who) : Refusal(RefusalKind.Refused, "procurement.supplier_not_approved",
    $"The supplier {Code} {What}, so nothing can be ordered from it. {Who}.");
