using System.Net;
using Crossdock.Governance.Tables;
using Crossdock.MasterData.Floors;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Warehouse.Tests;

/// <summary>A transfer that takes its sender below its floor waits for people of both sites and reserves nothing until they agree.</summary>
public sealed class TransferApprovalTests
{
    private static readonly ApprovalRowRequest[] Rows = [new("warehouse-manager then receiving warehouse-manager")];

    private static async Task<Depot> OpenAsync(Engine engine, long? floor = 40)
    {
        var depot = await Depot.OpenAsync(engine);
        await depot.AsAsync("warehouse-manager", 11, "A");
        await depot.AsAsync("warehouse-manager", 12, "B");
        await depot.TableAsync("transfer", Rows);
        if (floor is { } kept) World.Value(await depot.World.RunAsync(depot.World.App.Get<SetFloors>(), new SetFloorsRequest("A", [new("X", Quantity.Units(kept))])));
        return depot;
    }

    private static object Wanted(decimal quantity, bool backorders = true) =>
        new { from = "A", to = "B", arrivalDay = "2026-01-25", backordersAllowed = backorders, lines = new[] { new { item = "X", quantity = Depot.Text(quantity) } } };

    private static Task<CreateTransferResponse> AskAsync(Depot depot, decimal quantity, bool backorders = true) => depot.PostAsync<CreateTransferResponse>("warehouse-manager", "/transfers", Wanted(quantity, backorders));

    private static async Task<TransferView> FindAsync(Depot depot, string number) => World.Value(await depot.World.App.AskAsync(depot.World.App.Get<FindTransfer>(), new(number)));

    [Theory, EachDatabase]
    public async Task The_last_piece_above_the_floor_goes_and_the_next_waits_for_both_sites(Engine engine)
    {
        await using var depot = await OpenAsync(engine);
        var above = await AskAsync(depot, 60);
        Assert.Equal(("created", Quantity.Units(60)), (above.Stand, above.Lines[0].Allocated));
        var below = await AskAsync(depot, 1);
        Assert.Equal($"asked, {below.Approval} waits for Warehouse manager", below.Stand);
        Assert.Equal((TransferState.Requested, Quantity.Zero), ((await FindAsync(depot, below.Number)).State, below.Lines[0].Allocated));
        Assert.Equal("warehouse.transfer_waits", (await depot.RefusedAsync("warehouse-manager", $"/transfers/{below.Number}/shipments", new { })).Code);
        await depot.World.VerifyAsync();

        // The receiving manager does not speak for the sender, nor one person for both.
        Assert.Equal("governance.not_asked", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(below.Approval!), 12)).Code);
        await depot.DecideAsync(below.Approval!, "warehouse-manager", number: 11);
        Assert.Equal(TransferState.Requested, (await FindAsync(depot, below.Number)).State);
        Assert.Equal("governance.voted_before", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(below.Approval!), 11)).Code);
        Assert.Equal("governance.own_request", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(below.Approval!))).Code);
        Assert.Equal(below.Approval, (await depot.ApprovalAsync(below.Approval!, "controller"))["number"]!.GetValue<string>());
        await depot.DecideAsync(below.Approval!, "warehouse-manager", number: 12);
        Assert.Equal(TransferState.Open, (await FindAsync(depot, below.Number)).State);
        Assert.Equal(Quantity.Units(61), await AllocatedAsync(depot));
        World.Value(await depot.World.RunAsync(depot.World.App.Get<ShipTransfer>(), new ShipTransferRequest(below.Number)));
        Assert.Equal(Quantity.Units(99), await depot.OnHandAsync());
        await depot.World.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Without_a_floor_or_a_table_it_goes_as_ever(Engine engine)
    {
        await using var depot = await OpenAsync(engine, floor: null);
        Assert.Equal(Quantity.Units(100), (await AskAsync(depot, 100)).Lines[0].Allocated);

        await using var other = await Depot.OpenAsync(engine);
        World.Value(await other.World.RunAsync(other.World.App.Get<SetFloors>(), new SetFloorsRequest("A", [new("X", Quantity.Units(90))])));
        Assert.Equal(Quantity.Units(100), (await AskAsync(other, 100)).Lines[0].Allocated);
    }

    [Theory, EachDatabase]
    public async Task What_is_rejected_or_taken_back_leaves_nothing_behind(Engine engine)
    {
        await using var depot = await OpenAsync(engine);
        var rejected = await AskAsync(depot, 70);
        await depot.DecideAsync(rejected.Approval!, "warehouse-manager", "reject", "we need them ourselves", 11);
        Assert.Equal(TransferState.Rejected, (await FindAsync(depot, rejected.Number)).State);
        var cancelled = await AskAsync(depot, 70);
        await depot.PostAsync<CancelTransferResponse>("warehouse-manager", $"/transfers/{cancelled.Number}/cancellation", new { reason = "NO-LONGER-NEEDED" });
        Assert.Equal(TransferState.Cancelled, (await FindAsync(depot, cancelled.Number)).State);
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(cancelled.Approval!), 11)).Code);
        Assert.Equal(Quantity.Units(60), (await AskAsync(depot, 60)).Lines[0].Allocated);
        await depot.VerifyAsync(1000m);
    }

    [Theory, EachDatabase]
    public async Task What_was_sold_meanwhile_is_not_reserved_as_well(Engine engine)
    {
        await using var depot = await OpenAsync(engine);
        var asked = await AskAsync(depot, 70, backorders: false);
        World.Value(await depot.World.PostAsync(MovementKind.Shipment, 50));
        await depot.DecideAsync(asked.Approval!, "warehouse-manager", number: 11);
        var refused = await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(asked.Approval!), 12);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(TransferState.Requested, (await FindAsync(depot, asked.Number)).State);
        await depot.VerifyAsync(500m);
    }

    [Theory, EachDatabase]
    public async Task Two_who_agree_at_once_reserve_once(Engine engine)
    {
        await using var depot = await OpenAsync(engine);
        await depot.AsAsync("warehouse-manager", 13, "B");
        var asked = await AskAsync(depot, 70);
        await depot.DecideAsync(asked.Approval!, "warehouse-manager", number: 11);
        var answers = await Task.WhenAll(new[] { 12, 13, 12, 13 }.Select(async i =>
        {
            using var answer = await (await depot.AsAsync("warehouse-manager", i)).PostUseAsync("/api/v1/approvals/decide", Depot.Decision(asked.Approval!));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(Quantity.Units(70), await AllocatedAsync(depot));
        await depot.VerifyAsync(1000m);
    }

    private static async Task<Quantity> AllocatedAsync(Depot depot) =>
        World.Value(await depot.World.App.AskAsync(depot.World.App.Get<Inventory.Looking.ListPositions>(), new("A", "A1", "X"))).Aggregate(Quantity.Zero, (sum, p) => sum + p.Allocated);
}
