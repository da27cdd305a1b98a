using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Receiving;

/// <summary>Goods that came from one supplier to one site.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Lines">What came.</param>
/// <param name="Supplier">Code of the supplier; needed only when nothing was ordered.</param>
/// <param name="DeliveryNote">Number on the supplier's paper.</param>
/// <param name="ArrivedAt">When the goods reached the dock.</param>
/// <param name="HappenedAt">When they were booked in; now when absent.</param>
/// <param name="Source">How we know that moment.</param>
public sealed record ReceiveGoodsRequest(
    [Required, StringLength(12)] string Site,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<ReceiptLineRequest> Lines,
    [StringLength(40)] string? Supplier = null,
    [StringLength(60)] string? DeliveryNote = null,
    DateTimeOffset? ArrivedAt = null,
    DateTimeOffset? HappenedAt = null,
    HappenedSource Source = HappenedSource.Keyed);

/// <summary>
/// A line of a receipt. It names an order line, or an order and an item (the quantity is spread over its lines), or an item alone,
/// which came without an order.
/// </summary>
/// <param name="Quantity">How much.</param>
/// <param name="Unit">Unit of the quantity; the item's base unit when absent.</param>
/// <param name="OrderLine">Key of the order line.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line in that order.</param>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Lot">Lot on the label.</param>
/// <param name="ExpiresOn">Last day of use on the label.</param>
/// <param name="Serials">One serial per unit.</param>
/// <param name="Place">Bin it goes to at once, where it is available; the dock when absent.</param>
/// <param name="Condition">Damaged or quarantine; as the place says when absent.</param>
/// <param name="Price">Without an order: price of one price unit; the agreed price when absent.</param>
/// <param name="PriceUnit">Unit of that price; the unit of the quantity when absent.</param>
public sealed record ReceiptLineRequest(
    Quantity Quantity,
    [StringLength(12)] string? Unit = null,
    Guid? OrderLine = null,
    [StringLength(20)] string? Order = null,
    int? Line = null,
    [StringLength(60)] string? Item = null,
    [StringLength(60)] string? Lot = null,
    DateOnly? ExpiresOn = null,
    [MaxLength(500)] IReadOnlyList<string>? Serials = null,
    [StringLength(40)] string? Place = null,
    Condition? Condition = null,
    UnitPrice? Price = null,
    [StringLength(12)] string? PriceUnit = null);

/// <summary>The receipt that was booked.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="CrossDocked">How many of them went at once to orders that waited.</param>
/// <param name="Value">Its value in the entity's currency.</param>
/// <param name="Currency">That currency.</param>
public sealed record ReceiveGoodsResponse(Guid Id, string Number, int Lines, int CrossDocked, Amount Value, Currency Currency) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/receipts/{Number}";
}

internal sealed class ReceiveGoods(ReceiptPosting posting) : IUse<ReceiveGoodsRequest, ReceiveGoodsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReceiveGoods>("POST /receipts", Permission.ReceiveGoods)
        .WithSummary("Book goods in, against purchase orders or without one.");

    public async Task<Result<ReceiveGoodsResponse>> ExecuteAsync(Work work, ReceiveGoodsRequest request, CancellationToken cancel)
    {
        var receipt = ReceiptPosting.New(work);
        if ((await posting.PostAsync(work, receipt, request, cancel)).Refused(out var refusal, out var answer)) return refusal;
        work.Insert(ReceivingTables.InsertReceipt, receipt);
        work.Subject = $"receipt {receipt.Number}";
        return answer;
    }
}
