using Crossdock.Governance;
using Crossdock.Governance.Approving;
using Crossdock.Inventory;
using Crossdock.Inventory.Looking;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Conditions;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Moving;

namespace Crossdock.Company.Replaying;

/// <summary>Putaway, counts, adjustments and doubted stock.</summary>
internal sealed class FloorDesk(Clerk clerk, Staff staff, IReadOnlyDictionary<string, string> places)
{
    /// <summary>The product's place for a bin of the plan: every site has one dock, one staging and one quarantine place.</summary>
    public string PlaceOf(string bin) => places.GetValueOrDefault(bin, bin);

    /// <summary>
    /// Puts away what stands on the dock of the plan's lines: what went straight to waiting orders, or never left the hub, does not stand
    /// there. Broken bottles went to the quarantine place when they came.
    /// </summary>
    public async Task PutAwayAsync(StockPutAway done, CancellationToken cancel)
    {
        var standing = new Dictionary<(string Item, string? Lot), Quantity>();
        if (!clerk.Recalls)
        {
            var dock = await clerk.LookAsync<PositionsRequest, IReadOnlyList<PositionView>>(Staff.Loader, new(done.Site, PlaceOf(done.Lines[0].FromBin), Most: 500), cancel);
            foreach (var position in (dock ?? []).Where(p => p.Condition == Condition.Receiving)) standing[(position.Item, position.Lot)] = position.Quantity;
        }

        var putaways = new List<Task>();
        foreach (var (line, index) in done.Lines.Select((l, i) => (l, i)).Where(x => x.l.Condition == SampleCondition.Available))
        {
            var quantity = Quantity.Min(line.Quantity, standing.GetValueOrDefault((line.Item, line.Lot)));
            if (!quantity.IsPositive) continue;
            standing[(line.Item, line.Lot)] -= quantity;
            putaways.Add(clerk.AskAsync<PutAwayRequest, PutAwayResponse>(staff.Receiver, "putaways", $"{done.Document}:putaway:{index}", done.At.AddSeconds(index), new(
                done.Site, line.Item, quantity, PlaceOf(line.ToBin), PlaceOf(line.FromBin), Lot: line.Lot, Source: HappenedSource.Scan), cancel));
        }

        await Task.WhenAll(putaways);
    }

    /// <summary>The difference found is the plan's; the book is the product's own at that moment.</summary>
    public async Task CountAsync(StockCounted done, CancellationToken cancel)
    {
        var lines = new List<CountStockLine>();
        foreach (var line in done.Lines)
        {
            var place = PlaceOf(line.Bin);
            var book = Quantity.Zero;
            if (!clerk.Recalls)
            {
                var found = await clerk.LookAsync<PositionsRequest, IReadOnlyList<PositionView>>(Staff.Loader, new(done.Site, place, line.Item, 500), cancel);
                book = (found ?? []).Where(p => p.Condition == Condition.Available && p.Lot == line.Lot && p.Owner is null).Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
            }

            var counted = book + line.Counted - line.Book;
            lines.Add(new(Place: place, Item: line.Item, Counted: counted.IsNegative ? Quantity.Zero : counted, Lot: line.Lot));
        }

        var count = await clerk.AskAsync<CountStockRequest, CountStockResponse>(staff.Counter, "counts", $"{done.Count}:count", done.At, new(done.Site, lines, Source: HappenedSource.Scan), cancel);
        if (count?.Approval is { } approval) await AgreeAsync($"{done.Count}:agree", approval, done.At, [staff.Manager, staff.Controller], "Counted again by the shift lead", cancel);
    }

    /// <summary>Only what is there and free breaks: the product may have promised to others than the plan did.</summary>
    public async Task AdjustAsync(StockAdjusted done, CancellationToken cancel)
    {
        var condition = ConditionOf(done.Condition);
        var quantity = done.Quantity.IsNegative ? await FreeAsync(done.Site, done.Bin, done.Item, done.Lot, condition, done.Quantity.Abs(), cancel) : done.Quantity;
        if (!quantity.IsPositive) return;
        var adjusted = await clerk.AskAsync<AdjustStockRequest, AdjustStockResponse>(staff.Manager, "adjustments", $"{done.Adjustment}:adjust", done.At, new(
            done.Site, PlaceOf(done.Bin), done.Item, quantity, done.Quantity.IsNegative ? "BROKEN" : "FOUND", done.Reason, Lot: done.Lot, Condition: condition), cancel);
        if (adjusted?.Approval is { } approval) await AgreeAsync($"{done.Adjustment}:agree", approval, done.At, [staff.Controller, staff.ProcurementManager], null, cancel);
    }

    /// <summary>What the rules did not let go is agreed to by those who are asked, one after another, within minutes.</summary>
    private async Task AgreeAsync(string key, string approval, DateTimeOffset at, IReadOnlyList<Actor> people, string? comment, CancellationToken cancel)
    {
        for (var step = 0; step < people.Count; step++)
        {
            var decided = await clerk.AskAsync<DecideRequestsRequest, DecideRequestsResponse>(people[step], "decisions", $"{key}:{step}", at.AddMinutes(step + 1), new([approval], ApprovalAnswer.Approve, comment), cancel);
            if (decided?.Requests[0].State != ApprovalState.Pending) return;
        }
    }

    public async Task ChangeConditionAsync(ConditionChanged done, CancellationToken cancel)
    {
        var quantity = await FreeAsync(done.Site, done.FromBin, done.Item, done.Lot, ConditionOf(done.From), done.Quantity, cancel);
        if (!quantity.IsPositive) return;
        await ChangeAsync(done.Change, done.At, done.Site, done.Item, done.Lot, done.FromBin, done.ToBin, quantity, ConditionOf(done.From), ConditionOf(done.To), done.Reason, cancel);
    }

    private async Task<Quantity> FreeAsync(string site, string bin, string item, string? lot, Condition condition, Quantity most, CancellationToken cancel)
    {
        if (clerk.Recalls) return most;
        var found = await clerk.LookAsync<PositionsRequest, IReadOnlyList<PositionView>>(Staff.Loader, new(site, PlaceOf(bin), item, 500), cancel);
        return Quantity.Min(most, (found ?? []).Where(p => p.Condition == condition && p.Lot == lot && p.Owner is null).Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity - p.Allocated));
    }

    public Task ChangeAsync(
        string key, DateTimeOffset at, string site, string item, string? lot, string from, string to, Quantity quantity, Condition was, Condition becomes, string note, CancellationToken cancel)
    {
        var reason = becomes switch { Condition.Available => "RELEASE", Condition.Damaged => "DAMAGE", _ => "QUALITY" };
        return clerk.AskAsync<ChangeConditionRequest, ChangeConditionResponse>(staff.Manager, "condition changes", $"{key}:condition", at, new(
            site, PlaceOf(from), item, quantity, was, becomes, reason, note, PlaceOf(to), Lot: lot), cancel);
    }

    public static Condition ConditionOf(SampleCondition condition) => condition switch
    {
        SampleCondition.Available => Condition.Available,
        SampleCondition.Quarantine => Condition.Quarantine,
        SampleCondition.Hold => Condition.Hold,
        _ => Condition.Damaged,
    };
}
