using System.Net;
using Crossdock.Governance.Tables;
using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Reversing;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Warehouse.Tests;

/// <summary>What did not arrive is written off by rule or by people who neither sent nor received it; what waits posts nothing, and is posted once, as it is then.</summary>
public sealed class TransitLossApprovalTests
{
    private const int Sender = 21;
    private const int Receiver = 22;

    /// <summary>A transfer of 100 X at 10.00 that one manager sent and another booked a part of in.</summary>
    private static async Task<(Depot Depot, string Transfer)> OpenAsync(Engine engine, long received = 0, IReadOnlyList<ApprovalRowRequest>? rows = null)
    {
        var depot = await Depot.OpenAsync(engine);
        foreach (var number in new[] { 1, 2, Sender, Receiver }) await depot.AsAsync("warehouse-manager", number);
        await depot.TableAsync("transit-loss", rows ?? [new("auto", Below: Amount.Of(100)), new("controller", From: Amount.Of(100))]);
        var transfer = (await depot.PostAsync<CreateTransferResponse>(
            "warehouse-manager", "/transfers", new { from = "A", to = "B", arrivalDay = "2026-01-25", lines = new[] { new { item = "X", quantity = "100" } } }, Sender)).Number;
        await depot.PostAsync<TransferStepResponse>("warehouse-manager", $"/transfers/{transfer}/shipments", new { }, Sender);
        if (received > 0) await ReceiveAsync(depot, transfer, received);
        return (depot, transfer);
    }

    private static Task<TransferStepResponse> ReceiveAsync(Depot depot, string transfer, long quantity) => depot.PostAsync<TransferStepResponse>(
        "warehouse-manager", $"/transfers/{transfer}/receipts", new { lines = new[] { new { line = 1, quantity = Depot.Text(quantity), place = "B1" } } }, Receiver);

    private static object Loss(decimal quantity, string note = "the pallet was short") => new { line = 1, quantity = Depot.Text(quantity), reason = "NOT-ARRIVED", note };

    private static Task<TransferStepResponse> LoseAsync(Depot depot, string transfer, decimal quantity, int number = 1, string? key = null) =>
        depot.PostAsync<TransferStepResponse>("warehouse-manager", $"/transfers/{transfer}/losses", Loss(quantity), number, key: key);

    private static async Task<TransferView> FindAsync(Depot depot, string number) => World.Value(await depot.World.App.AskAsync(depot.World.App.Get<FindTransfer>(), new(number)));

    private static async Task<decimal> LostAsync(Depot depot) => await depot.World.AccountAsync(AccountRole.TransitLoss);

    [Theory, EachDatabase]
    public async Task What_is_small_is_posted_at_once_and_what_is_large_when_people_agree(Engine engine)
    {
        var (depot, transfer) = await OpenAsync(engine, received: 80);
        await using var closing = depot;
        var small = await LoseAsync(depot, transfer, 9);
        Assert.Equal(("posted", null, Amount.Of(90)), (small.Stand, small.Approval, small.Value));
        Assert.Equal(90m, await LostAsync(depot));

        var large = await LoseAsync(depot, transfer, 10);
        Assert.Equal(($"asked, {large.Approval} waits for Controller", 0, Amount.Of(100)), (large.Stand, large.Movements, large.Value));
        Assert.Equal(90m, await LostAsync(depot));
        Assert.Equal(Quantity.Units(11), (await FindAsync(depot, transfer)).Lines[0].OnTheWay);
        var found = await depot.CorrectionAsync(large.Document);
        Assert.Equal((CorrectionKind.TransitLoss, CorrectionState.Waiting, transfer, "B"), (found.Kind, found.State, found.About, found.Site));
        Assert.Equal((null, Quantity.Units(-10)), (Assert.Single(found.Lines).Place, found.Lines[0].Change));
        await depot.VerifyAsync(800m);

        await depot.DecideAsync(large.Approval!);
        Assert.Equal(CorrectionState.Posted, (await depot.CorrectionAsync(large.Document)).State);
        Assert.Equal(190m, await LostAsync(depot));
        Assert.Equal(10m, await depot.World.AccountAsync(AccountRole.InTransit));
        var document = World.Value(await depot.World.App.AskAsync(depot.World.App.Get<FindStockDocument>(), new(large.Document)));
        Assert.Equal(("NOT-ARRIVED", Quantity.Units(10)), (document.Reason, Assert.Single(document.Movements).Quantity));
        await LoseAsync(depot, transfer, 1);
        Assert.Equal(TransferState.Closed, (await FindAsync(depot, transfer)).State);
        await depot.VerifyAsync(800m);
    }

