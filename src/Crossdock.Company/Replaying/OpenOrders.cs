using Crossdock.MasterData;
using Crossdock.MasterData.Levels;
using Crossdock.MasterData.OrderRules;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Company.Replaying;

/// <summary>How some suppliers take orders, and small needs that wait to be ordered together before their cut-off.</summary>
internal sealed class OpenOrders(SamplePlan plan, Clerk clerk, Staff staff)
{
    private static readonly IReadOnlyList<DayOfWeek> Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly Terms[] Laid =
    [
        new("065", 150, "11:00", Charge: 18, Free: 300), new("035", 120, "14:00"), new("370", 150, "16:30", Charge: 12, Free: 250, Title: TitlePoint.Origin, Incoterm: "FCA", Kilograms: 60),
        new("085", 100, "15:00"), new("205", 80, null), new("395", 120, "12:30", Kilograms: 40),
    ];

    /// <summary>How a supplier takes orders: amounts in dollars, and the least weight in kilograms of those that send whole pallets.</summary>
    private sealed record Terms(string Supplier, int Minimum, string? CutOff, int? Charge = null, int? Free = null, TitlePoint Title = TitlePoint.Destination, string? Incoterm = null, int? Kilograms = null);

    public async Task MakeAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var hub = plan.Sites.First(s => s.Role == SampleSiteRole.Hub).Code;
        foreach (var (terms, index) in Laid.Where(t => plan.Suppliers.Any(s => s.Code == t.Supplier && s.Currency == Currency.Usd)).Select((t, i) => (t, i)))
        {
            await clerk.AskAsync<SetOrderRuleRequest, SetOrderRuleResponse>(staff.Steward, "order rules", $"open:rule:{terms.Supplier}", at, new(
                terms.Supplier, MinimumValue: Amount.Of(terms.Minimum), CutOff: terms.CutOff, Weekdays: terms.CutOff is null ? null : Weekdays, Incoterm: terms.Incoterm, TitlePoint: terms.Title,
                DeliveryCharge: terms.Charge is { } charge ? Amount.Of(charge) : null, FreeFrom: terms.Free is { } free ? Amount.Of(free) : null,
                MinimumWeight: terms.Kilograms is { } kilograms ? Quantity.Units(kilograms) : null, Reason: "Their order sheet of this year"), cancel);
            var kept = plan.Stocked.Where(s => s.Site == hub).Join(plan.Items.Where(i => i.Supplier == terms.Supplier), s => s.Item, i => i.Code, (s, i) => (Stocked: s, Item: i)).ToList();
            if (kept.Count == 0) continue;
            await clerk.AskAsync<SetStockLevelsRequest, SetStockLevelsResponse>(staff.Steward, "stock levels", $"open:levels:{terms.Supplier}", at, new(
                [.. kept.Select(k => new NewStockLevel(k.Item.Code, hub, k.Stocked.ReorderPoint, k.Stocked.OrderUpTo))], "What the plan keeps"), cancel);
            var cheap = kept.MinBy(k => k.Item.Cost.Millionths * k.Item.BottlesPerCase).Item;
            await clerk.AskAsync<CreateRequisitionRequest, CreateRequisitionResponse>(index % 2 == 0 ? staff.Planner : staff.Manager, "requisitions", $"open:small:{terms.Supplier}", at, new(
                hub, [new(cheap.Code, Quantity.Units(cheap.Packs[0].Size.Numerator), plan.Today.AddDays(20 + index), cheap.Packs[0].Unit)], "The shelf runs low", Order: index % 3 == 0),
                cancel, "procurement.duplicate_supply");
        }

        await OverrideAsync(hub, at, cancel);
    }

    /// <summary>Levels that do not fit for a time: a small one by rule, one that ends soon, and one that waits for approval.</summary>
    private async Task OverrideAsync(string hub, DateTimeOffset at, CancellationToken cancel)
    {
        var suppliers = Laid.Select(t => t.Supplier).ToHashSet(StringComparer.Ordinal);
        var kept = plan.Stocked.Where(s => s.Site == hub && s.OrderUpTo.IsPositive).Join(plan.Items.Where(i => suppliers.Contains(i.Supplier)), s => s.Item, i => i.Code, (s, i) => (Stocked: s, Item: i))
            .OrderBy(k => k.Item.Code, StringComparer.Ordinal).Take(3).ToList();
        (int Bottles, int Days, string Why, string Effect)[] asked =
        [
            (1, 40, "The corner shops take a bottle more of it at the holidays", "No shelf without it before the new year"),
            (2, 9, "A tasting at the hub until the end of next week", "Every guest gets a glass"),
            (300, 60, "A promotion with the chain starts next month", "The promotion ships from the shelf, not from the supplier"),
        ];
        foreach (var ((bottles, days, why, effect), (stocked, item)) in asked.Zip(kept))
            await clerk.AskAsync<OverrideLevelRequest, LevelOverrideStandResponse>(staff.Planner, "overrides of stock levels", $"open:override:{item.Code}", at, new(
                hub, item.Code, stocked.ReorderPoint, stocked.OrderUpTo + Quantity.Units(bottles), plan.Today.AddDays(days - 1), effect, why), cancel);
    }
}
