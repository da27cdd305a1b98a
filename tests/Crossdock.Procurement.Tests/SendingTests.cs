using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Sending;
using Crossdock.Storage.Mailing;
using Crossdock.Storage.Printing;
using MimeKit;
using PdfSharp.Pdf.IO;

namespace Crossdock.Procurement.Tests;

/// <summary>Suppliers get each version we make of an order, once, as a PDF; and nothing that did not happen.</summary>
public sealed class SendingTests
{
    [Theory, EachDatabase]
    public async Task Each_version_of_ours_is_mailed_once_and_what_the_supplier_asked_for_is_not_mailed_back(Engine engine)
    {
        await using var sink = new SmtpSink();
        await using var trade = await OpenAsync(engine, sink);
        var order = (await trade.OrderAsync(Trade.Line("W", 24), Trade.Line("X", 12))).Number;
        var first = (await sink.WaitAsync(1))[0];
        Assert.Equal(("orders@v.example", "buying@firm.example", $"Purchase order {order} from Entity"), (Address(first.To), Address(first.From), first.Subject));
        var file = Assert.IsType<MimePart>(Assert.Single(first.Attachments));
        Assert.Equal(("application/pdf", $"{order}--version-1.pdf"), (file.ContentType.MimeType, file.FileName));
        using (var pdf = new MemoryStream())
        {
            await file.Content!.DecodeToAsync(pdf, TestContext.Current.CancellationToken);
            pdf.Position = 0;
            using var read = PdfReader.Open(pdf, PdfDocumentOpenMode.Import);
            Assert.Equal((1, $"Purchase order {order}, version 1"), (read.PageCount, read.Info.Title));
        }

        await trade.AnswerAsync(order, new { line = 1, day = "2026-01-23" });
        await trade.ChangeAsync(order, 1, new { quantity = "36", unit = "piece", reason = "one more case" });
        var second = (await sink.WaitAsync(2))[1];
        Assert.Equal($"Changed purchase order {order}, version 3, from Entity", second.Subject);
        await trade.App.SettledAsync();
        var mails = (await trade.FindAsync(order)).Mails;
        Assert.Equal([3, 1], mails.Select(m => m.Version));
        Assert.Equal(2, sink.Taken.Count);
    }

