namespace Crossdock.Warehouse.Reversing;

/// <summary>Whoever keeps more than movements about a document (a transfer, an order) and must follow when it is reversed.</summary>
internal interface IDocumentFollower
{
    /// <summary>Series of the documents it follows, e.g. <c>TS</c>.</summary>
    IReadOnlyCollection<string> Series { get; }

    /// <summary>Takes back what the document did to its own rows, or says why that cannot be. The stock is mirrored after it, in the same commit.</summary>
    Task<Result<Done>> ReverseAsync(Work work, LoggedDocument original, CancellationToken cancel);
}
