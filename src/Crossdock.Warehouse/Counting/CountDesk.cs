using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Documents;

namespace Crossdock.Warehouse.Counting;

/// <summary>A whole count with all codes looked up.</summary>
/// <param name="Site">The site.</param>
/// <param name="Lines">The positions.</param>
/// <param name="Moment">When it was counted.</param>
/// <param name="EnteredAt">When it was entered: lines without an instant of their own were counted then.</param>
/// <param name="Triggered">True when a doubt caused it.</param>
/// <param name="Rebase">True to take corrections posted since for granted.</param>
internal sealed record WholeCount(Site Site, IReadOnlyList<Counted> Lines, Moment Moment, DateTimeOffset EnteredAt, bool Triggered, bool Rebase);

/// <summary>A position beside its book.</summary>
internal sealed record ComparedLine(Counted Counted, BookAtCount Book, Quantity Difference)
{
    public Item Item => Counted.Point.Item;

    public Quantity Tolerance => CountLine.ToleranceOf(Item, Book.Book);

    /// <summary>The supplier some of whose stock is missing; null when nothing is, or it is ours.</summary>
    public PartnerId? LosesStockOf => Difference.IsNegative && Counted.Point.At.Owner is var owner && owner != default ? owner : null;

    public StockMove ToMove(Moment moment, Guid? line, Amount? owed) => new()
    {
        Kind = MovementKind.Count,
        Item = Item.Id,
        Quantity = Difference.Abs(),
        From = Difference.IsNegative ? Counted.Point.At : null,
        To = Difference.IsNegative ? null : Counted.Point.At,
        Value = owed,
        Line = line,
        HappenedAt = Counted.Point.ScannedAt,
        Source = moment.Source,
    };
}

