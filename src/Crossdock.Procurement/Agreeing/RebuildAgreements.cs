namespace Crossdock.Procurement.Agreeing;

/// <summary>Works out what is used of each agreement again, from its ledger of takes and give-backs. Nothing of the ledger is changed.</summary>
internal sealed class RebuildAgreements : IRebuilding
{
    public string Name => "agreements";

    public string Sentence => "What is used of each agreement and each of its lines, from the ledger of what was released and given back.";

    public async Task<IReadOnlyList<Finding>> RebuildAsync(Work work, CancellationToken cancel)
    {
        var book = work.State<AgreementBook>();
        var found = new List<Finding>();
        var all = await work.Db.Set<AgreementLine>().AsNoTracking().OrderBy(l => l.AgreementId).ThenBy(l => l.Number).Select(l => l.Id).ToListAsync(cancel);
        await book.LockLinesAsync(work, all, cancel);

        // Read under the locks: whoever takes something writes its entry and the balance in one commit.
        var entries = await work.Db.Set<AgreementRelease>().AsNoTracking().Select(r => new { r.AgreementId, r.AgreementLineId, r.Quantity, r.Amount }).ToListAsync(cancel);
        var ofLine = entries.ToLookup(e => e.AgreementLineId);
        var ofHead = entries.ToLookup(e => e.AgreementId);
        foreach (var line in all.Select(book.Line))
        {
            var head = book.Head(line.AgreementId);
            var (quantity, amount) = (Sum(ofLine[line.Id].Select(e => e.Quantity)), Sum(ofLine[line.Id].Select(e => e.Amount)));
            if ((line.TakenQuantity, line.TakenAmount) == (quantity, amount)) continue;
            found.Add(new($"{head.Number} line {line.Number}", $"said {line.TakenQuantity} for {line.TakenAmount}, its ledger {quantity} for {amount}"));
            (line.TakenQuantity, line.TakenAmount) = (quantity, amount);
            book.Touch(line);
        }

        foreach (var head in all.Select(id => book.Head(book.Line(id).AgreementId)).Distinct())
        {
            var (quantity, amount) = (Sum(ofHead[head.Id].Select(e => e.Quantity)), Sum(ofHead[head.Id].Select(e => e.Amount)));
            if ((head.TakenQuantity, head.TakenAmount) == (quantity, amount)) continue;
            found.Add(new(head.Number, $"said {head.TakenQuantity} for {head.TakenAmount}, its ledger {quantity} for {amount}"));
            (head.TakenQuantity, head.TakenAmount) = (quantity, amount);
            AgreementForce.Tell(work, head);
        }

        return found;
    }

    private static Quantity Sum(IEnumerable<Quantity> parts) => parts.Aggregate(Quantity.Zero, (sum, p) => sum + p);

    private static Amount Sum(IEnumerable<Amount> parts) => parts.Aggregate(Amount.Zero, (sum, p) => sum + p);
}
