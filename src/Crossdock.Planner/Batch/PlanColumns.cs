namespace Crossdock.Planner.Batch;

/// <summary>
/// Item-sites in columns for a batch run: one value per item-site in each column, and the history row by row, oldest week first
/// (<c>History[week * Count + item]</c>, units). Answers are written into the last columns.
/// </summary>
/// <param name="Count">Item-sites.</param>
/// <param name="Weeks">Weeks of history, 8 or more.</param>
public sealed record PlanColumns(int Count, int Weeks)
{
    /// <summary>Units per week and item-site.</summary>
    public float[] History { get; init; } = new float[(long)Count * Weeks];

    /// <summary>Mean lead time plus review in weeks, above zero.</summary>
    public float[] HorizonWeeks { get; init; } = new float[Count];

    /// <summary>Standard deviation of the lead time in weeks.</summary>
    public float[] HorizonDeviation { get; init; } = new float[Count];

    /// <summary>Cost per unit.</summary>
    public float[] Cost { get; init; } = new float[Count];

    /// <summary>Price per unit.</summary>
    public float[] Price { get; init; } = new float[Count];

    /// <summary>Money per order line.</summary>
    public float[] OrderCost { get; init; } = new float[Count];

    /// <summary>Units per pack.</summary>
    public float[] Pack { get; init; } = new float[Count];

    /// <summary>On hand + on order - back-orders, units.</summary>
    public float[] Position { get; init; } = new float[Count];

    /// <summary>Answer: forecast demand per week.</summary>
    public float[] Rate { get; } = new float[Count];

    /// <summary>Answer: standard deviation of demand over the horizon.</summary>
    public float[] Deviation { get; } = new float[Count];

    /// <summary>Answer: safety factor in deviations.</summary>
    public float[] Factor { get; } = new float[Count];

    /// <summary>Answer: reorder point in units; -1 where nothing is stocked.</summary>
    public float[] ReorderPoint { get; } = new float[Count];

    /// <summary>Answer: lot in units before packs.</summary>
    public float[] Lot { get; } = new float[Count];

    /// <summary>Answer: units to order now, whole packs.</summary>
    public float[] Order { get; } = new float[Count];

    internal Refusal? Check()
    {
        if (Count < 1) return Given.No("There are no item-sites to plan.");
        if (Weeks < 8) return Given.No($"{Weeks} weeks of history are too few; 8 are needed.");
        if (History.LongLength != (long)Count * Weeks) return Given.No("The history has not one row per week.");
        foreach (var (name, column) in ((string, float[])[])[("horizons", HorizonWeeks), ("deviations of the lead time", HorizonDeviation), ("costs", Cost), ("prices", Price), ("order costs", OrderCost), ("packs", Pack), ("positions", Position)])
            if (column.Length != Count) return Given.No($"There are {column.Length} {name} for {Count} item-sites.");
        return null;
    }
}
