using System.Collections.Concurrent;
using Crossdock.Governance.Approving;
using Crossdock.Inventory;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Warehouse.Receiving;
using Crossdock.Warehouse.SupplierReturns;

namespace Crossdock.Company.Replaying;

/// <summary>Purchase orders from the release to the goods at the dock, and back to the supplier where they came broken.</summary>
internal sealed class BuyingDesk(Clerk clerk, Staff staff, Func<string, string> placeOf)
{
    private readonly Dictionary<string, OrderFile> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReceiptFile> receipts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> waiting = new(StringComparer.Ordinal);

    private sealed record OrderFile(string Number, int Lines);

    private sealed record ReceiptFile(string Number, IReadOnlyDictionary<int, int> DamagedLines);

    /// <summary>Most orders are what planning asked for and go by rule; one in six a buyer keys, and so it shows in the figures.</summary>
    public async Task OrderAsync(PurchaseOrdered asked, CancellationToken cancel)
    {
        if (ByPlan(asked) && await PlannedAsync(asked, cancel)) return;
        await KeyedAsync(asked, cancel);
    }

    private async Task<bool> PlannedAsync(PurchaseOrdered asked, CancellationToken cancel)
    {
        var need = new CreateRequisitionRequest(
            asked.Site, [.. asked.Lines.Select(l => new RequisitionLineRequest(l.Item, Quantity.Units(l.Cases), asked.DueOn, "case", asked.Supplier))], PlanKey: asked.Order);
        var answer = await clerk.AskAsync<CreateRequisitionRequest, CreateRequisitionResponse>(
            staff.Planner, "planned needs", $"{asked.Order}:plan", asked.At, need, cancel, "procurement.duplicate_supply");
        if (answer?.Orders is not [var order]) return false;
        if (order.State != "Released" && await clerk.LookAsync<FindPurchaseOrderRequest, FindPurchaseOrderResponse>(staff.Buyer, new(order.Number), cancel) is { Approval: { } approval })
            waiting[asked.Order] = approval;
        lock (orders) orders[asked.Order] = new(order.Number, asked.Lines.Count);
        return true;
    }

    private static bool ByPlan(PurchaseOrdered asked) => asked.Order.Sum(letter => letter) % 6 != 0 && asked.Lines.Select(l => l.Item).Distinct().Count() == asked.Lines.Count;

    private async Task KeyedAsync(PurchaseOrdered asked, CancellationToken cancel)
    {
        var order = new CreatePurchaseOrderRequest(
            asked.Supplier, asked.Site,
            [.. asked.Lines.Select(l => new PurchaseLineRequest(l.Item, Quantity.Units(l.Cases), "case", l.Price, "bottle", RequestedDay: asked.DueOn))],
            Incoterm: asked.Incoterm, Release: true);
        // The same is on its way for about that day, or the agreement with the supplier is used up: the buyer says why it is needed all the same.
        var again = order with { Duplicate = "Sales ran ahead of the last order" };
        var answer = await AskAsync("", order, "procurement.duplicate_supply", "procurement.agreement_exceeded")
            ?? await AskAsync(":again", again, "procurement.agreement_exceeded")
            ?? await AskAsync(":outside", Outside(order), "procurement.duplicate_supply")
            ?? await AskAsync(":outside-again", Outside(again));
        if (answer is null) return;
        if (answer.Approval is { } approval) waiting[asked.Order] = approval;
        lock (orders) orders[asked.Order] = new(answer.Number, asked.Lines.Count);

        Task<CreatePurchaseOrderResponse?> AskAsync(string key, CreatePurchaseOrderRequest request, params string[] expected) =>
            clerk.AskAsync<CreatePurchaseOrderRequest, CreatePurchaseOrderResponse>(staff.Buyer, "purchase orders", asked.Order + key, asked.At, request, cancel, expected);
    }

    private static CreatePurchaseOrderRequest Outside(CreatePurchaseOrderRequest order) =>
        order with { Lines = [.. order.Lines.Select(l => l with { OutsideAgreement = "The agreement is used up and the shops cannot wait" })] };

