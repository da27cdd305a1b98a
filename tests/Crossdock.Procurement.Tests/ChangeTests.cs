using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Tests;

/// <summary>Every change of a released order is a version, and only what is riskier asks again.</summary>
public sealed class ChangeTests
{
    [Theory, EachDatabase]
    public async Task A_change_is_a_version_with_its_differences(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 24), Trade.Line("X", 12));
        await trade.ChangeAsync(order.Number, 1, new { quantity = "36", unit = "piece", requestedDay = "2026-01-29", reason = "more is sold" });
        var found = await trade.FindAsync(order.Number);
        Assert.Equal([2, 1], found.Versions.Select(v => v.Number));
        Assert.Equal("more is sold", found.Versions[0].Reason);
        var difference = Trade.Value(await trade.App.AskAsync(trade.App.Get<FindOrderVersion>(), new(order.Number, 2)));
        Assert.Equal([(1, "Quantity", "2 cases", "3 cases"), (1, "Asked for", "22 Jan 2026", "29 Jan 2026")],
            difference.Differences.Select(d => (d.Line, d.Field, d.Before!.Replace("24 piece", "2 case", StringComparison.Ordinal), d.After!.Replace("36 piece", "3 case", StringComparison.Ordinal))));
        Assert.Equal((Amount.Of(288), Amount.Of(408)), (difference.Before!.Value, difference.After));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_change_beyond_the_limit_waits_and_leaves_the_order_as_it_is(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 60));
        var changed = await trade.ChangeAsync(order.Number, 1, new { quantity = "120", unit = "piece", reason = "a customer" });
        Assert.NotNull(changed.Approval);
        Assert.Equal(("60", 60m), (changed.Ordered.ToString(), await trade.OnOrderAsync("W")));
        Assert.Single((await trade.FindAsync(order.Number)).Versions);

        await trade.ApproveAsync(changed.Approval!);
        Assert.Equal(120, await trade.OnOrderAsync("W"));
        Assert.Equal(2, (await trade.FindAsync(order.Number)).Versions[0].Number);

        // Less than what people approved asks nobody; more does.
        Assert.Null((await trade.ChangeAsync(order.Number, 1, new { quantity = "108", unit = "piece" })).Approval);
        Assert.Null((await trade.ChangeAsync(order.Number, 1, new { quantity = "120", unit = "piece" })).Approval);
        Assert.NotNull((await trade.ChangeAsync(order.Number, 1, new { quantity = "132", unit = "piece" })).Approval);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_rejected_change_changes_nothing_and_says_so(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 60));
        var changed = await trade.ChangeAsync(order.Number, 1, new { quantity = "240", unit = "piece" });
        await trade.ApproveAsync(changed.Approval!, answer: "reject", comment: "too much");
        var found = await trade.FindAsync(order.Number);
        Assert.Equal(("60", 0, null), (found.Lines[0].Ordered.ToString(), found.Proposals.Count, found.Approval));
    }

    [Theory, EachDatabase]
    public async Task An_approved_change_that_goods_have_overtaken_is_not_made(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 60));
        var changed = await trade.ChangeAsync(order.Number, 1, new { price = "18.00", priceUnit = "piece" });
        Assert.NotNull(changed.Approval);
        await trade.ReceiveAsync(order.Number, 48);

        // The new price was to hold for sixty pieces; now only twelve are open: that is another change.
        await trade.ApproveAsync(changed.Approval!);
        var found = await trade.FindAsync(order.Number);
        Assert.Equal("10.00", Assert.Single(found.Lines).Price.ToString());
        Assert.Empty(found.Proposals);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task No_sequence_of_small_changes_reaches_what_one_step_would_not(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows, tolerance: 5);
        var order = await trade.OrderAsync(Trade.Line("W", 60), Trade.Line("X", 12));
        var random = new Random(engine == Engine.Sqlite ? 11 : 12);
        var (refused, taken) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var line = random.Next(1, 3);
            var quantity = 12 * random.Next(1, line == 1 ? 10 : 40);
            var price = random.Next(0, 4) == 0 ? Trade.Text(Math.Round((line == 1 ? 10m : 4m) * random.Next(90, 130) / 100, 2)) : null;
            var answer = await trade.ChangeAsync(order.Number, line, new { quantity = Trade.Text(quantity), unit = "piece", price, priceUnit = price is null ? null : "piece" });
            if (answer.Approval is null) taken++;
            else refused++;

            // Nobody ever approved: so what stands goes by rule in one step, at the agreed price or below and below the limit.
            var found = await trade.FindAsync(order.Number);
            Assert.True(found.Total < Amount.Of(1000), $"step {i}: {found.Total}");
            Assert.All(found.Lines, l => Assert.True(l.Price <= UnitPrice.Of(l.Item == "W" ? 10 : 4), $"step {i}: {l.Price}"));
        }

        Assert.True(refused > 5 && taken > 5, $"{refused} refused, {taken} taken");
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_receipt_names_the_revision_it_saw(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 60));
        await trade.ReceiveAsync(order.Number, 12);
        await trade.ChangeAsync(order.Number, 1, new { quantity = "48", unit = "piece" });
        await trade.ReceiveAsync(order.Number, 12);
        var revisions = await trade.App.Database.ReadAsync(db => Task.FromResult(
            db.Database.SqlQueryRawList("SELECT revision AS \"Value\" FROM procurement_grni_entries ORDER BY id")));
        Assert.Equal([1, 2], revisions);
    }
}

internal static class Sql
{
    public static List<int> SqlQueryRawList(this Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade database, string sql) =>
        [.. Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SqlQueryRaw<int>(database, sql)];
}
