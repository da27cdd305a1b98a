using System.Net;
using static Crossdock.Payables.Tests.Counter;

namespace Crossdock.Payables.Tests;

/// <summary>What was received and is never billed leaves goods received, not invoiced by a write-off that others agree to, with its journal, and comes back by its mirror.</summary>
public sealed class WriteOffTests
{
    [Theory, EachDatabase]
    public async Task Small_rests_are_written_off_by_rule_and_the_rest_of_the_line_may_not_be_billed_returned_or_undone_until_that_is_reversed(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        var (order, receipt) = await ReceivedAsync(counter, 10, 7.33m);
        Ok(await counter.Company.InvoiceAsync(order, 7, 7.33m, 51.31m));
        await counter.TableAsync("received-write-off", 50);

        var written = await counter.DoAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "Samples, says the supplier" });

        Assert.Equal(("posted", 21.99m), (Text(written["state"]), Number(written["value"])));
        await counter.Company.BalancesAsync(stock: 73.30m, uninvoiced: 0, payable: -51.31m, variance: 0);
        Assert.Equal(-21.99m, await counter.AccountAsync(AccountRole.ReceivedWriteOff));
        Assert.Empty((await counter.SeeAsync("ap-clerk", "/received-not-invoiced"))["items"]!.AsArray());
        Assert.Equal("procurement.written_off_before", Refused(await counter.Company.InvoiceAsync(order, 3, 7.33m, 21.99m, "R-2")));
        Assert.Equal("procurement.invoiced_beyond_received", Refused(await counter.Company.InvoiceAsync(order, 4, 7.33m, 29.32m, "R-2")));
        Assert.Equal("procurement.written_off_before", Refused(await counter.Company.ReverseAsync(receipt)));
        Assert.Equal("procurement.written_off_before", Refused(await counter.Company.ReturnAsync(receipt, 8)));
        Assert.Equal("payables.nothing_to_write_off", await counter.RefusedAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "once more" }));
        await counter.VerifyAsync();

        var number = Text(written["number"]);
        var mirror = await counter.DoAsync("controller", $"/write-offs/{number}/reverse", new { reason = "The bill came after all" });
        Assert.Equal(-21.99m, Number(mirror["value"]));
        Assert.Equal("payables.write_off_reversed", await counter.RefusedAsync("controller", $"/write-offs/{number}/reverse", new { reason = "again" }));
        Assert.Equal("payables.write_off_mirror", await counter.RefusedAsync("controller", $"/write-offs/{Text(mirror["number"])}/reverse", new { reason = "again" }));
        Ok(await counter.Company.InvoiceAsync(order, 3, 7.33m, 21.99m, "R-2"));
        await counter.Company.BalancesAsync(stock: 73.30m, uninvoiced: 0, payable: -73.30m, variance: 0);
        Assert.Equal(0m, await counter.AccountAsync(AccountRole.ReceivedWriteOff));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task More_waits_for_somebody_else_who_is_asked_anew_when_more_came_and_whose_word_covers_less(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var order = await counter.Company.OrderAsync("X", 15, 20);
        await counter.Company.ReceiveAsync(order, 10);
        await counter.TableAsync("received-write-off", 50);

        var asked = await counter.DoAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "Supplier is bankrupt", evidence = "Court's letter" });
        Assert.Equal(("waiting", 200m), (Text(asked["state"]), Number(asked["value"])));
        await counter.Company.BalancesAsync(uninvoiced: -200);
        Assert.Equal("payables.write_off_waits", await counter.RefusedAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "again" }));
        var number = Text(asked["number"]);
        Assert.Equal("payables.write_off_not_posted", await counter.RefusedAsync("controller", $"/write-offs/{number}/reverse", new { reason = "too early" }));
        await counter.VerifyAsync();

        await counter.Company.ReceiveAsync(order, 5);
        await counter.AgreeAsync(Text(asked["approval"]));
        var now = await counter.SeeAsync("ap-clerk", $"/write-offs/{number}");
        Assert.Equal(("waiting", 300m), (Text(now["state"]), Number(now["value"])));
        Assert.NotEqual(Text(asked["approval"]), Text(now["approval"]));
        await counter.Company.BalancesAsync(uninvoiced: -300);

        Ok(await counter.Company.InvoiceAsync(order, 4, 20, 80));
        await counter.AgreeAsync(Text(now["approval"]));
        now = await counter.SeeAsync("ap-clerk", $"/write-offs/{number}");
        Assert.Equal(("posted", 220m), (Text(now["state"]), Number(now["value"])));
        await counter.Company.BalancesAsync(stock: 300, uninvoiced: 0, payable: -80);
        Assert.Equal(-220m, await counter.AccountAsync(AccountRole.ReceivedWriteOff));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_credit_that_will_not_come_is_given_up_as_a_loss(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        var (order, receipt) = await ReceivedAsync(counter, 10, 5);
        Ok(await counter.Company.InvoiceAsync(order, 10, 5, 50));
        Ok(await counter.Company.ReturnAsync(receipt, 4));
        await counter.Company.BalancesAsync(stock: 30, uninvoiced: 20);
        await counter.TableAsync("received-write-off", 50);

        var row = (await counter.SeeAsync("ap-clerk", "/received-not-invoiced"))["items"]!.AsArray().Single()!;
        Assert.Equal((-4m, -20m), (Number(row["left"]), Number(row["value"])));
        var written = await counter.DoAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "Supplier closed" });

        Assert.Equal(("posted", -20m), (Text(written["state"]), Number(written["value"])));
        await counter.Company.BalancesAsync(stock: 30, uninvoiced: 0, payable: -50);
        Assert.Equal(20m, await counter.AccountAsync(AccountRole.ReceivedWriteOff));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Without_a_table_who_only_bills_may_not_and_nothing_is_kept_of_the_attempt(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        var (order, _) = await ReceivedAsync(counter, 10, 5);
        Assert.Equal("payables.nobody_decides", await counter.RefusedAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "never billed" }));
        using (var no = await counter.SendAsync("receiver", "/write-offs", new { order, line = 1, reason = "never billed" })) Assert.Equal(HttpStatusCode.Forbidden, no.StatusCode);
        foreach (var (bad, code) in new[] { ("PO-999999", 404), (order, 400) })
        {
            using var no = await counter.SendAsync("ap-clerk", "/write-offs", new { order = bad, line = 1, reason = code == 400 ? "" : "never billed" });
            Assert.Equal(code, (int)no.StatusCode);
        }

        Assert.Empty((await counter.SeeAsync("ap-clerk", "/write-offs"))["items"]!.AsArray());
        await counter.Company.BalancesAsync(uninvoiced: -50);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task An_invoice_and_a_write_off_at_the_same_moment_never_both_take_the_same_goods(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.TableAsync("received-write-off", 500);
        for (var round = 0; round < 6; round++)
        {
            var (order, _) = await ReceivedAsync(counter, 10, 5, item: $"I{round}");
            var billed = counter.Company.InvoiceAsync(order, 10, 5, 50, $"R-{round}");
            var written = counter.SendAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "never billed" });
            await Task.WhenAll(billed, written);
            using var answer = await written;
            Assert.True((await billed).IsValue ^ answer.IsSuccessStatusCode, $"{(await billed).Refusal?.Code} and {await answer.Content.ReadAsStringAsync()}");
        }

        await counter.Company.BalancesAsync(uninvoiced: 0);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Who_asked_changes_it_and_takes_it_back_and_nobody_else(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        var (order, _) = await ReceivedAsync(counter, 10, 20);
        await counter.TableAsync("received-write-off", 50);
        var asked = await counter.DoAsync("ap-clerk", "/write-offs", new { order, line = 1, reason = "Supplier is bankrupt" });
        var (number, version) = (Text(asked["number"]), (long)Number(asked["version"]));
        Assert.Equal("payables.write_off_moved_on", await counter.RefusedAsync("ap-clerk", $"/write-offs/{number}/change", new { reason = "no" }, version + 7));
        var changed = await counter.DoAsync("ap-clerk", $"/write-offs/{number}/change", new { reason = "Bankrupt since March" }, version);
        Assert.NotEqual(Text(asked["approval"]), Text(changed["approval"]));
        Assert.NotNull(await counter.RefusedAsync("controller", "/approvals/decide", new { requests = new[] { Text(asked["approval"]) }, answer = "approve" }));
        await counter.DoAsync("ap-clerk", $"/write-offs/{number}/withdrawal", new { reason = "The bill is here" });
        Assert.Equal("payables.write_off_ended", await counter.RefusedAsync("ap-clerk", $"/write-offs/{number}/withdrawal", new { reason = "again" }));
        await counter.Company.BalancesAsync(uninvoiced: -200);
        Ok(await counter.Company.InvoiceAsync(order, 10, 20, 200));
        await counter.VerifyAsync();
    }

    private static async Task<(string Order, string Receipt)> ReceivedAsync(Counter counter, decimal quantity, decimal price, string item = "X")
    {
        await counter.ItemAsync(item);
        var order = await counter.Company.OrderAsync(item, quantity, price);
        return (order, await counter.Company.ReceiveAsync(order, quantity));
    }

    private static void Ok<T>(Result<T> answer) => Assert.True(answer.IsValue, answer.Refusal?.Message);

    private static string? Refused<T>(Result<T> answer) => answer.Refusal?.Code;
}