    public async Task AcknowledgeAsync(PurchaseAcknowledged answered, CancellationToken cancel)
    {
        if (OrderOf(answered.Order) is not { } order) return;
        await ApproveAsync(answered.Order, answered.At, cancel);
        var answer = await clerk.AskAsync<AnswerPurchaseOrderRequest, AnswerPurchaseOrderResponse>(staff.Buyer, "supplier answers", $"{answered.Order}:answer", answered.At, new(
            order.Number, [.. Enumerable.Range(1, order.Lines).Select(line => new AnswerLineRequest(line, Day: answered.ConfirmedOn))], Channel: AnswerChannel.Electronic), cancel);

        // In those weeks the buyer lived with what was late.
        foreach (var line in answer?.Lines.Where(l => l.State == ProposalState.AwaitingBuyer) ?? [])
            await clerk.AskAsync<AcceptProposalRequest, ProposalStandResponse>(staff.Buyer, "accepted proposals", $"{answered.Order}:accept:{line.Line}", answered.At, new(line.Proposal), cancel);
    }

    /// <summary>Those who decide have agreed by the time the supplier answers; what nobody has answered yet still waits.</summary>
    private async Task ApproveAsync(string order, DateTimeOffset at, CancellationToken cancel)
    {
        if (!waiting.TryRemove(order, out var approval)) return;
        foreach (var (who, step) in new[] { (staff.ProcurementManager, 1), (staff.Controller, 2) })
        {
            var stands = await clerk.AskAsync<DecideRequestsRequest, DecideRequestsResponse>(
                who, "approvals", $"{order}:approve:{step}", at, new([approval], ApprovalAnswer.Approve), cancel, "governance.request_ended");
            if (stands is null || stands.Requests[0].State != Governance.ApprovalState.Pending) return;
        }
    }

    public async Task ReceiveAsync(GoodsArrived arrived, CancellationToken cancel)
    {
        if (OrderOf(arrived.Order) is not { } order) return;
        await ApproveAsync(arrived.Order, arrived.At, cancel);
        var lines = new List<ReceiptLineRequest>();
        var planned = new List<(int Line, bool Damaged)>();
        foreach (var line in arrived.Lines)
        {
            Add(line, line.Good, damaged: false);
            Add(line, line.Damaged, damaged: true);
        }

        // What came broken goes to the quarantine place at once. The first scan comes a while after the truck stood at the dock.
        var answer = await clerk.AskAsync<ReceiveGoodsRequest, ReceiveGoodsResponse>(staff.Receiver, "receipts", arrived.Receipt, arrived.At, new(
            arrived.Site, lines, DeliveryNote: arrived.Receipt, ArrivedAt: clerk.Live ? null : arrived.At.AddMinutes(-20), Source: HappenedSource.Scan), cancel);
        if (answer is null) return;
        var damagedLines = planned.Select((p, i) => (p, i)).Where(x => x.p.Damaged).ToDictionary(x => x.p.Line, x => x.i + 1);
        lock (receipts) receipts[arrived.Receipt] = new(answer.Number, damagedLines);

        void Add(ReceiptLine line, Quantity quantity, bool damaged)
        {
            if (!quantity.IsPositive) return;
            planned.Add((line.Line, damaged));
            lines.Add(new(quantity, Order: order.Number, Line: line.Line, Lot: line.Lot, ExpiresOn: line.Expiry,
                Place: damaged ? "QUAR" : null, Condition: damaged ? Condition.Damaged : null));
        }
    }

    public async Task ReturnAsync(SupplierReturned done, CancellationToken cancel)
    {
        if (ReceiptOf(done.Receipt) is not { } receipt) return;
        var lines = done.Lines.Where(l => receipt.DamagedLines.ContainsKey(l.Line))
            .Select(l => new SupplierReturnLineRequest(receipt.DamagedLines[l.Line], l.Quantity, Place: placeOf(l.Bin), Condition: Condition.Damaged)).ToList();
        if (lines.Count == 0) return;
        await clerk.AskAsync<ReturnToSupplierRequest, ReturnToSupplierResponse>(staff.Manager, "supplier returns", done.Return, done.At, new(
            receipt.Number, lines, done.Reason, Source: HappenedSource.Scan), cancel);
    }

    /// <summary>The product's number of an order, or null when it was refused.</summary>
    public string? NumberOf(string order) => OrderOf(order)?.Number;

    private OrderFile? OrderOf(string order)
    {
        lock (orders) return orders.GetValueOrDefault(order);
    }

    private ReceiptFile? ReceiptOf(string receipt)
    {
        lock (receipts) return receipts.GetValueOrDefault(receipt);
    }
}
