using Crossdock.Warehouse.Correcting;

namespace Crossdock.Warehouse.Counting;

/// <summary>The case of a count, and what each of its lines is worth.</summary>
internal sealed record WeighedCount(Case Case, IReadOnlyList<Amount> Values);

/// <summary>Makes the case of a count: its whole variance at the cost of now.</summary>
internal sealed class CountCases(Directory directory, People people, LotRegister lots, StockLedger ledger, Consignments consignments)
{
    /// <summary>Values of the exception dimension: whether every line is within what the book of its item may be off.</summary>
    public static readonly string[] Exceptions = ["within-tolerance", "beyond-tolerance"];

    public static string Kind => CorrectionBook.KindOf(CorrectionKind.Count);

    public async Task<Result<WeighedCount>> OfAsync(Work work, string number, PersonId counter, WholeCount count, IReadOnlyList<ComparedLine> lines, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, count.Site.EntityId, cancel))!;
        var differing = lines.Where(l => !l.Difference.IsZero).ToList();
        var day = count.Moment.DayFor(entity, work.Now);
        var moves = new List<StockMove>(differing.Count);
        foreach (var line in differing)
        {
            Amount? owed = null;
            if (line.LosesStockOf is { } owner
                && (await consignments.LossWorthAsync(work.Db, owner, line.Item, count.Site, line.Difference.Abs(), day, cancel)).Refused(out var noRate, out owed)) return noRate;
            moves.Add(line.ToMove(count.Moment, null, owed));
        }

        if ((await ledger.ForeseeAsync(work, entity.Id, day, moves, cancel)).Refused(out var refusal, out var foreseen)) return refusal;
        var worth = differing.Zip(foreseen).ToDictionary(p => p.First, p => p.Second.Value);
        var (gain, loss) = (Sum(worth.Where(w => w.Key.Difference.IsPositive)), Sum(worth.Where(w => w.Key.Difference.IsNegative)));
        var content = new List<CaseFact>(differing.Count);
        foreach (var line in differing) content.Add(await FactAsync(work, line, worth[line], entity.Currency, cancel));
        return new WeighedCount(
            new Case
            {
                Kind = Kind,
                Document = number,
                Title = $"Count {number} at {count.Site.Code}: {differing.Count} of {lines.Count} positions differ",
                Href = $"/corrections/{number}",
                Entity = entity.Id,
                Site = count.Site.Id,
                Requester = counter,
                Amount = gain + loss,
                Currency = entity.Currency,
                Group = $"count:{count.Site.Id.Value}",
                Attributes = new Dictionary<string, string>
                {
                    [Dimensions.Criticality] = Item.CriticalityOf(differing.Select(l => l.Item)),
                    [Dimensions.Exception] = Exceptions[differing.TrueForAll(l => l.Difference.Abs() <= l.Tolerance) ? 0 : 1],
                },
                Content = content,
                Facts =
                [
                    new("Counted by", await people.NameAsync(work.Db, counter, cancel)),
                    new("Found and missing", $"{gain.Words(entity.Currency)} and {loss.Words(entity.Currency)}"),
                ],
                Reason = count.Triggered ? "A doubt caused this count." : null,
            },
            [.. lines.Select(l => worth.GetValueOrDefault(l))]);
    }

    private async Task<CaseFact> FactAsync(Work work, ComparedLine line, Amount worth, Currency currency, CancellationToken cancel)
    {
        var at = line.Counted.Point.At;
        var place = (await directory.PlaceAsync(work.Db, at.Place, cancel))!.Code;
        var lot = await lots.CodeAsync(work, at.Lot, cancel) is { } code ? $", {code}" : "";
        return new($"{line.Item.Code} {line.Item.Name} at {place}{lot}",
            $"counted {line.Counted.Quantity}, book {line.Counted.Quantity - line.Difference}: {(line.Difference.IsPositive ? "+" : "")}{line.Difference} {line.Item.BaseUnit}, {worth.Words(currency)}");
    }

    private static Amount Sum(IEnumerable<KeyValuePair<ComparedLine, Amount>> parts) => parts.Aggregate(Amount.Zero, (sum, p) => sum + p.Value);
}
