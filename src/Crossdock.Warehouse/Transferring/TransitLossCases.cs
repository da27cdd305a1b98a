using Crossdock.Warehouse.Correcting;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Makes the cases of losses on the way, at the value the goods left with. What a decision binds to includes that value.</summary>
internal sealed class TransitLossCases(Directory directory, LotRegister lots, StockLedger ledger)
{
    /// <summary>Losses on the way to one site count together, so that a load is not lost piece by piece.</summary>
    public static string GroupOf(Site to) => $"transit-loss:{to.Id.Value}";

    /// <summary>The case as it would be posted in this commit; the ways are locked.</summary>
    public async Task<Result<Case>> OfAsync(Work work, string number, PersonId requester, OpenTransfer open, TransitLoss loss, IReadOnlyList<LostPart> parts, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, open.To.EntityId, cancel))!;
        var day = new Addressing.Moment(null, HappenedSource.Keyed).DayFor(entity, work.Now);
        if ((await ledger.ForeseeLossAsync(work, entity.Id, day, [.. parts.Select(p => (p.Load.Id, p.Quantity))], cancel)).Refused(out var refusal, out var values)) return refusal;
        var worth = values.Aggregate(Amount.Zero, (sum, v) => sum + v);
        var item = open.ItemOf(loss.Line);
        var what = $"{loss.Quantity} {item.BaseUnit} of {item.Code}";
        var said = $"{loss.Quantity.Words(item.BaseUnit)} of {item.Code} {item.Name}";
        return new Case
        {
            Kind = CorrectionBook.KindOf(CorrectionKind.TransitLoss),
            Document = number,
            Title = $"Loss {number}: {said} of {open.Transfer.Number} did not arrive at {open.To.Code}",
            Href = $"/corrections/{number}",
            Entity = entity.Id,
            Site = open.To.Id,
            OtherSite = open.From.Id,
            Requester = requester,
            Amount = worth,
            Currency = entity.Currency,
            Group = GroupOf(open.To),
            Attributes = new Dictionary<string, string>
            {
                [Dimensions.Criticality] = Item.CriticalityOf([item]),
                [Dimensions.Exception] = loss.Reason,
            },
            Content =
            [
                new("What", what) { Said = said }, new("Item", $"{item.Code} {item.Name}"), new("Transfer", $"{open.Transfer.Number} line {loss.Line.Line}, from {open.From.Code} to {open.To.Code}"),
                new("Lot or serial", await lots.CodeAsync(work, loss.Lot, cancel) ?? "not named"), new("Reason", loss.Reason),
                new("What the investigation found", loss.Note ?? "not said"), new("Evidence", loss.Evidence ?? "none"), new("Worth", worth.Words(entity.Currency)),
            ],
            Facts = [new("Sent, arrived and on the way", $"{loss.Line.Shipped.Grouped}, {loss.Line.Received.Grouped} and {loss.Line.OnTheWay.Words(item.BaseUnit)}")],
            Reason = loss.Note ?? loss.Evidence,
        };
    }
}
