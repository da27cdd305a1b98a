using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Agreeing;

/// <summary>
/// The agreements one work has locked, made and changed. It alone changes what is used of them: each change is an entry of the ledger, and the
/// balances move with it.
/// </summary>
internal sealed class AgreementBook : IWorkState
{
    private readonly Dictionary<Guid, Agreement> heads = [];
    private readonly Dictionary<Guid, AgreementLine> lines = [];
    private readonly Dictionary<Guid, Dictionary<Guid, (Quantity Quantity, Amount Amount)>> taken = [];
    private readonly HashSet<object> created = [];
    private readonly HashSet<object> changed = [];

    public AgreementLine Line(Guid id) => lines[id];

    public Agreement Head(Guid id) => heads[id];

    public IReadOnlyList<AgreementLine> LinesOf(Agreement agreement) => [.. lines.Values.Where(l => l.AgreementId == agreement.Id).OrderBy(l => l.Number)];

    public void Add(Agreement agreement)
    {
        heads.Add(agreement.Id, agreement);
        created.Add(agreement);
    }

    public void Add(AgreementLine line)
    {
        lines.Add(line.Id, line);
        created.Add(line);
    }

    public void Touch(Agreement agreement) => changed.Add(agreement);

    public void Touch(AgreementLine line) => changed.Add(line);

    /// <summary>The agreement with its lines, locked; null when there is none or not for this person.</summary>
    public async Task<Agreement?> LockAsync(Work work, string number, CancellationToken cancel)
    {
        var known = heads.Values.FirstOrDefault(a => a.Number == number);
        if (known is null)
        {
            known = (await work.SelectAsync(AgreementRows.LockByNumber, [new Agreement { Number = number }], cancel)).FirstOrDefault();
            if (known is null) return null;
            heads.Add(known.Id, known);
            await ReadLinesAsync(work, [known.Id], cancel);
        }

        return work.Actor.WorksIn(known.EntityId, known.SiteId) ? known : null;
    }

    /// <summary>Locks the agreements that some lines belong to, in the order of their keys. What was read of them before does not count any more.</summary>
    public async Task LockLinesAsync(Work work, IEnumerable<Guid> ofLines, CancellationToken cancel)
    {
        var missing = ofLines.Distinct().Where(id => !lines.ContainsKey(id)).ToList();
        if (missing.Count == 0) return;
        var owners = await work.Db.Set<AgreementLine>().AsNoTracking().Where(l => missing.Contains(l.Id)).Select(l => l.AgreementId).Distinct().ToListAsync(cancel);
        var found = await work.SelectAsync(AgreementRows.Lock, owners.Where(id => !heads.ContainsKey(id)).Order().Select(id => new Agreement { Id = id }).ToList(), cancel);
        foreach (var agreement in found) heads.Add(agreement.Id, agreement);
        await ReadLinesAsync(work, owners, cancel);
    }

    /// <summary>What order lines have taken so far, by the ledger. The order lines must be locked.</summary>
    public async Task ReadTakenAsync(Work work, IEnumerable<Guid> purchaseLines, CancellationToken cancel)
    {
        var missing = purchaseLines.Distinct().Where(id => !taken.ContainsKey(id)).Order().ToList();
        if (missing.Count == 0) return;
        foreach (var id in missing) taken.Add(id, []);
        foreach (var entry in await work.SelectAsync(AgreementRows.ReleasesOf, missing.ConvertAll(id => new AgreementRelease { PurchaseLineId = id }), cancel))
            Count(entry.PurchaseLineId, entry.AgreementLineId, entry.Quantity, entry.Amount);
    }

    /// <summary>What an order line has taken of an agreement's line.</summary>
    public (Quantity Quantity, Amount Amount) Taken(Guid purchaseLine, Guid agreementLine) =>
        taken.TryGetValue(purchaseLine, out var by) ? by.GetValueOrDefault(agreementLine) : default;

    /// <summary>
    /// Brings what an order line has taken to what it is to have taken: the one method by which balances move. That it fits was asked before, under
    /// the same lock; it is asserted here.
    /// </summary>
    public void Bring(Work work, Guid purchaseLine, AgreementLine line, Quantity quantity, Amount amount)
    {
        var had = Taken(purchaseLine, line.Id);
        var (moved, worth) = (quantity - had.Quantity, amount - had.Amount);
        if (moved.IsZero && worth.IsZero) return;
        var head = heads[line.AgreementId];
        line.TakenQuantity += moved;
        line.TakenAmount += worth;
        head.TakenQuantity += moved;
        head.TakenAmount += worth;
        if (line.TakenQuantity.IsNegative || line.TakenAmount.IsNegative || line.QuantityLeft is { IsNegative: true } || head.ValueLeft is { IsNegative: true })
            throw new InvalidOperationException($"{head.Number} would be used beyond its cap, or below nothing.");
        changed.Add(head);
        changed.Add(line);
        Count(purchaseLine, line.Id, moved, worth);
        work.Insert(AgreementRows.InsertRelease, new AgreementRelease
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            AgreementId = head.Id,
            AgreementLineId = line.Id,
            PurchaseLineId = purchaseLine,
            Quantity = moved,
            Amount = worth,
            At = work.Now,
            PersonId = work.Actor.Id,
        });
        work.Announce(new AgreementMoved(head.Number, head.State, head.SiteId));
    }

    public void Flush(Work work)
    {
        foreach (var head in heads.Values)
        {
            if (created.Contains(head)) work.Insert(AgreementRows.Insert, head);
            else if (changed.Contains(head)) work.Change(AgreementRows.Update, head);
        }

        foreach (var line in lines.Values)
        {
            if (created.Contains(line)) work.Insert(AgreementRows.InsertLine, line);
            else if (changed.Contains(line)) work.Change(AgreementRows.UpdateLine, line);
        }
    }

    private async Task ReadLinesAsync(Work work, IReadOnlyCollection<Guid> agreements, CancellationToken cancel)
    {
        foreach (var line in await work.SelectAsync(AgreementRows.LinesOf, agreements.Order().Select(id => new AgreementLine { AgreementId = id }).ToList(), cancel))
            lines.TryAdd(line.Id, line);
    }

    private void Count(Guid purchaseLine, Guid agreementLine, Quantity quantity, Amount amount)
    {
        var by = taken.TryGetValue(purchaseLine, out var known) ? known : taken[purchaseLine] = [];
        var had = by.GetValueOrDefault(agreementLine);
        by[agreementLine] = (had.Quantity + quantity, had.Amount + amount);
    }
}

/// <summary>How much of a line counts against its agreement.</summary>
internal static class Committed
{
    /// <summary>What is on order, or came before the line was closed; nothing of a draft, a cancelled line, or one that goes round its agreement.</summary>
    public static Quantity Of(PurchaseLine line) => line.AgreementUse != AgreementUse.Inside ? Quantity.Zero : line.State switch
    {
        PurchaseLineState.Released => line.Ordered,
        PurchaseLineState.ShortClosed => line.Received,
        _ => Quantity.Zero,
    };
}