    [Theory, EachDatabase]
    public async Task Without_a_table_the_right_decides_as_ever(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        var transfer = (await depot.PostAsync<CreateTransferResponse>(
            "warehouse-manager", "/transfers", new { from = "A", to = "B", arrivalDay = "2026-01-25", lines = new[] { new { item = "X", quantity = "100" } } }, Sender)).Number;
        await depot.PostAsync<TransferStepResponse>("warehouse-manager", $"/transfers/{transfer}/shipments", new { }, Sender);
        await ReceiveAsync(depot, transfer, 40);
        Assert.Equal("posted", (await LoseAsync(depot, transfer, 60, Receiver)).Stand);
        Assert.Equal(600m, await LostAsync(depot));
        await depot.VerifyAsync(400m);
    }

    [Theory, EachDatabase]
    public async Task Neither_who_asked_nor_who_sent_nor_who_received_decides(Engine engine)
    {
        var (depot, transfer) = await OpenAsync(engine, received: 70, rows: [new("warehouse-manager")]);
        await using var closing = depot;
        Assert.Equal("warehouse.sender_decides", (await depot.RefusedAsync("warehouse-manager", $"/transfers/{transfer}/losses", Loss(30), Sender)).Code);
        var asked = await LoseAsync(depot, transfer, 30);
        var decision = Depot.Decision(asked.Approval!);
        Assert.Equal("governance.own_request", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", decision)).Code);
        Assert.Equal((HttpStatusCode.Forbidden, "warehouse.sender_decides"), await depot.RefusedAsync("warehouse-manager", "/approvals/decide", decision, Sender));
        Assert.Equal((HttpStatusCode.Forbidden, "warehouse.receiver_decides"), await depot.RefusedAsync("warehouse-manager", "/approvals/decide", decision, Receiver));
        Assert.Equal("governance.not_asked", (await depot.RefusedAsync("controller", "/approvals/decide", decision)).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await depot.RefusedAsync("counter", $"/transfers/{transfer}/losses", Loss(1))).Status);
        Assert.Equal(0m, await LostAsync(depot));
        await depot.DecideAsync(asked.Approval!, "warehouse-manager", number: 2);
        Assert.Equal(300m, await LostAsync(depot));
        await depot.VerifyAsync(700m);
    }

