using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Procurement.Requisitioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Orders by an award: one order per supplier, at the prices of its bid.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Release">True to release the orders at once, by rule or by asking those who decide; otherwise they are drafts.</param>
/// <param name="Duplicate">Why goods are needed although the same is on its way; without it that is refused.</param>
/// <param name="BelowMinimum">Why an order is released although it is below what its supplier takes at least; without it that is refused.</param>
public sealed record ConvertAwardRequest([Required, StringLength(20)] string Number, bool Release = false, [StringLength(200)] string? Duplicate = null, [StringLength(200)] string? BelowMinimum = null);

/// <summary>The orders that were written.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Orders">Each with its state.</param>
public sealed record ConvertAwardResponse(string Number, IReadOnlyList<RequisitionOrder> Orders);

internal sealed class ConvertAward(
    QuotationDesk desk, Comparison comparison, Directory directory, OrderWriter writer, PurchaseOrders orders, RequisitionDesk requisitions, DuplicateGuard guard) : IUse<ConvertAwardRequest, ConvertAwardResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ConvertAward>("POST /quotation-requests/{number}/convert", Permission.CreatePurchaseOrder)
        .WithSummary("Order by an award: one order per supplier.");

    public async Task<Result<ConvertAwardResponse>> ExecuteAsync(Work work, ConvertAwardRequest asked, CancellationToken cancel)
    {
        if ((await desk.AwardedAsync(work, asked.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (request, award) = found;
        var compared = await comparison.OfAsync(work.Db, request, work.Now, cancel);
        var sources = await SourcesAsync(work, request, compared, cancel);
        var site = (await directory.SiteAsync(work.Db, request.SiteId, cancel))!;

        // What came from a requisition is no duplicate of it; everything else might be.
        var free = compared.Lines.Where(l => award.Exists(a => a.Line == l.Line.Line) && sources[l.Line.Line].Count == 0).Select(l => (l.Item.Id, l.Line.NeedDay)).ToList();
        if (asked.Duplicate.OrNull() is null && free.Count > 0 && await guard.CheckAsync(work, site.Id, free, cancel) is { } duplicate) return duplicate;

        var made = new List<RequisitionOrder>();
        foreach (var parts in award.GroupBy(a => a.SupplierId).OrderBy(g => g.Key.Value))
        {
            if ((await OrderAsync(work, request, site, compared, [.. parts], asked, cancel)).Refused(out refusal, out var order)) return refusal;
            var lines = work.State<OrderBook>().LinesOf(order.Number).OrderBy(l => l.Number).ToList();
            foreach (var (part, index) in parts.Select((p, i) => (p, i)))
            {
                part.OrderNumber = order.Number;
                if ((await requisitions.ServeAsync(work, Take(sources[part.Line], part.Quantity), lines[index].Id, cancel)).Refused(out refusal, out _)) return refusal;
            }

            made.Add(new(order.Number, order.FirstState));
        }

        request.State = QuotationState.Converted;
        await orders.StateSuppliesAsync(work, cancel);
        QuotationDesk.Moved(work, request);
        return new ConvertAwardResponse(request.Number, made);
    }

    private async Task<Result<PurchaseOrder>> OrderAsync(Work work, QuotationRequest request, Site site, Compared compared, IReadOnlyList<AwardLine> parts, ConvertAwardRequest asked, CancellationToken cancel)
    {
        var lines = new List<PurchaseLineRequest>(parts.Count);
        Offer? given = null;
        foreach (var part in parts)
        {
            if (compared.Awarded(request, part).Refused(out var refusal, out var won)) return refusal;
            (var line, given) = won;
            var soonest = site.DayOf(work.Now).AddDays(given.Line.LeadTimeDays);
            lines.Add(new PurchaseLineRequest(
                line.Item.Code, part.Quantity, line.Item.BaseUnit, given.Line.Price, given.Line.PriceUnit, OrderUnit(line.Item, given.Line.Unit),
                line.Line.NeedDay > soonest ? line.Line.NeedDay : soonest, NeedArose: request.CreatedAt, OutsideAgreement: $"Awarded by {request.Number}"));
        }

        var order = new CreatePurchaseOrderRequest(given!.Supplier.Code, site.Code, lines, given.Currency.Code, Reference: request.Number, Release: asked.Release, Duplicate: asked.Duplicate, Notes: request.Notes, BelowMinimum: asked.BelowMinimum);
        return await writer.WriteAsync(work, order, cancel, guarded: false);
    }

    /// <summary>The unit of the bid where goods are bought in it; a bid by a unit that is only sold in is ordered by the base unit.</summary>
    private static string OrderUnit(Item item, string unit) => item.PackOf(unit) is { Purchase: true } pack ? pack.Unit : item.BaseUnit;

    /// <summary>What each line is to serve, in the order in which it was asked for.</summary>
    private static async Task<IReadOnlyDictionary<int, List<QuotationSource>>> SourcesAsync(Work work, QuotationRequest request, Compared compared, CancellationToken cancel)
    {
        var sources = await (from s in work.Db.Set<QuotationSource>().AsNoTracking()
                             join l in work.Db.Set<QuotationLine>().AsNoTracking() on s.LineId equals l.Id
                             where l.RequestId == request.Id
                             orderby s.RequisitionLineId
                             select new { l.Line, Source = s }).ToListAsync(cancel);
        return compared.Lines.ToDictionary(l => l.Line.Line, l => sources.Where(s => s.Line == l.Line.Line).Select(s => s.Source).ToList());
    }

    /// <summary>Takes as much from what is to be served as is awarded, and leaves the rest to the next supplier.</summary>
    private static List<(Guid Line, Quantity Quantity)> Take(List<QuotationSource> sources, Quantity awarded)
    {
        var taken = new List<(Guid, Quantity)>();
        while (awarded.IsPositive && sources.Count > 0)
        {
            var part = Quantity.Min(awarded, sources[0].Quantity);
            taken.Add((sources[0].RequisitionLineId, part));
            awarded -= part;
            if (part == sources[0].Quantity) sources.RemoveAt(0);
            else sources[0] = new QuotationSource { LineId = sources[0].LineId, RequisitionLineId = sources[0].RequisitionLineId, Quantity = sources[0].Quantity - part };
        }

        return taken;
    }
}
