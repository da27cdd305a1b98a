namespace Crossdock.Model;

/// <summary>A quantity and its value in cents; the origin is the document that brought it (0 in an average pool).</summary>
public sealed class Layer
{
    internal Layer(int origin, decimal quantity, long cents) => (Origin, Quantity, Cents) = (origin, quantity, cents);

    /// <summary>The document that brought it; 0 in an average pool.</summary>
    public int Origin { get; }

    /// <summary>What is left of it.</summary>
    public decimal Quantity { get; internal set; }

    /// <summary>The value of what is left.</summary>
    public long Cents { get; internal set; }
}

/// <summary>Goods that left although they were not there, at a provisional value.</summary>
internal sealed class Shortage(int document, decimal quantity, long cents)
{
    public int Document { get; } = document;
    public decimal Quantity { get; set; } = quantity;
    public long Cents { get; set; } = cents;
}

/// <summary>The cost pool of an item at a site; its entity is the site's.</summary>
public sealed class Pool
{
    internal Pool(int site, Item item) => (Site, Item) = (site, item);

    /// <summary>The site.</summary>
    public int Site { get; }

    /// <summary>The item.</summary>
    public Item Item { get; }

    /// <summary>FIFO layers, oldest first; an average pool has at most one.</summary>
    public IReadOnlyList<Layer> Layers => LayerList;

    /// <summary>The quantity; below zero only where negative stock is allowed.</summary>
    public decimal Quantity => LayerList.Sum(l => l.Quantity) - Shortages.Sum(s => s.Quantity);

    /// <summary>The value in cents.</summary>
    public long Cents => LayerList.Sum(l => l.Cents) - Shortages.Sum(s => s.Cents);

    internal List<Layer> LayerList { get; } = [];
    internal List<Shortage> Shortages { get; } = [];

    /// <summary>The unit cost last seen, in millionths as every unit price: the average before the last issue, or that of the last arrival.</summary>
    internal decimal LastCost { get; set; }
}

/// <summary>An item of the group.</summary>
public sealed record Item(string Name, int Decimals, Tracking Tracking, CostMethod Method, decimal StandardPrice);
