using Crossdock.Governance.Parameters;

namespace Crossdock.Governance;

/// <summary>How long something outside of the rules holds at most, and when its end is told beforehand.</summary>
public static class OverrideParameters
{
    /// <summary>The most days it holds.</summary>
    public static ParameterDefinition Longest => GovernanceParameters.LongestOverride;

    /// <summary>So many days before its end it is among the exceptions of its site.</summary>
    public static ParameterDefinition Warning => GovernanceParameters.OverrideWarning;
}

/// <summary>Something that a site does otherwise than laid down, for a time.</summary>
/// <param name="Site">The site.</param>
/// <param name="Key">What is overridden: a key, or the number of the override.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Value">What holds instead, in words.</param>
/// <param name="Where">Where it was set.</param>
/// <param name="State">Where it stands, on the site's day.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effect">What it is to bring.</param>
/// <param name="Approval">The request that people approved; null when the table let it go.</param>
/// <param name="Href">Address of its page.</param>
public sealed record SiteOverride(
    SiteId Site, string Key, string Title, string Value, string Where, OverrideState State, DateOnly From, DateOnly Until, PersonId Owner, string Reason, string? Effect, string? Approval, string Href);

/// <summary>A module with values that sites may override for a time. How far sites keep to what is laid down counts them all.</summary>
public interface IOverrideSource
{
    /// <summary>How many values each site goes by; sites without any may be left out.</summary>
    Task<IReadOnlyDictionary<SiteId, int>> ValuesAsync(CrossdockDb db, CancellationToken cancel);

    /// <summary>The overrides of some sites, each with the day it is there.</summary>
    Task<IReadOnlyList<SiteOverride>> OverridesAsync(CrossdockDb db, IReadOnlyDictionary<SiteId, DateOnly> today, CancellationToken cancel);
}
