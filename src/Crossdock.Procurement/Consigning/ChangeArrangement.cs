using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>Other terms of an arrangement; what is left out stays. The price is changed apart.</summary>
/// <param name="Number">The arrangement.</param>
/// <param name="IfMatch">Version that was looked at.</param>
/// <param name="Reason">Why.</param>
/// <param name="Minimum">Below this the supplier is asked for more.</param>
/// <param name="Maximum">The most that is to lie here.</param>
/// <param name="Unit">Unit of the quantities; the base unit when absent.</param>
/// <param name="AgeDays">Days after which what was not used is out of the agreed time; 0 when there is none.</param>
/// <param name="Loss">Who pays for what is lost from now on.</param>
/// <param name="First">True when it is used before our own stock.</param>
/// <param name="Until">Last day: today or later. What is still here then is used at the last price or goes back.</param>
public sealed record ChangeArrangementRequest(
    [Required, StringLength(20)] string Number,
    long IfMatch,
    [Required, StringLength(200)] string? Reason,
    Quantity? Minimum = null,
    Quantity? Maximum = null,
    [StringLength(12)] string? Unit = null,
    [Range(0, 3650)] int? AgeDays = null,
    LossBearer? Loss = null,
    bool? First = null,
    DateOnly? Until = null) : IHasReason;

internal sealed class ChangeArrangement(Directory directory, Items items, ConsignedStock stock) : IUse<ChangeArrangementRequest, ArrangementResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeArrangement>("POST /consignments/{number}/change", Permission.MaintainAgreements)
        .WithSummary("Change levels, ageing, bearer of losses, turn or end of a consignment arrangement.");

    public async Task<Result<ArrangementResponse>> ExecuteAsync(Work work, ChangeArrangementRequest request, CancellationToken cancel)
    {
        if ((await Arrangements.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var arrangement)) return refusal;
        if (arrangement.Version != request.IfMatch) return new OrderStale(arrangement.Number);
        if (request is { Minimum: null, Maximum: null, AgeDays: null, Loss: null, First: null, Until: null }) return new NothingAgreed(arrangement.Number);
        var item = (await items.FindAsync(work.Db, arrangement.ItemId, cancel))!;
        var today = (await directory.SiteAsync(work.Db, arrangement.SiteId, cancel))!.DayOf(work.Now);
        if (Levels(arrangement, item, request).Refused(out refusal, out var levels)) return refusal;
        if (request.Until is { } until)
        {
            if (until < today) return new EndsInPast(today) { Pointer = "/until" };
            if (until < arrangement.FromDay) return new EndsBeforeItBegins() { Pointer = "/until" };
            if (await NextAsync(work, arrangement, until, cancel) is { } next) return new ArrangedAlready(next.Number, item.Code, request.Until.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) { Pointer = "/until" };
            arrangement.UntilDay = until;
        }

        (arrangement.Minimum, arrangement.Maximum) = levels;
        arrangement.AgeDays = request.AgeDays ?? arrangement.AgeDays;
        arrangement.Loss = request.Loss ?? arrangement.Loss;
        arrangement.First = request.First ?? arrangement.First;
        arrangement.Version++;
        await stock.StateAsync(work, arrangement.ToUse(), cancel);
        work.Subject = $"consignment arrangement {arrangement.Number}";
        work.Announce(new ArrangementChanged(arrangement.Number, arrangement.ItemId, arrangement.SiteId));
        return new ArrangementResponse(arrangement.Number, arrangement.Version);
    }

    private static Result<(Quantity, Quantity)> Levels(Arrangement arrangement, Item item, ChangeArrangementRequest request)
    {
        var (minimum, maximum) = (arrangement.Minimum, arrangement.Maximum);
        if (request.Minimum is { } least && item.ToBase(least, request.Unit ?? item.BaseUnit).Refused(out var refusal, out minimum)) return refusal with { Pointer = "/minimum" };
        if (request.Maximum is { } most && item.ToBase(most, request.Unit ?? item.BaseUnit).Refused(out refusal, out maximum)) return refusal with { Pointer = "/maximum" };
        return CreateArrangement.LevelsOf(item, minimum, maximum, null);
    }

    private static async Task<Arrangement?> NextAsync(Work work, Arrangement arrangement, DateOnly until, CancellationToken cancel)
    {
        await work.LockAloneAsync((0x41525247L << 32) | (uint)arrangement.SupplierId.Value, cancel);
        return await work.Db.Set<Arrangement>().AsNoTracking().FirstOrDefaultAsync(
            a => a.SupplierId == arrangement.SupplierId && a.ItemId == arrangement.ItemId && a.SiteId == arrangement.SiteId && a.FromDay > arrangement.FromDay && a.FromDay <= until, cancel);
    }
}

