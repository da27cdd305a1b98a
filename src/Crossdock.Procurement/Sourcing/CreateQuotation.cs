using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Asks suppliers for quotations.</summary>
/// <param name="Site">Code of the site the goods are for.</param>
/// <param name="DueAt">Until when bids come in; from that instant on they are late.</param>
/// <param name="Suppliers">Codes of the suppliers that are asked.</param>
/// <param name="Lines">What is asked for.</param>
/// <param name="Requisitions">Numbers of requisitions, all of each that is not ordered yet; the same item is one line.</param>
/// <param name="Currency">Currency to bid in; the entity's when absent.</param>
/// <param name="Sealed">True when nobody reads a bid before the time is over.</param>
/// <param name="MinimumInvited">How many suppliers are to be asked.</param>
/// <param name="SingleSourceReason">Why fewer are asked.</param>
/// <param name="PriceWeight">What the price weighs, in percent.</param>
/// <param name="LeadTimeWeight">What the lead time weighs, in percent.</param>
/// <param name="QualityWeight">What the supplier's record weighs, in percent.</param>
/// <param name="Notes">What suppliers must know.</param>
/// <param name="Publish">True to let suppliers bid at once; otherwise it is a draft.</param>
public sealed record CreateQuotationRequest(
    [Required, StringLength(12)] string Site,
    DateTimeOffset DueAt,
    [Required, MinLength(1), MaxLength(50)] IReadOnlyList<string> Suppliers,
    [MaxLength(200)] IReadOnlyList<QuotationLineRequest>? Lines = null,
    [MaxLength(50)] IReadOnlyList<string>? Requisitions = null,
    [StringLength(3)] string? Currency = null,
    bool Sealed = true,
    [Range(2, 20)] int MinimumInvited = 2,
    [StringLength(300, MinimumLength = 5)] string? SingleSourceReason = null,
    [Range(0, 100)] int PriceWeight = 60,
    [Range(0, 100)] int LeadTimeWeight = 20,
    [Range(0, 100)] int QualityWeight = 20,
    [StringLength(500)] string? Notes = null,
    bool Publish = true);

/// <summary>A line that bids are asked for.</summary>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Quantity">How much, in <paramref name="Unit"/>.</param>
/// <param name="NeedDay">Day it is needed.</param>
/// <param name="Unit">Unit of the quantity; the base unit when absent.</param>
public sealed record QuotationLineRequest([Required, StringLength(60)] string Item, Quantity Quantity, DateOnly NeedDay, [StringLength(12)] string? Unit = null);

/// <summary>How a request for quotation stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
/// <param name="Approval">Number of the request people decide on, or null.</param>
public sealed record QuotationStandResponse(string Number, QuotationState State, long Version, string? Approval = null) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/quotation-requests/{Number}";

    internal static QuotationStandResponse Of(QuotationRequest request, DateTimeOffset now) => new(request.Number, request.StateAt(now), request.Version, request.Approval);
}

