using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.OrderRules;

/// <summary>How a supplier takes orders, replacing what was laid down for the same sites. Amounts are in the supplier's currency.</summary>
/// <param name="Code">The supplier.</param>
/// <param name="Site">Code of the site it holds for; all sites without a rule of their own when absent.</param>
/// <param name="MinimumValue">The least an order of goods must come to.</param>
/// <param name="CutOff">Until when it takes orders on a day, site time, as 14:00; what is ordered at that minute is late.</param>
/// <param name="Weekdays">On which weekdays it takes orders; the working days of the site when absent.</param>
/// <param name="Incoterm">Delivery term, three letters; the supplier's usual one when absent.</param>
/// <param name="TitlePoint">Where goods become ours.</param>
/// <param name="DeliveryCharge">What it charges to deliver an order.</param>
/// <param name="FreeFrom">From so much ordered on it delivers free of charge.</param>
/// <param name="MinimumWeight">The least an order of goods must weigh, in kilograms. All minima that are set must be reached.</param>
/// <param name="MinimumVolume">The least room an order of goods must take up, in litres.</param>
/// <param name="Remove">True to take the rule away; the rest is then not looked at.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record SetOrderRuleRequest(
    [Required, StringLength(40)] string Code,
    [StringLength(12)] string? Site = null,
    Amount? MinimumValue = null,
    [StringLength(5)] string? CutOff = null,
    [MaxLength(7)] IReadOnlyList<DayOfWeek>? Weekdays = null,
    [StringLength(3, MinimumLength = 3)] string? Incoterm = null,
    TitlePoint TitlePoint = TitlePoint.None,
    Amount? DeliveryCharge = null,
    Amount? FreeFrom = null,
    Quantity? MinimumWeight = null,
    Quantity? MinimumVolume = null,
    bool Remove = false,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The rule that was set.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Site">Code of the site; null for all.</param>
public sealed record SetOrderRuleResponse(string Supplier, string? Site);

internal sealed class SetOrderRule(Partners partners, Directory directory, Segregation segregation) : IUse<SetOrderRuleRequest, SetOrderRuleResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetOrderRule>("PUT /suppliers/{code}/order-rules", Permission.MaintainSuppliers)
        .WithSummary("Say how a supplier takes orders: minimum by value, weight and volume, cut-off, delivery charge, delivery term and title point.");

    public async Task<Result<SetOrderRuleResponse>> ExecuteAsync(Work work, SetOrderRuleRequest request, CancellationToken cancel)
    {
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Code, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Code);
        Site? site = null;
        if (request.Site.OrNull() is { } named)
        {
            site = await directory.SiteAsync(work.Db, named, cancel);
            if (site is null || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", named) with { Pointer = "/site" };
        }

        var minutes = default(int?);
        if (!request.Remove && Wrong(request, supplier, out minutes) is { } wrong) return wrong;
        if ((await segregation.TakeAsync(work, Duty.MaintainSupplier, [Chain.Supplier(supplier.Id, supplier.Code)], cancel: cancel)).Refused(out var refusal, out _)) return refusal;
        var key = site?.Id ?? default;
        var stored = await work.Db.Set<StoredOrderRule>().SingleOrDefaultAsync(r => r.SupplierId == supplier.Id && r.SiteId == key, cancel);
        work.Subject = $"supplier {supplier.Code}";
        if (request.Remove)
        {
            if (stored is null) return new NoOrderRule(supplier.Code, site?.Code);
            work.Db.Remove(stored);
            await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
            return new SetOrderRuleResponse(supplier.Code, site?.Code);
        }

        if (stored is null) work.Db.Add(stored = new StoredOrderRule { SupplierId = supplier.Id, SiteId = key });
        (stored.MinimumValue, stored.DeliveryCharge, stored.FreeFrom) = (request.MinimumValue, request.DeliveryCharge, request.FreeFrom);
        (stored.MinimumWeight, stored.MinimumVolume) = (request.MinimumWeight, request.MinimumVolume);
        (stored.CutOffMinutes, stored.Weekdays) = (minutes, StoredOrderRule.BitsOf(request.Weekdays ?? []));
        (stored.Incoterm, stored.TitlePoint) = (request.Incoterm.OrNull()?.ToUpperInvariant(), request.TitlePoint);
        await MasterChanges.TellAsync(work, new PartnersChanged(), cancel);
        return new SetOrderRuleResponse(supplier.Code, site?.Code);
    }

    private static Refusal? Wrong(SetOrderRuleRequest request, Partner supplier, out int? minutes)
    {
        minutes = null;
        if (request.CutOff.OrNull() is { } text)
        {
            if (!TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return new NoCutOff(text) { Pointer = "/cutOff" };
            minutes = (time.Hour * 60) + time.Minute;
        }

        if (!Enum.IsDefined(request.TitlePoint)) return new NoTitlePoint { Pointer = "/titlePoint" };
        foreach (var (amount, pointer) in new[] { (request.MinimumValue, "/minimumValue"), (request.DeliveryCharge, "/deliveryCharge"), (request.FreeFrom, "/freeFrom") })
            if (amount is { } given && (given.IsNegative || given.RoundTo(supplier.Currency) != given)) return new RuleAmount(supplier.Currency) { Pointer = pointer };
        foreach (var (measure, pointer) in new[] { (request.MinimumWeight, "/minimumWeight"), (request.MinimumVolume, "/minimumVolume") })
            if (measure is { IsNegative: true }) return new RuleMeasure() { Pointer = pointer };
        return request is { FreeFrom: not null, DeliveryCharge: null } ? new FreeOfNothing { Pointer = "/freeFrom" }
            : request is { MinimumValue: null, MinimumWeight: null, MinimumVolume: null, DeliveryCharge: null, Incoterm: null, TitlePoint: TitlePoint.None } && minutes is null && request.Weekdays is not { Count: > 0 } ? new EmptyOrderRule() : null;
    }
}

internal sealed record NoCutOff(string Text) : Refusal(RefusalKind.Invalid, "masterdata.cut_off", $"'{Text}' is no time of day. Write it as 14:00.");

internal sealed record NoTitlePoint() : Refusal(RefusalKind.Invalid, "masterdata.title_point", "Goods become ours at their origin or at their destination.");

internal sealed record RuleAmount(Currency Currency) : Refusal(RefusalKind.Invalid, "masterdata.order_rule_amount", $"The amount is not less than zero and no finer than {Currency} is.");

internal sealed record RuleMeasure() : Refusal(RefusalKind.Invalid, "masterdata.order_rule_measure", "A minimum by weight or volume is not less than zero. Leave it out when there is none.");

internal sealed record FreeOfNothing() : Refusal(RefusalKind.Invalid, "masterdata.free_of_nothing", "Say what the delivery costs below that value, or leave the value out.");

internal sealed record EmptyOrderRule() : Refusal(RefusalKind.Invalid, "masterdata.empty_order_rule", "Say at least one thing about how it takes orders, or remove the rule.");

internal sealed record NoOrderRule(string Supplier, string? Site) : Refusal(RefusalKind.NotFound, "masterdata.no_order_rule",
    $"Nothing is laid down about how {Supplier} takes orders{(Site is null ? "" : $" of {Site}")}.");
