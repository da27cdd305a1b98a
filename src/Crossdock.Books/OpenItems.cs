using Crossdock.Books.Opening;

namespace Crossdock.Books;

/// <summary>Which sub-ledger an open item belongs to.</summary>
public enum OpenItemKind
{
    /// <summary>A customer owes us.</summary>
    Receivable = 1,

    /// <summary>We owe a supplier.</summary>
    Payable = 2,
}

/// <summary>An open item as others see it; amounts positive on the side of its kind.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Number of the invoice.</param>
/// <param name="Partner">Whose.</param>
/// <param name="Currency">Document currency.</param>
/// <param name="Open">What is open, positive, in the document currency.</param>
/// <param name="OpenFunctional">The same at the rate it was entered with.</param>
/// <param name="DueDay">When it is due.</param>
public sealed record OpenItemView(Guid Id, string Number, PartnerId Partner, Currency Currency, Amount Open, Amount OpenFunctional, DateOnly DueDay);

/// <summary>
/// Receivables and payables: each invoice opens an item, each payment settles part of it; never more than is open. Their sums equal the
/// control accounts at every commit.
/// </summary>
public sealed class OpenItems
{
    /// <summary>Opens an item. Amounts are positive for an invoice, negative for a credit.</summary>
    /// <param name="work">The work.</param>
    /// <param name="kind">Sub-ledger.</param>
    /// <param name="entity">Whose books.</param>
    /// <param name="partner">Customer or supplier.</param>
    /// <param name="number">Number of the invoice, as its issuer gave it.</param>
    /// <param name="documentId">Key of the invoice.</param>
    /// <param name="money">Amount in the document currency.</param>
    /// <param name="functional">Amount in the entity's currency.</param>
    /// <param name="day">Invoice day.</param>
    /// <param name="dueDay">Due day.</param>
    public Guid Open(Work work, OpenItemKind kind, EntityId entity, PartnerId partner, string number, Guid documentId, Money money, Money functional, DateOnly day, DateOnly dueDay)
    {
        var sign = kind == OpenItemKind.Receivable ? 1 : -1;
        var item = new OpenItem
        {
            Id = Guid.CreateVersion7(),
            EntityId = entity,
            PartnerId = partner,
            Kind = kind,
            Number = number,
            NumberKey = NumberKeyOf(number),
            DocumentId = documentId,
            Currency = money.Currency,
            Day = day,
            DueDay = dueDay,
            Total = Times(money.Amount, sign),
            Open = Times(money.Amount, sign),
            OpenFunctional = Times(functional.Amount, sign),
            FunctionalCurrency = functional.Currency,
            Version = 1,
        };
        work.Db.Add(item);
        Enter(work, item, item.Open, item.OpenFunctional, day, documentId);
        return item.Id;
    }

    /// <summary>
    /// Settles part of an item with a payment; refused beyond what is open. Answers the functional amount that leaves the control
    /// account (positive), so that the caller posts the exchange difference.
    /// </summary>
    public async Task<Result<Amount>> SettleAsync(Work work, OpenItemKind kind, Guid openItem, Amount amount, DateOnly day, Guid settledBy, CancellationToken cancel)
    {
        var item = await FindTrackedAsync(work, openItem, cancel);
        if (item is null || item.Kind != kind || !work.Actor.WorksFor(item.EntityId)) return Refusal.NotFound("open invoice", openItem.ToString());
        var open = item.Open.Abs();
        if (!amount.IsPositive) return Refusal.Invalid("books.amount", "The amount to settle must be more than zero.", "/amount");
        if (amount > open || item.Open.IsZero)
            return new Refusal(RefusalKind.Conflict, "books.open_amount", $"Invoice {item.Number}: open amount {open.ToString(item.Currency)}, asked {amount.ToString(item.Currency)}.");
        var functional = amount == open
            ? item.OpenFunctional.Abs()
            : new Amount(Exact.MultiplyDivide(item.OpenFunctional.Abs().TenThousandths, amount.TenThousandths, open.TenThousandths)).RoundTo(item.FunctionalCurrency);
        var sign = item.Open.IsNegative ? 1 : -1;
        item.Open += Times(amount, sign);
        item.OpenFunctional += Times(functional, sign);
        item.Version++;
        Enter(work, item, Times(amount, sign), Times(functional, sign), day, settledBy);
        return functional;
    }

