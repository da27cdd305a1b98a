namespace Crossdock.Storage;

/// <summary>
/// One thing a person or a machine can ask for: load, decide, post. It touches nothing outside its <see cref="Work"/>, because the commit step may run it again.
/// </summary>
/// <typeparam name="TRequest">What is asked; its field shapes are attributes.</typeparam>
/// <typeparam name="TResponse">The answer, at most 4 KB as JSON.</typeparam>
public interface IUse<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : notnull
{
    /// <summary>Does it, or says why not.</summary>
    Task<Result<TResponse>> ExecuteAsync(Work work, TRequest request, CancellationToken cancel);
}

/// <summary>A fact: something that happened, in the past tense, for whoever listens.</summary>
public interface IFact
{
    /// <summary>Stable name, <c>module.what_happened</c>.</summary>
    static abstract string Name { get; }

    /// <summary>The site it concerns, or null.</summary>
    SiteId? Site { get; }

    /// <summary>The item it concerns, or null.</summary>
    ItemId? Item { get; }
}
