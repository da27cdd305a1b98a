using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Organisation.Separating;
using Crossdock.Organisation.Staff;
using Crossdock.Storage.Commit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation;

/// <summary>People and what they may do, from memory. A change of roles, scope or password takes effect at once, on other nodes within a second.</summary>
public sealed class People
{
    private readonly MasterMemory<Shelf> memory;
    private readonly Database database;
    private readonly Directory directory;
    private readonly PasswordHasher<object> passwords = Passwords.Hasher();

    /// <summary>The people of the database; one per process.</summary>
    public People(Database database, CommitEngine engine, TimeProvider time, Directory directory)
    {
        this.database = database;
        this.directory = directory;
        memory = new(database, engine, time, PeopleChanged.Name);
    }

    /// <summary>The person with this key.</summary>
    public async ValueTask<Person?> FindAsync(CrossdockDb db, PersonId id, CancellationToken cancel = default) =>
        (await CardAsync(db, id, cancel))?.Person;

    /// <summary>Their name, for lists; the product's own name for what it does itself.</summary>
    public async ValueTask<string> NameAsync(CrossdockDb db, PersonId id, CancellationToken cancel = default) =>
        id.Value == 0 ? "Crossdock" : (await CardAsync(db, id, cancel))?.Person.Name ?? $"person {id.Value}";

    /// <summary>The person as an actor; null when there is none or they may no longer sign in.</summary>
    public async ValueTask<Actor?> ActorAsync(CrossdockDb db, PersonId id, CancellationToken cancel = default) =>
        await CardAsync(db, id, cancel) is { Person.Active: true } card ? card.Actor : null;

    /// <summary>Everybody who holds a role and may sign in, by login.</summary>
    public async Task<IReadOnlyList<Person>> InRoleAsync(CrossdockDb db, string role, CancellationToken cancel = default)
    {
        var shelf = await memory.CurrentAsync();
        if (!shelf.Roles.TryGetValue(role, out var ids))
            shelf.Roles[role] = ids = await memory.ReadAsync(db, d => d.Set<StoredPersonRole>().Where(r => r.Role == role).Select(r => r.PersonId).ToListAsync(cancel));
        var people = new List<Person>(ids.Count);
        foreach (var id in ids)
            if (await CardAsync(db, id, cancel) is { Person.Active: true } card) people.Add(card.Person);
        return [.. people.OrderBy(p => p.Login, StringComparer.Ordinal)];
    }

    /// <summary>The person who signs in with this.</summary>
    public async Task<Person?> ByLoginAsync(CrossdockDb db, string login, CancellationToken cancel = default)
    {
        var normal = login.Trim().ToLowerInvariant();
        var id = await memory.ReadAsync(db, d => d.Set<StoredPerson>().Where(p => p.Login == normal).Select(p => (PersonId?)p.Id).FirstOrDefaultAsync(cancel));
        return id is { } known ? (await CardAsync(db, known, cancel))?.Person : null;
    }

