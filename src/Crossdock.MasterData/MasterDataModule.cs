using Crossdock.MasterData.Floors;
using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.Levels;
using Crossdock.MasterData.OrderRules;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Pricing;
using Crossdock.MasterData.Qualifying;
using Crossdock.MasterData.Rates;
using Crossdock.MasterData.Searching;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.MasterData;

/// <summary>Items with units and numbers, suppliers, customers, terms, tax codes, rates, and the search over all of them.</summary>
public sealed class MasterDataModule : IModule
{
    /// <inheritdoc/>
    public string Name => "masterdata";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => PriceTables.AppendOnly;

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables => [new Storage.Checking.SealedTable<StoredPrice>(PriceTables.Prices)];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        ItemTables.Model(model);
        StoredFloor.Model(model);
        PartnerTables.Model(model);
        QualifyingTables.Model(model);
        LevelTables.Model(model);
        LevelOverride.Model(model);
        OrderRuleTables.Model(model);
        PriceTables.Model(model);
        SearchTables.Model(model, engine);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<Items>().AddSingleton<Partners>().AddSingleton<SearchIndex>().AddSingleton<ICaseRates>(s => s.GetRequiredService<Partners>());
        services.AddSingleton<ItemMaster>().AddSingleton<RateTable>();
        services.AddSingleton(s => new PartnerMaster(s.GetRequiredService<Directory>(), s.GetRequiredService<SearchIndex>(), s.GetRequiredService<SupplierRequests>(),
            s.GetRequiredService<Segregation>(), s.GetRequiredService<FirstPrices>()));
        services.AddParameters(SupplierParameters.All).AddOwned(
            new OwnedClass("suppliers", "Suppliers", Permission.MaintainSuppliers), new OwnedClass("items", "Items", Permission.MaintainItems), new OwnedClass("customers", "Customers", Permission.MaintainCustomers),
            new OwnedClass("rates", "Rates and taxes", Permission.MaintainTaxesAndRates, ScopeLevels.Group | ScopeLevels.Entity));
        services.AddSingleton<FirstPrices>().AddSingleton<PriceDesk>().AddSingleton<ApprovalSubject, PriceApproval>().AddSingleton<SupplierPrices>();
        services.AddSingleton<ChangePrices>().AddSingleton<AskPriceChange>().AddSingleton<WithdrawPriceChange>().AddSingleton<PriceChangeList>().AddSingleton<FindPriceChange>();
        services.AddSingleton<Qualifications>().AddSingleton<SupplierRequests>().AddSingleton<ApprovalSubject, SupplierApproval>();
        services.AddSingleton<AssessSupplier>().AddSingleton<SuspendSupplier>().AddSingleton<RequestSupplierApproval>();
        services.AddSingleton<AddCertificate>().AddSingleton<WithdrawCertificate>().AddSingleton<RequireCertificate>();
        services.AddSingleton<ProposeBankAccount>().AddSingleton<ConfirmBankAccount>().AddSingleton<ShowQualification>().AddSingleton<CertificateList>();
        services.AddSingleton<CreateItem>().AddSingleton<ImportItems>().AddSingleton<ChangeItem>().AddSingleton<SetMeasures>().AddSingleton<AddPack>().AddSingleton<AddReference>();
        services.AddSingleton<CreateSupplier>().AddSingleton<CreateCustomer>().AddSingleton<ImportPartners>();
        services.AddSingleton<ChangeSupplier>().AddSingleton<ChangeCustomer>().AddSingleton<SetTerms>();
        services.AddSingleton<StockLevels>().AddSingleton<SetStockLevels>().AddSingleton<StockLevelList>();
        services.AddSingleton<OverrideDesk>().AddSingleton<ApprovalSubject, OverrideApproval>().AddSingleton<OverrideLevel>().AddSingleton<EndOverride>().AddSingleton<FindOverride>();
        services.AddSingleton<IOverrideSource, LevelOverrideSource>().AddSingleton<ExceptionSource, EndingLevelOverrides>();
        services.AddSingleton<StockFloors>().AddSingleton<SetFloors>().AddSingleton<FloorList>();
        services.AddSingleton<SupplierOrderRules>().AddSingleton<SetOrderRule>().AddSingleton<ListOrderRules>();
        services.AddSingleton<SetRates>().AddSingleton<CreateTaxCode>();
        services.AddSingleton<ItemList>().AddSingleton<ShowItem>().AddSingleton<SupplierList>().AddSingleton<ShowSupplier>();
        services.AddSingleton<CustomerList>().AddSingleton<ShowCustomer>().AddSingleton<ListRates>().AddSingleton<ListTaxCodes>().AddSingleton<SearchQuery>();
        services.AddNavigation(
            new NavigationEntry("Sales", "Customers", "/customers", "customer", Permission.SeeSales, 180),
            new NavigationEntry("Buying", "Suppliers", "/suppliers", "supplier", Permission.SeePurchasing, 280),
            new NavigationEntry("Buying", "Price changes", "/price-changes", "money", Permission.SeePurchasing, 240),
            new NavigationEntry("Buying", "New prices", "/price-changes/new", "plus", Permission.ChangePrices, 241) { Task = "New prices" },
            new NavigationEntry("Buying", "Certificates", "/certificates", "shield", Permission.SeePurchasing, 285),
            new NavigationEntry("Stock", "Items", "/items", "items", Permission.SeeItems, 409) { Key = 'i' },
            new NavigationEntry("Stock", "Stock levels", "/stock-levels", "list", Permission.SeeItems, 412),
            new NavigationEntry("Stock", "Floors", "/stock-floors", "list", Permission.SeeItems, 419),
            new NavigationEntry("Money", "Rates and taxes", "/rates", "money", Permission.MaintainTaxesAndRates, 590));
        services.AddQueue<CertificateList, CertificateRow>("Certificates that end", 25, Tone.Warning, Permission.SeePurchasing, [Permission.MaintainSuppliers], "/certificates",
            day => $"renewed=false&{QueueWords.Filter("until", "le", day.AddDays(30))}&sort=until",
            (row, today) => new(row.SupplierName, $"{row.Kind}, {row.Number}", QueueWords.Due(row.ValidUntil, today), $"/suppliers/{Uri.EscapeDataString(row.Supplier)}"));
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        SetFloors.Map(routes);
        FloorList.Map(routes);
        CreateItem.Map(routes);
        ImportItems.Map(routes);
        ChangeItem.Map(routes);
        SetMeasures.Map(routes);
        AddPack.Map(routes);
        AddReference.Map(routes);
        ItemList.Map(routes);
        ShowItem.Map(routes);
        CreateSupplier.Map(routes);
        CreateCustomer.Map(routes);
        ImportPartners.Map(routes);
        ChangeSupplier.Map(routes);
        ChangeCustomer.Map(routes);
        SetTerms.Map(routes);
        ChangePrices.Map(routes);
        AskPriceChange.Map(routes);
        WithdrawPriceChange.Map(routes);
        PriceChangeList.Map(routes);
        FindPriceChange.Map(routes);
        SupplierList.Map(routes);
        ShowSupplier.Map(routes);
        CustomerList.Map(routes);
        ShowCustomer.Map(routes);
        AssessSupplier.Map(routes);
        SuspendSupplier.Map(routes);
        RequestSupplierApproval.Map(routes);
        AddCertificate.Map(routes);
        WithdrawCertificate.Map(routes);
        RequireCertificate.Map(routes);
        ProposeBankAccount.Map(routes);
        ConfirmBankAccount.Map(routes);
        ShowQualification.Map(routes);
        CertificateList.Map(routes);
        SetOrderRule.Map(routes);
        ListOrderRules.Map(routes);
        SetStockLevels.Map(routes);
        StockLevelList.Map(routes);
        OverrideLevel.Map(routes);
        EndOverride.Map(routes);
        FindOverride.Map(routes);
        SetRates.Map(routes);
        ListRates.Map(routes);
        CreateTaxCode.Map(routes);
        ListTaxCodes.Map(routes);
        SearchQuery.Map(routes);
    }
}
