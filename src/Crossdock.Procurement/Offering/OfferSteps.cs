using Crossdock.Ui;

namespace Crossdock.Procurement.Offering;

/// <summary>The steps of a purchase at which the buyer said whether another site sends it.</summary>
internal sealed class OfferSteps : PurchaseTrailSource
{
    public override async Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var lines = purchase.Lines.Keys.ToList();
        var answers = await db.Set<TransferOffer>().AsNoTracking().Where(o => lines.Contains(o.LineId) && (o.Reason != OfferReason.None || o.Transfer != null)).ToListAsync(cancel);
        return
        [
            .. answers.Select(o => new TrailStep(
                o.PostingId, TrailDuty.Changed, $"Line {o.LineNumber}: {Words.Of(o.State)}{(o.Transfer is null ? "" : $" by {o.Transfer}")}",
                o.Reason == OfferReason.None ? null : $"{Words.Of(o.Reason)}: {o.Words}", o.Transfer is null ? "/transfer-offers" : $"/transfers/{o.Transfer}")),
        ];
    }

    public override async Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel) =>
        await db.Set<TransferOffer>().Where(o => o.Transfer == document).Select(o => o.OrderNumber).Distinct().ToListAsync(cancel);
}
