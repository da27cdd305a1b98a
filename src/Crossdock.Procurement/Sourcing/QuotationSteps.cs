using Crossdock.Ui;

namespace Crossdock.Procurement.Sourcing;

/// <summary>The steps of asking several suppliers before an order was written: who asked, what came in, who decided. What was bid stands on the request's page.</summary>
internal sealed class QuotationSteps(DecisionLog decisions) : PurchaseTrailSource
{
    public override async Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var numbers = await (from a in db.Set<AwardLine>()
                             join r in db.Set<QuotationRequest>() on a.RequestId equals r.Id
                             where a.OrderNumber == purchase.Number
                             select r.Number).Distinct().ToListAsync(cancel);
        if (numbers.Count == 0) return [];
        var subjects = numbers.ConvertAll(n => $"quotation {n}");
        var steps = new List<TrailStep>();
        foreach (var posting in await db.Set<Posting>().AsNoTracking().Where(p => subjects.Contains(p.Subject!)).OrderBy(p => p.Id).Select(p => new { p.Id, p.Use, p.Subject, p.Why }).ToListAsync(cancel))
        {
            var number = posting.Subject!.Split(' ')[1];
            var duty = posting.Use switch { nameof(KeyBid) => TrailDuty.Answered, nameof(AwardQuotation) or nameof(AcceptLateBid) => TrailDuty.Decided, nameof(ConvertAward) or nameof(ContractAward) => TrailDuty.Wrote, _ => TrailDuty.Asked };
            steps.Add(new(posting.Id, duty, $"{number}: {Words.Of(posting.Use)}", posting.Why, $"/quotation-requests/{number}"));
        }

        steps.AddRange((await decisions.OfAsync(db, AwardCases.Kind, numbers, cancel))
            .Select(d => new TrailStep(d.Posting, TrailDuty.Decided, $"Award of {d.Document} went {d.How}", d.Row, d.Request is null ? null : $"/approvals/{d.Request}")));
        steps.AddRange((await decisions.VotesAsync(db, AwardCases.Kind, numbers, cancel))
            .Select(v => new TrailStep(v.Posting, TrailDuty.Decided, $"{v.Request}: {Words.Of(v.Kind)}{(v.As is null ? "" : $" as {v.As}")}", v.Comment, $"/approvals/{v.Request}")));
        return steps;
    }

    public override async Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel) =>
        await (from a in db.Set<AwardLine>()
               join r in db.Set<QuotationRequest>() on a.RequestId equals r.Id
               where r.Number == document && a.OrderNumber != null
               select a.OrderNumber!).Distinct().OrderBy(n => n).ToListAsync(cancel);
}
