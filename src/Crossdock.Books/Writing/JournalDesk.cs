using System.Globalization;
using Crossdock.Books.Posting;

namespace Crossdock.Books.Writing;

/// <summary>Posts journals written by hand, or lets people decide first. The one way into the books that needs no document of another kind, so every one is weighed.</summary>
internal sealed class JournalDesk(Approvals approvals, Directory directory, Chart chart, Journals journals)
{
    public const string Kind = "journal";

    /// <summary>Values of the exception dimension, the most serious first.</summary>
    public static readonly string[] Exceptions = ["reversal", "back-dated", "revenue"];

    /// <summary>Asks about a journal as it stands and posts it when it may go on; else it waits, and nothing of it is in the books.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, ManualJournal written, CancellationToken cancel)
    {
        if ((await journals.RequireOpenAsync(work, written.EntityId, written.Day, cancel)).Refused(out var refusal, out _)) return refusal;
        written.Value = JournalWriter.SumOf(written.Lines);
        if ((await approvals.AskAsync(work, await CaseAsync(work, written, cancel), cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go)
        {
            if ((await PostAsync(work, written, cancel)).Refused(out refusal, out _)) return refusal;
            Move(work, written, ManualJournalState.Posted);
        }
        else
        {
            written.Approval = verdict.Request;
            Move(work, written, ManualJournalState.Waiting);
        }

        return verdict;
    }

    /// <summary>It stands elsewhere.</summary>
    public static void Move(Work work, ManualJournal written, ManualJournalState state)
    {
        written.State = state;
        written.EndedAt = written.IsOpen ? null : work.Now;
        written.Version++;
        work.Announce(new ManualJournalMoved(written.Number, state));
    }

    /// <summary>Two who reverse the same journal see each other; answers why it cannot be reversed by this one.</summary>
    public static async Task<Refusal?> CheckReversalAsync(Work work, long original, string? by, CancellationToken cancel)
    {
        await work.LockAloneAsync((0x4A524EL << 40) | original, cancel);
        if (await work.Db.Set<JournalRow>().AsNoTracking().AnyAsync(j => j.ReverseOf == original, cancel)) return new JournalReversedBefore(original);
        var other = await work.Db.Set<ManualJournal>().AsNoTracking()
            .Where(j => j.ReverseOf == original && j.Number != by && (j.State == ManualJournalState.Waiting || j.State == ManualJournalState.Returned)).Select(j => j.Number).FirstOrDefaultAsync(cancel);
        return other is null ? null : new ReversalWaits(original, other);
    }

    private async Task<Result<Done>> PostAsync(Work work, ManualJournal written, CancellationToken cancel)
    {
        if (written.ReverseOf is { } original && await CheckReversalAsync(work, original, written.Number, cancel) is { } reversed) return reversed;
        var currency = (await directory.EntityAsync(work.Db, written.EntityId, cancel))!.Currency;
        var roles = (await chart.OfAsync(work.Db, written.EntityId, cancel)).ToDictionary(a => a.Id, a => a.Role!.Value);
        var journal = new Journal(written.EntityId, written.Day, JournalKind.Manual, currency, written.Number, written.Id) { ReverseOf = written.ReverseOf };
        foreach (var line in written.Lines) journal.Debit(roles[line.AccountId], line.Amount, line.SiteId, line.PartnerId);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out var refusal, out _)) return refusal;
        written.JournalId = journal.Id;
        return Done.Yes;
    }

    private async Task<Case> CaseAsync(Work work, ManualJournal written, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, written.EntityId, cancel))!;
        var accounts = (await chart.OfAsync(work.Db, written.EntityId, cancel)).ToDictionary(a => a.Id);
        var content = new List<CaseFact> { new("Accounting day", written.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new("What for", written.Text), new("Evidence", written.Evidence ?? "none") };
        if (written.ReverseOf is { } original) content.Add(new("Reverses", $"journal {original}"));
        foreach (var line in written.Lines)
        {
            var account = accounts[line.AccountId];
            var site = line.SiteId is { } at ? $", site {(await directory.SiteAsync(work.Db, at, cancel))!.Code}" : "";
            content.Add(new($"{line.Line}. {account.Code} {account.Name}{site}", $"{(line.Amount.IsNegative ? "credit" : "debit")} {line.Amount.Abs().ToString(entity.Currency)} {entity.Currency}"));
        }

        var today = entity.DayOf(work.Now);
        string[] exceptions =
        [
            written.ReverseOf is null ? "" : Exceptions[0],
            written.Day < today.AddDays(1 - today.Day) ? Exceptions[1] : "",
            written.Lines.Exists(l => accounts[l.AccountId].Kind == AccountKind.Income) ? Exceptions[2] : "",
        ];
        return new Case
        {
            Kind = Kind,
            Document = written.Number,
            Title = $"Journal {written.Number}: {written.Text}",
            Href = $"/books/manual/{written.Number}",
            Entity = entity.Id,
            Requester = written.WrittenBy,
            Amount = written.Value,
            Currency = entity.Currency,
            Group = $"journal:{entity.Id.Value}",
            Attributes = new Dictionary<string, string> { [Dimensions.Exception] = Array.Find(exceptions, e => e.Length > 0) ?? Dimensions.None },
            Content = content,
            Reason = written.Text,
        };
    }
}

/// <summary>Journals written by hand as something that may need approval.</summary>
internal sealed class JournalApproval(JournalDesk desk) : ApprovalSubject
{
    public override string Kind => JournalDesk.Kind;

    public override string Title => "Journals written by hand";

    public override string? Together => "journals of one entity";

    public override Permission Reads => Permission.SeeBooks;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = JournalDesk.Exceptions };

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview || await ManualJournalTables.OpenAsync(work, end.Document, cancel) is not { State: ManualJournalState.Waiting } written || written.Approval != end.Request) return Done.Yes;
        if (end.State == ApprovalState.Approved) return (await desk.AskAsync(work, written, cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;
        JournalDesk.Move(work, written, end.State switch
        {
            ApprovalState.Returned => ManualJournalState.Returned,
            ApprovalState.Withdrawn => ManualJournalState.Withdrawn,
            _ => ManualJournalState.Rejected,
        });
        return Done.Yes;
    }
}

internal sealed record JournalReversedBefore(long Journal) : Refusal(RefusalKind.Conflict, "books.journal_reversed_before", $"Journal {Journal} has been reversed already.");

internal sealed record ReversalWaits(long Journal, string By) : Refusal(RefusalKind.Conflict, "books.reversal_waits", $"{By} already asks to reverse journal {Journal}.");
