namespace Crossdock.Governance;

/// <summary>One thing a decision table may look at, beside the amount.</summary>
/// <param name="Name">Its name in cases and rows.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Domain">All values there are; null when modules may bring any.</param>
public sealed record Dimension(string Name, string Title, IReadOnlyList<string>? Domain = null);

/// <summary>What decision tables look at. A case that does not name one has the value <see cref="None"/> for it.</summary>
public static class Dimensions
{
    /// <summary>The value of what does not apply.</summary>
    public const string None = "none";

    /// <summary>In a row: every value that no row of the table names.</summary>
    public const string Other = "other";

#pragma warning disable CS1591 // the titles below say what they are
    public const string Category = "category";
    public const string Risk = "risk";
    public const string Criticality = "criticality";
    public const string Contract = "contract";
    public const string Exception = "exception";
    public const string Emergency = "emergency";
    public const string Site = "site";
    public const string Entity = "entity";
    public const string Limit = "limit";
#pragma warning restore CS1591

    /// <summary>All of them, in the order people read a row.</summary>
    public static IReadOnlyList<Dimension> All { get; } =
    [
        new(Category, "Supplier category"),
        new(Risk, "Supplier risk", ["low", "medium", "high", None]),
        new(Criticality, "Item criticality"),
        new(Contract, "Contract", ["inside", "outside", None]),
        new(Exception, "Exception"),
        new(Emergency, "Emergency", ["yes", "no"]),
        new(Site, "Site"),
        new(Entity, "Entity"),
        new(Limit, "Requester's limit", ["within", "over", None]),
    ];

    /// <summary>The dimension of this name, or null.</summary>
    public static Dimension? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>A value as people say it: "above 10 percent", "inside what is agreed".</summary>
    internal static string Said(string name, string value) => (name, value) switch
    {
        (Site or Entity or Criticality, not (None or Other)) => value.ToUpperInvariant(),
        (Contract, not None) => value + " what is agreed",
        (Exception, "not-best") => "not the best offer",
        (Exception, "off-terms-quantity") => "quantity off the terms",
        (Category, _) => value,
        _ => value.Replace('-', ' '),
    };

    /// <summary>A value as tables compare it.</summary>
    internal static string Normal(string value) => string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c)).Trim().ToLowerInvariant();

    /// <summary>What a dimension is when a case does not say.</summary>
    internal static string Usual(string name) => name == Emergency ? "no" : None;
}
