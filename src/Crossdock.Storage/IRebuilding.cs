namespace Crossdock.Storage;

/// <summary>
/// Balances that follow from rows which are never changed, and can be worked out again from them. Whoever keeps such balances registers one as a
/// singleton; the command <c>crossdock rebuild</c> runs it.
/// </summary>
public interface IRebuilding
{
    /// <summary>What is rebuilt, in one word for the command line: "agreements".</summary>
    string Name { get; }

    /// <summary>What it works out again, in a sentence.</summary>
    string Sentence { get; }

    /// <summary>Locks the balances, works them out, and puts right those that differ; answers each of them with what was there and what it is now.</summary>
    Task<IReadOnlyList<Finding>> RebuildAsync(Work work, CancellationToken cancel);
}
