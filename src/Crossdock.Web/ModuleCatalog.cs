namespace Crossdock.Web;

/// <summary>The modules of this product, lower ones first. Nothing is scanned: what is not in this list does not exist.</summary>
public static class ModuleCatalog
{
    /// <summary>All modules in their fixed order.</summary>
    public static IReadOnlyList<IModule> All { get; } =
    [
        new Organisation.OrganisationModule(),
        new Governance.GovernanceModule(),
        new MasterData.MasterDataModule(),
        new Books.BooksModule(),
        new Inventory.InventoryModule(),
        new Sales.SalesModule(),
        new Procurement.ProcurementModule(),
        new Warehouse.WarehouseModule(),
        new Payables.PayablesModule(),
        new Insight.InsightModule(),
    ];
}
