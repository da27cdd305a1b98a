using Crossdock.Storage.Commit;
using Crossdock.Storage.Printing;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Crossdock.Storage.Mailing;

/// <summary>Sends what is due, on every node: a mail is claimed in a commit, sent outside of any, and its end recorded in another.</summary>
internal sealed partial class MailPost(
    MailSettings settings, IEnumerable<MailSource> sources, Database database, CommitStep commits, ClaimMail claim, RecordMail record, TimeProvider time, ILogger<MailPost> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, MailSource> known = sources.ToDictionary(s => s.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await database.ReadAsync(db => ClaimMail.Due(db, time.GetUtcNow()).AnyAsync(stoppingToken)) && await SendNextAsync(stoppingToken))
                {
                    // One after another until nothing is due.
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A database that is away for a moment must not end the node; the next tick looks again.
                Failed(logger, exception);
            }
        }
    }

    private async Task<bool> SendNextAsync(CancellationToken cancel)
    {
        if ((await commits.RunAsync(claim, new ClaimMailRequest(), Caller(nameof(ClaimMail)), cancel)).Result.Refused(out var refusal, out var mail)) throw new InvalidOperationException(refusal.Message);
        if (mail.Mail is not { } id) return false;
        var (trouble, forGood) = await TryAsync(mail, id, cancel);
        if ((await commits.RunAsync(record, new RecordMailRequest(id, trouble, forGood), Caller(nameof(RecordMail)), cancel)).Result.Refused(out refusal, out _)) throw new InvalidOperationException(refusal.Message);
        return true;
    }

    /// <summary>Sends one; what the server or the network says against it becomes its trouble, never the end of the post.</summary>
    private async Task<(string? Trouble, bool ForGood)> TryAsync(ClaimMailResponse mail, Guid id, CancellationToken cancel)
    {
        try
        {
            if (await database.ReadAsync(db => known[mail.Kind].ContentAsync(db, mail.Document, mail.DocumentVersion, cancel)) is not { } content)
                return ("This version does not exist any more.", true);
            using var message = Message(mail, id, content);
            using var client = new SmtpClient();
            await client.ConnectAsync(settings.Host, settings.Port, settings.Encrypted ? SecureSocketOptions.Auto : SecureSocketOptions.None, cancel);
            if (settings.User is { } user) await client.AuthenticateAsync(user, settings.Password ?? "", cancel);
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(quit: true, cancel);
            return (null, false);
        }
        catch (SmtpCommandException exception)
        {
            // 5xx is a no for good (RFC 5321 4.2.1), 4xx one for now.
            NotTaken(logger, mail.Document, exception.Message);
            return (exception.Message, (int)exception.StatusCode >= 500);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or MailKit.ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException)
        {
            NotTaken(logger, mail.Document, exception.Message);
            return (exception.Message, false);
        }
    }

    private MimeMessage Message(ClaimMailResponse mail, Guid id, MailContent content)
    {
        var message = new MimeMessage { Subject = content.Subject, MessageId = $"{id:N}@{settings.From.Split('@')[1]}", Date = time.GetUtcNow() };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.Address));
        var body = new BodyBuilder { TextBody = content.Text };
        body.Attachments.Add($"{content.Paper.FileName}.pdf", Paper.ToPdf(content.Paper), new ContentType("application", "pdf"));
        message.Body = body.ToMessageBody();
        return message;
    }

    private static Caller Caller(string use) => new(Actor.System("mail")) { Use = use };

    [LoggerMessage(Level = LogLevel.Error, Message = "Mails could not be looked for; it is tried again.")]
    private static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail about {Document} was not taken: {Why}")]
    private static partial void NotTaken(ILogger logger, string document, string why);
}