    /// <summary>Takes a settlement back (a cancelled payment) with the amounts it had.</summary>
    public async Task<Result<Done>> ReopenAsync(Work work, Guid settledBy, DateOnly day, Guid reversedBy, CancellationToken cancel)
    {
        var entries = await work.Db.Set<OpenEntry>().AsNoTracking().Where(e => e.SettledBy == settledBy).ToListAsync(cancel);
        foreach (var entry in entries)
        {
            var item = await FindTrackedAsync(work, entry.OpenItemId, cancel)
                ?? throw new InvalidOperationException($"Open item {entry.OpenItemId} is gone.");
            item.Open -= entry.Amount;
            item.OpenFunctional -= entry.Functional;
            item.Version++;
            Enter(work, item, -entry.Amount, -entry.Functional, day, reversedBy);
        }

        return Done.Yes;
    }

    /// <summary>The item of an invoice, or null.</summary>
    public async Task<OpenItemView?> FindAsync(CrossdockDb db, Guid documentId, CancellationToken cancel)
    {
        var item = await db.Set<OpenItem>().AsNoTracking().FirstOrDefaultAsync(i => i.DocumentId == documentId, cancel);
        return item is null ? null : View(item);
    }

    /// <summary>Items of a partner that are not settled in full, with the keys of their invoices, first due first.</summary>
    public async Task<IReadOnlyList<(Guid Document, OpenItemView Item)>> OpenOfAsync(
        CrossdockDb db, OpenItemKind kind, EntityId entity, PartnerId partner, int most, CancellationToken cancel)
    {
        var items = await db.Set<OpenItem>().AsNoTracking().Where(i => i.EntityId == entity && i.PartnerId == partner && i.Kind == kind && i.Open != Amount.Zero)
            .OrderBy(i => i.DueDay).ThenBy(i => i.Id).Take(most).ToListAsync(cancel);
        return items.ConvertAll(i => (i.DocumentId, View(i)));
    }

    /// <summary>What a partner owes us (receivable) or we owe them (payable) in all, credits deducted, in the partner's currency.</summary>
    public async Task<Amount> BalanceAsync(CrossdockDb db, OpenItemKind kind, EntityId entity, PartnerId partner, CancellationToken cancel)
    {
        var (entityId, partnerId, kindNumber) = (entity.Value, partner.Value, (int)kind);
        var sum = await db.Database.SqlQuery<long>(
            $"SELECT CAST(COALESCE(SUM(open), 0) AS bigint) AS \"Value\" FROM books_open_items WHERE entity_id = {entityId} AND partner_id = {partnerId} AND kind = {kindNumber}").ToListAsync(cancel);
        return kind == OpenItemKind.Receivable ? new(sum[0]) : new(-sum[0]);
    }

    /// <summary>Letters and digits of an invoice number, folded: how the same number is recognised however it is typed.</summary>
    public static string NumberKeyOf(string number) => number.Trim().ToUpperInvariant();

    private static OpenItemView View(OpenItem item) =>
        new(item.Id, item.Number, item.PartnerId, item.Currency, item.Open.Abs(), item.OpenFunctional.Abs(), item.DueDay);

    private static async Task<OpenItem?> FindTrackedAsync(Work work, Guid id, CancellationToken cancel) =>
        work.Db.Set<OpenItem>().Local.FirstOrDefault(i => i.Id == id) ?? await work.Db.Set<OpenItem>().FirstOrDefaultAsync(i => i.Id == id, cancel);

    private static void Enter(Work work, OpenItem item, Amount amount, Amount functional, DateOnly day, Guid by) =>
        work.Insert(OpenItemStatements.InsertEntry, new OpenEntry
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            OpenItemId = item.Id,
            EntityId = item.EntityId,
            Kind = item.Kind,
            Amount = amount,
            Functional = functional,
            Day = day,
            SettledBy = by,
        });

    private static Amount Times(Amount amount, int sign) => sign < 0 ? -amount : amount;
}
