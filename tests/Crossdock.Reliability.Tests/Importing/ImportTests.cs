using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp;
using AngleSharp.Dom;
using Crossdock.Storage.Importing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Reliability.Tests.Importing;

/// <summary>Documents from files: by the same uses as on pages, each once, and a file that cannot be read changes nothing.</summary>
public sealed class ImportTests
{
    [Theory, EachDatabase]
    public async Task The_main_circle_is_walked_with_files_alone(Engine engine)
    {
        await using var world = await World.FoundAsync(engine);
        var bought = await world.PostedAsync("CreatePurchaseOrder", $"""
            document;supplier;site;release;item;quantity;price;requested day
            first;V;A;yes;X;60;4,17;{Desk.Today}
            first;V;A;yes;F;40;2,50;{Desk.Today}
            second;D;A;yes;L;30;1,13;{Desk.Today}
            """);
        Assert.Equal(["first", "second"], bought.Documents.Select(d => d.Document));
        Assert.Equal([2, 1], bought.Documents.Select(d => d.Rows));
        var order = bought.Documents[0].Number!;
        var lines = (await world.Desk.GetAsync($"/purchase-orders/{order}"))["lines"]!.AsArray();
        Assert.Equal(["4.17", "2.5"], lines.Select(l => decimal.Parse(l!["price"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)));

        // Without a column 'document', neighbouring rows with the same head are one document.
        var received = await world.PostedAsync("ReceiveGoods", $"""
            site,delivery note,order,line,quantity,place,lot,expiresOn
            A,DN-1,{order},1,60,A1,,
            A,DN-1,{order},2,40,A2,,
            A,DN-2,{bought.Documents[1].Number},1,30,A2,LOT-1,2099-01-31
            """);
        Assert.Equal([2, 1], received.Documents.Select(d => d.Rows));
        await world.PostedAsync("PostSupplierInvoice", $"supplier\tnumber\tday\ttotal\torder\tline\tquantity\tprice\nV\tV-1\t{Desk.Today}\t416.74\t{order}\t1\t60\t4.17\nV\tV-1\t{Desk.Today}\t416.74\t{order}\t2\t40\t2.5");
        var sold = await world.PostedAsync("CreateSalesOrder", """
            site,customer,customer reference,item,quantity,unit
            A,C1,PO 7,X,1,dozen
            A,C1,PO 7,F,3,
            A,C2,PO 8,X,5,
            """);
        Assert.Equal(2, sold.Documents.Count);
        var shipped = await world.PostedAsync("ShipOrder", "order\n" + string.Join('\n', sold.Documents.Select(d => d.Number)));
        Assert.Equal(2, shipped.Accepted);
        await world.PostedAsync("MoveStock", "site,item,quantity,from,to\nA,X,4,A1,A3");
        await world.PostedAsync("AdjustStock", "site,place,item,quantity,reason\nA,A3,X,1,LOST\nA,A3,X,1,LOST");
        await world.PostedAsync("CountStock", "site,place,item,counted\nA,A3,X,2\nA,A2,F,37");
        var transfer = await world.PostedAsync("CreateTransfer", $"from,to,arrivalDay,item,quantity\nA,B,{Desk.Today},X,6");
        await world.PostedAsync("ShipTransfer", "number\n" + transfer.Documents[0].Number);
        await world.PostedAsync("ReceiveTransfer", $"number,line,quantity,place\n{transfer.Documents[0].Number},1,6,B1");
        await world.PostedAsync("ReceivePayment", "entity,customer,amount\nE1,C1,12.50");
        await world.PostedAsync("PaySupplier", "entity,supplier,amount\nE1,V,100");

        Assert.Equal(60m - 12 - 5 - 2, await world.OnHandAsync("X"));
        Assert.Empty((await Crossdock.Web.Commands.VerifyCommand.CheckAsync(world.App.Database, CancellationToken.None)).Checks.SelectMany(c => c.Findings));
    }

    [Theory, EachDatabase]
    public async Task A_check_keeps_nothing_and_a_corrected_file_posts_only_what_was_not_posted(Engine engine)
    {
        await using var world = await World.FoundAsync(engine);
        const string head = "document,site,customer,item,quantity\n";
        const string wrong = head + "a,A,C1,X,2\na,A,C1,NONE,1\nb,A,C2,X,3\nc,A,C2,X,1.5\n";
        var before = await world.PostingsAsync();
        var told = await world.ImportAsync("CreateSalesOrder", wrong, "orders.csv", check: true);
        Assert.Equal((1, 0, 2), (told.Accepted, told.Repeated, told.Refused));
        Assert.Equal(before, await world.PostingsAsync());
        Assert.Equal((3, "item"), (told.Documents[0].WrongRow, told.Documents[0].Column));
        Assert.Contains("NONE", told.Documents[0].Message, StringComparison.Ordinal);
        Assert.Equal(("would be posted", null as string), (told.Documents[1].Outcome, told.Documents[1].Number));
        Assert.Equal("refused", told.Documents[2].Outcome);

        var posted = await world.ImportAsync("CreateSalesOrder", wrong, "orders.csv", check: false);
        Assert.Equal((1, 0, 2), (posted.Accepted, posted.Repeated, posted.Refused));
        Assert.Equal(before + 1, await world.PostingsAsync());

        var corrected = wrong.Replace("NONE", "F", StringComparison.Ordinal).Replace("1.5", "1", StringComparison.Ordinal);
        var again = await world.ImportAsync("CreateSalesOrder", corrected, "orders.csv", check: false);
        Assert.Equal((2, 1, 0), (again.Accepted, again.Repeated, again.Refused));
        Assert.Equal(posted.Documents[1].Number, again.Documents[1].Number);
        Assert.Equal(before + 3, await world.PostingsAsync());
        Assert.Equal(3, (await world.ImportAsync("CreateSalesOrder", corrected, "orders.csv", check: false)).Repeated);
        Assert.Equal(before + 3, await world.PostingsAsync());
        Assert.Equal(3, (await world.ImportAsync("CreateSalesOrder", corrected, "orders of tomorrow.csv", check: false)).Accepted);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("site,customer,item,quantity\n", "no rows")]
    [InlineData("site,customer,thing,quantity\nA,C1,X,1", "no column 'thing'")]
    [InlineData("site,customer,item,item,quantity\nA,C1,X,X,1", "there twice")]
    [InlineData("site,customer,item,quantity\nA,C1,X,1,2,3", "Row 2 has more cells")]
    [InlineData("site,customer,item,quantity\nA,C1,\"X,1", "quotation mark")]
    [InlineData("site,customer,item,quantity\nA,C1,X\u0000,1", "not a text file")]
    public async Task A_file_that_cannot_be_read_is_refused_with_a_sentence(string file, string sentence)
    {
        await using var world = await World.FoundAsync(Engine.Sqlite);
        var before = await world.PostingsAsync();
        using var answer = await world.SendAsync("CreateSalesOrder", file);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, await world.PostingsAsync());
    }

