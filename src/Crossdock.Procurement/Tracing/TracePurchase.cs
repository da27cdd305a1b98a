using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Crossdock.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Tracing;

/// <summary>Asks for the whole life of a purchase.</summary>
/// <param name="Number">Number of the order.</param>
public sealed record TracePurchaseRequest([Required, StringLength(20)] string Number);

/// <summary>A purchase from the need to the money.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Steps">What happened, in the sealed order; what is not sealed yet comes last.</param>
/// <param name="People">Who did what.</param>
public sealed record TracePurchaseResponse(string Order, string SupplierName, string Site, IReadOnlyList<TraceStep> Steps, IReadOnlyList<TracePerson> People) : ITabular
{
    string ITabular.FileName => $"trail-{Order}";

    IReadOnlyList<string> ITabular.Headings => ["When", "Who", "Duty", "What", "Detail", "Posting", "Seal", "Use", "Request", "Content hash", "Chain hash"];

    IEnumerable<object?[]> ITabular.Cells => Steps.Select(s => (object?[])
        [s.At, s.Person, Words.Of(s.Duty), s.What, s.Detail, s.Posting, s.SealNo, s.Use, s.RequestId.ToString(), s.ContentHash, s.ChainHash]);
}

/// <summary>A step of a purchase.</summary>
/// <param name="At">When it was posted.</param>
/// <param name="Person">Who did it; the product itself for what a rule decided.</param>
/// <param name="Duty">What kind of step.</param>
/// <param name="What">What happened.</param>
/// <param name="Detail">The rule, the reason, the money.</param>
/// <param name="Href">Where its document is shown.</param>
/// <param name="Posting">The posting.</param>
/// <param name="SealNo">Its place in the sealed order; null until it is sealed.</param>
/// <param name="Use">The use.</param>
/// <param name="RequestId">The request.</param>
/// <param name="ContentHash">SHA-256 of all the posting wrote, in hexadecimal.</param>
/// <param name="ChainHash">SHA-256 that chains it to all before it, in hexadecimal; null until it is sealed.</param>
public sealed record TraceStep(
    DateTimeOffset At, string Person, TrailDuty Duty, string What, string? Detail, string? Href, long Posting, long? SealNo, string Use, Guid RequestId, string ContentHash, string? ChainHash);

/// <summary>What one person did in a purchase.</summary>
/// <param name="Person">Their name.</param>
/// <param name="Duties">What they did, each once.</param>
public sealed record TracePerson(string Person, IReadOnlyList<TrailDuty> Duties);

internal sealed class TracePurchase(Directory directory, Partners partners, People people, IEnumerable<PurchaseTrailSource> sources) : IQuery<TracePurchaseRequest, TracePurchaseResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<TracePurchase>("GET /purchase-orders/{number}/trail", Permission.SeeAudit)
        .WithSummary("One purchase from the need to the money: every step, who did it, by which rule, under which seal.");

    public async Task<Result<TracePurchaseResponse>> AnswerAsync(Reading reading, TracePurchaseRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var order = await db.Set<PurchaseOrder>().AsNoTracking().FirstOrDefaultAsync(o => o.Number == request.Number, cancel);
        if (order is null || !reading.Actor.WorksAt(order.EntityId, order.SiteId)) return Refusal.NotFound("purchase order", request.Number);
        var lines = await db.Set<PurchaseLine>().Where(l => l.OrderId == order.Id).ToDictionaryAsync(l => l.Id, l => l.Number, cancel);
        var purchase = new TracedPurchase(order.Id, order.Number, lines);
        var told = new List<TrailStep>();
        foreach (var source in sources) told.AddRange(await source.StepsAsync(db, purchase, cancel));
        var steps = await SignedAsync(db, told, cancel);
        return new TracePurchaseResponse(
            order.Number, (await partners.FindAsync(db, order.SupplierId, cancel))!.Name, (await directory.SiteAsync(db, order.SiteId, cancel))!.Code, steps,
            [.. steps.GroupBy(s => s.Person).Select(g => new TracePerson(g.Key, [.. g.Select(s => s.Duty).Distinct().Order()])).OrderBy(p => p.Duties[0]).ThenBy(p => p.Person, StringComparer.Ordinal)]);
    }

    /// <summary>Joins each step with its posting: who, when, and the hashes that keep it from being changed unseen.</summary>
    private async Task<IReadOnlyList<TraceStep>> SignedAsync(CrossdockDb db, IReadOnlyList<TrailStep> told, CancellationToken cancel)
    {
        var ids = told.Select(s => s.Posting).Distinct().ToList();
        var postings = await db.Set<Posting>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        var seals = await db.Set<Seal>().AsNoTracking().Where(s => ids.Contains(s.PostingId)).ToDictionaryAsync(s => s.PostingId, cancel);
        var steps = new List<TraceStep>(told.Count);
        foreach (var step in told.OrderBy(s => seals.TryGetValue(s.Posting, out var seal) ? seal.SealNo : long.MaxValue).ThenBy(s => s.Posting).ThenBy(s => s.Duty))
        {
            var posting = postings[step.Posting];
            var seal = seals.GetValueOrDefault(step.Posting);
            steps.Add(new(
                posting.PostedAt, step.ByRule ? "Crossdock" : await people.NameAsync(db, posting.ActorId, cancel), step.Duty, step.What, step.Detail, step.Href, posting.Id, seal?.SealNo, posting.Use, posting.RequestId,
                Convert.ToHexStringLower(posting.ContentHash), seal is null ? null : Convert.ToHexStringLower(seal.ChainHash)));
        }

        return steps;
    }
}

/// <summary>Asks which purchase a document belongs to.</summary>
/// <param name="Document">Number of an order, requisition, proposal, receipt, return, invoice or payment.</param>
public sealed record FindPurchaseOfRequest([Required, StringLength(60)] string Document);

/// <summary>The purchases a document belongs to.</summary>
/// <param name="Orders">Numbers of the orders, the first fifty.</param>
public sealed record FindPurchaseOfResponse(IReadOnlyList<string> Orders);

internal sealed class FindPurchaseOf(IEnumerable<PurchaseTrailSource> sources) : IQuery<FindPurchaseOfRequest, FindPurchaseOfResponse>
{
    private const int Most = 50;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindPurchaseOf>("GET /purchase-orders/of", Permission.SeeAudit)
        .WithSummary("Which purchases a document belongs to.");

    public async Task<Result<FindPurchaseOfResponse>> AnswerAsync(Reading reading, FindPurchaseOfRequest request, CancellationToken cancel)
    {
        var document = request.Document.Trim().ToUpperInvariant();
        var found = new List<string>();
        foreach (var source in sources) found.AddRange(await source.OrdersOfAsync(reading.Db, document, cancel));
        var mine = await reading.Db.Set<PurchaseOrder>().Where(o => found.Contains(o.Number)).Select(o => new { o.Number, o.EntityId, o.SiteId }).ToListAsync(cancel);
        var visible = mine.Where(o => reading.Actor.WorksAt(o.EntityId, o.SiteId)).Select(o => o.Number).Order(StringComparer.Ordinal).Take(Most).ToList();
        return visible.Count == 0 ? Refusal.NotFound("purchase of", request.Document) : new FindPurchaseOfResponse(visible);
    }
}
