using System.Net.Mail;

namespace Crossdock.Storage.Mailing;

/// <summary>The mail server documents are sent through. Passwords come with the setting, never from the database.</summary>
/// <param name="Host">Name or address of the server.</param>
/// <param name="Port">Its port.</param>
/// <param name="From">The address mails come from.</param>
/// <param name="Encrypted">True to speak TLS, from the first byte or after STARTTLS; false only for a server on the same machine or in tests.</param>
/// <param name="User">Who signs in, or null.</param>
/// <param name="Password">The password, or null.</param>
public sealed record MailSettings(string Host, int Port, string From, bool Encrypted, string? User, string? Password)
{
    private const int SubmissionPort = 587;

    /// <summary>
    /// Reads <c>smtps://user:password@mail.example:465?from=buying@firm.example</c>. With <c>smtp</c> the connection is not encrypted. The form is a URI
    /// (RFC 3986); parts with special characters are percent-encoded.
    /// </summary>
    public static Result<MailSettings> Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
            return Wrong("is not of the form smtps://user:password@host:port?from=address");
        var from = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).TryGetValue("from", out var values) ? values.ToString() : "";
        if (!IsAddress(from)) return Wrong("names no sender: add ?from=address");
        var user = uri.UserInfo.Split(':', 2);
        return new MailSettings(
            uri.Host, uri.Port < 0 ? SubmissionPort : uri.Port, from, uri.Scheme == "smtps",
            user[0].Length == 0 ? null : Uri.UnescapeDataString(user[0]), user.Length < 2 ? null : Uri.UnescapeDataString(user[1]));
    }

    /// <summary>True for one plain mail address (RFC 5321 mailbox), without a name or a list.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 2 and <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Length > 0 && !text.Any(char.IsWhiteSpace);

    private static Refusal Wrong(string what) => Refusal.Invalid("storage.mail_setting", $"The mail setting {what}.");
}
