namespace Crossdock.Warehouse.Adjusting;

/// <summary>Why stock is changed by hand: data, so that each company keeps its own list.</summary>
internal sealed class StoredReason
{
    public string Code { get; init; } = "";
    public string Name { get; set; } = "";
    public ReasonUse Use { get; init; }

    /// <summary>The account that stands against inventory, or null where no value moves.</summary>
    public AccountRole? Counter { get; init; }

    public bool NeedsNote { get; set; }
    public bool Active { get; set; } = true;

    public static void Model(ModelBuilder model) => model.Entity<StoredReason>(e =>
    {
        e.ToTable("warehouse_reasons");
        e.HasKey(r => r.Code);
        e.Property(r => r.Code).HasMaxLength(20);
    });

    /// <summary>The list every company starts with; what exists is left as it is.</summary>
    public static IEnumerable<string> Seed() => Starting.Select(r =>
        "INSERT INTO warehouse_reasons (code, name, use, counter, needs_note, active) VALUES "
        + $"('{r.Code}', '{r.Name}', {(int)r.Use}, {(CounterOf(r.Use) is { } role ? ((int)role).ToString(System.Globalization.CultureInfo.InvariantCulture) : "NULL")}, {(r.NeedsNote ? "TRUE" : "FALSE")}, TRUE) ON CONFLICT (code) DO NOTHING");

    /// <summary>Codes of the starting list for some uses, as approval tables write them.</summary>
    public static IReadOnlyList<string> CodesFor(params ReasonUse[] uses) => [.. Starting.Where(r => uses.Contains(r.Use)).Select(r => r.Code.ToLowerInvariant())];

    /// <summary>The account a use posts against.</summary>
    public static AccountRole? CounterOf(ReasonUse use) => use switch
    {
        ReasonUse.Found or ReasonUse.Lost => AccountRole.Adjustment,
        ReasonUse.Scrap => AccountRole.Scrap,
        ReasonUse.TransitLoss => AccountRole.TransitLoss,
        _ => null,
    };

    private static IReadOnlyList<(string Code, string Name, ReasonUse Use, bool NeedsNote)> Starting { get; } =
    [
        ("FOUND", "Found", ReasonUse.Found, false),
        ("LOST", "Missing", ReasonUse.Lost, false),
        ("THEFT", "Stolen", ReasonUse.Lost, true),
        ("BROKEN", "Broken, thrown away", ReasonUse.Scrap, false),
        ("EXPIRED", "Past its date, thrown away", ReasonUse.Scrap, false),
        ("DAMAGE", "Damaged", ReasonUse.Condition, false),
        ("QUALITY", "Quality inspection", ReasonUse.Condition, false),
        ("BLOCK", "Blocked by decision", ReasonUse.Condition, true),
        ("RELEASE", "Released", ReasonUse.Condition, false),
        ("NOT-ARRIVED", "Did not arrive, investigated", ReasonUse.TransitLoss, true),
        ("WRONG-UNIT", "Wrong unit or quantity", ReasonUse.Reversal, false),
        ("WRONG-ITEM", "Wrong item", ReasonUse.Reversal, false),
        ("WRONG-PLACE", "Wrong place", ReasonUse.Reversal, false),
        ("NOT-HAPPENED", "It did not happen", ReasonUse.Reversal, true),
        ("NO-LONGER-NEEDED", "No longer needed", ReasonUse.Cancellation, false),
    ];
}

/// <summary>Looks reasons up.</summary>
internal sealed class Reasons
{
    /// <summary>The active reason with a code, when it may be given for one of the uses and a note is there where it needs one.</summary>
    public async Task<Result<StoredReason>> FindAsync(CrossdockDb db, string code, string? note, CancellationToken cancel, params ReasonUse[] uses)
    {
        var normal = Code.Normal(code);
        var reason = await db.Set<StoredReason>().AsNoTracking().SingleOrDefaultAsync(r => r.Code == normal && r.Active, cancel);
        if (reason is null || !uses.Contains(reason.Use))
        {
            var fitting = await db.Set<StoredReason>().AsNoTracking().Where(r => r.Active && uses.Contains(r.Use)).OrderBy(r => r.Code).Select(r => r.Code).ToListAsync(cancel);
            return new ReasonUnknown(normal, string.Join(", ", fitting));
        }

        return reason.NeedsNote && string.IsNullOrWhiteSpace(note) ? new NoteMissing(reason.Code) : reason;
    }
}

internal sealed record ReasonUnknown(string Reason, string Fitting) : Refusal(RefusalKind.Refused, "warehouse.reason_unknown",
    $"'{Reason}' is no reason for this. Choose one of: {Fitting}.");

internal sealed record NoteMissing(string Reason) : Refusal(RefusalKind.Refused, "warehouse.note_missing",
    $"The reason {Reason} needs a note: write what happened.");
