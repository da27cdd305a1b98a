using Crossdock.Warehouse.Correcting;

namespace Crossdock.Warehouse.Adjusting;

/// <summary>The case of an adjustment, and what it would do now.</summary>
internal sealed record WeighedAdjustment(Case Case, ForeseenMove Now);

/// <summary>Makes the cases of adjustments and write-offs, at the cost of now. What a decision binds to includes that cost: approved is so much money, not only so many pieces.</summary>
internal sealed class AdjustmentCases(Directory directory, Partners partners, LotRegister lots, StockLedger ledger, Consignments consignments)
{
    /// <summary>
    /// The case as it would be posted in this commit. The gate of the item is taken before governance is asked, so that what is weighed is to the
    /// cent what is posted.
    /// </summary>
    public async Task<Result<WeighedAdjustment>> OfAsync(Work work, string number, PersonId requester, Adjustment adjustment, CancellationToken cancel)
    {
        var (site, item) = (adjustment.Site, adjustment.Item);
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var day = adjustment.Moment.DayFor(entity, work.Now);
        Amount? owed = null;
        if (adjustment.LosesStockOf is { } owner
            && (await consignments.LossWorthAsync(work.Db, owner, item, site, adjustment.Quantity, day, cancel)).Refused(out var noRate, out owed)) return noRate;
        if ((await ledger.ForeseeAsync(work, entity.Id, day, [adjustment.ToMove(owed)], cancel)).Refused(out var refusal, out var foreseen)) return refusal;
        var now = foreseen[0];
        var place = (await directory.PlaceAsync(work.Db, adjustment.At.Place, cancel))!.Code;
        var what = $"{adjustment.Quantity} {item.BaseUnit} of {item.Code} {WordsOf(adjustment.Use)}";
        var said = $"{adjustment.Quantity.Words(item.BaseUnit)} of {item.Code} {item.Name} {WordsOf(adjustment.Use)}";
        return new WeighedAdjustment(
            new Case
            {
                Kind = CorrectionBook.KindOf(adjustment.Kind),
                Document = number,
                Title = $"{(adjustment.Kind == CorrectionKind.WriteOff ? "Write-off" : "Adjustment")} {number}: {said} at {site.Code}",
                Href = $"/corrections/{number}",
                Entity = site.EntityId,
                Site = site.Id,
                Requester = requester,
                Amount = now.Value,
                Currency = entity.Currency,
                Group = $"adjust:{site.Id.Value}:{item.Id.Value}",
                Attributes = new Dictionary<string, string>
                {
                    [Dimensions.Criticality] = Item.CriticalityOf([item]),
                    [Dimensions.Exception] = adjustment.Reason,
                },
                Content =
                [
                    new("What", what) { Said = said }, new("Item", $"{item.Code} {item.Name}"), new("Place", $"{place} at {site.Code}, {adjustment.At.Condition.ToString().ToLowerInvariant()}"),
                    new("Lot or serial", await lots.CodeAsync(work, adjustment.At.Lot, cancel) ?? "none"), new("Owner", await OwnerAsync(work, adjustment.At.Owner, cancel)),
                    new("Reason", adjustment.Reason), new("What happened", adjustment.Note ?? "not said"), new("Evidence", adjustment.Evidence ?? "none"),
                    new("Worth at cost", now.Value.Words(entity.Currency)),
                ],
                Facts =
                [
                    new("On hand there, before and after", $"{now.OnHand} and {now.OnHand + adjustment.Change} {item.BaseUnit}"),
                    new("Of that promised to orders", $"{now.Allocated} {item.BaseUnit}"),
                ],
                Reason = adjustment.Note ?? adjustment.Evidence,
            },
            now);
    }

    private static string WordsOf(ReasonUse use) => use switch
    {
        ReasonUse.Found => "found",
        ReasonUse.Lost => "missing",
        _ => "thrown away",
    };

    private async Task<string> OwnerAsync(Work work, PartnerId owner, CancellationToken cancel) =>
        owner == default ? "ours" : (await partners.FindAsync(work.Db, owner, cancel))!.Code;
}
