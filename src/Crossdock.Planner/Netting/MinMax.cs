namespace Crossdock.Planner.Netting;

/// <summary>A minimum and what to order when the position is below it; quantities in the smallest unit that is counted, as whole numbers.</summary>
/// <param name="Minimum">Below it an order is proposed.</param>
/// <param name="Maximum">Order up to it; null for just reaching the minimum.</param>
/// <param name="Multiple">Orders are whole multiples of it, 1 or more.</param>
/// <param name="FixedQuantity">Order in lots of this quantity instead of up to a maximum; null otherwise.</param>
public sealed record MinMax(long Minimum, long? Maximum, long Multiple = 1, long? FixedQuantity = null)
{
    /// <summary>What to order, and by how much it passes the maximum (shown on the proposal).</summary>
    public readonly record struct Need(long Quantity, long AboveMaximum);

    /// <summary>
    /// The need of a position (on hand + all open supply, drafts included, - open demand): nothing at or above the minimum; else up to the maximum, rounded down to the multiple;
    /// if that would stay below the minimum, rounded up. Refused when the rule contradicts itself.
    /// </summary>
    public Result<Need> For(long position)
    {
        if (Multiple < 1) return Given.No($"The multiple must be 1 or more, not {Multiple}.");
        if (FixedQuantity < 1) return Given.No($"The fixed quantity must be 1 or more, not {FixedQuantity}.");
        if (Maximum < Minimum) return Given.No($"The maximum {Maximum} lies below the minimum {Minimum}.");
        if (position >= Minimum) return default(Need);
        var lacking = Minimum - position;
        long quantity;
        if (FixedQuantity is { } lot) quantity = Up(Up(lacking, lot), Multiple);
        else
        {
            quantity = Maximum is { } most ? (most - position) / Multiple * Multiple : 0;
            if (quantity < lacking) quantity = Up(lacking, Multiple);
        }

        return new Need(quantity, Maximum is { } limit ? Math.Max(0, position + quantity - limit) : 0);
    }

    /// <summary>The next whole multiple of a step.</summary>
    internal static long Up(long quantity, long step) => (quantity + step - 1) / step * step;
}
