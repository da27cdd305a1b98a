namespace Crossdock.Planner.Replenishment;

/// <summary>
/// From the ratio of what a cycle's stock costs to hold to what all that could fall short would cost: safety factor and reorder point; from reorder point and lot: the order.
/// Shared by the planner of a warehouse and the batch run. Units of the item.
/// </summary>
internal static class Stocking
{
    /// <summary>Deviations of cover: a shortage is worth avoiding with probability 1 / (1 + ratio).</summary>
    public static double Factor(double ratio) => NormalLaw.Quantile(1 - ratio / (1 + ratio));

    /// <summary>
    /// Reorder point of a level. Where a year's holding of one cycle costs more than all that could fall short (ratio above 1), nothing is stocked: the item is bought to order.
    /// </summary>
    public static double ReorderPoint(double ratio, double level) => ratio > 1 ? Math.Max(-1, Math.Min(level, 0)) : Math.Max(level, 0);

    /// <summary>Whole packs that lift the position above the reorder point, and about a lot beyond; nothing while it is above.</summary>
    public static double Order(double reorderPoint, double lot, double pack, double position)
    {
        var need = reorderPoint - position;
        if (need < 0) return 0;
        return Math.Max(Math.Max(1, Math.Ceiling(need / pack + 1e-9)), Math.Round((need + lot) / pack)) * pack;
    }
}
