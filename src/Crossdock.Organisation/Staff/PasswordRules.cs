namespace Crossdock.Organisation.Staff;

/// <summary>What a new password must be: long, and not made of what everybody tries first. No rules about kinds of characters.</summary>
internal static class PasswordRules
{
    public const int Least = 14;
    private const int LeastOwn = 6;
    private const int LeastDifferent = 5;

    private static readonly string[] Common =
    [
        "password", "passwort", "passw0rd", "p@ssw0rd", "crossdock", "warehouse", "welcome", "letmein", "changeme", "administrator", "admin", "qwertyuiop", "qwerty",
        "qwertz", "asdfghjkl", "asdfgh", "zxcvbnm", "iloveyou", "football", "baseball", "dragon", "monkey", "sunshine", "princess", "abc123", "abcdefgh", "secret",
        "1234567890", "0987654321", "123456789", "12345678", "123456", "654321", "111111", "000000", "123123", "1q2w3e4r5t", "1q2w3e4r",
    ];

    /// <summary>Why the password may not be used, or null.</summary>
    public static Refusal? Refuse(string password, string login, string name)
    {
        if (password.Length < Least) return new PasswordShort(Least);
        var rest = password.ToLowerInvariant();
        if (rest.Distinct().Count() < LeastDifferent) return new PasswordGuessable();
        var own = name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(login).Append(login.Split('@')[0]).Where(w => w.Length >= 3);
        foreach (var word in Common.Concat(own)) rest = rest.Replace(word, "", StringComparison.Ordinal);
        return rest.Count(char.IsLetterOrDigit) < LeastOwn || rest.Distinct().Count() < LeastDifferent ? new PasswordGuessable() : null;
    }
}
