using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>A new agreement with a supplier, as a draft or put in force at once.</summary>
/// <param name="Kind">Blanket, contract or scheduling.</param>
/// <param name="Entity">Code of the entity that buys.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">Last day it holds, where its entity keeps its days.</param>
/// <param name="Site">Code of the one site it holds for; all sites of the entity when absent.</param>
/// <param name="Currency">Currency of its prices and caps; the supplier's when absent.</param>
/// <param name="Title">What people call it.</param>
/// <param name="ValueCap">Most that may be released; no cap when absent, nothing when zero.</param>
/// <param name="MinimumValue">What was promised to be bought, in money.</param>
/// <param name="MinimumQuantity">What was promised to be bought, in base units over all lines.</param>
/// <param name="Lines">Items with their prices and caps; none in a blanket.</param>
/// <param name="Schedule">Deliveries of a scheduling agreement.</param>
/// <param name="Submit">True to put it in force at once: by rule, or by asking those who decide.</param>
/// <param name="Reason">Why, for those who decide.</param>
public sealed record CreateAgreementRequest(
    AgreementKind Kind,
    [Required, StringLength(12)] string Entity,
    [Required, StringLength(40)] string Supplier,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    [StringLength(12)] string? Site = null,
    [StringLength(3)] string? Currency = null,
    [StringLength(100)] string? Title = null,
    Amount? ValueCap = null,
    Amount? MinimumValue = null,
    Quantity? MinimumQuantity = null,
    [MaxLength(500)] IReadOnlyList<AgreementLineRequest>? Lines = null,
    [MaxLength(1000)] IReadOnlyList<ScheduleEntryRequest>? Schedule = null,
    bool Submit = false,
    [StringLength(300)] string? Reason = null) : IHasReason;

/// <summary>What is agreed on an item.</summary>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Price">Price of one <paramref name="PriceUnit"/>.</param>
/// <param name="PriceUnit">Unit of the price; the item's base unit when absent.</param>
/// <param name="QuantityCap">Most that may be released, in <paramref name="CapUnit"/>; no cap when absent, nothing when zero.</param>
/// <param name="CapUnit">Unit of the cap and of the breaks; the item's base unit when absent.</param>
/// <param name="Breaks">Other prices from some quantity on, the smallest first.</param>
public sealed record AgreementLineRequest(
    [Required, StringLength(60)] string Item,
    UnitPrice Price,
    [StringLength(12)] string? PriceUnit = null,
    Quantity? QuantityCap = null,
    [StringLength(12)] string? CapUnit = null,
    [MaxLength(20)] IReadOnlyList<PriceStep>? Breaks = null);

/// <summary>Another price from a quantity on.</summary>
/// <param name="From">How much must be ordered on one line.</param>
/// <param name="Price">Price of one price unit of the line.</param>
public sealed record PriceStep(Quantity From, UnitPrice Price);

/// <summary>A delivery of a scheduling agreement.</summary>
/// <param name="Item">Code of an item of the agreement.</param>
/// <param name="Day">The day.</param>
/// <param name="Quantity">How much, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the quantity; the item's base unit when absent.</param>
public sealed record ScheduleEntryRequest([Required, StringLength(60)] string Item, DateOnly Day, Quantity Quantity, [StringLength(12)] string? Unit = null);

/// <summary>How an agreement stands now.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
public sealed record AgreementStandResponse(string Number, AgreementState State, long Version, string? Approval = null) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/agreements/{Number}";
}

internal sealed class CreateAgreement(Directory directory, Partners partners, AgreementWriter writer, AgreementForce force) : IUse<CreateAgreementRequest, AgreementStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateAgreement>("POST /agreements", Permission.MaintainAgreements)
        .WithSummary("Write an agreement with a supplier, as a draft or put in force at once.");

    public async Task<Result<AgreementStandResponse>> ExecuteAsync(Work work, CreateAgreementRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Kind)) return Refusal.Invalid("procurement.agreement_kind", "Say what it fixes: blanket, contract or scheduling.", "/kind");
        if ((await directory.EntitiesAsync(work.Db, cancel)).FirstOrDefault(e => string.Equals(e.Code, request.Entity, StringComparison.OrdinalIgnoreCase)) is not { } entity || !work.Actor.WorksFor(entity.Id))
            return Refusal.NotFound("entity", request.Entity) with { Pointer = "/entity" };
        Site? site = null;
        if (request.Site.OrNull() is { } code && ((site = await directory.SiteAsync(work.Db, code, cancel)) is null || site.EntityId != entity.Id)) return Refusal.NotFound("site", code) with { Pointer = "/site" };
        if (!work.Actor.WorksIn(entity.Id, site?.Id)) return Refusal.NotFound("site", request.Site!) with { Pointer = "/site" };
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier) with { Pointer = "/supplier" };
        if (!supplier.Active) return new Ordering.NotActive("supplier", supplier.Code) { Pointer = "/supplier" };
        var currency = supplier.Currency;
        if (request.Currency.OrNull() is { } given && !Currency.TryParse(given, out currency)) return Refusal.Invalid("procurement.currency", $"'{given}' is no currency code.", "/currency");
        if (request.ValidTo < entity.DayOf(work.Now)) return new AgreementOver(request.ValidTo) { Pointer = "/validTo" };
        if ((await writer.TermsAsync(work.Db, request.Kind, currency, request, cancel)).Refused(out var refusal, out var terms)) return refusal;

        var agreement = new Agreement
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("AG"),
            Kind = request.Kind,
            EntityId = entity.Id,
            SiteId = site?.Id,
            SupplierId = supplier.Id,
            Currency = currency,
            State = AgreementState.Draft,
            CreatedBy = work.Actor.Id,
            CreatedAt = work.Now,
            PostingId = work.PostingId,
            Version = 1,
        };
        work.State<AgreementBook>().Add(agreement);
        await writer.ApplyAsync(work, agreement, terms, cancel);
        writer.Keep(work, agreement, supplier);
        work.Subject = $"agreement {agreement.Number}";
        string? approval = null;
        if (request.Submit)
        {
            if ((await force.AskAsync(work, agreement, terms, request.Reason, cancel)).Refused(out refusal, out var verdict)) return refusal;
            approval = verdict.Request;
        }

        return new AgreementStandResponse(agreement.Number, agreement.State, agreement.Version, approval);
    }
}

internal sealed record AgreementOver(DateOnly Last) : Refusal(RefusalKind.Refused, "procurement.agreement_over", $"{Last:yyyy-MM-dd} is over already. Give a later last day.");
