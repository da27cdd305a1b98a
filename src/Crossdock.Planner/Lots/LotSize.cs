namespace Crossdock.Planner.Lots;

/// <summary>An order quantity with what it costs per time unit.</summary>
/// <param name="Quantity">Units per order.</param>
/// <param name="CostRate">Money per time unit; whether purchases are included is said by the method.</param>
/// <param name="Region">Index from 0 of the price break the quantity falls into; 0 without breaks.</param>
/// <param name="UnitCost">Price paid per unit at this quantity; 0 where prices play no part.</param>
public sealed record LotSize(double Quantity, double CostRate, int Region = 0, double UnitCost = 0);
