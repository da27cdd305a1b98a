using System.Globalization;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.OrderRules;

/// <summary>How a supplier takes orders.</summary>
/// <param name="Currency">Currency of its amounts.</param>
/// <param name="Rules">The rule for all sites first, then those of single sites.</param>
public sealed record OrderRulesView(Currency Currency, IReadOnlyList<OrderRuleView> Rules);

/// <summary>How a supplier takes orders of a site, or of all.</summary>
/// <param name="Site">Code of the site; null for all without a rule of their own.</param>
/// <param name="MinimumValue">The least an order of goods must come to.</param>
/// <param name="CutOff">Until when it takes orders on a day, site time.</param>
/// <param name="Weekdays">On which weekdays; none for the working days of the site.</param>
/// <param name="Incoterm">Delivery term.</param>
/// <param name="TitlePoint">Where goods become ours.</param>
/// <param name="DeliveryCharge">What it charges to deliver an order.</param>
/// <param name="FreeFrom">From so much ordered on it delivers free of charge.</param>
/// <param name="MinimumWeight">The least an order of goods must weigh, in kilograms.</param>
/// <param name="MinimumVolume">The least room an order of goods must take up, in litres.</param>
public sealed record OrderRuleView(
    string? Site, Amount? MinimumValue, string? CutOff, IReadOnlyList<DayOfWeek> Weekdays, string? Incoterm, TitlePoint TitlePoint, Amount? DeliveryCharge, Amount? FreeFrom,
    Quantity? MinimumWeight = null, Quantity? MinimumVolume = null)
{
    internal OrderMinima Minimum => new(MinimumValue, MinimumWeight, MinimumVolume);
}

internal sealed class ListOrderRules(Partners partners, Directory directory) : IQuery<PartnerRequest, OrderRulesView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListOrderRules>("GET /suppliers/{code}/order-rules", Permission.SeePurchasing)
        .WithSummary("How a supplier takes orders.");

    public async Task<Result<OrderRulesView>> AnswerAsync(Reading reading, PartnerRequest request, CancellationToken cancel)
    {
        if (await partners.FindAsync(reading.Db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        var rules = new List<OrderRuleView>();
        foreach (var rule in await reading.Db.Set<StoredOrderRule>().AsNoTracking().Where(r => r.SupplierId == supplier.Id).OrderBy(r => r.SiteId).ToListAsync(cancel))
        {
            var site = rule.SiteId == default ? null : await directory.SiteAsync(reading.Db, rule.SiteId, cancel);
            if (site is not null && !reading.Actor.WorksAt(site.EntityId, site.Id)) continue;
            rules.Add(new(
                site?.Code, rule.MinimumValue, rule.CutOffMinutes is { } minutes ? TimeOnly.MinValue.AddMinutes(minutes).ToString("HH:mm", CultureInfo.InvariantCulture) : null,
                [.. rule.ToRule().Weekdays.OrderBy(d => ((int)d + 6) % 7)], rule.Incoterm, rule.TitlePoint, rule.DeliveryCharge, rule.FreeFrom,
                rule.MinimumWeight, rule.MinimumVolume));
        }

        return new OrderRulesView(supplier.Currency, rules);
    }
}
