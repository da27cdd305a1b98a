namespace Crossdock.Planner.Policies;

/// <summary>A continuous-review policy: order Q units when the position falls to r.</summary>
/// <param name="Level">Reorder point r in units.</param>
/// <param name="Quantity">Order quantity Q in units.</param>
/// <param name="CostRate">Money per time unit by the cost function of the method.</param>
public sealed record ReorderPoint(double Level, double Quantity, double CostRate);
