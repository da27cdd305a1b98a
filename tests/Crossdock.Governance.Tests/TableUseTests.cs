using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>Writing tables, putting them in force, and what they would have said.</summary>
public sealed class TableUseTests
{
    private static DraftTableRequest Of(params ApprovalRowRequest[] rows) => new(House.Kind, rows, Currency: "USD", WindowDays: 0);

    [Theory, EachDatabase]
    public async Task Nobody_puts_their_own_draft_in_force_and_no_draft_goes_in_force_twice(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        var draft = await house.DraftAsync(Of(new ApprovalRowRequest("controller")), "cora");
        async Task<Result<ActivateTableResponse>> TryAsync(string login, long version) => await house.App.RunAsync(house.App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, version), house[login]);
        var own = await TryAsync("cora", draft.Version);
        Assert.Equal(("governance.own_draft", RefusalKind.Forbidden), (own.Refusal!.Code, own.Refusal.Kind));
        Assert.True((await house.AskAsync(house.Case("A", 1))).Go);
        Assert.Equal("governance.table_stale", House.No(await TryAsync("curt", draft.Version + 1)));
        var live = House.Yes(await TryAsync("curt", draft.Version));
        Assert.Equal("governance.not_a_draft", House.No(await TryAsync("curt", live.Version)));
        await house.WaitAsync(house.Case("A", 1));
    }

    [Theory, EachDatabase]
    public async Task A_faulty_table_is_kept_as_a_draft_with_its_findings_and_does_not_go_in_force(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        async Task<IReadOnlyList<string>> FoundAsync(params ApprovalRowRequest[] rows)
        {
            var draft = await house.DraftAsync(Of(rows), "cora");
            Assert.Equal("governance.table_not_whole", House.No(await house.App.RunAsync(house.App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version), house["curt"])));
            return [.. draft.Findings.Select(f => f.Message)];
        }

        Assert.Equal(["No row fits amount 0.00 USD."], await FoundAsync(new ApprovalRowRequest("auto", From: Amount.Of(1))));
        Assert.Equal(["Row 1: there is no site 'xyz'."], await FoundAsync(new("auto", Site: "XYZ, dsm"), new("auto", Site: "other")));
        Assert.Equal(["Row 1: there is no entity 'xyz'."], await FoundAsync(new("auto", Entity: "XYZ"), new("auto", Entity: "other")));
        Assert.Equal(["Row 1: 'executive' needs 1, and only 0 could decide."], await FoundAsync(new ApprovalRowRequest("executive")));
        Assert.Equal(["Row 1: '3 of controller' needs 3, and only 2 could decide."], await FoundAsync(new ApprovalRowRequest("3 of controller")));
        Assert.Equal(["Row 1: 'all of controller, executive' needs 2, and only 1 could decide."], await FoundAsync(new ApprovalRowRequest("all of controller, executive")));
        Assert.Equal(["Row 1: 'all of warehouse-manager, @wim' needs 2, and only 1 could decide."], await FoundAsync(new ApprovalRowRequest("all of warehouse-manager, @wim")));
        Assert.Equal(["Row 1: its steps need 2 different people, and only 1 could decide."], await FoundAsync(new ApprovalRowRequest("procurement-manager then @pia")));
    }

    [Theory, EachDatabase]
    public async Task What_a_draft_may_not_say_is_refused_where_it_stands(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        async Task<(string Code, string? Pointer)> RefusedAsync(DraftTableRequest request)
        {
            Assert.True((await house.App.RunAsync(house.App.Get<DraftTable>(), request, house["cora"])).Refused(out var refusal, out _));
            return (refusal.Code, refusal.Pointer);
        }

        var row = new ApprovalRowRequest("auto");
        Assert.Equal(("not_found", "/kind"), await RefusedAsync(Of(row) with { Kind = "no-kind" }));
        Assert.Equal(("not_found", "/entity"), await RefusedAsync(Of(row) with { Entity = "XX" }));
        Assert.Equal(("governance.currency", "/currency"), await RefusedAsync(Of(row) with { Currency = "??" }));
        Assert.Equal(("governance.currency", "/currency"), await RefusedAsync(Of(row) with { Currency = "??", Entity = "US1" }));
        Assert.Equal(("governance.tolerance", "/tolerancePercent"), await RefusedAsync(Of(row) with { TolerancePercent = Quantity.Of(2.555m) }));
        Assert.Equal(("governance.tolerance", "/tolerancePercent"), await RefusedAsync(Of(row) with { TolerancePercent = Quantity.Of(-1) }));
        Assert.Equal(("governance.route", "/rows/1/route"), await RefusedAsync(Of(row, new ApprovalRowRequest("chief"))));
        Assert.Equal(("governance.bound", "/rows/0/from"), await RefusedAsync(Of(row with { From = Amount.Of(-1) })));
        Assert.Equal(("governance.bound", "/rows/0/below"), await RefusedAsync(Of(row with { Below = Amount.Of(1.001m) })));
    }

    [Theory, EachDatabase]
    public async Task A_later_draft_replaces_the_earlier_and_a_later_table_the_one_in_force(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        var given = await house.DraftAsync(Of(new ApprovalRowRequest("controller")), "cora");
        await house.TableAsync(Of(new ApprovalRowRequest("auto")), "cora", "curt");
        Assert.Equal("governance.not_a_draft", House.No(await house.App.RunAsync(house.App.Get<ActivateTable>(), new ActivateTableRequest(given.Id, given.Version + 1), house["curt"])));
        Assert.True((await house.AskAsync(house.Case("A", 1))).Go);
        await house.TableAsync(Of(new ApprovalRowRequest("controller")), "cora", "curt");
        await house.WaitAsync(house.Case("B", 1));
        var heads = House.Yes(await house.App.AskAsync(house.App.Get<ListTables>(), new ListTablesRequest())).Single(k => k.Kind == House.Kind).Tables;
        Assert.Equal([(3, TableState.InForce), (2, TableState.Retired), (1, TableState.Retired)], heads.Select(h => (h.Number, h.State)));
    }

    [Theory, EachDatabase]
    public async Task A_table_of_an_entity_goes_before_the_groups(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.EntityAsync("US2", "USD", "America/Chicago");
        await house.TableAsync(new ApprovalRowRequest("controller"));
        await house.TableAsync(Of(new ApprovalRowRequest("auto")) with { Entity = "US2" });
        Assert.True((await house.AskAsync(house.Case("A", 1, entity: "US2"))).Go);
        await house.WaitAsync(house.Case("B", 1));
    }

    [Theory, EachDatabase]
    public async Task Rows_over_open_words_decide_by_them(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(Of(new("controller", Category: "Machines, pallets"), new("auto", Category: "other", Site: "DSM"), new("procurement-manager", Category: "other", Site: "other")));
        async Task<string> RowAsync(string? category, string? site)
        {
            var asked = house.Case(Guid.NewGuid().ToString("N")[..8], 1) with { Site = site is null ? null : house.Site(site) };
            if (category is not null) asked = asked with { Attributes = new Dictionary<string, string> { [Dimensions.Category] = category } };
            return (await house.AskAsync(asked)).Sentence[..5];
        }

        Assert.Equal("Row 1", await RowAsync(" MACHINES", "DSM"));
        Assert.Equal("Row 2", await RowAsync("paper", "DSM"));
        Assert.Equal("Row 2", await RowAsync(null, "DSM"));
        Assert.Equal("Row 3", await RowAsync("paper", "CID"));
        Assert.Equal("Row 3", await RowAsync(null, null));
    }

    [Theory, EachDatabase]
    public async Task A_replay_says_what_a_table_would_have_done(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(Of(new("auto", Below: Amount.Of(1000)), new("controller", From: Amount.Of(1000))));
        var draft = await house.DraftAsync(Of(new("auto", From: Amount.Of(500), Below: Amount.Of(3000)), new("controller", Below: Amount.Of(100)),
            new("auto, review controller in 1 day", From: Amount.Of(100), Below: Amount.Of(500)), new("refuse: too much", From: Amount.Of(3000))), "cora");
        Assert.Equal("There are no cases yet to compare with.", (await ReplayAsync(house, draft.Id)).Sentence);
        foreach (var (document, amount) in new[] { ("A", 50m), ("B", 200m), ("C", 900m) }) Assert.True((await house.AskAsync(house.Case(document, amount))).Go);
        var numbers = new List<string>();
        foreach (var (document, amount) in new[] { ("D", 1000m), ("E", 2000m), ("F", 2500m), ("G", 4000m), ("H", 2000m) }) numbers.Add(await house.WaitAsync(house.Case(document, amount)));
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.ApproveAsync("carl", numbers[0]);
        House.Yes(await house.DecideAsync("carl", ApprovalAnswer.Reject, "no", numbers[1]));
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.ApproveAsync("carl", numbers[3]);
        await house.WaitAsync(house.Case("H", 5000));
        var replay = await ReplayAsync(house, draft.Id);
        // D, E, F would go by rule; G and the last H would be refused; of what went, A would be asked about.
        Assert.Equal((8, 5, 3), (replay.Cases, replay.TouchedThen, replay.TouchedNow));
        Assert.Equal((1, "A", "by rule"), (replay.StoppedCount, replay.Stopped.Single().Document, replay.Stopped.Single().Then));
        Assert.Equal((3, 1), (replay.FreedCount, replay.RejectedFreed));
        Assert.Equal(["F", "E", "D"], replay.Freed.Select(f => f.Document));
        Assert.Equal((40m, 2m), (replay.FewerTouchesPercent, replay.MedianHours));
        Assert.Equal("Of 8 cases people decided 5: 40 % fewer touches, 1 case you would have stopped.", replay.Sentence);
        house.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(0, (await ReplayAsync(house, draft.Id, days: 9)).Cases);
    }

    [Theory, EachDatabase]
    public async Task A_replay_compares_money_and_leaves_out_whom_the_table_is_not_for(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.EntityAsync("CN1", "CNY", "Asia/Shanghai");
        await house.EntityAsync("US2", "USD", "America/Chicago");
        await house.TableAsync(Of(new ApprovalRowRequest("auto")) with { Entity = "US2" });
        foreach (var entity in new[] { "US1", "CN1", "US2" }) Assert.True((await house.AskAsync(house.Case($"In {entity}", 9000, entity: entity))).Go);
        // 9,000 CNY are 1,500 USD.
        var draft = await house.DraftAsync(Of(new("auto", Below: Amount.Of(5000)), new("controller", From: Amount.Of(5000))), "cora");
        var replay = await ReplayAsync(house, draft.Id);
        Assert.Equal((2, 1, "In US1"), (replay.Cases, replay.StoppedCount, replay.Stopped[0].Document));
        await house.PeopleAsync(House.Person("chen", "council", ["CN1"]));
        Assert.Equal(1, House.Yes(await house.App.AskAsync(house.App.Get<ReplayTable>(), new ReplayTableRequest(draft.Id), house["chen"])).Cases);
    }

    private static async Task<ReplayTableResponse> ReplayAsync(House house, int id, int? days = null) =>
        House.Yes(await house.App.AskAsync(house.App.Get<ReplayTable>(), new ReplayTableRequest(id, days)));
}
