using Crossdock.Organisation.Staff;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation;

/// <summary>A person of the sample company whom a visitor may sign in as.</summary>
/// <param name="Id">The person.</param>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role they show.</param>
public sealed record SampleAccount(PersonId Id, string Login, string Name, Role Role);

/// <summary>
/// One account per role, offered on the sign-in page without a password: only in a database that is marked as the sample company
/// (storage setting <c>sample</c> = <c>true</c>), never in any other.
/// </summary>
public sealed class SampleAccounts
{
    /// <summary>The accounts, in the order of roles; none unless the database is the sample company.</summary>
    public async Task<IReadOnlyList<SampleAccount>> ListAsync(CrossdockDb db, CancellationToken cancel = default)
    {
        var setting = await db.Database.SqlQuery<string>($"SELECT value AS \"Value\" FROM storage_settings WHERE name = 'sample'").ToListAsync(cancel);
        if (setting is not ["true"]) return [];
        var rows = await (
            from person in db.Set<StoredPerson>()
            join role in db.Set<StoredPersonRole>() on person.Id equals role.PersonId
            where person.Active
            orderby person.Id
            select new { person.Id, person.Login, person.Name, role.Role }).ToListAsync(cancel);
        var accounts = new List<SampleAccount>();
        foreach (var role in Roles.All)
        {
            var shown = rows.Where(r => r.Role == role.Code).MinBy(r => rows.Count(other => other.Id == r.Id));
            if (shown is not null) accounts.Add(new(shown.Id, shown.Login, shown.Name, role));
        }

        return accounts;
    }
}
