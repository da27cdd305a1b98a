using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Crossdock.Organisation.Staff;

/// <summary>How passwords are kept: ASP.NET Core Identity's hasher, with the iterations that OWASP ASVS asks for.</summary>
internal static class Passwords
{
    /// <summary>PBKDF2-HMAC-SHA-512 iterations.</summary>
    public const int Iterations = 210_000;

    public static PasswordHasher<object> Hasher() => new(Options.Create(new PasswordHasherOptions
    {
        CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3,
        IterationCount = Iterations,
    }));

    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