    [Theory]
    [InlineData("4.00638E+12", "1", "", "cut by the spreadsheet")]
    [InlineData("X", "1,234", "", "not a plain number")]
    [InlineData("X", "1", "46112", "not a day")]
    [InlineData("X", "1", "03/31/2026", "not a day")]
    [InlineData("X", "", "", "quantity")]
    [InlineData("X", "-1", "", "more than zero")]
    public async Task What_spreadsheets_do_to_cells_is_said_with_its_row_and_column(string item, string quantity, string day, string sentence)
    {
        await using var world = await World.FoundAsync(Engine.Sqlite);
        var told = Assert.Single((await world.ImportAsync("CreateSalesOrder", $"site\tcustomer\titem\tquantity\trequestedDay\nA\tC1\t{item}\t{quantity}\t{day}", "f", check: false)).Documents);
        Assert.Equal("refused", told.Outcome);
        Assert.Contains(sentence, told.Message, StringComparison.OrdinalIgnoreCase);
        if (quantity.Length > 0) Assert.Equal(2, told.WrongRow);
    }

    [Fact]
    public async Task Nobody_imports_what_they_may_not_enter_or_where_they_do_not_work()
    {
        await using var world = await World.FoundAsync(Engine.Sqlite);
        var before = await world.PostingsAsync();
        const string file = "site,customer,item,quantity\nA,C1,X,1";
        world.Who = SignedInClient.Actor(Enum.GetValues<Permission>().Except([Permission.CreateSalesOrder]));
        using var forbidden = await world.SendAsync("CreateSalesOrder", file);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.DoesNotContain("CreateSalesOrder", (await world.Desk.GetAsync("/imports")).ToJsonString(), StringComparison.Ordinal);
        world.Who = SignedInClient.Actor(entities: new HashSet<EntityId> { new(1_000_000) }, sites: new HashSet<SiteId> { new(1_000_000) });
        Assert.Equal(1, (await world.ImportAsync("CreateSalesOrder", file, null, check: false)).Refused);
        using var unknown = await world.SendAsync("CreatePerson", "login,name\nx,y");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(before, await world.PostingsAsync());
    }

