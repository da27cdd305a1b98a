using System.Globalization;
using System.Text.Json;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance;

/// <summary>
/// The one approval engine. A module asks it with a <see cref="Case"/> inside the commit that would do the thing; it answers go, wait, or a
/// refusal, and keeps which row of which table said so.
/// </summary>
public sealed class Approvals
{
    private readonly Weigher weigher;
    private readonly Electorate electorate;
    private readonly Directory directory;
    private readonly Func<IEnumerable<ApprovalSubject>> subjects;
    private Dictionary<string, ApprovalSubject>? byKind;

    internal Approvals(Weigher weigher, Electorate electorate, Directory directory, Func<IEnumerable<ApprovalSubject>> subjects)
    {
        this.weigher = weigher;
        this.electorate = electorate;
        this.directory = directory;
        this.subjects = subjects;
    }

    internal IReadOnlyDictionary<string, ApprovalSubject> Subjects => byKind ??= subjects().ToDictionary(s => s.Kind, StringComparer.Ordinal);

    /// <summary>
    /// Asks whether a case may go on. Goes when the table says so, when people have approved just this content, or when it lies within what they
    /// have approved of this document before (no higher amount beyond the table's tolerance, nothing else different). Otherwise people are asked,
    /// once: an open request for other content is voided. The measure is always the whole case as it would be, never the last small step, so
    /// that no sequence of edits reaches what would be refused at once.
    /// </summary>
    public async Task<Result<Verdict>> AskAsync(Work work, Case asked, CancellationToken cancel)
    {
        if (!Subjects.ContainsKey(asked.Kind)) throw new InvalidOperationException($"No subject {asked.Kind} is registered.");
        if (asked.Amount.IsNegative) throw new InvalidOperationException($"{asked.Title} has a negative amount.");
        if ((await directory.EntityAsync(work.Db, asked.Entity, cancel))!.Currency != asked.Currency) throw new InvalidOperationException($"{asked.Title} is not in the currency of its books.");

        await Weigher.LockDocumentAsync(work, asked.Kind, asked.Entity, asked.Document, cancel);
        var hash = asked.Hash();
        var open = await OpenAsync(work, asked.Kind, asked.Document, cancel);
        if (open is not null && open.ContentHash.AsSpan().SequenceEqual(hash))
        {
            await JoinAsync(work, open, asked, cancel);
            return Waits(open);
        }

        if (open is not null) await EndAsync(work, open, ApprovalState.Voided, new Vote { Kind = VoteKind.Voided, Comment = "What was to be decided on was edited." }, cancel);

        var last = await Weigher.LastAsync(work.Db, work, asked.Kind, asked.Document, cancel);
        if ((await weigher.WeighAsync(work, asked, last, cancel)).Refused(out var refusal, out var weighed)) return refusal;
        if (weighed.Row is { Route.Kind: RouteKind.Refuse } no) return new RuleRefuses(asked.Title, no.Route.Why!, weighed.Sentence);
        if (weighed.Row is null or { Route.Kind: RouteKind.Auto }) return Go(work, asked, hash, weighed, Outcome.Auto, last);
        if (weighed.Row.Route.Kind == RouteKind.Review)
        {
            var verdict = Go(work, asked, hash, weighed, Outcome.Review, last);
            if (!await ReviewedAsync(work, asked, hash, cancel)) await OpenRequestAsync(work, asked, hash, weighed, weighed.Row.Route, isReview: true, cancel);
            return verdict;
        }

        if (!asked.IsAnew && await Weigher.CoverAsync(work.Db, work, asked, hash, weighed, cancel)) return Go(work, asked, hash, weighed, Outcome.Covered, last);
        var request = await OpenRequestAsync(work, asked, hash, weighed, weighed.Row.Route, isReview: false, cancel);
        return Waits(request);
    }

    /// <summary>
    /// True when a table decides on a kind in an entity; looked up in memory. Where there is none the right to do the thing decides, and what is done
    /// often need not be weighed at all.
    /// </summary>
    public ValueTask<bool> RuledAsync(CrossdockDb db, string kind, EntityId entity, CancellationToken cancel) => weigher.RulesAsync(db, kind, entity, cancel);

