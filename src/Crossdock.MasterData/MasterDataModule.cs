using Crossdock.MasterData.ItemRecords;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Searching;
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
    public void Model(ModelBuilder model, Engine engine)
    {
        ItemTables.Model(model);
        PartnerTables.Model(model);
        SearchTables.Model(model, engine);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<Items>().AddSingleton<Partners>().AddSingleton<SearchIndex>().AddSingleton<ItemMaster>().AddSingleton<PartnerMaster>();
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
    }
}
