using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Crossdock.Governance.Tables;

/// <summary>
/// A row of a decision table as it is typed. Conditions are values with commas between them; empty means any, one with a leading ! all but it, and
/// <c>other</c> every value that no row of the table names.
/// </summary>
/// <param name="Route">How its cases go on: <c>auto</c>; <c>auto, review controller in 2 days</c>; <c>refuse: reason</c>; <c>role then 2 of role, role</c>; a person is <c>@login</c>.</param>
/// <param name="From">Least amount in the table's currency; none when absent.</param>
/// <param name="Below">Amount from which it no longer fits; no end when absent.</param>
/// <param name="Category">Supplier categories.</param>
/// <param name="Risk">Supplier risks: low, medium, high, none.</param>
/// <param name="Criticality">Item criticalities.</param>
/// <param name="Contract">Contract compliance: inside, outside, none.</param>
/// <param name="Exception">Exception types.</param>
/// <param name="Emergency">Emergency: yes or no.</param>
/// <param name="Site">Codes of sites.</param>
/// <param name="Entity">Codes of entities.</param>
/// <param name="Limit">Requester's limit: within, over, none.</param>
/// <param name="Hours">Hours until an undecided step is escalated; 24 when absent.</param>
public sealed record ApprovalRowRequest(
    [Required, StringLength(300)] string Route,
    Amount? From = null,
    Amount? Below = null,
    [StringLength(300)] string? Category = null,
    [StringLength(100)] string? Risk = null,
    [StringLength(300)] string? Criticality = null,
    [StringLength(100)] string? Contract = null,
    [StringLength(300)] string? Exception = null,
    [StringLength(20)] string? Emergency = null,
    [StringLength(300)] string? Site = null,
    [StringLength(300)] string? Entity = null,
    [StringLength(100)] string? Limit = null,
    [Range(1, 2000)] int? Hours = null)
{
    private const int UsualHours = 24;

    internal Result<DecisionRow> Read(int number, Currency currency)
    {
        if (ApprovalRoute.Parse(Route).Refused(out var refusal, out var route)) return refusal with { Pointer = $"/rows/{number - 1}/route" };
        foreach (var (bound, field) in new[] { (From, "from"), (Below, "below") })
        {
            if (bound is { } amount && (amount.IsNegative || amount != amount.RoundTo(currency)))
                return new BoundWrong(number, currency) { Pointer = $"/rows/{number - 1}/{field}" };
        }

        var when = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var (dimension, text) in Conditions())
        {
            var values = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Dimensions.Normal).ToHashSet();
            if (values.Count > 0) when[dimension] = values;
        }

        return new DecisionRow(number, From ?? Amount.Zero, Below, when, route, Hours ?? UsualHours);
    }

    /// <summary>The conditions as typed, by the name of their dimension.</summary>
    internal IEnumerable<(string Dimension, string? Text)> Conditions() =>
    [
        (Dimensions.Category, Category), (Dimensions.Risk, Risk), (Dimensions.Criticality, Criticality), (Dimensions.Contract, Contract),
        (Dimensions.Exception, Exception), (Dimensions.Emergency, Emergency), (Dimensions.Site, Site), (Dimensions.Entity, Entity), (Dimensions.Limit, Limit),
    ];
}

/// <summary>A decision table as it is kept: one version for a kind and an entity, or for the group. Its rows never change once it was in force.</summary>
internal sealed class StoredTable
{
    public int Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The entity it is for; 0 for all entities without one of their own.</summary>
    public EntityId EntityId { get; init; }

    public int Number { get; init; }
    public TableState State { get; set; }
    public Currency Currency { get; init; }
    public int WindowDays { get; init; }
    public int ToleranceHundredths { get; init; }

    /// <summary>The rows as typed, as JSON.</summary>
    public required string Rows { get; init; }

    public string? Note { get; init; }
    public PersonId DraftedBy { get; init; }
    public DateTimeOffset DraftedAt { get; init; }
    public PersonId? ActivatedBy { get; set; }
    public DateTimeOffset? ActivatedAt { get; set; }
    public DateTimeOffset? RetiredAt { get; set; }
    public long Version { get; set; }

    public IReadOnlyList<ApprovalRowRequest> Typed() => JsonSerializer.Deserialize<List<ApprovalRowRequest>>(Rows, Json.Web)!;

    public DecisionTable ToTable() => new(
        Id, Kind, EntityId, Number, Currency, WindowDays, ToleranceHundredths,
        [.. Typed().Select((row, i) => row.Read(i + 1, Currency).Value)]);

    public static string Write(IReadOnlyList<ApprovalRowRequest> rows) => JsonSerializer.Serialize(rows, Json.Web);
}

/// <summary>Where a version of a table stands. Stored by number.</summary>
public enum TableState
{
    /// <summary>Being written; decides nothing.</summary>
    Draft = 1,

    /// <summary>Decides.</summary>
    InForce = 2,

    /// <summary>Replaced, or given up as a draft.</summary>
    Retired = 3,
}

/// <summary>A table, ready to be asked.</summary>
internal sealed record DecisionTable(
    int Id, string Kind, EntityId Entity, int Number, Currency Currency, int WindowDays, int ToleranceHundredths,
    IReadOnlyList<DecisionRow> Rows)
{
    private readonly Dictionary<string, HashSet<string>> named = DecisionRow.Named(Rows);

    /// <summary>The row that a case fits; null when there is none. Tables in force have exactly one for every case.</summary>
    public DecisionRow? Match(Amount amount, IReadOnlyDictionary<string, string> values) => Fitting(amount, values).FirstOrDefault();

    /// <summary>All rows that a case fits.</summary>
    public IEnumerable<DecisionRow> Fitting(Amount amount, IReadOnlyDictionary<string, string> values)
    {
        var read = values.ToDictionary(v => v.Key, v => named.TryGetValue(v.Key, out var words) && !words.Contains(v.Value) ? Dimensions.Other : v.Value);
        return Rows.Where(r => r.Fits(amount, read));
    }
}

internal sealed record BoundWrong(int Row, Currency Currency) : Refusal(RefusalKind.Invalid, "governance.bound",
    $"Row {Row}: an amount is not negative and has the decimals of {Currency.Code}.");
