using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>A new password for whoever is signed in.</summary>
/// <param name="Current">The password so far.</param>
/// <param name="New">The new one: at least 14 characters.</param>
public sealed record ChangePasswordRequest([Required, StringLength(256)] string Current, [Required, StringLength(256)] string New);

internal sealed class ChangePassword : IUse<ChangePasswordRequest, Done>
{
    private readonly PasswordHasher<object> passwords = Passwords.Hasher();

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangePassword>("PUT /me/password", Permission.SignIn)
        .WithSummary("Change your password. Your other sign-ins end.");

    public async Task<Result<Done>> ExecuteAsync(Work work, ChangePasswordRequest request, CancellationToken cancel)
    {
        var account = await work.Db.Set<StoredAccount>().SingleOrDefaultAsync(a => a.PersonId == work.Actor.Id, cancel);
        var person = await work.Db.Set<StoredPerson>().SingleOrDefaultAsync(p => p.Id == work.Actor.Id, cancel);
        if (account?.PasswordHash is null || person is null) return new PasswordWrong();
        if (PasswordRules.Refuse(request.New, person.Login, person.Name) is { } weak) return weak with { Pointer = "/new" };
        if (passwords.VerifyHashedPassword(this, account.PasswordHash, request.Current) == PasswordVerificationResult.Failed) return new PasswordWrong() { Pointer = "/current" };
        account.PasswordHash = passwords.HashPassword(this, request.New);
        account.SecurityStamp = Passwords.NewStamp();
        work.Subject = $"person {person.Login}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return Done.Yes;
    }
}

/// <summary>A password an administrator gives to somebody who has none or lost it.</summary>
/// <param name="Login">The person.</param>
/// <param name="New">The password: at least 14 characters.</param>
public sealed record GivePasswordRequest([Required, StringLength(80)] string Login, [Required, StringLength(256)] string New);

internal sealed class GivePassword : IUse<GivePasswordRequest, Done>
{
    private readonly PasswordHasher<object> passwords = Passwords.Hasher();

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<GivePassword>("PUT /people/{login}/password", Permission.ManagePeople)
        .WithSummary("Give a person a new password. Their sign-ins end.");

    public async Task<Result<Done>> ExecuteAsync(Work work, GivePasswordRequest request, CancellationToken cancel)
    {
        if ((await StoredPeople.FindAsync(work, request.Login, cancel)).Refused(out var refusal, out var person)) return refusal;
        if (person.Service) return new ServicePassword(person.Login);
        if (PasswordRules.Refuse(request.New, person.Login, person.Name) is { } weak) return weak with { Pointer = "/new" };
        var account = await work.Db.Set<StoredAccount>().SingleAsync(a => a.PersonId == person.Id, cancel);
        account.PasswordHash = passwords.HashPassword(this, request.New);
        account.SecurityStamp = Passwords.NewStamp();
        (account.FailedCount, account.LockedUntil) = (0, null);
        work.Subject = $"person {person.Login}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return Done.Yes;
    }
}
