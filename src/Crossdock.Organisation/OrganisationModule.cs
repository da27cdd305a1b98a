using Crossdock.Organisation.Auditing;
using Crossdock.Organisation.Separating;
using Crossdock.Organisation.SignIn;
using Crossdock.Organisation.Sites;
using Crossdock.Organisation.Staff;
using Crossdock.Storage.Checking;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Organisation;

/// <summary>The group: its entities, sites, places and calendars, its people, what they may do and what was done.</summary>
public sealed class OrganisationModule : IModule
{
    /// <inheritdoc/>
    public string Name => "organisation";

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        SiteTables.Model(model);
        StaffTables.Model(model);
        SeparatingTables.Model(model);
    }

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => ["organisation_conflict_hits"];

    /// <inheritdoc/>
    public IEnumerable<SealedTable> SealedTables => [new SealedTable<ConflictHit>(SeparatingTables.Hits)];

    /// <summary>Registers faces, uses and queries, and how people and machines prove who they are: cookie, API key, and the rule that everything needs one.</summary>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<Directory>().AddSingleton<Foundation>().AddSingleton<People>().AddSingleton<ApiKeys>().AddSingleton<SampleAccounts>();
        services.AddSingleton<CreateEntity>().AddSingleton<CreateSite>().AddSingleton<CreatePlaces>().AddSingleton<BlockPlace>().AddSingleton<SetCalendar>();
        services.AddNavigation(new NavigationEntry("", "Today", "/", "home") { Key = 'h' });
        services.AddSingleton<ListEntities>().AddSingleton<ListSites>().AddSingleton<ListPlaces>();
        services.AddSingleton<CreatePerson>().AddSingleton<SetPersonRoles>().AddSingleton<SetScopes>().AddSingleton<SetPersonActive>();
        services.AddSingleton<ChangePassword>().AddSingleton<GivePassword>().AddSingleton<CreateApiKey>().AddSingleton<RevokeApiKey>();
        services.AddSingleton<ListPeople>().AddSingleton<ListRoles>().AddSingleton<ShowMe>().AddSingleton<ListApiKeys>().AddSingleton<ListOwnApiKeys>().AddSingleton<ListAudit>();
        services.AddSingleton<Segregation>().AddSingleton<RegisterSmallSite>().AddSingleton<AcceptConflict>().AddSingleton<EndAcceptance>().AddSingleton<ShowConflicts>();
        services.AddSignIn();
        services.AddNavigation(
            new NavigationEntry("Set-up", "Sites and places", "/sites", "site", Permission.SignIn, 900),
            new NavigationEntry("Set-up", "People and roles", "/people", "users", Permission.ManagePeople, 910),
            new NavigationEntry("Set-up", "Import", "/import", "upload", Permission.SignIn, 915),
            new NavigationEntry("Set-up", "Audit trail", "/audit", "history", Permission.SeeAudit, 920) { Key = 'a' },
            new NavigationEntry("Set-up", "Conflicts", "/conflicts", "users", Permission.SeeAudit, 921));
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
        CreatePerson.Map(routes);
        SetPersonRoles.Map(routes);
        SetScopes.Map(routes);
        SetPersonActive.Map(routes);
        ChangePassword.Map(routes);
        GivePassword.Map(routes);
        CreateApiKey.Map(routes);
        RevokeApiKey.Map(routes);
        ListPeople.Map(routes);
        ListRoles.Map(routes);
        ShowMe.Map(routes);
        ListApiKeys.Map(routes);
        ListOwnApiKeys.Map(routes);
        ListAudit.Map(routes);
        RegisterSmallSite.Map(routes);
        AcceptConflict.Map(routes);
        EndAcceptance.Map(routes);
        ShowConflicts.Map(routes);
    }

    /// <inheritdoc/>
    public void PageEndpoints(IEndpointRouteBuilder routes) => routes.MapSignIn();
}
