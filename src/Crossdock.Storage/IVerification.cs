namespace Crossdock.Storage;

/// <summary>One check that the books agree with themselves. It reads, it never repairs. Modules register theirs as singletons.</summary>
public interface IVerification
{
    /// <summary>Its place in the report. Modules that each prove their part of one rule give it the same number, and it is shown as one.</summary>
    int Number { get; }

    /// <summary>What must hold, in a few words: "journals balance".</summary>
    string Name { get; }

    /// <summary>The first rows for which it does not hold, at most <paramref name="most"/>; none when all is well.</summary>
    Task<IReadOnlyList<Finding>> RunAsync(CrossdockDb db, int most, CancellationToken cancel);
}

/// <summary>A row that breaks a rule.</summary>
/// <param name="Row">Which: table and key, or document.</param>
/// <param name="Message">What is there and what should be.</param>
public sealed record Finding(string Row, string Message);

/// <summary>What must be done before a node takes requests. Whoever does it registers one as a singleton.</summary>
public interface IReadiness
{
    /// <summary>What it is waiting for, or null when it is done.</summary>
    ValueTask<string?> WaitingForAsync(CancellationToken cancel);
}
