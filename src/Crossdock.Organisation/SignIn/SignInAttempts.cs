using Crossdock.Organisation.Staff;
using Crossdock.Storage.Commit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.SignIn;

/// <summary>
/// Checks a login and a password. An attempt is counted before it is judged, so that many at once cannot outrun the lock; a wrong login
/// takes the same steps and the same time as a wrong password.
/// </summary>
internal sealed class SignInAttempts(CommitStep commits)
{
    private readonly PasswordHasher<object> passwords = Passwords.Hasher();
    private readonly string nobody = Passwords.Hasher().HashPassword(new object(), Passwords.NewStamp());

    /// <summary>The person, or null: wrong login, wrong password or locked, which one is not said.</summary>
    public async Task<PersonId?> CheckAsync(string login, string password, CancellationToken cancel)
    {
        var caller = new Caller(Actor.System("sign-in")) { Use = nameof(CountSignIn) };
        if ((await commits.RunAsync(new CountSignIn(), new CountSignInRequest(login), caller, cancel)).Result.Refused(out _, out var counted)) return null;
        var verdict = passwords.VerifyHashedPassword(this, counted.PasswordHash ?? nobody, password);
        if (verdict == PasswordVerificationResult.Failed || counted is not { Person: { } person, PasswordHash: not null, MayTry: true }) return null;
        var again = verdict == PasswordVerificationResult.SuccessRehashNeeded ? passwords.HashPassword(this, password) : null;
        caller = caller with { Use = nameof(SettleSignIn), RequestId = Guid.CreateVersion7() };
        return (await commits.RunAsync(new SettleSignIn(), new SettleSignInRequest(person, again), caller, cancel)).Result.IsValue ? person : null;
    }
}

internal sealed record CountSignInRequest(string Login);

internal sealed record CountSignInResponse(PersonId? Person, string? PasswordHash, bool MayTry);

internal sealed class CountSignIn : IUse<CountSignInRequest, CountSignInResponse>
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(5);

    public async Task<Result<CountSignInResponse>> ExecuteAsync(Work work, CountSignInRequest request, CancellationToken cancel)
    {
        var login = request.Login.Trim().ToLowerInvariant();
        var person = await work.Db.Set<StoredPerson>().SingleOrDefaultAsync(p => p.Login == login && p.Active, cancel);
        if (person is null)
        {
            work.Subject = "sign-in of nobody";
            return new CountSignInResponse(null, null, false);
        }

        work.Subject = $"sign-in of {person.Login}";
        var account = await work.Db.Set<StoredAccount>().SingleAsync(a => a.PersonId == person.Id, cancel);
        if (account.LockedUntil > work.Now) return new CountSignInResponse(person.Id, account.PasswordHash, false);
        account.LockedUntil = null;
        if (++account.FailedCount >= MostFailures) (account.FailedCount, account.LockedUntil) = (0, work.Now + LockTime);
        return new CountSignInResponse(person.Id, account.PasswordHash, true);
    }
}

internal sealed record SettleSignInRequest(PersonId Person, string? NewHash);

internal sealed class SettleSignIn : IUse<SettleSignInRequest, Done>
{
    public async Task<Result<Done>> ExecuteAsync(Work work, SettleSignInRequest request, CancellationToken cancel)
    {
        var person = await work.Db.Set<StoredPerson>().SingleAsync(p => p.Id == request.Person, cancel);
        var account = await work.Db.Set<StoredAccount>().SingleAsync(a => a.PersonId == request.Person, cancel);
        (account.FailedCount, account.LockedUntil) = (0, null);
        if (request.NewHash is not null) account.PasswordHash = request.NewHash;
        work.Subject = $"sign-in of {person.Login}";
        return Done.Yes;
    }
}
