using Crossdock.Company.Replaying;
using Crossdock.Governance.Approving;
using Crossdock.Procurement.Agreeing;

namespace Crossdock.Company.Founding;

/// <summary>
/// What the company has agreed with the suppliers it buys most from, made from what it will buy in these weeks: one agreement that is nearly used up, one that
/// ends soon, one behind its minimum, one with weekly deliveries, and two that do well.
/// </summary>
internal sealed class SupplierAgreements(SamplePlan plan, Clerk clerk, Staff staff, DateTimeOffset at)
{
    private readonly Dictionary<string, SampleItem> items = plan.Items.ToDictionary(i => i.Code, StringComparer.Ordinal);
    private readonly Dictionary<string, SampleSupplier> suppliers = plan.Suppliers.ToDictionary(s => s.Code, StringComparer.Ordinal);

    private readonly Dictionary<AgreementPart, CreateAgreementRequest> asked = [];
    private readonly Dictionary<AgreementPart, string> numbers = [];

    /// <summary>The agreement that plays a part, with what was asked for; null when there are too few suppliers for it.</summary>
    public (string Number, CreateAgreementRequest Asked)? Of(AgreementPart part) => numbers.TryGetValue(part, out var number) ? (number, asked[part]) : null;

    public async Task MakeAsync(CancellationToken cancel)
    {
        var entityOf = plan.Sites.ToDictionary(s => s.Code, s => s.Entity, StringComparer.Ordinal);
        var bought = plan.Days.SelectMany(d => d.Events).OfType<PurchaseOrdered>().Where(o => suppliers[o.Supplier].Currency == o.Currency)
            .GroupBy(o => (Entity: entityOf[o.Site], o.Supplier)).OrderByDescending(g => g.Sum(o => Worth(o))).ThenBy(g => g.Key.Supplier, StringComparer.Ordinal)
            .DistinctBy(g => g.Key.Supplier).ToList();
        foreach (var (part, group) in Enum.GetValues<AgreementPart>().Zip(bought))
            await AgreeAsync(part, Terms(part, group.Key.Entity, group.Key.Supplier, [.. group]), cancel);
    }

    private CreateAgreementRequest Terms(AgreementPart part, string entity, string supplier, List<PurchaseOrdered> orders)
    {
        var total = (long)orders.Sum(Worth);
        var (first, name) = (plan.FirstDay.AddDays(-7), suppliers[supplier].Name);
        var contract = new CreateAgreementRequest(AgreementKind.Contract, entity, supplier, first, first.AddYears(1), Submit: true, Reason: "Yearly talks");
        return part switch
        {
            AgreementPart.HouseBrands => contract with { Kind = AgreementKind.Blanket, Title = $"{name}, house brands", ValueCap = Round(total * 5) },
            AgreementPart.PriceList => contract with { Title = $"{name}, price list", Lines = Lines(supplier, orders, cap: 5) },
            AgreementPart.NearlyUsed => contract with { Title = $"{name}, first half", ValidTo = plan.Today.AddDays(75), ValueCap = Round(total * 100 / 94), Lines = Lines(supplier, orders, cap: 0) },
            AgreementPart.EndsSoon => contract with { Title = $"{name}, autumn list", ValidTo = plan.Today.AddDays(18), Lines = Lines(supplier, orders, cap: 3) },
            AgreementPart.Behind => contract with { Kind = AgreementKind.Blanket, Title = $"{name}, volume bonus", ValueCap = Round(total * 20), MinimumValue = Round(total * 9) },
            _ => contract with { Kind = AgreementKind.Scheduling, Title = $"{name}, weekly truck", Lines = Lines(supplier, orders, cap: 0), Schedule = Schedule(orders) },
        };
    }

    /// <summary>All that is stocked of a supplier at its cost, with a lower price from twice the largest order on; capped at a multiple of what is bought in these weeks.</summary>
    private List<AgreementLineRequest> Lines(string supplier, List<PurchaseOrdered> orders, int cap)
    {
        var bought = orders.SelectMany(o => o.Lines).ToLookup(l => l.Item, StringComparer.Ordinal);
        return [.. plan.Stocked.Select(s => s.Item).Distinct(StringComparer.Ordinal).Where(i => items[i].Supplier == supplier).Order(StringComparer.Ordinal).Select(code =>
        {
            var (item, lines) = (items[code], bought[code].ToList());
            var most = lines.Select(l => l.Quantity).DefaultIfEmpty(Quantity.Units(item.MinimumCases * item.BottlesPerCase)).Max();
            var all = lines.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity);
            return new AgreementLineRequest(
                code, item.Cost, item.Packs[0].Unit, cap == 0 || all.IsZero ? null : new(all.Micros * cap), Breaks: [new(new(most.Micros * 2), new(item.Cost.Millionths / 100 * 97))]);
        })];
    }

    /// <summary>A truck a week from next week on, as large as an order of these weeks.</summary>
    private List<ScheduleEntryRequest> Schedule(List<PurchaseOrdered> orders)
    {
        var line = orders[^1].Lines[0];
        return [.. Enumerable.Range(1, 8).Select(week => new ScheduleEntryRequest(line.Item, plan.Today.AddDays((7 * week) + 14), line.Quantity))];
    }

    private async Task AgreeAsync(AgreementPart part, CreateAgreementRequest request, CancellationToken cancel)
    {
        var key = $"agreement:{part}";
        var made = await clerk.AskAsync<CreateAgreementRequest, AgreementStandResponse>(staff.Buyer, "agreements", key, at, request, cancel);
        if (made is null) return;
        (asked[part], numbers[part]) = (request, made.Number);
        if (made.Approval is not { } approval) return;
        foreach (var (who, step) in new[] { (staff.ProcurementManager, 1), (staff.Controller, 2) })
        {
            var stands = await clerk.AskAsync<DecideRequestsRequest, DecideRequestsResponse>(who, "approvals", $"{key}:approve:{step}", at, new([approval], ApprovalAnswer.Approve), cancel, "governance.request_ended");
            if (stands is null || stands.Requests[0].State != Governance.ApprovalState.Pending) return;
        }
    }

    private static decimal Worth(PurchaseOrdered order) => order.Lines.Sum(l => l.Quantity.ToDecimal() * l.Price.ToDecimal());

    private static Amount Round(long amount) => Amount.Of(Math.Max(100, (amount + 99) / 100 * 100));
}

/// <summary>What an agreement of the sample company is there to show.</summary>
internal enum AgreementPart
{
    /// <summary>A blanket that does well.</summary>
    HouseBrands,

    /// <summary>A price list that does well.</summary>
    PriceList,

    /// <summary>One that is nearly used up.</summary>
    NearlyUsed,

    /// <summary>One that ends soon.</summary>
    EndsSoon,

    /// <summary>One behind its minimum.</summary>
    Behind,

    /// <summary>One with weekly deliveries.</summary>
    Weekly,
}
