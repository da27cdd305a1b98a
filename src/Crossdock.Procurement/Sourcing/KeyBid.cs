using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Keys what a supplier bids. A further one of the same supplier corrects it whole.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Lines">What it asks for the lines it offers.</param>
/// <param name="Currency">Currency of its prices; that of the request when absent.</param>
/// <param name="NoBid">Why it does not bid, instead of lines.</param>
/// <param name="Note">What else it says.</param>
public sealed record KeyBidRequest(
    [Required, StringLength(20)] string Number,
    [Required, StringLength(40)] string Supplier,
    [MaxLength(200)] IReadOnlyList<BidLineRequest>? Lines = null,
    [StringLength(3)] string? Currency = null,
    [StringLength(200)] string? NoBid = null,
    [StringLength(300)] string? Note = null);

/// <summary>What a supplier asks for a line; without a price it offers nothing for it.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Price">Price of one <paramref name="PriceUnit"/>.</param>
/// <param name="PriceUnit">Unit of the price; the line's unit when absent.</param>
/// <param name="LeadTimeDays">Days from order to delivery.</param>
/// <param name="Quantity">How much it offers, in <paramref name="Unit"/>; all that is asked for when absent.</param>
/// <param name="Unit">Unit of the quantity and the minimum; the line's unit when absent.</param>
/// <param name="Minimum">The least it delivers.</param>
public sealed record BidLineRequest(
    int Line, UnitPrice? Price = null, [StringLength(12)] string? PriceUnit = null, [Range(0, 3650)] int? LeadTimeDays = null, Quantity? Quantity = null, [StringLength(12)] string? Unit = null, Quantity? Minimum = null);

/// <summary>The bid that was kept. It says nothing of what is in it.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Bid">Number of the bid among those of the supplier.</param>
/// <param name="Late">True when it came after the time was over: it counts only when two other people accept it.</param>
public sealed record KeyBidResponse(string Number, string Supplier, int Bid, bool Late);

internal sealed class KeyBid(QuotationDesk desk, Items items, Partners partners) : IUse<KeyBidRequest, KeyBidResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<KeyBid>("POST /quotation-requests/{number}/bids", Permission.RunSourcing)
        .WithSummary("Key what a supplier bids.");

    public async Task<Result<KeyBidResponse>> ExecuteAsync(Work work, KeyBidRequest said, CancellationToken cancel)
    {
        if ((await desk.LockAsync(work, said.Number, cancel)).Refused(out var refusal, out var request)) return refusal;
        var state = request.StateAt(work.Now);
        if (state is not (QuotationState.Published or QuotationState.Closed)) return new QuotationWrongState(request.Number, state, "bid on");
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, said.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", said.Supplier) with { Pointer = "/supplier" };
        if (!await work.Db.Set<Invitation>().AnyAsync(i => i.RequestId == request.Id && i.SupplierId == supplier.Id, cancel)) return new NotInvited(request.Number, supplier.Code) { Pointer = "/supplier" };
        var currency = request.Currency;
        if (said.Currency is not null && !Currency.TryParse(said.Currency, out currency)) return Refusal.Invalid("procurement.bid_currency", $"'{said.Currency}' is no currency code.", "/currency");

        var bid = new Bid
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            RequestId = request.Id,
            SupplierId = supplier.Id,
            Number = 1 + await work.Db.Set<Bid>().CountAsync(b => b.RequestId == request.Id && b.SupplierId == supplier.Id, cancel),
            Currency = currency,
            NoBidReason = said.NoBid.OrNull(),
            IsLate = request.OpenedAt(work.Now) is not null,
            Note = said.Note.OrNull(),
            KeyedBy = work.Actor.Id,
            At = work.Now,
        };
        if ((await LinesAsync(work, request, bid, said.Lines ?? [], cancel)).Refused(out refusal, out var lines)) return refusal;
        if (lines.Count == 0 == bid.NoBidReason is null) return new BidEmpty { Pointer = "/lines" };

        work.Insert(SourcingRows.InsertBid, bid);
        foreach (var line in lines) work.Insert(SourcingRows.InsertBidLine, line);
        QuotationDesk.Moved(work, request);
        return new KeyBidResponse(request.Number, supplier.Code, bid.Number, bid.IsLate);
    }

    private async Task<Result<List<BidLine>>> LinesAsync(Work work, QuotationRequest request, Bid bid, IReadOnlyList<BidLineRequest> said, CancellationToken cancel)
    {
        var asked = await work.Db.Set<QuotationLine>().AsNoTracking().Where(l => l.RequestId == request.Id).ToDictionaryAsync(l => l.Line, cancel);
        var lines = new List<BidLine>();
        for (var i = 0; i < said.Count; i++)
        {
            var (offer, at) = (said[i], $"/lines/{i}");
            if (offer.Price is null) continue;
            if (!asked.TryGetValue(offer.Line, out var line)) return Refusal.NotFound("line", offer.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)) with { Pointer = at + "/line" };
            if (lines.Exists(l => l.Line == offer.Line)) return new BidLineTwice(offer.Line) { Pointer = at + "/line" };
            if (LineOf(work, bid, line, (await items.FindAsync(work.Db, line.ItemId, cancel))!, offer).Refused(out var refusal, out var read)) return refusal with { Pointer = at + refusal.Pointer };
            lines.Add(read);
        }

        return lines;
    }

    private static Result<BidLine> LineOf(Work work, Bid bid, QuotationLine line, Item item, BidLineRequest offer)
    {
        if (offer.LeadTimeDays is not { } days) return new LeadTimeMissing(line.Line) { Pointer = "/leadTimeDays" };
        var unit = offer.Unit.OrNull() ?? line.Unit;
        var quantity = line.Quantity;
        if (item.PackOf(unit) is not { } pack) return new UnitUnknown(item.Code, unit, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = "/unit" };
        if (offer.Quantity is { } given && item.ToBase(given, unit).Refused(out var refusal, out quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = "/quantity" };
        var minimum = Quantity.Zero;
        if (offer.Minimum is { } least && item.ToBase(least, unit).Refused(out refusal, out minimum)) return refusal with { Pointer = "/minimum" };
        if (minimum.IsNegative || minimum > quantity) return new BidMinimum(item.Code, quantity) { Pointer = "/minimum" };
        if (OrderWriter.PriceOf(item, null!, null, bid.Currency, quantity, offer.Price, offer.PriceUnit.OrNull() ?? line.Unit).Refused(out refusal, out var price)) return refusal;
        return new BidLine
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            BidId = bid.Id,
            Line = line.Line,
            Quantity = quantity,
            Unit = pack.Unit,
            Price = price.Price,
            PriceUnit = price.Unit,
            PriceNumerator = price.Size.Numerator,
            PriceDenominator = price.Size.Denominator,
            LeadTimeDays = days,
            Minimum = minimum,
        };
    }
}
