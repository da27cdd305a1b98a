using Crossdock.Company.Replaying;
using Crossdock.MasterData;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.Procurement.Choosing;

namespace Crossdock.Company.Founding;

/// <summary>Items that can be bought from two suppliers: one shares them, one prefers the first, one keeps the second out. The second asks four percent more.</summary>
internal sealed class SecondSources(SamplePlan plan, Clerk clerk, Staff staff, DateTimeOffset at)
{
    public async Task MakeAsync(CancellationToken cancel)
    {
        var pairs = (from item in plan.Items
                     let own = plan.Suppliers.First(s => s.Code == item.Supplier)
                     let other = plan.Suppliers.FirstOrDefault(s => s.Code != own.Code && s.Currency == own.Currency)
                     where other is not null
                     orderby item.Code descending
                     select (Item: item, Second: other)).DistinctBy(p => p.Item.Supplier).Take(3).ToList();
        if (pairs.Count < 3) return;
        await clerk.AskAsync<SetTermsRequest, SetTermsResponse>(staff.Steward, "terms", "second sources:terms", at, new(
            [.. pairs.Select(p => new NewTerms(p.Second.Code, p.Item.Code, p.Item.Packs[^1].Unit, p.Second.LeadTimeDays, new UnitPrice(p.Item.Cost.Millionths / 100 * 104)))]), cancel);
        await SetAsync(0, 60, 40, null);
        await SetAsync(1, null, null, null);
        await SetAsync(2, null, null, "Two deliveries in a row came damaged");

        Task SetAsync(int pair, decimal? first, decimal? second, string? keptOut) => SetAllAsync(pairs[pair].Item, pairs[pair].Second.Code, first, second, keptOut, cancel);
    }

    private Task SetAllAsync(SampleItem item, string second, decimal? first, decimal? rest, string? keptOut, CancellationToken cancel) =>
        clerk.AskAsync<SetSourcesRequest, SetSourcesResponse>(staff.Steward, "sources", $"sources:{item.Code}", at, new(
            item.Code,
            [
                new(item.Supplier, first is { } share ? Quantity.Of(share) : null),
                new(second, rest is { } other ? Quantity.Of(other) : null, keptOut, keptOut is null ? null : plan.Today.AddDays(20)),
            ],
            Reason: "Yearly review of sources"), cancel);
}
