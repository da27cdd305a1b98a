namespace Crossdock.Ui;

/// <summary>One filter in force.</summary>
/// <param name="Key">Key in the address.</param>
/// <param name="Value">The value it removes; null removes the whole key.</param>
/// <param name="Label">What the chip says ("Site: Ames").</param>
public sealed record FilterChip(string Key, string? Value, string Label);
