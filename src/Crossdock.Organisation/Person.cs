using System.ComponentModel.DataAnnotations;

namespace Crossdock.Organisation;

/// <summary>Somebody who may sign in, or whom an API key acts for.</summary>
/// <param name="Id">The key.</param>
/// <param name="Login">What they sign in with, lower case.</param>
/// <param name="Name">Their name.</param>
/// <param name="Active">False when they may no longer sign in.</param>
/// <param name="Roles">Codes of their roles.</param>
/// <param name="Entities">Entities they work for; empty means all.</param>
/// <param name="Sites">Sites they work at; empty means all of their entities.</param>
public sealed record Person(
    PersonId Id, string Login, string Name, bool Active, IReadOnlyList<string> Roles, IReadOnlyList<EntityId> Entities, IReadOnlyList<SiteId> Sites)
{
    /// <summary>True for a service account: another system that only has API keys.</summary>
    public bool Service { get; init; }

    /// <summary>The person as an actor: the rights of all roles, within the scope.</summary>
    public Actor ToActor() => new(Id, Name)
    {
        Permissions = Roles.Select(Organisation.Roles.Find).OfType<Role>().SelectMany(r => r.Permissions).ToHashSet(),
        Entities = Entities.Count == 0 ? null : Entities.ToHashSet(),
        Sites = Sites.Count == 0 ? null : Sites.ToHashSet(),
    };
}

/// <summary>A new person.</summary>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">Their name.</param>
/// <param name="Roles">Codes of their roles.</param>
/// <param name="Entities">Codes of the entities they work for; none means all.</param>
/// <param name="Sites">Codes of the sites they work at; none means all.</param>
/// <param name="Password">A first password; without one they cannot sign in with a password.</param>
/// <param name="Service">True for a service account: another system that never has a password and whose keys administrators make. It stays one.</param>
public sealed record NewPerson(
    [Required, StringLength(80)] string Login,
    [Required, StringLength(100)] string Name,
    [MaxLength(20)] IReadOnlyList<string>? Roles = null,
    [MaxLength(200)] IReadOnlyList<string>? Entities = null,
    [MaxLength(1000)] IReadOnlyList<string>? Sites = null,
    [StringLength(256)] string? Password = null,
    bool Service = false);