    /// <summary>Creates a person with roles and scope.</summary>
    public async Task<Result<Person>> CreateAsync(Work work, NewPerson request, CancellationToken cancel)
    {
        var login = request.Login.Trim().ToLowerInvariant();
        if (login.Length == 0 || !login.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@')) return new LoginNotUsable(request.Login);
        if (RolesOf(request.Roles ?? []).Refused(out var refusal, out var roles)) return refusal;
        if (request is { Service: true, Password: not null }) return new ServicePassword(login) { Pointer = "/password" };
        if (request.Password is { } first && PasswordRules.Refuse(first, login, request.Name) is { } weak) return weak;
        if (await work.Db.Set<StoredPerson>().AnyAsync(p => p.Login == login, cancel)) return new LoginTaken(login);

        var person = new StoredPerson { Id = new(work.NewKey("people")), Login = login, Name = request.Name.Trim(), Active = true, Service = request.Service, Version = 1 };
        work.Db.Add(person);
        work.Db.Add(new StoredAccount
        {
            PersonId = person.Id,
            PasswordHash = request.Password is null ? null : passwords.HashPassword(this, request.Password),
            SecurityStamp = Passwords.NewStamp(),
        });
        foreach (var role in roles) work.Db.Add(new StoredPersonRole { PersonId = person.Id, Role = role.Code });
        if ((await ScopeAsync(work, request.Entities ?? [], request.Sites ?? [], cancel)).Refused(out refusal, out var scope)) return refusal;
        if (await SoftAsync(work, person.Id, roles, scope.Sites, cancel) is { } soft) return soft;
        foreach (var entity in scope.Entities) work.Db.Add(new StoredPersonEntity { PersonId = person.Id, EntityId = entity });
        foreach (var site in scope.Sites) work.Db.Add(new StoredPersonSite { PersonId = person.Id, SiteId = site });
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return new Person(person.Id, login, person.Name, true, [.. roles.Select(r => r.Code)], scope.Entities, scope.Sites) { Service = person.Service };
    }

    internal async ValueTask<Card?> CardAsync(CrossdockDb? db, PersonId id, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        if (shelf.Cards.TryGetValue(id, out var known)) return known;
        var read = db is null ? await database.ReadAsync(d => LoadAsync(d, id, cancel)) : await memory.ReadAsync(db, d => LoadAsync(d, id, cancel));
        return read is null ? null : shelf.Cards[id] = read;
    }

    /// <summary>The person an API key acts for, unless it is revoked or expired.</summary>
    internal async ValueTask<Card?> ByApiKeyAsync(string key, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var name = Convert.ToHexString(hash);
        var shelf = await memory.CurrentAsync();
        if (!shelf.Keys.TryGetValue(name, out var known))
        {
            var read = await database.ReadAsync(d => d.Set<StoredApiKey>().SingleOrDefaultAsync(k => k.KeyHash == hash && k.RevokedAt == null, cancel));
            if (read is null) return null;
            shelf.Keys[name] = known = (read.PersonId, read.ExpiresAt);
        }

        if (known.ExpiresAt is { } end && now >= end) return null;
        return await CardAsync(null, known.Person, cancel) is { Person.Active: true } card ? card : null;
    }

    internal static Result<IReadOnlyList<Role>> RolesOf(IReadOnlyList<string> codes)
    {
        var roles = new List<Role>();
        foreach (var code in codes.Distinct())
        {
            if (Roles.Find(code) is not { } role) return new RoleUnknown(code);
            roles.Add(role);
        }

        return ConflictMatrix.ClashesOf(roles).FirstOrDefault(c => c.Row.Strength == ConflictStrength.Hard) is { } clash ? new DutiesConflict(clash) : Result<IReadOnlyList<Role>>.Of(roles);
    }

    /// <summary>Why roles with a soft conflict among them cannot be held at these sites, or null: each must be small and have a control for the person.</summary>
    internal async Task<Refusal?> SoftAsync(Work work, PersonId person, IReadOnlyCollection<Role> roles, IReadOnlyCollection<SiteId> sites, CancellationToken cancel)
    {
        var clashes = ConflictMatrix.ClashesOf(roles).ToList();
        if (clashes.Count == 0) return null;
        var accepted = await work.Db.Set<AcceptedConflict>().AsNoTracking().Where(a => a.PersonId == person && a.EndsAt > work.Now).ToListAsync(cancel);
        var at = new List<Site>();
        foreach (var id in sites) at.Add((await directory.SiteAsync(work.Db, id, cancel))!);
        foreach (var clash in clashes)
        {
            if (at.Count == 0 || at.Exists(s => !s.IsSmall)) return new ConflictNotSmall(clash);
            if (at.Find(s => !accepted.Exists(a => a.Conflict == clash.Row.Number && a.SiteId == s.Id)) is { } open) return new ConflictNotAccepted(clash, open.Code);
        }

        return null;
    }

    internal async Task<Result<(IReadOnlyList<EntityId> Entities, IReadOnlyList<SiteId> Sites)>> ScopeAsync(
        Work work, IReadOnlyList<string> entities, IReadOnlyList<string> sites, CancellationToken cancel)
    {
        var entityIds = new List<EntityId>();
        var siteIds = new List<SiteId>();
        foreach (var code in entities.Distinct())
        {
            if (await directory.EntityAsync(work.Db, code, cancel) is not { } entity) return Refusal.NotFound("entity", code);
            entityIds.Add(entity.Id);
        }

        foreach (var code in sites.Distinct())
        {
            if (await directory.SiteAsync(work.Db, code, cancel) is not { } site) return Refusal.NotFound("site", code);
            siteIds.Add(site.Id);
        }

        return (entityIds, siteIds);
    }

    private static async Task<Card?> LoadAsync(CrossdockDb db, PersonId id, CancellationToken cancel)
    {
        var person = await db.Set<StoredPerson>().SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (person is null) return null;
        var stamp = await db.Set<StoredAccount>().Where(a => a.PersonId == id).Select(a => a.SecurityStamp).SingleAsync(cancel);
        var roles = await db.Set<StoredPersonRole>().Where(r => r.PersonId == id).Select(r => r.Role).ToListAsync(cancel);
        var entities = await db.Set<StoredPersonEntity>().Where(e => e.PersonId == id).Select(e => e.EntityId).ToListAsync(cancel);
        var sites = await db.Set<StoredPersonSite>().Where(s => s.PersonId == id).Select(s => s.SiteId).ToListAsync(cancel);
        var view = new Person(id, person.Login, person.Name, person.Active, roles, entities, sites) { Service = person.Service };
        var accepted = await db.Set<AcceptedConflict>().AsNoTracking().Where(a => a.PersonId == id).ToListAsync(cancel);
        return new(view, view.ToActor(), stamp) { Accepted = accepted, Clashes = [.. ConflictMatrix.ClashesOf([.. roles.Select(Roles.Find).OfType<Role>()])] };
    }

    internal sealed record Card(Person Person, Actor Actor, string SecurityStamp)
    {
        /// <summary>Pairs of rights that their roles put in one hand.</summary>
        public IReadOnlyList<RightsClash> Clashes { get; init; } = [];

        /// <summary>Conflicts that were ever accepted for them.</summary>
        public IReadOnlyList<AcceptedConflict> Accepted { get; init; } = [];

        /// <summary>Their identities by how they signed in.</summary>
        public ConcurrentDictionary<string, ActorIdentity> Identities { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Shelf
    {
        public ConcurrentDictionary<PersonId, Card> Cards { get; } = new();
        public ConcurrentDictionary<string, List<PersonId>> Roles { get; } = new(StringComparer.Ordinal);
        public ConcurrentDictionary<string, (PersonId Person, DateTimeOffset? ExpiresAt)> Keys { get; } = new(StringComparer.Ordinal);
    }
}
