namespace Crossdock.Governance;

/// <summary>The no of people to what was asked.</summary>
/// <param name="Request">Number of the request.</param>
/// <param name="Returned">True when it was given back to be changed, false when it was rejected.</param>
/// <param name="Why">What they said.</param>
public sealed record SaidNo(string Request, bool Returned, string? Why);
