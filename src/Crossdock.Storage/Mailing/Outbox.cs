using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Mailing;

/// <summary>Puts mails into the commit that gives reason for them. Without a mail server nothing is kept, so nothing is sent late by surprise.</summary>
/// <param name="settings">The mail server, or null.</param>
public sealed class Outbox(MailSettings? settings)
{
    /// <summary>True when documents can be mailed.</summary>
    public bool IsOpen => settings is not null;

    /// <summary>Mails a version of a document to an address once; the second time it does nothing.</summary>
    public async Task PutOnceAsync(Work work, string kind, string document, int version, string address, CancellationToken cancel)
    {
        if (!IsOpen || await Sent(work.Db, kind, document, version, address).AnyAsync(cancel)) return;
        Add(work, kind, document, version, address, copy: 1);
    }

    /// <summary>Mails it again, because a person wants it.</summary>
    public async Task PutAgainAsync(Work work, string kind, string document, int version, string address, CancellationToken cancel) =>
        Add(work, kind, document, version, address, await Sent(work.Db, kind, document, version, address).CountAsync(cancel) + 1);

    /// <summary>Mails about a document, newest first.</summary>
    public static IQueryable<Mail> Of(CrossdockDb db, string kind, string document) =>
        db.Set<Mail>().AsNoTracking().Where(m => m.Kind == kind && m.Document == document).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.DocumentVersion).ThenByDescending(m => m.Copy);

    private static IQueryable<Mail> Sent(CrossdockDb db, string kind, string document, int version, string address) =>
        db.Set<Mail>().Where(m => m.Kind == kind && m.Document == document && m.DocumentVersion == version && m.Address == address);

    private static void Add(Work work, string kind, string document, int version, string address, int copy) => work.Db.Add(new Mail
    {
        Id = Guid.CreateVersion7(),
        PostingId = work.PostingId,
        Kind = kind,
        Document = document,
        DocumentVersion = version,
        Copy = copy,
        Address = address,
        State = MailState.Waiting,
        DueAt = work.Now,
        CreatedAt = work.Now,
    });
}
