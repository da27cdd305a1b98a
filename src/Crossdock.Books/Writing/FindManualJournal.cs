using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Books.Writing;

/// <summary>One journal written by hand.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindManualJournalRequest([Required, StringLength(20)] string Number);

/// <summary>A journal written by hand.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Evidence">Where what it rests on can be seen.</param>
/// <param name="Value">Sum of its debits.</param>
/// <param name="Person">Who wrote it.</param>
/// <param name="Own">True when the reader wrote it.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="ReverseOf">Ledger id of the journal it mirrors.</param>
/// <param name="Journal">Ledger id of the journal once it is posted.</param>
/// <param name="Approval">The request people decide on, the last one when it is over.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Version">Its version.</param>
public sealed record FindManualJournalResponse(
    string Number, ManualJournalState State, string Entity, Currency Currency, DateOnly Day, string Text, string? Evidence, Amount Value, string Person, bool Own, DateTimeOffset WrittenAt,
    long? ReverseOf, long? Journal, string? Approval, IReadOnlyList<ManualJournalLineView> Lines, long Version) : IVersioned;

/// <summary>A line of it; debit is positive.</summary>
/// <param name="Line">Number.</param>
/// <param name="Account">Number of the account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Amount">In the entity's currency.</param>
public sealed record ManualJournalLineView(int Line, string Account, string Name, string? Site, Amount Amount);

internal sealed class FindManualJournal(Directory directory, Chart chart, People people) : IQuery<FindManualJournalRequest, FindManualJournalResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindManualJournal>("GET /manual-journals/{number}", Permission.SeeBooks)
        .WithSummary("One journal written by hand.");

    public async Task<Result<FindManualJournalResponse>> AnswerAsync(Reading reading, FindManualJournalRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var found = await db.Set<ManualJournal>().AsNoTracking().Include(j => j.Lines.OrderBy(l => l.Line)).SingleOrDefaultAsync(j => j.Number == request.Number, cancel);
        if (found is null || !reading.Actor.WorksFor(found.EntityId)) return Refusal.NotFound("journal", request.Number);
        var entity = (await directory.EntityAsync(db, found.EntityId, cancel))!;
        var accounts = (await chart.OfAsync(db, entity.Id, cancel)).ToDictionary(a => a.Id);
        var lines = new List<ManualJournalLineView>(found.Lines.Count);
        foreach (var line in found.Lines)
        {
            lines.Add(new(line.Line, accounts[line.AccountId].Code, accounts[line.AccountId].Name,
                line.SiteId is { } site ? (await directory.SiteAsync(db, site, cancel))?.Code : null, line.Amount));
        }

        return new FindManualJournalResponse(
            found.Number, found.State, entity.Code, entity.Currency, found.Day, found.Text, found.Evidence, found.Value, await people.NameAsync(db, found.WrittenBy, cancel),
            found.WrittenBy == reading.Actor.Id, found.WrittenAt, found.ReverseOf, found.JournalId, found.Approval, lines, found.Version);
    }
}
