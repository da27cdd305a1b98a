namespace Crossdock.Books;

/// <summary>What a journal is about. Stored by number.</summary>
public enum JournalKind
{
    /// <summary>Goods moved.</summary>
    Stock = 1,

    /// <summary>Customer invoice.</summary>
    CustomerInvoice = 2,

    /// <summary>Supplier invoice.</summary>
    SupplierInvoice = 3,

    /// <summary>Money received.</summary>
    CustomerPayment = 4,

    /// <summary>Money paid.</summary>
    SupplierPayment = 5,

    /// <summary>Credit to a customer.</summary>
    CustomerCredit = 6,

    /// <summary>Credit from a supplier.</summary>
    SupplierCredit = 7,

    /// <summary>Opening balances.</summary>
    Opening = 8,

    /// <summary>Entered by hand.</summary>
    Manual = 9,

    /// <summary>Goods received, not invoiced, taken off the books.</summary>
    ReceivedWriteOff = 10,
}

/// <summary>A journal being made: amounts are gathered per account, site and partner, and must balance when posted.</summary>
/// <param name="entity">Whose books.</param>
/// <param name="day">Accounting day in the entity's time zone.</param>
/// <param name="kind">What it is about.</param>
/// <param name="currency">Document currency; equal to the entity's for stock.</param>
/// <param name="document">Number of the document.</param>
/// <param name="documentId">Key of the document.</param>
public sealed class Journal(EntityId entity, DateOnly day, JournalKind kind, Currency currency, string document, Guid? documentId)
{
    private readonly Dictionary<(AccountRole, SiteId?, PartnerId?), (Amount Amount, Amount Document)> lines = [];
    private readonly List<(AccountRole, SiteId?, PartnerId?)> order = [];

    /// <summary>Whose books.</summary>
    public EntityId Entity => entity;

    /// <summary>Accounting day.</summary>
    public DateOnly Day => day;

    /// <summary>What it is about.</summary>
    public JournalKind Kind => kind;

    /// <summary>Document currency.</summary>
    public Currency Currency => currency;

    /// <summary>Number of the document.</summary>
    public string Document => document;

    /// <summary>Key of the document.</summary>
    public Guid? DocumentId => documentId;

    /// <summary>The journal it mirrors, or null.</summary>
    public long? ReverseOf { get; init; }

    /// <summary>Ledger id, given by <see cref="Journals"/>.</summary>
    public long Id { get; internal set; }

    /// <summary>The gathered lines in the order they were first named; empty ones are left out.</summary>
    public IEnumerable<(AccountRole Role, SiteId? Site, PartnerId? Partner, Amount Amount, Amount DocumentAmount)> Lines =>
        order.Select(k => (k.Item1, k.Item2, k.Item3, lines[k].Amount, lines[k].Document))
            .Where(l => !l.Amount.IsZero || !l.Item5.IsZero);

    /// <summary>Adds to the debit side (negative: to the credit side), the document amount equal to the functional one.</summary>
    public void Debit(AccountRole role, Amount amount, SiteId? site = null, PartnerId? partner = null) => Debit(role, amount, amount, site, partner);

    /// <summary>Adds to the credit side.</summary>
    public void Credit(AccountRole role, Amount amount, SiteId? site = null, PartnerId? partner = null) => Debit(role, -amount, -amount, site, partner);

    /// <summary>Adds to the debit side with its own document amount.</summary>
    public void Debit(AccountRole role, Amount amount, Amount documentAmount, SiteId? site, PartnerId? partner)
    {
        var key = (role, site, partner);
        if (!lines.TryGetValue(key, out var sum)) order.Add(key);
        lines[key] = (sum.Amount + amount, sum.Document + documentAmount);
    }
}