    /// <summary>How people said no to a document, when that is the last they said of it; null when they did not, or were asked again since.</summary>
    public async Task<SaidNo?> SaidNoAsync(CrossdockDb db, string kind, string document, CancellationToken cancel)
    {
        var last = await db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.Kind == kind && r.Document == document && !r.IsReview)
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel);
        if (last is not { State: ApprovalState.Returned or ApprovalState.Rejected }) return null;
        var why = await db.Set<Vote>().AsNoTracking().Where(v => v.RequestId == last.Id && (v.Kind == VoteKind.Returned || v.Kind == VoteKind.Rejected))
            .OrderByDescending(v => v.Id).Select(v => v.Comment).FirstOrDefaultAsync(cancel);
        return new(last.Number, last.State == ApprovalState.Returned, why);
    }

    /// <summary>Ends the open request of a document that is no longer asked for; nothing when there is none.</summary>
    public async Task WithdrawAsync(Work work, string kind, string document, string why, CancellationToken cancel)
    {
        if (await OpenAsync(work, kind, document, cancel) is { } open)
            await EndAsync(work, open, ApprovalState.Withdrawn, new Vote { Kind = VoteKind.Withdrawn, Comment = why }, cancel);
    }

    /// <summary>What a case would be told now, in words, without asking anybody: for pages that show it beforehand.</summary>
    public async Task<Result<(bool Go, string Sentence)>> ForeseeAsync(CrossdockDb db, DateTimeOffset now, Case asked, CancellationToken cancel)
    {
        if ((await weigher.WeighAsync(db, now, asked, cancel)).Refused(out var refusal, out var weighed)) return refusal;
        var go = weighed.Row is null or { Route.Kind: RouteKind.Auto or RouteKind.Review }
            || (weighed.Row.Route.Kind == RouteKind.People && !asked.IsAnew && await Weigher.CoverAsync(db, null, asked, asked.Hash(), weighed, cancel));
        return (go, weighed.Sentence);
    }

    internal async Task<ApprovalRequest?> OpenAsync(Work work, string kind, string document, CancellationToken cancel)
    {
        // What was ended in this commit stands open in the database still, so what is loaded has the last word.
        await work.Db.Set<ApprovalRequest>().Where(r => r.Kind == kind && r.Document == document && r.State == ApprovalState.Pending && !r.IsReview).LoadAsync(cancel);
        return work.Db.Set<ApprovalRequest>().Local.FirstOrDefault(r => r.Kind == kind && r.Document == document && r is { State: ApprovalState.Pending, IsReview: false });
    }

    /// <summary>Ends a request and keeps what was said. The owner of the document is told by whoever ends it by a vote.</summary>
    internal static async Task EndAsync(Work work, ApprovalRequest request, ApprovalState state, Vote vote, CancellationToken cancel)
    {
        request.State = state;
        request.EndedAt = work.Now;
        request.OpenQuestion = null;
        Record(work, request, vote);
        await ClearAsync(work, request, cancel);
        Moved(work, request);
    }

    /// <summary>Counts and tells that something happened to a request.</summary>
    internal static void Moved(Work work, ApprovalRequest request)
    {
        request.Version++;
        work.Announce(new ApprovalMoved(request.Number, request.Document, request.State, request.SiteId));
    }

    /// <summary>Nobody is asked any more.</summary>
    internal static async Task ClearAsync(Work work, ApprovalRequest request, CancellationToken cancel)
    {
        await work.Db.Set<Wait>().Where(w => w.RequestId == request.Id).LoadAsync(cancel);
        work.Db.RemoveRange(work.Db.Set<Wait>().Local.Where(w => w.RequestId == request.Id).ToList());
    }

    internal static void Record(Work work, ApprovalRequest request, Vote vote) => work.Insert(ApprovalRows.InsertVote, new Vote
    {
        Id = work.NewId(),
        PostingId = work.PostingId,
        RequestId = request.Id,
        Step = request.Step,
        Kind = vote.Kind,
        PersonId = work.Actor.Id,
        OnBehalfOf = vote.OnBehalfOf,
        Role = vote.Role,
        Comment = vote.Comment,
        At = work.Now,
    });

    /// <summary>Keeps that people approved, and lets the document's owner do it in this commit.</summary>
    internal async Task<Result<Done>> ApprovedAsync(Work work, ApprovalRequest request, Outcome outcome, CancellationToken cancel)
    {
        await Weigher.LockDocumentAsync(work, request.Kind, request.EntityId, request.Document, cancel);
        var decision = new Decision
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Kind = request.Kind,
            Document = request.Document,
            EntityId = request.EntityId,
            SiteId = request.SiteId,
            Requester = request.Requester,
            Amount = request.Amount,
            Weighed = request.Weighed,
            TableId = request.TableId,
            RowNumber = request.RowNumber,
            Outcome = outcome,
            ContentHash = request.ContentHash,
            Attributes = request.Attributes,
            GroupKey = request.GroupKey,
            Request = request.Number,
            At = work.Now,
            Before = await Weigher.LastAsync(work.Db, work, request.Kind, request.Document, cancel),
        };
        Keep(work, decision);
        return await TellAsync(work, request, decision.Id, cancel);
    }

    /// <summary>Tells the document's owner how people ended a request.</summary>
    internal Task<Result<Done>> TellAsync(Work work, ApprovalRequest request, long decision, CancellationToken cancel) =>
        Subjects[request.Kind].EndedAsync(work, new ApprovalEnd(request.Number, request.Document, request.ContentHash, request.State, decision) { IsReview = request.IsReview }, cancel);

    /// <summary>Opens a review of something that was done outside of its route.</summary>
    internal Task<ApprovalRequest> ReviewAsync(Work work, ApprovalRequest of, RouteStep by, int days, string why, CancellationToken cancel) => OpenRequestAsync(
        work,
        new Case
        {
            Kind = of.Kind,
            Document = of.Document,
            Title = of.Title,
            Href = of.Href,
            Entity = of.EntityId,
            Site = of.SiteId,
            OtherSite = of.OtherSiteId,
            Requester = of.Requester,
            Writers = [.. WritersOf(of), work.Actor.Id],
            Amount = of.Amount,
            Currency = of.Currency,
            Content = [],
            Facts = FactsOf(of),
            Reason = why,
        },
        of.ContentHash, new Weighing(null, null, of.Weighed, of.Attributes), new ApprovalRoute(RouteKind.Review, [by], days, null), isReview: true, cancel);

    internal static IReadOnlyList<CaseFact> FactsOf(ApprovalRequest request) => JsonSerializer.Deserialize<List<CaseFact>>(request.Facts, Json.Web)!;

    internal static IReadOnlySet<PersonId> WritersOf(ApprovalRequest request) =>
        request.Writers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => new PersonId(int.Parse(id, CultureInfo.InvariantCulture))).ToHashSet();

    /// <summary>Asks the people of the step that waits.</summary>
    /// <param name="work">The work.</param>
    /// <param name="request">The request.</param>
    /// <param name="step">Its step.</param>
    /// <param name="spent">Whose votes earlier steps have taken.</param>
    /// <param name="cancel">Cancels.</param>
    internal async Task AskStepAsync(Work work, ApprovalRequest request, RouteStep step, IEnumerable<PersonId> spent, CancellationToken cancel)
    {
        var without = WritersOf(request).Union(spent).ToHashSet();
        var asked = await electorate.OfStepAsync(work.Db, step, request.Where(), without, cancel);
        var holders = step.Approvers.ToDictionary(a => a, a => (IReadOnlySet<PersonId>)asked.Where(p => p.As == a).Select(p => p.Person.Id).ToHashSet());
        if (Seats.Filled([.. Seats.Of(step, holders)]) < step.Votes)
        {
            // Too few hold the role: those who answer for buying and for the books are asked at once, instead of nobody.
            var others = await electorate.OfStepAsync(work.Db, Electorate.EscalationStep, request.Where(), without, cancel);
            asked = [.. asked, .. others.DistinctBy(o => o.Person.Id).Select(o => (o.Person, Electorate.Escalation))];
        }

        foreach (var (person, role) in asked) work.Db.Add(new Wait { PersonId = person.Id, RequestId = request.Id, Role = role });
    }

    private async Task<ApprovalRequest> OpenRequestAsync(Work work, Case asked, byte[] hash, Weighing weighed, ApprovalRoute route, bool isReview, CancellationToken cancel)
    {
        var hours = isReview ? route.Days * 24 : weighed.Row!.Hours;
        if (asked.Details is { } look && await look(cancel) is var details)
            asked = asked with { Writers = [.. asked.Writers, .. details.Writers], Facts = [.. asked.Facts, .. details.Facts], Details = null };
        var request = new ApprovalRequest
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("AP"),
            Kind = asked.Kind,
            Document = asked.Document,
            Title = asked.Title,
            Href = asked.Href,
            EntityId = asked.Entity,
            SiteId = asked.Site,
            OtherSiteId = asked.OtherSite,
            Requester = asked.Requester,
            Writers = WritersText(Writers(asked)),
            Amount = asked.Amount,
            Currency = asked.Currency,
            ContentHash = hash,
            Attributes = weighed.Attributes,
            GroupKey = asked.Group,
            Weighed = weighed.Amount,
            TableId = weighed.Table?.Id ?? 0,
            RowNumber = weighed.Row?.Number ?? 0,
            RowSentence = weighed.Row is null ? route.Spoken() : weighed.Sentence,
            Route = route.ToString(),
            Hours = hours,
            Facts = JsonSerializer.Serialize(asked.Facts.Concat(asked.Content).Where(f => !f.Unread).Select(f => f.AsRead), Json.Web),
            Reason = asked.Reason,
            IsReview = isReview,
            Step = 1,
            State = ApprovalState.Pending,
            AskedAt = work.Now,
            DueAt = work.Now.AddHours(hours),
            Version = 1,
        };
        if (weighed.Counted is { } counted) counted.Corrected += amount => request.Weighed = amount;
        work.Db.Add(request);
        Record(work, request, new Vote { Kind = VoteKind.Asked, Comment = asked.Reason });
        await AskStepAsync(work, request, route.Steps[0], [], cancel);
        work.Announce(new ApprovalAsked(request.Number, request.Document, request.SiteId));
        return request;
    }

    private static Verdict Waits(ApprovalRequest request) =>
        new(false, 0, request.Number, request.RowSentence) { WaitsFor = request.Steps()[request.Step - 1].Spoken() };

    private static Verdict Go(Work work, Case asked, byte[] hash, Weighing weighed, Outcome outcome, Decision? last)
    {
        var decision = new Decision
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Kind = asked.Kind,
            Document = asked.Document,
            EntityId = asked.Entity,
            SiteId = asked.Site,
            Requester = asked.Requester,
            Amount = asked.Amount,
            Weighed = weighed.Amount,
            TableId = weighed.Table?.Id ?? 0,
            RowNumber = weighed.Row?.Number ?? 0,
            Outcome = outcome,
            ContentHash = hash,
            Attributes = weighed.Attributes,
            GroupKey = asked.Group,
            At = work.Now,
            Before = last,
        };
        if (weighed.Counted is { } counted) counted.Corrected += amount => decision.Weighed = amount;
        Keep(work, decision);
        return new Verdict(true, decision.Id, null, weighed.Sentence) { Ruled = weighed.Table is not null };
    }

    private static void Keep(Work work, Decision decision)
    {
        work.Insert(ApprovalRows.InsertDecision, decision);
        work.State<DecidedHere>().Decisions.Add(decision);
    }

    /// <summary>Whoever asks for what is asked already, or wrote on it since, is none of those who decide either.</summary>
    private static async Task JoinAsync(Work work, ApprovalRequest open, Case asked, CancellationToken cancel)
    {
        var known = WritersOf(open);
        var further = Writers(asked).Except(known).ToList();
        if (further.Count == 0) return;
        open.Writers = WritersText(known.Concat(further));
        open.Version++;
        await work.Db.Set<Wait>().Where(w => w.RequestId == open.Id).LoadAsync(cancel);
        work.Db.RemoveRange(work.Db.Set<Wait>().Local.Where(w => w.RequestId == open.Id && further.Contains(w.PersonId)).ToList());
    }

    /// <summary>True when people look at just this content already, or have looked at it and let it be.</summary>
    private static async Task<bool> ReviewedAsync(Work work, Case asked, byte[] hash, CancellationToken cancel)
    {
        var reviews = await work.Db.Set<ApprovalRequest>()
            .Where(r => r.Kind == asked.Kind && r.Document == asked.Document && r.IsReview && (r.State == ApprovalState.Pending || r.State == ApprovalState.Approved)).ToListAsync(cancel);
        return reviews.Concat(work.Db.Set<ApprovalRequest>().Local.Where(r => r.Kind == asked.Kind && r.Document == asked.Document && r is { IsReview: true, State: ApprovalState.Pending }))
            .Any(r => r.ContentHash.AsSpan().SequenceEqual(hash));
    }

    private static IEnumerable<PersonId> Writers(Case asked) => asked.Writers.Append(asked.Requester).Where(p => p.Value != 0).Distinct();

    private static string WritersText(IEnumerable<PersonId> people) => string.Join(',', people.Select(p => p.Value.ToString(CultureInfo.InvariantCulture)));
}

internal sealed record RuleRefuses(string Title, string Why, string Row) : Refusal(RefusalKind.Refused, "governance.rule_refuses", $"{Title} is not allowed: {Why}. {Row}.");
