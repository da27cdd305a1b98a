namespace Crossdock.Insight;

/// <summary>What a figure is measured in.</summary>
public enum FigureUnit
{
    /// <summary>Part of a whole.</summary>
    Percent = 1,

    /// <summary>Money, in the currency of the entity.</summary>
    Money = 2,

    /// <summary>Hours, as the 90th percentile with the median beside it.</summary>
    Hours = 3,
}

/// <summary>What a figure means. One meaning wherever it is shown; a change is a new version.</summary>
/// <param name="Id">Its name in addresses; never changed.</param>
/// <param name="Version">Version of this meaning.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Owner">Code of the role that answers for it.</param>
/// <param name="Sentence">What it says, in a sentence.</param>
/// <param name="Numerator">What is counted.</param>
/// <param name="Denominator">Out of what.</param>
/// <param name="Counts">When a row counts, and what stays out.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Target">What it should reach; null when nothing is laid down.</param>
/// <param name="HigherIsBetter">Which way is good.</param>
public sealed record FigureDefinition(
    string Id, int Version, string Title, string Owner, string Sentence, string Numerator, string Denominator, string Counts, FigureUnit Unit, decimal? Target, bool HigherIsBetter);

/// <summary>One row of a figure. Percent: numerator and denominator are counts, or money in ten-thousandths; money: the numerator; hours: the numerator in minutes.</summary>
/// <param name="Object">The document it is about.</param>
/// <param name="Href">Where it is shown.</param>
/// <param name="Day">The business day it counts on.</param>
/// <param name="Numerator">Its part.</param>
/// <param name="Denominator">Its whole.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Group">The group it is split by, in words.</param>
/// <param name="Note">Why it counts as it does.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="ItemName">Name of the item.</param>
public sealed record FigureRow(string Object, string Href, DateOnly Day, long Numerator, long Denominator, string Site, string Supplier, string Item, string Group, string? Note, string SupplierName = "", string ItemName = "");
