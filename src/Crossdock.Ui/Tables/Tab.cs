namespace Crossdock.Ui;

/// <summary>A link among its siblings: a saved view, or a part of a record.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Active">True for the one being shown.</param>
/// <param name="Count">How many are behind it, or null.</param>
public sealed record Tab(string Title, string Href, bool Active = false, long? Count = null);
