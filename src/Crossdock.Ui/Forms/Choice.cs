namespace Crossdock.Ui;

/// <summary>One of a list to choose from.</summary>
/// <param name="Value">What travels.</param>
/// <param name="Text">What is read.</param>
public sealed record Choice(string Value, string Text);