internal sealed class CreateQuotation(Directory directory, Items items, Partners partners, QuotationDesk desk) : IUse<CreateQuotationRequest, QuotationStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateQuotation>("POST /quotation-requests", Permission.RunSourcing)
        .WithSummary("Ask suppliers for quotations.");

    public async Task<Result<QuotationStandResponse>> ExecuteAsync(Work work, CreateQuotationRequest asked, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, asked.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", asked.Site);
        var currency = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!.Currency;
        if (asked.Currency is not null && !Currency.TryParse(asked.Currency, out currency)) return Refusal.Invalid("procurement.quotation_currency", $"'{asked.Currency}' is no currency code.", "/currency");
        var request = new QuotationRequest
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("RQ"),
            EntityId = site.EntityId,
            SiteId = site.Id,
            Currency = currency,
            Notes = asked.Notes.OrNull(),
            CreatedBy = work.Actor.Id,
            CreatedAt = work.Now,
            State = QuotationState.Draft,
        };
        var terms = new QuotationTerms(asked.DueAt, asked.Sealed, asked.MinimumInvited, asked.SingleSourceReason, asked.PriceWeight, asked.LeadTimeWeight, asked.QualityWeight);
        if (terms.Apply(request) is { } wrong) return wrong;
        if ((await QuotationTerms.InviteAsync(work, partners, request, asked.Suppliers, cancel)).Refused(out var refusal, out var invited)) return refusal;

        var lines = new List<QuotationLine>();
        if ((await LinesAsync(work, request, asked.Lines ?? [], lines, cancel)).Refused(out refusal, out _)) return refusal;
        if ((await FromRequisitionsAsync(work, request, site, asked.Requisitions ?? [], lines, cancel)).Refused(out refusal, out _)) return refusal;
        if (lines.Count == 0) return new NothingAsked();
        if (asked.Publish && QuotationTerms.Publish(work, request, invited) is { } not) return not;

        work.Db.Add(request);
        work.Db.AddRange(lines);
        work.Subject = QuotationDesk.Subject(request);
        await desk.MakeFindableAsync(work, request, cancel);
        QuotationDesk.Moved(work, request);
        return QuotationStandResponse.Of(request, work.Now);
    }

    private async Task<Result<Done>> LinesAsync(Work work, QuotationRequest request, IReadOnlyList<QuotationLineRequest> asked, List<QuotationLine> lines, CancellationToken cancel)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            var (wanted, at) = (asked[i], $"/lines/{i}");
            if (await items.FindAsync(work.Db, wanted.Item, cancel) is not { } item) return Refusal.NotFound("item", wanted.Item) with { Pointer = at + "/item" };
            if (!item.Active) return new NotActive("item", item.Code) { Pointer = at + "/item" };
            if (item.ToBase(wanted.Quantity, wanted.Unit ?? item.BaseUnit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = at + "/quantity" };
            if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = at + "/quantity" };
            lines.Add(Line(request, item, quantity, wanted.NeedDay, item.PackOf(wanted.Unit ?? item.BaseUnit)!, lines.Count + 1));
        }

        return Done.Yes;
    }

    /// <summary>What requisitions still need becomes lines, the same item one, and each keeps its link, so that the award orders just that.</summary>
    private async Task<Result<Done>> FromRequisitionsAsync(
        Work work, QuotationRequest request, Site site, IReadOnlyList<string> requisitions, List<QuotationLine> lines, CancellationToken cancel)
    {
        if (requisitions.Count == 0) return Done.Yes;

        // Two buyers who take the same requisition at once must see each other.
        await work.LockAloneAsync((0x51554F54L << 32) | (uint)site.Id.Value, cancel);
        var numbers = requisitions.Distinct(StringComparer.Ordinal).ToList();
        var needed = await work.Db.Set<RequisitionLine>().AsNoTracking().Where(l => numbers.Contains(l.Number)).OrderBy(l => l.Number).ThenBy(l => l.Line).ToListAsync(cancel);
        foreach (var number in numbers)
        {
            var own = needed.Where(l => l.Number == number).ToList();
            if (own.Count == 0 || !work.Actor.WorksAt(own[0].EntityId, own[0].SiteId)) return Refusal.NotFound("requisition", number) with { Pointer = "/requisitions" };
            if (own[0].SiteId != site.Id) return new RequisitionOtherSite(number, site.Code) { Pointer = "/requisitions" };
            if (own.TrueForAll(l => l.State is not (RequisitionState.Approved or RequisitionState.PartlyOrdered))) return new NothingToOrder(number, own[0].State);
        }

        needed = [.. needed.Where(l => l.State is RequisitionState.Approved or RequisitionState.PartlyOrdered)];
        var ids = needed.ConvertAll(l => l.Id);
        var taken = await (from s in work.Db.Set<QuotationSource>()
                           join l in work.Db.Set<QuotationLine>() on s.LineId equals l.Id
                           join r in work.Db.Set<QuotationRequest>() on l.RequestId equals r.Id
                           where ids.Contains(s.RequisitionLineId) && r.State < QuotationState.Converted
                           select new { s.RequisitionLineId, r.Number }).FirstOrDefaultAsync(cancel);
        if (taken is not null) return new RequisitionElsewhere(needed.Find(l => l.Id == taken.RequisitionLineId)!.Number, taken.Number) { Pointer = "/requisitions" };

        var known = await items.FindManyAsync(work.Db, needed.Select(l => l.ItemId), cancel);
        foreach (var same in needed.GroupBy(l => l.ItemId))
        {
            var item = known[same.Key];
            var quantity = same.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity - l.Ordered);
            var line = Line(request, item, quantity, same.Min(l => l.NeedDay), item.PackOf(item.BaseUnit)!, lines.Count + 1);
            lines.Add(line);
            work.Db.AddRange(same.Select(l => new QuotationSource { LineId = line.Id, RequisitionLineId = l.Id, Quantity = l.Quantity - l.Ordered }));
        }

        return Done.Yes;
    }

    private static QuotationLine Line(QuotationRequest request, Item item, Quantity quantity, DateOnly needDay, Pack pack, int number) => new()
    {
        Id = Guid.CreateVersion7(),
        RequestId = request.Id,
        Line = number,
        ItemId = item.Id,
        Quantity = quantity,
        Unit = pack.Unit,
        UnitQuantity = pack.Size.FromBase(quantity, pack.Decimals),
        NeedDay = needDay,
    };
}
