using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Documents;

namespace Crossdock.Warehouse.Adjusting;

/// <summary>Stock to be corrected at one position, with all codes looked up.</summary>
/// <param name="Site">The site.</param>
/// <param name="Item">The item.</param>
/// <param name="At">The position.</param>
/// <param name="Quantity">In base units, positive.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Use">What the reason says: found, missing, thrown away.</param>
/// <param name="Note">What happened.</param>
/// <param name="Evidence">Where that can be seen.</param>
/// <param name="Moment">When.</param>
internal sealed record Adjustment(Site Site, Item Item, StockAt At, Quantity Quantity, string Reason, ReasonUse Use, string? Note, string? Evidence, Moment Moment)
{
    public bool IsFound => Use == ReasonUse.Found;

    /// <summary>Whose stock is lost; null when it is ours, or found.</summary>
    public PartnerId? LosesStockOf => !IsFound && At.Owner is var owner && owner != default ? owner : null;

    public CorrectionKind Kind => Use == ReasonUse.Scrap ? CorrectionKind.WriteOff : CorrectionKind.Adjustment;

    public Quantity Change => IsFound ? Quantity : -Quantity;

    /// <summary>Its movement.</summary>
    /// <param name="owed">What we owe for a supplier's stock that is lost; null for all other stock.</param>
    public StockMove ToMove(Amount? owed) => new()
    {
        Kind = Use == ReasonUse.Scrap ? MovementKind.Scrap : MovementKind.Adjustment,
        Item = Item.Id,
        Quantity = Quantity,
        From = IsFound ? null : At,
        To = IsFound ? At : null,
        Value = owed,
        HappenedAt = Moment.HappenedAt,
        Source = Moment.Source,
        Reason = Reason,
    };
}

