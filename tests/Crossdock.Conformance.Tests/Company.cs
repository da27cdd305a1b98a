using Crossdock.Books;
using Crossdock.MasterData;
using Crossdock.Model;
using Crossdock.Organisation;
using Crossdock.Organisation.Sites;

namespace Crossdock.Conformance.Tests;

/// <summary>One company of the model's world inside a database of the product: two entities, three sites, three bins in each. Several share a database.</summary>
internal sealed class Company
{
    private Company(CrossdockApp app, string name)
    {
        App = app;
        Name = name;
    }

    public CrossdockApp App { get; }

    public string Name { get; }

    /// <summary>The product's ids of the entities, by the model's numbers.</summary>
    public Dictionary<int, int> Entities { get; } = [];

    /// <summary>The product's ids of the sites, by the model's numbers.</summary>
    public Dictionary<int, int> Sites { get; } = [];

    public const string Supplier = "V";

    public const string Customer = "C";

    public string EntityCode(int entity) => $"{Name}E{entity}";

    public string SiteCode(int site) => $"{Name}S{site}";

    public string ItemCode(string item) => $"{Name}-{item}";

    public static async Task PartnersAsync(CrossdockApp app) => await DoAsync(app, async (work, cancel) =>
    {
        _ = (await app.Get<PartnerMaster>().CreateAsync(work, new NewPartner(PartnerKind.Supplier, Supplier, "The supplier", "EUR"), cancel)).Value;
        _ = (await app.Get<PartnerMaster>().CreateAsync(work, new NewPartner(PartnerKind.Customer, Customer, "The customer", "EUR"), cancel)).Value;
    });

    public static async Task<Company> FoundAsync(CrossdockApp app, string name)
    {
        var company = new Company(app, name);
        var foundation = app.Get<Foundation>();
        await DoAsync(app, async (work, cancel) =>
        {
            foreach (var entity in World.Entities)
            {
                var made = (await foundation.CreateEntityAsync(work, new(company.EntityCode(entity), company.EntityCode(entity), "EUR", "Europe/Berlin"), cancel)).Value;
                app.Get<Chart>().Found(work, made.Id, World.Months[0], World.Months.Count);
                company.Entities[entity] = made.Id.Value;
            }
        });
        await DoAsync(app, async (work, cancel) =>
        {
            foreach (var site in World.Sites)
            {
                var made = (await foundation.CreateSiteAsync(work, new CreateSiteRequest(company.EntityCode(World.EntityOf(site)), company.SiteCode(site), company.SiteCode(site)), cancel)).Value;
                _ = (await foundation.CreatePlacesAsync(work, made.Id, [.. World.Bins.Select((b, i) => new NewPlace(b, PickSequence: i + 1))], cancel)).Value;
                company.Sites[site] = made.Id.Value;
            }
        });
        return company;
    }

    private static async Task DoAsync(CrossdockApp app, Func<Work, CancellationToken, Task> step)
    {
        if ((await app.RunAsync(new Step(step), new StepRequest())).Refused(out var no, out _)) throw new InvalidOperationException(no.Message);
    }

    private sealed record StepRequest;

    private sealed class Step(Func<Work, CancellationToken, Task> step) : IUse<StepRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, StepRequest request, CancellationToken cancel)
        {
            await step(work, cancel);
            return Done.Yes;
        }
    }
}
