using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Receiving;

/// <summary>Posts a prepared receipt.</summary>
/// <param name="Number">The receipt.</param>
public sealed record PostReceiptRequest([Required, StringLength(20)] string Number);

internal sealed class PostReceipt(ReceiptPosting posting) : IUse<PostReceiptRequest, ReceiveGoodsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PostReceipt>("POST /receipts/{number}/post", Permission.ReceiveGoods)
        .WithSummary("Post a prepared receipt.");

    public async Task<Result<ReceiveGoodsResponse>> ExecuteAsync(Work work, PostReceiptRequest request, CancellationToken cancel)
    {
        var receipt = (await work.SelectAsync(ReceivingTables.LockReceipt, [new Receipt { Number = request.Number }], cancel)).FirstOrDefault();
        if (receipt is null || !work.Actor.WorksAt(receipt.EntityId, receipt.SiteId)) return Refusal.NotFound("receipt", request.Number);
        if (receipt.State == ReceiptState.Posted) return new ReceiptPosted(receipt.Number);
        var prepared = JsonSerializer.Deserialize<ReceiveGoodsRequest>(receipt.Prepared!, Json.Web)!;

        if ((await posting.PostAsync(work, receipt, prepared, cancel)).Refused(out var refusal, out var answer)) return refusal;
        receipt.Prepared = null;
        work.Change(ReceivingTables.UpdateReceipt, receipt);
        work.Subject = $"receipt {receipt.Number}";
        return answer;
    }
}
