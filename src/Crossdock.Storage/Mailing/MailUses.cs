using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Mailing;

/// <summary>Takes the next mail that is due, so that no other node sends it.</summary>
internal sealed record ClaimMailRequest;

/// <summary>The mail to send, or none.</summary>
internal sealed record ClaimMailResponse(Guid? Mail, string Kind = "", string Document = "", int DocumentVersion = 0, string Address = "");

internal sealed class ClaimMail : IUse<ClaimMailRequest, ClaimMailResponse>
{
    /// <summary>A node that has not said after this long how it went is held to be dead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static IQueryable<Mail> Due(CrossdockDb db, DateTimeOffset now) =>
        db.Set<Mail>().Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id);

    public async Task<Result<ClaimMailResponse>> ExecuteAsync(Work work, ClaimMailRequest request, CancellationToken cancel)
    {
        await work.LockAloneAsync(0x4D41494C, cancel);
        if (await Due(work.Db, work.Now).FirstOrDefaultAsync(cancel) is not { } mail) return new ClaimMailResponse(null);
        (mail.State, mail.DueAt, mail.Attempts) = (MailState.Sending, work.Now + Patience, mail.Attempts + 1);
        work.Subject = $"mail about {mail.Document}";
        return new ClaimMailResponse(mail.Id, mail.Kind, mail.Document, mail.DocumentVersion, mail.Address);
    }
}

/// <summary>Says how it went.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Trouble">What the server said when it did not take it; null when it did.</param>
/// <param name="ForGood">True when trying again makes no sense.</param>
internal sealed record RecordMailRequest(Guid Mail, string? Trouble, bool ForGood);

internal sealed class RecordMail : IUse<RecordMailRequest, Done>
{
    private static readonly int[] MinutesBetween = [1, 5, 15, 60, 240, 720];

    public async Task<Result<Done>> ExecuteAsync(Work work, RecordMailRequest request, CancellationToken cancel)
    {
        var mail = await work.Db.Set<Mail>().SingleAsync(m => m.Id == request.Mail, cancel);
        if (mail.State is MailState.Sent or MailState.Failed) return Done.Yes;
        mail.Trouble = request.Trouble;
        if (request.Trouble is null) (mail.State, mail.SentAt) = (MailState.Sent, work.Now);
        else if (request.ForGood || mail.Attempts > MinutesBetween.Length) mail.State = MailState.Failed;
        else (mail.State, mail.DueAt) = (MailState.Waiting, work.Now.AddMinutes(MinutesBetween[mail.Attempts - 1]));
        work.Subject = $"mail about {mail.Document}";
        return Done.Yes;
    }
}
