using Crossdock.Organisation;
using Crossdock.Organisation.Staff;

namespace Crossdock.Company.Replaying;

/// <summary>One person per role, so that the trail names who usually does what, and a manager per site. Names are drawn.</summary>
internal sealed class Staff
{
    private static readonly string[] Names =
    [
        "Ruth Hansen", "Peter Novak", "Lena Fischer", "Omar Haddad", "Grace Miller", "Jonas Berg", "Ana Torres", "Walter Schmidt",
        "Mei Chen", "Paul Dubois", "Sofia Rossi", "David Clark", "Ines Weber", "Tom Larsen", "Eva Horn", "Karl Lund",
    ];

    private static readonly string[] SiteManagers = ["Nora Quist", "Hugo Brandt", "Iris Kovacs", "Felix Moreau", "Clara Jensen", "Oscar Lind"];

    private readonly Dictionary<string, Actor> people = new(StringComparer.Ordinal);

    /// <summary>The product itself, for what is loaded and not done by anybody.</summary>
    public static Actor Loader { get; } = Actor.System("sample company");

    public Actor Buyer => Of("buyer");

    public Actor Receiver => Of("receiver");

    public Actor Picker => Of("picker");

    public Actor Counter => Of("counter");

    public Actor Manager => Of("warehouse-manager");

    public Actor Sales => Of("sales");

    public Actor Clerk => Of("ap-clerk");

    public Actor Controller => Of("controller");

    public Actor ProcurementManager => Of("procurement-manager");

    public Actor Planner => Of("planner");

    public Actor Steward => Of("steward");

    public Actor Council => Of("council");

    /// <summary>One person per role, who works everywhere, and a manager for each site who answers for that one only.</summary>
    public async Task HireAsync(Clerk clerk, SamplePlan plan, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var (role, index) in Roles.All.Select((r, i) => (r, i)))
        {
            var name = Names[index % Names.Length];
            var hired = await clerk.AskAsync<NewPerson, CreatePersonResponse>(Loader, "people", $"person:{role.Code}", at, new(role.Code, name, [role.Code]), cancel);
            if (hired is not null) people[role.Code] = new(new PersonId(hired.Id), name) { Permissions = role.Permissions };
        }

        foreach (var (site, index) in plan.Sites.Select((s, i) => (s, i)))
        {
            await clerk.AskAsync<NewPerson, CreatePersonResponse>(Loader, "people", $"person:manager:{site.Code}", at, new(
                $"manager-{site.Code.ToLowerInvariant()}", SiteManagers[index % SiteManagers.Length], ["warehouse-manager"], Sites: [site.Code]), cancel);
        }
    }

    private Actor Of(string role) => people.GetValueOrDefault(role, Loader);
}