    [Fact]
    public async Task The_page_checks_what_is_pasted_and_then_posts_it()
    {
        await using var world = await World.FoundAsync(Engine.Sqlite, cookies: true);
        var before = await world.PostingsAsync();
        var page = await world.Client.PageAsync("/import?what=CreateSalesOrder");
        Assert.NotNull(page.QuerySelector("option[value='CreateSalesOrder'][selected]"));
        const string rows = "site,customer,item,quantity\nA,C1,X,1\nA,C2,NONE,1";
        var told = await world.SubmitAsync(page, rows, "check");
        Assert.Equal(before, await world.PostingsAsync());
        Assert.Contains("Row 3, item", told.QuerySelector("#rows")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Post 1, leave 1 out", told.QuerySelector("button[value='post']")!.TextContent.Trim());
        Assert.Equal(rows, told.QuerySelector("textarea")!.TextContent.Replace("\r", "", StringComparison.Ordinal));
        var done = await world.SubmitAsync(told, rows, "post");
        Assert.Equal(before + 1, await world.PostingsAsync());
        Assert.Single(done.QuerySelectorAll("#rows a[href^='/sales-orders/']"));
        using var template = await world.Client.GetAsync("/api/v1/imports/CreateSalesOrder/template");
        Assert.StartsWith("document,site,customer,", await template.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The company of <see cref="Circle"/> with stock of X and F, and somebody who imports.</summary>
    private sealed class World : IAsyncDisposable
    {
        public required CrossdockApp App { get; init; }

        public required HttpClient Client { get; init; }

        public Desk Desk => new(Client);

        public Actor Who { get; set; } = SignedInClient.Actor();

        /// <param name="engine">The engine.</param>
        /// <param name="cookies">True for a client that keeps cookies, as a browser does.</param>
        public static async Task<World> FoundAsync(Engine engine, bool cookies = false)
        {
            World? world = null;
            var app = await CrossdockApp.StartAsync(engine, SignedInClient.As(() => world?.Who ?? SignedInClient.Actor(), listen: cookies));
            world = new() { App = app, Client = app.Anonymous() };
            await Circle.FoundAsync(world.Desk);
            return world;
        }

        public Task<int> PostingsAsync() => App.Database.ReadAsync(db => db.Set<Posting>().CountAsync(p => p.Use != "RefusedAttempt"));

        public async Task<decimal> OnHandAsync(string item) => (await App.Database.ReadAsync(db => db.Database.SqlQuery<long>(
            $"SELECT CAST(SUM(p.quantity) AS bigint) AS \"Value\" FROM inventory_positions p JOIN masterdata_items i ON i.id = p.item_id WHERE i.code = {item}").ToListAsync()))[0] / 1_000_000m;

        public async Task<HttpResponseMessage> SendAsync(string operation, string file, string? batch = null, bool check = false)
        {
            using var content = new StringContent(file, Encoding.UTF8, "text/csv");
            return await Client.PostAsync(new Uri($"/api/v1/imports/{operation}?check={(check ? "true" : "false")}&batch={Uri.EscapeDataString(batch ?? "")}", UriKind.Relative), content);
        }

        public async Task<ImportAnswer> ImportAsync(string operation, string file, string? batch, bool check)
        {
            using var answer = await SendAsync(operation, file, batch, check);
            return await answer.ReadAsync<ImportAnswer>();
        }

        /// <summary>Checks a file, posts it, and fails when a document is refused.</summary>
        public async Task<ImportAnswer> PostedAsync(string operation, string file)
        {
            foreach (var check in (bool[])[true, false])
            {
                var answer = await ImportAsync(operation, file, null, check);
                Assert.True(answer.Refused == 0, $"{operation}: {string.Join('\n', answer.Documents.Select(d => d.ToString()))}");
                if (!check) return answer;
            }

            throw new InvalidOperationException();
        }

        public async Task<IDocument> SubmitAsync(IDocument page, string rows, string step)
        {
            using var form = new MultipartFormDataContent();
            foreach (var hidden in page.QuerySelectorAll("form[action='/import'] input[type='hidden']")) form.Add(new StringContent(hidden.GetAttribute("value")!), hidden.GetAttribute("name")!);
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("Operation", "CreateSalesOrder"), ("Text", rows), ("Batch", "page"), ("Step", step)]) form.Add(new StringContent(value), name);
            using var answer = await Client.PostAsync(new Uri("/import", UriKind.Relative), form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {text}");
            return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text).Address("http://localhost/import"));
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
        }
    }
}
