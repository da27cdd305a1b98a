namespace Crossdock.Planner.Buffers;

/// <summary>What a buffer is sized from.</summary>
/// <param name="DailyUsage">ADU: average units used per day.</param>
/// <param name="LeadTimeDays">Decoupled lead time: days from order to receipt, of the longest stretch that no other buffer protects.</param>
/// <param name="LeadTimeFactor">0 to 1; the longer the lead time, the smaller.</param>
/// <param name="VariabilityFactor">0 or more, usually to 1; the wilder demand or supply, the larger.</param>
/// <param name="MinimumOrder">Units ordered at least.</param>
/// <param name="CycleDays">Days between orders that are wanted; 0 when none are.</param>
/// <param name="DemandAdjustment">Planned factor on the usage (promotion, season, phase-in or out); 1 for none.</param>
/// <param name="LeadTimeAdjustment">Planned factor on the lead time (holidays, a port closed); 1 for none.</param>
public sealed record BufferProfile(double DailyUsage, double LeadTimeDays, double LeadTimeFactor, double VariabilityFactor, double MinimumOrder = 0, double CycleDays = 0, double DemandAdjustment = 1, double LeadTimeAdjustment = 1);

/// <summary>A day's demand in units.</summary>
public readonly record struct DatedDemand(int Day, double Units);

/// <summary>Where the net flow position of a buffer stands.</summary>
public enum BufferColour
{
    /// <summary>Below zero: more is wanted than there is.</summary>
    Black,

    /// <summary>Up to the top of red.</summary>
    Red,

    /// <summary>Up to the top of yellow: order.</summary>
    Yellow,

    /// <summary>Above the top of yellow: nothing to do.</summary>
    Green,
}

/// <summary>The position of a buffer and what it asks for.</summary>
/// <param name="QualifiedDemand">Units due today or past due, and of the days that are spikes.</param>
/// <param name="Spikes">Days ahead that qualified as spikes, ascending.</param>
/// <param name="NetFlow">On hand + on order - qualified demand.</param>
/// <param name="Colour">Zone of the net flow position.</param>
/// <param name="Priority">Net flow position over top of green; the lowest is served first. Below zero when more is wanted than there is.</param>
/// <param name="Order">Units to order; 0 above the top of yellow.</param>
public sealed record BufferStatus(double QualifiedDemand, int[] Spikes, double NetFlow, BufferColour Colour, double Priority, double Order);

/// <summary>A buffer of demand driven planning: Ptak and Smith, Demand Driven Material Requirements Planning (2016). Units of the item.</summary>
/// <param name="RedBase">Usage over the lead time times the lead time factor.</param>
/// <param name="RedSafety">Red base times the variability factor.</param>
/// <param name="Yellow">Usage over the lead time.</param>
/// <param name="Green">The largest of the least order, the usage of an order cycle, and usage over the lead time times the lead time factor.</param>
public sealed record DdmrpBuffer(double RedBase, double RedSafety, double Yellow, double Green)
{
    /// <summary>Share of the red zone that a day's demand must reach to be a spike.</summary>
    public const double SpikeShare = 0.5;

    /// <summary>Red zone.</summary>
    public double TopOfRed => RedBase + RedSafety;

    /// <summary>Red and yellow zones: at or below it an order is due.</summary>
    public double TopOfYellow => TopOfRed + Yellow;

    /// <summary>All zones: orders reach up to it.</summary>
    public double TopOfGreen => TopOfYellow + Green;

    /// <summary>Zones of a profile, with its planned adjustments: the usage and the lead time are multiplied before anything else.</summary>
    public static Result<DdmrpBuffer> Of(BufferProfile profile)
    {
        if ((Given.NotNegative("average daily usage", profile.DailyUsage) ?? Given.NotNegative("lead time", profile.LeadTimeDays) ?? Given.ShareOrBound("lead time factor", profile.LeadTimeFactor)
            ?? Given.NotNegative("variability factor", profile.VariabilityFactor) ?? Given.NotNegative("minimum order", profile.MinimumOrder) ?? Given.NotNegative("order cycle", profile.CycleDays)
            ?? Given.NotNegative("demand adjustment", profile.DemandAdjustment) ?? Given.NotNegative("lead time adjustment", profile.LeadTimeAdjustment)) is { } no) return no;
        var usage = profile.DailyUsage * profile.DemandAdjustment;
        var overLead = usage * profile.LeadTimeDays * profile.LeadTimeAdjustment;
        var red = overLead * profile.LeadTimeFactor;
        return new DdmrpBuffer(red, red * profile.VariabilityFactor, overLead, Math.Max(Math.Max(profile.MinimumOrder, usage * profile.CycleDays), red));
    }

    /// <summary>
    /// The net flow position and the order it asks for: at or below the top of yellow, up to the top of green, rounded up to the multiple. A day within the horizon whose demand
    /// reaches the spike threshold qualifies whole; what is due today or past due always does.
    /// </summary>
    /// <param name="onHand">Units there; below zero when they are owed.</param>
    /// <param name="onOrder">Units ordered and not received, late ones included.</param>
    /// <param name="today">Day number of today.</param>
    /// <param name="demands">Open demand; several entries of one day are added up.</param>
    /// <param name="horizonDays">Days ahead in which spikes are looked for, usually the lead time.</param>
    /// <param name="multiple">Orders are whole multiples of it; above zero.</param>
    /// <param name="spikeThreshold">Units of one day that are a spike; null for half the red zone.</param>
    public Result<BufferStatus> At(double onHand, double onOrder, int today, IReadOnlyList<DatedDemand> demands, int horizonDays, double multiple = 1, double? spikeThreshold = null)
    {
        if ((Check() ?? Given.Finite("stock", onHand) ?? Given.NotNegative("quantity on order", onOrder) ?? Given.AllNotNegative("demands", demands.Select(d => d.Units).ToArray())
            ?? Given.NotNegative("spike horizon", horizonDays) ?? Given.Positive("multiple", multiple) ?? Given.Positive("spike threshold", spikeThreshold ?? 1)) is { } no) return no;
        var threshold = spikeThreshold ?? SpikeShare * TopOfRed;
        var due = demands.Where(d => d.Day <= today).Sum(d => d.Units);
        var spikes = demands.Where(d => d.Day > today && d.Day - (long)today <= horizonDays).GroupBy(d => d.Day).Select(g => (Day: g.Key, Units: g.Sum(d => d.Units)))
            .Where(d => d.Units > 0 && d.Units >= threshold).OrderBy(d => d.Day).ToArray();
        var qualified = due + spikes.Sum(s => s.Units);
        var net = onHand + onOrder - qualified;
        var colour = net < 0 ? BufferColour.Black : net <= TopOfRed ? BufferColour.Red : net <= TopOfYellow ? BufferColour.Yellow : BufferColour.Green;
        var order = net <= TopOfYellow ? Math.Ceiling((TopOfGreen - net) / multiple - 1e-9) * multiple : 0;
        return new BufferStatus(qualified, spikes.Select(s => s.Day).ToArray(), net, colour, TopOfGreen > 0 ? net / TopOfGreen : net < 0 ? -1 : 1, order);
    }

    private Refusal? Check() => Given.NotNegative("red base", RedBase) ?? Given.NotNegative("red safety", RedSafety) ?? Given.NotNegative("yellow zone", Yellow) ?? Given.NotNegative("green zone", Green);
}
