namespace Crossdock.Governance.Owning;

/// <summary>Somebody was named to answer for a class in a scope. Never changed: whoever follows is a new row.</summary>
internal sealed class OwnerNaming : IDatedRow
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public string ClassCode { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }

    /// <summary>1, 2, ... for the class and scope: the order in which they were named.</summary>
    public int Number { get; init; }

    /// <summary>The owner; null to go by the larger scope again.</summary>
    public PersonId? OwnerId { get; init; }

    public PersonId? DeputyId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? Until { get; init; }
    public string Reason { get; init; } = "";
    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    public Scope Scope => new(EntityId, SiteId);
}

/// <summary>Everybody who was ever named, and who answers for what on a day.</summary>
internal sealed class OwnerHistory(IEnumerable<OwnerNaming> rows)
{
    private readonly Dictionary<(string Class, Scope Scope), OwnerNaming[]> named = rows.GroupBy(r => (r.ClassCode, r.Scope)).ToDictionary(g => g.Key, g => g.LatestFirst());

    /// <summary>False before the first owner is named: then nobody is missed yet.</summary>
    public bool IsBegun => named.Count > 0;

    public static async Task<OwnerHistory> ReadAsync(CrossdockDb db, string? code, CancellationToken cancel) =>
        new(await db.Set<OwnerNaming>().AsNoTracking().Where(n => code == null || n.ClassCode == code).ToListAsync(cancel));

    /// <summary>What counts for a scope on a day: the least scope that has an owner that day.</summary>
    public OwnerNaming? Find(string code, Scope scope, DateOnly day) => scope.Upwards.Select(s => Own(code, s, day)).FirstOrDefault(n => n is not null);

    /// <summary>Who was named for just this scope and that day.</summary>
    public OwnerNaming? Own(string code, Scope scope, DateOnly day) => Of(code, scope).On(day) is { OwnerId: not null } row ? row : null;

    /// <summary>All who were named for just this scope.</summary>
    public OwnerNaming[] Of(string code, Scope scope) => named.GetValueOrDefault((code, scope)) ?? [];

    /// <summary>How often somebody was named for just this scope: what a caller that looked names.</summary>
    public int Count(string code, Scope scope) => Of(code, scope).Select(n => n.Number).DefaultIfEmpty().Max();
}

/// <summary>All classes: those that modules register, each kind of approval table and each cause of exceptions.</summary>
internal sealed class OwnedClasses(IEnumerable<OwnedClass> registered, Func<IEnumerable<ApprovalSubject>> subjects, Func<IEnumerable<ExceptionSource>> sources)
{
    /// <summary>What the classes of causes of exceptions begin with.</summary>
    private const string Exceptions = "exceptions.";

    private const string Tables = "tables.";
    private Dictionary<string, OwnedClass>? byCode;

    public IReadOnlyCollection<OwnedClass> All => ByCode.Values;

    // Sources and subjects ask for owners in turn, so they are looked for when first needed.
    private Dictionary<string, OwnedClass> ByCode => byCode ??= registered
        .Concat(subjects().Select(s => new OwnedClass(Tables + s.Kind, $"Approval table: {s.Title}", Permission.SeeApprovals, ScopeLevels.Group | ScopeLevels.Entity)))
        .Concat(sources().Select(s => new OwnedClass(OfExceptions(s.Kind), $"Exceptions: {s.Title}", s.Owner)))
        .OrderBy(c => c.Title, StringComparer.Ordinal).ToDictionary(c => c.Code, StringComparer.Ordinal);

    public OwnedClass? Find(string code) => ByCode.GetValueOrDefault(code);

    public static string OfExceptions(string kind) => Exceptions + kind;
}

internal static class OwnerTables
{
    public static readonly RowMap<OwnerNaming> Namings = new("governance_owners");
    public static readonly RowInsert<OwnerNaming> Insert = new(Namings, sealedRow: true);

    public static void Model(ModelBuilder model) => model.Entity<OwnerNaming>(e =>
    {
        e.ToTable("governance_owners");
        e.HasIndex(n => new { n.ClassCode, n.EntityId, n.SiteId, n.Number }).IsUnique();
        e.Ignore(n => n.Scope);
    });
}
