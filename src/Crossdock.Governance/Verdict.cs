namespace Crossdock.Governance;

/// <summary>What governance says to a case.</summary>
/// <param name="Go">True when it may be done now.</param>
/// <param name="Decision">Key of the decision that says so; 0 while people are asked.</param>
/// <param name="Request">Number of the request people decide on, or null.</param>
/// <param name="Sentence">The row of the table that fitted, in words.</param>
public sealed record Verdict(bool Go, long Decision, string? Request, string Sentence)
{
    /// <summary>True when a table said so; false when none is in force and the requester's own right decides.</summary>
    public bool Ruled { get; init; }

    /// <summary>Who is asked now, in words of the route; null when it may be done.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Where something stands that is posted as soon as it may be, for the one who asked.</summary>
    public string Stand => Go ? "posted" : $"asked, {Request} waits for {WaitsFor}";
}

/// <summary>Exchange rates, as the amounts of cases need them. Master data answers.</summary>
public interface ICaseRates
{
    /// <summary>How much of <paramref name="to"/> one unit of <paramref name="from"/> is at an instant; null when it is not known.</summary>
    ValueTask<UnitPrice?> RateAsync(CrossdockDb db, Currency from, Currency to, DateOnly day, CancellationToken cancel);
}
