using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Ui;

namespace Crossdock.Procurement.Tracing;

/// <summary>The steps of buying itself: the need, the order and its versions, decisions on both, answers.</summary>
internal sealed class OrderSteps(DecisionLog decisions, Items items) : PurchaseTrailSource
{
    public override async Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var order = await db.Set<PurchaseOrder>().AsNoTracking().SingleAsync(o => o.Id == purchase.Id, cancel);
        var requisitions = await RequisitionsAsync(db, purchase, cancel);
        return
        [
            .. await NeedsAsync(db, purchase, requisitions, cancel),
            new TrailStep(order.PostingId, TrailDuty.Wrote, $"Wrote {order.Number}", Told(order), $"/purchase-orders/{order.Number}"),
            .. await DecisionsAsync(db, RequisitionDesk.Kind, requisitions, cancel),
            .. await DecisionsAsync(db, OrderCases.Kind, [order.Number], cancel),
            .. await VersionsAsync(db, order, cancel),
            .. await AnswersAsync(db, order, cancel),
        ];
    }

    public override async Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel)
    {
        if (await db.Set<PurchaseOrder>().AnyAsync(o => o.Number == document, cancel)) return [document];
        if (await db.Set<Proposal>().Where(p => p.Number == document).Select(p => p.OrderNumber).FirstOrDefaultAsync(cancel) is { } about) return [about];
        return await (from r in db.Set<RequisitionLine>()
                      where r.Number == document
                      join k in db.Set<RequisitionLink>() on r.Id equals k.RequisitionLineId
                      join l in db.Set<PurchaseLine>() on k.PurchaseLineId equals l.Id
                      select l.OrderNumber).Distinct().OrderBy(n => n).ToListAsync(cancel);
    }

    private static async Task<IReadOnlyList<string>> RequisitionsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var lines = purchase.Lines.Keys.ToList();
        return await (from k in db.Set<RequisitionLink>()
                      where lines.Contains(k.PurchaseLineId)
                      join r in db.Set<RequisitionLine>() on k.RequisitionLineId equals r.Id
                      select r.Number).Distinct().OrderBy(n => n).ToListAsync(cancel);
    }

    /// <summary>When each need was asked for, and which lines of the order were to serve it.</summary>
    private async Task<IReadOnlyList<TrailStep>> NeedsAsync(CrossdockDb db, TracedPurchase purchase, IReadOnlyList<string> requisitions, CancellationToken cancel)
    {
        if (requisitions.Count == 0) return [];
        var steps = new List<TrailStep>();
        var subjects = requisitions.Select(r => $"requisition {r}").ToList();
        foreach (var posting in await db.Set<Posting>().AsNoTracking().Where(p => subjects.Contains(p.Subject!)).OrderBy(p => p.Id).Select(p => new { p.Id, p.Use, p.Subject, p.Why }).ToListAsync(cancel))
        {
            var number = posting.Subject!.Split(' ')[1];
            steps.Add(new(posting.Id, TrailDuty.Asked, $"{number}: {Words.Of(posting.Use)}", posting.Why, $"/requisitions/{number}"));
        }

        var lines = purchase.Lines.Keys.ToList();
        var links = await (from k in db.Set<RequisitionLink>().AsNoTracking()
                           where lines.Contains(k.PurchaseLineId)
                           join r in db.Set<RequisitionLine>().AsNoTracking() on k.RequisitionLineId equals r.Id
                           orderby k.Id
                           select new { k.PostingId, k.PurchaseLineId, k.Quantity, r.Number, r.Line, r.ItemId }).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, links.Select(l => l.ItemId).Distinct(), cancel);
        steps.AddRange(links.Select(l => new TrailStep(
            l.PostingId, TrailDuty.Asked,
            $"Line {purchase.Lines[l.PurchaseLineId]} {(l.Quantity.IsNegative ? "gave back" : "serves")} {l.Number} line {l.Line}",
            $"{(l.Quantity.IsNegative ? -l.Quantity : l.Quantity)} {known[l.ItemId].BaseUnit} {known[l.ItemId].Code}", $"/requisitions/{l.Number}")));
        return steps;
    }

    private async Task<IReadOnlyList<TrailStep>> DecisionsAsync(CrossdockDb db, string kind, IReadOnlyList<string> documents, CancellationToken cancel)
    {
        if (documents.Count == 0) return [];
        var made = (await decisions.OfAsync(db, kind, documents, cancel))
            .Select(d => new TrailStep(d.Posting, TrailDuty.Decided, $"{d.Document} went {d.How}", d.Row, d.Request is null ? null : $"/approvals/{d.Request}") { ByRule = !d.Touched });
        var said = (await decisions.VotesAsync(db, kind, documents, cancel)).Select(v => new TrailStep(
            v.Posting, TrailDuty.Decided, $"{v.Request}: {Words.Of(v.Kind)}{(v.As is null ? "" : $" as {v.As}")}{(v.OnBehalfOf is null ? "" : $" for {v.OnBehalfOf}")}", v.Comment, $"/approvals/{v.Request}"));
        return [.. said, .. made];
    }

    private static async Task<IReadOnlyList<TrailStep>> VersionsAsync(CrossdockDb db, PurchaseOrder order, CancellationToken cancel)
    {
        var versions = await db.Set<OrderVersion>().AsNoTracking().Where(v => v.OrderId == order.Id).OrderBy(v => v.Number)
            .Select(v => new { v.PostingId, v.Number, v.Cause, v.BySupplier, v.Reason, v.Total }).ToListAsync(cancel);
        return versions.ConvertAll(v => new TrailStep(
            v.PostingId, v.Number == 1 ? TrailDuty.Released : TrailDuty.Changed, $"Version {v.Number}: {v.Cause}{(v.BySupplier ? ", asked by the supplier" : "")}",
            string.Join("; ", new[] { v.Reason, $"total {v.Total.Words(order.Currency)}" }.OfType<string>()), $"/purchase-orders/{order.Number}?version={v.Number}"));
    }

    private static async Task<IReadOnlyList<TrailStep>> AnswersAsync(CrossdockDb db, PurchaseOrder order, CancellationToken cancel)
    {
        var answers = await db.Set<Posting>().AsNoTracking().Where(p => p.Subject == $"purchase order {order.Number}" && p.Use == nameof(AnswerPurchaseOrder)).Select(p => p.Id).ToListAsync(cancel);
        var steps = answers.ConvertAll(a => new TrailStep(a, TrailDuty.Answered, "The supplier's answer was taken down", null, $"/purchase-orders/{order.Number}"));
        var proposals = await db.Set<Proposal>().AsNoTracking().Where(p => p.OrderId == order.Id).OrderBy(p => p.Number).ToListAsync(cancel);
        var subjects = proposals.ToDictionary(p => $"proposal {p.Number}");
        var names = subjects.Keys.ToList();
        foreach (var posting in await db.Set<Posting>().AsNoTracking().Where(p => names.Contains(p.Subject!)).OrderBy(p => p.Id).Select(p => new { p.Id, p.Use, p.Subject, p.Why }).ToListAsync(cancel))
        {
            var proposal = subjects[posting.Subject!];
            steps.Add(new(posting.Id, TrailDuty.Answered, $"{proposal.Number}: {Words.Of(posting.Use)}", string.Join("; ", new[] { proposal.Impact, posting.Why }.OfType<string>()), $"/proposals?q={proposal.Number}"));
        }

        return steps;
    }

    private static string? Told(PurchaseOrder order)
    {
        var told = new[]
        {
            order.EmergencyReason is { } emergency ? $"Emergency: {emergency}" : null,
            order.Premium.IsPositive ? $"premium {order.Premium.Words(order.Currency)}" : null,
            order.DuplicateReason is { } duplicate ? $"Bought again: {duplicate}" : null,
            order.Notes,
        }.OfType<string>().ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }
}
