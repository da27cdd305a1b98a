namespace Crossdock.Warehouse.Transferring;

/// <summary>Decides from which positions the goods of a transfer leave. What is tied to a line leaves from where it is tied; only what waits may come from elsewhere.</summary>
internal sealed class TransferPick(OpenTransfer open, IReadOnlyList<AllocationView> allocations)
{
    private readonly List<(TransferLine Line, StockAt At, Quantity Quantity)> parts = [];

    public OpenTransfer Open => open;

    public IReadOnlyList<(TransferLine Line, StockAt At, Quantity Quantity)> Parts => parts;

    public TransferLine? Line(int number) => open.Transfer.Lines.SingleOrDefault(l => l.Line == number);

    public Quantity PickedOf(TransferLine line) => Sum(parts.Where(p => p.Line == line).Select(p => p.Quantity));

    /// <summary>Everything that is allocated.</summary>
    public void AllAllocated()
    {
        foreach (var allocation in allocations)
            parts.Add((open.Transfer.Lines.Single(l => l.Id == allocation.Demand), allocation.At, allocation.Quantity));
    }

    /// <summary>A quantity of a line from where it is allocated.</summary>
    public Result<Done> FromAllocations(TransferLine line, Quantity quantity)
    {
        if (quantity > line.ToShip - PickedOf(line)) return new MoreThanOpen(open.ItemOf(line).Code, line.ToShip - PickedOf(line), quantity);
        var rest = quantity;
        foreach (var allocation in allocations.Where(a => a.Demand == line.Id))
        {
            var part = Quantity.Min(rest, allocation.Quantity - PickedAt(line, allocation.At));
            if (!part.IsPositive) continue;
            parts.Add((line, allocation.At, part));
            rest -= part;
        }

        return rest.IsZero ? Done.Yes : new LessAllocated(open.ItemOf(line).Code, quantity - rest, quantity);
    }

    /// <summary>A quantity of a line from one position.</summary>
    public Result<Done> From(TransferLine line, StockAt at, string place, Quantity quantity)
    {
        var openNow = line.ToShip - PickedOf(line);
        if (quantity > openNow) return new MoreThanOpen(open.ItemOf(line).Code, openNow, quantity);
        var tied = Sum(allocations.Where(a => a.Demand == line.Id).Select(a => a.Quantity));
        var tiedHere = Sum(allocations.Where(a => a.Demand == line.Id && a.At == at).Select(a => a.Quantity)) - PickedAt(line, at);
        var waiting = line.ToShip - tied - Sum(parts.Where(p => p.Line == line).Select(p => p.Quantity - Quantity.Min(p.Quantity, TiedAt(line, p.At))));
        if (quantity > Quantity.Max(tiedHere, Quantity.Zero) + waiting) return new AllocatedElsewhere(open.ItemOf(line).Code, place, Quantity.Max(tiedHere, Quantity.Zero) + waiting, quantity);
        parts.Add((line, at, quantity));
        return Done.Yes;
    }

    private Quantity TiedAt(TransferLine line, StockAt at) => Sum(allocations.Where(a => a.Demand == line.Id && a.At == at).Select(a => a.Quantity));

    private Quantity PickedAt(TransferLine line, StockAt at) => Sum(parts.Where(p => p.Line == line && p.At == at).Select(p => p.Quantity));

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);
}

internal sealed record MoreThanOpen(string Item, Quantity Open, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.transfer_more_than_open",
    $"{Open} of {Item} is open, asked {Asked}. Ask for the rest with a transfer of its own.");

internal sealed record LessAllocated(string Item, Quantity Allocated, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.less_allocated",
    $"{Allocated} of {Item} is allocated to this line, asked {Asked}. Ship what is allocated; the rest waits for supply.");

internal sealed record AllocatedElsewhere(string Item, string Place, Quantity Possible, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.allocated_elsewhere",
    $"From {Place} at most {Possible} of {Item} can leave for this line, asked {Asked}: the rest is allocated in other places.");
