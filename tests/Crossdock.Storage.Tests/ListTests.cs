using Crossdock.Storage.Http;
using Crossdock.Storage.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Crossdock.Storage.Tests;

public sealed record NoteRow
{
    public int Number { get; init; }
    public string Text { get; init; } = "";
    public Quantity Quantity { get; init; }
    public Amount? Amount { get; init; }
    public DateOnly? Due { get; init; }
    internal NoteState State { get; init; }
    public SiteId? SiteId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class NoteList : Listing<NoteRow>
{
    public NoteList()
    {
        Column("number", "Number", r => r.Number);
        Column("text", "Text", r => r.Text).Search();
        Column("quantity", "Quantity", r => r.Quantity);
        Column("amount", "Amount", r => r.Amount);
        Column("due", "Due", r => r.Due);
        Column("state", "State", r => r.State);
        Column("site", "Site", r => r.SiteId).Hide();
        Column("at", "At", r => r.At);
        Order(r => r.Number, "number");
    }

    public override string Name => "notes";

    protected override IQueryable<NoteRow> Rows(Reading reading) => reading.Db.Set<Note>().Select(n => new NoteRow
    {
        Number = n.Number,
        Text = n.Text,
        Quantity = n.Quantity,
        Amount = n.Amount,
        Due = n.Due,
        State = n.State,
        SiteId = n.SiteId,
        At = n.At,
    });
}

public sealed class ListTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoteList List = new();

