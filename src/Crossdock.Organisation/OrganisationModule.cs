using Crossdock.Organisation.Sites;
using Crossdock.Organisation.Staff;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Organisation;

/// <summary>The group: its entities, sites, places and calendars, its people and what they may do.</summary>
public sealed class OrganisationModule : IModule
{
    /// <inheritdoc/>
    public string Name => "organisation";

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        SiteTables.Model(model);
        StaffTables.Model(model);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<Directory>().AddSingleton<Foundation>();
        services.AddSingleton<CreateEntity>().AddSingleton<CreateSite>().AddSingleton<CreatePlaces>().AddSingleton<BlockPlace>().AddSingleton<SetCalendar>();
        services.AddSingleton<ListEntities>().AddSingleton<ListSites>().AddSingleton<ListPlaces>();
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        CreateEntity.Map(routes);
        CreateSite.Map(routes);
        CreatePlaces.Map(routes);
        BlockPlace.Map(routes);
        SetCalendar.Map(routes);
        ListEntities.Map(routes);
        ListSites.Map(routes);
        ListPlaces.Map(routes);
    }
}
