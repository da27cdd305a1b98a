using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.OrderRules;

/// <summary>How a supplier takes orders, as it is kept. The site's key is 0 where it holds for all.</summary>
internal sealed class StoredOrderRule
{
    public PartnerId SupplierId { get; init; }
    public SiteId SiteId { get; init; }
    public Amount? MinimumValue { get; set; }

    /// <summary>In kilograms.</summary>
    public Quantity? MinimumWeight { get; set; }

    /// <summary>In litres.</summary>
    public Quantity? MinimumVolume { get; set; }

    public int? CutOffMinutes { get; set; }

    /// <summary>One bit per weekday, Sunday first; 0 for the working days of the site.</summary>
    public int Weekdays { get; set; }

    public string? Incoterm { get; set; }
    public TitlePoint TitlePoint { get; set; }
    public Amount? DeliveryCharge { get; set; }
    public Amount? FreeFrom { get; set; }

    public SupplierOrderRule ToRule() => new()
    {
        Supplier = SupplierId,
        Site = SiteId == default ? null : SiteId,
        MinimumValue = MinimumValue,
        MinimumWeight = MinimumWeight,
        MinimumVolume = MinimumVolume,
        CutOffMinutes = CutOffMinutes,
        Weekdays = DaysOf(Weekdays),
        Incoterm = Incoterm,
        TitlePoint = TitlePoint,
        DeliveryCharge = DeliveryCharge,
        FreeFrom = FreeFrom,
    };

    public static int BitsOf(IEnumerable<DayOfWeek> days) => days.Aggregate(0, (bits, day) => bits | (1 << (int)day));

    private static HashSet<DayOfWeek> DaysOf(int bits) => [.. Enum.GetValues<DayOfWeek>().Where(d => (bits & (1 << (int)d)) != 0)];
}

internal static class OrderRuleTables
{
    public static void Model(ModelBuilder model) => model.Entity<StoredOrderRule>(e =>
    {
        e.ToTable("masterdata_order_rules", t =>
        {
            t.HasCheckConstraint("ck_order_rules_amounts", "COALESCE(minimum_value, 0) >= 0 AND COALESCE(delivery_charge, 0) >= 0 AND COALESCE(free_from, 0) >= 0");
            t.HasCheckConstraint("ck_order_rules_measures", "COALESCE(minimum_weight, 0) >= 0 AND COALESCE(minimum_volume, 0) >= 0");
            t.HasCheckConstraint("ck_order_rules_cut_off", "cut_off_minutes IS NULL OR (cut_off_minutes >= 0 AND cut_off_minutes < 1440)");
        });
        e.HasKey(r => new { r.SupplierId, r.SiteId });
    });
}