/// <summary>Posts adjustments: at once by right or by rule, or when people agreed.</summary>
internal sealed class AdjustmentDesk(
    Approvals approvals, AdjustmentCases cases, DocumentBook documents, StockLedger ledger, Directory directory, Items items, LotRegister lots, MovementLog log, Segregation segregation,
    Promises promises, Consignments consignments)
{
    /// <summary>Posts it, or asks people first where a table says so; then nothing is posted.</summary>
    public async Task<Result<AdjustStockResponse>> EnterAsync(Work work, Adjustment adjustment, CancellationToken cancel)
    {
        if (!await approvals.RuledAsync(work.Db, CorrectionBook.KindOf(adjustment.Kind), adjustment.Site.EntityId, cancel))
        {
            if ((await PostAsync(work, adjustment, null, "posted", cancel)).Refused(out var no, out var posted)) return no;
            return (await ApartAsync(work, adjustment, posted.Value.Abs(), cancel)).Refused(out no, out _) ? no : posted;
        }

        var number = DocumentBook.NumberOf(work, DocumentKind.Adjustment);
        if ((await cases.OfAsync(work, number, work.Actor.Id, adjustment, cancel)).Refused(out var refusal, out var weighed)) return refusal;
        if ((await ApartAsync(work, adjustment, weighed.Case.Amount.Abs(), cancel)).Refused(out refusal, out _)) return refusal;
        if ((await approvals.AskAsync(work, weighed.Case, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go) return await PostAsync(work, adjustment, number, verdict.Stand, cancel);
        if (EvidenceMissing.Check(adjustment.Note, adjustment.Evidence) is { } missing) return missing;
        if (adjustment.IsFound) await lots.StayOutAsync(work, adjustment.Item, adjustment.At.Lot, cancel);
        var correction = ToCorrection(work, number, adjustment, weighed.Now);
        work.Db.Add(correction);
        work.Subject = $"adjustment {number}, asked";
        CorrectionBook.Wait(work, correction, weighed.Case, verdict);
        return new AdjustStockResponse(number, 0, weighed.Case.Amount, verdict.Stand, verdict.Request);
    }

    /// <summary>Asks about a correction as it stands, changed or approved, and posts it when it may go on; else it waits for whoever is asked now.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, Correction correction, CancellationToken cancel)
    {
        if ((await OfAsync(work, correction, cancel)).Refused(out var refusal, out var adjustment)) return refusal;
        if ((await cases.OfAsync(work, correction.Number, correction.AskedBy, adjustment, cancel)).Refused(out refusal, out var weighed)) return refusal;
        if ((await approvals.AskAsync(work, weighed.Case, cancel)).Refused(out refusal, out var verdict)) return refusal;
        (correction.Lines[0].OnHand, correction.Lines[0].Value) = (weighed.Now.OnHand, weighed.Now.Value);
        if (!verdict.Go)
        {
            if (adjustment.IsFound) await lots.StayOutAsync(work, adjustment.Item, adjustment.At.Lot, cancel);
            CorrectionBook.Wait(work, correction, weighed.Case, verdict);
            return verdict;
        }

        correction.Value = weighed.Case.Amount;
        if ((await PostAsync(work, adjustment, correction.Number, "", cancel)).Refused(out refusal, out _)) return refusal;
        CorrectionBook.End(work, correction, CorrectionState.Posted);
        return verdict;
    }

    /// <summary>What people approved: it is weighed as it is now, so that a cost that grew since then beyond the tolerance is asked about again.</summary>
    public async Task<Result<Done>> GoOnAsync(Work work, Correction correction, CancellationToken cancel) =>
        (await AskAsync(work, correction, cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;

    /// <summary>Not by whoever received or picked the item here, nor by whoever set its cost: what is missing would be hidden by it.</summary>
    private async Task<Result<Done>> ApartAsync(Work work, Adjustment adjustment, Amount worth, CancellationToken cancel)
    {
        if (work.Actor.Id.Value == 0) return Done.Yes;
        var (site, item) = (adjustment.Site, adjustment.Item);
        var handled = await log.HandledAsync(work.Db, work.Actor.Id, item.Id, site.Id, work.Now.AddDays(-ConflictMatrix.RecordDays), cancel);
        var before = handled.Select(h => new Deed(work.Actor.Id, h.Kind == MovementKind.Pick ? Duty.PickGoods : Duty.ReceiveGoods, h.At));
        return (await segregation.ApartAsync(work, Duty.AdjustStock, before, $"item {item.Code} at {site.Code}", site.Id, worth, cancel)).Refused(out var refusal, out _)
            ? refusal
            : await segregation.TakeAsync(work, Duty.AdjustStock, [Chain.Item(item.Id, item.Code)], site.Id, worth, cancel);
    }

    private async Task<Result<AdjustStockResponse>> PostAsync(Work work, Adjustment adjustment, string? number, string stand, CancellationToken cancel)
    {
        var document = await documents.OpenAsync(work, DocumentKind.Adjustment, adjustment.Site, adjustment.Moment, cancel, adjustment.Reason, adjustment.Note, given: number);
        Amount? owed = null;
        if (adjustment.LosesStockOf is { } owner)
        {
            await promises.AllocationsAsync(work, [], [(adjustment.Item, adjustment.Site)], cancel);
            var loss = new ConsignedTake(owner, adjustment.Item, adjustment.Site, adjustment.Quantity, UsageKind.Lost, document);
            if ((await consignments.LoseAsync(work, loss, cancel)).Refused(out var no, out owed)) return no;
        }

        if ((await ledger.PostAsync(work, document, [adjustment.ToMove(owed)], cancel)).Refused(out var refusal, out var posted)) return refusal;
        return new AdjustStockResponse(document.Number, posted[0].Movement, posted[0].Value, stand);
    }

    private async Task<Result<Adjustment>> OfAsync(Work work, Correction correction, CancellationToken cancel)
    {
        var line = correction.Lines[0];
        var site = (await directory.SiteAsync(work.Db, correction.SiteId, cancel))!;
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;

        // A serial that was found while people decided is not found twice.
        if (line.Change.IsPositive && item.Tracking != Tracking.None
            && (await lots.InboundAsync(work, item, await lots.CodeAsync(work, line.LotId, cancel), null, line.Change, isReturn: false, cancel)).Refused(out var refusal, out _)) return refusal;
        return new Adjustment(
            site, item, line.At(site.Id), line.Change.Abs(), correction.Reason!, correction.Use!.Value, correction.Note, correction.Evidence, new Moment(correction.HappenedAt, correction.Source));
    }

    private static Correction ToCorrection(Work work, string number, Adjustment adjustment, ForeseenMove now)
    {
        var correction = new Correction
        {
            Id = Guid.CreateVersion7(work.Now),
            Number = number,
            Sequence = work.NewId(),
            Kind = adjustment.Kind,
            EntityId = adjustment.Site.EntityId,
            SiteId = adjustment.Site.Id,
            AskedBy = work.Actor.Id,
            AskedAt = work.Now,
            HappenedAt = adjustment.Moment.HappenedAt,
            Source = adjustment.Moment.Source,
            Reason = adjustment.Reason,
            Use = adjustment.Use,
            Note = adjustment.Note,
            Evidence = adjustment.Evidence,
        };
        correction.Lines.Add(new CorrectionLine
        {
            CorrectionId = correction.Id,
            Line = 1,
            ItemId = adjustment.Item.Id,
            PlaceId = adjustment.At.Place,
            LotId = adjustment.At.Lot,
            OwnerId = adjustment.At.Owner,
            Condition = adjustment.At.Condition,
            Change = adjustment.Change,
            OnHand = now.OnHand,
            Value = now.Value,
        });
        return correction;
    }
}
