using System.Security.Cryptography;
using System.Text;
using Crossdock.Organisation.Staff;

namespace Crossdock.Organisation;

/// <summary>A key that was just made. It is said once, here, and kept nowhere.</summary>
/// <param name="Id">Its number, to revoke it by.</param>
/// <param name="Prefix">Its first characters, as lists show them.</param>
/// <param name="Key">The key itself.</param>
public sealed record NewApiKey(int Id, string Prefix, string Key);

/// <summary>Keys by which other systems act for a person, with their roles and scope.</summary>
public sealed class ApiKeys
{
    /// <summary>What every key begins with, so that scanners of leaked secrets find it.</summary>
    public const string Beginning = "xd_";

    private const int PrefixLength = 9;

    /// <summary>Makes a key for a person; only its hash is kept.</summary>
    /// <param name="work">The work.</param>
    /// <param name="login">The person it acts for.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="days">Days until it expires; never when null.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public async Task<Result<NewApiKey>> CreateAsync(Work work, string login, string name, int? days, CancellationToken cancel)
    {
        return (await StoredPeople.FindAsync(work, login, cancel)).Refused(out var refusal, out var person)
            ? refusal
            : Create(work, person.Id, person.Login, name, days);
    }

    /// <summary>Makes a key for a person, who may have been created in the same work.</summary>
    public NewApiKey Create(Work work, Person person, string name, int? days) => Create(work, person.Id, person.Login, name, days);

    private static NewApiKey Create(Work work, PersonId person, string login, string name, int? days)
    {
        var key = Beginning + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var stored = new StoredApiKey
        {
            Id = work.NewKey("api_keys"),
            PersonId = person,
            Name = name.Trim(),
            Prefix = key[..PrefixLength],
            KeyHash = SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            CreatedAt = work.Now,
            ExpiresAt = days is { } count ? work.Now.AddDays(count) : null,
        };
        work.Db.Add(stored);
        work.Subject = $"API key {stored.Id} of {login}";
        return new NewApiKey(stored.Id, stored.Prefix, key);
    }
}
