using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Documents;

namespace Crossdock.Warehouse.Transferring;

/// <summary>What did not arrive of a line, with all codes looked up.</summary>
/// <param name="Line">The line of the transfer.</param>
/// <param name="Quantity">In base units, positive.</param>
/// <param name="Lot">The lot, when it was named.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">What the investigation found.</param>
/// <param name="Evidence">Where that can be seen.</param>
internal sealed record TransitLoss(TransferLine Line, Quantity Quantity, LotId Lot, string Reason, string? Note, string? Evidence);

/// <summary>Part of a load that is lost.</summary>
internal sealed record LostPart(TransferLoad Load, TransferLine Line, Quantity Quantity);

/// <summary>Writes off what did not arrive: at once by right or by rule, or when people agreed who neither sent nor received the transfer.</summary>
internal sealed class TransitLossDesk(
    Approvals approvals, TransitLossCases cases, TransferBook book, TransferLoads loads, DocumentBook documents, StockLedger ledger, Segregation segregation)
{
    /// <summary>Posts it, or asks people first where a table says so; then nothing is posted. The transfer is locked already.</summary>
    public async Task<Result<TransferStepResponse>> EnterAsync(Work work, OpenTransfer open, TransitLoss loss, CancellationToken cancel)
    {
        if ((await PartsAsync(work, open, loss, cancel)).Refused(out var refusal, out var parts)) return refusal;
        if (!await approvals.RuledAsync(work.Db, CorrectionBook.KindOf(CorrectionKind.TransitLoss), open.To.EntityId, cancel))
            return await PostAsync(work, open, loss, parts, null, "posted", cancel);
        var number = DocumentBook.NumberOf(work, DocumentKind.TransitLoss);
        if ((await cases.OfAsync(work, number, work.Actor.Id, open, loss, parts, cancel)).Refused(out refusal, out var asked)) return refusal;
        if ((await approvals.AskAsync(work, asked, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go) return await PostAsync(work, open, loss, parts, number, verdict.Stand, cancel);
        if (EvidenceMissing.Check(loss.Note, loss.Evidence) is { } missing) return missing;
        var correction = ToCorrection(work, number, open, loss, asked.Amount);
        work.Db.Add(correction);
        work.Subject = $"loss {number} of {open.Transfer.Number}, asked";
        CorrectionBook.Wait(work, correction, asked, verdict);
        return new TransferStepResponse(number, open.Transfer.Number, open.Transfer.State, 0, asked.Amount, verdict.Stand, verdict.Request);
    }

    /// <summary>Asks about a loss as it stands, changed or approved, and posts it when it may go on; else it waits for whoever is asked now.</summary>
    public async Task<Result<Verdict>> AskAsync(Work work, Correction correction, CancellationToken cancel)
    {
        if ((await book.OpenAsync(work, correction.About!, cancel)).Refused(out var refusal, out var open)) return refusal;
        var line = correction.Lines[0];
        var loss = new TransitLoss(
            open.Transfer.Lines.Single(l => l.Line == line.AboutLine), line.Change.Abs(), line.LotId, correction.Reason!, correction.Note, correction.Evidence);
        if ((await PartsAsync(work, open, loss, cancel)).Refused(out refusal, out var parts)) return refusal;
        if ((await cases.OfAsync(work, correction.Number, correction.AskedBy, open, loss, parts, cancel)).Refused(out refusal, out var asked)) return refusal;
        if ((await approvals.AskAsync(work, asked, cancel)).Refused(out refusal, out var verdict)) return refusal;
        (line.OnHand, line.Value) = (loss.Line.OnTheWay, asked.Amount);
        if (!verdict.Go)
        {
            CorrectionBook.Wait(work, correction, asked, verdict);
            return verdict;
        }

        correction.Value = asked.Amount;
        if ((await PostAsync(work, open, loss, parts, correction.Number, "", cancel)).Refused(out refusal, out _)) return refusal;
        CorrectionBook.End(work, correction, CorrectionState.Posted);
        return verdict;
    }

    /// <summary>What people approved: looked at as it is now. What arrived or was lost otherwise meanwhile is not lost once more.</summary>
    public async Task<Result<Done>> GoOnAsync(Work work, Correction correction, CancellationToken cancel) =>
        (await AskAsync(work, correction, cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;

    /// <summary>Nobody votes who sent any part of the transfer or booked any part of it in: either could have kept the goods.</summary>
    public async Task<Result<Done>> VoteAsync(Work work, PersonId voice, string document, CancellationToken cancel)
    {
        // What went by rule is no correction: those who look at it afterwards decide on nothing.
        if (await CorrectionBook.OpenAsync(work, document, cancel) is not { About: { } transfer }) return Done.Yes;
        if ((await book.OpenAsync(work, transfer, cancel)).Refused(out var refusal, out var open)) return refusal;
        if ((await ApartAsync(work, voice, open, cancel)).Refused(out refusal, out _)) return refusal;
        return await work.Db.Set<WarehouseDocument>().AnyAsync(d => d.Kind == DocumentKind.TransferReceipt && d.About == transfer && d.PersonId == voice, cancel)
            ? new ReceiverDecides(transfer)
            : Done.Yes;
    }

    /// <summary>Not by whoever sent a part of it.</summary>
    public async Task<Result<Done>> ApartAsync(Work work, PersonId voice, OpenTransfer open, CancellationToken cancel)
    {
        if (voice.Value != 0 && open.Transfer.ShippedBy == voice) return new SenderDecides(open.Transfer.Number);
        return await segregation.TakeAsync(work, voice, Duty.DecideShortage, [Chain.Document("transfer", open.Transfer.Number)], open.To.Id, default, cancel);
    }

    private async Task<Result<IReadOnlyList<LostPart>>> PartsAsync(Work work, OpenTransfer open, TransitLoss loss, CancellationToken cancel)
    {
        var onTheWay = await loads.OfAsync(work, open, cancel);
        return loads.Take(open, onTheWay, loss.Line, loss.Quantity, loss.Lot == default ? null : loss.Lot).Refused(out var refusal, out var parts)
            ? refusal
            : parts.Select(p => new LostPart(p.Load, p.Line, p.Quantity)).ToList();
    }

    private async Task<Result<TransferStepResponse>> PostAsync(
        Work work, OpenTransfer open, TransitLoss loss, IReadOnlyList<LostPart> parts, string? number, string stand, CancellationToken cancel)
    {
        var document = await documents.OpenAsync(
            work, DocumentKind.TransitLoss, open.To, new Addressing.Moment(null, HappenedSource.Keyed), cancel, loss.Reason, loss.Note, open.Transfer.Number, number);
        var moves = new List<StockMove>();
        foreach (var (load, line, quantity) in parts)
        {
            load.Lost += quantity;
            line.Lost += quantity;
            moves.Add(new StockMove
            {
                Kind = MovementKind.TransitLoss,
                Item = line.ItemId,
                Quantity = quantity,
                Transit = load.Id,
                TransitTo = open.To.Id,
                Line = line.Id,
                Reason = loss.Reason,
            });
        }

        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out var refusal, out var posted)) return refusal;
        await book.SettleAsync(work, open, cancel);
        return new TransferStepResponse(
            document.Number, open.Transfer.Number, open.Transfer.State, posted.Count, posted.Aggregate(Amount.Zero, (sum, p) => sum + p.Value), stand);
    }

    private static Correction ToCorrection(Work work, string number, OpenTransfer open, TransitLoss loss, Amount worth)
    {
        var correction = new Correction
        {
            Id = Guid.CreateVersion7(work.Now),
            Number = number,
            Sequence = work.NewId(),
            Kind = CorrectionKind.TransitLoss,
            EntityId = open.To.EntityId,
            SiteId = open.To.Id,
            AskedBy = work.Actor.Id,
            AskedAt = work.Now,
            Source = HappenedSource.Keyed,
            Reason = loss.Reason,
            Use = ReasonUse.TransitLoss,
            Note = loss.Note,
            Evidence = loss.Evidence,
            About = open.Transfer.Number,
        };
        correction.Lines.Add(new CorrectionLine
        {
            CorrectionId = correction.Id,
            Line = 1,
            ItemId = loss.Line.ItemId,
            LotId = loss.Lot,
            Condition = Condition.Available,
            AboutLine = loss.Line.Line,
            Change = -loss.Quantity,
            OnHand = loss.Line.OnTheWay,
            Value = worth,
        });
        return correction;
    }
}

internal sealed record SenderDecides(string Number) : Refusal(RefusalKind.Forbidden, "warehouse.sender_decides",
    $"{ConflictMatrix.Row(12).Title}: you sent {Number}: somebody else decides about what did not arrive.");

internal sealed record ReceiverDecides(string Number) : Refusal(RefusalKind.Forbidden, "warehouse.receiver_decides",
    $"{ConflictMatrix.Row(12).Title}: you booked goods of {Number} in: somebody else decides about what did not arrive.");
