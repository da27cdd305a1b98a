using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Writing;

/// <summary>A journal written by hand.</summary>
/// <param name="Entity">Code of the entity whose books it is for.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Lines">Accounts with a debit or a credit each; both sides are equal.</param>
/// <param name="Day">Accounting day; today when left out.</param>
/// <param name="Evidence">Where what it rests on can be seen.</param>
public sealed record WriteJournalRequest(
    [Required, StringLength(20)] string Entity, [Required, StringLength(200)] string Text, [Required, MinLength(2), MaxLength(100)] IReadOnlyList<WriteJournalLine> Lines,
    DateOnly? Day = null, [StringLength(500)] string? Evidence = null) : IHasReason
{
    string? IHasReason.Reason => Text;
}

/// <summary>How a journal written by hand stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Stand">The same for people, with who decides.</param>
/// <param name="Approval">The request people decide on; null when it is posted.</param>
/// <param name="Journal">Ledger id of the journal once it is posted.</param>
/// <param name="Version">Its version.</param>
public sealed record ManualJournalStandResponse(string Number, ManualJournalState State, string Stand, string? Approval, long? Journal, long Version) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/books/manual/{Number}";

    internal static ManualJournalStandResponse Of(ManualJournal written, string stand) =>
        new(written.Number, written.State, stand, written.IsOpen ? written.Approval : null, written.JournalId, written.Version);
}

internal sealed class WriteJournal(Directory directory, JournalWriter writer, JournalDesk desk) : IUse<WriteJournalRequest, ManualJournalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WriteJournal>("POST /manual-journals", Permission.PostJournal)
        .WithSummary("Write a journal by hand. What an approval table does not let go waits for others, and is in the books only when they agree.");

    public async Task<Result<ManualJournalStandResponse>> ExecuteAsync(Work work, WriteJournalRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(work.Db, request.Entity, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity);
        var id = Guid.CreateVersion7(work.Now);
        if ((await writer.LinesAsync(work, entity, id, request.Lines, cancel)).Refused(out var refusal, out var lines)) return refusal;
        var written = new ManualJournal
        {
            Id = id,
            Number = work.Number("MJ"),
            Sequence = work.NewId(),
            EntityId = entity.Id,
            Day = request.Day ?? entity.DayOf(work.Now),
            Text = request.Text.Trim(),
            Evidence = request.Evidence.OrNull(),
            WrittenBy = work.Actor.Id,
            WrittenAt = work.Now,
        };
        written.Lines.AddRange(lines);
        work.Db.Add(written);
        work.Subject = $"journal {written.Number}";
        return (await desk.AskAsync(work, written, cancel)).Refused(out refusal, out var verdict) ? refusal : ManualJournalStandResponse.Of(written, verdict.Stand);
    }
}

/// <summary>Mirrors a journal that was written by hand.</summary>
/// <param name="Id">Ledger id of the journal.</param>
/// <param name="Reason">Why.</param>
/// <param name="Day">Accounting day; today when left out.</param>
public sealed record ReverseJournalRequest(long Id, [Required, StringLength(200)] string Reason, DateOnly? Day = null) : IHasReason;

internal sealed class ReverseJournal(Directory directory, JournalDesk desk) : IUse<ReverseJournalRequest, ManualJournalStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseJournal>("POST /journals/{id}/reversal", Permission.PostJournal)
        .WithSummary("Reverse a journal that was written by hand, once; it is weighed like any other.");

    public async Task<Result<ManualJournalStandResponse>> ExecuteAsync(Work work, ReverseJournalRequest request, CancellationToken cancel)
    {
        var number = request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (await work.Db.Set<Posting.JournalRow>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == request.Id, cancel) is not { } original || !work.Actor.WorksFor(original.EntityId)) return Refusal.NotFound("journal", number);
        if (original.Kind != JournalKind.Manual || original.ReverseOf is not null) return new NotReversedByHand(original.Document);
        if (await JournalDesk.CheckReversalAsync(work, original.Id, null, cancel) is { } reversed) return reversed;
        var entity = (await directory.EntityAsync(work.Db, original.EntityId, cancel))!;
        var written = new ManualJournal
        {
            Id = Guid.CreateVersion7(work.Now),
            Number = work.Number("MJ"),
            Sequence = work.NewId(),
            EntityId = entity.Id,
            Day = request.Day ?? entity.DayOf(work.Now),
            Text = $"{original.Document} reversed: {request.Reason.Trim()}",
            WrittenBy = work.Actor.Id,
            WrittenAt = work.Now,
            ReverseOf = original.Id,
        };
        var rows = await work.Db.Set<Posting.LineRow>().AsNoTracking().Where(l => l.JournalId == original.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        written.Lines.AddRange(rows.Select(l => new ManualJournalLine { JournalId = written.Id, Line = l.Line, AccountId = l.AccountId, SiteId = l.SiteId, PartnerId = l.PartnerId, Amount = -l.Amount }));
        work.Db.Add(written);
        work.Subject = $"journal {written.Number}, which reverses {original.Document}";
        return (await desk.AskAsync(work, written, cancel)).Refused(out var refusal, out var verdict) ? refusal : ManualJournalStandResponse.Of(written, verdict.Stand);
    }
}

internal sealed record NotReversedByHand(string Document) : Refusal(RefusalKind.Refused, "books.not_reversed_by_hand",
    $"{Document} was not written by hand, or is itself a reversal. Reverse the document behind it.");