/// <summary>Another price from a day on. What was used before keeps its price.</summary>
/// <param name="Number">The arrangement.</param>
/// <param name="Price">What one price unit costs.</param>
/// <param name="From">First day it holds: today or later; today when absent.</param>
/// <param name="PriceUnit">Unit of the price; that of the last price when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record PriceArrangementRequest(
    [Required, StringLength(20)] string Number, UnitPrice Price, DateOnly? From = null, [StringLength(12)] string? PriceUnit = null, [StringLength(200)] string? Reason = null) : IHasReason;

internal sealed class PriceArrangement(Directory directory, Items items, Segregation segregation) : IUse<PriceArrangementRequest, ArrangementResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PriceArrangement>("POST /consignments/{number}/prices", Permission.MaintainAgreements)
        .WithSummary("Give a consignment arrangement another price from a day on.");

    public async Task<Result<ArrangementResponse>> ExecuteAsync(Work work, PriceArrangementRequest request, CancellationToken cancel)
    {
        if ((await Arrangements.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var arrangement)) return refusal;
        var item = (await items.FindAsync(work.Db, arrangement.ItemId, cancel))!;
        var today = (await directory.SiteAsync(work.Db, arrangement.SiteId, cancel))!.DayOf(work.Now);
        var from = request.From ?? (today < arrangement.FromDay ? arrangement.FromDay : today);
        if (from < today || from < arrangement.FromDay) return new PriceBackdated(today < arrangement.FromDay ? arrangement.FromDay : today) { Pointer = "/from" };
        if (from > arrangement.UntilDay) return new PriceAfterEnd(arrangement.Number, arrangement.UntilDay.Value) { Pointer = "/from" };
        var last = (await Arrangements.PriceAsync(work.Db, arrangement.Id, from, cancel))!;
        if (CreateArrangement.PriceOf(item, request.Price, request.PriceUnit ?? last.PriceUnit).Refused(out refusal, out var price)) return refusal;
        if ((await segregation.TakeAsync(work, Duty.EditTerms, [Chain.Item(item.Id, item.Code)], cancel: cancel)).Refused(out refusal, out _)) return refusal;
        CreateArrangement.WritePrice(work, arrangement, from, price, request.Reason);
        arrangement.Version++;
        work.Subject = $"consignment arrangement {arrangement.Number}";
        work.Announce(new ArrangementChanged(arrangement.Number, arrangement.ItemId, arrangement.SiteId));
        return new ArrangementResponse(arrangement.Number, arrangement.Version);
    }
}

internal sealed record NothingAgreed(string Arrangement) : Refusal(RefusalKind.Invalid, "procurement.nothing_agreed", $"{Arrangement}: say what is to be different.");

internal sealed record EndsInPast(DateOnly Today) : Refusal(RefusalKind.Invalid, "procurement.consignment_ends_in_past", $"The last day may be {Today:yyyy-MM-dd} or later: what was agreed until today stands.");

internal sealed record PriceBackdated(DateOnly Earliest) : Refusal(RefusalKind.Invalid, "procurement.price_backdated",
    $"A price holds from {Earliest:yyyy-MM-dd} or later: what was used before keeps the price it was used at.");

internal sealed record PriceAfterEnd(string Arrangement, DateOnly Until) : Refusal(RefusalKind.Invalid, "procurement.price_after_end", $"{Arrangement} ends on {Until:yyyy-MM-dd}.");
