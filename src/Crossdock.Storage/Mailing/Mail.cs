using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Mailing;

/// <summary>Where a mail stands. Stored by number.</summary>
public enum MailState
{
    /// <summary>To be sent.</summary>
    Waiting = 1,

    /// <summary>A node is sending it; when that node dies, it waits again.</summary>
    Sending = 2,

    /// <summary>The mail server took it.</summary>
    Sent = 3,

    /// <summary>Given up after many attempts, or refused for good.</summary>
    Failed = 4,
}

/// <summary>
/// A mail to be sent about one version of a document. It is written in the commit that makes the document so, and sent after it: nobody is told of
/// what did not happen. A version is mailed to an address once, unless a person sends it again.
/// </summary>
public sealed class Mail
{
    /// <summary>Its key; also its message id, so that a mail that was sent twice after a crash is known as the same one.</summary>
    public Guid Id { get; init; }

    /// <summary>The posting that asked for it.</summary>
    public long PostingId { get; init; }

    /// <summary>Kind of document, as its <see cref="MailSource"/> names it.</summary>
    public required string Kind { get; init; }

    /// <summary>Number of the document.</summary>
    public required string Document { get; init; }

    /// <summary>Version of the document.</summary>
    public int DocumentVersion { get; init; }

    /// <summary>1 for the first time this version is sent to the address, more when a person sends it again.</summary>
    public int Copy { get; init; }

    /// <summary>To whom.</summary>
    public required string Address { get; init; }

    /// <summary>Where it stands.</summary>
    public MailState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next; while it is being sent, when it is held to be lost.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the mail server took it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the mail server said last when it did not.</summary>
    public string? Trouble { get; set; }

    internal static void Model(ModelBuilder model) => model.Entity<Mail>(e =>
    {
        e.ToTable("storage_mails");
        e.HasIndex(m => new { m.Kind, m.Document, m.DocumentVersion, m.Address, m.Copy }).IsUnique();
        e.HasIndex(m => new { m.State, m.DueAt });
        e.Property(m => m.State).IsConcurrencyToken();
    });
}

/// <summary>A mail as it is sent.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">What it says, plain.</param>
/// <param name="Paper">The document that goes with it as a PDF.</param>
public sealed record MailContent(string Subject, string Text, Printing.PaperDocument Paper);

/// <summary>Makes mails of one kind of document out of its rows. Modules register theirs as singletons.</summary>
public abstract class MailSource
{
    /// <summary>Its name; stored, so it is never renamed.</summary>
    public abstract string Kind { get; }

    /// <summary>The mail about a version of a document; null when that version does not exist any more, and nothing is sent.</summary>
    public abstract Task<MailContent?> ContentAsync(CrossdockDb db, string document, int version, CancellationToken cancel);
}
