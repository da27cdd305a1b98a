using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Writing;

/// <summary>Changes a journal that is not posted yet; what is left out stays. It is asked about anew.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Lines">All its lines.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="Evidence">Where what it rests on can be seen.</param>
/// <param name="IfMatch">Version that was looked at.</param>
public sealed record ChangeJournalRequest(
    [Required, StringLength(20)] string Number, [StringLength(200)] string? Text = null, [MinLength(2), MaxLength(100)] IReadOnlyList<WriteJournalLine>? Lines = null,
    DateOnly? Day = null, [StringLength(500)] string? Evidence = null, long IfMatch = 0);

internal sealed class ChangeJournal(Directory directory, JournalWriter writer, JournalDesk desk) : IUse<ChangeJournalRequest, ManualJournalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeJournal>("POST /manual-journals/{number}/change", Permission.PostJournal)
        .WithSummary("Change a journal of yours that is not posted yet; whoever was asked is asked anew.");

    public async Task<Result<ManualJournalStandResponse>> ExecuteAsync(Work work, ChangeJournalRequest request, CancellationToken cancel)
    {
        if ((await OwnJournals.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var written)) return refusal;
        if (request.IfMatch != written.Version) return new JournalMovedOn(written.Number);
        if (request.Lines is { } keyed)
        {
            if (written.ReverseOf is not null) return new MirrorStays(written.Number);
            var entity = (await directory.EntityAsync(work.Db, written.EntityId, cancel))!;
            if ((await writer.LinesAsync(work, entity, written.Id, keyed, cancel)).Refused(out refusal, out var lines)) return refusal;
            Replace(work, written, lines);
        }

        (written.Text, written.Day, written.Evidence) = (request.Text.OrNull() ?? written.Text, request.Day ?? written.Day, request.Evidence.OrNull() ?? written.Evidence);
        work.Subject = $"journal {written.Number}";
        return (await desk.AskAsync(work, written, cancel)).Refused(out refusal, out var verdict) ? refusal : ManualJournalStandResponse.Of(written, verdict.Stand);
    }

    /// <summary>A line keeps its row as long as there is one of its number.</summary>
    private static void Replace(Work work, ManualJournal written, List<ManualJournalLine> lines)
    {
        var old = written.Lines.ToDictionary(l => l.Line);
        foreach (var line in lines)
        {
            if (old.Remove(line.Line, out var kept)) (kept.AccountId, kept.SiteId, kept.Amount) = (line.AccountId, line.SiteId, line.Amount);
            else
            {
                work.Db.Add(line);
                if (!written.Lines.Contains(line)) written.Lines.Add(line);
            }
        }

        foreach (var gone in old.Values)
        {
            written.Lines.Remove(gone);
            work.Db.Remove(gone);
        }
    }
}

/// <summary>Takes a journal back that is not posted yet.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawJournalRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string Reason) : IHasReason;

internal sealed class WithdrawJournal(Approvals approvals) : IUse<WithdrawJournalRequest, ManualJournalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WithdrawJournal>("POST /manual-journals/{number}/withdrawal", Permission.PostJournal)
        .WithSummary("Take a journal of yours back that is not posted yet.");

    public async Task<Result<ManualJournalStandResponse>> ExecuteAsync(Work work, WithdrawJournalRequest request, CancellationToken cancel)
    {
        if ((await OwnJournals.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var written)) return refusal;
        await approvals.WithdrawAsync(work, JournalDesk.Kind, written.Number, request.Reason, cancel);
        JournalDesk.Move(work, written, ManualJournalState.Withdrawn);
        work.Subject = $"journal {written.Number}";
        return ManualJournalStandResponse.Of(written, "taken back");
    }
}

internal static class OwnJournals
{
    /// <summary>A journal of the actor's that may still be changed, locked.</summary>
    public static async Task<Result<ManualJournal>> OpenAsync(Work work, string number, CancellationToken cancel)
    {
        if (await ManualJournalTables.OpenAsync(work, number, cancel) is not { } written || !work.Actor.WorksFor(written.EntityId)) return Refusal.NotFound("journal", number);
        if (written.WrittenBy != work.Actor.Id) return new JournalOfOther(number);
        return written.IsOpen ? written : new JournalEnded(number, written.State);
    }
}

internal sealed record JournalOfOther(string Number) : Refusal(RefusalKind.Forbidden, "books.journal_of_other", $"Somebody else wrote {Number}. Only they change it or take it back.");

internal sealed record JournalEnded(string Number, ManualJournalState State) : Refusal(RefusalKind.Conflict, "books.journal_ended", $"{Number} is {State.ToString().ToLowerInvariant()} already.");

internal sealed record JournalMovedOn(string Number) : Refusal(RefusalKind.Stale, "books.journal_moved_on", $"{Number} has moved since you looked at it. Look again.");

internal sealed record MirrorStays(string Number) : Refusal(RefusalKind.Refused, "books.mirror_stays", $"{Number} mirrors another journal: its lines stay as they are. Take it back and write a journal instead.");
