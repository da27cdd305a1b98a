using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Receiving;

/// <summary>A receipt to be checked and posted later.</summary>
/// <param name="Receipt">What will be booked; it is checked when it is posted.</param>
public sealed record PrepareReceiptRequest([System.ComponentModel.DataAnnotations.Required] ReceiveGoodsRequest Receipt);

/// <summary>The prepared receipt.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
public sealed record PrepareReceiptResponse(Guid Id, string Number) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/receipts/{Number}";
}

internal sealed class PrepareReceipt(Directory directory) : IUse<PrepareReceiptRequest, PrepareReceiptResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PrepareReceipt>("POST /receipts/prepared", Permission.ReceiveGoods)
        .WithSummary("Keep a receipt to post it later; nothing moves yet.");

    public async Task<Result<PrepareReceiptResponse>> ExecuteAsync(Work work, PrepareReceiptRequest request, CancellationToken cancel)
    {
        var site = await directory.SiteAsync(work.Db, request.Receipt.Site, cancel);
        if (site is null || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Receipt.Site);
        var receipt = ReceiptPosting.New(work);
        (receipt.State, receipt.EntityId, receipt.SiteId) = (ReceiptState.Prepared, site.EntityId, site.Id);
        (receipt.HappenedAt, receipt.Source, receipt.Day) = (work.Now, HappenedSource.Keyed, site.DayOf(work.Now));
        receipt.Currency = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!.Currency;
        receipt.DeliveryNote = request.Receipt.DeliveryNote;
        receipt.Prepared = JsonSerializer.Serialize(request.Receipt, Json.Web);
        work.Insert(ReceivingTables.InsertReceipt, receipt);
        work.Subject = $"receipt {receipt.Number}";
        return new PrepareReceiptResponse(receipt.Id, receipt.Number);
    }
}