    [Theory, EachDatabase]
    public async Task Pages_of_every_order_hold_every_row_exactly_once(Engine engine)
    {
        await using var ground = await NotesAsync(engine);
        foreach (var sort in List.Columns.Where(c => c.Sortable).SelectMany(c => new[] { c.Key, "-" + c.Key }))
        {
            var seen = new List<int>();
            string? cursor = null;
            do
            {
                var page = await PageAsync(ground, new ListRequest(Sort: sort, Cursor: cursor, Limit: 7));
                seen.AddRange(page.Items.Select(r => r.Number));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(Enumerable.Range(0, 40), seen.Order());
            var whole = await PageAsync(ground, new ListRequest(Sort: sort, Limit: 500));
            Assert.Equal(whole.Items.Select(r => r.Number), seen);
        }
    }

    [Theory, EachDatabase]
    public async Task Filters_compare_exact_values_dates_choices_and_keys(Engine engine)
    {
        await using var ground = await NotesAsync(engine);
        Assert.Equal([0, 1, 2], await NumbersAsync(ground, "quantity:lt:0.75"));
        Assert.Equal([3], await NumbersAsync(ground, "quantity:eq:0.75"));
        Assert.Equal([38, 39], await NumbersAsync(ground, "quantity:ge:9.5"));
        Assert.Equal([39], await NumbersAsync(ground, "due:gt:2026-02-12"));
        Assert.Equal(14, (await NumbersAsync(ground, "state:eq:done")).Count);
        Assert.Equal(40, (await NumbersAsync(ground, "state:eq:done", "state:eq:open")).Count);
        Assert.Equal(20, (await NumbersAsync(ground, "amount:eq:")).Count);
        Assert.Equal([1, 3], await NumbersAsync(ground, "amount:lt:5", "number:lt:20"));
        Assert.Equal([0, 5, 10], await NumbersAsync(ground, "site:eq:1", "number:le:10"));
        Assert.Equal([0, 1], await NumbersAsync(ground, "at:lt:2026-01-05T10:00:00Z"));
        Assert.Equal([7], await NumbersAsync(ground, "text:has:NOTE 7;"));
    }

    [Theory, EachDatabase]
    public async Task The_search_wants_every_word_in_any_case(Engine engine)
    {
        await using var ground = await NotesAsync(engine);
        var found = await PageAsync(ground, new ListRequest(Search: "BLUE 3", Limit: 500));
        Assert.Equal([30, 32, 34, 36, 38], found.Items.Select(r => r.Number));
    }

    [Theory]
    [InlineData("nothing:eq:1", "list.column")]
    [InlineData("quantity", "list.operator")]
    [InlineData("quantity:like:1", "list.operator")]
    [InlineData("state:lt:open", "list.operator")]
    [InlineData("quantity:eq:many", "list.value")]
    [InlineData("state:eq:closed", "list.value")]
    [InlineData("due:eq:12.2.2026", "list.value")]
    public async Task What_is_not_understood_is_refused_with_a_sentence(string filter, string code)
    {
        await using var ground = await Ground.OpenAsync(Engine.Sqlite);
        var refusal = await RefusalAsync(ground, new ListRequest(Filter: [filter]));
        Assert.Equal(code, refusal.Code);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_order_or_none_at_all_is_refused()
    {
        await using var ground = await NotesAsync(Engine.Sqlite);
        var cursor = (await PageAsync(ground, new ListRequest(Sort: "text", Limit: 5))).Next;
        Assert.Equal("list.cursor", (await RefusalAsync(ground, new ListRequest(Sort: "number", Cursor: cursor))).Code);
        Assert.Equal("list.cursor", (await RefusalAsync(ground, new ListRequest(Cursor: "?!"))).Code);
        Assert.Equal("list.sort", (await RefusalAsync(ground, new ListRequest(Sort: "site"))).Code);
        Assert.Equal("list.limit", (await RefusalAsync(ground, new ListRequest(Limit: 501))).Code);
    }

    [Fact]
    public void A_column_key_in_the_address_is_a_filter()
    {
        Dictionary<string, StringValues> query = new() { ["state"] = new(["open", "done"]), ["q"] = "blue", ["limit"] = "20", ["format"] = "csv" };
        var request = ListRoutes.Read(List, query).Value;
        Assert.Equal(["state:eq:open", "state:eq:done"], request.Filter!);
        Assert.Equal(("blue", 20), (request.Search, request.Limit));
        Assert.Equal("list.column", ListRoutes.Read(List, new Dictionary<string, StringValues> { ["colour"] = "blue" }).Refusal!.Code);
    }

    [Theory, EachDatabase]
    public async Task Exports_hold_the_filtered_rows_with_typed_numbers_and_harmless_text(Engine engine)
    {
        await using var ground = await NotesAsync(engine);
        await ground.PostAsync(work => work.Db.Add(new Note { Id = Guid.CreateVersion7(), Number = 99, Text = "=1+2", Quantity = Quantity.Of(-1.5m), State = NoteState.Open, At = Start }));
        var csv = await ExportAsync(ground, new ListRequest(Filter: ["number:ge:38"]), spreadsheet: false);
        var lines = System.Text.Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("Number,Text,Quantity,Amount,Due,State,At", lines[0]);
        Assert.Equal("38,Blue note 38;,9.5,,2026-02-12,open,2026-01-06T22:00:00Z", lines[1]);
        Assert.Equal("99,'=1+2,-1.5,,,open,2026-01-05T08:00:00Z", lines[3]);

        using var file = new MemoryStream(await ExportAsync(ground, new ListRequest(Filter: ["number:ge:38"]), spreadsheet: true));
        var rows = MiniExcelLibs.MiniExcel.Query(file, useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal(9.5, rows[0]["Quantity"]);
        Assert.Equal("'=1+2", rows[2]["Text"]);
    }

    private static Task<byte[]> ExportAsync(Ground ground, ListRequest request, bool spreadsheet) => ground.Database.ReadAsync(async db =>
        (await ListExport.WriteAsync(List, List.All(ReadingOf(db), request).Value, spreadsheet, CancellationToken.None)).File);

    private static async Task<ListPage<NoteRow>> PageAsync(Ground ground, ListRequest request) =>
        (await ground.Database.ReadAsync(db => List.AnswerAsync(ReadingOf(db), request, CancellationToken.None))).Value;

    private static async Task<Refusal> RefusalAsync(Ground ground, ListRequest request) =>
        (await ground.Database.ReadAsync(db => List.AnswerAsync(ReadingOf(db), request, CancellationToken.None))).Refusal!;

    private static async Task<List<int>> NumbersAsync(Ground ground, params string[] filters) =>
        [.. (await PageAsync(ground, new ListRequest(Filter: filters, Limit: 500))).Items.Select(r => r.Number)];

    private static Reading ReadingOf(CrossdockDb db) => new(db, Actor.System("test"), Start);

    /// <summary>Forty notes; every second has no amount, every third is done, every fourth has no day.</summary>
    private static async Task<Ground> NotesAsync(Engine engine)
    {
        var ground = await Ground.OpenAsync(engine);
        await ground.PostAsync(work =>
        {
            for (var i = 0; i < 40; i++)
            {
                work.Db.Add(new Note
                {
                    Id = Guid.CreateVersion7(),
                    Number = i,
                    Text = $"{(i % 2 == 0 ? "Blue" : "Red")} note {i};",
                    Quantity = Quantity.Of(i * 0.25m),
                    Amount = i % 2 == 0 ? null : Kernel.Amount.Of(i),
                    Due = i % 4 == 1 ? null : new DateOnly(2026, 1, 5).AddDays(i),
                    State = i % 3 == 0 ? NoteState.Done : NoteState.Open,
                    SiteId = i % 5 == 0 ? new SiteId(1) : null,
                    At = Start.AddHours(i),
                });
            }
        });
        return ground;
    }
}