/// <summary>
/// Posts counts: what agrees with the book, or what a table lets go, at once; else the whole count waits for people who did not count it. The
/// variance of all its lines is one case, gains and losses added up, so that nothing is gained by counting bin by bin or netting one against another.
/// </summary>
internal sealed class CountDesk(
    Approvals approvals, CountCases cases, CountBook book, CountedLots counted, DocumentBook documents, StockLedger ledger, LotRegister lots, Directory directory, Items items,
    Consignments consignments)
{
    public async Task<Result<CountStockResponse>> EnterAsync(Work work, WholeCount count, CancellationToken cancel)
    {
        if ((await CompareAsync(work, count, cancel)).Refused(out var refusal, out var lines)) return refusal;
        if (lines.All(l => l.Difference.IsZero) || !await approvals.RuledAsync(work.Db, CountCases.Kind, count.Site.EntityId, cancel))
            return await PostAsync(work, count, lines, null, "posted", cancel);
        var number = DocumentBook.NumberOf(work, DocumentKind.Count);
        if ((await cases.OfAsync(work, number, work.Actor.Id, count, lines, cancel)).Refused(out refusal, out var weighed)) return refusal;
        if ((await approvals.AskAsync(work, weighed.Case, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go) return await PostAsync(work, count, lines, number, verdict.Stand, cancel);
        foreach (var line in lines) if (line.Difference.IsPositive || line.Counted.LotIsNew) await lots.StayOutAsync(work, line.Item, line.Counted.Point.At.Lot, cancel);
        var correction = ToCorrection(work, number, count, lines);
        Note(correction, lines, weighed);
        work.Db.Add(correction);
        work.Subject = $"count {number}, asked";
        CorrectionBook.Wait(work, correction, weighed.Case, verdict);
        return new CountStockResponse(number, lines.Count, lines.Count(l => !l.Difference.IsZero), verdict.Stand, verdict.Request);
    }

    /// <summary>What people approved: compared with the book again, because goods may have moved since, and asked about again when the variance is another one.</summary>
    public async Task<Result<Done>> GoOnAsync(Work work, Correction correction, CancellationToken cancel)
    {
        if ((await OfAsync(work, correction, cancel)).Refused(out var refusal, out var count)) return refusal;
        if ((await CompareAsync(work, count, cancel)).Refused(out refusal, out var lines)) return refusal;
        if ((await cases.OfAsync(work, correction.Number, correction.AskedBy, count, lines, cancel)).Refused(out refusal, out var weighed)) return refusal;
        if ((await approvals.AskAsync(work, weighed.Case, cancel)).Refused(out refusal, out var verdict)) return refusal;
        Note(correction, lines, weighed);
        if (!verdict.Go)
        {
            foreach (var line in lines.Where(l => l.Difference.IsPositive)) await lots.StayOutAsync(work, line.Item, line.Counted.Point.At.Lot, cancel);
            CorrectionBook.Wait(work, correction, weighed.Case, verdict);
            return Done.Yes;
        }

        correction.Value = weighed.Case.Amount;
        if ((await PostAsync(work, count, lines, correction.Number, "", cancel)).Refused(out refusal, out _)) return refusal;
        CorrectionBook.End(work, correction, CorrectionState.Posted);
        return Done.Yes;
    }

    private async Task<Result<IReadOnlyList<ComparedLine>>> CompareAsync(Work work, WholeCount count, CancellationToken cancel)
    {
        if ((await book.ReadAsync(work, [.. count.Lines.Select(c => c.Point)], cancel)).Refused(out var refusal, out var books)) return refusal;
        var lines = new List<ComparedLine>(count.Lines.Count);
        foreach (var (line, read) in count.Lines.Zip(books))
        {
            if (CountLine.Decide(line.Point.Item.Code, line.Quantity, read, count.Rebase).Refused(out refusal, out var difference)) return refusal;
            if (difference.IsPositive && (await counted.FoundAsync(work, line, difference, cancel)).Refused(out refusal, out _)) return refusal;
            lines.Add(new(line, read, difference));
        }

        return lines;
    }

    private async Task<Result<CountStockResponse>> PostAsync(Work work, WholeCount count, IReadOnlyList<ComparedLine> lines, string? number, string stand, CancellationToken cancel)
    {
        var document = await documents.OpenAsync(work, DocumentKind.Count, count.Site, count.Moment, cancel, note: count.Triggered ? "triggered" : "planned", given: number);
        var moves = new List<StockMove>();
        Refusal? refusal;
        foreach (var compared in lines)
        {
            var line = LineOf(work, document, count, compared);
            work.Insert(CountLine.Insert, line);
            work.Announce(new StockCounted(document.Number, count.Site.Id, line.ItemId, line.Difference, line.Hit, line.Triggered));
            if (line.Difference.IsZero) continue;
            Amount? owed = null;
            if (compared.LosesStockOf is { } owner
                && (await consignments.LoseAsync(work, new(owner, compared.Item, count.Site, line.Difference.Abs(), UsageKind.Lost, document), cancel)).Refused(out refusal, out owed)) return refusal;
            moves.Add(compared.ToMove(count.Moment, line.Id, owed));
        }

        if (moves.Count > 0 && (await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out _)) return refusal;
        return new CountStockResponse(document.Number, lines.Count, moves.Count, stand);
    }

    private async Task<Result<WholeCount>> OfAsync(Work work, Correction correction, CancellationToken cancel)
    {
        var site = (await directory.SiteAsync(work.Db, correction.SiteId, cancel))!;
        var known = await items.FindManyAsync(work.Db, correction.Lines.Select(l => l.ItemId), cancel);
        var lines = new List<Counted>(correction.Lines.Count);
        foreach (var line in correction.Lines)
        {
            lines.Add(new(new CountPoint(known[line.ItemId], site, line.At(site.Id), line.EntryNumber, line.ScannedAt), line.Counted!.Value,
                await lots.CodeAsync(work, line.LotId, cancel), LotIsNew: false));
        }

        return new WholeCount(site, lines, new Moment(correction.HappenedAt, correction.Source), correction.AskedAt, correction.Triggered, correction.Rebase);
    }

    private static void Note(Correction correction, IReadOnlyList<ComparedLine> lines, WeighedCount weighed)
    {
        for (var i = 0; i < lines.Count; i++)
            (correction.Lines[i].Change, correction.Lines[i].OnHand, correction.Lines[i].Value) = (lines[i].Difference, lines[i].Counted.Quantity - lines[i].Difference, weighed.Values[i]);
    }

    private static Correction ToCorrection(Work work, string number, WholeCount count, IReadOnlyList<ComparedLine> lines)
    {
        var correction = new Correction
        {
            Id = Guid.CreateVersion7(work.Now),
            Number = number,
            Sequence = work.NewId(),
            Kind = CorrectionKind.Count,
            EntityId = count.Site.EntityId,
            SiteId = count.Site.Id,
            AskedBy = work.Actor.Id,
            AskedAt = work.Now,
            HappenedAt = count.Moment.HappenedAt,
            Source = count.Moment.Source,
            Triggered = count.Triggered,
            Rebase = count.Rebase,
        };
        correction.Lines.AddRange(lines.Select((l, i) => new CorrectionLine
        {
            CorrectionId = correction.Id,
            Line = i + 1,
            ItemId = l.Item.Id,
            PlaceId = l.Counted.Point.At.Place,
            LotId = l.Counted.Point.At.Lot,
            OwnerId = l.Counted.Point.At.Owner,
            Condition = l.Counted.Point.At.Condition,
            EntryNumber = l.Book.EntryNumber,
            Counted = l.Counted.Quantity,
            ScannedAt = l.Counted.Point.ScannedAt,
        }));
        return correction;
    }

    private static CountLine LineOf(Work work, StockDocument document, WholeCount count, ComparedLine compared)
    {
        var (point, book, tolerance) = (compared.Counted.Point, compared.Book, compared.Tolerance);
        return new()
        {
            Id = Guid.CreateVersion7(work.Now),
            DocumentId = document.Id,
            EntityId = count.Site.EntityId,
            SiteId = count.Site.Id,
            PlaceId = point.At.Place,
            ItemId = point.Item.Id,
            LotId = point.At.Lot,
            OwnerId = point.At.Owner,
            Condition = point.At.Condition,
            EntryNumber = book.EntryNumber,
            Book = book.Book,
            Late = book.Late,
            Corrected = book.Corrected,
            Counted = compared.Counted.Quantity,
            Difference = compared.Difference,
            Tolerance = tolerance,
            Hit = (compared.Counted.Quantity - book.Book).Abs() <= tolerance,
            Triggered = count.Triggered,
            ScannedAt = point.ScannedAt ?? count.Moment.HappenedAt ?? count.EnteredAt,
        };
    }
}
