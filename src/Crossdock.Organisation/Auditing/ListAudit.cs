using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Crossdock.Organisation.Staff;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Auditing;

/// <summary>Asks for the audit trail, newest first.</summary>
/// <param name="Subject">Only this document or record, e.g. <c>purchase order PO-000012</c>, or what begins so.</param>
/// <param name="Person">Only what this login did.</param>
/// <param name="From">From this day on, UTC.</param>
/// <param name="Until">Up to and including this day, UTC.</param>
/// <param name="Use">Only this use.</param>
/// <param name="Cursor">Go on below this posting.</param>
/// <param name="Take">How many, at most 10,000, newest first: enough for a file of a month of a busy site; go on with the cursor.</param>
public sealed record AuditRequest(
    string? Subject = null, string? Person = null, DateOnly? From = null, DateOnly? Until = null, string? Use = null, string? Cursor = null, [Range(1, 10_000)] int? Take = null);

/// <summary>A page of the audit trail.</summary>
/// <param name="Entries">Postings, newest first.</param>
/// <param name="Next">Cursor of the next page, or null at the end.</param>
public sealed record AuditView(IReadOnlyList<AuditEntry> Entries, string? Next = null) : ITabular
{
    string ITabular.FileName => "audit";

    IReadOnlyList<string> ITabular.Headings =>
        ["Posting", "Seal", "When", "Who", "What", "Request", "Document or record", "Why", "Table", "Key", "Field", "Before", "After"];

    // A row per changed field; one row for a posting that changed no record.
    IEnumerable<object?[]> ITabular.Cells => Entries.SelectMany(e => ChangesOf(e).Select(c => (object?[])
        [e.Id, e.SealNo, e.PostedAt, e.Person, e.Use, e.RequestId.ToString(), e.Subject, e.Why, c.Table, c.Key, c.Field, c.Before, c.After]));

    private static IEnumerable<(string? Table, string? Key, string? Field, string? Before, string? After)> ChangesOf(AuditEntry entry) =>
        entry.Changes.Count == 0
            ? [default]
            : entry.Changes.SelectMany(c => c.Fields.Count == 0
                ? [(c.Table, c.Key, null, null, c.New ? "created" : null)]
                : c.Fields.Select(f => ((string?)c.Table, (string?)c.Key, (string?)f.Key, f.Value.Count > 0 ? f.Value[0] : null, f.Value.Count > 1 ? f.Value[1] : null)));
}

/// <summary>One posting.</summary>
/// <param name="Id">Its number.</param>
/// <param name="PostedAt">When.</param>
/// <param name="Person">Who.</param>
/// <param name="Use">What was done.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Changes">Fields before and after.</param>
/// <param name="Subject">To which document or record.</param>
/// <param name="Why">The reason given.</param>
/// <param name="SealNo">Its place in the sealed order; null until sealed.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset PostedAt, string Person, string Use, Guid RequestId, IReadOnlyList<AuditChange> Changes, string? Subject = null, string? Why = null, long? SealNo = null);

/// <summary>One row that was changed.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">The row's key.</param>
/// <param name="New">True when the row was created.</param>
/// <param name="Fields">Each changed field: before and after.</param>
public sealed record AuditChange(string Table, string Key, bool New, IReadOnlyDictionary<string, IReadOnlyList<string?>> Fields);

internal sealed class ListAudit(People people) : IQuery<AuditRequest, AuditView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListAudit>("GET /audit", Permission.SeeAudit)
        .WithSummary("The audit trail: who did what, when, why, before and after.");

    public async Task<Result<AuditView>> AnswerAsync(Reading reading, AuditRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var postings = OfDays(OfSubject(db, request.Subject), request.From, request.Until);
        if (request.Person is { Length: > 0 } login)
        {
            var normal = login.Trim().ToLowerInvariant();
            var ids = await db.Set<StoredPerson>().Where(p => p.Login == normal).Select(p => p.Id).ToListAsync(cancel);
            if (ids.Count == 0) return Refusal.NotFound("person", login);
            var id = ids[0];
            postings = postings.Where(p => p.ActorId == id);
        }

        if (request.Use is { Length: > 0 } use) postings = postings.Where(p => p.Use == use);
        if (long.TryParse(request.Cursor, CultureInfo.InvariantCulture, out var below)) postings = postings.Where(p => p.Id < below);
        var take = request.Take ?? 50;
        var page = await postings.OrderByDescending(p => p.Id).Take(take + 1).ToListAsync(cancel);
        var next = page.Count > take ? page[take - 1].Id.ToString(CultureInfo.InvariantCulture) : null;
        if (page.Count > take) page.RemoveAt(take);
        return new AuditView(await EntriesAsync(db, page, cancel), next);
    }

    internal static IReadOnlyList<AuditChange> ChangesOf(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(ChangeOf)];
    }

    private static IQueryable<Posting> OfSubject(CrossdockDb db, string? subject)
    {
        if (string.IsNullOrEmpty(subject)) return db.Set<Posting>();
        var end = subject + "\uffff";
        return db.Engine == Engine.Sqlite
            ? db.Set<Posting>().Where(p => string.Compare(p.Subject, subject) >= 0 && string.Compare(p.Subject, end) < 0)
            : db.Set<Posting>().Where(p => p.Subject!.StartsWith(subject));
    }

    private static IQueryable<Posting> OfDays(IQueryable<Posting> postings, DateOnly? from, DateOnly? until)
    {
        if (from is { } first)
        {
            var start = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
            postings = postings.Where(p => p.PostedAt >= start);
        }

        if (until is not { } last) return postings;
        var end = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return postings.Where(p => p.PostedAt < end);
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync(CrossdockDb db, List<Posting> page, CancellationToken cancel)
    {
        var ids = page.ConvertAll(p => p.Id);
        var seals = await db.Set<Seal>().Where(s => ids.Contains(s.PostingId)).ToDictionaryAsync(s => s.PostingId, s => s.SealNo, cancel);
        var entries = new List<AuditEntry>(page.Count);
        foreach (var posting in page)
        {
            entries.Add(new(
                posting.Id,
                posting.PostedAt,
                await people.NameAsync(db, posting.ActorId, cancel),
                posting.Use,
                posting.RequestId,
                ChangesOf(posting.Changes),
                posting.Subject,
                posting.Why,
                seals.TryGetValue(posting.Id, out var seal) ? seal : null));
        }

        return entries;
    }

    private static AuditChange ChangeOf(JsonElement change) => new(
        change.GetProperty("table").GetString() ?? "",
        change.GetProperty("key").GetString() ?? "",
        change.TryGetProperty("new", out var created) && created.GetBoolean(),
        change.TryGetProperty("fields", out var fields)
            ? fields.EnumerateObject().ToDictionary(f => f.Name, f => (IReadOnlyList<string?>)[.. f.Value.EnumerateArray().Select(v => v.GetString())])
            : new Dictionary<string, IReadOnlyList<string?>>());
}
