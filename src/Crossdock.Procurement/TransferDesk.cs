namespace Crossdock.Procurement;

/// <summary>Goods one site is to send to another.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">In base units.</param>
public sealed record TransferNeed(Item Item, Quantity Quantity);

/// <summary>
/// Asks for a transfer between two sites of an entity, in the commit of whoever asks and by the rules of transfers: what is not free at the sender is
/// refused. The warehouse registers its own.
/// </summary>
public abstract class TransferDesk
{
    /// <summary>Asks for goods; answers the number of the transfer.</summary>
    public abstract Task<Result<string>> RequestAsync(
        Work work, Site from, Site to, IReadOnlyList<TransferNeed> needs, DateOnly arrival, string note, CancellationToken cancel);

    /// <summary>Takes the gates of an item at both sites, so that what is read of their stock afterwards still holds at the commit.</summary>
    public abstract Task LockAsync(Work work, Site from, Site to, Item item, CancellationToken cancel);
}