    [Theory, EachDatabase]
    public async Task Nothing_is_mailed_of_drafts_of_what_was_refused_and_to_suppliers_without_an_address(Engine engine)
    {
        await using var sink = new SmtpSink();
        await using var trade = await OpenAsync(engine, sink);
        await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = false, lines = new[] { Trade.Line("W", 24) } });
        var refused = await trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 24) } });
        Assert.Equal("procurement.duplicate_supply", refused.Code);
        await trade.RateAsync();
        await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "D", site = "A", release = true, lines = new[] { Trade.Line("Y", 24, 3m) } });
        await trade.App.SettledAsync();
        Assert.Equal(0, await trade.App.Database.ReadAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(db.Set<Mail>())));
    }

    [Theory, EachDatabase]
    public async Task A_no_for_now_is_tried_again_and_a_no_for_good_becomes_an_exception_that_sending_again_clears(Engine engine)
    {
        await using var sink = new SmtpSink { Answer = 451 };
        await using var trade = await OpenAsync(engine, sink);
        var order = (await trade.OrderAsync(Trade.Line("W", 24))).Number;
        await trade.App.SettledAsync();
        await UntilAsync(trade, order, m => m is { State: MailState.Waiting, Trouble: not null });
        sink.Answer = 550;
        trade.Time.Advance(TimeSpan.FromMinutes(2));
        await UntilAsync(trade, order, m => m.State == MailState.Failed);
        Assert.Empty(sink.Taken);
        var found = Assert.Single(await trade.App.Database.ReadAsync(db => new UnsentOrders().FindAsync(db, trade.Time.GetUtcNow(), CancellationToken.None)));
        Assert.Equal((order, Amount.Of(240)), (found.Object, found.Value));

        sink.Answer = 250;
        await trade.PostAsync<SendPurchaseOrderResponse>("buyer", $"/purchase-orders/{order}/send", new { address = "new@v.example" });
        Assert.Equal("new@v.example", Address((await sink.WaitAsync(1))[0].To));
        Assert.Empty(await trade.App.Database.ReadAsync(db => new UnsentOrders().FindAsync(db, trade.Time.GetUtcNow(), CancellationToken.None)));
    }

    [Theory, EachDatabase]
    public async Task Without_a_mail_server_nothing_waits_and_the_pdf_is_there(Engine engine)
    {
        await using var trade = await OpenAsync(engine, null);
        var order = (await trade.OrderAsync([.. Enumerable.Range(0, 2).Select(i => Trade.Line(i == 0 ? "W" : "X", 24))])).Number;
        await trade.App.SettledAsync();
        Assert.Empty((await trade.FindAsync(order)).Mails);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.no_mail_server"), await trade.RefusedAsync("buyer", $"/purchase-orders/{order}/send", new { }));
        using var answer = await (await trade.AsAsync("buyer")).GetAsync($"/api/v1/purchase-orders/{order}/pdf");
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("%PDF-"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..5]);
        using var none = await (await trade.AsAsync("buyer")).GetAsync($"/api/v1/purchase-orders/{order}/pdf?version=2");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var draft = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = false, lines = new[] { Trade.Line("W", 24) } });
        Assert.Equal("procurement.not_released", (await trade.App.AskAsync(trade.App.Get<PrintPurchaseOrder>(), new(draft.Number))).Refusal?.Code);
        Assert.Equal("not_found", (await trade.App.AskAsync(trade.App.Get<PrintPurchaseOrder>(), new(order), Actor.System("elsewhere") with { Sites = new HashSet<SiteId>() })).Refusal?.Code);
    }

    [Theory, EachDatabase]
    public async Task A_version_reads_the_same_whatever_becomes_of_the_order(Engine engine)
    {
        await using var trade = await OpenAsync(engine, null);
        var order = (await trade.OrderAsync(Trade.Line("W", 24), Trade.Line("X", 12))).Number;
        var before = await PrintAsync(trade, order, 1);
        Assert.Equal(["1", "W", "Item W", "24 piece", "10.00 per piece", "22 Jan 2026", "240.00"], before.Rows[0]);
        Assert.Equal(new PaperFact("Total in EUR", "288.00"), before.Totals[^1]);
        await trade.ChangeAsync(order, 1, new { quantity = "36", unit = "piece" });
        var after = await PrintAsync(trade, order, 1);
        Assert.Equal(before.Rows[0], after.Rows[0]);
        Assert.Equal((before.Totals[^1], before.At), (after.Totals[^1], after.At));
        Assert.Equal(Paper.ToPdf(before).Length, Paper.ToPdf(after).Length);
        Assert.Equal("36 piece", (await PrintAsync(trade, order, 2)).Rows[0][3]);
    }

    [Fact]
    public void A_long_document_runs_over_pages_and_a_word_without_end_does_not_stop_it()
    {
        var paper = new PaperDocument(
            "Purchase order", "PO-1", ["Firm"], ["Supplier", "Straße 1", "Łódź"], [new("Date", "1 Jan 2026")], [new("Line", 1), new("Description", 4), new("Amount", 1, Right: true)],
            [.. Enumerable.Range(1, 120).Select(i => (IReadOnlyList<string>)[$"{i}", i == 7 ? new string('x', 900) : "Something with a name that takes two lines in a narrow column", "1.00"])],
            [new("Total", "120.00")], ["Thank you."], new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var bytes = new MemoryStream(Paper.ToPdf(paper));
        using var read = PdfReader.Open(bytes, PdfDocumentOpenMode.Import);
        Assert.InRange(read.PageCount, 4, 8);
    }

    [Theory, EachDatabase]
    public async Task What_is_no_mail_address_is_refused(Engine engine)
    {
        await using var trade = await OpenAsync(engine, null);
        foreach (var text in new[] { "orders", "a@b, c@d", "V <a@b.example>", "a b@c.example", "@v.example" })
            Assert.Equal("masterdata.no_mail_address", (await SetAddressAsync(trade, text)).Code);
        foreach (var text in new[] { "http://x", "smtp://mail.example", "smtps://mail.example?from=nobody", "smtp:", "" }) Assert.True(MailSettings.Read(text).Refused(out _, out _), text);
        Assert.Equal(new MailSettings("mail.example", 465, "a@b.example", true, "u@x", "p:w"), MailSettings.Read("smtps://u%40x:p%3Aw@mail.example:465?from=a@b.example").Value);
    }

    private static async Task<Trade> OpenAsync(Engine engine, SmtpSink? sink)
    {
        var trade = await Trade.OpenAsync(engine, sink?.Settings);
        await trade.TableAsync("purchase-order", [new("auto")]);
        Assert.Null((await SetAddressAsync(trade, "orders@v.example")).Code);
        return trade;
    }

    private static async Task<(HttpStatusCode Status, string? Code)> SetAddressAsync(Trade trade, string address)
    {
        var steward = await trade.AsAsync("steward");
        var version = (await Trade.ReadAsync<JsonObject>(await steward.GetAsync("/api/v1/suppliers/V")))["version"]!.GetValue<long>();
        using var answer = await steward.SendUseAsync(HttpMethod.Put, "/api/v1/suppliers/V", new { name = "Supplier V", paymentDays = 30, active = true, orderEmail = address }, version);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : await answer.CodeAsync());
    }

    private static async Task<PaperDocument> PrintAsync(Trade trade, string order, int version) => Trade.Value(await trade.App.AskAsync(trade.App.Get<PrintPurchaseOrder>(), new(order, version)));

    private static async Task UntilAsync(Trade trade, string order, Func<OrderMailHead, bool> so)
    {
        using var most = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await trade.FindAsync(order)).Mails is not [var mail] || !so(mail)) await Task.Delay(100, most.Token);
    }

    private static string Address(InternetAddressList list) => Assert.IsType<MailboxAddress>(Assert.Single(list)).Address;
}