    [Theory, EachDatabase]
    public async Task The_same_request_asks_once_and_what_arrived_meanwhile_is_not_lost_as_well(Engine engine)
    {
        var (depot, transfer) = await OpenAsync(engine);
        await using var closing = depot;
        var first = await LoseAsync(depot, transfer, 60, key: "again");
        Assert.Equal(first, await LoseAsync(depot, transfer, 60, key: "again"));
        var second = await LoseAsync(depot, transfer, 60, 2);
        await depot.DecideAsync(first.Approval!);
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(first.Approval!))).Code);
        Assert.Equal("warehouse.more_than_on_the_way", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(second.Approval!))).Code);
        await ReceiveAsync(depot, transfer, 40);
        Assert.Equal("warehouse.more_than_on_the_way", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(second.Approval!))).Code);
        await depot.DecideAsync(second.Approval!, answer: "reject", comment: "it came");
        Assert.Equal(CorrectionState.Rejected, (await depot.CorrectionAsync(second.Document)).State);
        Assert.Equal((TransferState.Closed, 600m), ((await FindAsync(depot, transfer)).State, await LostAsync(depot)));
        await depot.VerifyAsync(400m);
    }

    [Theory, EachDatabase]
    public async Task Two_who_approve_at_once_post_once(Engine engine)
    {
        var (depot, transfer) = await OpenAsync(engine);
        await using var closing = depot;
        await depot.AsAsync("controller", 2);
        var asked = await LoseAsync(depot, transfer, 20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var answer = await (await depot.AsAsync("controller", (i % 2) + 1)).PostUseAsync("/api/v1/approvals/decide", Depot.Decision(asked.Approval!));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(200m, await LostAsync(depot));
        await depot.VerifyAsync(0m);
    }

    [Theory, EachDatabase]
    public async Task An_edit_voids_what_was_asked_and_what_is_taken_back_posts_nothing(Engine engine)
    {
        var (depot, transfer) = await OpenAsync(engine);
        await using var closing = depot;
        var asked = await LoseAsync(depot, transfer, 20);
        var seen = await depot.CorrectionAsync(asked.Document);
        Assert.Equal("warehouse.correction_of_other", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Document}/change", new { quantity = "30" }, 2, seen.Version)).Code);
        Assert.Equal("warehouse.reason_unknown", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Document}/change", new { reason = "LOST" }, ifMatch: seen.Version)).Code);
        Assert.Equal("warehouse.more_than_on_the_way", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Document}/change", new { quantity = "101" }, ifMatch: seen.Version)).Code);
        var changed = await depot.PostAsync<CorrectionStandResponse>("warehouse-manager", $"/corrections/{asked.Document}/change", new { quantity = "30" }, ifMatch: seen.Version);
        Assert.NotEqual(asked.Approval, changed.Approval);
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(asked.Approval!))).Code);
        await depot.PostAsync<CorrectionStandResponse>("warehouse-manager", $"/corrections/{asked.Document}/withdrawal", new { reason = "it stood in the yard" });
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(changed.Approval!))).Code);
        Assert.Equal((CorrectionState.Withdrawn, 0m), ((await depot.CorrectionAsync(asked.Document)).State, await LostAsync(depot)));

        // Less than the rule asks for is posted at once; the request that was open is void.
        var again = await LoseAsync(depot, transfer, 20);
        var small = await depot.PostAsync<CorrectionStandResponse>(
            "warehouse-manager", $"/corrections/{again.Document}/change", new { quantity = "5" }, ifMatch: (await depot.CorrectionAsync(again.Document)).Version);
        Assert.Equal(("posted", CorrectionState.Posted, 50m), (small.Stand, small.State, await LostAsync(depot)));
        await depot.VerifyAsync(0m);
    }

    [Theory, EachDatabase]
    public async Task A_reversal_goes_no_further_than_the_table_lets_it(Engine engine)
    {
        var (depot, transfer) = await OpenAsync(engine, received: 50);
        await using var closing = depot;
        var small = await LoseAsync(depot, transfer, 9);
        await depot.PostAsync<ReverseDocumentResponse>("warehouse-manager", $"/stock-documents/{small.Document}/reversal", new { reason = "NOT-HAPPENED", note = "behind the seat" });
        var large = await LoseAsync(depot, transfer, 20);
        await depot.DecideAsync(large.Approval!);
        Assert.Equal("warehouse.reversal_weighed", (await depot.RefusedAsync("warehouse-manager", $"/stock-documents/{large.Document}/reversal", new { reason = "NOT-HAPPENED", note = "behind the seat" })).Code);
        Assert.Equal(200m, await LostAsync(depot));
        await depot.VerifyAsync(500m);
    }

    [Theory, EachDatabase]
    public async Task The_named_lot_is_lost_and_no_other(Engine engine)
    {
        var (depot, _) = await OpenAsync(engine);
        await using var closing = depot;
        await depot.World.OpenStockAsync("A2", 30, 300m, "L", lot: "ONE");
        await depot.World.OpenStockAsync("A3", 30, 600m, "L", lot: "TWO");
        var transfer = (await depot.PostAsync<CreateTransferResponse>(
            "warehouse-manager", "/transfers", new { from = "A", to = "B", arrivalDay = "2026-01-25", lines = new[] { new { item = "L", quantity = "60" } } }, Sender)).Number;
        await depot.PostAsync<TransferStepResponse>("warehouse-manager", $"/transfers/{transfer}/shipments", new { }, Sender);
        Assert.Equal("warehouse.which_lot", (await depot.RefusedAsync("warehouse-manager", $"/transfers/{transfer}/losses", Loss(20))).Code);
        var asked = await depot.PostAsync<TransferStepResponse>(
            "warehouse-manager", $"/transfers/{transfer}/losses", new { line = 1, quantity = "20", reason = "NOT-ARRIVED", note = "short", lot = "TWO" });
        await depot.DecideAsync(asked.Approval!);
        var received = await depot.PostAsync<TransferStepResponse>("warehouse-manager", $"/transfers/{transfer}/receipts", new { }, Receiver);
        Assert.Equal(TransferState.Closed, received.State);
        var there = World.Value(await depot.World.App.AskAsync(depot.World.App.Get<Inventory.Looking.ListPositions>(), new("B", Item: "L")));
        Assert.Equal([("ONE", Quantity.Units(30)), ("TWO", Quantity.Units(10))], there.Select(p => (p.Lot!, p.Quantity)).Order());
        await depot.World.VerifyAsync();
    }
}
